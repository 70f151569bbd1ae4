// What happened lately that one may want to know: jobs that ended, changes by others. Kept while the window is open.
#pragma once

#include <QDateTime>
#include <QObject>
#include <deque>
#include <optional>

#include "contract/alert_messages.h"
#include "contract/messages.h"
#include "contract/schedule_messages.h"
#include "domain/audit.h"
#include "domain/job.h"
#include "ui/theme.h"

namespace steward::app {

struct Notification {
    ui::BadgeKind kind = ui::BadgeKind::info;
    QString icon, text, remark;
    QDateTime at;
    QString page;
    QVariantMap target;
};

// Where in the audit log the result of a job is.
QVariantMap entriesOf(const domain::Job& job);

class Notifications : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kept = 50;
    using QObject::QObject;

    void jobEnded(const domain::Job& job);
    // What `me` did is no news. What support access they asked for or may allow came to is urgent.
    void entryAdded(const domain::AuditEntry& entry, const std::optional<contract::Me>& me);
    // What a channel of alerts tells people at their consoles is urgent.
    void alertsTold(const contract::AlertNotice& notice, const QDateTime& at);
    // A scheduled report that failed, or did not reach everybody: news for its owner, and urgent; for those who look
    // after users when the owner is not there any more.
    void reportRan(const contract::ScheduleNews& news, const std::optional<contract::Me>& me, const QDateTime& at);
    const std::deque<Notification>& all() const { return all_; }
    int unread() const { return unread_; }
    void markRead();

Q_SIGNALS:
    void changed();
    void urgent(const steward::app::Notification& notification);

private:
    void add(Notification notification);
    std::deque<Notification> all_;
    int unread_ = 0;
};

}  // namespace steward::app
