// Where users are made, stopped and given roles when that is not this platform: what the endpoints of users ask for,
// whoever answers. The user as this platform knows them (domain::User) stays the one that is listed, filtered, reported
// and audited; a source knows them by its own id, the subject of its tokens.
//
// Every function leaves things as they were when it fails. I/O thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "domain/access.h"
#include "kernel/async.h"

namespace steward::identity {

struct SourceUser {
    std::string subject;
    std::string name;
    std::string email;
    bool enabled = true;
    bool emailVerified = false;
    Time createdAt{};
};

struct SourceUserQuery {
    std::string search;      // in name and e-mail; empty: everybody
    std::int64_t first = 0;  // how many to pass over
    std::int64_t limit = 50;
};
struct SourceUserPage {
    std::vector<SourceUser> users;
    std::int64_t total = 0;
};

struct SourceInvitation {
    std::string name;
    std::string email;
    domain::Role role = domain::Role::viewer;
    std::string tenantSlug;  // empty: staff of the platform
};

struct SourceSession {
    std::string id;
    std::string address;
    Time startedAt{};
    Time lastSeenAt{};
    std::vector<std::string> clients;
};

class UserSource {
public:
    virtual ~UserSource() = default;
    // User::identitySource of those who are managed there.
    virtual const std::string& name() const = 0;

    virtual kernel::Async<SourceUserPage> list(SourceUserQuery query) = 0;
    // nullopt: there is no such user, or no longer.
    virtual kernel::Async<std::optional<SourceUser>> find(std::string subject) = 0;
    // What a token of theirs would say, as far as the source tells: claims as personOf() reads them.
    virtual kernel::Async<json::Object> claimsOf(SourceUser user) = 0;
    // Makes the user, with role and tenant, and has a mail sent to them. ErrorCode::conflict when the e-mail is taken.
    virtual kernel::Async<SourceUser> invite(SourceInvitation invitation) = 0;
    virtual kernel::Async<> inviteAgain(std::string subject) = 0;
    virtual kernel::Async<> remove(std::string subject) = 0;
    virtual kernel::Async<> setEnabled(std::string subject, bool enabled) = 0;
    // Has a mail sent with a link to set a new password.
    virtual kernel::Async<> resetPassword(std::string subject) = 0;
    // Instead of every other role that means something here.
    virtual kernel::Async<> setRole(std::string subject, domain::Role role) = 0;
    virtual kernel::Async<std::vector<SourceSession>> sessions(std::string subject) = 0;
    virtual kernel::Async<> signOut(std::string subject) = 0;
};

}  // namespace steward::identity
