#include "models/audit/audit_model.h"

namespace steward::models {

AuditModel::AuditModel(Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>> list, QObject* parent)
    : PagedModelOf(parent), list_(std::move(list)) {
    reloadSoon_.setSingleShot(true);
    reloadSoon_.setInterval(1000);
    connect(&reloadSoon_, &QTimer::timeout, this, &AuditModel::reload);
}

void AuditModel::setFilter(const QString& filter) {
    if (filter_ == filter && state() != State::loading) return;
    filter_ = filter;
    restart();
}

void AuditModel::entriesAdded() {
    if (!reloadSoon_.isActive()) reloadSoon_.start();
}

QFuture<Result<contract::Page<domain::AuditEntry>>> AuditModel::request(int limit,
                                                                        const std::optional<std::string>& cursor) {
    contract::ListRequest request;
    request.limit = limit;
    request.cursor = cursor;
    if (!filter_.isEmpty()) request.filter = filter_.toStdString();
    return list_(request);
}

QVariant AuditModel::value(const domain::AuditEntry& entry, int column) const {
    switch (column) {
        case At:
            return qlonglong(entry.at.time_since_epoch().count());
        case Actor:
            return QString::fromStdString(entry.actorName);
        case Action:
            return QString::fromStdString(entry.action);
        case Entity:
            return QString::fromStdString(entry.entityName);
        case Reason:
            return QString::fromStdString(entry.reason.value_or(""));
        case Seq:
            return qlonglong(entry.seq);
        default:
            return {};
    }
}

}  // namespace steward::models
