// Preloaded into processes that tests disturb.
//
// STEWARD_FULL_DISK: while this file exists, what stands in a folder "base" (the tables of PostgreSQL) cannot grow, as
// on a full disk. For pg_wal a server keeps room ahead. STEWARD_CLOCK: how many seconds the clock is wrong, as this
// file says; 0 while there is none. Durations go on.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

template <class Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

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

long wrongBy() {
    static const char* const said = std::getenv("STEWARD_CLOCK");
    const int file = said ? ::open(said, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return 0;
    char text[24] = {};
    const auto read = ::read(file, text, sizeof text - 1);
    ::close(file);
    return read > 0 ? std::atol(text) : 0;
}

}  // namespace

extern "C" ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    static const auto write = real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    if (isFull() && wouldGrow(file, size, at)) {
        errno = ENOSPC;
        return -1;
    }
    return write(file, bytes, size, at);
}

extern "C" int clock_gettime(clockid_t clock, timespec* now) {
    static const auto get = real<int (*)(clockid_t, timespec*)>("clock_gettime");
    const int outcome = get(clock, now);
    if (outcome == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += wrongBy();
    return outcome;
}
