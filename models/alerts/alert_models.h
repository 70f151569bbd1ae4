// The lists of alerts: alerts themselves, rules, silences, objectives and channels. Sorted and filtered by the
// platform. GUI thread.
#pragma once

#include "domain/alert.h"
#include "models/common/list_model.h"
#include "models/common/saved_views.h"

namespace steward::models {

// What tells the list of a kind from the others.
template <class T>
struct AlertListOf;

template <>
struct AlertListOf<domain::Alert> {
    enum Column { Check, Name, State, Severity, Value, Since, Resolved, ColumnCount };
    static constexpr auto list = contract::ListName::alerts;
    static constexpr auto kind = domain::EntityKind::configuration;  // no entity of plans
    static constexpr const char* key = "alerts";
    static constexpr const char* sort = "-activeSince";
    static QStringList fields();
};
template <>
struct AlertListOf<domain::AlertRule> {
    enum Column { Check, Name, State, Severity, Condition, Silenced, Changed, ColumnCount };
    static constexpr auto list = contract::ListName::alertRules;
    static constexpr auto kind = domain::EntityKind::alertRule;
    static constexpr const char* key = "alertRules";
    static constexpr const char* sort = "name";
    static QStringList fields();
};
template <>
struct AlertListOf<domain::Silence> {
    enum Column { Check, Name, State, Matchers, Alerts, Ends, By, ColumnCount };
    static constexpr auto list = contract::ListName::silences;
    static constexpr auto kind = domain::EntityKind::silence;
    static constexpr const char* key = "silences";
    static constexpr const char* sort = "-endsAt";
    static QStringList fields();
};
template <>
struct AlertListOf<domain::Slo> {
    enum Column { Check, Name, Objective, Left, Burn, Rules, Changed, ColumnCount };
    static constexpr auto list = contract::ListName::slos;
    static constexpr auto kind = domain::EntityKind::slo;
    static constexpr const char* key = "slos";
    static constexpr const char* sort = "name";
    static QStringList fields();
};
template <>
struct AlertListOf<domain::AlertChannel> {
    enum Column { Check, Name, Kind, Target, Last, Changed, ColumnCount };
    static constexpr auto list = contract::ListName::alertChannels;
    static constexpr auto kind = domain::EntityKind::alertChannel;
    static constexpr const char* key = "alertChannels";
    static constexpr const char* sort = "name";
    static QStringList fields();
};

template <class T>
class AlertListModel final : public ListModelOf<T> {
public:
    AlertListModel(ListSource<T> source, QObject* parent = nullptr)
        : ListModelOf<T>(AlertListOf<T>::key, AlertListOf<T>::kind, AlertListOf<T>::fields(),
                         QString::fromLatin1(AlertListOf<T>::sort), std::move(source), parent) {}

protected:
    // Everything that is shown is made by the view of the row itself.
    QVariant value(const T& row, int) const override { return QString::fromStdString(row.id); }
};

// The views of each list that are always there.
std::vector<SavedView> alertViews();
std::vector<SavedView> alertRuleViews();
std::vector<SavedView> silenceViews();
std::vector<SavedView> sloViews();
std::vector<SavedView> alertChannelViews();

}  // namespace steward::models
