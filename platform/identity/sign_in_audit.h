// What the audit log keeps of signing in: who came, who left and why, and whose password was guessed at. Entries are
// about the user, in the transaction of what they tell of. They hold no password, and nothing that was typed in vain:
// people type passwords into the wrong field.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <unordered_map>

#include "domain/audit.h"
#include "identity/identity_store.h"

namespace steward::identity {

struct Actor {
    std::string id;
    std::string name;
};
const Actor& platformItself();

// An entry about a user, by the user: to be completed.
domain::AuditEntry entryAbout(const domain::User& user, std::string action);

// session.start, by the user. Neither this nor the end is kept of demoClient.
Result<> recordStart(sql::Connection& db, const domain::User& user, const Session& session, Time now);
// session.end: by the user, unless it was somebody else.
Result<> recordEnd(sql::Connection& db, const Session& session, std::string_view reason,
                   const std::optional<Actor>& actor, Time now);
// session.refuse: `attempts` within the hour, the last of them from `address`. Without a user: accounts that do not
// exist, and those that are too many to be told apart.
Result<> recordRefusal(sql::Connection& db, const std::optional<domain::User>& user, std::int64_t attempts,
                       const std::string& address, Time now);

// Which refused attempts become entries: of each account the first, second, fourth, eighth … within an hour, each with
// the count so far. So nobody fills the audit log by guessing, and no count in it is less than half of the truth.
// One thread.
class Refusals {
public:
    static constexpr std::chrono::hours window{1};
    static constexpr std::size_t mostAccounts = 100;  // told apart within an hour; the others are counted together

    explicit Refusals(const Clock& clock) : clock_(clock) {}

    struct Counted {
        std::int64_t attempts = 0;  // 0: no entry is due
        bool isTold = false;        // apart from other accounts
    };
    // One more attempt; an empty id is no account that exists.
    Counted count(const std::string& userId);

private:
    const Clock& clock_;
    Time started_{};
    std::unordered_map<std::string, std::int64_t> attempts_;
};

}  // namespace steward::identity
