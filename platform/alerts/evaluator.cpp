#include "alerts/evaluator.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/ids.h"
#include "base/json.h"

namespace steward::alerts {
namespace {

using domain::AlertState;
using domain::ConditionKind;

constexpr std::int64_t readAgainAfter = 100;  // a part of the window

std::string keyOf(const std::string& tenantId, const std::string& series,
                  const std::vector<domain::LabelMatcher>& matchers, std::int64_t length) {
    return tenantId + '\n' + series + '\n' + (matchers.empty() ? "" : json::write(matchers)) + '\n' +
           std::to_string(length);
}

Labels ownLabels(const domain::AlertRule& rule) {
    Labels labels;
    for (const auto& label : rule.labels)
        labels = merged(std::move(labels), {label});
    return merged(std::move(labels), {{"alertname", rule.name},
                                      {"rule", rule.id},
                                      {"severity", std::string(enumName(rule.severity))},
                                      {"tenant", rule.tenantId}});
}

bool isActive(AlertState state) {
    return state == AlertState::pending || state == AlertState::firing;
}

}  // namespace

std::size_t Evaluator::windowOf(const std::string& tenantId, const std::string& series,
                                const std::vector<domain::LabelMatcher>& matchers, std::int64_t length,
                                std::map<std::string, Window>& before) {
    const std::string key = keyOf(tenantId, series, matchers, length);
    const auto [place, isNew] = byKey_.emplace(key, windows_.size());
    if (!isNew) return place->second;
    if (const auto known = before.find(key); known != before.end())
        windows_.push_back(std::move(known->second));
    else
        windows_.push_back({tenantId, series, matchers, length, {}, {}});
    return place->second;
}

Evaluator::Prepared Evaluator::prepare(const domain::AlertRule& rule, std::map<std::string, Window>& before) {
    Prepared prepared;
    prepared.labels = ownLabels(rule);
    prepared.told = {rule.id, rule.tenantId, rule.state, rule.alerts, rule.problem};
    if (!rule.enabled) return prepared;
    const auto& condition = rule.condition;
    if (condition.kind != ConditionKind::burnRate) {
        prepared.window = windowOf(rule.tenantId, condition.series, condition.matchers, condition.windowMs, before);
        return prepared;
    }
    const auto slo = std::ranges::find_if(definitions_.slos, [&](const auto& candidate) {
        return candidate.name == condition.slo && candidate.tenantId == rule.tenantId;
    });
    if (slo == definitions_.slos.end()) {
        prepared.problem = "There is no objective " + condition.slo.value_or(std::string());
        return prepared;
    }
    prepared.slo = &*slo;
    const auto& indicator = slo->indicator;
    const auto read = [&](const std::string& series, std::int64_t length) {
        return series.empty() ? 0 : windowOf(rule.tenantId, series, {}, length, before);
    };
    for (const auto& window : condition.windows) {
        Burn burn;
        burn.longOnes = read(indicator.series, window.longMs);
        burn.longTotals = read(indicator.total, window.longMs);
        burn.shortOnes = read(indicator.series, window.shortMs);
        burn.shortTotals = read(indicator.total, window.shortMs);
        prepared.burns.push_back(burn);
    }
    return prepared;
}

void Evaluator::define(Definitions definitions, std::vector<ActiveAlert> active) {
    std::map<std::string, Window> before;
    for (auto& window : windows_) {
        std::string key = keyOf(window.tenantId, window.series, window.matchers, window.length);
        before.emplace(std::move(key), std::move(window));
    }
    definitions_ = std::move(definitions);
    windows_.clear();
    byKey_.clear();
    prepared_.clear();
    prepared_.reserve(definitions_.rules.size());
    for (const auto& rule : definitions_.rules)
        prepared_.push_back(prepare(rule, before));
    silences_.clear();
    for (std::size_t i = 0; i < definitions_.silences.size(); ++i)
        silences_[definitions_.silences[i].tenantId].push_back(i);
    alerts_.clear();
    for (auto& one : active) {
        const auto& alert = one.alert;
        // When its condition was last true is not kept; it counts from now on.
        const Progress progress{alert.state, alert.activeSince, alert.firedAt, alert.resolvedAt,
                                alert.firedAt.value_or(alert.activeSince)};
        std::string rule = alert.ruleId, key = one.seriesKey;
        alerts_[rule].emplace(std::move(key), std::pair(progress, std::move(one)));
    }
    std::unordered_set<std::string_view> known;
    for (const auto& rule : definitions_.rules)
        known.insert(rule.id);
    orphans_.clear();
    for (const auto& [rule, alerts] : alerts_)
        if (!known.contains(rule)) orphans_.push_back(rule);
}

std::vector<Evaluator::Due> Evaluator::due(Time now) const {
    std::vector<Due> list;
    for (std::size_t i = 0; i < windows_.size(); ++i) {
        const auto& window = windows_[i];
        const Duration length(window.length);
        const bool isFresh = window.readAt && *window.readAt <= now && now - *window.readAt < length / readAgainAfter;
        if (!isFresh) list.push_back({i, {window.tenantId, window.series, window.matchers, now - length, now}});
    }
    return list;
}

void Evaluator::take(Time now, const std::vector<Due>& due, std::vector<Found> answers) {
    for (std::size_t i = 0; i < due.size() && i < answers.size(); ++i) {
        auto& window = windows_[due[i].window];
        window.readAt = now;
        window.found = std::move(answers[i]);
    }
}

Judgement Evaluator::judgeBurnOf(const domain::AlertRule& rule, const Prepared& prepared, Time now) const {
    const auto& indicator = prepared.slo->indicator;
    const auto samplesOf = [&](std::size_t window) -> std::span<const Sample> {
        const auto& found = windows_[window].found;
        return found.empty() ? std::span<const Sample>() : std::span<const Sample>(found.front().samples);
    };
    // judgeBurn asks for the windows in their order, the long one of each before the short one.
    std::size_t asked = 0;
    return judgeBurn(rule.condition.windows, prepared.slo->objective, [&](std::int64_t length) {
        const auto& burn = prepared.burns[asked / 2];
        const bool isLong = asked++ % 2 == 0;
        const auto ones = samplesOf(isLong ? burn.longOnes : burn.shortOnes);
        const auto totals = indicator.total.empty() ? std::span<const Sample>()
                                                    : samplesOf(isLong ? burn.longTotals : burn.shortTotals);
        return shareOf(indicator, ones, totals, now - Duration(length), now).ratio();
    });
}

std::optional<std::string> Evaluator::silencerOf(const domain::AlertRule& rule, const Labels& labels, Time now) const {
    if (rule.silencedUntil && *rule.silencedUntil > now) return rule.id;
    const auto own = silences_.find(rule.tenantId);
    if (own == silences_.end()) return std::nullopt;
    for (const auto index : own->second) {
        const auto& silence = definitions_.silences[index];
        if (silence.startsAt <= now && now < silence.endsAt && fitsAll(silence.matchers, labels)) return silence.id;
    }
    return std::nullopt;
}

void Evaluator::step(const domain::AlertRule& rule, const Prepared& prepared, const Labels& series,
                     const Judgement& judgement, Time now, Round& round) {
    const std::string key = series.empty() ? std::string() : json::write(series);
    Progress before;
    if (const auto own = alerts_.find(rule.id); own != alerts_.end())
        if (const auto entry = own->second.find(key); entry != own->second.end()) before = entry->second.first;
    const Progress after = advanced(before, rule, judgement.answer, now);
    if (!isActive(before.state) && !isActive(after.state)) return;
    auto& alerts = alerts_[rule.id];
    const auto known = alerts.find(key);

    AlertChange change;
    change.seriesKey = key;
    change.from = before.state;
    change.isNew = known == alerts.end();
    if (!change.isNew) change.alert = known->second.second.alert;
    domain::Alert& alert = change.alert;
    const domain::Alert was = alert;
    if (change.isNew) {
        alert.id = newId(id::alert, now);
        alert.tenantId = rule.tenantId;
        alert.ruleId = rule.id;
        alert.activeSince = after.activeSince;
    }
    alert.ruleName = rule.name;
    alert.severity = rule.severity;
    alert.labels = merged(series, prepared.labels);
    change.isGone = after.state == AlertState::inactive;
    if (!change.isGone) {
        alert.state = after.state;
        alert.activeSince = after.activeSince;
        alert.firedAt = after.firedAt;
        alert.resolvedAt = after.resolvedAt;
    }
    if (judgement.answer != Answer::unknown || change.isNew) {
        alert.value = judgement.value;
        alert.summary = judgement.summary;
    }
    alert.silencedBy = after.state == AlertState::resolved ? was.silencedBy : silencerOf(rule, alert.labels, now);
    if (alert.state != change.from || change.isGone) change.note = judgement.summary;
    change.isNews = change.isGone || !change.note.empty() || alert.silencedBy != was.silencedBy;
    const bool isOver = change.isGone || after.state == AlertState::resolved;
    if (isOver)
        alerts.erase(known);
    else
        alerts[key] = {after, {alert, key}};
    if (change.isNew || change.isNews || !(alert == was)) round.alerts.push_back(std::move(change));
}

void Evaluator::end(std::pair<Progress, ActiveAlert>& entry, Time now, const std::string& note, Round& round) {
    AlertChange change;
    change.alert = std::move(entry.second.alert);
    change.seriesKey = std::move(entry.second.seriesKey);
    change.from = change.alert.state;
    change.isGone = change.from == AlertState::pending;
    change.isNews = true;
    change.note = note;
    if (!change.isGone) {
        change.alert.state = AlertState::resolved;
        change.alert.resolvedAt = now;
    }
    round.alerts.push_back(std::move(change));
}

void Evaluator::evaluateRule(const domain::AlertRule& rule, Prepared& prepared, Time now, Round& round) {
    std::string problem = prepared.problem;
    if (rule.enabled && problem.empty()) {
        ++round.evaluated;
        if (rule.condition.kind == ConditionKind::burnRate) {
            const auto judgement = judgeBurnOf(rule, prepared, now);
            if (judgement.answer == Answer::unknown) problem = judgement.summary;
            step(rule, prepared, {}, judgement, now, round);
        } else {
            const auto& found = windows_[prepared.window].found;
            // Of an absent series there is an alert without labels of a series, as long as none has a value.
            const bool isAbsent = found.empty();
            const auto alertsBefore = alerts_.find(rule.id);
            const auto judgeOne = [&](const Labels& labels, std::span<const Sample> samples) {
                const std::string key = labels.empty() ? std::string() : json::write(labels);
                bool firing = false;
                if (const auto alerts = alerts_.find(rule.id); alerts != alerts_.end())
                    if (const auto known = alerts->second.find(key); known != alerts->second.end())
                        firing = known->second.first.state == AlertState::firing;
                const auto judgement = judge(rule.condition, samples, now, firing);
                if (judgement.answer == Answer::unknown) problem = judgement.summary;
                step(rule, prepared, labels, judgement, now, round);
            };
            std::vector<Labels> gone;  // alerts of series that have disappeared
            if (alertsBefore != alerts_.end())
                for (const auto& [key, entry] : alertsBefore->second) {
                    const auto labels = key.empty() ? Result<Labels>(Labels{}) : json::read<Labels>(key);
                    if (labels && std::ranges::none_of(found, [&](const auto& one) { return one.labels == *labels; }))
                        gone.push_back(*labels);
                }
            for (const auto& one : found)
                judgeOne(one.labels, one.samples);
            for (const auto& labels : gone)
                if (!labels.empty() || !isAbsent) judgeOne(labels, {});
            if (isAbsent) judgeOne({}, {});
        }
    } else if (const auto own = alerts_.find(rule.id); own != alerts_.end()) {
        for (auto& [key, entry] : own->second)
            end(entry, now, rule.enabled ? problem : "The rule was switched off", round);
        alerts_.erase(own);
    }
    RuleChange said{rule.id, rule.tenantId, AlertState::inactive, 0, problem};
    if (const auto own = alerts_.find(rule.id); own != alerts_.end()) {
        for (const auto& [key, entry] : own->second) {
            ++said.alerts;
            if (said.state != AlertState::firing) said.state = entry.first.state;
        }
        if (own->second.empty()) alerts_.erase(own);
    }
    if (!problem.empty()) ++round.problems;
    if (!(said == prepared.told)) round.rules.push_back(said);
    prepared.told = std::move(said);
}

Round Evaluator::evaluate(Time now) {
    Round round;
    for (std::size_t i = 0; i < prepared_.size(); ++i)
        evaluateRule(definitions_.rules[i], prepared_[i], now, round);
    for (const auto& rule : std::exchange(orphans_, {})) {
        for (auto& [key, entry] : alerts_[rule])
            end(entry, now, "The rule was deleted", round);
        alerts_.erase(rule);
    }
    return round;
}

std::vector<domain::Alert> Evaluator::active() const {
    std::vector<domain::Alert> list;
    for (const auto& [rule, alerts] : alerts_)
        for (const auto& [key, entry] : alerts)
            list.push_back(entry.second.alert);
    return list;
}

}  // namespace steward::alerts
