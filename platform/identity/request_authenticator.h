// Who makes a request: a person or a program with an access token, a program with its API key, or staff within a tenant
// with the token of their support access. A token that is bound to a key needs a proof with each request, and is never
// taken as a bearer token. I/O thread.
#pragma once

#include "identity/api_keys.h"
#include "identity/dpop.h"
#include "identity/reauthentication.h"
#include "identity/signing_keys.h"
#include "identity/support_access.h"
#include "identity/token_verifier.h"
#include "kernel/auth.h"

namespace steward::identity {

class RequestAuthenticator final : public kernel::Authenticator {
public:
    // People change things for so long after they proved who they are; 0: as long as they are signed in. Programs do
    // with a key that somebody made who had, and support access has its own end.
    RequestAuthenticator(TokenVerifier& tokens, ApiKeys& keys, SupportAccess& support, SigningKeys& signingKeys,
                         DpopProofs& proofs, const std::string& issuer, const Reauthentication& reauthentication,
                         Duration elevatedFor)
        : tokens_(tokens),
          keys_(keys),
          support_(support),
          signingKeys_(signingKeys),
          proofs_(proofs),
          issuer_(issuer),
          reauthentication_(reauthentication),
          elevatedFor_(elevatedFor) {}

    kernel::Async<> prepare(const kernel::Request& request) override;
    Result<domain::Principal> identify(const kernel::Request& request) override;
    // Without a new proof: the one that it began with was good.
    Result<domain::Principal> identifyAgain(const kernel::Request& request) override;
    Result<domain::Principal> authenticate(std::string_view bearerToken) override;
    kernel::Async<> mayChange(domain::Principal principal) override;

private:
    TokenVerifier& tokens_;
    ApiKeys& keys_;
    SupportAccess& support_;
    SigningKeys& signingKeys_;
    DpopProofs& proofs_;
    const std::string& issuer_;
    const Reauthentication& reauthentication_;
    const Duration elevatedFor_;
    std::string knownHeader_;  // of tokens that are signed with a key that is here
};

// "GET", as a proof spells it.
std::string_view methodNameOf(const kernel::Request& request);

}  // namespace steward::identity
