#include "views/common/list_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QMenu>
#include <QSplitter>

#include "contract/topics.h"
#include "ui/buttons.h"
#include "ui/states.h"
#include "ui/table_header.h"
#include "ui/tabs.h"
#include "ui/toast.h"
#include "views/common/filter_bar.h"
#include "views/common/form_dialog.h"
#include "views/common/page_header.h"
#include "views/common/table_decoration.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {
constexpr int followMs = 120, roomForPanel = 1100;
}

void ListPage::build(ListParts parts) {
    query_ = parts.query;
    views_ = parts.views;
    panel_ = parts.panel;
    viewExample_ = parts.viewExample;
    nameColumn_ = parts.nameColumn;
    header()->setLine(false);
    column()->addWidget(header());
    makeTabs(parts);
    makeList(parts);
    addCommand(tr("Filter these rows"), u"list.filter"_s, u"funnel"_s, QKeySequence(Qt::Key_Slash),
               domain::Permission::none, [this] { filters_->search()->setFocus(Qt::ShortcutFocusReason); });
    changes_ = context().feed.subscribe(
        contract::entitiesTopic,
        [this](const client::FeedEvents<contract::EntityChanged>& events) {
            for (const auto& event : events)
                entityChanged(event.data);
        },
        [this](const client::FeedGap&) { refresh(); });
    showViews();
    openView(view_);
    views_->load();
    views_->readCounts();
    closePanel();
}

void ListPage::makeTabs(const ListParts& parts) {
    auto* bar = new ui::TabRow;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 16, 0);
    row->setSpacing(4);
    tabs_ = new ui::Tabs;
    tabs_->setObjectName(parts.viewsName);
    tabs_->setAccessibleName(tr("Saved views"));
    auto* save = new ui::Button(tr("Save view"), ui::ButtonVariant::ghost);
    save->setObjectName(u"saveView"_s);
    save->setIconName(u"plus-lg"_s);
    removeView_ = new ui::Button(tr("Remove view"), ui::ButtonVariant::ghost);
    removeView_->setObjectName(u"removeView"_s);
    removeView_->hide();
    row->addWidget(tabs_, 1);
    row->addWidget(save);
    row->addWidget(removeView_);
    column()->addWidget(bar);
    connect(tabs_, &QTabBar::tabBarClicked, this, [this](int index) { openView(viewOf(index)); });
    connect(tabs_, &QTabBar::currentChanged, this, [this](int index) {
        if (viewOf(index) != view_) openView(viewOf(index));
    });
    connect(save, &QAbstractButton::clicked, this, &ListPage::saveView);
    connect(removeView_, &QAbstractButton::clicked, this, [this] {
        views_->remove(std::exchange(view_, u"all"_s));
        openView(view_);
    });
    connect(views_, &models::SavedViews::changed, this, &ListPage::showViews);
    connect(views_, &models::SavedViews::countChanged, this, [this](const QString& id) {
        const QString count = countText(views_->count(id).value_or(0));
        if (id == "all"_L1)
            setNavigationCount(count);
        else
            tabs_->setCount(tabOf(id), count);
    });
    connect(views_, &models::SavedViews::notKept, this, [this](const Error& error) {
        context().toasts.show(ui::BadgeKind::bad,
                              tr("The view was not saved: %1").arg(QString::fromStdString(error.message)));
    });
}

void ListPage::makeList(const ListParts& parts) {
    filters_ = new FilterBar(parts.fields, parts.searched);
    auto* columns = ui::iconButton(u"layout-three-columns"_s, tr("Columns"));
    columns->setObjectName(u"columns"_s);
    auto* again = ui::iconButton(u"arrow-repeat"_s, tr("Refresh"));
    again->setObjectName(u"refresh"_s);
    filters_->trailing()->addWidget(columns);
    filters_->trailing()->addWidget(again);
    connect(filters_, &FilterBar::changed, this, &ListPage::applyFilter);
    connect(again, &QAbstractButton::clicked, this, &ListPage::refresh);
    ui::TableView* rows = table();
    rows->setMenuBuilder([this](QMenu* menu, const QModelIndex& index) {
        if (decorated()->paged()->isHere(index.row())) fillMenu(menu, index.row());
    });
    connect(columns, &QAbstractButton::clicked, this, [rows, columns] {
        QHeaderView* titles = rows->horizontalHeader();
        Q_EMIT titles->customContextMenuRequested(
            titles->mapFromGlobal(columns->mapToGlobal(QPoint(0, columns->height()))));
    });

    bulk_ = new BulkBar(context().session, parts.selectedName);
    bulk_->setObjectName(u"bulkBar"_s);
    bulk_->hide();
    auto* list = new QWidget;
    auto* stack = new QVBoxLayout(list);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    stack->addWidget(filters_);
    stack->addWidget(states(), 1);
    stack->addWidget(bulk_);
    splitter_ = new QSplitter(Qt::Horizontal);
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(list);
    splitter_->addWidget(panel_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 0);
    splitter_->setSizes({840, ui::Theme::current().metric("detailPanel")});
    column()->addWidget(splitter_, 1);

    follow_.setSingleShot(true);
    follow_.setInterval(followMs);
    connect(&follow_, &QTimer::timeout, this, &ListPage::openCurrent);
    connect(rows, &ui::TableView::currentRowChanged, &follow_, qOverload<>(&QTimer::start));
    connect(rows, &ui::TableView::opened, this, [this] {
        follow_.stop();
        openCurrent();
    });
    connect(rows, &ui::TableView::escaped, this, &ListPage::closePanel);
    connect(rows->selection(), &ui::RowSelection::changed, this, &ListPage::showSelection);
    connect(panel_, &DetailPanel::closeRequested, this, [this] {
        closePanel();
        table()->setFocus(Qt::OtherFocusReason);
    });
    connect(bulk_, &BulkBar::selectAll, this,
            [this] { table()->selection()->selectAllMatching(decorated()->paged()->total()); });
    connect(bulk_, &BulkBar::clear, this, [this] {
        clearSelection();
        table()->setFocus(Qt::OtherFocusReason);
    });
}

QString ListPage::viewOf(int tab) const {
    const auto& views = views_->all();
    return tab >= 0 && tab < int(views.size()) ? views[std::size_t(tab)].id : QString();
}

int ListPage::tabOf(const QString& view) const {
    int tab = 0;
    while (tab < tabs_->count() && viewOf(tab) != view)
        ++tab;
    return tab;
}

void ListPage::showViews() {
    const QSignalBlocker quiet(tabs_);
    while (tabs_->count() > 0)
        tabs_->removeTab(0);
    for (const models::SavedView& view : views_->all()) {
        const int index = tabs_->addTab(view.own ? view.name : nameOf(view));
        if (const auto count = views_->count(view.id); count && view.id != "all"_L1)
            tabs_->setCount(index, countText(*count));
    }
    tabs_->setCurrentIndex(tabOf(view_));
}

void ListPage::openView(const QString& id) {
    const models::SavedView* view = views_->find(id);
    if (!view) return;
    view_ = id;
    removeView_->setVisible(view->own);
    tabs_->setCurrentIndex(tabOf(id));
    filters_->setClauses(view->clauses);
    const bool down = view->sort.startsWith(u'-');
    const int sorted = query_->columnOf(down ? view->sort.mid(1) : view->sort);
    if (sorted >= 0)
        table()->horizontalHeader()->setSortIndicator(sorted, down ? Qt::DescendingOrder : Qt::AscendingOrder);
    applyFilter();
}

void ListPage::saveView() {
    auto* dialog = new FormDialog(context().shell.window(), tr("Save this view"), tr("Save view"));
    auto* name = new ui::LineField(viewExample_);
    name->setLarge(true);
    name->setMaxLength(60);
    dialog->addField(u"/name"_s, tr("Name"), name, tr("Filters and order are kept on this computer."));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, name] {
        if (name->text().trimmed().isEmpty()) {
            Error error;
            error.fields.push_back({"/name", tr("A view needs a name").toStdString()});
            return dialog->showError(error);
        }
        view_ = views_->add(name->text().trimmed(), filters_->clauses(), query_->sortField());
        showViews();
        removeView_->show();
        dialog->close();
    });
    dialog->open(name);
}

void ListPage::applyFilter() {
    clearSelection();
    query_->setFilter(filters_->filterText());
}

void ListPage::showNothing() {
    states()->showEmpty(u"inbox"_s, tr("Nothing matches"),
                        tr("%n filter(s) hide all others.", nullptr,
                           int(filters_->clauses().size()) + (filters_->searchText().isEmpty() ? 0 : 1)));
    auto* clear = states()->empty()->addAction(tr("Clear filters"));
    clear->setObjectName(u"clearFilters"_s);
    connect(clear, &QAbstractButton::clicked, filters_, &FilterBar::clear);
}

void ListPage::rowsShown() {
    showSelection();
    const bool none = decorated()->rowCount() == 0;
    if (none || std::exchange(openedFirst_, true) || width() < roomForPanel || table()->currentIndex().isValid())
        return;
    table()->setCurrentIndex(decorated()->index(0, nameColumn_));
}

void ListPage::showSelection() {
    const ui::RowSelection* selection = table()->selection();
    bulk_->setVisible(!selection->isEmpty());
    bulk_->set(selection->count(), decorated()->paged()->total(), selection->isAllMatching());
    if (export_) export_->setText(tr("Export %1").arg(countText(selection->count())));
}

Choice ListPage::openedOrSelected() const {
    return table()->selection()->isEmpty() ? opened() : selected();
}

void ListPage::follow(PlanActions* actions) {
    connect(actions, &PlanActions::changed, this, [this] {
        clearSelection();
        refresh();
    });
}

ui::Button* ListPage::addExport(PlanActions* actions) {
    export_ = bulk_->add(tr("Export"), u"bulkExport"_s, domain::Permission::none);
    connect(export_, &QAbstractButton::clicked, this, [this, actions] { actions->exportRows(selected()); });
    return export_;
}

bool ListPage::isOneOfMany(int row) const {
    const ui::RowSelection* selection = table()->selection();
    return selection->count() > 1 && selection->contains(decorated()->index(row, 0).data(ui::RowKeyRole).toString());
}

void ListPage::clearSelection() {
    table()->selection()->clear();
}

Choice ListPage::selectedIds() const {
    const ui::RowSelection* selection = table()->selection();
    Choice choice;
    choice.count = selection->count();
    if (!selection->isAllMatching()) {
        choice.ids = QStringList(selection->keys().cbegin(), selection->keys().cend());
        return choice;
    }
    choice.filter = query_->filter().isNull() ? u""_s : query_->filter();
    for (const QString& id : selection->keys()) {
        if (!choice.filter.isEmpty()) choice.filter += u';';
        choice.filter += u"id!="_s + id;
    }
    return choice;
}

void ListPage::openCurrent() {
    const QModelIndex current = table()->currentIndex();
    if (!current.isValid() || !decorated()->paged()->isHere(current.row())) return;
    panel_->show();
    const QString id = current.data(ui::RowKeyRole).toString();
    if (id != openedId()) openDetail(id, current.row());
}

void ListPage::openEntity(const QString& id) {
    const int row = decorated()->paged()->rowOf(id);
    if (row >= 0) table()->setCurrentIndex(decorated()->index(row, nameColumn_));
    follow_.stop();
    panel_->show();
    openDetail(id, row);
}

void ListPage::closePanel() {
    panel_->hide();
    openDetail({}, -1);
}

void ListPage::visit(const QVariantMap& target) {
    if (target.contains(u"view"_s)) openView(target.value(u"view"_s).toString());
    if (target.contains(u"filter"_s))
        if (const auto clauses = models::clausesOf(target.value(u"filter"_s).toString())) {
            filters_->setClauses(*clauses);
            applyFilter();
        }
    if (target.contains(u"id"_s)) openEntity(target.value(u"id"_s).toString());
}

QVariantMap ListPage::place() const {
    QVariantMap place{{u"view"_s, view_}};
    if (!openedId().isEmpty()) place.insert(u"id"_s, openedId());
    return place;
}

void ListPage::refresh() {
    TablePage::refresh();
    views_->readCounts();
}

}  // namespace steward::views
