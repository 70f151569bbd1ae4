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
    plans::addCounted(review.effects, domain::EffectKind::rulesLoseObjective, rules);
    return {};
}

template <>
Result<> DefinedHere<domain::AlertRule>::review(sql::Connection& db, const domain::AlertRule& before,
                                                const domain::AlertRule& after, Time, plans::Review& review) {
    if (after.condition.kind == domain::ConditionKind::burnRate && !after.removed) {
        STEWARD_TRY(const auto slo, definitionCalled<domain::Slo>(db, after.tenantId, *after.condition.slo));
        if (!slo)
            review.effects.push_back({.kind = domain::EffectKind::waitsForObjective, .name = after.condition.slo});
    }
    if (after.removed || !after.enabled)
        plans::addCounted(review.effects, domain::EffectKind::alertsEnd, before.alerts);
    return {};
}

template <>
Result<> DefinedHere<domain::Silence>::review(sql::Connection& db, const domain::Silence& before,
                                              const domain::Silence& after, Time, plans::Review& review) {
    if (after.removed || after.matchers == before.matchers) return {};
    STEWARD_TRY(const auto alerts, activeAlerts(db, after.tenantId));
    const auto hit =
        std::ranges::count_if(alerts, [&](const auto& active) { return fitsAll(after.matchers, active.alert.labels); });
    review.effects.push_back({.kind = domain::EffectKind::alertsFit, .count = hit});
    return {};
}

template <>
Result<> DefinedHere<domain::AlertChannel>::review(sql::Connection&, const domain::AlertChannel& before,
                                                   const domain::AlertChannel& after, Time, plans::Review& review) {
    if (before.hasSecret && before.url != after.url)
        review.effects.push_back({.kind = domain::EffectKind::keepsSecret});
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
