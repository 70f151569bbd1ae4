#include "views/common/list_page.h"

#include <QAction>
#include <QActionGroup>
#include <QBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QSplitter>

#include "contract/endpoints.h"
#include "contract/topics.h"
#include "ui/buttons.h"
#include "ui/column_chooser.h"
#include "ui/fields.h"
#include "ui/states.h"
#include "ui/table_header.h"
#include "views/common/filter_bar.h"
#include "views/common/page_header.h"
#include "views/common/table_decoration.h"
#include "views/common/view_bar.h"
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
    nameColumn_ = parts.nameColumn;
    fields_ = parts.fields;
    header()->setLine(false);
    column()->addWidget(header());
    makeTabs(parts);
    makeList(parts);
    addCommand(tr("Filter these rows"), u"list.filter"_s, u"funnel"_s, QKeySequence(Qt::Key_Slash),
               domain::Permission::none, [this] { filters_->search()->setFocus(Qt::ShortcutFocusReason); });
    addCommand(tr("Choose columns…"), u"list.columns"_s, u"layout-three-columns"_s, {}, domain::Permission::none,
               [this] { chooseColumns(); });
    makeGroups(parts.groups);
    changes_ = context().feed.subscribe(
        contract::entitiesTopic,
        [this](const client::FeedEvents<contract::EntityChanged>& events) {
            for (const auto& event : events)
                entityChanged(event.data);
        },
        [this](const client::FeedGap&) { refresh(); });
    bar_->openView(bar_->current());
    views_->load();
    views_->readCounts();
    closePanel();
}

void ListPage::makeTabs(const ListParts& parts) {
    bar_ = new ViewBar(context(), {parts.views, parts.viewsName, parts.viewExample,
                                   [this](const models::SavedView& view) { return nameOf(view); },
                                   [this](models::SavedView& view) {
                                       view.clauses = filters_->clauses();
                                       view.sort = query_->sortField();
                                       view.columns = table()->shownColumns();
                                       view.groupBy = query_->groupField();
                                   }});
    column()->addWidget(bar_);
    addActions(bar_->commands());
    connect(bar_, &ViewBar::opened, this, &ListPage::showView);
    connect(bar_, &ViewBar::allCounted, this, [this](qint64 rows) { setNavigationCount(countText(rows)); });
    connect(table(), &ui::TableView::columnsChanged, bar_, &ViewBar::showActions);
    connect(table()->horizontalHeader(), &QHeaderView::sortIndicatorChanged, bar_, &ViewBar::showActions);
}

void ListPage::makeGroups(const QStringList& fields) {
    if (fields.isEmpty()) return;
    groupActions_ = new QActionGroup(this);
    const auto add = [this](const QString& text, const QString& field) {
        QAction* action = addCommand(text, u"list.group."_s + (field.isEmpty() ? u"none"_s : field), u"list-ul"_s, {},
                                     domain::Permission::none, [this, field] { groupBy(field); });
        action->setCheckable(true);
        action->setData(field);
        action->setChecked(field.isEmpty());
        groupActions_->addAction(action);
    };
    add(tr("No groups"), {});
    for (const QString& field : fields)
        add(tr("Group by %1").arg(fieldText(field)), field);
    groups_ = new ui::Button(tr("Group"), ui::ButtonVariant::ghost);
    groups_->setObjectName(u"groups"_s);
    groups_->setAccessibleName(tr("Group rows"));
    groups_->setIconName(u"list-ul"_s);
    filters_->trailing()->insertWidget(0, groups_);
    connect(groups_, &QAbstractButton::clicked, this, [this] {
        auto* menu = new QMenu(this);
        menu->setObjectName(u"groupMenu"_s);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(groupActions_->actions());
        menu->popup(groups_->mapToGlobal(QPoint(0, groups_->height() + 4)));
    });
}

void ListPage::groupBy(const QString& field) {
    const auto known =
        std::find_if(fields_.begin(), fields_.end(), [&](const FilterField& one) { return one.name == field; });
    clearSelection();
    query_->setGroups(field, known == fields_.end() ? QStringList() : known->choices);
    if (groupActions_)
        for (QAction* action : groupActions_->actions())
            action->setChecked(action->data().toString() == field);
    if (groups_) groups_->setText(field.isEmpty() ? tr("Group") : tr("Group: %1").arg(fieldText(field)));
    bar_->showActions();
}

void ListPage::makeList(const ListParts& parts) {
    filters_ = new FilterBar(parts.fields, parts.searched, parts.prominent);
    filters_->setCounts(parts.list, models::fetchFrom(context().client, contract::countGroups));
    columns_ = ui::iconButton(u"layout-three-columns"_s, tr("Columns"));
    columns_->setObjectName(u"columns"_s);
    auto* again = ui::iconButton(u"arrow-repeat"_s, tr("Refresh"));
    again->setObjectName(u"refresh"_s);
    filters_->trailing()->addWidget(columns_);
    filters_->trailing()->addWidget(again);
    connect(filters_, &FilterBar::changed, this, &ListPage::applyFilter);
    connect(filters_->search(), &QLineEdit::returnPressed, this, [this] { table()->setFocus(Qt::OtherFocusReason); });
    connect(again, &QAbstractButton::clicked, this, &ListPage::refresh);
    ui::TableView* rows = table();
    rows->setMenuBuilder([this](QMenu* menu, const QModelIndex& index) {
        if (decorated()->paged()->isHere(index.row())) fillMenu(menu, index.row());
    });
    connect(columns_, &QAbstractButton::clicked, this, &ListPage::chooseColumns);

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

void ListPage::showView(const models::SavedView& view) {
    if (view.columns.isEmpty())
        recallColumns();
    else
        table()->setShownColumns(view.columns);
    filters_->setClauses(view.clauses);
    const bool down = view.sort.startsWith(u'-');
    const int sorted = query_->columnOf(down ? view.sort.mid(1) : view.sort);
    if (sorted >= 0)
        table()->horizontalHeader()->setSortIndicator(sorted, down ? Qt::DescendingOrder : Qt::AscendingOrder);
    groupBy(view.groupBy);
    applyFilter();
}

bool ListPage::keepsColumns() const {
    const models::SavedView* view = bar_ ? views_->find(bar_->current()) : nullptr;
    return !view || view->columns.isEmpty();
}

void ListPage::chooseColumns() {
    (new ui::ColumnChooser(columns_, table()))->open(Qt::AlignRight);
}

void ListPage::applyFilter() {
    clearSelection();
    query_->setFilter(filters_->filterText());
    bar_->showActions();
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
    // Of all rows, as they change; the tabs are counted when the page is read anew.
    const models::SavedView* view = views_->find(bar_->current());
    const auto* rows = decorated()->paged();
    if (view && view->id == "all"_L1 && !rows->isGrouped() && rows->state() == models::PagedModel::State::ready &&
        rows->totalIsExact() && filters_->searchText().isEmpty() &&
        models::filterText(filters_->clauses()) == models::filterText(view->clauses))
        setNavigationCount(countText(rows->total()));
    const bool none = decorated()->rowCount() == 0;
    if (none || std::exchange(openedFirst_, true) || width() < roomForPanel || table()->currentIndex().isValid())
        return;
    table()->setCurrentIndex(decorated()->index(decorated()->paged()->isGrouped() ? 1 : 0, nameColumn_));
}

void ListPage::showSelection() {
    const ui::RowSelection* selection = table()->selection();
    bulk_->setVisible(!selection->isEmpty());
    bulk_->set(selection->count(), decorated()->paged()->total(), selection->isAllMatching());
    if (export_) export_->setText(tr("Export %1").arg(countText(selection->count())));
}

void ListPage::catchUp() {
    if (!follow_.isActive()) return;
    follow_.stop();
    openCurrent();
}

Choice ListPage::openedOrSelected() {
    catchUp();
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
    if (target.contains(u"view"_s)) bar_->openView(target.value(u"view"_s).toString());
    if (target.contains(u"filter"_s))
        if (const auto clauses = models::clausesOf(target.value(u"filter"_s).toString())) {
            filters_->setClauses(*clauses);
            applyFilter();
        }
    if (target.contains(u"id"_s)) openEntity(target.value(u"id"_s).toString());
}

QVariantMap ListPage::place() const {
    QVariantMap place{{u"view"_s, bar_->current()}};
    const models::SavedView* view = views_->find(bar_->current());
    const QString filter = models::filterText(filters_->clauses());
    if (view && filter != models::filterText(view->clauses)) place.insert(u"filter"_s, filter);
    if (!openedId().isEmpty()) place.insert(u"id"_s, openedId());
    return place;
}

void ListPage::refresh() {
    TablePage::refresh();
    views_->readCounts();
}

}  // namespace steward::views
