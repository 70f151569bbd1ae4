// The end of removed users: once they can no longer be restored, everything of them goes but what others did with it.
#pragma once

#include "domain/access.h"
#include "sql/connection.h"

namespace steward::users {

// Purges one user who was removed before `time` with their credentials, second factors, sessions, API keys and private
// views, in the caller's write transaction, with an audit entry by `actor`. False: there is none.
Result<bool> purgeOne(sql::Connection& connection, Time time, Time now, const domain::Principal& actor);

}  // namespace steward::users
