// Long work as rows of a ui::JobsList: read once, then followed on the topic jobs. Newest first, at most `shown`.
#pragma once

#include <QAbstractListModel>
#include <vector>

#include "client/feed.h"
#include "client/platform_client.h"

namespace steward::app {

class JobsModel : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr int shown = 30;

    // Both outlive the model.
    JobsModel(client::PlatformClient& client, client::Feed& feed, QObject* parent = nullptr);

    void reload();
    // It changed entities, and not all that it was to.
    static bool canRetry(const domain::Job& job);
    int running() const;
    double runningShare() const;  // of all that run; -1 when not known
    const domain::Job* at(int row) const;
    void cancel(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void runningChanged();
    void ended(const steward::domain::Job& job);

private:
    void take(const domain::Job& job);

    client::PlatformClient& client_;
    std::vector<domain::Job> jobs_;
    client::FeedSubscription subscription_;
};

}  // namespace steward::app
