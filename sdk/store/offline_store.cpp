#include "store/offline_store.h"

#include <algorithm>

#include "sql/mapping.h"
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

}  // namespace

struct OfflineStore::Private {
    std::filesystem::path file;
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
            STEWARD_TRY(status.snapshots,
                        allOf<SnapshotInfo>(connection.query("SELECT * FROM snapshots ORDER BY dataset")));
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

QFuture<Result<std::shared_ptr<SnapshotWriter>>> OfflineStore::beginSnapshot(std::string dataset) {
    return beginStaging(d_->lane, std::move(dataset));
}

QFuture<Result<std::optional<SnapshotInfo>>> OfflineStore::snapshot(std::string dataset) {
    return d_->lane->query<std::optional<SnapshotInfo>>([dataset = std::move(dataset)](sql::Connection& connection) {
        return firstOf<SnapshotInfo>(
            connection.query("SELECT * FROM snapshots WHERE dataset = ?1", sql::Params{dataset}));
    });
}

QFuture<Result<>> OfflineStore::removeSnapshot(std::string dataset) {
    return d_->lane->query<void>([dataset = std::move(dataset)](sql::Connection& connection) -> Result<> {
        const std::string table = tableOf(dataset);
        if (table.empty())
            return fail(ErrorCode::notFound, StoreWords::tr("There is no such dataset.").toStdString(), dataset);
        STEWARD_TRY(auto transaction, connection.writeTransaction());
        STEWARD_CHECK(connection.execute("DELETE FROM " + table));
        STEWARD_CHECK(connection.execute("DELETE FROM snapshots WHERE dataset = ?1", sql::Params{dataset}));
        return transaction.commit();
    });
}

Result<sql::Connection> OfflineStore::reportConnection() const {
    std::error_code error;
    if (!std::filesystem::exists(d_->file, error))
        return fail(ErrorCode::notFound, StoreWords::tr("There is no offline data yet.").toStdString(),
                    d_->file.string());
    return sql::Connection::open({.path = d_->file, .mode = sql::Mode::readOnly});
}

}  // namespace steward::store
