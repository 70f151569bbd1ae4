#include "identity/keycloak_admin.h"

#include <algorithm>

#include "base/log.h"
#include "identity/oidc_issuer.h"
#include "kernel/http/request.h"

namespace steward::identity {

using kernel::Async;
using kernel::HttpReply;

namespace {

// What people who were invited, or who lost their password, have to do.
const json::Array invitedActions{"UPDATE_PASSWORD", "VERIFY_EMAIL"};
const json::Array resetActions{"UPDATE_PASSWORD"};
constexpr const char* mailPath = "/execute-actions-email?lifespan=259200";
constexpr std::int64_t mostUsers = 500;

struct TokenReply {
    std::string access_token;
    std::int64_t expires_in = 0;
};
STEWARD_DESCRIBE(TokenReply, (access_token, expires_in))

struct UserRecord {
    std::string id;
    std::string username;
    std::string firstName;
    std::string lastName;
    std::string email;
    bool enabled = false;
    bool emailVerified = false;
    std::int64_t createdTimestamp = 0;
};
STEWARD_DESCRIBE(UserRecord, (id, username, firstName, lastName, email, enabled, emailVerified, createdTimestamp))

struct SessionRecord {
    std::string id;
    std::string ipAddress;
    std::int64_t start = 0;
    std::int64_t lastAccess = 0;
    std::map<std::string, std::string> clients;
};
STEWARD_DESCRIBE(SessionRecord, (id, ipAddress, start, lastAccess, clients))

struct Named {
    std::string id;
    std::string name;
};
STEWARD_DESCRIBE(Named, (id, name))

struct Placed {
    std::string path;
};
STEWARD_DESCRIBE(Placed, (path))

struct Organization {
    std::string alias;
};
STEWARD_DESCRIBE(Organization, (alias))

tl::unexpected<Error> away(std::string detail) {
    return fail(ErrorCode::unavailable, "The identity provider cannot be reached right now. Nothing was changed.",
                std::move(detail));
}

// What Keycloak says is for operators; people get a sentence of ours.
Result<> verdictOf(const HttpReply& reply) {
    if (reply.isSuccess()) return {};
    const auto document = json::parse(reply.body);
    std::string detail = "Keycloak answered " + std::to_string(reply.status);
    if (document && document->is_object())
        for (const auto* member : {"errorMessage", "error"})
            if (const auto text = textClaim(document->get_object(), member); !text.empty()) detail += ": " + text;
    switch (reply.status) {
        case 404:
            return fail(ErrorCode::notFound, "The identity provider does not have this. Nothing was changed.", detail);
        case 409:
            return fail(ErrorCode::conflict, "The identity provider has a user with this e-mail address already.",
                        detail);
        case 401:
        case 403:
            return fail(ErrorCode::unavailable,
                        "The identity provider does not let this platform manage users. Nothing was changed.", detail);
        default:
            break;
    }
    if (reply.status >= 500) return away(detail);
    return fail(ErrorCode::unprocessable, "The identity provider refused this. Nothing was changed.", detail);
}

template <class T>
Result<T> readReply(const HttpReply& reply) {
    STEWARD_CHECK(verdictOf(reply));
    const auto document = json::parse(reply.body);
    auto value = document ? json::fromValue<T>(*document) : fail(document.error());
    if (!value) return away("Keycloak answered with something else: " + value.error().detail);
    return std::move(*value);
}

SourceUser userOf(const UserRecord& record) {
    std::string name = record.firstName;
    if (!name.empty() && !record.lastName.empty()) name += ' ';
    name += record.lastName;
    return {record.id,
            name.empty() ? record.username : name,
            record.email,
            record.enabled,
            record.emailVerified,
            Time(Duration(record.createdTimestamp))};
}

json::Object recordOf(const SourceInvitation& invitation) {
    const auto space = invitation.name.find(' ');
    json::Object record{{"username", invitation.email},
                        {"email", invitation.email},
                        {"firstName", invitation.name.substr(0, space)},
                        {"enabled", true},
                        {"requiredActions", invitedActions}};
    if (space != std::string::npos) record["lastName"] = invitation.name.substr(space + 1);
    return record;
}

std::string segment(const std::string& text) {
    return "/" + kernel::percentEncode(text);
}
std::string userPath(const std::string& subject) {
    return "/users" + segment(subject);
}

}  // namespace

KeycloakAdmin::KeycloakAdmin(Options options, kernel::HttpClient& http, const Clock& clock)
    : options_(std::move(options)), http_(http), clock_(clock) {}

Async<std::string> KeycloakAdmin::token() {
    if (!token_.empty() && clock_.now() < tokenUntil_) co_return token_;
    kernel::HttpCall call{.method = "POST",
                          .url = options_.url + "/realms" + segment(options_.realm) + "/protocol/openid-connect/token"};
    call.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    call.body = "grant_type=client_credentials&client_id=" + kernel::percentEncode(options_.clientId) +
                "&client_secret=" + kernel::percentEncode(options_.clientSecret);
    call.timeout = answerLimit;
    auto asking = http_.send(std::move(call));
    const auto reply = co_await std::move(asking);
    if (!reply) co_return away(reply.error().message + " " + reply.error().detail);
    const auto tokens = json::read<TokenReply>(reply->body);
    if (reply->status != 200 || !tokens || tokens->access_token.empty())
        co_return fail(ErrorCode::unavailable,
                       "The identity provider does not let this platform manage users. Nothing was changed.",
                       "the token endpoint answered " + std::to_string(reply->status));
    token_ = tokens->access_token;
    tokenUntil_ = clock_.now() + std::chrono::seconds(std::max<std::int64_t>(tokens->expires_in - 10, 0));
    co_return token_;
}

// A token that was withdrawn is asked for once more.
Async<HttpReply> KeycloakAdmin::ask(std::string method, std::string path, json::Value body) {
    for (int attempt = 1;; ++attempt) {
        auto authorising = token();
        const auto bearer = co_await std::move(authorising);
        if (!bearer) co_return fail(bearer.error());
        kernel::HttpCall call{.method = method, .url = options_.url + "/admin/realms" + segment(options_.realm) + path};
        call.headers = {{"Authorization", "Bearer " + *bearer}, {"Accept", "application/json"}};
        if (!body.is_null()) {
            call.headers.emplace_back("Content-Type", "application/json");
            call.body = json::write(body);
        }
        call.timeout = answerLimit;
        call.maxBytes = maxAnswerBytes;
        auto asking = http_.send(std::move(call));
        auto reply = co_await std::move(asking);
        if (!reply) co_return away(reply.error().message + " " + reply.error().detail);
        if (reply->status != 401 || attempt > 1) co_return std::move(*reply);
        token_.clear();
    }
}

Async<> KeycloakAdmin::command(std::string method, std::string path, json::Value body) {
    auto asking = ask(std::move(method), std::move(path), std::move(body));
    const auto reply = co_await std::move(asking);
    if (!reply) co_return fail(reply.error());
    co_return verdictOf(*reply);
}

template <class T>
Async<T> KeycloakAdmin::read(std::string path) {
    auto asking = ask("GET", std::move(path));
    const auto reply = co_await std::move(asking);
    if (!reply) co_return fail(reply.error());
    co_return readReply<T>(*reply);
}

Async<SourceUserPage> KeycloakAdmin::list(SourceUserQuery query) {
    const std::string search = query.search.empty() ? std::string() : "search=" + kernel::percentEncode(query.search);
    auto counting = read<std::int64_t>("/users/count?" + search);
    const auto total = co_await std::move(counting);
    if (!total) co_return fail(total.error());
    auto reading = read<std::vector<UserRecord>>(
        "/users?briefRepresentation=true&first=" + std::to_string(std::max<std::int64_t>(query.first, 0)) +
        "&max=" + std::to_string(std::clamp<std::int64_t>(query.limit, 1, mostUsers)) + "&" + search);
    const auto records = co_await std::move(reading);
    if (!records) co_return fail(records.error());
    SourceUserPage page;
    page.total = *total;
    for (const auto& record : *records)
        page.users.push_back(userOf(record));
    co_return page;
}

Async<std::optional<SourceUser>> KeycloakAdmin::find(std::string subject) {
    auto reading = read<UserRecord>(userPath(subject));
    const auto record = co_await std::move(reading);
    if (!record && record.error().code == ErrorCode::notFound) co_return std::nullopt;
    if (!record) co_return fail(record.error());
    co_return userOf(*record);
}

Async<json::Object> KeycloakAdmin::claimsOf(SourceUser user) {
    auto readingRoles = read<std::vector<Named>>(userPath(user.subject) + "/role-mappings/realm/composite");
    STEWARD_CO_TRY(const auto roles, co_await std::move(readingRoles));
    json::Array names;
    for (const auto& role : roles)
        names.push_back(json::Value(role.name));
    auto readingGroups = read<std::vector<Placed>>(userPath(user.subject) + "/groups?max=100");
    STEWARD_CO_TRY(const auto groups, co_await std::move(readingGroups));
    json::Array places;
    for (const auto& group : groups)
        places.push_back(json::Value(group.path));
    json::Array aliases;
    if (options_.organizations) {
        auto readingOrganizations =
            read<std::vector<Organization>>("/organizations/members" + segment(user.subject) + "/organizations");
        // Keycloak 25 and a realm without them have no such address.
        const auto organizations = co_await std::move(readingOrganizations);
        if (!organizations && organizations.error().code != ErrorCode::notFound) co_return fail(organizations.error());
        if (organizations)
            for (const auto& organization : *organizations)
                aliases.push_back(json::Value(organization.alias));
    }
    co_return json::Object{{"sub", user.subject},
                           {"name", user.name},
                           {"email", user.email},
                           {"email_verified", user.emailVerified},
                           {"realm_access", json::Object{{"roles", std::move(names)}}},
                           {"groups", std::move(places)},
                           {"organization", std::move(aliases)}};
}

// The tenant's group, made when it is missing, below one that the realm has.
Async<> KeycloakAdmin::makeGroup(std::string tenantSlug) {
    std::string parentPath = options_.tenantGroups;
    parentPath.pop_back();
    auto finding = read<Named>("/group-by-path" + parentPath + segment(tenantSlug));
    const auto group = co_await std::move(finding);
    if (group) co_return Result<>();
    if (group.error().code != ErrorCode::notFound) co_return fail(group.error());
    auto findingParent = read<Named>("/group-by-path" + parentPath);
    const auto parent = co_await std::move(findingParent);
    if (!parent) co_return fail(parent.error());
    auto making = command("POST", "/groups" + segment(parent->id) + "/children", json::Object{{"name", tenantSlug}});
    co_return co_await std::move(making);
}

Async<SourceUser> KeycloakAdmin::invite(SourceInvitation invitation) {
    json::Object record = recordOf(invitation);
    if (!invitation.tenantSlug.empty()) {
        auto grouping = makeGroup(invitation.tenantSlug);
        if (const auto grouped = co_await std::move(grouping); !grouped) co_return fail(grouped.error());
        record["groups"] = json::Array{json::Value(options_.tenantGroups + invitation.tenantSlug)};
    }
    auto creating = ask("POST", "/users", std::move(record));
    const auto created = co_await std::move(creating);
    if (!created) co_return fail(created.error());
    STEWARD_CO_CHECK(verdictOf(*created));
    const std::string_view location = created->header("Location");
    const auto slash = location.rfind('/');
    if (slash == std::string_view::npos) co_return away("Keycloak did not say which user it made.");
    const std::string subject(location.substr(slash + 1));

    auto entitling = setRole(subject, invitation.role);
    Result<> complete = co_await std::move(entitling);
    if (complete) {
        auto mailing = inviteAgain(subject);
        complete = co_await std::move(mailing);
    }
    if (!complete) {
        auto removing = remove(subject);
        if (const auto removed = co_await std::move(removing); !removed)
            log::error("a half-made user stays at the identity provider", {{"subject", json::Value(subject)}});
        co_return fail(complete.error());
    }
    auto reading = read<UserRecord>(userPath(subject));
    const auto user = co_await std::move(reading);
    if (!user) co_return fail(user.error());
    co_return userOf(*user);
}

Async<> KeycloakAdmin::inviteAgain(std::string subject) {
    return command("PUT", userPath(subject) + mailPath, invitedActions);
}

Async<> KeycloakAdmin::remove(std::string subject) {
    return command("DELETE", userPath(subject), {});
}

// The whole record is sent back: Keycloak clears what is left out.
Async<> KeycloakAdmin::setEnabled(std::string subject, bool enabled) {
    auto reading = read<json::Value>(userPath(subject));
    auto record = co_await std::move(reading);
    if (!record) co_return fail(record.error());
    if (!record->is_object()) co_return away("Keycloak answered with something else.");
    record->get_object()["enabled"] = enabled;
    auto writing = command("PUT", userPath(subject), std::move(*record));
    co_return co_await std::move(writing);
}

Async<> KeycloakAdmin::resetPassword(std::string subject) {
    return command("PUT", userPath(subject) + mailPath, resetActions);
}

Async<> KeycloakAdmin::setRole(std::string subject, domain::Role role) {
    const auto named = std::find_if(options_.roles.begin(), options_.roles.end(), [&](const auto& entry) {
        return entry.second == MappedRole(role) && !entry.first.starts_with('/');
    });
    if (named == options_.roles.end())
        co_return fail(ErrorCode::unprocessable, "No role of the identity provider stands for this one.",
                       "identity.roles names no realm role for " + std::string(enumName(role)));
    auto readingRole = read<json::Value>("/roles" + segment(named->first));
    const auto wanted = co_await std::move(readingRole);
    if (!wanted) co_return fail(wanted.error());
    const std::string mappings = userPath(subject) + "/role-mappings/realm";
    auto readingHeld = read<std::vector<json::Value>>(mappings);
    const auto held = co_await std::move(readingHeld);
    if (!held) co_return fail(held.error());
    json::Array others;
    for (const auto& entry : *held) {
        const std::string name = entry.is_object() ? textClaim(entry.get_object(), "name") : std::string();
        if (name != named->first && options_.roles.contains(name)) others.push_back(entry);
    }
    auto adding = command("POST", mappings, json::Array{*wanted});
    if (const auto added = co_await std::move(adding); !added || others.empty()) co_return added;
    auto removing = command("DELETE", mappings, std::move(others));
    co_return co_await std::move(removing);
}

Async<std::vector<SourceSession>> KeycloakAdmin::sessions(std::string subject) {
    auto reading = read<std::vector<SessionRecord>>(userPath(subject) + "/sessions");
    const auto records = co_await std::move(reading);
    if (!records) co_return fail(records.error());
    std::vector<SourceSession> sessions;
    for (const auto& record : *records) {
        SourceSession session{
            record.id, record.ipAddress, Time(Duration(record.start)), Time(Duration(record.lastAccess)), {}};
        for (const auto& [id, client] : record.clients)
            session.clients.push_back(client);
        sessions.push_back(std::move(session));
    }
    co_return sessions;
}

Async<> KeycloakAdmin::signOut(std::string subject) {
    return command("POST", userPath(subject) + "/logout", {});
}

}  // namespace steward::identity
