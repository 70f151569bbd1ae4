#include "views/support/person_picker.h"

#include "models/common/filter.h"
#include "views/users/users_tables.h"

namespace steward::views {

using namespace Qt::StringLiterals;

PersonPicker::PersonPicker(Fetch fetch, QWidget* parent)
    : PickerOf(std::move(fetch), u"personPicker"_s,
               {tr("Person"), tr("Choose a person"), tr("Find a person"), tr("People")}, true, parent) {}

void PersonPicker::setTenant(const std::string& tenantId) {
    tenantId_ = tenantId;
    setChosen({});
}

std::string PersonPicker::filterFor(const QString& text) const {
    models::Clauses clauses{{u"tenantId"_s, models::Comparison::is, {QString::fromStdString(tenantId_)}},
                            {u"status"_s, models::Comparison::is, {u"active"_s}}};
    if (!text.isEmpty()) clauses.push_back({u"name"_s, models::Comparison::contains, {text}});
    return models::filterText(clauses).toStdString();
}

QString PersonPicker::lineOf(const domain::User& user) const {
    return tr("%1, %2").arg(QString::fromStdString(user.name), roleText(user));
}

void PersonPicker::take(const domain::User& user) {
    setChosen(QString::fromStdString(user.name));
    Q_EMIT picked(user);
}

}  // namespace steward::views
