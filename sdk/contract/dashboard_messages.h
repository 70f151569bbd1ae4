// Dashboards that people keep on the platform, for themselves and for roles of their place: the people of a tenant, or
// the platform's staff.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/access.h"
#include "domain/dashboard.h"

namespace steward::contract {

// `viewers` see it, `editors` change it, too; its owner does both. Sharing needs reportsWrite.
struct DashboardSummary {
    std::string id;  // "dsh_…"
    std::string title;
    std::string description;
    std::int64_t panels = 0;
    std::vector<domain::Role> viewers;
    std::vector<domain::Role> editors;
    std::string ownerId;
    std::string ownerName;
    std::string savedBy;  // the name of who saved this version
    Time savedAt{};
    std::int64_t version = 0;
    bool operator==(const DashboardSummary&) const = default;
};
STEWARD_DESCRIBE(DashboardSummary,
                 (id, title, description, panels, viewers, editors, ownerId, ownerName, savedBy, savedAt, version))

// Those the caller may see, by title; at most 500.
struct DashboardList {
    std::vector<DashboardSummary> items;
};
STEWARD_DESCRIBE(DashboardList, (items))

struct Dashboard {
    std::string id;
    domain::DashboardContent content;
    std::vector<domain::Role> viewers;
    std::vector<domain::Role> editors;
    std::string ownerId;
    std::string ownerName;
    std::string savedBy;
    Time savedAt{};
    std::int64_t version = 0;
    bool operator==(const Dashboard&) const = default;
};
STEWARD_DESCRIBE(Dashboard, (id, content, viewers, editors, ownerId, ownerName, savedBy, savedAt, version))

struct DashboardRequest {
    std::string id;
    std::optional<std::int64_t> version;  // as it was; absent: as it is
};
STEWARD_DESCRIBE(DashboardRequest, (id, version))

struct DashboardDraft {
    domain::DashboardContent content;
};
STEWARD_DESCRIBE(DashboardDraft, (content))

struct DashboardChange {
    std::string id;
    domain::DashboardContent content;
    std::optional<std::string> note;  // what was changed and why, for the history; at most 200 characters
};
STEWARD_DESCRIBE(DashboardChange, (id, content, note))

struct DashboardSharing {
    std::string id;
    std::vector<domain::Role> viewers;
    std::vector<domain::Role> editors;
};
STEWARD_DESCRIBE(DashboardSharing, (id, viewers, editors))

// The content of an earlier version becomes a new one.
struct DashboardRevert {
    std::string id;
    std::int64_t version = 0;
};
STEWARD_DESCRIBE(DashboardRevert, (id, version))

struct DashboardVersion {
    std::int64_t version = 0;
    std::string title;
    std::int64_t panels = 0;
    std::string savedBy;
    Time savedAt{};
    std::string note;
    std::optional<std::int64_t> revertedTo;  // the version whose content this one took over
    bool operator==(const DashboardVersion&) const = default;
};
STEWARD_DESCRIBE(DashboardVersion, (version, title, panels, savedBy, savedAt, note, revertedTo))

// The latest first; the latest 50 are kept. Sharing makes a version, too, without an entry of its own.
struct DashboardHistory {
    std::vector<DashboardVersion> items;
};
STEWARD_DESCRIBE(DashboardHistory, (items))

}  // namespace steward::contract
