#include "feed/topic_names.h"

#include "base/ids.h"
#include "contract/topics.h"

namespace steward::feed {
namespace {

struct Declared {
    domain::Permission permission = domain::Permission::none;
    std::int64_t retention = 0;
    bool perTenant = false;
    bool perNode = false;
    bool sampled = false;
};

std::optional<Declared> declaration(std::string_view name) {
    std::optional<Declared> found;
    std::apply(
        [&](const auto&... topic) {
            ((topic.name == name ? void(found = Declared{topic.permission, topic.retention, topic.perTenant,
                                                         topic.perNode, topic.sampled})
                                 : void()),
             ...);
        },
        contract::topics);
    return found;
}

// "series/…" for the caller's own place, "series:ten_…/…" for a tenant's. Streams have the name that is on the wire.
Target askedTarget(std::string_view topic, const std::string& tenant, bool isOwn, const Declared& declared) {
    std::string stream(topic);
    if (isOwn && !tenant.empty()) stream.append("@").append(tenant);
    return {
        std::move(stream), std::string(topic), declared.retention, declared.perNode, tenant, declared.sampled, true};
}

std::string joined(std::string_view topic, std::string_view tenant) {
    return std::string(topic).append(":").append(tenant);
}

}  // namespace

Result<Target> targetOf(std::string_view topic, const domain::Principal& principal) {
    const auto slash = topic.find('/');
    const auto place = topic.substr(0, slash);
    const auto colon = place.find(':');
    const auto name = place.substr(0, colon);
    const auto tenant = colon == std::string_view::npos ? std::string_view() : place.substr(colon + 1);
    const auto declared = declaration(name);
    const auto unknown = fail(ErrorCode::notFound, "There is no such topic.");
    if (!declared) return unknown;
    if (!principal.may(declared->permission)) return fail(ErrorCode::forbidden, "Your role does not allow this topic.");

    const bool seesAll = domain::isPlatformRole(principal.role) && !principal.tenantId;
    const std::string own = principal.tenantId.value_or(std::string());
    if (!seesAll && own.empty()) return unknown;
    if ((name == contract::seriesTopic.name) != (slash != std::string_view::npos)) return unknown;
    if (slash != std::string_view::npos) {
        const bool isOwn = colon == std::string_view::npos;
        if (!isOwn && (!parseId(id::tenant, tenant) || (!seesAll && tenant != own))) return unknown;
        return askedTarget(topic, isOwn ? own : std::string(tenant), isOwn, *declared);
    }
    if (declared->perTenant) {
        if (colon == std::string_view::npos) {
            if (!seesAll) return fail(ErrorCode::forbidden, "This topic is for operators of the platform.");
            return Target{std::string(name), std::string(name), declared->retention, declared->perNode, {},
                          declared->sampled};
        }
        if (!parseId(id::tenant, tenant) || (!seesAll && tenant != own)) return unknown;
        return Target{std::string(topic), std::string(topic),  declared->retention,
                      declared->perNode,  std::string(tenant), declared->sampled};
    }
    if (colon != std::string_view::npos) return unknown;
    return Target{seesAll ? std::string(name) : joined(name, own),
                  std::string(name),
                  declared->retention,
                  declared->perNode,
                  seesAll ? std::string() : own,
                  declared->sampled};
}

Addressed addressedBy(std::string_view topic, std::string_view tenantId) {
    Addressed addressed;
    if (topic.find('/') != std::string_view::npos) {
        addressed.platform = topic;
        return addressed;
    }
    const auto declared = declaration(topic);
    if (!declared) return addressed;
    if (!tenantId.empty()) addressed.tenant = joined(topic, tenantId);
    if (tenantId.empty() || !declared->perTenant) addressed.platform = topic;
    return addressed;
}

}  // namespace steward::feed
