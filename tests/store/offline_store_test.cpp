// The offline store: what is kept comes back, snapshots swap whole or not at all, and a damaged file loses no draft.
#include <sys/wait.h>
#include <unistd.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>

#include "contract/lines.h"
#include "sql/connection.h"
#include "sql/sealed_file.h"
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

// Rows from `first` on, as one chunk of a refresh.
struct TestChunk {
    std::vector<std::string> rows;
    std::string checksum;
    std::string last;
    int quantity = 0;
};

TestChunk chunkOf(int first, int count, int quantity) {
    TestChunk chunk;
    chunk.quantity = quantity;
    contract::LinesChecksum checksum;
    for (int i = first; i < first + count; ++i) {
        chunk.rows.push_back("[\"ten_1\"," + std::to_string(i) + ",\"api_calls\"," + std::to_string(quantity) + "]");
        checksum.add(chunk.rows.back() + "\n");
        chunk.last = "[\"ten_1\"," + std::to_string(i) + ",\"api_calls\"]";
    }
    chunk.checksum = checksum.finish().substr(0, contract::chunkDigits);
    return chunk;
}

// What the platform answers to refreshSnapshot.
struct Chunked {
    std::vector<TestChunk> chunks;
    std::optional<Time> expiresAt;

    int rows() const {
        int count = 0;
        for (const auto& chunk : chunks)
            count += int(chunk.rows.size());
        return count;
    }
    int sum() const {
        int sum = 0;
        for (const auto& chunk : chunks)
            sum += int(chunk.rows.size()) * chunk.quantity;
        return sum;
    }
    std::vector<std::string> lines(const std::vector<std::string>& known, int* sent = nullptr) const {
        contract::LinesHeader header{"usage", {}, rows(), *parseRfc3339("2026-11-23T09:12:04Z"), {}};
        for (const char* name : {"tenant_id", "day", "metric", "quantity"})
            header.columns.push_back({name, "", "text"});
        header.key = std::vector<std::string>{"tenant_id", "day", "metric"};
        header.expiresAt = expiresAt;
        std::vector<std::string> lines{json::write(header)};
        contract::LinesChecksum checksum;
        for (const auto& chunk : chunks) {
            const bool isKnown = std::ranges::find(known, chunk.checksum) != known.end();
            if (!isKnown) lines.insert(lines.end(), chunk.rows.begin(), chunk.rows.end());
            if (!isKnown && sent) *sent += int(chunk.rows.size());
            contract::LinesChunk line{chunk.checksum, std::int64_t(chunk.rows.size()), *json::parse(chunk.last), {}};
            if (isKnown) line.known = true;
            lines.push_back(json::write(line));
            checksum.add(chunk.checksum);
        }
        lines.push_back(json::write(contract::LinesEnd{rows(), checksum.finish(), {}, {}}));
        return lines;
    }
};

struct TakenChunks {
    Result<SnapshotInfo> info;
    int sent = 0;
};

TakenChunks takeChunks(OfflineStore& store, const Chunked& chunked) {
    TakenChunks taken;
    auto writer = awaited(store.beginSnapshot("usage"));
    if (!writer) return {fail(writer.error())};
    Result<> outcome;
    for (const auto& line : chunked.lines((*writer)->known(), &taken.sent))
        if (outcome) outcome = (*writer)->add(line);
    taken.info = awaited((*writer)->finish());
    return taken;
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
            QVERIFY(connection->script("UPDATE " + std::string((*names)[0].text(0)) + " SET version = version + 98"));
        }
        f.store = f.open();
        QCOMPARE(awaited(f.store->open()).error().code, ErrorCode::conflict);
    }

    void aRefreshTakesOnlyWhatHasChanged() {
        Fixture f;
        Chunked before;
        for (int i = 0; i < 60; ++i)
            before.chunks.push_back(chunkOf(i * 200, 100, 1));
        const auto first = takeChunks(*f.store, before);
        QVERIFY2(first.info, first.info ? "" : first.info.error().detail.c_str());
        QCOMPARE(first.sent, 6000);
        QCOMPARE(sumOf(*f.store), std::int64_t(6000));

        // One chunk has other numbers, one is gone, one is new between two others, one at the end.
        Chunked after = before;
        after.chunks[10] = chunkOf(2000, 100, 5);
        after.chunks.erase(after.chunks.begin() + 20);
        after.chunks.insert(after.chunks.begin() + 30, chunkOf(6150, 10, 7));
        after.chunks.push_back(chunkOf(13000, 30, 1));
        const auto second = takeChunks(*f.store, after);
        QVERIFY2(second.info, second.info ? "" : second.info.error().detail.c_str());
        QCOMPARE(second.sent, 100 + 10 + 30);
        QVERIFY(second.info->received < first.info->received / 5);
        QCOMPARE(second.info->rows, std::int64_t(after.rows()));
        QCOMPARE(sumOf(*f.store), std::int64_t(after.sum()));

        // The new chunk lies in a gap of its neighbours: changing one of them leaves it alone.
        after.chunks[31] = chunkOf(6200, 100, 2);
        const auto third = takeChunks(*f.store, after);
        QVERIFY(third.info);
        QCOMPARE(third.sent, 100);
        QCOMPARE(sumOf(*f.store), std::int64_t(after.sum()));
        QCOMPARE(takeChunks(*f.store, after).sent, 0);
        const auto empty = takeChunks(*f.store, {});
        QVERIFY(empty.info);
        QCOMPARE(sumOf(*f.store), std::int64_t(0));
    }

    void anInterruptedSnapshotGoesOnWhereItWas() {
        Fixture f;
        QVERIFY(take(*f.store, usageLines(50)));
        Chunked all;
        for (int i = 0; i < 30; ++i)
            all.chunks.push_back(chunkOf(i * 100, 100, 1));
        {
            auto writer = awaited(f.store->beginSnapshot("usage"));
            QVERIFY(writer);
            QCOMPARE(awaited(f.store->beginSnapshot("usage")).error().code, ErrorCode::conflict);
            const auto lines = all.lines({});
            for (std::size_t i = 0; i < 1 + 20 * 101 + 40; ++i)
                QVERIFY((*writer)->add(lines[i]));
            QCOMPARE(sumOf(*f.store), std::int64_t(50));
            QVERIFY(!awaited((*writer)->finish()));
        }
        f.reopen();  // the program was ended, too
        // Meanwhile the platform has lost the first rows, and changed others.
        all.chunks.erase(all.chunks.begin());
        all.chunks[4] = chunkOf(500, 90, 3);
        const auto rest = takeChunks(*f.store, all);
        QVERIFY2(rest.info, rest.info ? "" : rest.info.error().detail.c_str());
        QCOMPARE(rest.sent, 10 * 100 + 90);
        QCOMPARE(sumOf(*f.store), std::int64_t(all.sum()));
        QVERIFY(awaited(f.store->open()));
        QCOMPARE(stagingTables(*f.store), std::int64_t(0));
    }

    void anotherChoiceBeginsAnew() {
        Fixture f;
        Chunked all;
        all.chunks = {chunkOf(0, 100, 1), chunkOf(100, 100, 1)};
        {
            auto writer = awaited(f.store->beginSnapshot("usage"));
            const auto lines = all.lines({});
            for (std::size_t i = 0; i < 110; ++i)
                QVERIFY((*writer)->add(lines[i]));
        }
        contract::SnapshotChoice choice;
        choice.tenants = {"ten_1"};
        auto writer = awaited(f.store->beginSnapshot("usage", choice));
        QVERIFY(writer);
        QVERIFY((*writer)->known().empty());
        for (const auto& line : all.lines({}))
            QVERIFY((*writer)->add(line));
        QVERIFY(awaited((*writer)->finish()));
        QCOMPARE(awaited(f.store->snapshot("usage"))->value().choice, choice);
    }

    void aChunkThatIsNotWhatItSays_data() {
        QTest::addColumn<int>("harm");
        QTest::newRow("a row is changed") << 0;
        QTest::newRow("a row is missing") << 1;
        QTest::newRow("a chunk is left out") << 2;
        QTest::newRow("said to be known") << 3;
        QTest::newRow("cut off in a chunk") << 4;
    }
    void aChunkThatIsNotWhatItSays() {
        QFETCH(int, harm);
        Fixture f;
        Chunked all;
        all.chunks = {chunkOf(0, 100, 1), chunkOf(100, 100, 1)};
        QVERIFY(takeChunks(*f.store, all).info);
        all.chunks.push_back(chunkOf(200, 100, 2));
        all.chunks.push_back(chunkOf(300, 100, 2));
        auto writer = awaited(f.store->beginSnapshot("usage"));
        auto lines = all.lines((*writer)->known());
        const auto firstRow = std::ptrdiff_t(3);  // header, two known chunks
        if (harm == 0) lines[firstRow] = usageRow(0, 1, 99);
        if (harm == 1) lines.erase(lines.begin() + firstRow);
        if (harm == 2) lines.erase(lines.begin() + firstRow, lines.begin() + firstRow + 101);
        if (harm == 3) {
            lines.erase(lines.begin() + firstRow, lines.begin() + firstRow + 100);
            lines[firstRow].insert(lines[firstRow].size() - 1, ",\"known\":true");
        }
        if (harm == 4) lines.erase(lines.begin() + firstRow + 150, lines.end());
        Result<> outcome;
        for (const auto& line : lines)
            if (outcome) outcome = (*writer)->add(line);
        const auto info = awaited((*writer)->finish());
        QVERIFY(!info);
        QCOMPARE(sumOf(*f.store), std::int64_t(200));
    }

    void whatHasExpiredIsGone() {
        Fixture f;
        Chunked all;
        all.chunks = {chunkOf(0, 100, 1)};
        all.expiresAt = f.clock->at + std::chrono::hours(1);
        QVERIFY(takeChunks(*f.store, all).info);
        QVERIFY(awaited(f.store->snapshot("usage"))->has_value());
        f.clock->at += std::chrono::hours(2);
        f.reopen();
        QVERIFY(!awaited(f.store->snapshot("usage"))->has_value());
        QCOMPARE(sumOf(*f.store), std::int64_t(0));
    }

    void accessThatWasTakenAwayTakesTheRows() {
        Fixture f;
        QVERIFY(take(*f.store, usageLines(500)));
        QVERIFY(awaited(f.store->keepSnapshotsOf({"tenants", "usage"})));
        QCOMPARE(sumOf(*f.store), std::int64_t(500));
        QVERIFY(awaited(f.store->keepSnapshotsOf({"tenants"})));
        QCOMPARE(sumOf(*f.store), std::int64_t(0));
        QVERIFY(!awaited(f.store->snapshot("usage"))->has_value());

        QVERIFY(take(*f.store, usageLines(30000)));
        QVERIFY(awaited(f.store->keep("tenants", "[\"secret page\"]")));
        QVERIFY(awaited(f.store->saveDraft({"tenant", "ten_1", 12, "{}", {}})));
        QVERIFY(awaited(f.store->wipe()));
        const auto after = awaited(f.store->status());
        QVERIFY(after->snapshots.empty() && after->keptDocuments == 0);
        QCOMPARE(after->drafts, 1);
        QVERIFY2(after->fileBytes < 300'000, qPrintable(QString::number(after->fileBytes)));
        std::ifstream in(f.file, std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(in), {});
        QVERIFY(bytes.find("secret page") == std::string::npos && bytes.find("ten_77") == std::string::npos);
    }

    void whatIsKeptIsEncrypted() {
        Fixture f;
        QVERIFY(awaited(f.store->keep("tenants", "[\"before there was a key\"]")));
        QVERIFY(take(*f.store, usageLines(2000)));
        QVERIFY(!awaited(f.store->status())->encrypted);
        const std::string key = sql::newSealKey();
        f.store->setKey(key);
        QVERIFY(awaited(f.store->open()));
        QVERIFY(awaited(f.store->status())->encrypted);
        QCOMPARE(sumOf(*f.store), std::int64_t(2000));
        QCOMPARE(awaited(f.store->recall("tenants"))->value().json, "[\"before there was a key\"]");
        QVERIFY(take(*f.store, usageLines(3000)));
        QVERIFY(awaited(f.store->keep("tenants", "[\"after that\"]")));
        for (const auto& entry : std::filesystem::directory_iterator(f.file.parent_path())) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes(std::istreambuf_iterator<char>(in), {});
            for (const char* text : {"api_calls", "there was a key", "after that", "SQLite format"})
                QVERIFY2(bytes.find(text) == std::string::npos, entry.path().c_str());
        }
        f.store.reset();

        f.store = f.open();  // the key store is locked
        const auto locked = awaited(f.store->open());
        QCOMPARE(locked.error().code, ErrorCode::unavailable);
        f.store->setKey(key);  // and is open now
        QVERIFY(awaited(f.store->open()));
        QCOMPARE(sumOf(*f.store), std::int64_t(3000));
        f.store.reset();

        f.store = f.open();  // the key was lost
        QSignalSpy rebuilt(f.store.get(), &OfflineStore::rebuilt);
        f.store->setKey(sql::newSealKey());
        QVERIFY(awaited(f.store->open()));
        QTRY_COMPARE(rebuilt.size(), 1);
        QCOMPARE(sql::sealOf(rebuilt[0][0].toString().toStdString(), key), sql::Seal::sealed);
        QVERIFY(!awaited(f.store->snapshot("usage"))->has_value());
    }

    void aStoreThatIsInUseIsEncryptedLater() {
        Fixture f;
        QVERIFY(take(*f.store, usageLines(100)));
        {
            auto other = f.store->reportConnection();
            QVERIFY(other->query("SELECT count(*) FROM usage"));
            f.store->setKey(sql::newSealKey());
            QVERIFY(awaited(f.store->open()));
            QVERIFY(!awaited(f.store->status())->encrypted);
            QCOMPARE(sumOf(*f.store), std::int64_t(100));
        }
        f.reopen();
        f.store->setKey(sql::newSealKey());
        QVERIFY(awaited(f.store->status())->encrypted);
        QCOMPARE(sumOf(*f.store), std::int64_t(100));
    }

    void anEncryptedFileThatWasChangedIsDamaged() {
        Fixture f;
        const std::string key = sql::newSealKey();
        f.store->setKey(key);
        QVERIFY(awaited(f.store->saveDraft({"tenant", "ten_1", 12, "{}", {}})));
        QVERIFY(take(*f.store, usageLines(50000)));
        f.store.reset();
        const auto size = std::filesystem::file_size(f.file);
        overwrite(f.file, size / 2, 1);
        f.store = f.open();
        f.store->setKey(key);
        QSignalSpy rebuilt(f.store.get(), &OfflineStore::rebuilt);
        QVERIFY(awaited(f.store->removeSnapshot("usage")));
        QTRY_COMPARE(rebuilt.size(), 1);
        QCOMPARE(awaited(f.store->drafts())->size(), std::size_t(1));
    }

    // The same reads and writes as on an open file, whatever their place and length.
    void aSealedDatabaseBehavesAsAnOpenOne() {
        QTemporaryDir dir;
        const auto path = [&](const char* name) { return std::filesystem::path(dir.path().toStdString()) / name; };
        const std::string key = sql::newSealKey();
        auto open = sql::Connection::open({.path = path("open.db")});
        auto sealed = sql::Connection::open({.path = path("sealed.db"), .key = key});
        QVERIFY(open && sealed);
        QVERIFY(open->script("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)"));
        QVERIFY(sealed->script("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)"));
        std::mt19937 random(7);
        for (int round = 0; round < 60; ++round) {
            const std::string statement =
                round % 7 == 6    ? "DELETE FROM t WHERE id % 5 = " + std::to_string(random() % 5)
                : round % 11 == 9 ? std::string("VACUUM")
                                  : "INSERT OR REPLACE INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                                    "FROM n WHERE i < " +
                                        std::to_string(1 + random() % 400) + ") SELECT (i * 7919 + " +
                                        std::to_string(random() % 1000) + ") % 5000, hex(zeroblob(" +
                                        std::to_string(random() % 3000) + " / (i % 9 + 1))) FROM n";
            QVERIFY(open->script(statement));
            QVERIFY(sealed->script(statement));
            if (round % 13 == 12) {
                QVERIFY(sealed->script("PRAGMA wal_checkpoint(TRUNCATE)"));
                sealed = sql::Connection::open({.path = path("sealed.db"), .key = key});
            }
            const auto sum = [](sql::Connection& db) {
                const auto rows = db.query("SELECT count(*), sum(id), sum(length(text)) FROM t");
                return std::tuple((*rows)[0].integer(0), (*rows)[0].integer(1), (*rows)[0].integer(2));
            };
            QCOMPARE(sum(*sealed), sum(*open));
        }
        QVERIFY(sealed->check());
        QCOMPARE(sql::sealOf(path("sealed.db"), key), sql::Seal::sealed);
        QCOMPARE(sql::sealOf(path("open.db"), key), sql::Seal::open);
        QCOMPARE(sql::Connection::open({.path = path("sealed.db"), .key = sql::newSealKey()}).error().code,
                 ErrorCode::storage);
    }

    // The program is killed while it writes: what was committed is there.
    void aKilledProgramLosesNothingThatWasCommitted() {
        QTemporaryDir dir;
        const auto file = std::filesystem::path(dir.path().toStdString()) / "killed.db";
        const std::string key = sql::newSealKey();
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            auto db = sql::Connection::open({.path = file, .key = key});
            static_cast<void>(db->script("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)"));
            for (std::int64_t i = 1;; ++i) {
                if (!db->execute("INSERT INTO t VALUES (?1, ?2)", {i, std::string(std::size_t(i % 700), 'x')})) break;
                if (::write(ends[1], &i, sizeof i) < 0) break;
            }
            ::_exit(1);
        }
        std::int64_t last = 0;
        while (last < 900)
            QCOMPARE(::read(ends[0], &last, sizeof last), ssize_t(sizeof last));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ::close(ends[1]);
        for (std::int64_t next = 0; ::read(ends[0], &next, sizeof next) == ssize_t(sizeof next);)
            last = next;
        ::close(ends[0]);
        auto db = sql::Connection::open({.path = file, .key = key});
        QVERIFY(db);
        QVERIFY(db->check());
        const auto rows = db->query("SELECT count(*), max(id) FROM t");
        QVERIFY((*rows)[0].integer(1) >= last);
        QCOMPARE((*rows)[0].integer(0), (*rows)[0].integer(1));
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
