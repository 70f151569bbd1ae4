#include "models/overview/overview.h"

#include <algorithm>

#include "models/tenants/tenant_views.h"
#include "models/users/users_model.h"

namespace steward::models {

using namespace Qt::StringLiterals;

Overview::Overview(Source source, QObject* parent) : QObject(parent), source_(std::move(source)) {
    soon_.setSingleShot(true);
    soon_.setInterval(2000);
    connect(&soon_, &QTimer::timeout, this, &Overview::reload);
}

void Overview::changedOutside() {
    if (!soon_.isActive()) soon_.start();
}

// Answers of an earlier round come too late.
template <class T, class F>
void Overview::read(QFuture<Result<T>> future, F take) {
    client::whenReady(std::move(future), this, [this, round = round_, take = std::move(take)](Result<T> answer) {
        if (round != round_) return;
        if (answer) {
            take(*answer);
            error_.reset();
            asOf_ = QDateTime::currentDateTimeUtc();
        } else {
            error_ = answer.error();
        }
        Q_EMIT changed();
    });
}

void Overview::count(const CountRows& rows, const std::vector<SavedView>& views, const QString& id, Waiting what) {
    const auto view = std::ranges::find(views, id, &SavedView::id);
    if (!rows || view == views.end()) return;
    contract::ListRequest request;
    request.limit = 1;
    const QString filter = filterText(view->clauses);
    request.filter = filter.toStdString();
    read(rows(request), [this, what, filter](qint64 found) { set(what, found, filter); });
}

void Overview::set(Waiting what, qint64 count, const QString& filter) {
    items_[what] = {what, count, filter};
}

void Overview::reload() {
    ++round_;
    soon_.stop();
    const auto tenants = tenantViews();
    count(source_.tenants, tenants, u"pastDue"_s, Waiting::pastDue);
    count(source_.tenants, tenants, u"nearLimit"_s, Waiting::nearLimit);
    count(source_.tenants, tenants, u"trials"_s, Waiting::trials);
    count(source_.users, userViews(), u"invited"_s, Waiting::invitations);
    if (source_.support)
        read(source_.support({}), [this](const contract::Page<domain::SupportAccess>& page) {
            set(Waiting::supportRequests,
                std::ranges::count(page.items, domain::SupportState::waitingForConsent, &domain::SupportAccess::state));
        });
    if (source_.alerts)
        read(source_.alerts({}), [this](const contract::AlertSummary& summary) {
            set(Waiting::alerts, summary.firing);
            alerts_ = summary;
        });
    if (source_.components)
        read(source_.components({}), [this](const contract::HealthSummary& summary) { components_ = summary; });
    if (source_.jobs)
        read(source_.jobs({.limit = 100}), [this](const contract::Page<domain::Job>& page) {
            const Time since = SystemClock().now() - recent;
            set(Waiting::failedJobs, std::ranges::count_if(page.items, [since](const domain::Job& job) {
                    return job.state == domain::JobState::failed && job.createdAt >= since;
                }));
        });
    if (source_.health)
        client::whenReady(source_.health({}), this, [this, round = round_](Result<contract::Health> health) {
            if (round != round_) return;
            health_ = health ? std::optional(*health) : std::nullopt;
            if (!health) error_ = health.error();
            Q_EMIT changed();
        });
    if (source_.store)
        client::whenReady(source_.store->status(), this, [this](const Result<store::StoreStatus>& status) {
            if (status) set(Waiting::drafts, status->drafts);
            Q_EMIT changed();
        });
}

std::vector<WaitingItem> Overview::waiting() const {
    std::vector<WaitingItem> found;
    for (const auto& [what, item] : items_)
        if (item.count > 0) found.push_back(item);
    return found;
}

}  // namespace steward::models
