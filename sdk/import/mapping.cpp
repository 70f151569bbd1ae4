#include "import/mapping.h"

#include <algorithm>

#include "domain/tenant_patch.h"

namespace steward::imports {
namespace {

// What else people call the fields of a tenant.
struct Alias {
    std::string_view field;
    std::vector<std::string> names;
};
const std::vector<Alias>& aliases() {
    static const std::vector<Alias> all{
        {"name", {"tenant", "tenant name", "company", "company name", "customer", "organization", "organisation"}},
        {"slug", {"key", "subdomain", "short name", "tenant slug"}},
        {"plan", {"subscription", "subscription plan", "tier"}},
        {"billingInterval", {"billing", "interval", "billing period"}},
        {"region", {"data region", "location"}},
        {"ownerName", {"owner", "account owner", "contact", "contact name"}},
        {"ownerEmail", {"email", "mail", "owner's e-mail", "owner's address", "contact e-mail"}},
        {"tags", {"labels"}},
        {"addTag", {"tag"}},
        {"seatsLimit", {"seats", "seat limit", "users limit"}},
        {"apiCallsLimit", {"api calls", "api calls a month"}},
        {"storageLimit", {"storage", "storage bytes"}},
        {"webhooksLimit", {"webhooks"}},
    };
    return all;
}

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const auto& name : names)
        if (!name.empty()) all += (all.empty() ? "" : ", ") + name;
    return all;
}

std::vector<std::string> namesOf(const std::vector<Field>& fields) {
    std::vector<std::string> names;
    std::ranges::transform(fields, std::back_inserter(names), &Field::name);
    return names;
}

bool isTaken(const Mapping& mapping, const std::string& field) {
    return std::ranges::find(mapping, field) != mapping.end();
}

}  // namespace

const Field* Subject::find(std::string_view name) const {
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

Subject tenants() {
    Subject subject{domain::EntityKind::tenant, "slug", fieldsOf<domain::TenantPatch>(), {}, {}};
    for (const auto& alias : aliases()) {
        const auto field = std::ranges::find(subject.fields, alias.field, &Field::name);
        if (field != subject.fields.end()) field->alsoCalled = alias.names;
    }
    subject.check = [](const json::Object& patch) {
        const auto read = json::fromValue<domain::TenantPatch>(patch, json::Unknown::refuse);
        return read ? domain::check(*read) : read.error().fields;
    };
    subject.neededForNew = domain::missingForNew({});
    return subject;
}

Mapping propose(const std::vector<std::string>& columns, const Subject& subject) {
    Mapping mapping(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
        for (const auto& field : subject.fields)
            if (plainly(field.name) == plainly(columns[i])) mapping[i] = field.name;
    const Mapping exact = mapping;
    for (std::size_t i = 0; i < columns.size(); ++i)
        for (const auto& field : subject.fields) {
            const bool means = std::ranges::any_of(
                field.alsoCalled, [&](const auto& name) { return plainly(name) == plainly(columns[i]); });
            if (mapping[i].empty() && means && !isTaken(exact, field.name)) mapping[i] = field.name;
        }
    return mapping;
}

Outcome<Mapping> adjusted(Mapping mapping, const std::vector<std::string>& columns, const Subject& subject,
                          const std::vector<std::pair<std::string, std::string>>& fieldsToColumns) {
    for (const auto& [name, column] : fieldsToColumns) {
        const Field* field = subject.find(name);
        if (!field)
            return fail(Problem{ProblemKind::noSuchField, 0, {}, {shortened(name), joined(namesOf(subject.fields))}});
        std::ranges::replace(mapping, field->name, std::string());
        if (column.empty()) continue;
        const auto found = std::ranges::find(columns, column);
        if (found == columns.end())
            return fail(Problem{ProblemKind::noSuchColumn, 0, {}, {shortened(column), joined(columns)}});
        mapping[static_cast<std::size_t>(found - columns.begin())] = field->name;
    }
    return mapping;
}

std::vector<Problem> check(const Mapping& mapping, const std::vector<std::string>& columns, const Subject& subject) {
    std::vector<Problem> problems;
    if (!isTaken(mapping, subject.key)) problems.push_back({ProblemKind::missingColumn, 0, {}, {subject.key}});
    for (const auto& field : subject.fields) {
        std::vector<std::string> filledBy;
        for (std::size_t i = 0; i < mapping.size() && i < columns.size(); ++i)
            if (mapping[i] == field.name) filledBy.push_back(columns[i]);
        if (filledBy.size() > 1) problems.push_back({ProblemKind::mappedTwice, 0, {}, {joined(filledBy), field.name}});
    }
    return problems;
}

std::vector<std::string> missingForNew(const Mapping& mapping, const Subject& subject) {
    std::vector<std::string> missing;
    for (const auto& field : subject.neededForNew)
        if (!isTaken(mapping, field)) missing.push_back(field);
    return missing;
}

}  // namespace steward::imports
