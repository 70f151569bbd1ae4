#include "models/common/audit_trail.h"

namespace steward::models {

void AuditTrail::open(const QString& filter) {
    if (filter != filter_) {
        filter_ = filter;
        entries_.clear();
        error_.reset();
        Q_EMIT changed();
    }
    reload();
}

void AuditTrail::reload() {
    latest_.drop();
    if (filter_.isEmpty()) return;
    contract::ListRequest request;
    request.limit = mostEntries;
    request.filter = filter_.toStdString();
    latest_.take(list_(request), [this](Result<contract::Page<domain::AuditEntry>> page) {
        error_ = page ? std::nullopt : std::optional(page.error());
        if (page) entries_ = std::move(page->items);
        Q_EMIT changed();
    });
}

}  // namespace steward::models
