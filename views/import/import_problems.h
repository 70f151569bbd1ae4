// The rows of a file that are left out, each with its line, its column and what is wrong. GUI thread.
#pragma once

#include <QAbstractTableModel>

#include "import/problem.h"
#include "ui/table.h"

namespace steward::views {

class ImportProblems : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Line, Name, What, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void set(std::vector<imports::Problem> problems);
    static QList<ui::Column> columns();

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(problems_.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<imports::Problem> problems_;
};

}  // namespace steward::views
