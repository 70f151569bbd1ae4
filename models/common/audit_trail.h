// The latest audit entries about one entity. The newest question wins; old entries stay until new ones are here. GUI
// thread.
#pragma once

#include <QObject>

#include "client/future.h"
#include "models/common/fetch.h"

namespace steward::models {

class AuditTrail : public QObject {
    Q_OBJECT
public:
    static constexpr int mostEntries = 50;

    explicit AuditTrail(Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>> list,
                        QObject* parent = nullptr)
        : QObject(parent), list_(std::move(list)), latest_(this) {}

    // "tenantId=ten_…": another filter drops what is here. Empty: nothing is read.
    void open(const QString& filter);
    void reload();
    const std::vector<domain::AuditEntry>& entries() const { return entries_; }
    const std::optional<Error>& error() const { return error_; }

Q_SIGNALS:
    void changed();

private:
    Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>> list_;
    client::Latest latest_;
    QString filter_;
    std::vector<domain::AuditEntry> entries_;
    std::optional<Error> error_;
};

}  // namespace steward::models
