// The pivot as a table: row fields, then the measures of each column group, then their totals. Group names are shown
// once; subtotals and the total are bold; cells stand out as the report says. Holds no copy of the numbers. GUI thread.
#pragma once

#include <QAbstractTableModel>
#include <QLocale>
#include <map>
#include <optional>

#include "report/result.h"

namespace steward::views {

enum PivotRole {
    LineKindRole = Qt::UserRole + 1,  // int of report::LineKind
    ValueRole,                        // the number, for copying
    BarRole,                          // how much of the cell a bar fills, 0 to 1; nothing without a bar
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
    // Looks of the result that is shown already; whether they changed.
    bool setHighlights(std::vector<report::Highlight> highlights);
    // Which of the column groups that is; nothing for a key or a total.
    std::optional<std::size_t> groupOf(int column) const;

private:
    struct Scale {
        double low = 0, high = 0;
    };
    // What a highlight says of a cell: a mark and its words, a bar, a shade.
    struct Look {
        const report::Highlight* rule = nullptr;
        double part = 0;
    };
    Look lookOf(int row, int cell) const;
    void findScales();
    QString keyText(int row, int column) const;
    const report::Column& measureOf(int cell) const;
    std::vector<report::Highlight> highlights_;
    std::map<std::string, Scale> scales_;  // of measures, over their leaves
    std::vector<QString> measureTitles_;
    std::vector<QString> groupTitles_;

    const report::Report* report_ = nullptr;
    QLocale locale_;
};

}  // namespace steward::views
