#include "base/safe_file.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#ifndef _WIN32
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

#include "base/ids.h"

namespace steward {
namespace {

Error storageError(std::string_view what, const std::filesystem::path& path, int cause) {
    const std::string name = path.filename().string();
    if (cause == ENOSPC || cause == EDQUOT)
        return {ErrorCode::storage,
                "The disk is full. The file was not changed.",
                std::string(what) + " " + name + ": no space left. Free some space and try again.",
                {},
                {}};
    return {ErrorCode::storage,
            "The file could not be written. It was not changed.",
            std::string(what) + " " + name + ": " + std::strerror(cause),
            {},
            {}};
}

bool syncToDisk([[maybe_unused]] std::FILE* file) {
#ifndef _WIN32
    return ::fsync(::fileno(file)) == 0;
#else
    return true;
#endif
}

constexpr std::size_t randomDigits = 12;
constexpr std::string_view ending = ".part";

#ifndef _WIN32
constexpr std::chrono::minutes oldEnough{1};

int lockOf(std::FILE* file) {
    const int descriptor = ::dup(::fileno(file));
    if (descriptor >= 0) ::flock(descriptor, LOCK_EX | LOCK_NB);
    return descriptor;
}

void release(int lock) {
    if (lock >= 0) ::close(lock);
}

// Those of which nobody holds the lock. A young one may be on its way to it.
void removeAbandoned(const std::filesystem::path& target) {
    namespace fs = std::filesystem;
    std::error_code error;
    const std::string start = target.filename().string() + ".";
    const auto folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        const bool isOurs = name.size() == start.size() + randomDigits + ending.size() && name.starts_with(start) &&
                            name.ends_with(ending) &&
                            name.find_first_not_of("0123456789abcdef", start.size()) == start.size() + randomDigits;
        std::error_code none;
        if (!isOurs || fs::file_time_type::clock::now() - fs::last_write_time(at->path(), none) < oldEnough) continue;
        const int descriptor = ::open(at->path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (descriptor < 0) continue;
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) fs::remove(at->path(), none);
        ::close(descriptor);
    }
}
#else
int lockOf(std::FILE*) {
    return -1;
}
void release(int) {}
void removeAbandoned(const std::filesystem::path&) {}
#endif

}  // namespace

Result<SafeFile> SafeFile::create(const std::filesystem::path& target) {
    removeAbandoned(target);
    std::filesystem::path temporary = target;
    temporary += "." + randomHex(randomDigits / 2) + std::string(ending);
    std::FILE* file = std::fopen(temporary.string().c_str(), "wbx");
    if (!file) return fail(storageError("open", target, errno));
    return SafeFile(target, std::move(temporary), file);
}

SafeFile::SafeFile(std::filesystem::path target, std::filesystem::path temporary, std::FILE* file)
    : target_(std::move(target)), temporary_(std::move(temporary)), file_(file), lock_(lockOf(file)) {}

SafeFile::SafeFile(SafeFile&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::exchange(other.file_, nullptr)),
      lock_(std::exchange(other.lock_, -1)),
      written_(other.written_),
      failure_(std::move(other.failure_)),
      handedOver_(other.handedOver_) {}

SafeFile& SafeFile::operator=(SafeFile&& other) noexcept {
    if (this != &other) {
        discard();
        target_ = std::move(other.target_);
        temporary_ = std::exchange(other.temporary_, {});
        file_ = std::exchange(other.file_, nullptr);
        lock_ = std::exchange(other.lock_, -1);
        written_ = other.written_;
        failure_ = std::move(other.failure_);
        handedOver_ = other.handedOver_;
    }
    return *this;
}

SafeFile::~SafeFile() {
    discard();
}

void SafeFile::discard() noexcept {
    if (file_) std::fclose(std::exchange(file_, nullptr));
    if (!temporary_.empty()) {
        std::error_code ignored;
        std::filesystem::remove(temporary_, ignored);
    }
    release(std::exchange(lock_, -1));
}

Result<> SafeFile::failed(std::string_view what) {
    failure_ = storageError(what, target_, errno);
    return fail(*failure_);
}

Result<> SafeFile::write(std::string_view bytes) {
    if (failure_) return fail(*failure_);
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) return failed("write");
    written_ += bytes.size();
    return {};
}

void SafeFile::handOver() {
    if (file_) std::fclose(std::exchange(file_, nullptr));
    handedOver_ = true;
}

Result<> SafeFile::commit() {
    if (failure_) return fail(*failure_);
    if (handedOver_) {
        file_ = std::fopen(temporary_.string().c_str(), "rb+");
        if (!file_) return failed("reopen");
    }
    if (std::fflush(file_) != 0) return failed("flush");
    if (!syncToDisk(file_)) return failed("sync");
    if (std::fclose(std::exchange(file_, nullptr)) != 0) return failed("close");

    std::error_code error;
    const auto size = std::filesystem::file_size(temporary_, error);
    if (handedOver_ && !error) written_ = size;
    if (error || size != written_) {
        errno = error ? error.value() : EIO;
        return failed("check");
    }
    std::filesystem::rename(temporary_, target_, error);
    if (error) {
        errno = error.value();
        return failed("rename");
    }
    temporary_.clear();
    return {};
}

}  // namespace steward
