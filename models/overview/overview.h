// What waits for somebody, and whether the platform and its parts are well: for the page that stays open. GUI thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <vector>

#include "client/future.h"
#include "contract/alert_messages.h"
#include "contract/health_messages.h"
#include "domain/support.h"
#include "models/common/saved_views.h"

namespace steward::models {

// In the order of their urgency.
enum class Waiting { alerts, failedJobs, supportRequests, pastDue, nearLimit, trials, invitations, drafts };

struct WaitingItem {
    Waiting what = Waiting::alerts;
    qint64 count = 0;
    QString filter = {};  // of the list that shows them; empty where there is none
    bool operator==(const WaitingItem&) const = default;
};

class Overview : public QObject {
    Q_OBJECT
public:
    // Jobs that failed longer ago than this wait for nobody.
    static constexpr std::chrono::hours recent{24};

    // What the person may not see is left empty.
    struct Source {
        CountRows tenants = {}, users = {};
        Fetch<contract::Nothing, contract::Page<domain::SupportAccess>> support = {};
        Fetch<contract::Nothing, contract::AlertSummary> alerts = {};
        Fetch<contract::ListRequest, contract::Page<domain::Job>> jobs = {};
        Fetch<contract::Nothing, contract::Health> health = {};
        Fetch<contract::Nothing, contract::HealthSummary> components = {};
        store::OfflineStore* store = nullptr;  // its drafts; may be null
    };
    explicit Overview(Source source, QObject* parent = nullptr);

    void reload();
    // Something changed: reads again in a moment, once for many changes.
    void changedOutside();

    // Those that are not 0, the most urgent first; what was known stays while it is read again.
    std::vector<WaitingItem> waiting() const;
    bool isRead() const { return asOf_.isValid(); }
    QDateTime asOf() const { return asOf_; }  // UTC, of the newest answer
    // Absent until the platform has answered.
    const std::optional<contract::Health>& health() const { return health_; }
    // How many components are in which state; what was known stays.
    const std::optional<contract::HealthSummary>& components() const { return components_; }
    // Alerts that fire and are not silenced; what was known stays.
    const std::optional<contract::AlertSummary>& alerts() const { return alerts_; }
    // Why the last question was not answered.
    const std::optional<Error>& error() const { return error_; }

Q_SIGNALS:
    void changed();

private:
    template <class T, class F>
    void read(QFuture<Result<T>> future, F take);
    void count(const CountRows& rows, const std::vector<SavedView>& views, const QString& id, Waiting what);
    void set(Waiting what, qint64 count, const QString& filter = {});

    Source source_;
    std::map<Waiting, WaitingItem> items_;
    std::optional<contract::Health> health_;
    std::optional<contract::HealthSummary> components_;
    std::optional<contract::AlertSummary> alerts_;
    std::optional<Error> error_;
    QDateTime asOf_;
    QTimer soon_;
    int round_ = 0;
};

}  // namespace steward::models
