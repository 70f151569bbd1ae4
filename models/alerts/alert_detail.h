// What a panel knows about one row of a list of alerts: the row as the platform has it now, and what was done to it.
// The newest question wins. GUI thread.
#pragma once

#include <QDateTime>
#include <QObject>

#include "contract/topics.h"
#include "models/common/audit_trail.h"
#include "models/common/kept_entity.h"

namespace steward::models {

class AlertDetailBase : public QObject {
    Q_OBJECT
public:
    QString id() const { return id_; }
    AuditTrail* audit() const { return audit_; }
    QDateTime staleSince() const { return stale_; }
    const std::optional<Error>& error() const { return error_; }

Q_SIGNALS:
    void changed();

protected:
    AlertDetailBase(Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>> audit, QObject* parent)
        : QObject(parent), audit_(new AuditTrail(std::move(audit), this)) {}

    QString id_;
    AuditTrail* audit_;
    QDateTime stale_;
    std::optional<Error> error_;
    int number_ = 0;
};

template <class T>
class AlertDetail final : public AlertDetailBase {
public:
    AlertDetail(Fetch<contract::ById, T> one, Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>> audit,
                store::OfflineStore* store, QObject* parent)
        : AlertDetailBase(std::move(audit), parent), one_(std::move(one)), store_(store) {}

    const std::optional<T>& entity() const { return entity_; }

    // Shows what the list knows at once, then reads the rest. Clears with an empty id.
    void open(const QString& id, const T* known = nullptr) {
        if (id != id_) {
            entity_.reset();
            error_.reset();
            stale_ = {};
        }
        id_ = id;
        ++number_;
        if (known) entity_ = *known;
        Q_EMIT changed();
        audit_->open(id.isEmpty() ? QString() : QLatin1String("entityId=") + id);
        if (!id.isEmpty()) read();
    }
    void reload() {
        if (!id_.isEmpty()) open(id_);
    }
    void entityChanged(const contract::EntityChanged& change) {
        if (!id_.isEmpty() && change.id == id_.toStdString()) reload();
    }

private:
    void read() {
        readKept(one_({id_.toStdString()}), store_, "alerts/" + id_.toStdString(), this,
                 [this, number = number_](KeptEntity<T> answer) {
                     if (number != number_) return;
                     if (answer.entity) {
                         entity_ = std::move(answer.entity);
                         stale_ = answer.staleSince;
                     }
                     error_ = std::move(answer.error);
                     Q_EMIT changed();
                 });
    }

    Fetch<contract::ById, T> one_;
    store::OfflineStore* store_;
    std::optional<T> entity_;
};

}  // namespace steward::models
