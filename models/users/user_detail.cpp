#include "models/users/user_detail.h"

#include "models/common/kept_entity.h"

namespace steward::models {

UserDetail::UserDetail(UserDetailSource source, QObject* parent)
    : QObject(parent),
      source_(std::move(source)),
      roles_(new RolesModel(source_.roles, this)),
      sessions_(new SessionsModel(this)),
      audit_(new AuditTrail(source_.audit, this)) {
    connect(roles_, &PagedModel::pageLoaded, this, &UserDetail::userChanged);
}

void UserDetail::open(const QString& id, const domain::User* known) {
    const bool another = id != id_;
    id_ = id;
    ++number_;
    if (another) {
        user_.reset();
        tenantName_.clear();
        stale_ = {};
        userError_.reset();
    }
    if (known) user_ = *known;
    if (another) {
        sessions_->setRead(id.isEmpty() ? SessionsModel::Read()
                                        : [this, id] { return source_.sessions({id.toStdString()}); });
        Q_EMIT opened();
    } else if (!id.isEmpty()) {
        sessions_->reload();
    }
    audit_->open(id.isEmpty() ? QString() : QLatin1String("entityId=") + id);
    if (known) follow();
    if (!id.isEmpty()) readUser();
}

void UserDetail::reload() {
    if (!id_.isEmpty()) open(id_);
}

void UserDetail::entityChanged(const contract::EntityChanged& change) {
    if (change.id != id_.toStdString()) return;
    readUser();
    audit_->reload();
    sessions_->reload();
}

void UserDetail::follow() {
    if (user_ && rolesOf_ != user_->tenantId) {
        rolesOf_ = user_->tenantId;
        roles_->setTenant(QString::fromStdString(*rolesOf_));
    }
    if (user_ && !user_->tenantId.empty() && tenantName_.isEmpty())
        client::whenReady(source_.tenant({user_->tenantId}), this,
                          [this, number = number_](Result<domain::Tenant> tenant) {
                              if (number != number_ || !tenant) return;
                              tenantName_ = QString::fromStdString(tenant->name);
                              Q_EMIT userChanged();
                          });
    Q_EMIT userChanged();
}

void UserDetail::readUser() {
    readKept(source_.one({id_.toStdString()}), source_.store, "user/" + id_.toStdString(), this,
             [this, number = number_](KeptEntity<domain::User> read) {
                 if (number != number_) return;
                 if (read.entity) {
                     user_ = std::move(read.entity);
                     stale_ = read.staleSince;
                 }
                 userError_ = std::move(read.error);
                 follow();
             });
}

const domain::AccessRole* UserDetail::role() const {
    if (!user_) return nullptr;
    const std::string wanted = user_->customRoleId.value_or(std::string(enumName(user_->role)));
    const int row = roles_->rowOf(QString::fromStdString(wanted));
    return row < 0 ? nullptr : roles_->at(row);
}

}  // namespace steward::models
