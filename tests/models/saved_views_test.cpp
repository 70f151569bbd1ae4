// Filters, saved views and the session that screens ask.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "models/common/session.h"
#include "models/tenants/tenant_detail.h"
#include "models/tenants/tenant_views.h"
#include "tests/models/fakes.h"

using namespace steward;
using namespace steward::models;

namespace {

contract::ListView view(const char* id, const char* owner, const char* name) {
    contract::ListView made;
    made.id = id;
    made.name = name;
    made.filter = "region=eu-west";
    made.sort = "name";
    made.shared = true;
    made.ownerId = owner;
    made.ownerName = owner;
    made.version = 1;
    return made;
}

// Somebody, signed in as usr_1, and a platform that answers as the test says.
struct Platform {
    explicit Platform(store::OfflineStore* store = nullptr)
        : views(contract::ListName::tenants, tenantViews(), countWith(rows.fetch()),
                {list.fetch(), save.fetch(),
                 [this](contract::ListViewChange change, std::int64_t version) {
                     changes.emplace_back(change, version);
                     if (refusal) return client::readyFuture<Result<contract::ListView>>(fail(*refusal));
                     auto changed = view(change.id.c_str(), "usr_1", change.name.c_str());
                     changed.version = version + 1;
                     return client::readyFuture<Result<contract::ListView>>(changed);
                 },
                 remove.fetch(), store},
                session) {
        contract::Me me;
        me.principal.userId = "usr_1";
        session.setMe(me);
    }

    test::TenantList rows{14};
    test::Scripted<contract::ListViewsRequest, contract::ListViews> list;
    test::Scripted<contract::ListViewDraft, contract::ListView> save;
    test::Scripted<contract::ById, contract::Nothing> remove;
    std::vector<std::pair<contract::ListViewChange, std::int64_t>> changes;
    std::optional<Error> refusal;
    Session session;
    SavedViews views;
};

}  // namespace

class SavedViewsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filtersAreSpelledAndReadBack() {
        const Clauses clauses{
            {QStringLiteral("status"), Comparison::isNot, {QStringLiteral("archived")}},
            {QStringLiteral("plan"), Comparison::is, {QStringLiteral("team"), QStringLiteral("scale")}},
            {QStringLiteral("users"), Comparison::atLeast, {QStringLiteral("100")}},
            {QStringLiteral("name"), Comparison::contains, {QStringLiteral("a;b \"c\"")}}};
        const QString text = filterText(clauses);
        QVERIFY2(text.startsWith(QLatin1String("status!=archived;plan in (team,scale);users>=100;name~")),
                 qPrintable(text));
        const auto read = clausesOf(text);
        QVERIFY(read);
        QCOMPARE(*read, clauses);
        QCOMPARE(filterText({{QStringLiteral("plan"), Comparison::is, {}}}), QString());
        QVERIFY(!clausesOf(QStringLiteral("plan in (")));
        QVERIFY(!clausesOf(QStringLiteral("users>5")));
        const auto span = clausesOf(QStringLiteral("createdAt last 6 months"));
        QVERIFY(span);
        QCOMPARE(*span, (Clauses{{QStringLiteral("createdAt"), Comparison::last, {QStringLiteral("6 month")}}}));
        QCOMPARE(filterText(*span), QStringLiteral("createdAt last 6 months"));
    }

    void viewsAreCounted() {
        test::TenantList list(14);
        Session session;
        SavedViews views(contract::ListName::tenants, tenantViews(), countWith(list.fetch()), {}, session);
        QSignalSpy counted(&views, &SavedViews::countChanged);
        views.readCounts();
        QTRY_COMPARE(counted.count(), int(views.all().size()));
        QCOMPARE(views.count(QStringLiteral("pastDue")), std::optional<qint64>(14));
        QCOMPARE(list.requests.front().limit, std::optional<std::int64_t>(1));
    }

    void viewsAreKeptOnThePlatform() {
        Platform platform;
        QSignalSpy saved(&platform.views, &SavedViews::saved), changed(&platform.views, &SavedViews::changed);
        const std::size_t standard = platform.views.all().size();
        SavedView mine{{},
                       QStringLiteral("Mine"),
                       {{QStringLiteral("region"), Comparison::is, {QStringLiteral("eu-west")}}},
                       QStringLiteral("name")};
        mine.columns = {QStringLiteral("name"), QStringLiteral("mrr")};
        mine.groupBy = QStringLiteral("plan");
        mine.shared = true;
        platform.views.add(mine);
        const contract::ListViewDraft draft = platform.save.asked.front().request;
        QCOMPARE(draft.filter, "region=eu-west");
        QCOMPARE(draft.columns, (std::vector<std::string>{"name", "mrr"}));
        QCOMPARE(draft.groupBy.value_or(""), "plan");
        platform.save.answer(view("viw_1", "usr_1", "Mine"));
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(changed.count(), 1);
        const SavedView* kept = platform.views.find(QStringLiteral("viw_1"));
        QVERIFY(kept && platform.views.isOwn(*kept) && !kept->isStandard());
        QCOMPARE(platform.views.all().size(), standard + 1);

        SavedView renamed = *kept;
        renamed.name = QStringLiteral("Ours");
        platform.views.change(renamed);
        QCOMPARE(platform.changes.front().second, 1);  // made on this version
        QCOMPARE(platform.changes.front().first.name, "Ours");
        QTRY_COMPARE(platform.views.find(QStringLiteral("viw_1"))->name, QStringLiteral("Ours"));

        platform.views.remove(QStringLiteral("all"));  // always there
        QVERIFY(!platform.remove.isOpen());
        platform.views.remove(QStringLiteral("viw_1"));
        platform.remove.answer(contract::Nothing{});
        QTRY_VERIFY(!platform.views.find(QStringLiteral("viw_1")));
    }

    void whatIsRefusedChangesNothing() {
        Platform platform;
        QSignalSpy refused(&platform.views, &SavedViews::refused);
        platform.views.load();
        platform.list.answer(contract::ListViews{{view("viw_1", "usr_1", "Mine"), view("viw_2", "usr_2", "Theirs")}});
        QTRY_VERIFY(platform.views.find(QStringLiteral("viw_2")));
        QVERIFY(!platform.views.isOwn(*platform.views.find(QStringLiteral("viw_2"))));
        platform.refusal = Error{ErrorCode::preconditionFailed, "It was changed by somebody else."};
        platform.views.change(*platform.views.find(QStringLiteral("viw_1")));
        QTRY_COMPARE(refused.count(), 1);
        QVERIFY(platform.list.isOpen());  // what is there now is read
        platform.views.remove(QStringLiteral("viw_2"));
        platform.remove.answer(fail(ErrorCode::forbidden, "Only somebody else deletes this view."));
        QTRY_COMPARE(refused.count(), 2);
        QVERIFY(platform.views.find(QStringLiteral("viw_2")));
    }

    void awayFromThePlatformTheLastKnownAreThere() {
        QTemporaryDir folder;
        store::OfflineStore store(folder.filePath(QStringLiteral("store.sqlite")).toStdString());
        auto opened = store.open();
        QTRY_VERIFY(opened.isFinished());
        {
            Platform platform(&store);
            platform.views.load();
            platform.list.answer(contract::ListViews{{view("viw_1", "usr_1", "Mine")}});
            QTRY_VERIFY(platform.views.find(QStringLiteral("viw_1")));
        }
        Platform away(&store);
        away.views.load();
        away.list.answer(fail(ErrorCode::offline, "No connection."));
        QTRY_VERIFY(away.views.find(QStringLiteral("viw_1")));
        QCOMPARE(away.views.find(QStringLiteral("viw_1"))->name, QStringLiteral("Mine"));
    }

    void sessionSaysWhatStandsInTheWay() {
        Session session;
        QSignalSpy online(&session, &Session::cameOnline);
        contract::Me me;
        me.permissions = {domain::Permission::tenantsRead};
        session.setMe(me);
        QVERIFY(session.allows(domain::Permission::tenantsRead));
        QCOMPARE(session.obstacleTo(domain::Permission::plansApply), Obstacle::forbidden);
        const QDateTime since = QDateTime::currentDateTimeUtc();
        session.setConnection(Connection::offline, since);
        QCOMPARE(session.obstacleTo(domain::Permission::tenantsRead), Obstacle::offline);
        QCOMPARE(session.offlineSince(), since);
        session.setConnection(Connection::live);
        QCOMPARE(online.count(), 1);
        QCOMPARE(session.obstacleTo(domain::Permission::tenantsRead), Obstacle::none);
    }

    void detailShowsTheNewestTenantOnly() {
        test::Scripted<contract::ById, domain::Tenant> one;
        test::Scripted<contract::MetricRangeRequest, contract::MetricRange> metrics;
        test::Scripted<contract::ListRequest, contract::Page<domain::AuditEntry>> audit;
        TenantDetail detail({one.fetch(), metrics.fetch(), audit.fetch(), nullptr});
        detail.open(QStringLiteral("ten_1"));
        detail.open(QStringLiteral("ten_2"));
        one.answer(test::tenant(1));
        one.answer(test::tenant(2));
        QTRY_VERIFY(detail.tenant());
        QCOMPARE(detail.tenant()->id, "ten_2");
        QCOMPARE(audit.asked.back().request.filter.value_or(""), "tenantId=ten_2");
        metrics.asked.pop_front();
        contract::MetricRange range;
        domain::MetricSeries requests, errors;
        requests.name = domain::metric::requests;
        requests.values = {1.0, std::nullopt, 2.0};
        errors.name = domain::metric::errors;
        errors.values = {0.0, std::nullopt, 50.0};
        range.series = {requests, errors};
        metrics.answer(range);
        QTRY_COMPARE(detail.requestsTotal(), 3.0 * 3600);
        QCOMPARE(qRound(detail.errorPercent().value_or(0) * 100), 3333);
    }
};

QTEST_GUILESS_MAIN(SavedViewsTest)
#include "saved_views_test.moc"
