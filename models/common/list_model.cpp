#include "models/common/list_model.h"

namespace steward::models {

QString ListQuery::fieldOf(int column) const {
    return fields_.value(column);
}

int ListQuery::columnOf(const QString& field) const {
    return field.isEmpty() ? -1 : int(fields_.indexOf(field));
}

}  // namespace steward::models
