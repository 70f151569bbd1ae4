#include "views/common/table_decoration.h"

namespace steward::views {

TableDecoration::TableDecoration(models::PagedModel* model, QStringList titles, QObject* parent)
    : QIdentityProxyModel(parent), model_(model), titles_(std::move(titles)) {
    setSourceModel(model);
}

QVariant TableDecoration::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
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

QVariant TableDecoration::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) return titles_.value(section);
    return {};
}

Qt::ItemFlags TableDecoration::flags(const QModelIndex& index) const {
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

}  // namespace steward::views
