#include <memory>

#include "contract/endpoints.h"
#include "identity/identity_routes.h"
#include "identity/user_directory.h"

namespace steward::identity {

using contract::ById;
using contract::Nothing;
using contract::SessionsEnded;
using kernel::Async;
using kernel::Context;

namespace {

using SessionPage = contract::Page<domain::UserSession>;

SessionPage shown(const std::vector<Session>& sessions, const Clients& clients, const std::string& current) {
    SessionPage page;
    for (const auto& session : sessions) {
        const Client* client = findClient(clients, session.clientId);
        page.items.push_back({session.id, session.userId, session.clientId, client ? client->name : session.clientId,
                              session.device, wordsOf(session.methods), session.authenticatedAt, session.createdAt,
                              session.lastSeenAt, session.expiresAt, session.id == current});
    }
    page.total = std::int64_t(page.items.size());
    return page;
}

Actor actorOf(const Context& context) {
    return {context.principal.userId, context.principal.name};
}

Async<SessionPage> list(IdentityService& identity, std::string userId, std::string current) {
    const auto sessions = co_await identity.sessions().list(std::move(userId));
    if (!sessions) co_return fail(sessions.error());
    co_return shown(*sessions, identity.options().clients, current);
}

// Those of a user but one.
Sessions::Choice allBut(std::string userId, std::string spared, Time now) {
    return [=](sql::Connection& db) -> Result<std::vector<Session>> {
        STEWARD_TRY(auto sessions, IdentityStore(db).openSessionsOf(userId, now));
        std::erase_if(sessions, [&](const Session& session) { return session.id == spared; });
        return sessions;
    };
}

Async<SessionsEnded> endOthers(IdentityService& identity, Context& context) {
    const auto choice = allBut(context.principal.userId, context.principal.sessionId, context.now);
    const auto ended = co_await identity.sessions().endChosen(choice, EndReason::endedElsewhere, std::nullopt);
    if (!ended) co_return fail(ended.error());
    co_return SessionsEnded{*ended};
}

Async<SessionsEnded> endAllOf(IdentityService& identity, Context& context, std::string userId) {
    const auto choice = allBut(std::move(userId), std::string(), context.now);
    const auto ended =
        co_await identity.sessions().endChosen(choice, EndReason::endedByAdministrator, actorOf(context));
    if (!ended) co_return fail(ended.error());
    co_return SessionsEnded{*ended};
}

// An own one, or one of a user in the caller's scope for who may change users. To anybody else there is none.
Async<Nothing> endOne(IdentityService& identity, Context& context, std::string id) {
    const auto& principal = context.principal;
    const auto find = [id](sql::Connection& db) { return IdentityStore(db).session(id); };
    const auto session = co_await identity.database().read(find);
    if (!session) co_return fail(session.error());
    const bool isOpen = *session && !(*session)->endedAt && (*session)->expiresAt > context.now;
    const bool isOwn = isOpen && (*session)->userId == principal.userId;
    const auto scope = context.scope();
    const bool isTheirs = isOpen && principal.may(domain::Permission::usersWrite) &&
                          (scope.isAll() || scope.tenant() == (*session)->tenantId);
    if (!isOwn && !isTheirs) co_return fail(ErrorCode::notFound, "There is no such session, or it has ended.");
    const auto choice = [one = **session](sql::Connection&) -> Result<std::vector<Session>> {
        return std::vector{one};
    };
    const auto reason = !isOwn                      ? EndReason::endedByAdministrator
                        : id == principal.sessionId ? EndReason::signedOut
                                                    : EndReason::endedElsewhere;
    const auto actor = isOwn ? std::nullopt : std::optional(actorOf(context));
    const auto ended = co_await identity.sessions().endChosen(choice, reason, actor);
    if (!ended) co_return fail(ended.error());
    co_return Nothing{};
}

}  // namespace

void bindSessionRoutes(kernel::Router& router, IdentityService& identity) {
    const auto users = std::make_shared<UserDirectory>(identity.database());
    router.bind(contract::listOwnSessions, [&identity](Context& context, Nothing) {
        return list(identity, context.principal.userId, context.principal.sessionId);
    });
    router.bind(contract::endOtherSessions,
                [&identity](Context& context, Nothing) { return endOthers(identity, context); });
    router.bind(contract::listUserSessions, [&identity, users](Context& context, ById request) -> Async<SessionPage> {
        STEWARD_CO_TRY(const auto user, co_await users->get(context.scope(), std::move(request.id)));
        co_return co_await list(identity, user.id, context.principal.sessionId);
    });
    router.bind(contract::endUserSessions, [&identity, users](Context& context, ById request) -> Async<SessionsEnded> {
        STEWARD_CO_TRY(const auto user, co_await users->get(context.scope(), std::move(request.id)));
        co_return co_await endAllOf(identity, context, user.id);
    });
    router.bind(contract::endSession, [&identity](Context& context, ById request) {
        return endOne(identity, context, std::move(request.id));
    });
}

}  // namespace steward::identity
