// What support access may be, apart from where it is stored: who sees one, what a request must say, whom a token makes
// of the staff, and what the audit log and the tenant's owners are told.
#pragma once

#include "contract/identity_messages.h"
#include "identity/support_store.h"
#include "kernel/mail/mailer.h"

namespace steward::identity {

// ErrorCode::unprocessable with the fields.
Result<> checkForm(const contract::SupportRequest& request);
// The tenant's people who consent, who asked, and staff who read the audit log.
bool maySee(const domain::Principal& principal, const domain::SupportAccess& access);
// The tenant's people who consent, and who asked.
bool mayEnd(const domain::Principal& principal, const domain::SupportAccess& access);
// One of the tenant's own people: no staff, and no program.
Result<> checkConsents(sql::Connection& db, const domain::Principal& principal);

// Whose rights it has: of the user, or of the built-in role. Nothing when there is no such active user in the tenant.
struct SupportTarget {
    std::optional<domain::User> user;
    domain::Role role = domain::Role::viewer;
    domain::PermissionSet rights;
};
Result<std::optional<SupportTarget>> targetOf(sql::Connection& db, const std::string& tenantId,
                                              const std::optional<std::string>& userId, domain::Role role);

// The staff within the tenant, as of this moment; nobody when it is not active or one side may not any more.
Result<std::optional<domain::Principal>> supportPrincipal(sql::Connection& db, const StoredSupport& stored);

Result<> recordSupport(sql::Connection& db, const domain::Principal& actor, const domain::SupportAccess& access,
                       std::string action, Time now);

// To an owner of the tenant; `what`: "asks to act within your tenant".
kernel::Mail supportMail(const std::string& platform, const domain::User& owner, const domain::SupportAccess& access,
                         std::string_view what);

}  // namespace steward::identity
