#include "store/offline_store.h"

#include <algorithm>
#include <mutex>

#include "report/dataset.h"
#include "sql/mapping.h"
#include "sql/sealed_file.h"
#include "store/lane.h"
#include "store/staging.h"

namespace steward::store {
namespace {

constexpr std::size_t maxDocumentBytes = 4 * 1024 * 1024;
constexpr std::int64_t maxKeptBytes = 64 * 1024 * 1024;

// The keys that begin with a prefix, as a half-open range that an index can serve: bytes sort as they are.
std::string endOf(std::string prefix) {
    prefix += "\xf4\x8f\xbf\xbf";
    return prefix;
}

Result<> keepDocument(sql::Connection& connection, const Kept& kept) {
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    STEWARD_CHECK(connection.execute("INSERT OR REPLACE INTO kept (key, at, bytes, json) VALUES (?1, ?2, ?3, ?4)",
                                     {kept.key, kept.at, kept.json.size(), kept.json}));
    STEWARD_TRY(const auto total, connection.query("SELECT sum(bytes) FROM kept"));
    if (total[0].integer(0) > maxKeptBytes)
        STEWARD_CHECK(
            connection.execute("DELETE FROM kept WHERE key IN (SELECT key FROM (SELECT key, sum(bytes) OVER (ORDER BY "
                               "at DESC, key) AS upTo "
                               "FROM kept) WHERE upTo > ?1)",
                               sql::Params{maxKeptBytes}));
    return transaction.commit();
}

template <class T>
Result<std::optional<T>> firstOf(Result<sql::Rows> rows) {
    if (!rows) return fail(rows.error());
    if (rows->empty()) return std::optional<T>();
    STEWARD_TRY(T value, sql::readInto<T>((*rows)[0]));
    return std::optional<T>(std::move(value));
}

template <class T>
Result<std::vector<T>> allOf(Result<sql::Rows> rows) {
    if (!rows) return fail(rows.error());
    return sql::readAll<T>(*rows);
}

Result<> unlessFailed(const Result<std::int64_t>& changed) {
    if (!changed) return fail(changed.error());
    return {};
}

Result<> removeRows(sql::Connection& connection, const std::string& dataset) {
    const std::string table = tableOf(dataset);
    STEWARD_CHECK(
        connection.script("DELETE FROM " + table + "; DROP TABLE IF EXISTS " + sql::quotedName(stagingOf(table))));
    for (const char* list : {"snapshots", "chunks", "staged_choices"})
        STEWARD_CHECK(
            connection.execute(std::string("DELETE FROM ") + list + " WHERE dataset = ?1", sql::Params{dataset}));
    return {};
}

Result<> removeSnapshots(sql::Connection& connection, const std::vector<std::string>& datasets) {
    if (datasets.empty()) return {};
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    for (const auto& dataset : datasets)
        STEWARD_CHECK(removeRows(connection, dataset));
    return transaction.commit();
}

// True when there was something to drop. Chunks are told by what their rows were, so the next snapshot is a new one.
Result<bool> dropColumns(sql::Connection& connection, const std::string& dataset,
                         const std::vector<std::string>& columns) {
    STEWARD_TRY(const auto there,
                connection.query("SELECT 1 FROM snapshots WHERE dataset = ?1 AND without_personal = 0 UNION ALL "
                                 "SELECT 1 FROM staged_choices WHERE dataset = ?1",
                                 sql::Params{dataset}));
    if (there.empty()) return false;
    const std::string table = tableOf(dataset);
    std::string changes;
    for (const auto& column : columns)
        changes += (changes.empty() ? "" : ", ") + sql::quotedName(column) + " = ''";
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    STEWARD_CHECK(connection.script("UPDATE " + table + " SET " + changes + "; DROP TABLE IF EXISTS " +
                                    sql::quotedName(stagingOf(table))));
    for (const char* list : {"chunks", "staged_choices"})
        STEWARD_CHECK(
            connection.execute(std::string("DELETE FROM ") + list + " WHERE dataset = ?1", sql::Params{dataset}));
    STEWARD_CHECK(
        connection.execute("UPDATE snapshots SET without_personal = 1 WHERE dataset = ?1", sql::Params{dataset}));
    STEWARD_CHECK(transaction.commit());
    return true;
}

Result<std::vector<SnapshotInfo>> snapshotsOf(sql::Connection& connection, Time now) {
    STEWARD_TRY(auto all, allOf<SnapshotInfo>(connection.query("SELECT * FROM snapshots ORDER BY dataset")));
    std::vector<std::string> expired;
    std::erase_if(all, [&](const SnapshotInfo& info) {
        const bool isOver = info.expiresAt && *info.expiresAt <= now;
        if (isOver) expired.push_back(info.dataset);
        return isOver;
    });
    STEWARD_CHECK(removeSnapshots(connection, expired));
    return all;
}

}  // namespace

struct OfflineStore::Private {
    std::filesystem::path file;
    mutable std::mutex mutex;
    std::string key;
    std::shared_ptr<Lane> lane;
};

OfflineStore::OfflineStore(std::filesystem::path file, std::shared_ptr<const Clock> clock, QObject* parent,
                           std::int64_t maxBytes)
    : QObject(parent), d_(std::make_unique<Private>()) {
    d_->file = file;
    auto announce = [this](const StoreFile::Rebuilt& rebuilt) {
        Q_EMIT this->rebuilt(QString::fromStdString(rebuilt.aside.string()), rebuilt.draftsMoved, rebuilt.draftsFound);
    };
    if (!clock) clock = std::make_shared<SystemClock>();
    d_->lane = std::make_shared<Lane>(
        std::make_unique<StoreFile>(std::move(file), maxBytes, std::move(clock), std::move(announce)));
}

OfflineStore::~OfflineStore() {
    d_->lane->close();
}

const std::filesystem::path& OfflineStore::file() const {
    return d_->file;
}

QFuture<Result<>> OfflineStore::open() {
    return d_->lane->query<void>([](sql::Connection&) -> Result<> { return {}; });
}

QFuture<Result<StoreStatus>> OfflineStore::status() {
    return d_->lane->run<StoreStatus>([](StoreFile& file) {
        return file.with([&](sql::Connection& connection) -> Result<StoreStatus> {
            StoreStatus status;
            STEWARD_TRY(status.snapshots, snapshotsOf(connection, file.clock().now()));
            status.encrypted = sql::sealOf(file.path(), {}) == sql::Seal::foreign;
            STEWARD_TRY(const auto counts,
                        connection.query("SELECT (SELECT count(*) FROM drafts), (SELECT count(*) FROM kept)"));
            status.drafts = counts[0].integer(0);
            status.keptDocuments = counts[0].integer(1);
            std::error_code error;
            status.fileBytes = std::int64_t(std::filesystem::file_size(file.path(), error));
            return status;
        });
    });
}

QFuture<Result<>> OfflineStore::keep(std::string key, std::string json) {
    return d_->lane->run<void>([key = std::move(key), json = std::move(json)](StoreFile& file) -> Result<> {
        if (json.size() > maxDocumentBytes)
            return fail(ErrorCode::tooLarge,
                        StoreWords::tr("This is too large to be kept for working offline.").toStdString(), key);
        const Kept kept{key, json, file.clock().now()};
        return file.with([&](sql::Connection& connection) { return keepDocument(connection, kept); });
    });
}

QFuture<Result<std::optional<Kept>>> OfflineStore::recall(std::string key) {
    return d_->lane->query<std::optional<Kept>>([key = std::move(key)](sql::Connection& connection) {
        return firstOf<Kept>(connection.query("SELECT key, json, at FROM kept WHERE key = ?1", sql::Params{key}));
    });
}

QFuture<Result<std::vector<Kept>>> OfflineStore::recallAll(std::string prefix) {
    return d_->lane->query<std::vector<Kept>>([prefix = std::move(prefix)](sql::Connection& connection) {
        return allOf<Kept>(connection.query("SELECT key, json, at FROM kept WHERE key >= ?1 AND key < ?2 ORDER BY key",
                                            {prefix, endOf(prefix)}));
    });
}

QFuture<Result<>> OfflineStore::forget(std::string prefix) {
    return d_->lane->query<void>([prefix = std::move(prefix)](sql::Connection& connection) {
        return unlessFailed(
            connection.execute("DELETE FROM kept WHERE key >= ?1 AND key < ?2", {prefix, endOf(prefix)}));
    });
}

QFuture<Result<>> OfflineStore::saveDraft(Draft draft) {
    return d_->lane->run<void>([draft = std::move(draft)](StoreFile& file) mutable {
        draft.savedAt = file.clock().now();
        return file.with([&](sql::Connection& connection) {
            return unlessFailed(
                connection.execute("INSERT OR REPLACE INTO drafts (kind, entity_id, base_version, json, saved_at) "
                                   "VALUES (?1, ?2, ?3, ?4, ?5)",
                                   {draft.kind, draft.entityId, draft.baseVersion, draft.json, draft.savedAt}));
        });
    });
}

QFuture<Result<std::optional<Draft>>> OfflineStore::draft(std::string kind, std::string entityId) {
    return d_->lane->query<std::optional<Draft>>(
        [kind = std::move(kind), entityId = std::move(entityId)](sql::Connection& connection) {
            return firstOf<Draft>(
                connection.query("SELECT * FROM drafts WHERE kind = ?1 AND entity_id = ?2", {kind, entityId}));
        });
}

QFuture<Result<std::vector<Draft>>> OfflineStore::drafts() {
    return d_->lane->query<std::vector<Draft>>([](sql::Connection& connection) {
        return allOf<Draft>(connection.query("SELECT * FROM drafts ORDER BY saved_at, kind, entity_id"));
    });
}

QFuture<Result<>> OfflineStore::removeDraft(std::string kind, std::string entityId) {
    return d_->lane->query<void>([kind = std::move(kind), entityId = std::move(entityId)](sql::Connection& connection) {
        return unlessFailed(
            connection.execute("DELETE FROM drafts WHERE kind = ?1 AND entity_id = ?2", {kind, entityId}));
    });
}

QFuture<Result<std::shared_ptr<SnapshotWriter>>> OfflineStore::beginSnapshot(std::string dataset,
                                                                             contract::SnapshotChoice choice) {
    return beginStaging(d_->lane, std::move(dataset), std::move(choice));
}

QFuture<Result<std::optional<SnapshotInfo>>> OfflineStore::snapshot(std::string dataset) {
    using Found = std::optional<SnapshotInfo>;
    return d_->lane->run<Found>([dataset = std::move(dataset)](StoreFile& file) {
        return file.with([&](sql::Connection& connection) -> Result<Found> {
            STEWARD_TRY(const auto all, snapshotsOf(connection, file.clock().now()));
            const auto found = std::ranges::find(all, dataset, &SnapshotInfo::dataset);
            return found == all.end() ? Found() : Found(*found);
        });
    });
}

QFuture<Result<>> OfflineStore::removeSnapshot(std::string dataset) {
    return d_->lane->query<void>([dataset = std::move(dataset)](sql::Connection& connection) -> Result<> {
        if (tableOf(dataset).empty())
            return fail(ErrorCode::notFound, StoreWords::tr("There is no such dataset.").toStdString(), dataset);
        return removeSnapshots(connection, {dataset});
    });
}

QFuture<Result<>> OfflineStore::keepSnapshotsOf(std::vector<std::string> datasets) {
    return d_->lane->query<void>([datasets = std::move(datasets)](sql::Connection& connection) -> Result<> {
        std::vector<std::string> others;
        for (const auto& dataset : report::datasets()) {
            if (std::ranges::find(datasets, dataset.name) != datasets.end()) continue;
            STEWARD_TRY(const auto there, connection.query("SELECT 1 FROM snapshots WHERE dataset = ?1 UNION ALL "
                                                           "SELECT 1 FROM staged_choices WHERE dataset = ?1",
                                                           sql::Params{dataset.name}));
            if (!there.empty()) others.push_back(dataset.name);
        }
        return removeSnapshots(connection, others);
    });
}

QFuture<Result<>> OfflineStore::dropPersonalFields() {
    return d_->lane->query<void>([](sql::Connection& connection) -> Result<> {
        bool isDropped = false;
        for (const auto& dataset : report::datasets()) {
            const auto columns = report::personalColumns(dataset);
            if (columns.empty()) continue;
            STEWARD_TRY(const bool dropped, dropColumns(connection, dataset.name, columns));
            isDropped = isDropped || dropped;
        }
        // Nor in the log of changes that was written before.
        return isDropped ? connection.script("PRAGMA wal_checkpoint(TRUNCATE)") : Result<>();
    });
}

QFuture<Result<>> OfflineStore::wipe() {
    return d_->lane->query<void>([](sql::Connection& connection) -> Result<> {
        std::vector<std::string> all;
        for (const auto& dataset : report::datasets())
            all.push_back(dataset.name);
        STEWARD_CHECK(removeSnapshots(connection, all));
        STEWARD_CHECK(connection.script("DELETE FROM kept; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)"));
        return {};
    });
}

void OfflineStore::setKey(std::string key) {
    {
        const std::scoped_lock lock(d_->mutex);
        d_->key = key;
    }
    d_->lane->run<void>([key = std::move(key)](StoreFile& file) -> Result<> {
        file.setKey(key);
        return {};
    });
}

Result<sql::Connection> OfflineStore::reportConnection() const {
    std::error_code error;
    if (!std::filesystem::exists(d_->file, error))
        return fail(ErrorCode::notFound, StoreWords::tr("There is no offline data yet.").toStdString(),
                    d_->file.string());
    std::string key;
    {
        const std::scoped_lock lock(d_->mutex);
        key = d_->key;
    }
    if (sql::sealOf(d_->file, key) != sql::Seal::sealed) key.clear();
    return sql::Connection::open({.path = d_->file, .mode = sql::Mode::readOnly, .key = key});
}

}  // namespace steward::store
