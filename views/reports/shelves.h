// The shelves of the builder with what stands on them: rows, columns, measures, filters and the values of parameters,
// each chip with all that the report language has for it.
#pragma once

#include <QWidget>

#include "models/reports/report_builder.h"

class QMenu;

namespace steward::views {

class Shelf;

class Shelves : public QWidget {
    Q_OBJECT
public:
    // `window`: over which dialogs open. Both outlive it.
    Shelves(models::ReportBuilder& builder, QWidget* window, QWidget* parent = nullptr);

private:
    void show();
    void fillDimension(QMenu* menu, models::Shelf shelf, std::size_t index);
    void fillMeasure(QMenu* menu, std::size_t index);
    void fillSort(QMenu* menu, const std::string& key);
    void showFilters();
    void editCondition(QWidget* chip, std::optional<std::size_t> index);
    void moveEntry(models::Shelf from, int index, int along, int shelves);
    Shelf* shelfOf(models::Shelf shelf) const;

    models::ReportBuilder& builder_;
    QWidget* window_;
    Shelf* rows_;
    Shelf* columns_;
    Shelf* measures_;
    Shelf* filters_;
};

}  // namespace steward::views
