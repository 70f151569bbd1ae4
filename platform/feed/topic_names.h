// Which stream a caller means by the name of a topic, and whether it may see it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/access.h"

namespace steward::feed {

struct Target {
    std::string stream;  // the key of the stream: "entities", "entities:ten_…"
    std::string topic;   // the name on the wire
    std::int64_t retention = 0;
    bool perNode = false;
    std::string tenant = {};  // whose part of the topic; empty: all of it
    bool sampled = false;
    bool isAsked = false;  // of queries: contract::seriesTopic
};

// Platform roles see the whole topic, tenant roles its part for their tenant, under the same name. Topics with
// perTenant name the tenant themselves. ErrorCode::notFound for an unknown topic and another tenant's, forbidden by
// role.
Result<Target> targetOf(std::string_view topic, const domain::Principal& principal);

// The streams that get an event of `topic` about `tenantId` (may be empty).
struct Addressed {
    std::string platform;  // empty: the platform does not see it
    std::string tenant;    // empty: there is no tenant
};
Addressed addressedBy(std::string_view topic, std::string_view tenantId);

}  // namespace steward::feed
