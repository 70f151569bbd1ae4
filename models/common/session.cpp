#include "models/common/session.h"

#include <algorithm>

namespace steward::models {

void Session::setWorkspace(const QString& id, const QString& name, EnvironmentKind environment) {
    workspaceId_ = id;
    workspaceName_ = name;
    environment_ = environment;
    Q_EMIT changed();
}

void Session::setMe(std::optional<contract::Me> me) {
    me_ = std::move(me);
    Q_EMIT changed();
}

void Session::setConnection(Connection connection, const QDateTime& since) {
    const bool wasOnline = isOnline();
    const QDateTime offlineSince = connection == Connection::offline ? since : QDateTime();
    if (connection_ == connection && offlineSince_ == offlineSince) return;
    connection_ = connection;
    offlineSince_ = offlineSince;
    Q_EMIT changed();
    if (!wasOnline && isOnline()) Q_EMIT cameOnline();
}

bool Session::allows(domain::Permission permission) const {
    if (permission == domain::Permission::none) return true;
    if (!me_) return !isOnline();
    if (permission == domain::Permission::signedIn && me_->principal.support) return false;
    return me_->permissions.contains(permission);
}

Obstacle Session::obstacleTo(domain::Permission permission) const {
    if (permission == domain::Permission::none) return Obstacle::none;
    if (!isOnline()) return Obstacle::offline;
    return allows(permission) ? Obstacle::none : Obstacle::forbidden;
}

}  // namespace steward::models
