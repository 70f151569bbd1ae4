#include "alerts/definition_handler.h"

#include "alerts/alert_store.h"
#include "alerts/definition_handler_body.h"

namespace steward::alerts {

template <class T>
std::vector<FieldError> DefinedHere<T>::problems(const T& definition) {
    return problemsOf(definition);
}

template <class T>
Result<> DefinedHere<T>::changed(sql::Connection& db) {
    return definitionsChanged(db);
}

template <>
Result<> DefinedHere<domain::Slo>::review(sql::Connection& db, const domain::Slo& before, const domain::Slo& after,
                                          Time, plans::Review& review) {
    if (before.name.empty() || before.removed || (!after.removed && after.name == before.name)) return {};
    STEWARD_TRY(const auto rules, rulesWatching(db, after.tenantId, before.name));
    if (rules > 0)
        review.effects.push_back(std::to_string(rules) + (rules == 1 ? " rule loses" : " rules lose") +
                                 " the objective that is watched");
    return {};
}

template <>
Result<> DefinedHere<domain::AlertRule>::review(sql::Connection& db, const domain::AlertRule& before,
                                                const domain::AlertRule& after, Time, plans::Review& review) {
    if (after.condition.kind == domain::ConditionKind::burnRate && !after.removed) {
        STEWARD_TRY(const auto slo, definitionCalled<domain::Slo>(db, after.tenantId, *after.condition.slo));
        if (!slo)
            review.effects.push_back("Waits for the objective " + *after.condition.slo + ", which is not there yet");
    }
    if (before.alerts > 0 && (after.removed || !after.enabled))
        review.effects.push_back(std::to_string(before.alerts) + (before.alerts == 1 ? " alert ends" : " alerts end"));
    return {};
}

template <>
Result<> DefinedHere<domain::Silence>::review(sql::Connection& db, const domain::Silence& before,
                                              const domain::Silence& after, Time, plans::Review& review) {
    if (after.removed || after.matchers == before.matchers) return {};
    STEWARD_TRY(const auto alerts, activeAlerts(db, after.tenantId));
    const auto hit =
        std::ranges::count_if(alerts, [&](const auto& active) { return fitsAll(after.matchers, active.alert.labels); });
    review.effects.push_back("Fits " + std::to_string(hit) + (hit == 1 ? " alert" : " alerts") + " now");
    return {};
}

template <>
Result<> DefinedHere<domain::AlertChannel>::review(sql::Connection&, const domain::AlertChannel& before,
                                                   const domain::AlertChannel& after, Time, plans::Review& review) {
    if (before.hasSecret && before.url != after.url)
        review.effects.push_back("The new address is signed with the same secret");
    return {};
}

template struct DefinedHere<domain::AlertRule>;
template struct DefinedHere<domain::Silence>;
template struct DefinedHere<domain::Slo>;
template struct DefinedHere<domain::AlertChannel>;
template class DefinitionHandler<domain::AlertRule>;
template class DefinitionHandler<domain::Silence>;
template class DefinitionHandler<domain::Slo>;
template class DefinitionHandler<domain::AlertChannel>;

}  // namespace steward::alerts
