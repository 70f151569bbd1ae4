// The pivot as a table: row fields, then the measures of each column group, then their totals. Group names are shown
// once; subtotals and the total are bold. Holds no copy of the numbers. GUI thread.
#pragma once

#include <QAbstractTableModel>
#include <QLocale>

#include "report/result.h"

namespace steward::views {

enum PivotRole {
    LineKindRole = Qt::UserRole + 1,  // int of report::LineKind
    ValueRole,                        // the number, for copying
};

class PivotModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit PivotModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    // `report` must outlive the model or be set to null before it goes.
    void setReport(const report::Report* report);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool isTotalColumn(int column) const;

private:
    QString keyText(int row, int column) const;
    const report::Column& measureOf(int cell) const;

    const report::Report* report_ = nullptr;
    QLocale locale_;
};

}  // namespace steward::views
