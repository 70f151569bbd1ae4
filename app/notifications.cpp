#include "app/notifications.h"

#include "views/common/words.h"

namespace steward::app {

using namespace Qt::StringLiterals;

void Notifications::add(Notification notification) {
    all_.push_front(std::move(notification));
    if (all_.size() > kept) all_.pop_back();
    ++unread_;
    Q_EMIT changed();
}

void Notifications::jobEnded(const domain::Job& job) {
    const bool failed = job.state == domain::JobState::failed;
    const QString title = QString::fromStdString(job.title);
    add({failed ? ui::BadgeKind::bad : ui::BadgeKind::ok,
         failed ? u"x-circle-fill"_s : u"check-circle-fill"_s,
         failed ? tr("%1 failed").arg(title) : title,
         QString::fromStdString(job.error),
         views::toDateTime(job.finishedAt.value_or(job.createdAt)),
         u"audit"_s,
         {}});
}

void Notifications::entryAdded(const domain::AuditEntry& entry, const std::string& ownId) {
    if (entry.actorId == ownId || entry.entity == "session") return;
    add({ui::BadgeKind::info,
         views::actionIcon(entry.action),
         tr("%1: %2").arg(views::actionText(entry.action), QString::fromStdString(entry.entityName)),
         QString::fromStdString(entry.actorName),
         views::toDateTime(entry.at),
         u"audit"_s,
         {{u"id"_s, QString::fromStdString(entry.id)}}});
}

void Notifications::markRead() {
    if (unread_ == 0) return;
    unread_ = 0;
    Q_EMIT changed();
}

}  // namespace steward::app
