// Health in words. GUI thread.
#pragma once

#include <QString>

#include "domain/component.h"
#include "ui/theme.h"

namespace steward::views {

QString text(domain::ComponentState state);
ui::BadgeKind kindOf(domain::ComponentState state);
// The name of an icon, so that colour is never alone.
QString iconOf(domain::ComponentState state);
QString text(domain::ProbeKind kind);
// "GET https://shop.example/health every 30 s"
QString probeText(const domain::Probe& probe);
// "99.95 %", "–" where nothing is known.
QString uptimeText(const domain::Uptime& uptime);
// Whether what was promised is kept so far; neutral where nothing is known.
ui::BadgeKind kindOf(const domain::Uptime& uptime, double objective);
// "3 min down, 2 h unknown"; empty: it was up all the time.
QString missingText(const domain::Uptime& uptime);
// "2026-11" as "November 2026".
QString monthText(const std::string& month);

}  // namespace steward::views
