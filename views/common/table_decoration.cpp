#include "views/common/table_decoration.h"

#include "models/common/list_model.h"
#include "views/common/words.h"

namespace steward::views {

TableDecoration::TableDecoration(models::PagedModel* model, QStringList titles, QObject* parent)
    : QIdentityProxyModel(parent), model_(model), titles_(std::move(titles)) {
    setSourceModel(model);
}

QVariant TableDecoration::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (const models::RowGroup* group = model_->groupAt(index.row())) return heading(*group, role);
    const QModelIndex cell = model_->index(index.row(), index.column());
    const bool here = model_->isHere(index.row());
    switch (role) {
        case ui::RowKeyRole:
            return model_->data(cell, models::KeyRole);
        case ui::LoadingRole:
            if (!here) model_->data(cell, Qt::DisplayRole);  // a view looks at it, so it is read
            return !here;
        case ui::SortRole:
            return model_->data(cell, models::SortRole);
        case ui::StaleSinceRole:
            return here ? QVariant(model_->staleSince()) : QVariant();
        case Qt::AccessibleTextRole: {
            if (!here) return tr("Loading");
            const QString text = decorated(index.row(), index.column(), Qt::DisplayRole).toString();
            return text.isEmpty() ? QVariant() : QVariant(titles_.value(index.column()) + QLatin1Char(' ') + text);
        }
        default:
            return here ? decorated(index.row(), index.column(), role) : QVariant();
    }
}

QVariant TableDecoration::heading(const models::RowGroup& group, int role) const {
    const QString count = countText(group.count);
    if (role == ui::GroupRole) return QVariant::fromValue(ui::GroupHead{groupTitle(group.value), count, group.open});
    if (role == Qt::AccessibleTextRole)
        return (group.open ? tr("Group %1, %2 rows, open") : tr("Group %1, %2 rows, closed"))
            .arg(groupTitle(group.value), count);
    return {};
}

QString TableDecoration::groupTitle(const QString& value) const {
    const auto* list = dynamic_cast<const models::ListQuery*>(model_);
    return value.isEmpty() ? tr("None") : valueText(list ? list->groupField() : QString(), value);
}

QVariant TableDecoration::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) return titles_.value(section);
    return {};
}

Qt::ItemFlags TableDecoration::flags(const QModelIndex& index) const {
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

}  // namespace steward::views
