#include "configuration/difference.h"

#include <algorithm>
#include <set>

namespace steward::configuration {
namespace {

const json::Object& memberOf(const json::Object& object, std::string_view name) {
    return object.at(name).get_object();
}

std::vector<domain::FieldChange> fieldsOf(const json::Object* before, const json::Object* after) {
    std::vector<domain::FieldChange> fields;
    const auto at = [](const json::Object* object, std::string_view name) {
        const auto* found = object ? object->if_contains(name) : nullptr;
        return found ? *found : json::Value();
    };
    for (const auto* side : {after, before}) {
        if (!side) continue;
        for (const auto& [name, ignored] : *side) {
            const bool isTold = side == before && after && after->contains(name);
            json::Value old = at(before, name);
            json::Value now = at(after, name);
            if (!isTold && !json::same(old, now)) fields.push_back({std::string(name), std::move(old), std::move(now)});
        }
    }
    return fields;
}

}  // namespace

Differences difference(const Document& before, const Document& after) {
    Differences differences;
    const auto old = ordered(before);
    const auto now = ordered(after);
    for (const auto* side : {&now, &old})
        for (const auto& [part, value] : *side)
            if (value.is_object() && !(side == &now ? old : now).contains(part))
                differences.notCompared.emplace_back(part);
    for (const auto& [part, value] : now) {
        if (!value.is_object() || !old.contains(part)) continue;
        const auto& entriesNow = value.get_object();
        const auto& entriesBefore = memberOf(old, part);
        std::set<std::string> keys;
        for (const auto* entries : {&entriesNow, &entriesBefore})
            for (const auto& [key, ignored] : *entries)
                keys.emplace(key);
        for (const auto& key : keys) {
            const auto* a = entriesBefore.contains(key) ? &memberOf(entriesBefore, key) : nullptr;
            const auto* b = entriesNow.contains(key) ? &memberOf(entriesNow, key) : nullptr;
            auto fields = fieldsOf(a, b);
            if (a && b && fields.empty()) continue;
            differences.entries.push_back({kindOf(part), key,
                                           !a   ? Change::added
                                           : !b ? Change::removed
                                                : Change::changed,
                                           std::move(fields)});
        }
    }
    return differences;
}

Differences needed(const Document& before, const Document& after) {
    auto differences = difference(before, after);
    std::erase_if(differences.entries, [&](Difference& entry) {
        if (entry.change == Change::removed) return true;
        const auto& wanted = after.parts.at(partOf(entry.kind)).at(entry.key);
        std::erase_if(entry.fields, [&](const auto& field) { return !wanted.contains(field.field); });
        return entry.change == Change::changed && entry.fields.empty();
    });
    return differences;
}

Result<Choice> choiceFrom(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size())
        return fail(ErrorCode::invalid, "'" + text + "' is not of the form kind:key, such as tenant:tarnwick.");
    return Choice{kindOf(partOf(text.substr(0, colon))), text.substr(colon + 1)};
}

Result<std::vector<Choice>> choicesFrom(const std::vector<std::string>& words) {
    std::vector<Choice> choices;
    for (const auto& word : words) {
        STEWARD_TRY(auto choice, choiceFrom(word));
        choices.push_back(std::move(choice));
    }
    return choices;
}

Result<std::vector<Difference>> chosen(const Differences& differences, const std::vector<Choice>& choices,
                                       const Document& before, const Document& after) {
    if (choices.empty()) return differences.entries;
    const auto isIn = [](const Document& document, const Choice& choice) {
        const auto part = document.parts.find(partOf(choice.kind));
        return part != document.parts.end() && part->second.contains(choice.key);
    };
    for (const auto& choice : choices)
        if (!isIn(before, choice) && !isIn(after, choice))
            return fail(ErrorCode::notFound, "There is no " + choice.kind + " '" + choice.key + "' on either side.");
    std::vector<Difference> picked;
    for (const auto& entry : differences.entries)
        if (std::ranges::any_of(
                choices, [&](const Choice& choice) { return choice.kind == entry.kind && choice.key == entry.key; }))
            picked.push_back(entry);
    return picked;
}

}  // namespace steward::configuration
