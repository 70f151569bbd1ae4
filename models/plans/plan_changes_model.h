// What a plan would do to each entity, as a table; filtered by state and name on the platform. GUI thread.
#pragma once

#include "models/common/fetch.h"
#include "models/common/paged_model.h"

namespace steward::models {

class PlanChangesModel : public PagedModelOf<domain::PlanChange> {
    Q_OBJECT
public:
    enum Column { Entity, Id, Fields, Effect, ColumnCount };

    explicit PlanChangesModel(Fetch<contract::PlanChangesRequest, contract::Page<domain::PlanChange>> list,
                              QObject* parent = nullptr);
    void setPlan(const std::string& planId);
    void setState(std::optional<domain::ChangeState> state);
    void setSearch(const QString& text);

    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }

protected:
    QFuture<Result<contract::Page<domain::PlanChange>>> request(int limit,
                                                                const std::optional<std::string>& cursor) override;
    QString key(const domain::PlanChange& change) const override { return QString::fromStdString(change.entityId); }
    QVariant value(const domain::PlanChange& change, int column) const override;

private:
    Fetch<contract::PlanChangesRequest, contract::Page<domain::PlanChange>> list_;
    std::string planId_;
    std::optional<domain::ChangeState> state_;
    QString search_;
};

}  // namespace steward::models
