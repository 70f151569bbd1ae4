#include "views/tenants/tenants_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>

#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/icons.h"
#include "ui/states.h"
#include "ui/table.h"
#include "ui/table_header.h"
#include "ui/tabs.h"
#include "ui/toast.h"
#include "views/common/form_dialog.h"
#include "views/common/page_header.h"
#include "views/common/words.h"
#include "views/tenants/bulk_bar.h"
#include "views/tenants/filter_bar.h"
#include "views/tenants/tenant_panel.h"
#include "views/tenants/tenants_table.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::fetchFrom;
using models::TenantsModel;

namespace {

constexpr int followMs = 120, roomForPanel = 1100;

QString nameOf(const models::SavedView& view) {
    if (view.own) return view.name;
    if (view.id == "pastDue"_L1) return TenantsPage::tr("Past due");
    if (view.id == "trials"_L1) return TenantsPage::tr("Trials");
    if (view.id == "eu"_L1) return TenantsPage::tr("EU residency");
    if (view.id == "nearLimit"_L1) return TenantsPage::tr("Near a limit");
    if (view.id == "suspended"_L1) return TenantsPage::tr("Suspended");
    return TenantsPage::tr("All tenants");
}

}  // namespace

PageInfo tenantsPage() {
    return {u"tenants"_s,
            TenantsPage::tr("Tenants"),
            u"buildings"_s,
            PageGroup::customers,
            domain::Permission::tenantsRead,
            u'T',
            [](PageContext& context) { return new TenantsPage(context); }};
}

TenantsPage::TenantsPage(PageContext& context) : Page(context) {
    setObjectName(u"page.tenants"_s);
    auto& client = context.client;
    model_ = new TenantsModel({fetchFrom(client, contract::listTenants), fetchFrom(client, contract::getTenant),
                               fetchFrom(client, contract::tenantRequests), &context.store},
                              this);
    detail_ =
        new models::TenantDetail({fetchFrom(client, contract::getTenant), fetchFrom(client, contract::metricRange),
                                  fetchFrom(client, contract::listAudit), &context.store},
                                 this);
    views_ = new models::SavedViews(fetchFrom(client, contract::listTenants), &context.store, this);
    actions_ = new TenantActions(context, this);
    decorated_ = new TenantsTable(model_, this);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    makeHeader();
    makeTabs();
    makeList();
    makeCommands();
    watch();
    showViews();
    openView(view_);
    views_->load();
    views_->readCounts();
    closePanel();
}

void TenantsPage::makeHeader() {
    header_ = new PageHeader(tr("Tenants"));
    header_->setLine(false);
    auto* take = new ui::Button(tr("Export"));
    take->setObjectName(u"exportTenants"_s);
    take->setIconName(u"download"_s);
    take->setToolTip(tr("Opens these tenants as a report, which exports to CSV, XLSX, PDF and JSON"));
    connect(take, &QAbstractButton::clicked, this, [this] {
        TenantChoice all;
        all.filter = model_->filter();
        actions_->exportRows(all);
    });
    auto* create = new ui::Button(tr("New tenant"), ui::ButtonVariant::primary);
    create->setObjectName(u"newTenant"_s);
    create->setIconName(u"plus-lg"_s);
    needs(create, context().session, domain::Permission::tenantsWrite);
    connect(create, &QAbstractButton::clicked, actions_, &TenantActions::create);
    header_->actions()->addWidget(take);
    header_->actions()->addWidget(create);
    layout()->addWidget(header_);
}

void TenantsPage::makeTabs() {
    auto* bar = new ui::TabRow;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 16, 0);
    row->setSpacing(4);
    tabs_ = new ui::Tabs;
    tabs_->setObjectName(u"tenantViews"_s);
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
    layout()->addWidget(bar);
    connect(tabs_, &QTabBar::tabBarClicked, this, [this](int index) { openView(viewOf(index)); });
    connect(tabs_, &QTabBar::currentChanged, this, [this](int index) {
        if (viewOf(index) != view_) openView(viewOf(index));
    });
    connect(save, &QAbstractButton::clicked, this, &TenantsPage::saveView);
    connect(removeView_, &QAbstractButton::clicked, this, [this] {
        views_->remove(std::exchange(view_, u"all"_s));
        openView(view_);
    });
    connect(views_, &models::SavedViews::changed, this, &TenantsPage::showViews);
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

void TenantsPage::makeList() {
    filters_ = new FilterBar;
    auto* columns = ui::iconButton(u"layout-three-columns"_s, tr("Columns"));
    columns->setObjectName(u"columns"_s);
    auto* again = ui::iconButton(u"arrow-repeat"_s, tr("Refresh"));
    again->setObjectName(u"refresh"_s);
    filters_->trailing()->addWidget(columns);
    filters_->trailing()->addWidget(again);
    connect(filters_, &FilterBar::changed, this, &TenantsPage::applyFilter);
    connect(again, &QAbstractButton::clicked, this, &TenantsPage::refresh);

    table_ = new ui::TableView;
    table_->setObjectName(u"tenantsTable"_s);
    table_->setAccessibleName(tr("Tenants"));
    table_->setModel(decorated_);
    table_->setColumns(TenantsTable::columns());
    table_->setMenuBuilder([this](QMenu* menu, const QModelIndex& index) { fillMenu(menu, index); });
    table_->horizontalHeader()->setSortIndicator(TenantsModel::Mrr, Qt::DescendingOrder);
    connect(columns, &QAbstractButton::clicked, this, [this, columns] {
        Q_EMIT table_->horizontalHeader()->customContextMenuRequested(
            table_->horizontalHeader()->mapFromGlobal(columns->mapToGlobal(QPoint(0, columns->height()))));
    });

    states_ = new ui::StateStack(table_);
    bulk_ = new BulkBar(context().session);
    bulk_->setObjectName(u"bulkBar"_s);
    bulk_->hide();
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(filters_);
    column->addWidget(states_, 1);
    column->addWidget(bulk_);

    panel_ = new TenantPanel(context(), detail_, actions_);
    splitter_ = new QSplitter(Qt::Horizontal);
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(list);
    splitter_->addWidget(panel_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 0);
    splitter_->setSizes({840, ui::Theme::current().metric("detailPanel")});
    static_cast<QVBoxLayout*>(layout())->addWidget(splitter_, 1);

    follow_.setSingleShot(true);
    follow_.setInterval(followMs);
    connect(&follow_, &QTimer::timeout, this, &TenantsPage::openCurrent);
    connect(table_, &ui::TableView::currentRowChanged, &follow_, qOverload<>(&QTimer::start));
    connect(table_, &ui::TableView::opened, this, [this] {
        follow_.stop();
        openCurrent();
    });
    connect(table_, &ui::TableView::escaped, this, &TenantsPage::closePanel);
    connect(table_->selection(), &ui::RowSelection::changed, this, &TenantsPage::showSelection);
    connect(table_->verticalScrollBar(), &QScrollBar::valueChanged, this, &TenantsPage::showStatus);
    connect(panel_, &TenantPanel::closeRequested, this, [this] {
        closePanel();
        table_->setFocus(Qt::OtherFocusReason);
    });
    connect(states_, &ui::StateStack::retried, model_, &models::PagedModel::reload);
    connect(bulk_, &BulkBar::selectAll, this, [this] { table_->selection()->selectAllMatching(model_->total()); });
    connect(bulk_, &BulkBar::clear, this, [this] {
        table_->selection()->clear();
        table_->setFocus(Qt::OtherFocusReason);
    });
    connect(bulk_, &BulkBar::changePlan, this, [this] { actions_->changePlan(selected()); });
    connect(bulk_, &BulkBar::addTag, this, [this] { actions_->addTag(selected()); });
    connect(bulk_, &BulkBar::suspend, this, [this] { actions_->suspend(selected()); });
    connect(bulk_, &BulkBar::exportRows, this, [this] { actions_->exportRows(selected()); });
    connect(model_, &models::PagedModel::stateChanged, this, &TenantsPage::showState);
    connect(actions_, &TenantActions::changed, this, [this] {
        table_->selection()->clear();
        refresh();
    });
}

void TenantsPage::makeCommands() {
    const auto add = [this](const QString& text, const QString& name, const QString& icon, const QKeySequence& keys,
                            auto act, domain::Permission permission) {
        auto* action = new QAction(ui::icon(icon), text, this);
        action->setObjectName(name);
        action->setProperty("iconName", icon);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        needs(action, context().session, permission);
        addAction(action);
    };
    using domain::Permission;
    const auto whole = [this](void (TenantActions::*act)(const TenantChoice&)) {
        return [this, act] {
            const TenantChoice choice = currentOrSelected();
            if (!choice.isEmpty()) (actions_->*act)(choice);
        };
    };
    add(
        tr("New tenant…"), u"tenant.new"_s, u"plus-lg"_s, QKeySequence(u"Ctrl+N"_s), [this] { actions_->create(); },
        Permission::tenantsWrite);
    add(
        tr("Edit tenant…"), u"tenant.edit"_s, u"pencil"_s, QKeySequence(u"F2"_s),
        [this] {
            if (detail_->tenant()) actions_->edit(*detail_->tenant());
        },
        Permission::tenantsWrite);
    add(tr("Change plan…"), u"tenant.plan"_s, u"layers"_s, QKeySequence(u"Ctrl+Shift+P"_s),
        whole(&TenantActions::changePlan), Permission::plansApply);
    add(tr("Add tag…"), u"tenant.tag"_s, u"tag"_s, QKeySequence(u"Ctrl+Shift+T"_s), whole(&TenantActions::addTag),
        Permission::plansApply);
    add(tr("Suspend…"), u"tenant.suspend"_s, u"slash-circle"_s, QKeySequence(u"Ctrl+Shift+S"_s),
        whole(&TenantActions::suspend), Permission::plansApply);
    add(tr("Resume…"), u"tenant.resume"_s, u"play-fill"_s, {}, whole(&TenantActions::resume), Permission::plansApply);
    add(tr("Archive…"), u"tenant.archive"_s, u"inbox"_s, {}, whole(&TenantActions::archive), Permission::plansApply);
    add(
        tr("Filter these rows"), u"tenant.filter"_s, u"funnel"_s, QKeySequence(Qt::Key_Slash),
        [this] { filters_->search()->setFocus(Qt::ShortcutFocusReason); }, Permission::none);
    add(
        tr("Copy id"), u"tenant.copy"_s, u"files"_s, QKeySequence(u"Ctrl+Shift+C"_s),
        [this] {
            if (detail_->tenant()) actions_->copyId(*detail_->tenant());
        },
        Permission::none);
}

void TenantsPage::watch() {
    changes_ = context().feed.subscribe(
        contract::entitiesTopic,
        [this](const client::FeedEvents<contract::EntityChanged>& events) {
            for (const auto& event : events) {
                model_->entityChanged(event.data);
                detail_->entityChanged(event.data);
            }
        },
        [this](const client::FeedGap&) { refresh(); });
    connect(&context().session, &models::Session::cameOnline, this, &TenantsPage::refresh);
}

QString TenantsPage::viewOf(int tab) const {
    const auto& views = views_->all();
    return tab >= 0 && tab < int(views.size()) ? views[std::size_t(tab)].id : QString();
}

int TenantsPage::tabOf(const QString& view) const {
    int tab = 0;
    while (tab < tabs_->count() && viewOf(tab) != view)
        ++tab;
    return tab;
}

void TenantsPage::showViews() {
    const QSignalBlocker quiet(tabs_);
    while (tabs_->count() > 0)
        tabs_->removeTab(0);
    for (const models::SavedView& view : views_->all()) {
        const int index = tabs_->addTab(nameOf(view));
        if (const auto count = views_->count(view.id); count && view.id != "all"_L1)
            tabs_->setCount(index, countText(*count));
    }
    tabs_->setCurrentIndex(tabOf(view_));
}

void TenantsPage::openView(const QString& id) {
    const models::SavedView* view = views_->find(id);
    if (!view) return;
    view_ = id;
    removeView_->setVisible(view->own);
    tabs_->setCurrentIndex(tabOf(id));
    filters_->setClauses(view->clauses);
    const bool down = view->sort.startsWith(u'-');
    const int column = TenantsModel::columnOf(down ? view->sort.mid(1) : view->sort);
    if (column >= 0)
        table_->horizontalHeader()->setSortIndicator(column, down ? Qt::DescendingOrder : Qt::AscendingOrder);
    applyFilter();
}

void TenantsPage::saveView() {
    auto* dialog = new FormDialog(context().shell.window(), tr("Save this view"), tr("Save view"));
    auto* name = new ui::LineField(tr("Key accounts in Europe"));
    name->setLarge(true);
    name->setMaxLength(60);
    dialog->addField(u"/name"_s, tr("Name"), name, tr("Filters and order are kept on this computer."));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, name] {
        if (name->text().trimmed().isEmpty()) {
            Error error;
            error.fields.push_back({"/name", tr("A view needs a name").toStdString()});
            return dialog->showError(error);
        }
        view_ = views_->add(name->text().trimmed(), filters_->clauses(), model_->sortField());
        showViews();
        removeView_->show();
        dialog->close();
    });
    dialog->open(name);
}

void TenantsPage::applyFilter() {
    table_->selection()->clear();
    model_->setFilter(filters_->filterText());
}

void TenantsPage::showState() {
    using State = models::PagedModel::State;
    header_->setCount(model_->state() == State::loading ? QString() : countText(model_->total()));
    switch (model_->state()) {
        case State::loading:
            states_->showLoading();
            break;
        case State::failed:
            states_->showError(*model_->error(), tr("Could not load tenants"));
            break;
        case State::ready:
            if (model_->rowCount() > 0) {
                model_->isBusy() ? states_->showLoading() : states_->showContent();
                break;
            }
            states_->empty()->clearActions();
            states_->showEmpty(u"inbox"_s, tr("No tenants match"),
                               tr("%n filter(s) hide all others.", nullptr,
                                  int(filters_->clauses().size()) + (filters_->searchText().isEmpty() ? 0 : 1)));
            connect(states_->empty()->addAction(tr("Clear filters")), &QAbstractButton::clicked, filters_,
                    &FilterBar::clear);
            break;
    }
    showStatus();
    showSelection();
    if (model_->rowCount() > 0) openFirst();
}

void TenantsPage::openFirst() {
    if (std::exchange(openedFirst_, true) || width() < roomForPanel || table_->currentIndex().isValid()) return;
    table_->setCurrentIndex(decorated_->index(0, TenantsModel::Name));
}

void TenantsPage::showStatus() {
    setDataAsOf(model_->asOf());
    if (model_->rowCount() == 0) return setStatusText({});
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

void TenantsPage::showSelection() {
    const ui::RowSelection* selection = table_->selection();
    bulk_->setVisible(!selection->isEmpty());
    bulk_->set(selection->count(), model_->total(), selection->isAllMatching());
}

TenantChoice TenantsPage::selected() const {
    const ui::RowSelection* selection = table_->selection();
    TenantChoice choice;
    choice.count = selection->count();
    if (selection->isAllMatching()) {
        // Those taken out again are left out by id.
        choice.filter = model_->filter();
        if (choice.filter.isNull()) choice.filter = u""_s;
        for (const QString& id : selection->keys()) {
            if (!choice.filter.isEmpty()) choice.filter += u';';
            choice.filter += u"id!="_s + id;
        }
        return choice;
    }
    for (const QString& id : selection->keys()) {
        choice.ids << id;
        const int row = model_->rowOf(id);
        if (row < 0) continue;
        const domain::Tenant* tenant = model_->at(row);
        choice.seen.push_back({tenant->id, tenant->version});
        choice.name = QString::fromStdString(tenant->name);
    }
    return choice;
}

TenantChoice TenantsPage::currentOrSelected() const {
    if (!table_->selection()->isEmpty()) return selected();
    return detail_->tenant() ? TenantChoice::of(*detail_->tenant()) : TenantChoice{};
}

void TenantsPage::openCurrent() {
    const QModelIndex current = table_->currentIndex();
    const domain::Tenant* tenant = current.isValid() ? model_->at(current.row()) : nullptr;
    if (!tenant) return;
    panel_->show();
    const QString id = QString::fromStdString(tenant->id);
    if (id == detail_->id()) return;
    detail_->open(id, tenant);
}

void TenantsPage::openTenant(const QString& id) {
    const int row = model_->rowOf(id);
    if (row >= 0) table_->setCurrentIndex(decorated_->index(row, TenantsModel::Name));
    follow_.stop();
    panel_->show();
    detail_->open(id, row >= 0 ? model_->at(row) : nullptr);
}

void TenantsPage::closePanel() {
    panel_->hide();
    detail_->open({});
}

void TenantsPage::fillMenu(QMenu* menu, const QModelIndex& index) {
    const domain::Tenant* row = model_->at(index.row());
    if (!row) return;
    const domain::Tenant tenant = *row;
    const bool many =
        table_->selection()->contains(QString::fromStdString(tenant.id)) && table_->selection()->count() > 1;
    const TenantChoice choice = many ? selected() : TenantChoice::of(tenant);
    const auto add = [&](const QString& text, auto act) {
        QAction* action = menu->addAction(text, this, act);
        needs(action, context().session, domain::Permission::plansApply);
    };
    if (!many) add(tr("Edit…"), [this, tenant] { actions_->edit(tenant); });
    add(tr("Change plan…"), [this, choice] { actions_->changePlan(choice); });
    add(tr("Add tag…"), [this, choice] { actions_->addTag(choice); });
    if (many || tenant.status != domain::TenantStatus::suspended)
        add(tr("Suspend…"), [this, choice] { actions_->suspend(choice); });
    if (many || tenant.status == domain::TenantStatus::suspended)
        add(tr("Resume…"), [this, choice] { actions_->resume(choice); });
    if (!many) menu->addAction(tr("Copy id"), this, [this, tenant] { actions_->copyId(tenant); });
}

void TenantsPage::visit(const QVariantMap& target) {
    if (target.contains(u"view"_s)) openView(target.value(u"view"_s).toString());
    if (target.contains(u"filter"_s))
        if (const auto clauses = models::clausesOf(target.value(u"filter"_s).toString())) {
            filters_->setClauses(*clauses);
            applyFilter();
        }
    if (target.contains(u"id"_s)) openTenant(target.value(u"id"_s).toString());
}

QVariantMap TenantsPage::place() const {
    QVariantMap place{{u"view"_s, view_}};
    if (!detail_->id().isEmpty()) place.insert(u"id"_s, detail_->id());
    return place;
}

void TenantsPage::refresh() {
    model_->reload();
    detail_->reload();
    views_->readCounts();
}

QWidget* TenantsPage::mainWidget() {
    return table_;
}

}  // namespace steward::views
