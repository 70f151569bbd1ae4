#include "health/watch.h"

#include <algorithm>
#include <utility>

#include "health/definition.h"

namespace steward::health {

using domain::ComponentState;
using domain::ProbeAnswer;
using domain::ProbeKind;

void Watch::define(Definitions definitions, std::optional<Time> lastRound, Memory memory) {
    auto before = std::move(entries_);
    const auto known = std::move(byId_);
    entries_.clear();
    byId_.clear();
    entries_.reserve(definitions.components.size());
    for (auto& [component, progress] : definitions.components) {
        Entry entry{std::move(component), std::move(progress), {}, false, false, {}};
        const auto old = known.find(entry.component.id);
        if (memory == Memory::keep && old != known.end()) {
            Entry& same = before[old->second];
            if (same.component.version == entry.component.version) {
                entry = std::move(same);
            } else {
                entry.progress = std::move(same.progress);
                entry.maintenanceEnds = same.maintenanceEnds;
                if (same.component.probe == entry.component.probe)
                    entry.dueAt = same.dueAt;
                else
                    entry.progress.failures = 0;
            }
        }
        byId_.emplace(entry.component.id, entries_.size());
        entries_.push_back(std::move(entry));
    }
    windows_ = std::move(definitions.windows);
    changes_.clear();
    if (memory == Memory::keep) return;
    lastRound_ = lastRound;
    watchedSince_ = {};
}

std::vector<const domain::Component*> Watch::due(Time now) const {
    std::vector<const Entry*> found;
    for (const auto& entry : entries_)
        if (entry.component.enabled && entry.component.probe.kind != ProbeKind::heartbeat && !entry.isUnderWay &&
            (!entry.dueAt || *entry.dueAt <= now))
            found.push_back(&entry);
    std::ranges::stable_sort(found, {}, [](const Entry* entry) { return entry->dueAt.value_or(Time::min()); });
    std::vector<const domain::Component*> list;
    list.reserve(found.size());
    for (const Entry* entry : found)
        list.push_back(&entry->component);
    return list;
}

void Watch::started(const std::string& id) {
    if (const auto found = byId_.find(id); found != byId_.end()) entries_[found->second].isUnderWay = true;
}

void Watch::take(const std::string& id, std::int64_t version, const domain::ProbeOutcome& outcome) {
    const auto found = byId_.find(id);
    if (found == byId_.end()) return;
    Entry& entry = entries_[found->second];
    if (entry.component.version != version) return;
    const auto& probe = entry.component.probe;
    entry.isUnderWay = false;
    // At whole intervals, however long a check takes; what was left out is not caught up with.
    const Duration interval(probe.intervalMs);
    entry.dueAt = entry.dueAt ? *entry.dueAt + interval : outcome.at + interval;
    if (*entry.dueAt <= outcome.at) entry.dueAt = outcome.at + interval;
    entry.progress = advanced(std::move(entry.progress), outcome, probe);
    entry.component.checkedAt = outcome.at;
    entry.component.latencyMs = outcome.latencyMs;
    entry.isChanged = true;
}

void Watch::beats(const std::map<std::string, Time>& beats, Time now) {
    for (auto& entry : entries_) {
        auto& component = entry.component;
        if (component.probe.kind != ProbeKind::heartbeat || !component.enabled) continue;
        const auto found = beats.find(component.id);
        const auto beat = found == beats.end() ? std::nullopt : std::optional(found->second);
        const Time from = std::max(beat.value_or(component.changedAt), watchedSince_);
        const Time missedAt = from + Duration(component.probe.silenceMs);
        domain::ProbeOutcome outcome{beat.value_or(now), ProbeAnswer::up, {}, {}};
        if (now >= missedAt)
            outcome = {missedAt, ProbeAnswer::failed, "No heartbeat came.", {}};
        else if (!beat || *beat < from)
            outcome = {now, ProbeAnswer::unknown, "No heartbeat came yet.", {}};
        // What was said already is not said again and again.
        if (entry.progress.answer == outcome.answer && component.checkedAt == beat) continue;
        auto probe = component.probe;
        probe.failures = 1;
        entry.progress = advanced(std::move(entry.progress), outcome, probe);
        component.checkedAt = beat;
        entry.isChanged = true;
    }
}

const domain::MaintenanceWindow* Watch::windowOf(const domain::Component& component, Time now) const {
    const auto found = std::ranges::find_if(windows_, [&](const auto& window) {
        return window.startsAt <= now && now < window.endsAt && covers(window, component.id, component.tenantId);
    });
    return found == windows_.end() ? nullptr : &*found;
}

void Watch::become(Entry& entry, domain::Standing standing, Time at) {
    auto& component = entry.component;
    if (component.reason != standing.reason) {
        component.reason = standing.reason;
        entry.isChanged = true;
    }
    if (component.state == standing.state) return;
    at = std::max(at, component.since);
    changes_.push_back(
        {component.id, component.tenantId, component.name, component.state, standing.state, at, standing.reason});
    component.state = standing.state;
    component.since = at;
    entry.isChanged = true;
}

void Watch::begin(Time now) {
    const auto last = std::exchange(lastRound_, now);
    if (!last || now - *last <= gap_) return;
    for (auto& entry : entries_) {
        entry.progress = {ProbeAnswer::unknown, *last, "The platform was not watching.", 0, {}};
        entry.dueAt.reset();
        entry.isChanged = true;
        become(entry, {ComponentState::unknown, entry.progress.reason}, *last);
    }
    watchedSince_ = now;
}

const std::string& Watch::brokenOf(std::size_t index, const std::vector<domain::Standing>& standings,
                                   std::vector<std::optional<std::string>>& known) const {
    if (known[index]) return *known[index];
    known[index].emplace();  // for the time being: what is asked again on the way to itself
    std::string broken;
    for (const auto& id : entries_[index].component.dependsOn) {
        const auto found = byId_.find(id);
        if (found == byId_.end()) continue;
        if (standings[found->second].state == ComponentState::down)
            broken = entries_[found->second].component.name;
        else
            broken = brokenOf(found->second, standings, known);
        if (!broken.empty()) break;
    }
    known[index] = std::move(broken);
    return *known[index];
}

Round Watch::round(Time now) {
    std::vector<domain::Standing> standings(entries_.size());
    std::vector<Time> times(entries_.size(), now);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        auto& entry = entries_[i];
        const auto& component = entry.component;
        if (!component.enabled) {
            standings[i] = {ComponentState::unknown, "It is switched off."};
            continue;
        }
        const auto* window = windowOf(component, now);
        standings[i] = standingOf(entry.progress, window ? window->name : std::string(), {});
        if (window) {
            times[i] = std::max(window->startsAt, window->changedAt);
            entry.maintenanceEnds = window->endsAt;
        } else if (component.state == ComponentState::maintenance && entry.maintenanceEnds != Time{}) {
            times[i] = std::min(now, entry.maintenanceEnds);
        } else if (standings[i].state == ComponentState::down) {
            times[i] = entry.progress.since;
        }
    }
    std::vector<std::optional<std::string>> broken(entries_.size());
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        auto& entry = entries_[i];
        const bool isFine = standings[i].state == ComponentState::operational;
        become(entry, isFine ? standingOf(entry.progress, {}, brokenOf(i, standings, broken)) : standings[i], times[i]);
    }
    Round round;
    round.changes = std::exchange(changes_, {});
    for (auto& entry : entries_) {
        if (!entry.isChanged) continue;
        entry.isChanged = false;
        const auto& component = entry.component;
        round.checked.push_back({component.id, component.tenantId, component.state, component.since, component.reason,
                                 component.checkedAt, component.latencyMs, entry.progress});
    }
    return round;
}

}  // namespace steward::health
