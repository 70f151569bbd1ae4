#include "cli/plan_output.h"

#include <algorithm>

#include "cli/output.h"
#include "domain/money.h"

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
    add(counts.created, "of them new");
    add(counts.changedMeanwhile, "changed meanwhile");
    add(counts.excluded, "left out");
    add(counts.overwrites, "overwrite what others changed");
    add(counts.sessionsEnd, "sessions end");
    add(counts.keysEnd, "API keys end");
    add(counts.invoicesChange, "invoices change");
    return text;
}

std::string minuteOf(Time at) {
    std::string minute = toRfc3339(at).substr(0, std::string_view("2026-11-23T09:43").size());
    std::ranges::replace(minute, 'T', ' ');
    return minute + " UTC";
}

std::string editText(const domain::LastEdit& edit) {
    return "by " + edit.by + ", " + minuteOf(edit.at);
}

std::string invoiceText(const domain::InvoiceChange& invoice) {
    const auto amount = [&](std::int64_t minor) { return domain::amountText(minor, invoice.currency); };
    const std::string when =
        invoice.at ? ", on " + toRfc3339(*invoice.at).substr(0, std::string_view("2026-12-01").size()) : "";
    return "Invoice of " + amount(invoice.afterMinor) + " instead of " + amount(invoice.beforeMinor) + when;
}

std::string effectText(const domain::Effect& effect) {
    using domain::EffectKind;
    const auto counted = [&](const char* one, const char* many) {
        const auto count = effect.count.value_or(0);
        return std::to_string(count) + " " + (count == 1 ? one : many);
    };
    const std::string name = effect.name.value_or(std::string());
    switch (effect.kind) {
        case EffectKind::sessionsEnd:
            return counted("session ends", "sessions end");
        case EffectKind::keysEnd:
            return counted("API key ends", "API keys end");
        case EffectKind::invoiceChange:
            return invoiceText(effect.invoice.value_or(domain::InvoiceChange()));
        case EffectKind::restorable:
            return "Can be restored until " + minuteOf(effect.at.value_or(Time()));
        case EffectKind::signInAddressMoves:
            return "The sign-in address moves to " + name;
        case EffectKind::signInPageChanges:
            return "The sign-in page changes at once";
        case EffectKind::tenantsKeepTerms:
            return counted("tenant has this plan and keeps what it has",
                           "tenants have this plan and keep what they have");
        case EffectKind::rightsChange:
            return counted("user has other rights from the next request on",
                           "users have other rights from the next request on");
        case EffectKind::rulesLoseObjective:
            return counted("alert rule loses the objective that is watched",
                           "alert rules lose the objective that is watched");
        case EffectKind::waitsForObjective:
            return "Waits for the objective " + name + ", which is not there yet";
        case EffectKind::alertsEnd:
            return counted("alert ends", "alerts end");
        case EffectKind::alertsFit:
            return "Fits " + counted("alert", "alerts") + " now";
        case EffectKind::keepsSecret:
            return "The new address is signed with the same secret";
        case EffectKind::dependenciesLost:
            return counted("component loses a dependency", "components lose a dependency");
        case EffectKind::maintenanceEnds:
            return "The maintenance ends now";
        case EffectKind::componentsMaintained:
            return counted("component is in maintenance meanwhile", "components are in maintenance meanwhile");
        case EffectKind::ownerChanges:
            return "Runs in the name of " + name + " from now on";
        case EffectKind::secretMissing:
            return "Nothing goes to the bucket until its secret is set";
    }
    return {};
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
            out += "  ! " + inert(effectText(effect)) + "\n";
        for (const auto& dependents : change.dependents)
            out += "  ! with it: " + std::to_string(dependents.count) + " " + std::string(enumName(dependents.kind)) +
                   "\n";
    }
    std::string leftOut;
    for (const auto& change : changes) {
        if (change.state == ChangeState::willChange || change.reason == ExclusionReason::alreadySo) continue;
        const char* prefix = change.state == ChangeState::changedMeanwhile ? "changed meanwhile " : "changed since ";
        leftOut += "  " + titleOf(change) + ": " +
                   (change.edited ? prefix + inert(editText(*change.edited)) : inert(change.detail)) + "\n";
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
