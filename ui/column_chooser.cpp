#include "ui/column_chooser.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QScopedValueRollback>

#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/table.h"

namespace steward::ui {

using namespace Qt::StringLiterals;

ColumnChooser::ColumnChooser(QWidget* anchor, TableView* table) : Popup(anchor), table_(table), list_(new QListWidget) {
    setObjectName(u"columnChooser"_s);
    setAccessibleName(tr("Columns"));
    list_->setObjectName(u"columnList"_s);
    list_->setAccessibleName(tr("Columns in their order"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setDragDropMode(QAbstractItemView::InternalMove);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* hint = new Text(tr("Space shows or hides, Alt+Up and Alt+Down move."), TextStyle::small, Tone::tertiary);
    auto* usual = new Button(tr("As it was"), ButtonVariant::ghost);
    usual->setObjectName(u"columnsUsual"_s);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(hint, 1);
    row->addWidget(usual);
    content()->addWidget(list_);
    content()->addLayout(row);
    fill();
    list_->setFixedHeight(std::min(420, int(list_->count()) * 30 + 8));
    list_->setMinimumWidth(300);
    connect(list_, &QListWidget::itemChanged, this, &ColumnChooser::apply);
    connect(list_->model(), &QAbstractItemModel::rowsMoved, this, &ColumnChooser::apply);
    connect(usual, &QAbstractButton::clicked, this, [this] {
        table_->setShownColumns({});
        fill();
        Q_EMIT table_->columnsChanged();
    });
    connect(this, &Popup::closed, this, &QObject::deleteLater);
}

void ColumnChooser::fill() {
    const QScopedValueRollback filling(filling_, true);
    list_->clear();
    QStringList names = table_->shownColumns();
    const qsizetype shown = names.size();
    for (const Column& column : table_->columns())
        if (!column.name.isEmpty() && !names.contains(column.name)) names << column.name;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const int column = table_->columnNamed(names[i]);
        auto* item = new QListWidgetItem(table_->model()->headerData(column, Qt::Horizontal).toString(), list_);
        item->setData(Qt::UserRole, names[i]);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemIsUserCheckable);
        item->setCheckState(i < shown ? Qt::Checked : Qt::Unchecked);
        // What stands for the row cannot be hidden.
        if (table_->columns()[column].stretch) item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
    }
    list_->setCurrentRow(0);
}

void ColumnChooser::apply() {
    if (filling_) return;
    QStringList names;
    for (int row = 0; row < list_->count(); ++row)
        if (list_->item(row)->checkState() == Qt::Checked) names << list_->item(row)->data(Qt::UserRole).toString();
    table_->setShownColumns(names);
    Q_EMIT table_->columnsChanged();
}

void ColumnChooser::moveCurrent(int by) {
    const int row = list_->currentRow(), to = row + by;
    if (row < 0 || to < 0 || to >= list_->count()) return;
    {
        const QScopedValueRollback filling(filling_, true);
        list_->insertItem(to, list_->takeItem(row));
        list_->setCurrentRow(to);
    }
    apply();
}

bool ColumnChooser::eventFilter(QObject* watched, QEvent* event) {
    if (watched == list_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() & Qt::AltModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            moveCurrent(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return Popup::eventFilter(watched, event);
}

}  // namespace steward::ui
