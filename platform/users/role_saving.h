// Saving a custom role, whichever way somebody came to it: by the endpoints of roles or by a plan.
#pragma once

#include "base/json.h"
#include "users/role_store.h"

namespace steward::users {

// What plans and the audit log say of a role, and that laid over another one.
json::Object documentOf(const StoredRole& role);
Result<StoredRole> withDocument(StoredRole role, const json::Object& document);

// Whoever is signed in may do what everybody who is signed in may.
domain::PermissionSet signedIn(domain::PermissionSet permissions);

// Whether the actor may save `after`, in place of `before` where there is one. Errors: unprocessable (no such role can
// be), forbidden (above the actor's rights), conflict (the name is taken, or there are mostCustomRoles already).
Result<> checkSaving(sql::Connection& db, const std::optional<StoredRole>& before, const StoredRole& after,
                     const domain::Principal& actor);

}  // namespace steward::users
