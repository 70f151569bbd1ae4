// What definition_handler.h declares, for the files that make handlers of kinds of entities of it.
#pragma once

#include <algorithm>

#include "alerts/definition_handler.h"
#include "alerts/definition_store.h"
#include "plans/keys.h"
#include "plans/plan_rules.h"
#include "report/filter.h"
#include "report/list_dataset.h"

namespace steward::alerts {
namespace detail {

using domain::ExclusionReason;
using domain::Operation;

// A tenant may have fewer than the platform itself.
inline constexpr std::int64_t partOfTenants = 20;

// Not what passes, and not what names others by their ids, which are the platform's own.
template <class T>
constexpr bool isConfigured =
    std::is_same_v<T, domain::AlertRule> || std::is_same_v<T, domain::Slo> || std::is_same_v<T, domain::AlertChannel>;

template <class T>
plans::Entity entityOf(const T& definition) {
    return {definition.id, definition.name, definition.tenantId, definition.version, documentOf(definition), {}};
}

// What the document of an entity says, without what only the platform keeps.
template <class T>
Result<T> definitionOf(const plans::Entity& entity, const json::Object& document) {
    T base;
    base.id = entity.id;
    base.tenantId = entity.tenantId;
    base.version = entity.version;
    return withDocument(base, document);
}

inline Result<std::optional<std::string>> tenantOf(sql::Connection& db, const sql::TenantScope& scope,
                                                   const plans::Key& key) {
    if (key.slug.empty()) return scope.isAll() ? std::string() : scope.tenant();
    return plans::tenantCalled(db, scope, key.slug);
}

template <class T>
Result<> checkPatch(const json::Value& patch) {
    if (!patch.is_object()) return plans::refusedRequest("/patch", "must be an object");
    const auto& names = patchable<T>();
    for (const auto& [name, value] : patch.get_object())
        if (name == "removed" || std::ranges::find(names, std::string_view(name)) == names.end())
            return plans::refusedRequest("/patch/" + std::string(name), "is no field that can be changed");
    const auto document = mergedPatch(documentOf(T{}), patch);
    if (auto read = withDocument(T{}, document.get_object()); !read) {
        Error error = std::move(read).error();
        error.code = ErrorCode::invalid;
        for (auto& field : error.fields)
            field.path = "/patch" + field.path;
        return fail(std::move(error));
    }
    return {};
}

template <class T>
std::optional<plans::Exclusion> exclusionOf(const T& definition) {
    auto problems = Defined<T>::problems(definition);
    if (problems.empty()) return std::nullopt;
    return plans::Exclusion{ExclusionReason::refusedByRule,
                            plans::whatIsWrong({ErrorCode::unprocessable, {}, {}, {}, std::move(problems)})};
}

}  // namespace detail

template <class T>
std::optional<domain::Permission> DefinitionHandler<T>::permissionFor(domain::Operation operation) const {
    switch (operation) {
        case domain::Operation::create:
        case domain::Operation::change:
        case domain::Operation::remove:
        case domain::Operation::restore:
        case domain::Operation::converge:
        case domain::Operation::revert:
            return domain::Permission::alertsWrite;
        default:
            return std::nullopt;
    }
}

template <class T>
Result<> DefinitionHandler<T>::check(const domain::PlanRequest& request) const {
    const bool takesPatch =
        request.operation == domain::Operation::create || request.operation == domain::Operation::change;
    if (takesPatch != request.patch.has_value())
        return plans::refusedRequest("/patch",
                                     takesPatch ? "is required for this operation" : "does not go with this operation");
    if (request.patch) {
        STEWARD_CHECK(detail::checkPatch<T>(*request.patch));
        const auto& patch = request.patch->get_object();
        if (request.operation == domain::Operation::create && !patch.contains("name"))
            return plans::refusedRequest("/patch/name", "is required for something new");
        const bool many = request.selection.filter || (request.selection.ids && request.selection.ids->size() > 1);
        if (many && patch.contains("name")) return plans::refusedRequest("/patch/name", "can be set for one at a time");
    }
    if (!request.selection.filter) return {};
    const auto& fields = report::findListDataset(Defined<T>::list)->fields;
    auto readable = report::parseFilter(*request.selection.filter).and_then([&](const report::Filter& filter) {
        return report::filterToSql(filter, fields, sql::Dialect::sqlite, {});
    });
    if (readable) return {};
    return plans::refusedRequest("/selection/filter", readable.error().message);
}

template <class T>
Result<std::optional<plans::Entity>> DefinitionHandler<T>::load(sql::Connection& connection,
                                                                const sql::TenantScope& scope,
                                                                const std::string& id) const {
    STEWARD_TRY(const auto found, findDefinition<T>(connection, scope, id));
    return found ? std::optional(detail::entityOf(*found)) : std::nullopt;
}

template <class T>
Result<std::optional<plans::Entity>> DefinitionHandler<T>::find(sql::Connection& connection,
                                                                const sql::TenantScope& scope,
                                                                const std::string& text) const {
    const plans::Key key = plans::keyOf(text);
    STEWARD_TRY(const auto tenantId, detail::tenantOf(connection, scope, key));
    if (!tenantId) return std::optional<plans::Entity>();
    STEWARD_TRY(const auto found, definitionCalled<T>(connection, *tenantId, key.name));
    return found ? std::optional(detail::entityOf(*found)) : std::nullopt;
}

template <class T>
Result<std::vector<plans::Entity>> DefinitionHandler<T>::page(sql::Connection& connection,
                                                              const sql::TenantScope& scope, const std::string& filter,
                                                              const std::string& afterId, std::size_t limit) const {
    STEWARD_TRY(const auto found, definitionsByFilter<T>(connection, scope, filter, clock_.now(), afterId, limit));
    std::vector<plans::Entity> entities;
    entities.reserve(found.size());
    for (const auto& definition : found)
        entities.push_back(detail::entityOf(definition));
    return entities;
}

template <class T>
Result<plans::Entity> DefinitionHandler<T>::blank(sql::Connection& connection, const sql::TenantScope& scope,
                                                  const std::string& text, Time now) const {
    const plans::Key key = plans::keyOf(text);
    STEWARD_TRY(const auto tenantId, detail::tenantOf(connection, scope, key));
    if (!tenantId) return fail(ErrorCode::unprocessable, "There is no tenant \"" + key.slug + "\" yet");
    T definition;
    definition.id = newId(Defined<T>::prefix, now);
    definition.tenantId = *tenantId;
    definition.name = key.name;
    if constexpr (requires { definition.startsAt; }) definition.startsAt = definition.endsAt = now;
    plans::Entity entity = detail::entityOf(definition);
    entity.isNew = true;
    return entity;
}

template <class T>
plans::Proposal DefinitionHandler<T>::propose(const plans::Entity& entity, domain::Operation operation,
                                              const std::optional<json::Value>& patch, const json::Object&) const {
    const auto leaveOut = [](domain::ExclusionReason reason, std::string detail) {
        return plans::Proposal{{}, plans::Exclusion{reason, std::move(detail)}};
    };
    const bool isRemoved = entity.document.contains("removed") && entity.document.at("removed") == json::Value(true);
    json::Object after = entity.document;
    if (operation == domain::Operation::remove || operation == domain::Operation::restore) {
        const bool removes = operation == domain::Operation::remove;
        if (removes == isRemoved)
            return leaveOut(domain::ExclusionReason::alreadySo,
                            removes ? "It is deleted already" : "It is not deleted");
        after["removed"] = removes;
        return {std::move(after), std::nullopt};
    }
    if (isRemoved) return leaveOut(domain::ExclusionReason::removed, "It is deleted; restore it first");
    if (patch) {
        const auto fine = detail::checkPatch<T>(*patch);
        if (!fine) return leaveOut(domain::ExclusionReason::refusedByRule, plans::whatIsWrong(fine.error()));
    }
    const auto merged = mergedPatch(after, patch.value_or(json::Object())).get_object();
    const auto read = detail::definitionOf<T>(entity, merged);
    if (!read) return leaveOut(domain::ExclusionReason::refusedByRule, plans::whatIsWrong(read.error()));
    return {documentOf(*read), std::nullopt};
}

template <class T>
Result<plans::Review> DefinitionHandler<T>::review(sql::Connection& connection, const plans::Entity& entity,
                                                   const json::Object& document, Time now,
                                                   const domain::Principal&) const {
    plans::Review review;
    T before;
    if (!entity.isNew) {
        STEWARD_TRY(auto stored, findDefinition<T>(connection, sql::TenantScope::all(), entity.id));
        if (stored) before = std::move(*stored);
    }
    STEWARD_TRY(const T after, detail::definitionOf<T>(entity, document));
    review.exclusion = detail::exclusionOf(after);
    if constexpr (requires { after.endsAt; })
        if (!review.exclusion && !after.removed && after.endsAt != before.endsAt && after.endsAt <= now)
            review.exclusion = {domain::ExclusionReason::refusedByRule, "It would be over already"};
    if (review.exclusion) return review;
    if (!after.removed && (entity.isNew || before.removed || before.name != after.name)) {
        STEWARD_TRY(const auto other, definitionCalled<T>(connection, after.tenantId, after.name));
        if (other && other->id != entity.id)
            review.exclusion = {domain::ExclusionReason::refusedByRule,
                                "There is another " + std::string(Defined<T>::noun) + " of this name"};
    }
    if (!review.exclusion && entity.isNew) {
        STEWARD_TRY(const auto count, countOf<T>(connection, after.tenantId));
        const auto most = after.tenantId.empty() ? Defined<T>::most : Defined<T>::most / detail::partOfTenants;
        if (count >= most)
            review.exclusion = {domain::ExclusionReason::overLimit, "There are " + std::to_string(count) + " already"};
    }
    if (review.exclusion) return review;
    STEWARD_CHECK(Defined<T>::review(connection, before, after, now, review));
    if (review.exclusion) return review;
    if (after.removed && !before.removed) review.removedKey = before.name;
    return review;
}

template <class T>
Result<> DefinitionHandler<T>::write(sql::Connection& connection, const plans::Entity& entity,
                                     const json::Object& document, Time now, const domain::Principal& actor) const {
    STEWARD_TRY(T after, detail::definitionOf<T>(entity, document));
    after.version = entity.version + 1;
    after.changedAt = now;
    if (entity.isNew) {
        after.createdAt = now;
        if constexpr (requires { after.createdBy; }) after.createdBy = actor.name;
        if constexpr (requires { after.since; }) after.since = now;
    }
    STEWARD_CHECK(entity.isNew ? insertDefinition(connection, after) : updateDefinition(connection, after));
    return Defined<T>::changed(connection);
}

template <class T>
std::optional<plans::ConfigurationPart> DefinitionHandler<T>::configurationPart() const {
    if (!detail::isConfigured<T>) return std::nullopt;
    return plans::ConfigurationPart{Defined<T>::list, domain::Permission::alertsRead};
}

template <class T>
Result<> DefinitionHandler<T>::configuration(sql::Connection& connection, const sql::TenantScope& scope,
                                             const report::SqlCondition& tenants, const plans::AddEntry& add) const {
    return eachDefinition<T>(connection, scope, tenants, [&](const std::string& slug, const T& definition) {
        json::Object entry = documentOf(definition);
        for (const std::string_view member : {"name", "removed", "silencedUntil"})
            entry.erase(member);
        if constexpr (std::is_same_v<T, domain::AlertRule>) entry["condition"] = withNulls(definition.condition);
        return add(plans::textOf({slug, definition.name}), json::write(json::Value(std::move(entry))));
    });
}

}  // namespace steward::alerts
