// Which column fills which field: proposed from the names of the columns, changed by people, checked before rows are
// read.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/plan.h"
#include "import/field.h"

namespace steward::imports {

// What is imported.
struct Subject {
    domain::EntityKind entity = domain::EntityKind::tenant;
    std::string key;  // the field that says which entity a row is about
    std::vector<Field> fields;
    // What a patch breaks whatever entity it is laid over; paths as in "/ownerEmail".
    std::function<std::vector<FieldError>(const json::Object& patch)> check;
    std::vector<std::string> neededForNew;  // fields without which nothing new is made

    const Field* find(std::string_view name) const;
};

// Tenants by their slug.
Subject tenants();

// For each column the name of its field; empty: the column is left out.
using Mapping = std::vector<std::string>;

// Columns whose names are a field's win over those that only mean it. Two columns of one name are both proposed, for
// somebody to choose between them.
Mapping propose(const std::vector<std::string>& columns, const Subject& subject);
// "ownerEmail=Contact" words over a proposal; an empty column leaves the field out.
Outcome<Mapping> adjusted(Mapping mapping, const std::vector<std::string>& columns, const Subject& subject,
                          const std::vector<std::pair<std::string, std::string>>& fieldsToColumns);
// Empty when rows can be read.
std::vector<Problem> check(const Mapping& mapping, const std::vector<std::string>& columns, const Subject& subject);
// Fields of new entities that no column fills: rows about new ones will be left out by the plan.
std::vector<std::string> missingForNew(const Mapping& mapping, const Subject& subject);

}  // namespace steward::imports
