// What a workspace knows without its platform: snapshots of datasets for reports, the last state of pages, metric
// history, and drafts of edits. One SQLite file.
//
// All calls return at once and run in order in the store's own thread; results come as futures. May be called from any
// thread. A damaged file is noticed when it is opened or used: it is set aside as FILE.damaged-N, a new one takes its
// place, drafts that can still be read move over and those that cannot stay in the file set aside. `rebuilt` says so.
// Errors: storage (disk full, not writable: what was there before stays), invalid, notFound.
#pragma once

#include <QFuture>
#include <QObject>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/result.h"
#include "base/time.h"
#include "contract/messages.h"
#include "sql/connection.h"
#include "store/snapshot_writer.h"

namespace steward::store {

struct SnapshotInfo {
    std::string dataset;
    Time dataTime{};  // the moment on the platform that the rows show
    Time takenAt{};
    std::int64_t rows = 0;
    std::int64_t bytes = 0;  // of the rows as the platform sends them
    std::string checksum;    // as the platform gave it and as it was verified
    contract::SnapshotChoice choice = {};
    std::optional<Time> expiresAt = {};
    std::int64_t received = 0;     // bytes that came the last time: a refresh takes only what has changed
    bool withoutPersonal = false;  // its personal fields (report/field.h) are not here
};
STEWARD_DESCRIBE(SnapshotInfo,
                 (dataset, dataTime, takenAt, rows, bytes, checksum, choice, expiresAt, received, withoutPersonal))

// A document as it was last seen: a page of a list, an entity, a saved report, a dashboard's history.
struct Kept {
    std::string key;
    std::string json;
    Time at{};
};
STEWARD_DESCRIBE(Kept, (key, json, at))

// An edit that is not on the platform yet. `kind` and `entityId` name it; a new one replaces it.
struct Draft {
    std::string kind;  // "tenant", "brand", "report"
    std::string entityId;
    std::int64_t baseVersion = 0;  // of the entity it was made on
    std::string json;
    Time savedAt{};
};
STEWARD_DESCRIBE(Draft, (kind, entityId, baseVersion, json, savedAt))

struct StoreStatus {
    std::int64_t fileBytes = 0;
    std::vector<SnapshotInfo> snapshots;
    std::int64_t drafts = 0;
    std::int64_t keptDocuments = 0;
    bool encrypted = false;
};

class OfflineStore : public QObject {
    Q_OBJECT
public:
    static constexpr std::int64_t maxFileBytes = std::int64_t(16) << 30;

    // The file never grows beyond `maxBytes`: it is as if the disk were full.
    explicit OfflineStore(std::filesystem::path file, std::shared_ptr<const Clock> clock = {},
                          QObject* parent = nullptr, std::int64_t maxBytes = maxFileBytes);
    // Finishes what was asked for.
    ~OfflineStore() override;

    const std::filesystem::path& file() const;

    // The file is encrypted from now on (sql/sealed_file.h); one that is not yet is made so. Without a key a file that
    // is encrypted cannot be used: ErrorCode::unavailable. One of another key is set aside like a damaged one.
    void setKey(std::string key);
    QFuture<Result<>> open();
    QFuture<Result<StoreStatus>> status();

    // Documents by key ("tenants?sort=name", "tenant/ten_…", "me", "reports"). At most 4 MiB each; the oldest go when
    // all together pass 64 MiB.
    QFuture<Result<>> keep(std::string key, std::string json);
    QFuture<Result<std::optional<Kept>>> recall(std::string key);
    QFuture<Result<std::vector<Kept>>> recallAll(std::string prefix);
    QFuture<Result<>> forget(std::string prefix);

    QFuture<Result<>> saveDraft(Draft draft);
    QFuture<Result<std::optional<Draft>>> draft(std::string kind, std::string entityId);
    QFuture<Result<std::vector<Draft>>> drafts();
    QFuture<Result<>> removeDraft(std::string kind, std::string entityId);

    // The rows of one dataset, for sdk/report. A snapshot takes the place of the earlier one as a whole, or not at all;
    // what both have in common, and what came before an interruption, need not be sent again (SnapshotWriter::known).
    // ErrorCode::conflict while another one of the dataset is being taken.
    QFuture<Result<std::shared_ptr<SnapshotWriter>>> beginSnapshot(std::string dataset,
                                                                   contract::SnapshotChoice choice = {});
    // Nothing when there is none, or no longer: what has expired is removed first.
    QFuture<Result<std::optional<SnapshotInfo>>> snapshot(std::string dataset);
    QFuture<Result<>> removeSnapshot(std::string dataset);
    // Removes the snapshots of all other datasets: those that the user may not read any more.
    QFuture<Result<>> keepSnapshotsOf(std::vector<std::string> datasets);
    // The personal fields (report/field.h) of all snapshots go: the user may not read them any more. Whoever may again
    // takes a new snapshot.
    QFuture<Result<>> dropPersonalFields();
    // Access was taken away: snapshots and documents go, and the space that they took is given back. Drafts stay.
    QFuture<Result<>> wipe();
    // A read-only connection for the report runner, for one thread of the caller's. ErrorCode::notFound before open().
    Result<sql::Connection> reportConnection() const;

Q_SIGNALS:
    // The file was damaged and is new. `aside`: where the old one is; `draftsMoved` of `draftsFound` came along;
    // -1 found: the file no longer tells how many there were.
    void rebuilt(const QString& aside, int draftsMoved, int draftsFound);

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

}  // namespace steward::store
