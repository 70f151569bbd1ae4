// A file that is complete or not there: written beside its target, checked, synced, then renamed over it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace steward {

// One thread at a time. Destroying it without commit() removes what was written and leaves an old file as it was. What
// a program left behind that was killed meanwhile is removed by the next one that writes the same file.
class SafeFile {
public:
    // The folder of `target` must exist and be writable.
    static Result<SafeFile> create(const std::filesystem::path& target);

    SafeFile(SafeFile&& other) noexcept;
    SafeFile& operator=(SafeFile&& other) noexcept;
    ~SafeFile();

    // After a failed write every further one fails too; the first cause is kept.
    Result<> write(std::string_view bytes);
    // Flushes, syncs, compares the size with what was written, and renames. On an error the old file is intact.
    Result<> commit();

    std::uint64_t bytesWritten() const { return written_; }
    // Where the bytes are until commit(): for writers that insist on a path of their own (XLSX, PDF).
    const std::filesystem::path& temporaryPath() const { return temporary_; }
    // Closes the handle so that another writer may fill temporaryPath(); its size is then taken as written.
    void handOver();

private:
    SafeFile(std::filesystem::path target, std::filesystem::path temporary, std::FILE* file);
    void discard() noexcept;
    Result<> failed(std::string_view what);

    std::filesystem::path target_;
    std::filesystem::path temporary_;
    std::FILE* file_ = nullptr;
    int lock_ = -1;  // tells others that the temporary file belongs to a program that runs
    std::uint64_t written_ = 0;
    std::optional<Error> failure_;
    bool handedOver_ = false;
};

}  // namespace steward
