// What happened lately that one may want to know: jobs that ended, changes by others. Kept while the window is open.
#pragma once

#include <QDateTime>
#include <QObject>
#include <deque>

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

class Notifications : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kept = 50;
    using QObject::QObject;

    void jobEnded(const domain::Job& job);
    // Entries of `ownId` are not news.
    void entryAdded(const domain::AuditEntry& entry, const std::string& ownId);
    const std::deque<Notification>& all() const { return all_; }
    int unread() const { return unread_; }
    void markRead();

Q_SIGNALS:
    void changed();

private:
    void add(Notification notification);
    std::deque<Notification> all_;
    int unread_ = 0;
};

}  // namespace steward::app
