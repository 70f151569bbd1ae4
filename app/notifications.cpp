#include "app/notifications.h"

#include "views/common/words.h"

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

bool isAnswerTo(const domain::AuditEntry& entry, const std::string& userId) {
    const auto* after = entry.after ? entry.after->if_object() : nullptr;
    const auto* staff = after ? after->if_contains("staffId") : nullptr;
    const bool isAnswer = entry.action == "supportAccess.allow" || entry.action == "supportAccess.refuse";
    return isAnswer && staff && staff->is_string() && staff->as_string() == userId;
}

bool isForConsent(const domain::AuditEntry& entry, const contract::Me& me) {
    const bool isComing = entry.action == "supportAccess.request" || entry.action == "supportAccess.start";
    return isComing && me.principal.tenantId && me.permissions.contains(domain::Permission::supportConsent);
}

}  // namespace

QVariantMap entriesOf(const domain::Job& job) {
    if (!job.batchId) return {};
    return {{u"view"_s, u"all"_s}, {u"filter"_s, u"batchId="_s + QString::fromStdString(*job.batchId)}};
}

void Notifications::add(Notification notification) {
    all_.push_front(std::move(notification));
    if (all_.size() > kept) all_.pop_back();
    ++unread_;
    Q_EMIT changed();
}

void Notifications::jobEnded(const domain::Job& job) {
    const bool failed = job.state == domain::JobState::failed;
    const QString title = QString::fromStdString(job.title);
    add({failed ? ui::BadgeKind::bad : ui::BadgeKind::ok, failed ? u"x-circle-fill"_s : u"check-circle-fill"_s,
         failed ? tr("%1 failed").arg(title) : title, QString::fromStdString(job.error),
         views::toDateTime(job.finishedAt.value_or(job.createdAt)), u"audit"_s, entriesOf(job)});
}

void Notifications::entryAdded(const domain::AuditEntry& entry, const std::optional<contract::Me>& me) {
    if (me && entry.actorId == me->principal.userId) return;
    if (entry.entity == "session") return;
    if (me && (isAnswerTo(entry, me->principal.userId) || isForConsent(entry, *me))) {
        add({entry.action == "supportAccess.refuse" ? ui::BadgeKind::warn : ui::BadgeKind::info,
             views::actionIcon(entry.action),
             tr("%1: %2").arg(views::actionText(entry.action), QString::fromStdString(entry.actorName)),
             QString::fromStdString(entry.reason.value_or("")),
             views::toDateTime(entry.at),
             u"support"_s,
             {{u"id"_s, QString::fromStdString(entry.entityId)}}});
        return Q_EMIT urgent(all_.front());
    }
    add({ui::BadgeKind::info,
         views::actionIcon(entry.action),
         tr("%1: %2").arg(views::actionText(entry.action), QString::fromStdString(entry.entityName)),
         QString::fromStdString(entry.actorName),
         views::toDateTime(entry.at),
         u"audit"_s,
         {{u"id"_s, QString::fromStdString(entry.id)}}});
}

void Notifications::alertsTold(const contract::AlertNotice& notice, const QDateTime& at) {
    const bool isOver = notice.firing == 0;
    const auto kind = isOver || notice.severity == domain::AlertSeverity::info ? ui::BadgeKind::info
                      : notice.severity == domain::AlertSeverity::critical     ? ui::BadgeKind::bad
                                                                               : ui::BadgeKind::warn;
    const QString title = QString::fromStdString(notice.title);
    const QString text = notice.test ? tr("Test of the channel %1").arg(QString::fromStdString(notice.channelName))
                         : isOver    ? tr("Resolved: %1").arg(title)
                                     : tr("Firing: %1").arg(title);
    add({kind,
         u"bell"_s,
         text,
         notice.lines.empty() ? QString() : QString::fromStdString(notice.lines.front()),
         at,
         u"alerts"_s,
         {{u"tab"_s, u"alerts"_s}, {u"view"_s, isOver ? u"all"_s : u"active"_s}}});
    Q_EMIT urgent(all_.front());
}

void Notifications::reportRan(const contract::ScheduleNews& news, const std::optional<contract::Me>& me,
                              const QDateTime& at) {
    const bool isFailed = news.state == domain::ReportRunState::failed;
    if (!isFailed && news.state != domain::ReportRunState::partlyDelivered) return;
    const bool isMine = me && (news.isOwnerThere ? me->principal.userId == news.ownerId
                                                 : me->principal.may(domain::Permission::usersWrite));
    if (!isMine) return;
    const QString name = QString::fromStdString(news.scheduleName);
    add({isFailed ? ui::BadgeKind::bad : ui::BadgeKind::warn,
         u"clock-history"_s,
         isFailed ? tr("Scheduled report failed: %1").arg(name)
                  : tr("Scheduled report not delivered to all: %1").arg(name),
         QString::fromStdString(news.reason),
         at,
         u"schedules"_s,
         {{u"id"_s, QString::fromStdString(news.scheduleId)}}});
    Q_EMIT urgent(all_.front());
}

void Notifications::markRead() {
    if (unread_ == 0) return;
    unread_ = 0;
    Q_EMIT changed();
}

}  // namespace steward::app
