// The small panels under the buttons of the shell. Each deletes itself when it closes.
#pragma once

#include <functional>
#include <vector>

#include "client/workspace.h"
#include "domain/job.h"
#include "ui/overlay.h"

namespace steward::app {

class JobsModel;
class Notifications;

using Go = std::function<void(const QString& page, const QVariantMap& target)>;

// `again` gets a failed job that changed entities.
void openJobsPopup(QWidget* anchor, JobsModel* jobs, const Go& go,
                   const std::function<void(const domain::Job& job)>& again);
void openNotificationsPopup(QWidget* anchor, Notifications* notifications, Go go);
// `chosen` gets a workspace's id, or nothing for "all workspaces".
void openWorkspacesPopup(QWidget* anchor, const std::vector<client::Workspace>& workspaces, const std::string& current,
                         std::function<void(const QString& id)> chosen);

}  // namespace steward::app
