// Support access (domain/support.h): asked for by staff who have just proved who they are, allowed by the tenant's rule
// or by one of its people, and used with a token of its own that stands for the staff with the rights of somebody of
// the tenant. What a token is worth is looked up: it ends with its time, its revocation, the staff's session or their
// right to it, the tenant's consent, and what its target loses, on every node within a moment. I/O thread, but for
// forget() and forgetAll().
//
// Within support access there is none, and no API key can ask for it or consent to it.
#pragma once

#include <functional>

#include "contract/identity_messages.h"
#include "contract/messages.h"
#include "identity/principal_cache.h"
#include "identity/reauthentication.h"
#include "identity/support_store.h"
#include "identity/token_verifier.h"
#include "kernel/http/context.h"
#include "kernel/mail/mailer.h"

namespace steward::identity {

class SupportAccess {
public:
    static constexpr std::string_view prefix = "sts_";
    static constexpr std::int64_t standardMinutes = 30;
    static constexpr std::int64_t longestMinutes = 8 * 60;
    static constexpr std::size_t longestReason = 500;
    static constexpr std::ptrdiff_t mostOpenOfOnePerson = 20;
    static constexpr Duration waitsForConsent = std::chrono::hours(24);

    struct Parts {
        kernel::Database& database;
        const Clock& clock;
        const TokenVerifier& verifier;
        const Reauthentication& reauthentication;
        // Tells a tenant's owners; inside Database::write. May be empty.
        const std::function<Result<>(sql::Connection&, const kernel::Mail&, Time)>& mail;
        const std::string& platformName;
    };
    explicit SupportAccess(Parts parts) : parts_(parts) {}

    // ErrorCode::forbidden where the tenant's rule is "never", unprocessable with the fields for what cannot be had.
    kernel::Async<domain::SupportAccess> request(kernel::Context& context, contract::SupportRequest request);
    kernel::Async<contract::Page<domain::SupportAccess>> list(kernel::Context& context);
    kernel::Async<domain::SupportAccess> get(kernel::Context& context, std::string id);
    kernel::Async<domain::SupportAccess> answer(kernel::Context& context, contract::SupportAnswer answer);
    // In the session that asked, which need not prove again who it is.
    kernel::Async<contract::StartedSupport> start(kernel::Context& context, std::string id);
    kernel::Async<contract::Nothing> revoke(kernel::Context& context, std::string id);

    kernel::Async<domain::SupportPolicy> policy(kernel::Context& context, std::string tenantId);
    kernel::Async<domain::SupportPolicy> changePolicy(kernel::Context& context, contract::SupportPolicyChange change);

    static bool isToken(std::string_view token) { return token.starts_with(prefix); }
    // Looks a token up that is not remembered; while the database does not answer it is worth nothing.
    kernel::asio::awaitable<void> look(std::string token);
    // Of a token that is remembered.
    Result<domain::Principal> authenticate(std::string_view token) const;

    // When one was changed, here or elsewhere; when users, roles or tenants were changed. Any thread.
    void forget(const std::string& id);
    void forgetAll() { known_.forgetAll(); }

private:
    Result<> tellOwners(sql::Connection& db, const domain::SupportAccess& access, std::string_view what,
                        Time now) const;

    Parts parts_;
    PrincipalCache known_;
};

}  // namespace steward::identity
