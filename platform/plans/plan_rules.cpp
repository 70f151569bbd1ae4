#include "plans/plan_rules.h"

#include <algorithm>

namespace steward::plans {

using domain::Operation;

Result<> checkSelection(const domain::PlanRequest& request) {
    const auto& selection = request.selection;
    const auto refuse = [](std::string path, std::string message) -> Result<> {
        return fail(Error{
            ErrorCode::invalid, "The selection cannot be used.", {}, {}, {{std::move(path), std::move(message)}}});
    };
    const int chosen = selection.ids.has_value() + selection.filter.has_value() + selection.batchId.has_value();
    if (request.targets.has_value() != (request.operation == Operation::converge))
        return refuse("/targets", request.targets ? "go with the operation converge" : "are required to converge");
    if (request.targets && (request.targets->empty() || request.targets->size() > maxSelectedIds))
        return refuse("/targets", "1 to 10,000 in one plan");
    if (request.operation == Operation::create || request.operation == Operation::converge)
        return chosen == 0 ? Result<>{} : refuse("/selection", "must be empty: nothing that is there is selected");
    if (chosen != 1) return refuse("/selection", "must have exactly one of ids, filter and batchId");
    if (selection.filter && request.operation == Operation::revert)
        return refuse("/selection/filter", "cannot select audit entries; name their ids or their batch");
    if (selection.ids && selection.ids->empty()) return refuse("/selection/ids", "must name at least one id");
    if (selection.ids && selection.ids->size() > maxSelectedIds)
        return refuse("/selection/ids", "at most 10,000 ids; use a filter for more");
    return {};
}

bool isDestructive(Operation operation) {
    return operation == Operation::suspend || operation == Operation::archive || operation == Operation::remove;
}

std::string_view verbOf(Operation operation) {
    switch (operation) {
        case Operation::converge:
            return "apply";
        case Operation::remove:
            return "delete";
        default:
            return enumName(operation);
    }
}

std::string confirmationFor(Operation operation, std::int64_t count, std::string_view environment) {
    if (count == 0 || (count == 1 && !isDestructive(operation) && environment != "production")) return {};
    return std::string(verbOf(operation)) + " " + std::to_string(count) + " in " + std::string(environment);
}

std::vector<domain::FieldChange> difference(const json::Object& before, const json::Object& after) {
    std::vector<domain::FieldChange> fields;
    for (const auto& [name, value] : after) {
        const auto* old = before.if_contains(name);
        if (!old || !json::same(*old, value)) fields.push_back({std::string(name), old ? *old : json::Value(), value});
    }
    return fields;
}

json::Object overlaid(json::Object document, const std::vector<domain::FieldChange>& fields) {
    for (const auto& field : fields)
        document[field.field] = field.after;
    return document;
}

json::Object beforeOf(const std::vector<domain::FieldChange>& fields) {
    json::Object document;
    for (const auto& field : fields)
        document[field.field] = field.before;
    return document;
}

json::Object afterOf(const std::vector<domain::FieldChange>& fields) {
    json::Object document;
    for (const auto& field : fields)
        document[field.field] = field.after;
    return document;
}

void count(domain::Plan& plan, const domain::PlanChange& change) {
    auto& counts = plan.counts;
    ++counts.selected;
    switch (change.state) {
        case domain::ChangeState::willChange:
            ++counts.willChange;
            counts.overwrites += change.overwrites;
            counts.created += change.version == 0;
            for (const auto& effect : change.effects) {
                if (effect.kind == domain::EffectKind::sessionsEnd) counts.sessionsEnd += effect.count.value_or(0);
                if (effect.kind == domain::EffectKind::keysEnd) counts.keysEnd += effect.count.value_or(0);
                if (effect.kind == domain::EffectKind::invoiceChange) ++counts.invoicesChange;
            }
            return;
        case domain::ChangeState::changedMeanwhile:
            ++counts.changedMeanwhile;
            return;
        case domain::ChangeState::excluded:
            break;
    }
    ++counts.excluded;
    const auto reason = change.reason.value_or(domain::ExclusionReason::refusedByRule);
    const auto found = std::ranges::find(plan.exclusions, reason, &domain::ExclusionCount::reason);
    if (found != plan.exclusions.end())
        ++found->count;
    else
        plan.exclusions.push_back({reason, 1});
}

void addCounted(std::vector<domain::Effect>& effects, domain::EffectKind kind, std::int64_t count) {
    if (count > 0) effects.push_back({.kind = kind, .count = count});
}

domain::BatchState outcomeOf(std::int64_t total, std::int64_t done, std::int64_t failed) {
    if (failed == 0 && done == total) return domain::BatchState::succeeded;
    return done > failed ? domain::BatchState::partlyFailed : domain::BatchState::failed;
}

tl::unexpected<Error> refusedRequest(std::string path, std::string message) {
    return fail(
        Error{ErrorCode::invalid, "The plan cannot be computed.", {}, {}, {{std::move(path), std::move(message)}}});
}

std::string whatIsWrong(const Error& error) {
    std::string text;
    for (const auto& field : error.fields) {
        std::string_view path = field.path;
        for (const std::string_view lead : {"/patch", "/"})
            if (path.starts_with(lead)) path.remove_prefix(lead.size());
        if (!text.empty()) text += "; ";
        text += std::string(path) + " " + field.message;
    }
    return text.empty() ? error.message : text;
}

std::string whoAndWhen(const std::string& name, Time at) {
    std::string minute = toRfc3339(at).substr(0, 16);
    std::replace(minute.begin(), minute.end(), 'T', ' ');
    return "by " + name + ", " + minute + " UTC";
}

}  // namespace steward::plans
