#include "views/dashboard/dashboard_words.h"

#include <QCoreApplication>
#include <QHash>

namespace steward::views {

using domain::PanelFunction;
using domain::PanelKind;
using domain::PanelUnit;
using models::LeftOutReason;

namespace {

struct DashboardWords {
    Q_DECLARE_TR_FUNCTIONS(DashboardWords)
};

struct DashboardTemplates {
    Q_DECLARE_TR_FUNCTIONS(DashboardTemplates)
};

// The texts of resources/dashboards.
const char* const templateTexts[] = {
    QT_TRANSLATE_NOOP("DashboardTemplates", "Platform health"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Requests, latency, errors and load of the whole platform, now."),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Platform overview"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "The figures of the platform in large, for a wall or a first look."),
    QT_TRANSLATE_NOOP("DashboardTemplates", "One tenant"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "What a single tenant asks of the platform, and how well it is answered."),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Feed and jobs"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Live connections, events and work that waits."),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Requests"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Requests by time"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Requests by response time"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Latency"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Latency, p95"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Latency, p99"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "SLO 400 ms"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Error rate"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Errors"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Active sessions"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Sessions"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "CPU"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Memory"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Queue depth"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Messages"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "messages"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "WebSocket clients"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Clients"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "SLO burn, availability 99.9 %"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Top tenants"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Response time, all requests"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Live events sent"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Events"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "requests"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "req/s"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "events/s"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Summary"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Waiting now"),
    QT_TRANSLATE_NOOP("DashboardTemplates", "Now"),
};

}  // namespace

QString text(PanelKind kind) {
    switch (kind) {
        case PanelKind::line:
            return DashboardWords::tr("Lines");
        case PanelKind::area:
            return DashboardWords::tr("Areas");
        case PanelKind::stacked:
            return DashboardWords::tr("Stacked areas");
        case PanelKind::bar:
            return DashboardWords::tr("Bars");
        case PanelKind::heatMap:
            return DashboardWords::tr("Heat map");
        case PanelKind::gauge:
            return DashboardWords::tr("Gauge");
        case PanelKind::errorBudget:
            return DashboardWords::tr("Error budget");
        case PanelKind::table:
            return DashboardWords::tr("Table");
        case PanelKind::stat:
            return DashboardWords::tr("Figure");
        case PanelKind::topList:
            return DashboardWords::tr("Top tenants");
        case PanelKind::sparkline:
            break;
    }
    return DashboardWords::tr("Small courses");
}

QString text(PanelUnit unit) {
    switch (unit) {
        case PanelUnit::count:
            return DashboardWords::tr("Number");
        case PanelUnit::perSecond:
            return DashboardWords::tr("Per second");
        case PanelUnit::milliseconds:
            return DashboardWords::tr("Milliseconds");
        case PanelUnit::bytes:
            return DashboardWords::tr("Bytes");
        case PanelUnit::percent:
            return DashboardWords::tr("Per cent");
        case PanelUnit::ratio:
            break;
    }
    return DashboardWords::tr("Ratio");
}

QString text(PanelFunction function) {
    switch (function) {
        case PanelFunction::value:
            return DashboardWords::tr("As it is");
        case PanelFunction::rate:
            return DashboardWords::tr("Rate per second");
        case PanelFunction::increase:
            break;
    }
    return DashboardWords::tr("Increase");
}

QString text(const models::LeftOut& one) {
    const QString where = QString::fromStdString(one.where), detail = QString::fromStdString(one.detail);
    switch (one.reason) {
        case LeftOutReason::panelKind:
            return DashboardWords::tr("%1: there is no panel of the kind %2").arg(where, detail);
        case LeftOutReason::panelEmpty:
            return DashboardWords::tr("%1: none of its queries could be taken over").arg(where);
        case LeftOutReason::tooMany:
            return DashboardWords::tr("%1: more than a dashboard holds").arg(where);
        case LeftOutReason::query:
            return DashboardWords::tr("%1: the query %2").arg(where, detail);
        case LeftOutReason::variable:
            return DashboardWords::tr("The variable %1").arg(detail);
        case LeftOutReason::transformation:
            return DashboardWords::tr("%1: transformations").arg(where);
        case LeftOutReason::override:
            return DashboardWords::tr("%1: overrides of single fields").arg(where);
        case LeftOutReason::unit:
            return DashboardWords::tr("%1: the unit %2; figures have none").arg(where, detail);
        case LeftOutReason::annotation:
            return DashboardWords::tr("The annotation %1").arg(detail);
        case LeftOutReason::link:
            return DashboardWords::tr("%1: links").arg(where);
        case LeftOutReason::alert:
            break;
    }
    return DashboardWords::tr("%1: the alert %2").arg(where, detail);
}

QString templateText(const std::string& text) {
    static const QHash<QString, const char*> known = [] {
        QHash<QString, const char*> all;
        for (const char* one : templateTexts)
            all.insert(QString::fromUtf8(one), one);
        return all;
    }();
    const QString plain = QString::fromStdString(text);
    const char* source = known.value(plain, nullptr);
    return source ? DashboardTemplates::tr(source) : plain;
}

domain::DashboardContent inWords(domain::DashboardContent content) {
    const auto put = [](std::string& text) { text = templateText(text).toStdString(); };
    put(content.title);
    put(content.description);
    for (auto& panel : content.panels) {
        put(panel.title);
        if (panel.word) put(*panel.word);
        for (auto& query : panel.queries)
            put(query.label);
        for (auto& threshold : panel.thresholds)
            put(threshold.label);
    }
    return content;
}

ui::ValueFormat formatOf(const domain::DashboardPanel& panel) {
    const auto unit = [&] {
        switch (panel.unit) {
            case PanelUnit::count:
                return ui::Unit::count;
            case PanelUnit::perSecond:
                return ui::Unit::perSecond;
            case PanelUnit::milliseconds:
                return ui::Unit::milliseconds;
            case PanelUnit::bytes:
                return ui::Unit::bytes;
            case PanelUnit::percent:
                return ui::Unit::percent;
            case PanelUnit::ratio:
                break;
        }
        return ui::Unit::ratio;
    }();
    return {unit, QString::fromStdString(panel.word.value_or("")), int(panel.decimals.value_or(-1))};
}

int colorOf(const domain::PanelQuery& query, std::size_t position) {
    return query.color ? int(*query.color) - 1 : int(position % 8);
}

}  // namespace steward::views
