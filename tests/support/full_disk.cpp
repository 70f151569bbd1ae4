// Preloaded into a server's processes: while the file that STEWARD_FULL_DISK names exists, what stands in a folder
// "base" (the tables of PostgreSQL) cannot grow, as on a full disk. For pg_wal a server keeps room ahead.
#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

bool isFull() {
    static const char* const sign = std::getenv("STEWARD_FULL_DISK");
    return sign && ::access(sign, F_OK) == 0;
}

bool wouldGrow(int file, size_t size, off_t at) {
    struct stat now{};
    if (::fstat(file, &now) != 0 || at + static_cast<off_t>(size) <= now.st_size) return false;
    char path[512];
    const auto length = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path, sizeof path - 1);
    path[length < 0 ? 0 : length] = '\0';
    return std::strstr(path, "/base/") != nullptr;
}

}  // namespace

extern "C" ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    using Function = ssize_t (*)(int, const void*, size_t, off_t);
    static const auto real = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "pwrite"));
    if (isFull() && wouldGrow(file, size, at)) {
        errno = ENOSPC;
        return -1;
    }
    return real(file, bytes, size, at);
}
