#include "models/dashboards/dashboard_catalog.h"

#include <algorithm>

#include "contract/endpoints.h"
#include "models/common/kept_entity.h"
#include "models/dashboards/dashboard_templates.h"

namespace steward::models {
namespace {

template <class Request>
DashboardsSource::Write<Request> writeWith(client::PlatformClient& client,
                                           const contract::Endpoint<Request, contract::Dashboard>& endpoint) {
    return [&client, &endpoint](Request request, std::int64_t version) {
        return client.call(endpoint, std::move(request), {.ifMatch = version});
    };
}

DashboardEntry entryOf(const DashboardTemplate& one) {
    return {one.id, QString::fromStdString(one.content.title), QString::fromStdString(one.content.description)};
}

}  // namespace

DashboardsSource dashboardsFrom(client::PlatformClient& client, store::OfflineStore& store) {
    return {fetchFrom(client, contract::listDashboards),
            fetchFrom(client, contract::getDashboard),
            fetchFrom(client, contract::createDashboard),
            writeWith(client, contract::changeDashboard),
            writeWith(client, contract::revertDashboard),
            writeWith(client, contract::shareDashboard),
            fetchFrom(client, contract::dashboardHistory),
            fetchFrom(client, contract::deleteDashboard),
            &store};
}

DashboardCatalog::DashboardCatalog(DashboardsSource source, const Session& session, QObject* parent)
    : QObject(parent), source_(std::move(source)), session_(session) {
    take({});
}

const DashboardEntry* DashboardCatalog::find(const QString& id) const {
    for (const auto& entry : entries_)
        if (entry.id == id) return &entry;
    return nullptr;
}

void DashboardCatalog::load() {
    readKept(source_.list({}), source_.store, "dashboards", this, [this](KeptEntity<contract::DashboardList> read) {
        if (read.entity) take(*read.entity);
    });
}

void DashboardCatalog::take(const contract::DashboardList& list) {
    entries_.clear();
    const std::string own = session_.me() ? session_.me()->principal.userId : std::string();
    for (const auto& one : list.items) {
        const bool isOwn = one.ownerId == own;
        entries_.push_back({QString::fromStdString(one.id), QString::fromStdString(one.title),
                            QString::fromStdString(one.description),
                            isOwn ? DashboardOrigin::own : DashboardOrigin::shared,
                            QString::fromStdString(one.ownerName), !one.viewers.empty() || !one.editors.empty()});
    }
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const auto& a, const auto& b) { return a.origin < b.origin; });
    for (const auto& one : dashboardTemplates())
        entries_.push_back(entryOf(one));
    Q_EMIT changed();
}

}  // namespace steward::models
