// What can be reported on. A dataset is declared once, here; the platform, the offline snapshot, the console's field
// list, filters of lists and the exports all read this declaration.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/field.h"

namespace steward::report {

struct Join {
    std::string name;  // that of the relation, or "actor.tenant" for one that
                       // follows another
    std::string sql;
    std::string dataset;  // that of the rows it leads to
};

struct Dataset {
    std::string name;
    std::string title;
    std::string table;         // with its alias: "usage t"
    std::string tenantColumn;  // "t.tenant_id"
    std::string order;         // a unique order of the underlying rows
    std::vector<Join> joins;
    std::vector<Field> fields;

    const Field* find(std::string_view field) const;
    // The condition of the rows that are there for everybody: all that no field hides.
    std::string shown() const;
};
STEWARD_DESCRIBE(Dataset, (name, title, fields))

// The dataset with the fields that its relations (report/schema.h) lead to: "tenant.slug", "actor.tenant.plan". They
// are many to one, at most two after each other, and a join is made only for a field that is used.
Dataset withRelations(const Dataset& dataset);

// The columns of the dataset's own table that its personal fields show.
std::vector<std::string> personalColumns(const Dataset& dataset);

// tenants, users, usage, subscriptions, audit.
const std::vector<Dataset>& datasets();
const Dataset* findDataset(std::string_view name);

}  // namespace steward::report
