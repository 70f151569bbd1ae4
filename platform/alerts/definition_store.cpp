#include "alerts/definition_store.h"

#include "alerts/definition_store_body.h"

namespace steward::alerts {
namespace detail {

template <>
struct Listed<domain::Alert> {
    static constexpr std::string_view list = "alerts";
    static constexpr std::string_view sort = "-activeSince";
    static constexpr bool isComputed(std::string_view) { return false; }
};

}  // namespace detail

STEWARD_DEFINED(domain::AlertRule)
STEWARD_DEFINED(domain::Silence)
STEWARD_DEFINED(domain::Slo)
STEWARD_DEFINED(domain::AlertChannel)
template Result<contract::Page<domain::Alert>> listOf<domain::Alert>(sql::Connection&, const sql::TenantScope&,
                                                                     const contract::ListRequest&, Time,
                                                                     std::stop_token);

}  // namespace steward::alerts
