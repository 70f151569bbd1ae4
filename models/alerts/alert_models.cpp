#include "models/alerts/alert_models.h"

namespace steward::models {

using namespace Qt::StringLiterals;

namespace {

const QString none;

Clauses only(const QString& field, const QStringList& values) {
    return {{field, Comparison::is, values}};
}

}  // namespace

QStringList AlertListOf<domain::Alert>::fields() {
    return {none, u"name"_s, u"state"_s, u"severity"_s, none, u"activeSince"_s, u"resolvedAt"_s};
}
QStringList AlertListOf<domain::AlertRule>::fields() {
    return {none, u"name"_s, u"state"_s, u"severity"_s, none, u"silencedUntil"_s, u"changedAt"_s};
}
QStringList AlertListOf<domain::Silence>::fields() {
    return {none, u"name"_s, none, none, none, u"endsAt"_s, u"createdBy"_s};
}
QStringList AlertListOf<domain::Slo>::fields() {
    return {none, u"name"_s, none, none, none, none, u"changedAt"_s};
}
QStringList AlertListOf<domain::AlertChannel>::fields() {
    return {none, u"name"_s, u"kind"_s, none, none, u"changedAt"_s};
}

std::vector<SavedView> alertViews() {
    const QString newest = u"-activeSince"_s;
    return {{u"active"_s, {}, only(u"state"_s, {u"pending"_s, u"firing"_s}), newest},
            {u"firing"_s, {}, only(u"state"_s, {u"firing"_s}), newest},
            {u"pending"_s, {}, only(u"state"_s, {u"pending"_s}), newest},
            {u"resolved"_s, {}, only(u"state"_s, {u"resolved"_s}), u"-resolvedAt"_s},
            {u"all"_s, {}, {}, newest}};
}

std::vector<SavedView> alertRuleViews() {
    const QString byName = u"name"_s;
    return {{u"all"_s, {}, {}, byName},
            {u"firing"_s, {}, only(u"state"_s, {u"firing"_s}), byName},
            {u"off"_s, {}, only(u"status"_s, {u"off"_s}), byName},
            {u"removed"_s, {}, only(u"status"_s, {u"removed"_s}), u"-changedAt"_s}};
}

std::vector<SavedView> silenceViews() {
    return {{u"all"_s, {}, {}, u"-endsAt"_s}, {u"removed"_s, {}, only(u"status"_s, {u"removed"_s}), u"-endsAt"_s}};
}

std::vector<SavedView> sloViews() {
    return {{u"all"_s, {}, {}, u"name"_s}, {u"removed"_s, {}, only(u"status"_s, {u"removed"_s}), u"name"_s}};
}

std::vector<SavedView> alertChannelViews() {
    return {{u"all"_s, {}, {}, u"name"_s}, {u"removed"_s, {}, only(u"status"_s, {u"removed"_s}), u"name"_s}};
}

}  // namespace steward::models
