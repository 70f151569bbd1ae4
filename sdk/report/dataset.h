// What can be reported on. A dataset is declared once, here; the platform, the offline snapshot, the console's field
// list, filters of lists and the exports all read this declaration.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/field.h"

namespace steward::report {

struct Join {
    std::string name;
    std::string sql;
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

// tenants, users, usage, subscriptions, audit.
const std::vector<Dataset>& datasets();
const Dataset* findDataset(std::string_view name);

}  // namespace steward::report
