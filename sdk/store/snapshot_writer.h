// Takes the lines of one reply of `refreshSnapshot` or `snapshot` (contract/lines.h) into the store, beside the rows
// that are there, and brings them in when all have come and their counts and checksums are right. Destroying it earlier
// leaves the old rows; whole chunks that have come are kept and are known to the next writer of the same choice.
#pragma once

#include <QFuture>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

    // The checksums of the chunks that need not come again.
    std::vector<std::string> known() const;
    // One line without its end. One thread at a time, not the GUI thread: waits while the store is behind.
    Result<> add(std::string_view line);
    // After the last line. ErrorCode::internal when rows are missing or the checksum differs.
    QFuture<Result<SnapshotInfo>> finish();
    // Rows taken so far, those that were known included, and how many there will be (0 before the first line). Any
    // thread.
    std::int64_t rows() const;
    std::int64_t expected() const;

private:
    std::unique_ptr<Private> d_;
};

}  // namespace steward::store
