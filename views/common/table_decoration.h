// What a table of the platform looks like: wording, badges, logos over a models::PagedModel, which knows none of them.
// Rows that are not here yet are skeletons; rows from the offline store are stale. Nothing is copied. GUI thread.
#pragma once

#include <QIdentityProxyModel>
#include <QStringList>

#include "models/common/paged_model.h"
#include "ui/item_roles.h"

namespace steward::views {

class TableDecoration : public QIdentityProxyModel {
    Q_OBJECT
public:
    // `titles`: one per column.
    TableDecoration(models::PagedModel* model, QStringList titles, QObject* parent = nullptr);
    models::PagedModel* paged() const { return model_; }

    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

protected:
    // Of a row that is here. Qt::DisplayRole is also what screen readers say, with the column's title before it.
    virtual QVariant decorated(int row, int column, int role) const = 0;
    // "Past due" of a group's value; "None" without one.
    virtual QString groupTitle(const QString& value) const;

private:
    QVariant heading(const models::RowGroup& group, int role) const;

    models::PagedModel* model_;
    QStringList titles_;
};

}  // namespace steward::views
