#include "identity/local_join.h"

#include <algorithm>

#ifndef _WIN32
#include <poll.h>
#include <unistd.h>
#endif

#include "identity/lifetimes.h"
#include "identity/secrets.h"

namespace steward::identity {
namespace {

constexpr std::size_t secretDigits = 64;

bool isSecret(std::string_view text) {
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == secretDigits && std::all_of(text.begin(), text.end(), isHex);
}

}  // namespace

bool isLoopback(std::string_view peer) {
    return peer == "::1" || peer.starts_with("127.") || peer.starts_with("::ffff:127.");
}

bool LocalJoin::isOpen() const {
    const Time now = clock_.now();
    return !secret_.empty() && now >= openedAt_ && now - openedAt_ <= localJoinLifetime;
}

bool LocalJoin::admit(std::string_view secret, std::string_view peer) {
    if (!isOpen() || !isLoopback(peer) || !sameSecret(secret, secret_)) return false;
    secret_.clear();
    return true;
}

Result<std::string> readLocalJoinSecret([[maybe_unused]] int fileDescriptor) {
    const auto refused = [](const char* why) {
        return fail(ErrorCode::invalid, "The console that started this platform gave no secret to join it.", why);
    };
#ifdef _WIN32
    return refused("Joining through a pipe needs POSIX.");
#else
    std::string text;
    pollfd ready{fileDescriptor, POLLIN, 0};
    while (text.size() <= secretDigits && ::poll(&ready, 1, 5000) > 0) {
        char piece[128];
        const auto size = ::read(fileDescriptor, piece, sizeof piece);
        if (size <= 0) break;
        text.append(piece, std::size_t(size));
        if (text.back() == '\n') break;
    }
    ::close(fileDescriptor);
    if (!text.empty() && text.back() == '\n') text.pop_back();
    if (!isSecret(text)) return refused("Expected 64 lower-case hexadecimal digits on the pipe within 5 seconds.");
    return text;
#endif
}

}  // namespace steward::identity
