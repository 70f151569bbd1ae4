#include "ui/table.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <algorithm>

#include "ui/delegates.h"
#include "ui/focus.h"
#include "ui/icons.h"
#include "ui/table_header.h"

namespace steward::ui {
namespace {

int heightOf(Density density) {
    const Theme& theme = Theme::current();
    switch (density) {
        case Density::compact:
            return theme.metric("rowCompact");
        case Density::normal:
            return theme.metric("row");
        case Density::comfortable:
            return theme.metric("rowComfortable");
    }
    Q_UNREACHABLE();
}

bool movesRows(int key) {
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown ||
           key == Qt::Key_Home || key == Qt::Key_End;
}

}  // namespace

TableView::TableView(QWidget* parent) : QTableView(parent), selection_(new RowSelection(this)) {
    auto* header = new TableHeader(this);
    setHorizontalHeader(header);
    header->setSortIndicatorShown(true);
    setSelectionMode(NoSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    viewport()->setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(20);
    setDensity(Density::normal);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &TableView::showHeaderMenu);
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        if (model() && column >= 0) model()->sort(column, order);
    });
    connect(header, &TableHeader::checkClicked, this, [this] {
        if (selection_->isEmpty()) {
            selectLoaded();
        } else {
            selection_->clear();
        }
    });
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(false);
    connect(header, &QHeaderView::sectionMoved, this, [this] {
        if (!arranging_) Q_EMIT columnsChanged();
    });
    connect(header, &QHeaderView::sectionResized, this, [this] {
        if (!arranging_) Q_EMIT columnsChanged();
    });
    connect(selection_, &RowSelection::changed, this, [this] {
        viewport()->update();
        horizontalHeader()->viewport()->update();
    });
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.column() != checkColumn() && !index.data(GroupRole).isValid()) Q_EMIT opened(index);
    });
}

TableHeader* TableView::header() const {
    return static_cast<TableHeader*>(horizontalHeader());
}

void TableView::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    hovered_ = anchor_ = reach_ = -1;
    header()->setSortIndicator(-1, Qt::AscendingOrder);
}

void TableView::setColumns(const QList<Column>& columns) {
    columns_ = columns;
    const QScopedValueRollback arranging(arranging_, true);
    for (int column = 0; column < columns.size(); ++column) {
        auto* old = itemDelegateForColumn(column);
        setItemDelegateForColumn(column, new CellDelegate(columns[column].kind, this));
        delete old;
        setColumnWidth(column, columns[column].width);
        if (columns[column].kind == ColumnKind::check) header()->setSectionResizeMode(column, QHeaderView::Fixed);
        setColumnHidden(column, columns[column].hidden);
    }
    header()->setFirstSectionMovable(checkColumn() < 0);
    stretch();
}

int TableView::columnNamed(const QString& name) const {
    const auto found = std::ranges::find(columns_, name, &Column::name);
    return name.isEmpty() || found == columns_.end() ? -1 : int(found - columns_.begin());
}

QStringList TableView::shownColumns() const {
    QStringList names;
    for (int visual = 0; visual < header()->count(); ++visual) {
        const int column = header()->logicalIndex(visual);
        if (column < columns_.size() && !isColumnHidden(column) && !columns_[column].name.isEmpty())
            names << columns_[column].name;
    }
    return names;
}

QStringList TableView::usualColumns() const {
    QStringList names;
    for (const Column& column : columns_)
        if (!column.hidden && !column.name.isEmpty()) names << column.name;
    return names;
}

void TableView::setShownColumns(const QStringList& names) {
    QList<int> shown;
    for (const QString& name : names)
        if (const int column = columnNamed(name); column >= 0 && !shown.contains(column)) shown << column;
    if (shown.isEmpty())
        for (const QString& name : usualColumns())
            shown << columnNamed(name);
    const QScopedValueRollback arranging(arranging_, true);
    // What stands for the row stays, whatever was remembered; what has no name stays where it is.
    for (int column = 0; column < columns_.size(); ++column)
        if (columns_[column].stretch && !columns_[column].name.isEmpty() && !shown.contains(column))
            shown.prepend(column);
    int visual = 0;
    while (visual < columns_.size() && columns_[visual].name.isEmpty())
        ++visual;
    for (const int column : shown)
        header()->moveSection(header()->visualIndex(column), visual++);
    for (int column = 0; column < columns_.size(); ++column) {
        if (columns_[column].name.isEmpty()) continue;
        setColumnHidden(column, !shown.contains(column));
        if (!shown.contains(column)) header()->moveSection(header()->visualIndex(column), visual++);
    }
    stretch();
}

QVariantMap TableView::columnWidths() const {
    QVariantMap widths;
    for (int column = 0; column < columns_.size(); ++column)
        if (!columns_[column].stretch && !columns_[column].name.isEmpty() && !isColumnHidden(column) &&
            columnWidth(column) != columns_[column].width)
            widths.insert(columns_[column].name, columnWidth(column));
    return widths;
}

void TableView::setColumnWidths(const QVariantMap& widths) {
    const QScopedValueRollback arranging(arranging_, true);
    for (auto it = widths.begin(); it != widths.end(); ++it)
        if (const int column = columnNamed(it.key()); column >= 0 && !columns_[column].stretch)
            setColumnWidth(column, qBound(30, it.value().toInt(), 2000));
    stretch();
}

void TableView::chooseColumn(int column, bool shown) {
    {
        const QScopedValueRollback arranging(arranging_, true);
        setColumnHidden(column, !shown);
        stretch();
    }
    Q_EMIT columnsChanged();
}

void TableView::setDensity(Density density) {
    density_ = density;
    setRowHeight(heightOf(density));
}

void TableView::setRowHeight(int height) {
    verticalHeader()->setDefaultSectionSize(height);
}

void TableView::setHeaderHeight(int height) {
    header()->setHeight(height);
}

void TableView::pinStates(int hovered, int focused) {
    pinnedHover_ = hovered_ = hovered;
    pinnedFocus_ = focused;
    viewport()->update();
}

bool TableView::paintsFocus(int row) const {
    if (pinnedFocus_ >= 0) return row == pinnedFocus_;
    return hasFocus() && keyboardFocus() && row == currentIndex().row();
}

int TableView::checkColumn() const {
    for (int column = 0; column < columns_.size(); ++column) {
        if (columns_[column].kind == ColumnKind::check) return column;
    }
    return -1;
}

QString TableView::keyOf(int row) const {
    return model()->index(row, 0).data(RowKeyRole).toString();
}

QList<QString> TableView::keysOf(int firstRow, int lastRow) const {
    QList<QString> keys;
    keys.reserve(lastRow - firstRow + 1);
    for (int row = firstRow; row <= lastRow; ++row)
        keys.append(keyOf(row));
    return keys;
}

void TableView::selectLoaded() {
    if (!model() || checkColumn() < 0 || model()->rowCount() == 0) return;
    selection_->set(keysOf(0, model()->rowCount() - 1), true);
}

void TableView::extendTo(int row) {
    if (checkColumn() < 0 || anchor_ < 0 || row < 0) return;
    if (reach_ >= 0 &&
        (row - anchor_) * qint64(reach_ - anchor_) < qAbs(qint64(reach_ - anchor_)) * qAbs(reach_ - anchor_)) {
        selection_->set(keysOf(qMin(anchor_, reach_), qMax(anchor_, reach_)), false);
    }
    selection_->set(keysOf(qMin(anchor_, row), qMax(anchor_, row)), true);
    reach_ = row;
}

void TableView::keyPressEvent(QKeyEvent* event) {
    const QModelIndex current = currentIndex();
    const bool selects = checkColumn() >= 0;
    if (pressHeading(current.row(), event->key())) return;
    if (event->matches(QKeySequence::SelectAll)) return selectLoaded();
    if (event->matches(QKeySequence::Copy)) return copy(current, true);
    switch (event->key()) {
        case Qt::Key_Space:
            if (selects && current.isValid()) {
                selection_->toggle(keyOf(current.row()));
                anchor_ = current.row();
                reach_ = -1;
            }
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (current.isValid()) Q_EMIT opened(current);
            return;
        case Qt::Key_Escape:
            if (selection_->isEmpty()) {
                Q_EMIT escaped();
            } else {
                selection_->clear();
            }
            return;
        case Qt::Key_Home:
        case Qt::Key_End:
            if (model() && model()->rowCount() > 0) {
                if (anchor_ < 0) anchor_ = current.row();
                const int row = event->key() == Qt::Key_Home ? 0 : model()->rowCount() - 1;
                setCurrentIndex(model()->index(row, qMax(0, current.column())));
            }
            break;
        default:
            if (event->modifiers() & Qt::ShiftModifier && anchor_ < 0) anchor_ = current.row();
            QTableView::keyPressEvent(event);
    }
    if (!movesRows(event->key())) return;
    if (event->modifiers() & Qt::ShiftModifier) {
        extendTo(currentIndex().row());
    } else {
        anchor_ = currentIndex().row();
        reach_ = -1;
    }
}

bool TableView::pressHeading(int row, int key) {
    if (!model() || row < 0) return false;
    const QVariant heading = model()->index(row, 0).data(GroupRole);
    if (!heading.isValid()) return false;
    const bool isOpen = heading.value<GroupHead>().open;
    const bool toggles = key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!toggles && key != Qt::Key_Left && key != Qt::Key_Right) return false;
    const bool open = toggles ? !isOpen : key == Qt::Key_Right;
    if (open != isOpen) Q_EMIT groupToggled(row, open);
    return true;
}

void TableView::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    QTableView::mousePressEvent(event);
    if (event->button() == Qt::LeftButton && pressHeading(index.row(), Qt::Key_Space)) return;
    if (!index.isValid() || checkColumn() < 0 || event->button() != Qt::LeftButton) return;
    if (event->modifiers() & Qt::ShiftModifier && anchor_ >= 0) return extendTo(index.row());
    if (index.column() == checkColumn() || event->modifiers() & Qt::ControlModifier)
        selection_->toggle(keyOf(index.row()));
    anchor_ = index.row();
    reach_ = -1;
}

void TableView::mouseMoveEvent(QMouseEvent* event) {
    hover(rowAt(event->pos().y()));
    QTableView::mouseMoveEvent(event);
}

bool TableView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave) hover(-1);
    return QTableView::viewportEvent(event);
}

void TableView::hover(int row) {
    if (pinnedHover_ >= 0 || row == hovered_) return;
    updateRow(hovered_);
    hovered_ = row;
    updateRow(hovered_);
}

void TableView::updateRow(int row) {
    if (row < 0) return;
    viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
}

void TableView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (current.row() == previous.row()) return;
    updateRow(previous.row());
    updateRow(current.row());
    Q_EMIT currentRowChanged(current);
}

void TableView::focusInEvent(QFocusEvent* event) {
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0 && event->reason() != Qt::MouseFocusReason) {
        setCurrentIndex(model()->index(0, qMax(0, checkColumn() + 1)));
    }
    updateRow(currentIndex().row());
}

void TableView::focusOutEvent(QFocusEvent* event) {
    QTableView::focusOutEvent(event);
    updateRow(currentIndex().row());
}

void TableView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    stretch();
}

void TableView::stretch() {
    const QScopedValueRollback arranging(arranging_, true);
    int others = 0, elastic = -1;
    for (int column = 0; column < columns_.size(); ++column) {
        if (isColumnHidden(column)) continue;
        if (columns_[column].stretch && elastic < 0) {
            elastic = column;
        } else {
            others += columnWidth(column);
        }
    }
    if (elastic >= 0) setColumnWidth(elastic, qMax(columns_[elastic].width, viewport()->width() - others));
}

void TableView::copy(const QModelIndex& cell, bool wholeRow) {
    if (!cell.isValid()) return;
    if (!wholeRow) return QApplication::clipboard()->setText(cell.data().toString());
    QStringList cells;
    for (int visual = 0; visual < header()->count(); ++visual) {
        const int column = header()->logicalIndex(visual);
        if (!isColumnHidden(column) && column != checkColumn())
            cells.append(cell.siblingAtColumn(column).data().toString());
    }
    QApplication::clipboard()->setText(cells.join(u'\t'));
}

void TableView::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    const QPoint place = byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos();
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("rowMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (index.isValid()) {
        if (builder_) builder_(menu, index);
        if (!menu->isEmpty()) menu->addSeparator();
        const QPersistentModelIndex cell(index);
        menu->addAction(icon(QStringLiteral("files")), tr("Copy cell"), this, [this, cell] { copy(cell, false); });
        menu->addAction(tr("Copy row"), this, [this, cell] { copy(cell, true); });
        menu->addSeparator();
    }
    addColumnMenus(menu);
    menu->popup(place);
}

void TableView::showHeaderMenu(const QPoint& place) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("headerMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addColumnMenus(menu);
    menu->popup(header()->viewport()->mapToGlobal(place));
}

void TableView::addColumnMenus(QMenu* menu) {
    if (!model()) return;
    QMenu* sort = menu->addMenu(tr("Sort by"));
    QMenu* shown = menu->addMenu(tr("Columns"));
    for (int column = 0; column < columns_.size(); ++column) {
        const QString name = model()->headerData(column, Qt::Horizontal).toString();
        if (columns_[column].kind == ColumnKind::check || name.isEmpty()) continue;
        if (columns_[column].kind != ColumnKind::sparkline) {
            sort->addAction(name, this, [this, column] {
                const bool again = header()->sortIndicatorSection() == column;
                const bool wasAscending = header()->sortIndicatorOrder() == Qt::AscendingOrder;
                header()->setSortIndicator(column, again && wasAscending ? Qt::DescendingOrder : Qt::AscendingOrder);
            });
        }
        QAction* action = shown->addAction(name);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(!columns_[column].stretch);
        connect(action, &QAction::toggled, this, [this, column](bool on) { chooseColumn(column, on); });
    }
}

}  // namespace steward::ui
