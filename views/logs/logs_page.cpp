#include "views/logs/logs_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QFileDialog>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>

#include "contract/endpoints.h"
#include "models/logs/logs_export.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/states.h"
#include "ui/status.h"
#include "ui/toast.h"
#include "views/common/page_header.h"
#include "views/common/view_bar.h"
#include "views/common/words.h"
#include "views/logs/log_detail.h"
#include "views/logs/log_search_bar.h"
#include "views/logs/logs_table.h"
#include "views/reports/report_export.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using models::LogsModel;

namespace {

LogsModel* makeModel(PageContext& context) {
    return new LogsModel({models::fetchFrom(context.client, contract::listLogs), &context.store});
}

}  // namespace

PageInfo logsPage() {
    return {u"logs"_s,
            LogsPage::tr("Logs"),
            u"terminal"_s,
            PageGroup::operations,
            Permission::logsRead,
            u'L',
            [](PageContext& context) { return new LogsPage(context); }};
}

LogsPage::LogsPage(PageContext& context) : LogsPage(context, makeModel(context)) {}

LogsPage::LogsPage(PageContext& context, LogsModel* model)
    : TablePage(context, {new LogsTable(model), LogsTable::columns(), u"logsTable"_s, tr("Logs"),
                          tr("Could not read the logs")}),
      model_(model),
      tail_(new models::LogTailModel(this)),
      bar_(new LogSearchBar),
      detail_(new LogDetail(context)),
      middle_(new QStackedWidget),
      splitter_(new QSplitter(Qt::Horizontal)),
      limit_(new ui::Banner(ui::BadgeKind::warn)),
      paused_(new ui::Banner(ui::BadgeKind::info)) {
    setObjectName(u"page.logs"_s);
    model_->setParent(this);
    table()->setDensity(ui::Density::compact);
    makeTail();
    limit_->setObjectName(u"logLimit"_s);
    older_ = limit_->addAction(tr("Search older"));
    older_->setObjectName(u"searchOlder"_s);
    limit_->hide();
    paused_->setObjectName(u"logPaused"_s);
    resume_ = paused_->addAction(tr("Resume"));
    resume_->setObjectName(u"resumeLogs"_s);
    paused_->hide();
    middle_->addWidget(states());
    middle_->addWidget(tailStates_);
    splitter_->setChildrenCollapsible(false);
    splitter_->setHandleWidth(1);
    splitter_->addWidget(middle_);
    splitter_->addWidget(detail_);
    splitter_->setStretchFactor(0, 1);
    detail_->setMinimumWidth(320);
    detail_->hide();
    header()->setLine(false);
    column()->addWidget(header());
    makeViews();
    column()->addWidget(bar_);
    column()->addWidget(limit_);
    column()->addWidget(paused_);
    column()->addWidget(splitter_, 1);
    makeActions();

    connect(bar_, &LogSearchBar::changed, this, [this] {
        until_ = {};
        search();
        viewBar_->showActions();
    });
    connect(older_, &QAbstractButton::clicked, this, &LogsPage::searchOlder);
    connect(resume_, &QAbstractButton::clicked, this, [this] { pause(false); });
    connect(table(), &ui::TableView::currentRowChanged, this, [this](const QModelIndex& index) {
        const auto* record = index.isValid() ? model_->at(index.row()) : nullptr;
        if (record && !detail_->isHidden()) open(record);
    });
    connect(table(), &ui::TableView::opened, this, [this](const QModelIndex& index) { open(model_->at(index.row())); });
    connect(table(), &QTableView::clicked, this, [this](const QModelIndex& index) { open(model_->at(index.row())); });
    connect(table(), &ui::TableView::escaped, this, &LogsPage::closePanel);
    connect(detail_, &DetailPanel::closeRequested, this, &LogsPage::closePanel);
    connect(detail_, &LogDetail::narrowed, this, [this](const QString& condition) { bar_->addCondition(condition); });
    for (auto* one : {table(), tailTable_})
        one->setMenuBuilder([this, one](QMenu* menu, const QModelIndex& index) {
            const auto* record = one == table() ? model_->at(index.row()) : tail_->at(index.row());
            if (!record) return;
            menu->addAction(tr("Show context"), this, [this, copy = *record] {
                open(&copy);
                detail_->showContext();
            });
            const QString service = QString::fromStdString(record->service);
            menu->addAction(tr("Only %1").arg(service), this,
                            [this, service] { bar_->addCondition(u"service=\"%1\""_s.arg(service)); });
        });
    viewBar_->openView(viewBar_->current());
}

// The range of time is no part of a view: it is how far back somebody looks at the moment.
void LogsPage::makeViews() {
    auto* views = new models::SavedViews(contract::ListName::logs, models::logViews(), {},
                                         models::viewsFrom(context().client, context().store), context().session, this);
    const auto nameOf = [](const models::SavedView& view) {
        return view.id == "errors"_L1 ? tr("Errors") : tr("All logs");
    };
    const auto describe = [this](models::SavedView& view) {
        auto clauses = models::clausesOf(bar_->filterText()).value_or(models::Clauses());
        std::erase_if(clauses, [](const models::Clause& clause) { return clause.field == "time"_L1; });
        view.clauses = std::move(clauses);
    };
    viewBar_ = new ViewBar(context(), {views, u"logViews"_s, tr("Declined cards"), nameOf, describe});
    column()->addWidget(viewBar_);
    addActions(viewBar_->commands());
    connect(viewBar_, &ViewBar::opened, this, [this](const models::SavedView& view) {
        bar_->setFilter(models::filterText(view.clauses));
        until_ = {};
        search();
    });
    views->load();
}

void LogsPage::makeTail() {
    tailDecorated_ = new LogTailTable(tail_, this);
    tailTable_ = new ui::TableView;
    tailTable_->setObjectName(u"logTail"_s);
    tailTable_->setAccessibleName(tr("Log records as they arrive"));
    tailTable_->setModel(tailDecorated_);
    tailTable_->setColumns(LogsTable::columns());
    tailTable_->setDensity(ui::Density::compact);
    tailStates_ = new ui::StateStack(tailTable_);
    connect(tailTable_, &ui::TableView::opened, this, [this](const QModelIndex& index) {
        pause(true);
        open(tail_->at(index.row()));
    });
    connect(tailTable_, &QTableView::clicked, this, [this](const QModelIndex& index) {
        pause(true);
        open(tail_->at(index.row()));
    });
    connect(tailTable_, &ui::TableView::currentRowChanged, this, [this](const QModelIndex& index) {
        const auto* record = index.isValid() ? tail_->at(index.row()) : nullptr;
        if (record && !detail_->isHidden()) open(record);
    });
    connect(tailTable_, &ui::TableView::escaped, this, &LogsPage::closePanel);
    // Who reads further down is not to be moved.
    connect(tailTable_->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > 0 && follow_->isChecked()) pause(true);
    });
    connect(tail_, &QAbstractItemModel::rowsInserted, this, &LogsPage::showTail);
    connect(tail_, &QAbstractItemModel::modelReset, this, &LogsPage::showTail);
    connect(tail_, &models::LogTailModel::waitingChanged, this, &LogsPage::showTail);
}

void LogsPage::makeActions() {
    follow_ = new ui::Switch(tr("Follow"));
    follow_->setObjectName(u"followLogs"_s);
    follow_->setAccessibleName(tr("Follow what arrives"));
    follow_->setLive(true);
    header()->actions()->addWidget(follow_);
    auto* take = addHeaderButton(tr("Export…"), u"exportLogs"_s, u"download"_s);
    take->setToolTip(tr("All records that the search finds, as CSV or JSON"));
    needs(take, context().session, Permission::reportsRun);
    needs(follow_, context().session, Permission::logsRead);
    connect(follow_, &QAbstractButton::toggled, this, &LogsPage::follow);
    connect(take, &QAbstractButton::clicked, this, &LogsPage::takeAway);
    addCommand(tr("Follow logs"), u"logs.follow"_s, u"play-fill"_s, QKeySequence(u"Ctrl+Shift+F"_s),
               Permission::logsRead, [this] { follow_->toggle(); });
    addCommand(tr("Pause or resume logs"), u"logs.pause"_s, u"pause-circle"_s, QKeySequence(u"Ctrl+Shift+H"_s),
               Permission::logsRead, [this] {
                   if (follow_->isChecked()) pause(!tail_->isPaused());
               });
    addCommand(tr("Show context"), u"logs.context"_s, u"list-ul"_s, QKeySequence(u"Ctrl+Shift+X"_s),
               Permission::logsRead, [this] {
                   if (detail_->isHidden()) {
                       const int row = middle_->currentIndex() == 0 ? table()->currentIndex().row()
                                                                    : tailTable_->currentIndex().row();
                       open(middle_->currentIndex() == 0 ? model_->at(row) : tail_->at(row));
                   }
                   detail_->showContext();
               });
    addCommand(tr("Export logs…"), u"logs.export"_s, u"download"_s, {}, Permission::reportsRun, [this] { takeAway(); });
}

QWidget* LogsPage::mainWidget() {
    return follow_->isChecked() ? static_cast<QWidget*>(tailTable_) : bar_->field();
}

void LogsPage::search() {
    const auto matcher = models::LogMatcher::of(bar_->filterText());
    bar_->setError(matcher ? QString() : QString::fromStdString(matcher.error().message));
    if (!matcher) return;
    tail_->setMatcher(*matcher);
    // What is followed needs no search; it is made when somebody goes back to it.
    if (!follow_ || !follow_->isChecked())
        model_->setFilter(bar_->filterText(QDateTime::currentDateTimeUtc(), until_));
    else
        subscribe();
}

void LogsPage::searchOlder() {
    until_ = model_->searchedTo();
    search();
}

void LogsPage::refresh() {
    if (follow_->isChecked()) return;
    // The range moves with the clock.
    model_->setFilter(bar_->filterText(QDateTime::currentDateTimeUtc(), until_));
}

void LogsPage::rowsShown() {
    if (follow_ && follow_->isChecked()) header()->setCount({});
    const QDateTime to = model_->searchedTo();
    const bool isLimited =
        to.isValid() && model_->state() == models::PagedModel::State::ready && middle_->currentIndex() == 0;
    if (isLimited)
        limit_->set(ui::BadgeKind::warn, u"hourglass-split"_s,
                    tr("The search took too long and ended at %1, %2. What is older was not looked at.")
                        .arg(dateText(to), clockText(to)));
    limit_->setVisible(isLimited);
    if (!awaitedId_.isEmpty() && model_->rowOf(awaitedId_) >= 0) makeCurrent(std::exchange(awaitedId_, {}));
}

void LogsPage::showNothing() {
    const bool isWide = bar_->isClear();
    states()->showEmpty(u"terminal"_s, until_.isValid() ? tr("Nothing older was found") : tr("No log records here"),
                        isWide ? tr("Services send theirs over OpenTelemetry (OTLP).")
                               : tr("Nothing in this range of time fits the search."));
    if (bar_->range() != "all"_L1)
        connect(states()->empty()->addAction(tr("Look through all that is kept")), &QAbstractButton::clicked, this,
                [this] {
                    bar_->setRange(u"all"_s);
                    search();
                });
    if (!isWide)
        connect(states()->empty()->addAction(tr("Clear the search")), &QAbstractButton::clicked, this, [this] {
            bar_->clear();
            search();
        });
}

void LogsPage::follow(bool on) {
    news_.end();
    watched_.reset();
    closePanel();
    tail_->clear();
    tail_->resume();
    middle_->setCurrentIndex(on ? 1 : 0);
    limit_->hide();
    if (on) {
        subscribe();
        header()->setCount({});
    } else {
        until_ = {};
        search();
    }
    showTail();
    Q_EMIT placeChanged();
}

void LogsPage::subscribe() {
    const auto came = [this](const client::FeedEvents<contract::LogNews>& events) {
        for (const auto& event : events)
            tail_->add(event.data.records, event.data.left, toDateTime(event.time));
    };
    const auto missed = [this](const client::FeedGap&) { tail_->addGap(QDateTime::currentDateTimeUtc()); };
    const std::string own = context().session.me() ? context().session.me()->principal.tenantId.value_or("") : "";
    const std::string tenant = own.empty() ? bar_->tenant().toStdString() : own;
    if (watched_ == tenant) return;
    watched_ = tenant;
    news_.end();
    news_ = tenant.empty() ? context().feed.subscribe(contract::logsTopic, came, missed)
                           : context().feed.subscribe(contract::logsTopic, tenant, came, missed);
}

void LogsPage::showTail() {
    const bool on = follow_ && follow_->isChecked();
    paused_->setVisible(on && tail_->isPaused());
    if (!on) return;
    if (tail_->isPaused())
        paused_->set(ui::BadgeKind::info, u"pause-circle"_s,
                     tail_->waiting() == 0 ? tr("Paused. Nothing has come since.")
                                           : tr("Paused. %n row(s) have come since.", nullptr, tail_->waiting()));
    if (tail_->rowCount() > 0)
        tailStates_->showContent();
    else
        tailStates_->showEmpty(u"terminal"_s, tr("Waiting for log records"),
                               tr("What arrives and fits the search is shown here."));
    setStatusText(tr("Following, the latest %1 records are shown").arg(countText(models::LogTailModel::mostRows)));
    setDataAsOf({});
}

void LogsPage::pause(bool paused) {
    if (paused) return tail_->pause();
    tail_->resume();
    tailTable_->scrollToTop();
}

void LogsPage::open(const domain::LogRecord* record) {
    if (!record) return;
    const bool isOther = !detail_->record() || detail_->record()->id != record->id;
    if (isOther) detail_->setRecord(*record);
    if (!detail_->isHidden()) return;
    detail_->show();
    splitter_->setSizes({std::max(400, splitter_->width() - 440), 440});
}

void LogsPage::closePanel() {
    detail_->hide();
    detail_->clear();
}

void LogsPage::takeAway() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    const QString name = u"logs-%1.csv"_s.arg(QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd-HHmm"_s));
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Export logs"), folder + u'/' + name, tr("CSV (*.csv);;JSON (*.json)"));
    if (file.isEmpty()) return;
    const QString filter = bar_->filterText(QDateTime::currentDateTimeUtc(), until_);
    auto& client = context().client;
    new ReportExport(context().toasts, context().shell.window(),
                     [&client, filter, file](std::stop_token stop, models::ReportProgress progress) {
                         return models::exportLogs(
                             client, filter, file.toStdString(),
                             file.endsWith(u".json"_s) ? report::Format::json : report::Format::csv, std::move(stop),
                             std::move(progress));
                     });
}

void LogsPage::visit(const QVariantMap& target) {
    if (target.isEmpty()) return;
    if (target.contains(u"view"_s)) viewBar_->openView(target.value(u"view"_s).toString());
    const bool isAbout = target.contains(u"tenant"_s) || target.contains(u"filter"_s);
    if (isAbout) {
        bar_->setFilter(target.value(u"filter"_s).toString());
        if (const QString tenant = target.value(u"tenant"_s).toString(); !tenant.isEmpty())
            bar_->setTenant(tenant, target.value(u"name"_s).toString());
        if (const QString range = target.value(u"range"_s).toString(); !range.isEmpty()) bar_->setRange(range);
        until_ = {};
        search();
        viewBar_->showActions();
    }
    if (target.contains(u"follow"_s)) follow_->setChecked(target.value(u"follow"_s).toBool());
    const QString id = target.value(u"id"_s).toString();
    if (id.isEmpty()) return;
    awaitedId_ = id;
    reading_.take(context().client.call(contract::getLog, {id.toStdString()}), [this](Result<domain::LogRecord> read) {
        if (read) return open(&*read);
        tell(context(), std::optional(read.error()), {}, tr("The log record could not be read"));
    });
}

QVariantMap LogsPage::place() const {
    QVariantMap place{{u"view"_s, viewBar_->current()}, {u"filter"_s, bar_->filterText()}, {u"range"_s, bar_->range()}};
    if (!bar_->tenant().isEmpty()) place.insert(u"tenant"_s, bar_->tenant());
    if (follow_ && follow_->isChecked()) place.insert(u"follow"_s, true);
    return place;
}

}  // namespace steward::views
