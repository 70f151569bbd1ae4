// The offline store: what is kept comes back, snapshots swap whole or not at all, and a damaged file loses no draft.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <fstream>

#include "contract/lines.h"
#include "sql/connection.h"
#include "store/offline_store.h"
#include "tests/support/awaited.h"

using namespace steward;
using namespace steward::store;
using steward::test::awaited;

namespace {

class TestClock final : public Clock {
public:
    Time now() const override { return at += std::chrono::seconds(1); }
    mutable Time at{std::chrono::milliseconds(1800000000000)};
};

struct Fixture {
    QTemporaryDir dir;
    std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "workspace" / "offline.db";
    std::shared_ptr<TestClock> clock = std::make_shared<TestClock>();
    std::unique_ptr<OfflineStore> store = open();

    std::unique_ptr<OfflineStore> open() {
        auto opened = std::make_unique<OfflineStore>(file, clock);
        return opened;
    }
    void reopen() {
        store.reset();
        store = open();
    }
};

const char* const usageHeader =
    R"({"dataset":"usage","columns":[{"name":"tenant_id","title":"","type":"text"},{"name":"day","title":"","type":"date"},)"
    R"({"name":"metric","title":"","type":"text"},{"name":"news","title":"","type":"text"},)"
    R"({"name":"quantity","title":"","type":"integer"}],"rows":0,"dataTime":"2026-11-23T09:12:04Z"})";

std::string usageRow(int tenant, int day, int quantity) {
    return "[\"ten_" + std::to_string(tenant) + "\"," + std::to_string(day) + ",\"api_calls\",\"unknown column\"," +
           std::to_string(quantity) + "]";
}

// A whole snapshot of so many rows; what a test does to its lines happens in between.
std::vector<std::string> usageLines(int rows, int quantity = 1) {
    std::vector<std::string> lines{usageHeader};
    contract::LinesChecksum checksum;
    for (int i = 0; i < rows; ++i) {
        lines.push_back(usageRow(i / 90, 20000 + i % 90, quantity));
        checksum.add(lines.back() + "\n");
    }
    lines.push_back("{\"rows\":" + std::to_string(rows) + ",\"checksum\":\"" + checksum.finish() + "\"}");
    return lines;
}

Result<SnapshotInfo> take(OfflineStore& store, const std::vector<std::string>& lines) {
    STEWARD_TRY(auto writer, awaited(store.beginSnapshot("usage")));
    for (const auto& line : lines)
        STEWARD_CHECK(writer->add(line));
    return awaited(writer->finish());
}

std::int64_t sumOf(OfflineStore& store) {
    auto connection = store.reportConnection();
    const auto rows = connection->query("SELECT sum(quantity) FROM usage");
    return (*rows)[0].integer(0);
}

std::int64_t stagingTables(OfflineStore& store) {
    const auto rows = store.reportConnection()->query("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'staging_*'");
    return (*rows)[0].integer(0);
}

void overwrite(const std::filesystem::path& file, std::uintmax_t from, std::uintmax_t count) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(std::streamoff(from));
    stream << std::string(count, '\x5a');
}

}  // namespace

class OfflineStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsKeptComesBackWithItsAge() {
        Fixture f;
        QVERIFY(awaited(f.store->open()));
        QVERIFY(awaited(f.store->keep("tenants", "[1]")));
        const Time kept = f.clock->at;
        QVERIFY(awaited(f.store->keep("tenant/ten_1", "{}")));
        QVERIFY(awaited(f.store->keep("tenant/ten_2", "{}")));
        f.reopen();
        const auto page = awaited(f.store->recall("tenants"));
        QVERIFY(page && *page);
        QCOMPARE((*page)->json, "[1]");
        QCOMPARE((*page)->at, kept);
        QCOMPARE(awaited(f.store->recallAll("tenant/"))->size(), std::size_t(2));
        QVERIFY(awaited(f.store->forget("tenant/")));
        QCOMPARE(awaited(f.store->recallAll("tenant"))->size(), std::size_t(1));
        QVERIFY(!awaited(f.store->recall("tenant/ten_1"))->has_value());
    }

    void aDocumentThatIsTooLargeIsRefused() {
        Fixture f;
        QCOMPARE(awaited(f.store->keep("big", std::string(5 << 20, 'x'))).error().code, ErrorCode::tooLarge);
    }

    void theOldestDocumentsGo() {
        Fixture f;
        const std::string document(4 << 20, 'x');
        for (int i = 0; i < 20; ++i)
            QVERIFY(awaited(f.store->keep("page/" + std::to_string(i), document)));
        const auto left = awaited(f.store->recallAll("page/"));
        QCOMPARE(left->size(), std::size_t(16));
        QVERIFY(!awaited(f.store->recall("page/0"))->has_value());
        QVERIFY(awaited(f.store->recall("page/19"))->has_value());
    }

    void draftsStayUntilTheyAreRemoved() {
        Fixture f;
        QVERIFY(awaited(f.store->saveDraft({"tenant", "ten_1", 12, R"({"name":"Fjord"})", {}})));
        QVERIFY(awaited(f.store->saveDraft({"tenant", "ten_1", 12, R"({"name":"Fjord II"})", {}})));
        f.reopen();
        const auto draft = awaited(f.store->draft("tenant", "ten_1"));
        QVERIFY(draft && *draft);
        QCOMPARE((*draft)->json, R"({"name":"Fjord II"})");
        QCOMPARE((*draft)->baseVersion, 12);
        QCOMPARE(awaited(f.store->drafts())->size(), std::size_t(1));
        QVERIFY(awaited(f.store->removeDraft("tenant", "ten_1")));
        QVERIFY(awaited(f.store->drafts())->empty());
    }

    void aSnapshotIsReadOffline() {
        Fixture f;
        const auto info = take(*f.store, usageLines(12345));
        QVERIFY2(info.has_value(), info ? "" : info.error().detail.c_str());
        QCOMPARE(info->rows, 12345);
        QCOMPARE(toRfc3339(info->dataTime), "2026-11-23T09:12:04Z");
        QVERIFY(info->bytes > 12345);
        f.reopen();
        QCOMPARE(awaited(f.store->snapshot("usage"))->value().checksum, info->checksum);
        QCOMPARE(sumOf(*f.store), std::int64_t(12345));
        const auto status = awaited(f.store->status());
        QCOMPARE(status->snapshots.size(), std::size_t(1));
        QVERIFY(status->fileBytes > 100000);
        QVERIFY(awaited(f.store->removeSnapshot("usage")));
        QVERIFY(!awaited(f.store->snapshot("usage"))->has_value());
        QCOMPARE(sumOf(*f.store), std::int64_t(0));
    }

    void everyDatasetCanBeTaken() {
        Fixture f;
        for (const auto* dataset : {"tenants", "users", "usage", "subscriptions", "audit"})
            QVERIFY2(awaited(f.store->beginSnapshot(dataset)), dataset);
        QCOMPARE(awaited(f.store->beginSnapshot("secrets")).error().code, ErrorCode::notFound);
    }

    void readersKeepTheirMomentWhileANewSnapshotComes() {
        Fixture f;
        QVERIFY(take(*f.store, usageLines(1000, 1)));
        auto reader = f.store->reportConnection();
        auto moment = reader->readTransaction();
        QVERIFY(moment);
        QCOMPARE((*reader->query("SELECT sum(quantity) FROM usage"))[0].integer(0), std::int64_t(1000));
        QVERIFY(take(*f.store, usageLines(1000, 2)));
        QCOMPARE((*reader->query("SELECT sum(quantity) FROM usage"))[0].integer(0), std::int64_t(1000));
        QVERIFY(moment->commit());
        QCOMPARE((*reader->query("SELECT sum(quantity) FROM usage"))[0].integer(0), std::int64_t(2000));
    }

    void aSnapshotThatIsNotWholeLeavesTheOldOne_data() {
        QTest::addColumn<int>("harm");
        QTest::newRow("no closing line") << 0;
        QTest::newRow("a row is missing") << 1;
        QTest::newRow("a row is changed") << 2;
        QTest::newRow("the platform failed") << 3;
        QTest::newRow("other rows") << 4;
        QTest::newRow("a short row") << 5;
        QTest::newRow("no JSON") << 6;
        QTest::newRow("a line after the end") << 7;
        QTest::newRow("a row twice") << 8;
    }
    void aSnapshotThatIsNotWholeLeavesTheOldOne() {
        QFETCH(int, harm);
        Fixture f;
        QVERIFY(take(*f.store, usageLines(100)));
        auto lines = usageLines(20000, 2);
        switch (harm) {
            case 0:
                lines.pop_back();
                break;
            case 1:
                lines.erase(lines.begin() + 7);
                break;
            case 2:
                lines[7] = usageRow(0, 20006, 3);
                break;
            case 3:
                lines.back() =
                    R"({"rows":9,"checksum":"","error":{"type":"","title":"The disk is full.","status":507}})";
                break;
            case 4:
                lines[0].replace(lines[0].find("usage"), 5, "users");
                break;
            case 5:
                lines[7] = "[1,2]";
                break;
            case 6:
                lines[7] = "[1,2";
                break;
            case 7:
                lines.push_back(lines.back());
                break;
            case 8:
                lines[8] = lines[7];
                break;
        }
        const auto outcome = take(*f.store, lines);
        QVERIFY(!outcome);
        QVERIFY(!outcome.error().message.empty());
        QCOMPARE(sumOf(*f.store), std::int64_t(100));
        QCOMPARE(awaited(f.store->snapshot("usage"))->value().rows, 100);
        QVERIFY(awaited(f.store->open()));
        QCOMPARE(stagingTables(*f.store), std::int64_t(0));
    }

    void whatAProgramLeftHalfDoneIsCleanedUp() {
        Fixture f;
        QVERIFY(awaited(f.store->open()));
        {
            auto connection = sql::Connection::open({.path = f.file});
            QVERIFY(connection->script("CREATE TABLE staging_9_usage (x); INSERT INTO staging_9_usage VALUES (1)"));
        }
        f.reopen();
        QVERIFY(awaited(f.store->open()));
        QCOMPARE(stagingTables(*f.store), std::int64_t(0));
    }

    void aFileThatIsNoDatabaseIsSetAside() {
        Fixture f;
        f.store.reset();
        std::filesystem::create_directories(f.file.parent_path());
        std::ofstream(f.file) << std::string(10000, 'x');
        f.store = f.open();
        QSignalSpy rebuilt(f.store.get(), &OfflineStore::rebuilt);
        QVERIFY(awaited(f.store->open()));
        QTRY_COMPARE(rebuilt.size(), 1);
        QVERIFY(std::filesystem::exists(rebuilt[0][0].toString().toStdString()));
        QVERIFY(awaited(f.store->keep("a", "1")));
    }

    // The pages of the drafts are whole, those of a snapshot are not.
    void draftsMoveOutOfADamagedFile() {
        Fixture f;
        QVERIFY(awaited(f.store->saveDraft({"tenant", "ten_1", 12, "{}", {}})));
        QVERIFY(awaited(f.store->saveDraft({"brand", "ten_2", 3, "{}", {}})));
        QVERIFY(take(*f.store, usageLines(50000)));
        f.store.reset();
        const auto size = std::filesystem::file_size(f.file);
        overwrite(f.file, size / 2 / 4096 * 4096, size / 4);
        f.store = f.open();
        QSignalSpy rebuilt(f.store.get(), &OfflineStore::rebuilt);
        QVERIFY(awaited(f.store->open()));
        // Nobody looks before the damaged part is touched.
        QVERIFY(awaited(f.store->removeSnapshot("usage")));
        QTRY_COMPARE(rebuilt.size(), 1);
        QCOMPARE(rebuilt[0][1].toInt(), 2);
        QCOMPARE(awaited(f.store->drafts())->size(), std::size_t(2));
        QVERIFY(!awaited(f.store->snapshot("usage"))->has_value());
        QVERIFY(take(*f.store, usageLines(10)));
    }

    void draftsThatCannotBeReadStayInTheFileSetAside() {
        Fixture f;
        for (int i = 0; i < 400; ++i)
            QVERIFY(awaited(f.store->saveDraft({"tenant", "ten_" + std::to_string(i), 1, std::string(900, 'd'), {}})));
        f.store.reset();
        const auto size = std::filesystem::file_size(f.file);
        overwrite(f.file, size / 2 / 4096 * 4096, size / 3);
        f.store = f.open();
        QSignalSpy rebuilt(f.store.get(), &OfflineStore::rebuilt);
        QVERIFY(awaited(f.store->drafts()));
        QTRY_COMPARE(rebuilt.size(), 1);
        const auto aside = rebuilt[0][0].toString().toStdString();
        QCOMPARE(std::filesystem::file_size(aside), size);
        QCOMPARE(int(awaited(f.store->drafts())->size()), rebuilt[0][1].toInt());
        QVERIFY(rebuilt[0][2].toInt() != rebuilt[0][1].toInt());
    }

    void aFullDiskChangesNothing() {
        Fixture f;
        QVERIFY(take(*f.store, usageLines(100)));
        QVERIFY(awaited(f.store->saveDraft({"tenant", "ten_1", 12, "{}", {}})));
        f.store.reset();
        f.store = std::make_unique<OfflineStore>(f.file, f.clock, nullptr, 400 * 1024);
        const auto outcome = take(*f.store, usageLines(50000, 2));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::storage);
        QCOMPARE(sumOf(*f.store), std::int64_t(100));
        QCOMPARE(awaited(f.store->drafts())->size(), std::size_t(1));
        QSignalSpy rebuilt(f.store.get(), &OfflineStore::rebuilt);
        QVERIFY(awaited(f.store->open()));
        QCOMPARE(rebuilt.size(), 0);
    }

    void aFolderThatCannotBeUsedIsAnError() {
        Fixture f;
        f.store.reset();
        std::ofstream(f.file.parent_path()) << "a file where the folder should be";
        f.store = f.open();
        QCOMPARE(awaited(f.store->open()).error().code, ErrorCode::storage);
        QCOMPARE(f.store->reportConnection().error().code, ErrorCode::notFound);
    }

    void aNewerSchemaIsLeftAlone() {
        Fixture f;
        QVERIFY(awaited(f.store->saveDraft({"tenant", "ten_1", 12, "{}", {}})));
        f.store.reset();
        {
            auto connection = sql::Connection::open({.path = f.file});
            const auto names = connection->query("SELECT name FROM sqlite_schema WHERE name LIKE '%migration%'");
            QCOMPARE(names->size(), std::size_t(1));
            QVERIFY(connection->script("UPDATE " + std::string((*names)[0].text(0)) + " SET version = 99"));
        }
        f.store = f.open();
        QCOMPARE(awaited(f.store->open()).error().code, ErrorCode::conflict);
    }

    void closingWhileASnapshotIsTakenIsSafe() {
        Fixture f;
        auto writer = awaited(f.store->beginSnapshot("usage"));
        const auto lines = usageLines(20000);
        for (std::size_t i = 0; i < lines.size() / 2; ++i)
            QVERIFY((*writer)->add(lines[i]));
        f.store.reset();
        QVERIFY(!awaited((*writer)->finish()));
        writer->reset();
        f.store = f.open();
        QVERIFY(awaited(f.store->open()));
        QCOMPARE(stagingTables(*f.store), std::int64_t(0));
    }
};

QTEST_MAIN(OfflineStoreTest)
#include "offline_store_test.moc"
