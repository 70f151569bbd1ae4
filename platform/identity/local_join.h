// How the console that started this platform signs in without a browser: with a secret that it wrote into a pipe, good
// once and for a minute. It never stands on a command line, in an environment or in a file. I/O thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace steward::identity {

class LocalJoin {
public:
    // An empty secret: nobody can join.
    LocalJoin(std::string secret, const Clock& clock)
        : secret_(std::move(secret)), clock_(clock), openedAt_(clock.now()) {}

    // True at most once, for the secret from this machine. A wrong one changes nothing: 256 bits are not guessed, and
    // nobody shall keep the console out by trying.
    bool admit(std::string_view secret, std::string_view peer);
    bool isOpen() const;

private:
    std::string secret_;
    const Clock& clock_;
    Time openedAt_;
};

bool isLoopback(std::string_view peer);

// Reads the 64 hexadecimal digits from a pipe and closes it. Blocking, at most five seconds.
Result<std::string> readLocalJoinSecret(int fileDescriptor);

}  // namespace steward::identity
