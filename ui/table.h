// The table of every list: columns by kind, hover, current row, selection by key, keyboard, copy, column chooser.
// Smooth at 1,000,000 rows: fixed sizes, no proxy needed, nothing asks the model for rows that are not shown.
//
//   auto* table = new TableView;
//   table->setModel(model);
//   table->setColumns({{ColumnKind::check}, {ColumnKind::logo, 220, true}, {ColumnKind::badge, 100}});
//   connect(table, &TableView::opened, this, &Page::open);
//
// Keys: arrows move, Space selects, Shift extends, Ctrl+A selects the loaded rows, Enter opens, Ctrl+C copies,
// Esc clears the selection and, when there is none, emits escaped(). On the heading of a group, Space and Enter open or
// close it, Left closes, Right opens.
#pragma once

#include <QTableView>
#include <functional>

#include "ui/item_roles.h"
#include "ui/paint.h"
#include "ui/row_selection.h"

class QMenu;

namespace steward::ui {

class TableHeader;

enum class ColumnKind {
    text,       // text, then SecondaryTextRole
    strong,     // the same in medium weight
    secondary,  // in secondary colour
    logo,       // LogoRole, text in medium weight; the clock and italics when stale
    badge,      // a badge of BadgeKindRole
    figure,     // right-aligned number
    sparkline,  // SeriesRole
    mono,       // an id
    change,     // BeforeTextRole as a tag, an arrow, the text as a tag
    check,      // box of the selection; takes no text from the model
};

struct Column {
    ColumnKind kind = ColumnKind::text;
    int width = 34;
    bool stretch = false;  // takes what is left; at least `width`
    QString name = {};     // what chosen columns are remembered by; without one it cannot be chosen
    bool hidden = false;   // until somebody wants it
};

enum class Density { compact, normal, comfortable };  // 28, 36, 44

class TableView : public QTableView {
    Q_OBJECT
public:
    explicit TableView(QWidget* parent = nullptr);
    // One entry per model column, after setModel. Hidden columns stay in the column chooser.
    void setColumns(const QList<Column>& columns);
    // Which columns are shown, by name, in their order. Given an empty list, or nothing it knows: as they were made.
    QStringList shownColumns() const;
    void setShownColumns(const QStringList& names);
    QStringList usualColumns() const;  // as they were made
    QVariantMap columnWidths() const;  // by name
    void setColumnWidths(const QVariantMap& widths);
    int columnNamed(const QString& name) const;  // -1: of no column
    void setDensity(Density density);
    void setRowHeight(int height);
    void setHeaderHeight(int height);
    RowSelection* selection() const { return selection_; }  // empty and unused without a check column
    // More entries for the context menu of a row, before Copy.
    void setMenuBuilder(std::function<void(QMenu*, const QModelIndex&)> builder) { builder_ = std::move(builder); }
    int hoveredRow() const { return hovered_; }
    QList<QString> keysOf(int firstRow, int lastRow) const;
    void setModel(QAbstractItemModel* model) override;
    // For the component sheet: shows this row as hovered or focused, whatever the user does.
    void pinStates(int hovered, int focused);
    bool paintsFocus(int row) const;
    const QList<Column>& columns() const { return columns_; }
    Density density() const { return density_; }
    int firstPadding() const { return firstPadding_; }  // left of the first column; 16
    void setFirstPadding(int pixels) { firstPadding_ = pixels; }
    void selectLoaded();

Q_SIGNALS:
    void opened(const QModelIndex& index);             // Enter or double click
    void currentRowChanged(const QModelIndex& index);  // at once; wait 120 ms before loading a panel
    void escaped();                                    // Esc with nothing selected
    void groupToggled(int row, bool open);             // of the group with the heading in this row
    void columnsChanged();                             // somebody chose, moved or resized columns

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyboardSearch(const QString&) override {}  // would look at every row
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void hover(int row);
    void updateRow(int row);
    void extendTo(int row);
    void stretch();
    void chooseColumn(int column, bool shown);
    bool pressHeading(int row, int key);
    void copy(const QModelIndex& cell, bool wholeRow);
    void addColumnMenus(QMenu* menu);
    void showHeaderMenu(const QPoint& place);
    TableHeader* header() const;
    QString keyOf(int row) const;
    int checkColumn() const;

    QList<Column> columns_;
    RowSelection* selection_;
    std::function<void(QMenu*, const QModelIndex&)> builder_;
    int hovered_ = -1;
    int anchor_ = -1, reach_ = -1;
    Density density_ = Density::normal;
    int firstPadding_ = 16;
    int pinnedHover_ = -1, pinnedFocus_ = -1;
    bool arranging_ = false;  // the columns move by our own hand
};

}  // namespace steward::ui
