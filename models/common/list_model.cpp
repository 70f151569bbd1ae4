#include "models/common/list_model.h"

#include "models/common/filter.h"

namespace steward::models {

QString ListQuery::fieldOf(int column) const {
    return fields_.value(column);
}

QString ListQuery::filterOf(const QString& group) const {
    if (groupField_.isEmpty()) return filter_;
    const QString grouped = filterText({{groupField_, Comparison::is, {group}}});
    return filter_.isEmpty() ? grouped : filter_ + QLatin1Char(';') + grouped;
}

std::vector<RowGroup> ListQuery::inOrder(const contract::Groups& groups) const {
    std::vector<RowGroup> ordered;
    for (const contract::Group& group : groups.items)
        ordered.push_back({QString::fromStdString(group.value), group.count});
    const auto place = [this](const RowGroup& group) {
        const auto at = knownGroups_.indexOf(group.value);
        return std::pair(at < 0 ? knownGroups_.size() : at, group.value);
    };
    std::ranges::sort(ordered, {}, place);
    return ordered;
}

int ListQuery::columnOf(const QString& field) const {
    return field.isEmpty() ? -1 : int(fields_.indexOf(field));
}

}  // namespace steward::models
