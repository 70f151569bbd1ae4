// Reports and snapshots as lines: header, rows, closing line; what is checked, what is cut short.
#include <sstream>

#include "contract/lines.h"
#include "report/result.h"
#include "report/schema.h"
#include "reports/report_lines.h"
#include "reports/saved_report_store.h"
#include "tests/plans/platform_database.h"

using namespace steward;
using namespace steward::reports;

namespace {

const auto everybody = sql::TenantScope::all();

struct Collected final : LineSink {
    Result<> write(std::string_view text) override {
        if (limit-- == 0) return fail(ErrorCode::cancelled, "The client left.");
        all += text;
        return {};
    }
    std::vector<std::string> lines() const {
        std::vector<std::string> list;
        std::istringstream in(all);
        for (std::string line; std::getline(in, line);)
            list.push_back(line);
        return list;
    }
    std::string all;
    int limit = -1;
};

struct Platform : test::PlatformDatabase {
    Platform() {
        for (const auto* name : {"Tarnwick Foods", "Lindenmoor Energy", "Oxbarrow Freight"})
            all.push_back(addTenant(name));
    }
    LinesRequest request(sql::TenantScope scope = everybody) { return {std::move(scope), clock.now(), "req_1"}; }
    std::vector<domain::Tenant> all;
};

report::Definition byRegion() {
    report::Definition definition;
    definition.name = "MRR by region";
    definition.dataset = "tenants";
    definition.rows = {{"region", report::Bucket::none}};
    definition.measures = {{"mrr", report::Aggregate::sum}};
    return definition;
}

// The checksum of the rows between header and closing line, as anybody can repeat it.
void verifyEnd(const std::vector<std::string>& lines) {
    const auto end = json::read<contract::LinesEnd>(lines.back());
    STEWARD_VERIFY(end);
    QVERIFY(!end->error);
    QCOMPARE(end->rows, std::int64_t(lines.size()) - 2);
    contract::LinesChecksum checksum;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        QVERIFY(contract::isRowLine(lines[i]));
        checksum.add(lines[i] + "\n");
    }
    QCOMPARE(end->checksum, checksum.finish());
}

}  // namespace

class ReportLinesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsTravelAsATable() {
        Platform platform;
        Collected sink;
        STEWARD_VERIFY(writeGroups(platform.db, byRegion(), platform.request(), sink, {}));
        const auto lines = sink.lines();
        QCOMPARE(lines.size(), std::size_t(4));
        const auto header = json::read<contract::LinesHeader>(lines[0]);
        STEWARD_VERIFY(header);
        QCOMPARE(header->rows, 2);
        QCOMPARE(header->columns.front().name, std::string("region"));
        const auto table = json::fromValue<report::Table>(*header->table);
        STEWARD_VERIFY(table);
        QCOMPARE(table->measures.size(), std::size_t(1));
        QCOMPARE(lines[1], std::string("[\"leaf\",[\"eu-central\"],[135000]]"));
        verifyEnd(lines);
        const auto end = json::read<contract::LinesEnd>(lines.back());
        QVERIFY(json::fromValue<report::Truth>(*end->truth)->complete);
    }

    void underlyingRowsTravelOneByOne() {
        Platform platform;
        Collected sink;
        STEWARD_VERIFY(writeUnderlyingRows(platform.db, byRegion(), platform.request(), sink, {}));
        const auto lines = sink.lines();
        QCOMPARE(lines.size(), std::size_t(5));
        QCOMPARE(json::read<contract::LinesHeader>(lines[0])->rows, 3);
        verifyEnd(lines);
    }

    void aSnapshotHasEveryColumnOfItsTable_data() {
        QTest::addColumn<QByteArray>("dataset");
        QTest::addColumn<QByteArray>("table");
        for (const auto& [dataset, table] : {std::pair{"tenants", "tenants"},
                                             {"users", "users"},
                                             {"usage", "usage"},
                                             {"subscriptions", "subscription_months"},
                                             {"audit", "audit"}})
            QTest::newRow(dataset) << QByteArray(dataset) << QByteArray(table);
    }
    void aSnapshotHasEveryColumnOfItsTable() {
        QFETCH(QByteArray, dataset);
        QFETCH(QByteArray, table);
        Platform platform;
        Collected sink;
        STEWARD_VERIFY(writeSnapshot(platform.db, dataset.toStdString(), platform.request(), sink, {}));
        const auto header = json::read<contract::LinesHeader>(sink.lines().front());
        STEWARD_VERIFY(header);
        // As the offline store has it.
        auto offline = sql::Connection::open({.path = ":memory:"});
        STEWARD_VERIFY(offline);
        for (const auto& script : report::schema::tables)
            STEWARD_VERIFY(offline->script(script.script));
        const std::string text = "SELECT name FROM pragma_table_info('" + table.toStdString() + "') ORDER BY cid";
        const auto rows = offline->query(text);
        STEWARD_VERIFY(rows);
        QCOMPARE(header->columns.size(), rows->size());
        for (std::size_t i = 0; i < rows->size(); ++i)
            QCOMPARE(header->columns[i].name, std::string((*rows)[i].text(0)));
        verifyEnd(sink.lines());
    }

    void aRefreshSendsWhatIsNotKnown() {
        Platform platform;
        const auto fill = [&](const char* statement) {
            STEWARD_VERIFY(platform.db.execute(sql::tenantOwned(statement), everybody, {platform.all[0].id}));
        };
        for (int day = 20000; day < 23000; ++day)
            STEWARD_VERIFY(platform.db.execute(
                sql::tenantOwned("INSERT INTO usage (tenant_id, day, metric, quantity) VALUES (?1, ?2, 'apiCalls', 7)"),
                everybody, {platform.all[std::size_t(day % 3)].id, day}));
        const auto refresh = [&](std::vector<std::string> known, contract::SnapshotChoice choice = {}) {
            Collected sink;
            const contract::SnapshotRefresh wanted{"usage", std::move(choice), std::move(known)};
            const auto written = refreshSnapshot(platform.db, wanted, platform.request(), sink, {});
            if (!written) qFatal("%s", written.error().message.c_str());
            return sink.lines();
        };
        const auto chunksIn = [](const std::vector<std::string>& lines) {
            std::vector<contract::LinesChunk> chunks;
            for (const auto& line : lines)
                if (contract::isChunkLine(line)) chunks.push_back(*json::read<contract::LinesChunk>(line));
            return chunks;
        };
        const auto rowsIn = [](const std::vector<std::string>& lines) {
            return std::ranges::count_if(lines, [](const auto& line) { return contract::isRowLine(line); });
        };
        const auto sumsOf = [](const std::vector<contract::LinesChunk>& chunks) {
            std::vector<std::string> sums;
            for (const auto& chunk : chunks)
                sums.push_back(chunk.chunk);
            return sums;
        };
        const auto first = refresh({});
        const auto header = json::read<contract::LinesHeader>(first.front());
        QCOMPARE(header->rows, 3000);
        QVERIFY(header->expiresAt && *header->expiresAt > platform.clock.now());
        QCOMPARE(*header->key, (std::vector<std::string>{"tenant_id", "day", "metric"}));
        const auto chunks = chunksIn(first);
        QVERIFY(chunks.size() >= 2);
        QCOMPARE(rowsIn(first), 3000);
        contract::LinesChecksum checksum;
        for (const auto& chunk : chunks)
            checksum.add(chunk.chunk);
        const auto end = json::read<contract::LinesEnd>(first.back());
        QCOMPARE(end->rows, 3000);
        QCOMPARE(end->checksum, checksum.finish());

        QCOMPARE(rowsIn(refresh(sumsOf(chunks))), 0);
        fill("UPDATE usage SET quantity = 8 WHERE :tenant(tenant_id) AND tenant_id = ?1 AND day = 20001");
        fill("DELETE FROM usage WHERE :tenant(tenant_id) AND tenant_id = ?1 AND day = 20004");
        const auto second = refresh(sumsOf(chunks));
        const auto changed = chunksIn(second);
        std::int64_t rows = 0;
        for (const auto& chunk : changed)
            rows += chunk.rows;
        QCOMPARE(rows, json::read<contract::LinesHeader>(second.front())->rows);
        QVERIFY(rowsIn(second) > 0 && rowsIn(second) < 3000);

        contract::SnapshotChoice choice;
        choice.tenants = {platform.all[1].id};
        QCOMPARE(rowsIn(refresh({}, choice)), 1000);
        choice.from = "2030-01-01";  // 21915
        choice.to = "2030-01-09";
        QCOMPARE(rowsIn(refresh({}, choice)), 3);
        choice.from = "January";
        Collected sink;
        QCOMPARE(refreshSnapshot(platform.db, {"usage", choice, {}}, platform.request(), sink, {}).error().code,
                 ErrorCode::invalid);
        QCOMPARE(refreshSnapshot(platform.db, {"secrets", {}, {}}, platform.request(), sink, {}).error().code,
                 ErrorCode::notFound);
    }

    void aSnapshotHoldsWhatTheCallerMaySee() {
        Platform platform;
        Collected sink;
        STEWARD_VERIFY(writeSnapshot(platform.db, "tenants",
                                     platform.request(sql::TenantScope::one(platform.all[1].id)), sink, {}));
        const auto lines = sink.lines();
        QCOMPARE(lines.size(), std::size_t(3));
        QVERIFY(lines[1].find("Lindenmoor Energy") != std::string::npos);
        QCOMPARE(writeSnapshot(platform.db, "secrets", platform.request(), sink, {}).error().code, ErrorCode::notFound);
    }

    void personalFieldsStayWithWhoMayReadUsers() {
        Platform platform;
        auto request = platform.request();
        const auto written = [&](auto write) {
            Collected sink;
            if (const auto done = write(sink); !done) qFatal("%s", done.error().message.c_str());
            return sink.all;
        };
        const auto rows = [&] {
            return written(
                [&](Collected& sink) { return writeUnderlyingRows(platform.db, byRegion(), request, sink, {}); });
        };
        const auto snapshot = [&] {
            return written(
                [&](Collected& sink) { return refreshSnapshot(platform.db, {"tenants", {}, {}}, request, sink, {}); });
        };
        const auto& owner = platform.all[0];
        QVERIFY(!owner.ownerName.empty() && !owner.ownerEmail.empty());
        for (const auto& text : {rows(), snapshot()})
            QVERIFY2(
                text.find(owner.ownerName) != std::string::npos && text.find(owner.ownerEmail) != std::string::npos,
                text.c_str());
        request.withoutPersonal = true;
        for (const auto& text : {rows(), snapshot()}) {
            QVERIFY2(
                text.find(owner.ownerName) == std::string::npos && text.find(owner.ownerEmail) == std::string::npos,
                text.c_str());
            QVERIFY(text.find(owner.slug) != std::string::npos);
        }
        for (const char* column : {"owner_name", "owner_email", "ownerName", "ownerEmail"})
            QVERIFY2((rows() + snapshot()).find(column) == std::string::npos, column);
    }

    void whoLeavesStopsTheQuery() {
        Platform platform;
        Collected sink;
        sink.limit = 2;
        const auto left = writeSnapshot(platform.db, "tenants", platform.request(), sink, {});
        QCOMPARE(left.error().code, ErrorCode::cancelled);
        std::stop_source stop;
        stop.request_stop();
        Collected stopped;
        QCOMPARE(writeSnapshot(platform.db, "tenants", platform.request(), stopped, stop.get_token()).error().code,
                 ErrorCode::cancelled);
        QVERIFY(stopped.all.empty());
    }

    void errorsBeforeTheFirstLineAreReturned() {
        Platform platform;
        Collected sink;
        auto definition = byRegion();
        definition.filter = "nonsense=1";
        QVERIFY(!writeGroups(platform.db, definition, platform.request(), sink, {}));
        QVERIFY(!writeUnderlyingRows(platform.db, definition, platform.request(), sink, {}));
        QVERIFY(sink.all.empty());
    }

    void savedReportsBelongToTheirOwner() {
        Platform platform;
        const auto mine = sql::TenantScope::one(platform.all[0].id);
        const contract::SavedReport report{"rep_1",       "MRR by region",      json::toValue(byRegion()),
                                           "Ines Moreau", platform.clock.now(), 1};
        STEWARD_VERIFY(insertReport(platform.db, mine, report));
        QCOMPARE(listReports(platform.db, mine, {}, platform.clock.now())->total, 1);
        QCOMPARE(listReports(platform.db, everybody, {}, platform.clock.now())->total, 0);
        QCOMPARE(findReport(platform.db, everybody, "rep_1").error().code, ErrorCode::notFound);
        QCOMPARE(deleteReport(platform.db, sql::TenantScope::one(platform.all[1].id), "rep_1").error().code,
                 ErrorCode::notFound);
        STEWARD_VERIFY(deleteReport(platform.db, mine, "rep_1"));
        QCOMPARE(listReports(platform.db, mine, {}, platform.clock.now())->total, 0);
    }

    void listsOfReportsGoOn() {
        Platform platform;
        for (int i = 0; i < 5; ++i) {
            const std::string number = std::to_string(i);
            platform.clock.pass(std::chrono::seconds(1));
            STEWARD_VERIFY(
                insertReport(platform.db, everybody,
                             {"rep_" + number, "Report " + number, json::Object{}, "Ines", platform.clock.now(), 1}));
        }
        for (const auto* sort : {"name", "-savedAt"}) {
            contract::ListRequest request{2, {}, sort, {}};
            std::vector<std::string> names;
            do {
                const auto page = listReports(platform.db, everybody, request, platform.clock.now());
                STEWARD_VERIFY(page);
                for (const auto& report : page->items)
                    names.push_back(report.name);
                request.cursor = page->nextCursor;
            } while (request.cursor);
            QCOMPARE(names.size(), std::size_t(5));
            QCOMPARE(names.front(), std::string(sort) == "name" ? std::string("Report 0") : std::string("Report 4"));
        }
        QCOMPARE(listReports(platform.db, everybody, {{}, {}, {}, "name~\"report 3\""}, platform.clock.now())->total,
                 1);
        QCOMPARE(listReports(platform.db, everybody, {{}, {}, {}, "size=3"}, platform.clock.now())
                     .error()
                     .fields.front()
                     .path,
                 std::string("/filter"));
    }
};

QTEST_GUILESS_MAIN(ReportLinesTest)
#include "report_lines_test.moc"
