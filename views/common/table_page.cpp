#include "views/common/table_page.h"

#include <QBoxLayout>
#include <QScrollBar>
#include <QSettings>

#include "ui/buttons.h"
#include "ui/states.h"
#include "views/common/page_header.h"
#include "views/common/table_decoration.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

TablePage::TablePage(PageContext& context, TableParts parts)
    : Page(context),
      decorated_(parts.decorated),
      model_(parts.decorated->paged()),
      notThere_(parts.notThere),
      column_(new QVBoxLayout(this)),
      header_(new PageHeader(parts.title)),
      table_(new ui::TableView),
      states_(new ui::StateStack(table_)) {
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(0);
    table_->setObjectName(parts.name);
    table_->setAccessibleName(parts.title);
    table_->setModel(decorated_);
    table_->setColumns(parts.columns);
    decorated_->setParent(this);
    connect(states_, &ui::StateStack::retried, model_, &models::PagedModel::reload);
    connect(model_, &models::PagedModel::stateChanged, this, &TablePage::showState);
    connect(table_->verticalScrollBar(), &QScrollBar::valueChanged, this, &TablePage::showStatus);
    connect(&context.session, &models::Session::cameOnline, this, &TablePage::refresh);
    recallColumns();
    connect(table_, &ui::TableView::columnsChanged, this, &TablePage::keepColumns);
    connect(table_, &ui::TableView::groupToggled, model_, &models::PagedModel::setOpen);
}

void TablePage::recallColumns() {
    const QString key = u"tables/"_s + table_->objectName();
    table_->setShownColumns(QSettings().value(key + u"/columns"_s).toStringList());
    table_->setColumnWidths(QSettings().value(key + u"/widths"_s).toMap());
}

void TablePage::keepColumns() {
    if (!keepsColumns()) return;
    QSettings settings;
    const QString key = u"tables/"_s + table_->objectName();
    const QStringList shown = table_->shownColumns();
    if (shown == table_->usualColumns())
        settings.remove(key + u"/columns"_s);
    else
        settings.setValue(key + u"/columns"_s, shown);
    settings.setValue(key + u"/widths"_s, table_->columnWidths());
}

ui::Button* TablePage::addHeaderButton(const QString& text, const QString& name, const QString& icon, bool primary) {
    auto* button = new ui::Button(text, primary ? ui::ButtonVariant::primary : ui::ButtonVariant::secondary);
    button->setObjectName(name);
    button->setIconName(icon);
    header_->actions()->addWidget(button);
    return button;
}

void TablePage::refresh() {
    model_->reload();
}

void TablePage::makeCurrent(const QString& key) {
    const int row = model_->rowOf(key);
    awaited_ = row < 0 ? key : QString();
    if (row >= 0) table_->setCurrentIndex(decorated_->index(row, 0));
}

void TablePage::showState() {
    using State = models::PagedModel::State;
    header_->setCount(model_->state() == State::loading ? QString() : countText(model_->total()));
    switch (model_->state()) {
        case State::loading:
            states_->showLoading();
            break;
        case State::failed:
            states_->showError(*model_->error(), notThere_);
            break;
        case State::ready:
            if (model_->rowCount() > 0) {
                model_->isBusy() ? states_->showLoading() : states_->showContent();
                break;
            }
            states_->empty()->clearActions();
            showNothing();
            break;
    }
    showStatus();
    rowsShown();
    if (!awaited_.isEmpty()) makeCurrent(awaited_);
}

void TablePage::showStatus() {
    setDataAsOf(model_->asOf());
    if (model_->rowCount() == 0) return setStatusText({});
    if (model_->isGrouped())
        return setStatusText(
            tr("%1 rows in %n group(s)", nullptr, model_->groupCount()).arg(countText(model_->total())));
    const int first = std::max(0, table_->rowAt(0));
    const int below = table_->rowAt(table_->viewport()->height() - 1);
    const int last = below < 0 ? model_->rowCount() - 1 : below;
    const QString rows =
        tr("Rows %1–%2 of %3").arg(countText(first + 1), countText(last + 1), countText(model_->total()));
    if (model_->staleSince().isValid())
        setStatusText(tr("%1, from this computer").arg(rows));
    else if (model_->error())
        setStatusText(tr("%1, not refreshed: %2").arg(rows, QString::fromStdString(model_->error()->message)));
    else
        setStatusText(model_->totalIsExact() ? tr("%1, complete").arg(rows) : tr("%1 or more").arg(rows));
}

}  // namespace steward::views
