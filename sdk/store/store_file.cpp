#include "store/store_file.h"

#include <fstream>
#include <system_error>

#include "base/json.h"
#include "base/log.h"
#include "report/dataset.h"
#include "report/schema.h"
#include "sql/mapping.h"
#include "sql/migrations.h"
#include "sql/sealed_file.h"
#include "store/offline_store.h"

namespace steward::store {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t pageBytes = 4096;
constexpr int unknownCount = -1;

constexpr std::string_view createStore = R"sql(
CREATE TABLE report_tables (
    name     TEXT PRIMARY KEY,
    checksum TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE snapshots (
    dataset   TEXT PRIMARY KEY,
    data_time INTEGER NOT NULL,
    taken_at  INTEGER NOT NULL,
    rows      INTEGER NOT NULL,
    bytes     INTEGER NOT NULL,
    checksum  TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE kept (
    key   TEXT PRIMARY KEY,
    at    INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    json  TEXT NOT NULL
);
CREATE INDEX kept_by_age ON kept (at, bytes);
CREATE TABLE drafts (
    kind         TEXT NOT NULL,
    entity_id    TEXT NOT NULL,
    base_version INTEGER NOT NULL,
    json         TEXT NOT NULL,
    saved_at     INTEGER NOT NULL,
    PRIMARY KEY (kind, entity_id)
);
)sql";

// `previous` and `last`: keys (JSON) around a chunk's rows, the first one outside. A chunk is staged until the snapshot
// that it belongs to is complete.
constexpr std::string_view createChunks = R"sql(
ALTER TABLE snapshots ADD COLUMN choice TEXT NOT NULL DEFAULT '{"tenants":[]}';
ALTER TABLE snapshots ADD COLUMN expires_at INTEGER;
ALTER TABLE snapshots ADD COLUMN received INTEGER NOT NULL DEFAULT 0;
CREATE TABLE chunks (
    dataset  TEXT NOT NULL,
    staged   INTEGER NOT NULL,
    position INTEGER NOT NULL,
    checksum TEXT NOT NULL,
    rows     INTEGER NOT NULL,
    bytes    INTEGER NOT NULL,
    previous TEXT NOT NULL,
    last     TEXT NOT NULL,
    PRIMARY KEY (dataset, staged, position)
) WITHOUT ROWID;
CREATE TABLE staged_choices (
    dataset TEXT PRIMARY KEY,
    choice  TEXT NOT NULL
) WITHOUT ROWID;
)sql";

constexpr std::string_view addPersonal = R"sql(
ALTER TABLE snapshots ADD COLUMN without_personal INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr sql::Migration migrations[] = {{1, "offline store", createStore},
                                         {2, "chunks of snapshots", createChunks},
                                         {3, "snapshots without personal fields", addPersonal}};

const report::schema::TableScript* findScript(std::string_view table) {
    for (const auto& script : report::schema::tables)
        if (script.name == table) return &script;
    return nullptr;
}

// A table whose definition is no longer what it was filled by is empty again, and its snapshot gone.
Result<> prepareReportTables(sql::Connection& connection) {
    for (const auto& [name, script] : report::schema::tables) {
        const std::string checksum = sql::checksum(script);
        STEWARD_TRY(const auto known,
                    connection.query("SELECT checksum FROM report_tables WHERE name = ?1", sql::Params{name}));
        if (!known.empty() && known[0].text(0) == checksum) continue;
        STEWARD_TRY(auto transaction, connection.writeTransaction());
        STEWARD_CHECK(connection.script("DROP TABLE IF EXISTS " + std::string(name)));
        STEWARD_CHECK(connection.script(script));
        STEWARD_CHECK(connection.execute("INSERT OR REPLACE INTO report_tables VALUES (?1, ?2)", {name, checksum}));
        for (const auto& dataset : report::datasets())
            if (tableOf(dataset.name) == name)
                for (const char* list : {"snapshots", "chunks", "staged_choices"})
                    STEWARD_CHECK(connection.execute(std::string("DELETE FROM ") + list + " WHERE dataset = ?1",
                                                     sql::Params{dataset.name}));
        STEWARD_CHECK(transaction.commit());
    }
    return {};
}

// What a program that ended in the middle of a snapshot left behind, unless chunks of it are whole: the next one goes
// on from them.
Result<> dropStaging(sql::Connection& connection) {
    STEWARD_TRY(const auto left,
                connection.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'staging_*'"));
    STEWARD_TRY(const auto staged, connection.query("SELECT DISTINCT dataset FROM chunks WHERE staged = 1"));
    std::set<std::string> useful;
    for (const sql::Row row : staged)
        useful.insert(stagingOf(tableOf(row.text(0))));
    for (const sql::Row row : left)
        if (!useful.contains(std::string(row.text(0))))
            STEWARD_CHECK(connection.script("DROP TABLE " + sql::quotedName(row.text(0))));
    return {};
}

bool isReadable(const fs::path& file) {
    std::error_code error;
    return fs::is_regular_file(file, error) && fs::file_size(file, error) > 0 && std::ifstream(file).good();
}

fs::path freeNameBeside(const fs::path& file) {
    std::error_code error;
    for (int number = 1;; ++number) {
        fs::path candidate = file.string() + ".damaged-" + std::to_string(number);
        if (!fs::exists(candidate, error)) return candidate;
    }
}

}  // namespace

StoreFile::StoreFile(fs::path file, std::int64_t maxBytes, std::shared_ptr<const Clock> clock,
                     std::function<void(const Rebuilt&)> onRebuilt)
    : file_(std::move(file)), maxBytes_(maxBytes), clock_(std::move(clock)), onRebuilt_(std::move(onRebuilt)) {}

void StoreFile::setKey(std::string key) {
    connection_.reset();
    key_ = std::move(key);
}

Result<> StoreFile::open() {
    std::error_code error;
    fs::create_directories(file_.parent_path(), error);
    const sql::Seal seal = sql::sealOf(file_, key_);
    if (seal == sql::Seal::foreign && key_.empty())
        return fail(ErrorCode::unavailable,
                    StoreWords::tr("What this computer keeps for offline work is encrypted, and its key store did not "
                                   "give the key.")
                        .toStdString());
    if (seal == sql::Seal::foreign) return rebuild();
    usedKey_ = key_;
    if (seal == sql::Seal::open && !key_.empty()) {
        if (const auto sealed = sql::sealDatabase(file_, key_); !sealed) {
            log::warning("offline store is not encrypted yet", {{"reason", json::Value(sealed.error().detail)}});
            usedKey_.clear();
        }
    }
    const auto prepare = [this]() -> Result<> {
        STEWARD_TRY(auto connection, sql::Connection::open({.path = file_, .key = usedKey_}));
        STEWARD_CHECK(connection.script("PRAGMA max_page_count = " + std::to_string(maxBytes_ / pageBytes)));
        STEWARD_CHECK(sql::migrate(connection, migrations, *clock_));
        STEWARD_CHECK(prepareReportTables(connection));
        STEWARD_CHECK(dropStaging(connection));
        connection_ = std::move(connection);
        return {};
    };
    auto outcome = prepare();
    if (outcome || !turnsOutDamaged(outcome.error())) return outcome;
    return rebuild();
}

// Only after an error, for it reads the whole file.
bool StoreFile::turnsOutDamaged(const Error& error) {
    if (error.code != ErrorCode::storage || !isReadable(file_)) return false;
    auto reader = sql::Connection::open({.path = file_, .mode = sql::Mode::readWrite, .key = usedKey_});
    return !reader || !reader->check();
}

Result<> StoreFile::rebuild() {
    connection_.reset();
    const fs::path aside = freeNameBeside(file_);
    std::error_code error;
    fs::rename(file_, aside, error);
    if (error)
        return fail(ErrorCode::storage,
                    StoreWords::tr("The offline data is damaged and cannot be set aside.").toStdString(),
                    error.message());
    fs::rename(file_.string() + "-wal", aside.string() + "-wal", error);
    fs::remove(file_.string() + "-shm", error);
    log::warning("offline store was damaged and is set aside", {{"aside", json::Value(aside.string())}});
    STEWARD_CHECK(open());
    Rebuilt rebuilt{aside};
    rebuilt.draftsMoved = moveDrafts(aside, rebuilt.draftsFound);
    onRebuilt_(rebuilt);
    return {};
}

int StoreFile::moveDrafts(const fs::path& aside, int& found) {
    int moved = 0;
    found = unknownCount;
    const std::string key = sql::sealOf(aside, key_) == sql::Seal::sealed ? key_ : std::string();
    auto old = sql::Connection::open({.path = aside, .mode = sql::Mode::readWrite, .key = key});
    if (!old) return moved;
    if (const auto count = old->query("SELECT count(*) FROM drafts")) found = int((*count)[0].integer(0));
    const auto read = old->each("SELECT * FROM drafts ORDER BY rowid", {}, [&](const sql::Row& row) {
        const auto draft = sql::readInto<Draft>(row);
        if (draft && sql::insert(*connection_, "drafts", *draft)) ++moved;
    });
    if (!read) log::warning("drafts stay in the damaged file", {{"found", found}, {"moved", moved}});
    return moved;
}

std::string tableOf(std::string_view dataset) {
    const auto* found = report::findDataset(dataset);
    return found ? found->table.substr(0, found->table.find(' ')) : std::string();
}

std::string stagingOf(std::string_view table) {
    return "staging_" + std::string(table);
}

std::string createTable(std::string_view table, std::string_view name) {
    const auto* script = findScript(table);
    if (!script) return {};
    std::string text(script->script.substr(0, script->script.find(';') + 1));
    const std::string start = "CREATE TABLE " + std::string(table);
    return text.replace(text.find(start), start.size(), "CREATE TABLE " + sql::quotedName(name));
}

std::string createIndexes(std::string_view table) {
    const auto* script = findScript(table);
    return script ? std::string(script->script.substr(script->script.find(';') + 1)) : std::string();
}

}  // namespace steward::store
