// The second mechanism: everything that is watched. One WebSocket at /v1/feed, the token in the Authorization header,
// JSON text frames. Each topic is a sequence of growing numbers, not all of which occur; what cannot be replayed is
// announced as a gap.
//
//   client  {"type":"subscribe","topic":"jobs","since":41}   since: the last sequence number seen; absent: from now on
//           {"type":"unsubscribe","topic":"jobs"}  {"type":"pong"}  {"type":"ping"}
//           {"type":"subscribe","topic":"metrics","rate":10}  values a second, 0.1 to 10, of a sampled topic; 1 unless
//           told
//   server  {"type":"subscribed","topic":"jobs","seq":57}    seq: the newest number of the topic
//           {"type":"events","topic":"jobs","events":[{"seq":42,"time":"…","data":{…}}, …]}
//           {"type":"gap","topic":"jobs","from":42,"to":50,"reason":"expired"}
//           {"type":"thinned","topic":"metrics","from":42,"time":"…","factor":8}
//           {"type":"whole","topic":"metrics","from":42,"to":97,"time":"…"}
//           {"type":"refused","topic":"audit","error":{…}}   the problem document
//           {"type":"ping"}  {"type":"pong"}                  every 15 s, dead after 30 s
//
// A sampled topic is values in time. Several of its events become one when the client asked for fewer a second, or when
// it reads too slowly (feed.slowReaderBytes): the last values, and the lowest and highest of each series at their own
// times. A slow reader is told so: `thinned` with the number and time of the first event that was put together with
// others, and how many of them make one; again when they are more than twice as many; `whole` with the numbers and the
// time up to which they were, when it reads in time again. What is left out is in the history.
#pragma once

#include <tuple>

#include "contract/alert_messages.h"
#include "contract/health_messages.h"
#include "contract/log_messages.h"
#include "contract/messages.h"
#include "contract/schedule_messages.h"
#include "domain/series_query.h"

namespace steward::contract {

inline constexpr std::string_view feedPath = "/v1/feed";

// `perTenant`: the name on the wire is "metrics:ten_…" for one tenant, "metrics" for the platform.
// `perNode`: each node of the platform numbers it for itself, so a client that comes back to another one gets a gap.
// Numbers of all other topics are the platform's: the same on every node and after every restart.
// `sampled`: see above.
template <class Message_>
struct Topic {
    using Message = Message_;
    std::string_view name;
    domain::Permission permission;
    std::int64_t retention;  // events kept for replay
    std::string_view summary;
    bool perTenant = false;
    bool perNode = false;
    bool sampled = false;
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
    "metrics", domain::Permission::metricsRead, 900, "Each second's values of all series.", true, true, true};
inline constexpr Topic<EntityChanged> entitiesTopic{"entities", domain::Permission::tenantsRead, 2000,
                                                    "Tenants, users, roles and brands that changed."};
inline constexpr Topic<domain::Job> jobsTopic{"jobs", domain::Permission::signedIn, 500, "Jobs and their progress."};
inline constexpr Topic<domain::AuditEntry> auditTopic{"audit", domain::Permission::auditRead, 1000,
                                                      "New audit entries."};

inline constexpr Topic<LogNews> logsTopic{
    "logs", domain::Permission::logsRead, 1000, "Log records that were just written.", true, true};

inline constexpr Topic<AlertNews> alertsTopic{"alerts", domain::Permission::alertsRead, 2000,
                                              "Alerts that changed, and what consoles are to tell people."};

// Computed for each subscriber's queries as they are asked for with `queries` of the subscribe frame: `values` have the
// number of the query ("0") as their name, with the labels of a line behind it where there are several
// ("0{zone=\"eu\"}"). The name on the wire is seriesTopicName().
inline constexpr Topic<domain::MetricSample> seriesTopic{
    "series", domain::Permission::metricsRead,
    900,      "Newest values of queries about series, up to ten times a second.",
    true,     true,
    true};
inline constexpr Topic<ComponentNews> healthTopic{"health", domain::Permission::alertsRead, 1000,
                                                  "Components whose state changed."};

inline constexpr Topic<ScheduleNews> schedulesTopic{"schedules", domain::Permission::reportsRun, 1000,
                                                    "Runs of scheduled reports that went on."};

inline constexpr std::tuple topics{metricsTopic, entitiesTopic, jobsTopic,      auditTopic, logsTopic,
                                   alertsTopic,  healthTopic,   schedulesTopic, seriesTopic};

inline constexpr double lowestRate = 0.1;  // values a second of a sampled topic
inline constexpr double highestRate = 10;
inline constexpr double usualRate = 1;
inline constexpr std::size_t mostLiveQueries = 256;  // of one subscription

// "series/…" for the caller's own place, "series:ten_…/…" for a tenant's: the rest tells the queries.
inline std::string seriesTopicName(std::string_view tenantId, const std::vector<domain::SeriesQuery>& queries) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const char c : json::write(queries))
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    std::string name(seriesTopic.name);
    if (!tenantId.empty()) name.append(":").append(tenantId);
    name += '/';
    for (int shift = 60; shift >= 0; shift -= 4)
        name += digits[hash >> shift & 15];
    return name;
}

enum class FrameType { subscribe, unsubscribe, subscribed, events, gap, thinned, whole, refused, ping, pong };
STEWARD_DESCRIBE_ENUM(FrameType, subscribe, unsubscribe, subscribed, events, gap, thinned, whole, refused, ping, pong)

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
    std::optional<double> rate;
    std::optional<std::vector<domain::SeriesQuery>> queries;
    std::optional<Time> time;
    std::optional<std::int64_t> factor;
};
STEWARD_DESCRIBE(Frame, (type, topic, since, seq, events, from, to, reason, error, rate, queries, time, factor))

}  // namespace steward::contract
