#include "models/plans/plan_changes_model.h"

namespace steward::models {

PlanChangesModel::PlanChangesModel(Fetch<contract::PlanChangesRequest, contract::Page<domain::PlanChange>> list,
                                   QObject* parent)
    : PagedModelOf(parent), list_(std::move(list)) {}

void PlanChangesModel::setPlan(const std::string& planId) {
    planId_ = planId;
    restart();
}

void PlanChangesModel::setState(std::optional<domain::ChangeState> state) {
    if (state_ == state) return;
    state_ = state;
    if (!planId_.empty()) restart();
}

void PlanChangesModel::setSearch(const QString& text) {
    if (search_ == text) return;
    search_ = text;
    if (!planId_.empty()) restart();
}

QFuture<Result<contract::Page<domain::PlanChange>>> PlanChangesModel::request(
    int limit, const std::optional<std::string>& cursor) {
    contract::PlanChangesRequest request;
    request.id = planId_;
    request.state = state_;
    if (!search_.isEmpty()) request.search = search_.toStdString();
    request.limit = limit;
    request.cursor = cursor;
    return list_(request);
}

QVariant PlanChangesModel::value(const domain::PlanChange& change, int column) const {
    switch (column) {
        case Entity:
            return QString::fromStdString(change.entityName);
        case Id:
            return QString::fromStdString(change.entityId);
        case Fields:
            return int(change.fields.size());
        case Effect:
            return int(change.effects.size());
        default:
            return {};
    }
}

}  // namespace steward::models
