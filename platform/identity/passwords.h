// Password hashes: Argon2id through libsodium, computed on a thread of its own so that no request waits for another's.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "identity/breach_list.h"
#include "identity/password_rules.h"
#include "kernel/async.h"

namespace steward::identity {

// About 0.1 s on a small server; RFC 9106 and OWASP ask for at least 19 MiB and two passes.
struct PasswordCost {
    unsigned long long passes = 2;
    std::size_t memoryBytes = std::size_t(64) << 20;
};

// Blocking. "$argon2id$v=19$…", about 100 characters.
Result<std::string> hashPassword(const std::string& password, const PasswordCost& cost);
bool isPassword(const std::string& password, const std::string& hash);

class Passwords {
public:
    // More than `maxWaiting` requests at once are refused with ErrorCode::unavailable.
    explicit Passwords(PasswordCost cost = {}, std::size_t maxWaiting = 64);
    // Finishes the current one and drops what waits. Destroy before the I/O context.
    ~Passwords();

    // From now on a password that stands in the list is refused by check(). Before serving.
    void setBreachList(BreachList list) { breachList_ = std::move(list); }

    // All resume on the executor they were called on.
    // The rules of password_rules.h and the breach list. ErrorCode::unprocessable says what is wrong with it.
    kernel::Async<> check(std::string password, PasswordOwner owner);
    kernel::Async<std::string> hash(std::string password);
    // Without a stored hash (an unknown account) it takes the same time and gives false.
    kernel::Async<bool> verify(std::string password, std::optional<std::string> hash);

private:
    struct Worker;
    kernel::asio::awaitable<bool> run(std::function<void()> work);

    const PasswordCost cost_;
    std::optional<BreachList> breachList_;
    std::string unknownAccount_;
    std::unique_ptr<Worker> worker_;
};

}  // namespace steward::identity
