// What the lists of tenants, users, audit entries, alerts and log records have in common: views of them that people
// keep, and how many rows stand in each group of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"

namespace steward::contract {

// Each is the dataset of that name (report/list_dataset.h), and its readers are those of that list.
enum class ListName {
    tenants,
    users,
    audit,
    alerts,
    alertRules,
    silences,
    slos,
    alertChannels,
    components,
    maintenanceWindows,
    logs,
    reportSchedules
};
STEWARD_DESCRIBE_ENUM(ListName, tenants, users, audit, alerts, alertRules, silences, slos, alertChannels, components,
                      maintenanceWindows, logs, reportSchedules)

// How somebody looks at a list. What is shared is there for everybody who reads the list at the same place: the people
// of a tenant, or the platform's staff. Sharing needs reportsWrite. Only its owner changes a view; who manages people
// (usersWrite) may delete what is shared, too.
struct ListView {
    std::string id;  // "viw_…"
    ListName list = ListName::tenants;
    std::string name;                    // 1 to 60 characters
    std::string filter;                  // the grammar of lists
    std::string sort;                    // "-mrrMinor"; empty: the list's own
    std::vector<std::string> columns;    // those that are shown, in their order; empty: the list's own
    std::optional<std::string> groupBy;  // a field of the list
    bool shared = false;
    std::string ownerId;
    std::string ownerName;
    Time savedAt{};
    std::int64_t version = 0;
    bool operator==(const ListView&) const = default;
};
STEWARD_DESCRIBE(ListView,
                 (id, list, name, filter, sort, columns, groupBy, shared, ownerId, ownerName, savedAt, version))

struct ListViewsRequest {
    ListName list = ListName::tenants;
};
STEWARD_DESCRIBE(ListViewsRequest, (list))

// The caller's own and those shared with them, by name; at most 500.
struct ListViews {
    std::vector<ListView> items;
};
STEWARD_DESCRIBE(ListViews, (items))

struct ListViewDraft {
    ListName list = ListName::tenants;
    std::string name;
    std::string filter;
    std::string sort;
    std::vector<std::string> columns;
    std::optional<std::string> groupBy;
    bool shared = false;
};
STEWARD_DESCRIBE(ListViewDraft, (list, name, filter, sort, columns, groupBy, shared))

// All of it anew; it stays a view of the same list.
struct ListViewChange {
    std::string id;
    std::string name;
    std::string filter;
    std::string sort;
    std::vector<std::string> columns;
    std::optional<std::string> groupBy;
    bool shared = false;
};
STEWARD_DESCRIBE(ListViewChange, (id, name, filter, sort, columns, groupBy, shared))

struct GroupsRequest {
    ListName list = ListName::tenants;
    std::string by;                     // a field of the list that texts or enumerations stand in
    std::optional<std::string> filter;  // the grammar of lists
    std::optional<std::int64_t> limit;  // of groups, 1 to 200, 50 unless told
};
STEWARD_DESCRIBE(GroupsRequest, (list, by, filter, limit))

struct Group {
    std::string value;
    std::int64_t count = 0;
    bool operator==(const Group&) const = default;
};
STEWARD_DESCRIBE(Group, (value, count))

// The largest first. `total` is the number of all rows, also those of groups that are not among the items.
struct Groups {
    std::vector<Group> items;
    std::int64_t total = 0;
    bool complete = true;
};
STEWARD_DESCRIBE(Groups, (items, total, complete))

}  // namespace steward::contract
