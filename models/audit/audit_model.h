// The audit log as a table, newest first. GUI thread.
#pragma once

#include "models/common/list_model.h"
#include "models/common/saved_views.h"

namespace steward::models {

struct AuditSource {
    Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>> list;
    Fetch<contract::ById, domain::AuditEntry> one;
    store::OfflineStore* store = nullptr;  // pages are kept here for offline work; may be null
    Fetch<contract::GroupsRequest, contract::Groups> groups = {};
};

class AuditModel : public ListModelOf<domain::AuditEntry> {
    Q_OBJECT
public:
    enum Column { Check, At, Actor, Action, Entity, Reason, Seq, ColumnCount };

    explicit AuditModel(AuditSource source, QObject* parent = nullptr);
    // From the feed: there are newer entries.
    void entriesAdded();

protected:
    QVariant value(const domain::AuditEntry& entry, int column) const override;

private:
    QTimer addedSoon_;
};

// The views of the audit log that are always there.
std::vector<SavedView> auditViews();

}  // namespace steward::models
