// The workspace that is open, who is signed in to it, and whether the platform can be reached now. GUI thread.
// Written by the composition root; screens read it, and follow changed() to enable what can be done.
#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>
#include <optional>

#include "client/workspace.h"
#include "contract/messages.h"

namespace steward::models {

enum class Connection { live, reconnecting, offline };
using EnvironmentKind = client::Environment;

// Why something cannot be done now. The view says it in words (views/common/page.h, whyNot).
enum class Obstacle { none, offline, forbidden };

class Session : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    QString workspaceId() const { return workspaceId_; }
    QString workspaceName() const { return workspaceName_; }
    EnvironmentKind environment() const { return environment_; }
    void setWorkspace(const QString& id, const QString& name, EnvironmentKind environment);

    // Empty until the platform answered once; then kept while offline.
    const std::optional<contract::Me>& me() const { return me_; }
    void setMe(std::optional<contract::Me> me);

    Connection connection() const { return connection_; }
    bool isOnline() const { return connection_ != Connection::offline; }
    QDateTime offlineSince() const { return offlineSince_; }  // UTC; invalid while online
    void setConnection(Connection connection, const QDateTime& since = {});

    // Reading works offline from the store; `permission` decides alone. Permission::signedIn is about the person's own
    // account, which support access is not (contract::Rules::inSupportAccess).
    bool allows(domain::Permission permission) const;
    // Writing needs the permission and the platform.
    Obstacle obstacleTo(domain::Permission permission) const;

Q_SIGNALS:
    void changed();
    void cameOnline();  // after having been offline: what is shown should be read again

private:
    QString workspaceId_, workspaceName_;
    EnvironmentKind environment_ = EnvironmentKind::local;
    std::optional<contract::Me> me_;
    Connection connection_ = Connection::live;
    QDateTime offlineSince_;
};

}  // namespace steward::models
