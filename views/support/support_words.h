// Support access as people read it.
#pragma once

#include <QString>

#include "domain/support.h"
#include "ui/theme.h"

namespace steward::views {

ui::BadgeKind kindOf(domain::SupportState state);
QString text(domain::SupportConsent consent);           // "Ask each time"
QString explanationOf(domain::SupportConsent consent);  // to the tenant's people
// "Ines Moreau", or "Role Viewer".
QString rightsOf(const domain::SupportAccess& access);
QString minutesText(std::int64_t minutes);  // "30 min", "2 h"
// What has become of it, to who asked, once it is over: "Tarnwick Foods has ended your support access."
QString endOf(const domain::SupportAccess& access);

}  // namespace steward::views
