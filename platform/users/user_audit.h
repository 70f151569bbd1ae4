// What the audit log and the feed learn about users and roles outside of plans, in the transaction of the change.
#pragma once

#include <optional>
#include <string>

#include "domain/access.h"
#include "domain/audit.h"
#include "sql/connection.h"
#include "users/role_store.h"

namespace steward::users {

struct Deed {
    std::string action;  // "user.invite"
    std::string actorId;
    std::string actorName;
    std::optional<json::Value> before;
    std::optional<json::Value> after;
    std::int64_t versionBefore = 0;
    std::int64_t versionAfter = 0;
    bool changes = true;  // false: nothing is different yet, so nobody but the log is told
    std::optional<std::string> onBehalfOf = {};
};

// By whoever asks, by the user about themselves, and by somebody who has not said who they are.
Deed deedOf(const domain::Principal& actor, std::string action);
Deed ownDeed(const domain::User& user, std::string action);
Deed unknownDeed(std::string action);

// Both write the entry, and announce that the entity changed.
Result<> record(sql::Connection& db, const Deed& deed, const domain::User& user, Time now);
Result<> record(sql::Connection& db, const Deed& deed, const StoredRole& role, Time now);

}  // namespace steward::users
