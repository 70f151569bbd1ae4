// Which dashboards there are: those of the console, own ones, and those that others share. Away from the platform the
// last known ones are there. GUI thread.
#pragma once

#include <QObject>
#include <functional>
#include <vector>

#include "contract/dashboard_messages.h"
#include "models/common/fetch.h"
#include "models/common/session.h"
#include "store/offline_store.h"

namespace steward::models {

// How dashboards are read and written. `version`: the one that was seen.
struct DashboardsSource {
    using Version = std::int64_t;
    template <class Request>
    using Write = std::function<QFuture<Result<contract::Dashboard>>(Request, Version)>;

    Fetch<contract::Nothing, contract::DashboardList> list;
    Fetch<contract::DashboardRequest, contract::Dashboard> read;
    Fetch<contract::DashboardDraft, contract::Dashboard> create;
    Write<contract::DashboardChange> change;
    Write<contract::DashboardRevert> revert;
    Write<contract::DashboardSharing> share;
    Fetch<contract::ById, contract::DashboardHistory> history;
    Fetch<contract::ById, contract::Nothing> remove;
    store::OfflineStore* store = nullptr;  // keeps the last known; may be null
};
DashboardsSource dashboardsFrom(client::PlatformClient& client, store::OfflineStore& store);

enum class DashboardOrigin { own, shared, builtIn };

struct DashboardEntry {
    QString id;  // "dsh_…", or of a template
    QString title;
    QString description;
    DashboardOrigin origin = DashboardOrigin::builtIn;
    QString ownerName;
    bool isShared = false;
};

class DashboardCatalog : public QObject {
    Q_OBJECT
public:
    // `session` outlives this.
    DashboardCatalog(DashboardsSource source, const Session& session, QObject* parent = nullptr);

    // Own ones, shared ones, built-in ones; each by title, the built-in ones in their own order.
    const std::vector<DashboardEntry>& all() const { return entries_; }
    const DashboardEntry* find(const QString& id) const;
    void load();  // changed() follows

Q_SIGNALS:
    void changed();

private:
    void take(const contract::DashboardList& list);

    DashboardsSource source_;
    const Session& session_;
    std::vector<DashboardEntry> entries_;
};

}  // namespace steward::models
