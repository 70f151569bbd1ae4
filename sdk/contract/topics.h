// The second mechanism: everything that is watched. One WebSocket at /v1/feed, the token in the Authorization header,
// JSON text frames. Each topic is a sequence of growing numbers, not all of which occur; what cannot be replayed is
// announced as a gap.
//
//   client  {"type":"subscribe","topic":"jobs","since":41}   since: the last sequence number seen; absent: from now on
//           {"type":"unsubscribe","topic":"jobs"}  {"type":"pong"}  {"type":"ping"}
//   server  {"type":"subscribed","topic":"jobs","seq":57}    seq: the newest number of the topic
//           {"type":"events","topic":"jobs","events":[{"seq":42,"time":"…","data":{…}}, …]}
//           {"type":"gap","topic":"jobs","from":42,"to":50,"reason":"expired"}
//           {"type":"refused","topic":"audit","error":{…}}   the problem document
//           {"type":"ping"}  {"type":"pong"}                  every 15 s, dead after 30 s
#pragma once

#include <tuple>

#include "contract/alert_messages.h"
#include "contract/health_messages.h"
#include "contract/log_messages.h"
#include "contract/messages.h"

namespace steward::contract {

inline constexpr std::string_view feedPath = "/v1/feed";

// `perTenant`: the name on the wire is "metrics:ten_…" for one tenant, "metrics" for the platform.
// `perNode`: each node of the platform numbers it for itself, so a client that comes back to another one gets a gap.
// Numbers of all other topics are the platform's: the same on every node and after every restart.
template <class Message_>
struct Topic {
    using Message = Message_;
    std::string_view name;
    domain::Permission permission;
    std::int64_t retention;  // events kept for replay
    std::string_view summary;
    bool perTenant = false;
    bool perNode = false;
};

// What changed about an entity, enough to update a row or to mark a form: the entity is read again when needed.
struct EntityChanged {
    domain::EntityKind kind = domain::EntityKind::tenant;
    std::string id;
    std::string tenantId;
    std::int64_t version = 0;
    std::string action;
    std::string actorName;
};
STEWARD_DESCRIBE(EntityChanged, (kind, id, tenantId, version, action, actorName))

inline constexpr Topic<domain::MetricSample> metricsTopic{
    "metrics", domain::Permission::metricsRead, 900, "Each second's values of all series.", true, true};
inline constexpr Topic<EntityChanged> entitiesTopic{"entities", domain::Permission::tenantsRead, 2000,
                                                    "Tenants, users, roles and brands that changed."};
inline constexpr Topic<domain::Job> jobsTopic{"jobs", domain::Permission::signedIn, 500, "Jobs and their progress."};
inline constexpr Topic<domain::AuditEntry> auditTopic{"audit", domain::Permission::auditRead, 1000,
                                                      "New audit entries."};

inline constexpr Topic<LogNews> logsTopic{
    "logs", domain::Permission::auditRead, 1000, "Log records that were just written.", true, true};

inline constexpr Topic<AlertNews> alertsTopic{"alerts", domain::Permission::alertsRead, 2000,
                                              "Alerts that changed, and what consoles are to tell people."};

inline constexpr Topic<ComponentNews> healthTopic{"health", domain::Permission::alertsRead, 1000,
                                                  "Components whose state changed."};

inline constexpr std::tuple topics{metricsTopic, entitiesTopic, jobsTopic,  auditTopic,
                                   logsTopic,    alertsTopic,   healthTopic};

enum class FrameType { subscribe, unsubscribe, subscribed, events, gap, refused, ping, pong };
STEWARD_DESCRIBE_ENUM(FrameType, subscribe, unsubscribe, subscribed, events, gap, refused, ping, pong)

enum class GapReason { expired, slowReader, restarted };
STEWARD_DESCRIBE_ENUM(GapReason, expired, slowReader, restarted)

struct FeedEvent {
    std::int64_t seq = 0;
    Time time{};
    json::Value data;
};
STEWARD_DESCRIBE(FeedEvent, (seq, time, data))

struct Frame {
    FrameType type = FrameType::ping;
    std::optional<std::string> topic;
    std::optional<std::int64_t> since;
    std::optional<std::int64_t> seq;
    std::optional<std::vector<FeedEvent>> events;
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    std::optional<GapReason> reason;
    std::optional<json::Value> error;
};
STEWARD_DESCRIBE(Frame, (type, topic, since, seq, events, from, to, reason, error))

}  // namespace steward::contract
