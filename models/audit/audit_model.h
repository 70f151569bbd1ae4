// The audit log as a table, newest first. GUI thread.
#pragma once

#include "models/common/fetch.h"
#include "models/common/paged_model.h"

namespace steward::models {

class AuditModel : public PagedModelOf<domain::AuditEntry> {
    Q_OBJECT
public:
    enum Column { At, Actor, Action, Entity, Reason, Seq, ColumnCount };

    explicit AuditModel(Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>> list,
                        QObject* parent = nullptr);
    void setFilter(const QString& filter);
    QString filter() const { return filter_; }
    // From the feed: there are newer entries.
    void entriesAdded();

    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }

protected:
    QFuture<Result<contract::Page<domain::AuditEntry>>> request(int limit,
                                                                const std::optional<std::string>& cursor) override;
    QString key(const domain::AuditEntry& entry) const override { return QString::fromStdString(entry.id); }
    QVariant value(const domain::AuditEntry& entry, int column) const override;

private:
    Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>> list_;
    QString filter_;
    QTimer reloadSoon_;
};

}  // namespace steward::models
