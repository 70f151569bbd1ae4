// Users of a Keycloak realm through its Admin REST API, as the service account of a confidential client (roles
// view-users, query-users, manage-users, query-groups of "realm-management"). What it answers is bounded; when it is
// away that is ErrorCode::unavailable and nothing has changed here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "identity/claim_mapping.h"
#include "identity/user_source.h"
#include "kernel/http_client.h"

namespace steward::identity {

// I/O thread.
class KeycloakAdmin final : public UserSource {
public:
    static constexpr std::chrono::seconds answerLimit{10};
    static constexpr std::size_t maxAnswerBytes = 4 << 20;

    struct Options {
        std::string url;  // "https://id.example", without a slash at the end
        std::string realm;
        std::string clientId;
        std::string clientSecret;
        std::string issuer;                       // of the realm: User::identitySource
        std::map<std::string, MappedRole> roles;  // realm roles; as claims are mapped
        std::string tenantGroups;                 // "/tenants/": a group below for each tenant's slug
        bool organizations = true;                // are tenants, too
    };
    KeycloakAdmin(Options options, kernel::HttpClient& http, const Clock& clock);

    const std::string& name() const override { return options_.issuer; }
    kernel::Async<SourceUserPage> list(SourceUserQuery query) override;
    kernel::Async<std::optional<SourceUser>> find(std::string subject) override;
    // Realm roles, groups and organizations; not what mappers of clients add.
    kernel::Async<json::Object> claimsOf(SourceUser user) override;
    kernel::Async<SourceUser> invite(SourceInvitation invitation) override;
    kernel::Async<> inviteAgain(std::string subject) override;
    kernel::Async<> remove(std::string subject) override;
    kernel::Async<> setEnabled(std::string subject, bool enabled) override;
    kernel::Async<> resetPassword(std::string subject) override;
    kernel::Async<> setRole(std::string subject, domain::Role role) override;
    kernel::Async<std::vector<SourceSession>> sessions(std::string subject) override;
    kernel::Async<> signOut(std::string subject) override;

private:
    kernel::Async<std::string> token();
    kernel::Async<kernel::HttpReply> ask(std::string method, std::string path, json::Value body = {});
    template <class T>
    kernel::Async<T> read(std::string path);
    kernel::Async<> command(std::string method, std::string path, json::Value body);
    kernel::Async<> makeGroup(std::string tenantSlug);

    const Options options_;
    kernel::HttpClient& http_;
    const Clock& clock_;
    std::string token_;
    Time tokenUntil_{};
};

}  // namespace steward::identity
