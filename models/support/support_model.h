// Support access as a table, the latest first: for staff what they asked for, for a tenant's people what was asked of
// them. GUI thread.
#pragma once

#include "contract/identity_messages.h"
#include "models/common/paged_model.h"

namespace steward::models {

class SupportModel : public PagedModelOf<domain::SupportAccess> {
    Q_OBJECT
public:
    enum Column { Staff, Tenant, Rights, Reason, Requested, State, ColumnCount };

    explicit SupportModel(Fetch<contract::Nothing, contract::Page<domain::SupportAccess>> list,
                          QObject* parent = nullptr);
    // From the feed: something was asked for, answered, started or ended.
    void accessChanged();
    // Those that wait for an answer or are active, the latest first. Valid until the event loop runs again.
    std::vector<const domain::SupportAccess*> open() const;

    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }

protected:
    QFuture<Result<contract::Page<domain::SupportAccess>>> request(int limit,
                                                                   const std::optional<std::string>& cursor) override;
    QString key(const domain::SupportAccess& access) const override { return QString::fromStdString(access.id); }
    QVariant value(const domain::SupportAccess& access, int column) const override;

private:
    void expectExpiry();

    Fetch<contract::Nothing, contract::Page<domain::SupportAccess>> list_;
    QTimer reloadSoon_;
    QTimer expiry_;  // of what ends first
};

}  // namespace steward::models
