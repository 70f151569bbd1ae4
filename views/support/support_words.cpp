#include "views/support/support_words.h"

#include <QCoreApplication>

#include "views/common/words.h"

namespace steward::views {

using domain::SupportConsent;
using domain::SupportState;

namespace {

struct SupportWords {
    Q_DECLARE_TR_FUNCTIONS(SupportWords)
};

}  // namespace

ui::BadgeKind kindOf(SupportState state) {
    switch (state) {
        case SupportState::waitingForConsent:
            return ui::BadgeKind::warn;
        case SupportState::active:
            return ui::BadgeKind::ok;
        case SupportState::refused:
        case SupportState::revoked:
            return ui::BadgeKind::bad;
        case SupportState::ended:
        case SupportState::expired:
            break;
    }
    return ui::BadgeKind::neutral;
}

QString text(SupportConsent consent) {
    switch (consent) {
        case SupportConsent::always:
            //: The tenant lets support in without being asked
            return SupportWords::tr("Always");
        case SupportConsent::ask:
            //: The tenant's people allow or refuse support access each time
            return SupportWords::tr("Ask us");
        case SupportConsent::never:
            //: The tenant lets no support in
            return SupportWords::tr("Never");
    }
    return {};
}

QString explanationOf(SupportConsent consent) {
    switch (consent) {
        case SupportConsent::always:
            return SupportWords::tr("Support may come in at once, with a reason and for a while. You see it here.");
        case SupportConsent::ask:
            return SupportWords::tr(
                "Owners and admins are asked each time. Nobody comes in before one of you allows it.");
        case SupportConsent::never:
            return SupportWords::tr("Support cannot come in, and cannot ask.");
    }
    return {};
}

QString rightsOf(const domain::SupportAccess& access) {
    if (access.userName) return QString::fromStdString(*access.userName);
    return SupportWords::tr("Role %1").arg(text(access.role));
}

QString minutesText(std::int64_t minutes) {
    const bool wholeHours = minutes >= 60 && minutes % 60 == 0;
    return wholeHours ? SupportWords::tr("%1 h").arg(minutes / 60) : SupportWords::tr("%1 min").arg(minutes);
}

QString endOf(const domain::SupportAccess& access) {
    const QString tenant = QString::fromStdString(access.tenantName);
    switch (access.state) {
        case SupportState::revoked:
            return access.endedByName ? SupportWords::tr("%1 of %2 has ended your support access.")
                                            .arg(QString::fromStdString(*access.endedByName), tenant)
                                      : SupportWords::tr("%1 has ended your support access.").arg(tenant);
        case SupportState::refused:
            return SupportWords::tr("%1 has refused your support access.").arg(tenant);
        case SupportState::expired:
            return SupportWords::tr("The time of your support access to %1 is over.").arg(tenant);
        case SupportState::ended:
        case SupportState::waitingForConsent:
        case SupportState::active:
            break;
    }
    return SupportWords::tr("Your support access to %1 has ended.").arg(tenant);
}

}  // namespace steward::views
