// Takes the lines of one `snapshot` reply (contract/lines.h) into the store, beside the rows that are there, and swaps
// them in when all have come and their count and checksum are right. Destroying it earlier leaves the old rows.
#pragma once

#include <QFuture>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/result.h"

namespace steward::store {

struct SnapshotInfo;

class SnapshotWriter {
public:
    struct Private;
    explicit SnapshotWriter(std::unique_ptr<Private> d);
    ~SnapshotWriter();
    SnapshotWriter(const SnapshotWriter&) = delete;
    SnapshotWriter& operator=(const SnapshotWriter&) = delete;

    // One line without its end. One thread at a time, not the GUI thread: waits while the store is behind.
    Result<> add(std::string_view line);
    // After the last line. ErrorCode::internal when rows are missing or the checksum differs.
    QFuture<Result<SnapshotInfo>> finish();
    // Rows taken so far, and how many the platform announced (0 before the first line). Any thread.
    std::int64_t rows() const;
    std::int64_t expected() const;

private:
    std::unique_ptr<Private> d_;
};

}  // namespace steward::store
