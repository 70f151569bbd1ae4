#include "cli/plan_output.h"

#include <algorithm>

#include "cli/output.h"

namespace steward::cli {
namespace {

using domain::ChangeState;
using domain::ExclusionReason;

constexpr std::size_t longest = 72;  // bytes of a value that are shown

std::string shown(const json::Value& value) {
    std::string text = value.is_null() ? "(nothing)" : textOf(value);
    if (text.empty()) text = "\"\"";
    if (text.size() <= longest) return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return text.substr(0, end) + "… (" + std::to_string(text.size()) + " bytes)";
}

std::string inert(const std::string& text) {
    return textOf(json::Value(boost::json::string(text)));
}

std::string fieldLines(const std::vector<domain::FieldChange>& fields) {
    std::size_t width = 0;
    for (const auto& field : fields)
        width = std::max(width, field.field.size());
    std::string out;
    for (const auto& field : fields)
        out += "  " + inert(field.field) + std::string(width - field.field.size() + 2, ' ') + shown(field.before) +
               " → " + shown(field.after) + "\n";
    return out;
}

std::string titleOf(const domain::PlanChange& change) {
    const std::string& key = change.key.empty() ? change.entityId : change.key;
    std::string title = std::string(enumName(change.entity)) + " " + inert(key);
    if (change.entityName != key) title += "  " + inert(change.entityName);
    return title;
}

std::string countText(const domain::Plan& plan) {
    const auto& counts = plan.counts;
    std::string text = std::to_string(counts.willChange) + " will change";
    const auto add = [&text](std::int64_t count, const char* what) {
        if (count > 0) text += ", " + std::to_string(count) + " " + what;
    };
    add(counts.changedMeanwhile, "changed meanwhile");
    add(counts.excluded, "left out");
    add(counts.overwrites, "overwrite what others changed");
    add(counts.sessionsEnd, "sessions end");
    add(counts.keysEnd, "API keys end");
    add(counts.invoicesChange, "invoices change");
    return text;
}

}  // namespace

std::string differenceText(const std::vector<configuration::Difference>& entries) {
    using configuration::Change;
    std::string out;
    std::int64_t counts[3] = {};
    for (const auto& entry : entries) {
        constexpr const char* signs[] = {"+ ", "- ", "~ "};
        ++counts[static_cast<int>(entry.change)];
        out += signs[static_cast<int>(entry.change)] + entry.kind + " " + inert(entry.key) + "\n";
        if (entry.change != Change::removed) out += fieldLines(entry.fields);
    }
    return out + std::to_string(counts[int(Change::added)]) + " added, " +
           std::to_string(counts[int(Change::removed)]) + " removed, " + std::to_string(counts[int(Change::changed)]) +
           " changed\n";
}

std::string planText(const domain::Plan& plan, const std::vector<domain::PlanChange>& changes) {
    std::string out;
    for (const auto& change : changes) {
        if (change.state != ChangeState::willChange) continue;
        out += titleOf(change) + (change.version == 0 ? "  (new)\n" : "\n") + fieldLines(change.fields);
        for (const auto& effect : change.effects)
            out += "  ! " + inert(effect) + "\n";
        for (const auto& dependents : change.dependents)
            out += "  ! with it: " + std::to_string(dependents.count) + " " + std::string(enumName(dependents.kind)) +
                   "\n";
    }
    std::string leftOut;
    for (const auto& change : changes) {
        if (change.state == ChangeState::willChange || change.reason == ExclusionReason::alreadySo) continue;
        const bool isMeanwhile = change.state == ChangeState::changedMeanwhile;
        leftOut +=
            "  " + titleOf(change) + ": " + (isMeanwhile ? "changed meanwhile " : "") + inert(change.detail) + "\n";
    }
    if (!leftOut.empty()) out += "left out\n" + leftOut;
    out += "plan " + plan.id + ": " + countText(plan) + "\n";
    if (!plan.reversible && plan.counts.willChange > 0) out += "It cannot be taken back.\n";
    return out;
}

bool changesNothing(const domain::Plan& plan) {
    return plan.counts.willChange == 0 && plan.counts.changedMeanwhile == 0 &&
           std::ranges::all_of(plan.exclusions, [](const domain::ExclusionCount& exclusion) {
               return exclusion.reason == ExclusionReason::alreadySo;
           });
}

}  // namespace steward::cli
