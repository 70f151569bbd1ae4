// The configuration of the platform as a document (domain/configuration.h): each kind of entity says its part.
#pragma once

#include "contract/messages.h"
#include "plans/entity_handler.h"

namespace steward::plans {

inline constexpr std::size_t mostConfigurationBytes = 32 * 1024 * 1024;

// As JSON, the parts in the order of the handlers and the entries in the order of their keys. Holds all of it in
// memory: ErrorCode::unprocessable beyond domain::mostConfigurationEntries or mostConfigurationBytes. Parts that the
// principal may not read are left out, and refused where they are asked for by name.
Result<std::string> writeConfiguration(sql::Connection& connection, const Handlers& handlers,
                                       const sql::TenantScope& scope, const domain::Principal& principal,
                                       const contract::ConfigurationRequest& request, Time now);

}  // namespace steward::plans
