#include "app/support_banner.h"

#include "ui/buttons.h"
#include "views/common/words.h"

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

constexpr auto nearTheEnd = std::chrono::minutes(5);
constexpr int askAgainAfter = 10;

QString countdown(std::chrono::seconds left) {
    const auto part = [](std::int64_t number) { return u"%1"_s.arg(qlonglong(number), 2, 10, QChar(u'0')); };
    const std::int64_t all = left.count(), hours = all / 3600, minutes = all / 60 % 60;
    const QString seconds = part(all % 60);
    return hours > 0 ? u"%1:%2:%3"_s.arg(hours).arg(part(minutes), seconds) : u"%1:%2"_s.arg(minutes).arg(seconds);
}

}  // namespace

SupportBanner::SupportBanner(std::shared_ptr<const Clock> clock, QWidget* parent)
    : Banner(ui::BadgeKind::accent, parent), clock_(clock ? std::move(clock) : std::make_shared<SystemClock>()) {
    setObjectName(u"supportBanner"_s);
    leave_ = addAction(tr("Leave"));
    leave_->setObjectName(u"leaveSupport"_s);
    leave_->setIconName(u"box-arrow-right"_s);
    leave_->setToolTip(tr("Ends the support access, and takes you back to your own session"));
    connect(leave_, &QAbstractButton::clicked, this, &SupportBanner::leaveRequested);
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &SupportBanner::tick);
    hide();
}

void SupportBanner::setMe(const contract::Me& me) {
    if (!me.principal.support) return;
    const domain::SupportGrant& grant = *me.principal.support;
    const QString name = QString::fromStdString(grant.onBehalfOfName), reason = QString::fromStdString(grant.reason);
    const bool isPerson = grant.onBehalfOf != me.principal.tenantId.value_or("");
    expiresAt_ = grant.expiresAt;
    lead_ = tr("Support access to %1").arg(QString::fromStdString(grant.tenantName));
    text_ = isPerson ? tr("On behalf of %1. Reason: %2").arg(name, reason)
                     : tr("With the rights of the role %1. Reason: %2").arg(views::text(me.principal.role), reason);
    show();
    tick();
    second_.start();
}

void SupportBanner::setOver(const QString& why) {
    second_.stop();
    setRemark({}, {});
    set(ui::BadgeKind::warn, u"exclamation-triangle-fill"_s, tr("What you typed is still here to copy."), why);
    leave_->setText(tr("Back to your session"));
    leave_->setToolTip({});
}

void SupportBanner::tick() {
    using std::chrono::ceil, std::chrono::minutes, std::chrono::seconds;
    const auto left = std::max(ceil<seconds>(expiresAt_ - clock_->now()), seconds(0));
    const bool isNear = left < nearTheEnd;
    const auto whole = ceil<minutes>(left).count();
    set(isNear ? ui::BadgeKind::warn : ui::BadgeKind::accent, isNear ? u"hourglass-split"_s : u"life-preserver"_s,
        text_, lead_);
    if (left.count() > 0) {
        //: The time that is left, as on a clock: 24:12
        setRemark(tr("%1 left").arg(countdown(left)), tr("%n minute(s) left", nullptr, int(whole)));
        asked_ = 0;
        return;
    }
    setRemark(tr("Time is up"), tr("Time is up"));
    if (asked_++ % askAgainAfter == 0) Q_EMIT timeIsUp();
}

}  // namespace steward::app
