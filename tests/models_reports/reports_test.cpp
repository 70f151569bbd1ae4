// Reports while somebody builds them: equal numbers from the platform, the snapshot and the runner itself, and a
// definition that changes, runs, is cancelled and saved.
#include <QtTest>
#include <filesystem>
#include <fstream>

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "models/reports/drill.h"
#include "models/reports/report_builder.h"
#include "models/reports/report_templates.h"
#include "report/difference.h"
#include "report_world.h"

using namespace steward;
using namespace steward::models;
using namespace steward::test;
using report::Aggregate;
using report::Bucket;
using report::Definition;
using State = ReportBuilder::State;

namespace {

struct Fixture {
    QTemporaryDir folder;
    std::filesystem::path path = folder.path().toStdString();
    sql::Connection platform = sample::filled();
    FakeNetwork network;
    client::PlatformClient client{QUrl(QStringLiteral("https://admin.steward.example")),
                                  std::make_shared<client::FixedToken>("secret"), &network};
    store::OfflineStore store{path / "offline.db"};
    ReportEngine engine{&client, &store};
    std::vector<contract::ReportDraft> saved;
    std::vector<std::pair<contract::ReportChange, std::int64_t>> changed;
    std::vector<std::string> removed;
    Result<contract::SavedReport> saveAnswer = report("rep_1", 1);
    ReportBuilder builder{
        engine, SavedReportSource{[](contract::ListRequest) {
                                      return client::readyFuture<Result<contract::Page<contract::SavedReport>>>(
                                          contract::Page<contract::SavedReport>{});
                                  },
                                  [this](contract::ReportDraft draft) {
                                      saved.push_back(draft);
                                      if (saveAnswer) saveAnswer->definition = draft.definition;
                                      return client::readyFuture(saveAnswer);
                                  },
                                  [this](contract::ReportChange change, std::int64_t version) {
                                      changed.emplace_back(change, version);
                                      if (saveAnswer) saveAnswer->definition = change.definition;
                                      return client::readyFuture(saveAnswer);
                                  },
                                  [this](contract::ById id) {
                                      removed.push_back(id.id);
                                      return client::readyFuture<Result<contract::Nothing>>(contract::Nothing{});
                                  }}};
    QSignalSpy results{&builder, &ReportBuilder::resultChanged};
    QSignalSpy states{&builder, &ReportBuilder::stateChanged};
    QSignalSpy failures{&builder, &ReportBuilder::saveFailed};

    Fixture() {
        if (!awaited(store.open())) qFatal("the store cannot be opened");
        builder.setDefinition(sample::monthlyRevenue());
    }
    static contract::SavedReport report(const std::string& id, std::int64_t version) {
        contract::SavedReport made;
        made.id = id;
        made.version = version;
        made.definition = json::toValue(sample::monthlyRevenue());
        return made;
    }
    void snapshots(std::initializer_list<const char*> datasets) {
        for (const char* dataset : datasets)
            takeSnapshot(store, dataset, snapshotOf(platform, dataset, sample::everything().dataAsOf));
    }
    void answersLive() {
        network.respond = [this](const FakeNetwork::Seen& seen) {
            const auto asked = json::read<contract::ReportRun>(seen.body.toStdString());
            const auto definition = report::readDefinition(json::write(asked->definition));
            const auto made = report::run(platform, *definition, sample::everything());
            return Scripted{.body = QByteArray::fromStdString(linesOf(*made)),
                            .headers = {{"Content-Type", "application/x-ndjson"}}};
        };
    }
    void holds() {
        network.respond = [](const FakeNetwork::Seen&) { return Scripted{.never = true}; };
    }
};

// Whole numbers exactly; averages as far as JSON carries them: Boost.JSON reads some decimals one bit off.
bool sameNumbers(const report::Table& a, const report::Table& b) {
    const auto same = [](const json::Value& x, const json::Value& y) {
        if (!x.is_double() && !y.is_double()) return json::same(x, y);
        return x.is_number() && y.is_number() && qFuzzyCompare(x.to_number<double>(), y.to_number<double>());
    };
    return a.columnKeys == b.columnKeys &&
           std::ranges::equal(a.lines, b.lines, [&](const report::Line& x, const report::Line& y) {
               return x.kind == y.kind && x.keys == y.keys && std::ranges::equal(x.cells, y.cells, same);
           });
}

Definition usage() {
    return {
        .name = "Usage",
        .dataset = "usage",
        .rows = {{"region"}},
        .columns = {{"day", Bucket::week}},
        .measures = {{"quantity", Aggregate::sum}, {"quantity", Aggregate::average}, {"tenant", Aggregate::distinct}},
        .filter = "metric=apiCalls"};
}

}  // namespace

class ReportsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSnapshotGivesEqualNumbers_data() {
        QTest::addColumn<QByteArray>("definition");
        QTest::addColumn<QByteArray>("dataset");
        const auto row = [](const Definition& definition) {
            QTest::newRow(definition.name.c_str())
                << QByteArray::fromStdString(json::write(definition)) << QByteArray::fromStdString(definition.dataset);
        };
        row(sample::monthlyRevenue());
        row(usage());
        row({.name = "Tenants",
             .dataset = "tenants",
             .rows = {{"plan"}, {"status"}},
             .measures = {{"", Aggregate::count}}});
        row({.name = "Limited",
             .dataset = "subscriptions",
             .rows = {{"tenant"}},
             .measures = {{"mrr", Aggregate::sum}},
             .sort = {{"sum(mrr)", true}},
             .limit = 5});
    }
    void theSnapshotGivesEqualNumbers() {
        QFETCH(QByteArray, definition);
        QFETCH(QByteArray, dataset);
        Fixture f;
        f.snapshots({"tenants"});
        if (dataset != "tenants") f.snapshots({dataset.constData()});
        f.answersLive();
        const auto asked = report::readDefinition(definition.toStdString());
        QVERIFY_OK(asked);
        const auto direct = report::run(f.platform, *asked, sample::everything());
        QVERIFY_OK(direct);
        QVERIFY(direct->table.lines.size() > 1);
        const auto offline = awaited(f.engine.run(*asked, ReportSource::snapshot));
        QVERIFY_OK(offline);
        QVERIFY(offline->table == direct->table);
        QCOMPARE(offline->truth.rowsScanned, direct->truth.rowsScanned);
        QCOMPARE(offline->truth.dataAsOf, direct->truth.dataAsOf);
        const auto online = awaited(f.engine.run(*asked, ReportSource::platform));
        QVERIFY_OK(online);
        QVERIFY(sameNumbers(online->table, direct->table));
        QCOMPARE(online->truth.rowsScanned, direct->truth.rowsScanned);
        QCOMPARE(online->definition, *asked);
    }

    void exportsAreEqualToo() {
        Fixture f;
        f.snapshots({"tenants", "subscriptions"});
        f.answersLive();
        for (const auto format : {report::Format::csv, report::Format::json}) {
            ExportRequest request{.definition = sample::monthlyRevenue(), .file = f.path / "a", .format = format};
            const auto offline = awaited(f.engine.exportFile(request, ReportSource::snapshot));
            QVERIFY_OK(offline);
            request.file = f.path / "b";
            const auto online = awaited(f.engine.exportFile(request, ReportSource::platform));
            QVERIFY_OK(online);
            QCOMPARE(online->rowsWritten, offline->rowsWritten);
            QVERIFY(offline->rowsWritten > 0 && offline->complete);
            if (format == report::Format::csv) QCOMPARE(sample::contents(f.path / "a"), sample::contents(f.path / "b"));
            QVERIFY(std::filesystem::exists(report::manifestPath(f.path / "b")));
        }
        ExportRequest pdf{
            .definition = sample::monthlyRevenue(), .file = f.path / "c.pdf", .format = report::Format::pdf};
        QVERIFY_OK(awaited(f.engine.exportFile(pdf, ReportSource::snapshot)));
        QVERIFY(sample::contents(f.path / "c.pdf").starts_with("%PDF"));
    }

    void underlyingRowsAreExported() {
        Fixture f;
        f.snapshots({"tenants", "subscriptions"});
        ExportRequest request{.definition = sample::monthlyRevenue(), .file = f.path / "rows.csv", .underlying = true};
        std::atomic<std::int64_t> most = 0;
        const auto written = awaited(f.engine.exportFile(request, ReportSource::snapshot, {},
                                                         [&](std::int64_t done, std::int64_t) { most = done; }));
        QVERIFY_OK(written);
        QCOMPARE(written->rowsWritten, written->rowsScanned);
        QVERIFY(written->rowsWritten > 100);
        // A download that breaks off leaves no file.
        f.network.respond = [](const FakeNetwork::Seen&) {
            return Scripted{.body =
                                "{\"dataset\":\"subscriptions\",\"columns\":[{\"name\":\"mrr\",\"title\":\"MRR\","
                                "\"type\":\"money\"}],\"rows\":2,\"dataTime\":\"2026-11-23T09:00:00Z\"}\n[12]\n",
                            .headers = {{"Content-Type", "application/x-ndjson"}}};
        };
        request.file = f.path / "broken.csv";
        const auto broken = awaited(f.engine.exportFile(request, ReportSource::platform));
        QVERIFY(!broken);
        QVERIFY(!std::filesystem::exists(f.path / "broken.csv"));
        QVERIFY(!std::filesystem::exists(report::manifestPath(f.path / "broken.csv")));
    }

    void aCancelledExportLeavesNothing() {
        Fixture f;
        f.snapshots({"tenants", "subscriptions"});
        std::stop_source stop;
        stop.request_stop();
        const ExportRequest request{.definition = sample::monthlyRevenue(), .file = f.path / "no.csv"};
        const auto offline = awaited(f.engine.exportFile(request, ReportSource::snapshot, stop.get_token()));
        QVERIFY(!offline);
        QCOMPARE(offline.error().code, ErrorCode::cancelled);
        QVERIFY(!std::filesystem::exists(f.path / "no.csv"));
        f.holds();
        std::stop_source later;
        auto online = f.engine.exportFile(request, ReportSource::platform, later.get_token());
        QTRY_COMPARE(f.network.seen.size(), std::size_t(1));
        later.request_stop();
        QCOMPARE(awaited(online).error().code, ErrorCode::cancelled);
        QVERIFY(!std::filesystem::exists(f.path / "no.csv"));
    }

    void fieldsThatMayNotBeReadAnyMoreAreGone() {
        Fixture f;
        QVERIFY_OK(
            f.platform.script("UPDATE tenants SET owner_name = 'Marta Oyelaran', owner_email = "
                              "'marta@' || slug || '.example'"));
        f.snapshots({"tenants", "subscriptions"});
        const auto bytes = [&] {
            std::string all;
            for (const char* suffix : {"", "-wal"}) {
                std::ifstream in(f.store.file().string() + suffix, std::ios::binary);
                all.append(std::istreambuf_iterator<char>(in), {});
            }
            return all;
        };
        report::Definition byOwner;
        byOwner.dataset = "subscriptions";
        byOwner.rows = {{"ownerName"}};
        byOwner.measures = {{"mrr", report::Aggregate::sum}};
        byOwner.filter = "currency=EUR";
        const auto before = awaited(f.engine.run(byOwner, ReportSource::snapshot));
        QVERIFY_OK(before);
        QCOMPARE(before->table.lines.front().keys.at(0), json::Value("Marta Oyelaran"));
        QVERIFY(bytes().find("Marta Oyelaran") != std::string::npos);

        QVERIFY_OK(awaited(f.store.dropPersonalFields()));
        const auto info = awaited(f.store.snapshot("tenants"));
        QVERIFY(info->value().withoutPersonal && info->value().rows == 40);
        QVERIFY(!awaited(f.store.snapshot("subscriptions"))->value().withoutPersonal);
        QVERIFY(bytes().find("Marta Oyelaran") == std::string::npos && bytes().find("marta@") == std::string::npos);
        const auto after = awaited(f.engine.run(byOwner, ReportSource::snapshot));
        QVERIFY(!after);
        QCOMPARE(after.error().code, ErrorCode::forbidden);
        QVERIFY(after.error().message.find("ownerName") != std::string::npos);
        // All else is as before.
        byOwner.rows = {{"tenant"}};
        const auto rest = awaited(f.engine.run(byOwner, ReportSource::snapshot));
        QVERIFY_OK(rest);
        QVERIFY(rest->truth.complete && rest->truth.rowsScanned == before->truth.rowsScanned);
        report::Definition tenants;
        tenants.dataset = "tenants";
        tenants.measures = {{"", report::Aggregate::count}};
        const auto rows = awaited(f.engine.rows(tenants, ReportSource::snapshot, 5));
        QVERIFY_OK(rows);
        QVERIFY(!rows->columns.empty());
        QVERIFY(std::ranges::none_of(rows->columns, [](const auto& one) { return one.key.starts_with("owner"); }));
        // A snapshot that has them brings them back.
        f.snapshots({"tenants"});
        byOwner.rows = {{"ownerName"}};
        QCOMPARE(awaited(f.engine.run(byOwner, ReportSource::snapshot))->table.lines.front().keys.at(0),
                 json::Value("Marta Oyelaran"));
    }

    void withoutASnapshotItSaysSo() {
        Fixture f;
        const auto report = awaited(f.engine.run(sample::monthlyRevenue(), ReportSource::snapshot));
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::notFound);
        QVERIFY(!report.error().message.empty());
    }

    void fieldsGoToShelves() {
        Fixture f;
        auto& b = f.builder;
        b.startNew("subscriptions");
        QCOMPARE(b.state(), State::empty);
        b.run();
        QCOMPARE(b.state(), State::empty);
        b.add(Shelf::rows, "region");
        QCOMPARE(b.state(), State::old);
        b.add(Shelf::rows, "region");
        b.add(Shelf::columns, "region");
        b.add(Shelf::rows, "no such field");
        QCOMPARE(b.definition().rows.size(), std::size_t(1));
        QVERIFY(b.definition().columns.empty());
        b.add(Shelf::columns, "month");
        QCOMPARE(b.definition().columns[0].bucket, Bucket::month);
        b.add(Shelf::measures, "mrr");
        b.add(Shelf::measures, "mrr");
        b.add(Shelf::measures, "tenant");
        QCOMPARE(b.definition().measures,
                 (std::vector<report::Measure>{{"mrr", Aggregate::sum}, {"tenant", Aggregate::distinct}}));
        QCOMPARE(*b.shelfOf("region"), Shelf::rows);
        QCOMPARE(*b.shelfOf("mrr"), Shelf::measures);
        QVERIFY(!b.shelfOf("plan"));
        QVERIFY_OK(report::validate(b.definition()));
        b.move(Shelf::rows, 0, Shelf::columns);
        b.move(Shelf::rows, 7, Shelf::columns);
        b.move(Shelf::measures, 0, Shelf::rows);
        QVERIFY(b.definition().rows.empty());
        QCOMPARE(b.definition().columns[1].field, "region");
        b.setBucket(Shelf::columns, 0, Bucket::quarter);
        b.setBucket(Shelf::columns, 9, Bucket::year);
        QCOMPARE(b.definition().columns[0].bucket, Bucket::quarter);
        b.setAggregate(0, Aggregate::average);
        b.setAggregate(9, Aggregate::max);
        QCOMPARE(b.definition().measures[0].aggregate, Aggregate::average);
        for (int i = 0; i < 3; ++i) {
            b.remove(Shelf::columns, 0);
            b.remove(Shelf::measures, 0);
        }
        QCOMPARE(b.state(), State::empty);
    }

    void removingAFieldRemovesItsSort() {
        Fixture f;
        Definition sorted = sample::monthlyRevenue();
        sorted.sort = {{"sum(mrr)", true}, {"region", false}};
        f.builder.setDefinition(sorted);
        f.builder.setAggregate(0, Aggregate::average);
        QVERIFY_OK(report::validate(f.builder.definition()));
        f.builder.setDefinition(sorted);
        f.builder.remove(Shelf::measures, 0);
        f.builder.remove(Shelf::rows, 0);
        QVERIFY(f.builder.definition().sort.empty());
        sorted.sort = {{"month.month", true}};
        f.builder.setDefinition(sorted);
        f.builder.setBucket(Shelf::columns, 0, Bucket::year);
        QVERIFY_OK(report::validate(f.builder.definition()));
    }

    void conditionsAreKeptAsText() {
        Fixture f;
        auto& b = f.builder;
        QCOMPARE(b.filter().conditions.size(), std::size_t(2));
        b.setCondition({}, {.field = "region", .op = report::Operator::in, .values = {"eu-west", "a, \"b\""}});
        QCOMPARE(b.filter().conditions.size(), std::size_t(3));
        QCOMPARE(b.filter().conditions[2].values, (std::vector<std::string>{"eu-west", "a, \"b\""}));
        b.setCondition(0, {.field = "plan", .op = report::Operator::equal, .values = {"team"}});
        QCOMPARE(b.filter().conditions[0].field, "plan");
        QCOMPARE(b.filter().conditions.size(), std::size_t(3));
        b.removeCondition(1);
        b.removeCondition(9);
        QCOMPARE(b.filter().conditions.size(), std::size_t(2));
        QVERIFY_OK(report::parseFilter(b.definition().filter));
        b.setDataset("tenants");
        QVERIFY(b.definition().filter.empty() && b.definition().rows.empty());
    }

    void aResultGrowsOldWithAChange() {
        Fixture f;
        f.answersLive();
        QCOMPARE(f.builder.state(), State::old);
        f.builder.run();
        QCOMPARE(f.builder.state(), State::running);
        QTRY_COMPARE(f.builder.state(), State::ready);
        QVERIFY(f.builder.result()->table.lines.size() > 3);
        f.builder.setChart({.type = report::ChartType::line});
        f.builder.setName("Another name");
        QCOMPARE(f.builder.state(), State::ready);
        f.builder.add(Shelf::rows, "status");
        QCOMPARE(f.builder.state(), State::old);
        QVERIFY(f.builder.result().has_value());
    }

    void aChangeWhileItRunsMakesTheResultOld() {
        Fixture f;
        f.answersLive();
        f.builder.run();
        f.builder.add(Shelf::measures, "tenant");
        QTRY_COMPARE(f.builder.state(), State::old);
        QCOMPARE(f.builder.result()->table.measures.size(), std::size_t(1));
    }

    void theNewestRunWins() {
        Fixture f;
        f.holds();
        f.builder.run();
        QTRY_COMPARE(f.network.seen.size(), std::size_t(1));
        f.answersLive();
        f.builder.setBucket(Shelf::columns, 0, Bucket::year);
        f.builder.run();
        QTRY_COMPARE(f.builder.state(), State::ready);
        QCOMPARE(f.results.size(), 1);
        QCOMPARE(f.builder.result()->table.columns[0].bucket, Bucket::year);
        QTRY_VERIFY(!f.network.seen[0].reply || f.network.seen[0].reply->aborted);
    }

    void cancelKeepsTheResultBefore() {
        Fixture f;
        f.answersLive();
        f.builder.run();
        QTRY_COMPARE(f.builder.state(), State::ready);
        f.holds();
        f.builder.run();
        f.builder.cancel();
        QCOMPARE(f.builder.state(), State::old);
        QVERIFY(f.builder.result().has_value());
        QCOMPARE(f.results.size(), 1);
    }

    void aBuilderMayGoWhileItRuns() {
        auto f = std::make_unique<Fixture>();
        f->snapshots({"tenants", "subscriptions"});
        f->builder.setSource(ReportSource::snapshot);
        f->builder.run();
        f.reset();
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
    }

    void aFailureKeepsTheResultBefore() {
        Fixture f;
        f.answersLive();
        f.builder.run();
        QTRY_COMPARE(f.builder.state(), State::ready);
        f.builder.setSource(ReportSource::snapshot);
        f.builder.run();
        QTRY_COMPARE(f.builder.state(), State::failed);
        QCOMPARE(f.builder.error()->code, ErrorCode::notFound);
        QVERIFY(f.builder.result().has_value());
        QCOMPARE(f.builder.resultSource(), ReportSource::platform);
    }

    void savesAndSavesAgain() {
        Fixture f;
        QVERIFY(f.builder.isChanged());
        f.builder.save();
        QTRY_VERIFY(!f.builder.isChanged());
        QCOMPARE(f.saved.size(), std::size_t(1));
        f.builder.setName("Renamed");
        QVERIFY(f.builder.isChanged());
        f.saveAnswer = Fixture::report("rep_1", 2);
        f.builder.save();
        QTRY_COMPARE(f.changed.size(), std::size_t(1));
        QCOMPARE(f.changed[0].second, 1);
        QTRY_VERIFY(!f.builder.isChanged());
        f.saveAnswer = fail(ErrorCode::preconditionFailed, "Somebody else saved this report.");
        f.builder.setName("Again");
        f.builder.save();
        QTRY_COMPARE(f.failures.size(), 1);
        QCOMPARE(f.changed[1].second, 2);
        QVERIFY(f.builder.isChanged());
        f.builder.removeSaved("rep_1");
        QTRY_VERIFY(!f.builder.saved());
        QCOMPARE(f.removed, (std::vector<std::string>{"rep_1"}));
    }

    void opensAndRuns() {
        Fixture f;
        f.answersLive();
        f.builder.startNew("tenants");
        f.builder.open(Fixture::report("rep_7", 3));
        QCOMPARE(f.builder.definition(), sample::monthlyRevenue());
        QVERIFY(!f.builder.isChanged());
        QTRY_COMPARE(f.builder.state(), State::ready);
        contract::SavedReport newer = Fixture::report("rep_8", 1);
        newer.definition.as_object()["version"] = 99;
        f.builder.open(newer);
        QCOMPARE(f.failures.size(), 1);
        QCOMPARE(f.builder.saved()->id, "rep_7");
    }

    void everyStepIsTakenBack() {
        Fixture f;
        const Definition first = f.builder.definition();
        QVERIFY(!f.builder.canUndo());
        f.builder.add(Shelf::rows, "tenant.slug");
        f.builder.setCalculated({}, {"perSeat", "mrr / paidSeats"});
        f.builder.add(Shelf::measures, "perSeat");
        f.builder.setName("R");
        f.builder.setName("Re");
        f.builder.setName("Rev");
        const Definition last = f.builder.definition();
        QCOMPARE(last.measures.back().aggregate, Aggregate::sum);
        f.builder.undo();
        QCOMPARE(f.builder.definition().name, first.name);  // the letters are one step
        f.builder.undo();
        QVERIFY(!f.builder.shelfOf("perSeat"));
        f.builder.undo();
        QVERIFY(!f.builder.field("perSeat"));
        f.builder.undo();
        QCOMPARE(f.builder.definition(), first);
        QVERIFY(!f.builder.canUndo());
        while (f.builder.canRedo())
            f.builder.redo();
        QCOMPARE(f.builder.definition(), last);
        f.builder.undo();
        f.builder.remove(Shelf::measures, 0);
        QVERIFY(!f.builder.canRedo());
    }

    void whatIsMadeOfAMeasureFollowsIt() {
        Fixture f;
        Definition definition = sample::monthlyRevenue();
        definition.rows = {{"region", Bucket::none, {}, report::Top{2, "sum(mrr)"}}, {"month", Bucket::month}};
        definition.columns.clear();
        report::Measure share{"", Aggregate::share};
        share.of = "sum(mrr)";
        report::Measure growth{"", Aggregate::growth};
        growth.of = "sum(mrr)";
        growth.dimension = "month.month";
        report::Measure ratio{"", Aggregate::ratio};
        ratio.of = "sum(mrr)";
        ratio.over = "count()";
        report::Measure rank{"", Aggregate::rank};
        rank.of = keyOf(ratio);
        definition.measures = {{"mrr", Aggregate::sum}, {"", Aggregate::count}, share, growth, ratio, rank};
        definition.sort = {{keyOf(ratio), true}, {"sum(mrr)", false}};
        definition.highlights = {{keyOf(rank), report::Highlighting::bar}};
        definition.chart.value = "sum(mrr)";
        QVERIFY(report::validate(definition));
        f.builder.setDefinition(definition);
        f.builder.setMeasure(0, {"newMrr", Aggregate::sum});
        QVERIFY(!f.builder.problem());
        const auto& changed = f.builder.definition();
        QCOMPARE(changed.rows[0].top->by, "sum(newMrr)");
        QCOMPARE(keyOf(changed.measures[5]), "rank(ratio(sum(newMrr),count()))");
        QCOMPARE(changed.sort[0].by, "ratio(sum(newMrr),count())");
        QCOMPARE(changed.highlights[0].measure, keyOf(changed.measures[5]));
        QCOMPARE(*changed.chart.value, "sum(newMrr)");
        f.builder.setBucket(Shelf::rows, 1, Bucket::quarter);
        QCOMPARE(*f.builder.definition().measures[3].dimension, "month.quarter");
        // Without it, what is made of it goes, too.
        f.builder.remove(Shelf::measures, 0);
        QVERIFY(!f.builder.problem());
        QCOMPARE(f.builder.definition().measures.size(), std::size_t(1));
        QVERIFY(f.builder.definition().sort.empty() && f.builder.definition().highlights.empty());
        QVERIFY(!f.builder.definition().rows[0].top);
    }

    void fieldsOfRelationsAndNumbersFindTheirUse() {
        Fixture f;
        f.builder.startNew("users");
        f.builder.add(Shelf::measures, "tenant.mrr");
        QCOMPARE(f.builder.definition().measures[0].aggregate, Aggregate::max);  // to add it up is refused
        f.builder.add(Shelf::rows, "tenant.users");
        QCOMPARE(f.builder.definition().rows[0].bin->width, std::int64_t(10));
        f.builder.add(Shelf::measures, "");
        QCOMPARE(keyOf(f.builder.definition().measures[1]), "count()");
        f.builder.add(Shelf::columns, "createdAt");
        QVERIFY(!f.builder.problem());
        f.builder.move(Shelf::columns, 0, Shelf::rows, 0);
        QCOMPARE(f.builder.definition().rows[0].field, "createdAt");
        f.builder.move(Shelf::rows, 0, Shelf::rows, 1);
        QCOMPARE(f.builder.definition().rows[1].field, "createdAt");
        f.builder.sortBy("count()", true);
        f.builder.sortBy("createdAt.month", false);
        QCOMPARE(f.builder.definition().sort.size(), std::size_t(2));
        QCOMPARE(f.builder.definition().sort[0].by, "createdAt.month");
        f.builder.sortBy("count()", std::nullopt);
        QCOMPARE(f.builder.definition().sort.size(), std::size_t(1));
        QVERIFY(f.builder.filterProblem("status=active;nonsense=1"));
        QVERIFY(f.builder.filterProblem("status="));
        QVERIFY(!f.builder.filterProblem("(status=active|tenant.plan in (free,team));createdAt previous 3 months"));
    }

    void aSampleComesByItself() {
        Fixture f;
        f.snapshots({"tenants", "subscriptions", "usage"});
        f.builder.setSource(ReportSource::snapshot);
        f.builder.startNew("usage");
        f.builder.setPreviewing(true);
        f.builder.add(Shelf::measures, "quantity");
        QTRY_COMPARE(f.builder.state(), State::ready);
        QVERIFY(f.builder.result()->truth.complete);  // 3,600 rows are fewer than the sample
        const auto sampled = awaited(f.engine.run(f.builder.definition(), ReportSource::snapshot, {}, {}, 100));
        QVERIFY(sampled);
        QCOMPARE(sampled->truth.sample, std::optional<std::int64_t>(100));
        QCOMPARE(sampled->truth.rowsScanned, std::int64_t(100));
        QVERIFY(!sampled->truth.complete);
        // What cannot be run is not tried.
        Definition wrong = f.builder.definition();
        wrong.filter = "nothing=1";
        f.states.clear();
        f.builder.change(wrong);
        QTest::qWait(500);
        QCOMPARE(f.builder.state(), State::old);
    }

    void parametersAreAskedForOnce() {
        Fixture f;
        f.answersLive();
        QSignalSpy asked(&f.builder, &ReportBuilder::valuesNeeded);
        Definition definition = sample::monthlyRevenue();
        definition.filter = "region in ($regions);mrr>=$least";
        definition.parameters = {{"regions", report::FieldType::text, {}, true},
                                 {"least", report::FieldType::money, {}, false, std::vector<std::string>{"0"}}};
        f.builder.setDefinition(definition);
        f.builder.run();
        QCOMPARE(asked.size(), 1);
        QVERIFY(f.network.seen.empty());
        f.builder.setValues({{"regions", {"eu-west", "us-east"}}, {"least", {"1.50"}}});
        f.builder.run();
        QTRY_COMPARE(f.builder.state(), State::ready);
        QCOMPARE(asked.size(), 1);
        QVERIFY(f.network.seen.back().body.contains("us-east"));
        QVERIFY(!f.builder.definition().parameters[0].value);  // what is saved has none
        QCOMPARE(*f.builder.runnable().parameters[1].value, std::vector<std::string>{"1.50"});
        f.builder.setDefinition(definition);
        QVERIFY(f.builder.needsValues());
    }

    // The rows behind every cell give that cell again.
    void everyCellIsWhatItsRowsAre_data() {
        QTest::addColumn<QByteArray>("definition");
        const auto row = [](const char* name, Definition definition) {
            definition.name = name;
            QTest::newRow(name) << QByteArray::fromStdString(json::write(definition));
        };
        row("months", sample::monthlyRevenue());
        row("weeks from Sunday, days of Berlin",
            {.dataset = "usage",
             .rows = {{"day", Bucket::week}, {"metric"}},
             .columns = {{"region"}},
             .measures = {{"quantity", Aggregate::sum}, {"quantity", Aggregate::median}},
             .timeZone = "Europe/Berlin",
             .weekStart = report::Weekday::sunday});
        row("hours and others", {.dataset = "audit",
                                 .rows = {{"at", Bucket::hour, {}, report::Top{3, "count()"}}},
                                 .columns = {{"actor", Bucket::none, {}, report::Top{1, "count()"}}},
                                 .measures = {{"", Aggregate::count}},
                                 .filter = "at<2026-03-30",
                                 .timeZone = "America/New_York"});
        row("bins and null", {.dataset = "tenants",
                              .rows = {{"users", Bucket::none, report::Bin{25, 10}}, {"renewsAt", Bucket::year}},
                              .columns = {{"mrr", Bucket::none, report::Bin{10'000, 0}}},
                              .measures = {{"", Aggregate::count}, {"mrr", Aggregate::sum}}});
        row("calculated",
            {.dataset = "tenants",
             .rows = {{"size"}, {"part", Bucket::none, report::Bin{5'000, 0}}},
             .measures = {{"", Aggregate::count}},
             .fields = {{"size", "if(users >= 50, \"large; (or so)\", left(name, 7))"}, {"part", "users / 8"}}});
        row("quarters", {.dataset = "tenants",
                         .rows = {{"createdAt", Bucket::quarter}, {"createdAt", Bucket::day}},
                         .measures = {{"users", Aggregate::sum}},
                         .filter = "(plan=team|plan=scale);users>0",
                         .timeZone = "Asia/Kathmandu"});
    }
    void everyCellIsWhatItsRowsAre() {
        QFETCH(QByteArray, definition);
        auto platform = sample::filled();
        const auto asked = report::readDefinition(definition.toStdString());
        QVERIFY2(asked.has_value(), asked ? "" : asked.error().detail.c_str());
        const auto whole = report::run(platform, *asked, sample::everything());
        QVERIFY2(whole.has_value(), whole ? "" : whole.error().detail.c_str());
        const std::size_t measures = whole->table.measures.size();
        const std::size_t groups = whole->table.cellsPerLine() / measures;
        int cells = 0;
        for (std::size_t line = 0; line < whole->table.lines.size(); ++line) {
            for (std::size_t group = 0; group < groups; ++group) {
                // A sample of large tables, the corners of which are always in it.
                if (whole->table.lines.size() * groups > 400 && (line * 7 + group * 3) % 11 != 0) continue;
                const bool isTotal = !whole->table.hasColumnTotals() || group == groups - 1;
                const models::CellPlace place{line, isTotal ? std::nullopt : std::optional(group)};
                const auto narrowed = models::drilled(*whole, place, std::nullopt);
                QVERIFY2(narrowed.has_value(), narrowed ? "" : narrowed.error().detail.c_str());
                Definition total = *narrowed;
                total.rows.clear();
                total.columns.clear();
                const auto behind = report::run(platform, total, sample::everything());
                QVERIFY2(behind.has_value(), behind ? "" : behind.error().detail.c_str());
                for (std::size_t i = 0; i < measures; ++i) {
                    const auto& cell = whole->table.lines[line].cells[group * measures + i];
                    const json::Value again =
                        behind->table.lines.empty() ? json::Value() : behind->table.lines.back().cells[i];
                    // A group that has no rows has no cell, and counts to nothing.
                    const bool isNothing = cell.is_null() && (again.is_null() || json::same(again, 0));
                    QVERIFY2(isNothing || json::same(cell, again),
                             (total.filter + ": " + json::write(cell) + " against " + json::write(again)).c_str());
                }
                ++cells;
            }
        }
        QVERIFY(cells > 3);
    }

    void theRowsBehindACellAreTheFirstOfThem() {
        Fixture f;
        f.snapshots({"tenants", "subscriptions"});
        f.network.respond = [&f](const FakeNetwork::Seen& seen) {
            const auto asked = json::read<contract::ReportRun>(seen.body.toStdString());
            LinesOf lines({"subscriptions", {}, 0, {}, {}});
            std::vector<std::string> rows;
            report::RowReader reader;
            contract::LinesHeader header{"subscriptions", {}, 0, sample::everything().dataAsOf, {}};
            reader.begin = [&](const std::vector<report::Column>& columns, std::int64_t count) -> Result<> {
                for (const auto& column : columns)
                    header.columns.push_back({column.key, column.title, std::string(enumName(column.type))});
                header.rows = count;
                lines = LinesOf(header);
                return {};
            };
            reader.row = [&](const sql::Row& row) -> Result<> {
                json::Array cells;
                for (std::size_t i = 0; i < row.size(); ++i) {
                    const auto& cell = row.cell(i);
                    if (cell.type == sql::Cell::Type::null)
                        cells.emplace_back(nullptr);
                    else if (cell.type == sql::Cell::Type::integer)
                        cells.emplace_back(cell.integer);
                    else
                        cells.emplace_back(boost::json::string(cell.bytes));
                }
                lines.add(json::write(json::Value(cells)));
                return {};
            };
            const auto truth = report::readRows(f.platform, *report::readDefinition(json::write(asked->definition)),
                                                sample::everything(), reader);
            return Scripted{.body = QByteArray::fromStdString(lines.end(json::toValue(*truth))),
                            .headers = {{"Content-Type", "application/x-ndjson"}}};
        };
        for (const auto source : {ReportSource::platform, ReportSource::snapshot}) {
            const auto some = awaited(f.engine.rows(sample::monthlyRevenue(), source, 5));
            QVERIFY2(some.has_value(), some ? "" : some.error().detail.c_str());
            QCOMPARE(some->rows.size(), std::size_t(5));
            QVERIFY(some->total > 5);
            QVERIFY(some->columns.size() > 5);
            QCOMPARE(some->rows[0].size(), some->columns.size());
            Definition one = sample::monthlyRevenue();
            one.filter = "tenant=\"Tenant 1\"";
            const auto all = awaited(f.engine.rows(one, source, 1000));
            QVERIFY2(all.has_value(), all ? "" : all.error().detail.c_str());
            QCOMPARE(std::int64_t(all->rows.size()), all->total);
            QVERIFY(all->total > 0);
        }
    }

    void templatesRun() {
        auto platform = sample::filled();
        QVERIFY(models::reportTemplates().size() >= 6);
        for (const auto& one : models::reportTemplates()) {
            const auto ran = report::run(platform, one.definition, sample::everything());
            QVERIFY2(ran.has_value(),
                     qPrintable(one.id + QString::fromStdString(ran ? "" : ": " + ran.error().detail)));
        }
    }

    void documentsAreTheSameOnEveryComputer() {
        for (const auto& one : models::reportTemplates()) {
            const json::Value document = report::documentOf(one.definition);
            const auto again = report::readDefinition(json::write(document));
            QVERIFY(again);
            QCOMPARE(*again, one.definition);
            QCOMPARE(json::write(report::documentOf(*again)), json::write(document));
        }
        Definition before = sample::monthlyRevenue();
        Definition after = before;
        after.limit = 5;
        after.rows.erase(after.rows.begin());
        after.measures.push_back({"", Aggregate::count});
        const auto found = report::differences(report::documentOf(before), report::documentOf(after));
        std::vector<std::string> paths;
        for (const auto& one : found)
            paths.push_back(one.path + (one.before ? "-" : "") + (one.after ? "+" : ""));
        std::ranges::sort(paths);
        QCOMPARE(paths, (std::vector<std::string>{"/limit+", "/measures/1+", "/rows/0-"}));
        QVERIFY(report::differences(report::documentOf(before), report::documentOf(before)).empty());
    }
};

QTEST_MAIN(ReportsTest)
#include "reports_test.moc"
