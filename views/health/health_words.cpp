#include "views/health/health_words.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>
#include <cmath>

#include "views/alerts/alert_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::ComponentState;
using domain::ProbeKind;

namespace {

struct HealthWords {
    Q_DECLARE_TR_FUNCTIONS(HealthWords)
};

// Two units at most, the smaller ones left out.
QString lengthText(std::int64_t seconds) {
    if (seconds < 60) return HealthWords::tr("%1 s").arg(seconds);
    if (seconds < 3600) return HealthWords::tr("%1 min").arg(seconds / 60);
    if (seconds < 86'400) return HealthWords::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
    return HealthWords::tr("%1 d %2 h").arg(seconds / 86'400).arg(seconds / 3600 % 24);
}

}  // namespace

QString text(ComponentState state) {
    switch (state) {
        case ComponentState::operational:
            return HealthWords::tr("Operational");
        case ComponentState::degraded:
            return HealthWords::tr("Degraded");
        case ComponentState::down:
            return HealthWords::tr("Down");
        case ComponentState::maintenance:
            return HealthWords::tr("Maintenance");
        case ComponentState::unknown:
            break;
    }
    return HealthWords::tr("Unknown");
}

ui::BadgeKind kindOf(ComponentState state) {
    switch (state) {
        case ComponentState::operational:
            return ui::BadgeKind::ok;
        case ComponentState::degraded:
            return ui::BadgeKind::warn;
        case ComponentState::down:
            return ui::BadgeKind::bad;
        case ComponentState::maintenance:
            return ui::BadgeKind::info;
        case ComponentState::unknown:
            break;
    }
    return ui::BadgeKind::neutral;
}

QString iconOf(ComponentState state) {
    switch (state) {
        case ComponentState::operational:
            return u"check-circle-fill"_s;
        case ComponentState::degraded:
            return u"exclamation-triangle-fill"_s;
        case ComponentState::down:
            return u"slash-circle"_s;
        case ComponentState::maintenance:
            return u"pause-circle"_s;
        case ComponentState::unknown:
            break;
    }
    return u"question-circle"_s;
}

QString text(ProbeKind kind) {
    switch (kind) {
        case ProbeKind::http:
            return HealthWords::tr("HTTP request");
        case ProbeKind::tcp:
            return HealthWords::tr("TCP connection");
        case ProbeKind::metric:
            return HealthWords::tr("Value of a series");
        case ProbeKind::heartbeat:
            return HealthWords::tr("Heartbeat");
        case ProbeKind::own:
            break;
    }
    return HealthWords::tr("Part of the platform");
}

QString probeText(const domain::Probe& probe) {
    const QString target = QString::fromStdString(probe.target), every = spanText(probe.intervalMs);
    switch (probe.kind) {
        case ProbeKind::http:
            return HealthWords::tr("GET %1 every %2").arg(target, every);
        case ProbeKind::tcp:
            return HealthWords::tr("Connection to %1 every %2").arg(target, every);
        case ProbeKind::metric:
            return HealthWords::tr("Down while %1, every %2").arg(conditionText(probe.condition), every);
        case ProbeKind::heartbeat:
            return HealthWords::tr("Down after %1 without a heartbeat").arg(spanText(probe.silenceMs));
        case ProbeKind::own:
            break;
    }
    return target.isEmpty() ? HealthWords::tr("The platform itself, every %1").arg(every)
                            : HealthWords::tr("%1 of the platform, every %2").arg(target, every);
}

QString uptimeText(const domain::Uptime& uptime) {
    if (!uptime.ratio) return u"–"_s;
    // Never rounded up to what it is not.
    return HealthWords::tr("%1 %").arg(QLocale().toString(std::floor(*uptime.ratio * 1e5) / 1e3, 'f', 3));
}

ui::BadgeKind kindOf(const domain::Uptime& uptime, double objective) {
    if (!uptime.ratio) return ui::BadgeKind::neutral;
    return *uptime.ratio < objective ? ui::BadgeKind::bad : ui::BadgeKind::ok;
}

QString missingText(const domain::Uptime& uptime) {
    QStringList parts;
    if (uptime.down > 0) parts << HealthWords::tr("%1 down").arg(lengthText(uptime.down));
    if (uptime.maintenance > 0) parts << HealthWords::tr("%1 maintenance").arg(lengthText(uptime.maintenance));
    if (uptime.unknown > 0) parts << HealthWords::tr("%1 unknown").arg(lengthText(uptime.unknown));
    return parts.join(u", "_s);
}

QString monthText(const std::string& month) {
    const QDate date = QDate::fromString(QString::fromStdString(month) + u"-01"_s, Qt::ISODate);
    return date.isValid() ? QLocale().toString(date, u"MMMM yyyy"_s) : QString::fromStdString(month);
}

}  // namespace steward::views
