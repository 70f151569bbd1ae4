// The built-in OpenID Connect issuer: keys, accounts, sessions and tokens, put together. One per platform.
//
//   identity::IdentityService identity(database, clock, options);
//   STEWARD_CHECK(identity.start());                       // blocking, after migrations and before serving
//   router.setAuthenticator(identity.authenticator());
//   identity::bindRoutes(router, identity);
//
// Everything but start() and what says otherwise is for the I/O thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "contract/messages.h"
#include "domain/brand.h"
#include "identity/api_keys.h"
#include "identity/backchannel.h"
#include "identity/clients.h"
#include "identity/device_grants.h"
#include "identity/external_source.h"
#include "identity/local_join.h"
#include "identity/passwords.h"
#include "identity/reauthentication.h"
#include "identity/request_authenticator.h"
#include "identity/secrets.h"
#include "identity/sessions.h"
#include "identity/sign_in.h"
#include "identity/sign_in_steps.h"
#include "identity/signing_key.h"
#include "identity/signing_keys.h"
#include "identity/support_access.h"
#include "identity/token_verifier.h"
#include "kernel/bus.h"
#include "kernel/db/database.h"
#include "kernel/io.h"

namespace steward::identity {

// The password of demo users. It is in the documentation, so it exists in the environment "local" only.
inline constexpr const char* demoPassword = "steward-demo";
// Of access tokens.
inline constexpr const char* audience = "steward";

struct Options {
    std::string issuer;             // "https://admin.steward.example", without a slash at the end
    std::filesystem::path keyFile;  // mode 0600, created when missing
    std::string platformName = "Local platform";
    std::string environment = "local";
    std::string region = "local";
    bool demoData = false;
    std::string localJoinSecret;  // of readLocalJoinSecret, or empty
    std::string bootstrapEmail;   // first operator, made when there is no staff
    std::string bootstrapPassword;
    PasswordCost passwordCost;
    std::filesystem::path breachList;  // see breach_list.h; none when empty
    Clients clients = standardClients();
    std::optional<ExternalOptions> external;  // another issuer, beside the built-in one
    Duration signingKeyAge = std::chrono::hours(90 * 24);
    domain::SecondFactorRule requireSecondFactor = domain::SecondFactorRule::none;
    Duration elevatedFor{};  // people change things for so long after they proved who they are; 0: always
    // The published brand of a tenant. Without one, or without an answer, pages look like Steward.
    std::function<kernel::Async<std::optional<domain::Brand>>(std::string tenantId)> publishedBrand;
    // Sends a mail with the change that it is about. Without one nobody is told by mail.
    std::function<Result<>(sql::Connection& db, const kernel::Mail& mail, Time now)> mail;
};

class IdentityService {
public:
    IdentityService(kernel::Database& database, const Clock& clock, Options options);
    ~IdentityService();

    // Opens or creates the key file and the signing key, ends what ended, makes the first operator and, for a console
    // that joins, the local one.
    Result<> start();
    // The address becomes known when the listener has its port. Before serving.
    void setIssuer(std::string issuer) { options_.issuer = std::move(issuer); }

    const Options& options() const { return options_; }
    const Clock& clock() const { return clock_; }
    kernel::Database& database() { return database_; }
    kernel::Authenticator& authenticator() { return *authenticator_; }
    const KeyRing& keys() const { return keys_; }
    Sessions& sessions() { return *sessions_; }
    SignIn& signIn() { return signIn_; }
    Passwords& passwords() { return passwords_; }
    LocalJoin& localJoin() { return localJoin_; }
    ApiKeys& apiKeys() { return *apiKeys_; }
    SupportAccess& supportAccess() { return *supportAccess_; }
    const Reauthentication& reauthentication() const { return reauthentication_; }
    SecondFactors& secondFactors() { return *secondFactors_; }
    SignInSteps& steps() { return *steps_; }
    DeviceGrants& deviceGrants() { return *deviceGrants_; }
    DpopProofs& proofs() { return proofs_; }
    // nullptr: the built-in issuer is the only one.
    ExternalSource* external() { return external_.get(); }
    SignInGuard& guard() { return guard_; }
    // Seals what a page gives to a browser, for one purpose.
    const MasterKey& masterKey() const { return *masterKey_; }

    kernel::Async<TokenReply> joinLocally(std::string secret, std::string peer);
    // The brand for the sign-in page of a tenant's slug; Steward's own for "" and for what is not known.
    kernel::asio::awaitable<domain::Brand> brandFor(std::string tenantSlug);
    // The same by its id.
    kernel::asio::awaitable<domain::Brand> brandOf(std::string tenantId);
    kernel::Async<contract::Me> me(domain::Principal principal) const;
    // Whether the person that a receipt (Me::offlineReceipt) was made for may still sign in: with another issuer also
    // by what that says. ErrorCode::forbidden for a receipt of somewhere else, unavailable.
    kernel::Async<contract::OfflineAccess> offlineAccess(std::string receipt);

    // A new key is published and signs soon; the one before verifies until its tokens have expired.
    kernel::Async<> rotateSigningKey();
    SigningKeys& signingKeys() { return *signingKeys_; }

    // When the bus announces that a user or tenant was changed: access tokens of the user are issued anew, and sessions
    // of those who may no longer have any end at once.
    void follow(kernel::Bus& bus, kernel::Io& io);

    // For forms: a value that only this platform can make, bound to the browser's cookie.
    std::string formToken(std::string_view cookie) const { return masterKey().derive("sign-in form", cookie); }

    // What is kept for a while and holds a secret: mails with links. Opens with the same purpose only.
    std::string seal(std::string_view text, std::string_view purpose) const { return masterKey().seal(text, purpose); }
    Result<std::string> unseal(std::string_view sealed, std::string_view purpose) const {
        return masterKey().unseal(sealed, purpose);
    }

    // Gauge of domain::metric::sessions. Any thread.
    // Programs that are yet to be told of a logout. Any thread.
    std::size_t untold() const { return backchannel_ ? backchannel_->waiting() : 0; }
    std::size_t openSessions() const { return sessions_ ? sessions_->open() : 0; }

private:
    Result<> bootstrap();
    std::string receiptOf(const std::string& userId) const;
    Result<> prepareLocalOperator();
    void heard(const std::string& news);
    void tellClient(const Session& session);

    kernel::Database& database_;
    const Clock& clock_;
    Options options_;
    std::optional<MasterKey> masterKey_;
    KeyRing keys_;
    TokenVerifier verifier_;
    Passwords passwords_;
    DatabaseGuard guard_;
    DpopProofs proofs_;
    SignIn signIn_;
    LocalJoin localJoin_;
    Reauthentication reauthentication_;
    std::optional<SigningKeys> signingKeys_;
    std::optional<Backchannel> backchannel_;  // when a client wants to be told
    std::optional<Sessions> sessions_;
    std::unique_ptr<ExternalSource> external_;
    std::optional<SecondFactors> secondFactors_;
    std::optional<SignInSteps> steps_;
    std::optional<DeviceGrants> deviceGrants_;
    std::optional<ApiKeys> apiKeys_;
    std::optional<SupportAccess> supportAccess_;
    std::optional<RequestAuthenticator> authenticator_;
    std::string localOperator_;
    kernel::Bus::Subscription changes_;
};

// Gives demoPassword to every active user that has none, inside Database::write; how many those were.
// ErrorCode::forbidden outside the environment "local".
Result<std::int64_t> giveDemoPasswords(sql::Connection& db, std::string_view environment, Time now,
                                       const PasswordCost& cost = {});
// Of the demo tenants two have decided about support: one lets it in always, one never. Inside Database::write.
Result<> setDemoSupportRules(sql::Connection& db);

}  // namespace steward::identity
