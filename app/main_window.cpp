#include "app/main_window.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>

#include "app/elevation.h"
#include "app/env_bar.h"
#include "app/header_bar.h"
#include "app/jobs_model.h"
#include "app/navigation.h"
#include "app/notifications.h"
#include "app/pages.h"
#include "app/popups.h"
#include "app/preferences.h"
#include "app/reauthentication.h"
#include "app/status_line.h"
#include "app/support_banner.h"
#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/table.h"
#include "ui/toast.h"
#include "views/common/confirm_dialog.h"
#include "views/common/words.h"
#include "views/palette/palette.h"
#include "views/plan/plan_dialog.h"

namespace steward::app {

using namespace Qt::StringLiterals;
using models::Connection;

namespace {

constexpr int railBelow = 1180;
constexpr std::size_t rememberedPlaces = 50;
constexpr qint64 minuteMs = 60'000;

QString nameOf(const client::Workspace& workspace) {
    return QString::fromStdString(workspace.name);
}

}  // namespace

MainWindow::MainWindow(client::Session& session, const std::vector<client::Workspace>& workspaces,
                       Preferences& preferences, client::Opener opener)
    : client_(session), preferences_(preferences), workspaces_(workspaces), opener_(std::move(opener)) {
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("%1 – Steward").arg(nameOf(session.workspace())));
    setMinimumSize(1024, 680);
    resize(1440, 900);
    setAttribute(Qt::WA_DeleteOnClose, false);
    clock_.start();
    const client::Workspace& workspace = session.workspace();
    session_.setWorkspace(QString::fromStdString(workspace.id), nameOf(workspace), workspace.environment);
    jobs_ = new JobsModel(session.client(), session.feed(), this);
    notifications_ = new Notifications(this);
    elevation_ = new Elevation({}, this);
    session_.setMe(session.me());
    for (const views::PageInfo& page : allPages())
        if (!session_.me() || views::isListed(page, session_)) infos_ << page;
    toasts_ = new ui::ToastHost(this);
    context_.reset(
        new views::PageContext{session.client(), session.feed(), session.store(), session_, *toasts_, *this});
    // Who they are was proven when they asked; support access has no sign-in of its own.
    if (!isVisit()) reauthentication_ = std::make_unique<Reauthentication>(client_, opener_, this);
    makeShell(workspaces);
    makeMenus();
    watchSession();
    restoreGeometry(QSettings().value(u"window/geometry"_s).toByteArray());
    wantsRail_ = QSettings().value(u"window/rail"_s, false).toBool();
    setRail(wantsRail_);
    goTo(isListed(u"tenants") ? u"tenants"_s : u"overview"_s);
}

MainWindow::~MainWindow() {
    // Pages, palette and dialogs use the context, so they go before it.
    qDeleteAll(findChildren<ui::OverlayDialog*>(QString(), Qt::FindDirectChildrenOnly));
    qDeleteAll(pages_);
}

void MainWindow::makeShell(const std::vector<client::Workspace>& workspaces) {
    const ui::Environment environment = views::environmentOf(session_.environment());
    environment_ = new EnvBar(environment);
    setMenuWidget(environment_);
    navigation_ = new Navigation(session_.workspaceName(), environment);
    navigation_->setPages(infos_);
    header_ = new HeaderBar;
    banner_ = new ui::Banner(ui::BadgeKind::warn);
    banner_->setObjectName(u"offlineBanner"_s);
    auto* retry = banner_->addAction(tr("Retry now"));
    retry->setObjectName(u"retryNow"_s);
    banner_->hide();
    support_ = new SupportBanner;
    stack_ = new QStackedWidget;
    status_ = new StatusLine;

    auto* center = new QWidget;
    auto* outer = new QVBoxLayout(center);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(support_);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(header_);
    column->addWidget(banner_);
    column->addWidget(stack_, 1);
    row->addWidget(navigation_);
    row->addLayout(column, 1);
    outer->addLayout(row, 1);
    outer->addWidget(status_);
    setCentralWidget(center);

    connect(navigation_, &Navigation::chosen, this, [this](const QString& id) { goTo(id); });
    connect(navigation_->workspaceButton(), &QAbstractButton::clicked, this, &MainWindow::openWorkspaces);
    connect(header_->back, &QAbstractButton::clicked, this, [this] { step(-1); });
    connect(header_->forward, &QAbstractButton::clicked, this, [this] { step(1); });
    connect(header_->search, &QAbstractButton::clicked, this, [this] { palette()->openWith(); });
    connect(header_->search, &SearchButton::typed, this, [this](const QString& text) { palette()->openWith(text); });
    connect(header_->jobs, &QAbstractButton::clicked, this, &MainWindow::openJobs);
    connect(header_->notifications, &QAbstractButton::clicked, this, &MainWindow::openNotifications);
    connect(header_->help, &QAbstractButton::clicked, this,
            [this] { helpMenu_->popup(header_->help->mapToGlobal(QPoint(0, header_->help->height() + 4))); });
    connect(header_->user, &QAbstractButton::clicked, this, &MainWindow::openUserMenu);
    connect(retry, &QAbstractButton::clicked, this, &MainWindow::retryNow);
    connect(support_, &SupportBanner::leaveRequested, this, &MainWindow::leaveOrSignOut);
    // Whether it is over, the platform says: then it takes the token no more.
    connect(support_, &SupportBanner::timeIsUp, this, [this] { client_.client().call(contract::me, {}); });
    connect(notifications_, &Notifications::changed, this, [this] { header_->setUnread(notifications_->unread()); });
    connect(notifications_, &Notifications::urgent, this, [this](const Notification& news) {
        //: Go where the news can be seen
        toasts_->show(news.kind, news.text, tr("Look"),
                      [this, page = news.page, target = news.target] { goTo(page, target); });
    });
    connect(jobs_, &JobsModel::runningChanged, this,
            [this] { header_->jobs->set(jobs_->running(), jobs_->runningShare()); });
    connect(jobs_, &JobsModel::ended, notifications_, &Notifications::jobEnded);
    connect(&preferences_, &Preferences::densityChanged, this, [this] { applyDensity(stack_); });
    Q_UNUSED(workspaces)
}

void MainWindow::goTo(const QString& pageId, const QVariantMap& target) {
    if (!current_.page.isEmpty()) {
        remember({current_.page, currentPage() ? currentPage()->place() : QVariantMap()});
        forward_.clear();
    }
    showPage({pageId, target});
}

void MainWindow::remember(const Place& place) {
    if (!back_.empty() && back_.back().page == place.page && back_.back().target == place.target) return;
    back_.push_back(place);
    if (back_.size() > rememberedPlaces) back_.erase(back_.begin());
}

void MainWindow::step(int direction) {
    auto& from = direction < 0 ? back_ : forward_;
    auto& to = direction < 0 ? forward_ : back_;
    if (from.empty()) return;
    to.push_back({current_.page, currentPage() ? currentPage()->place() : QVariantMap()});
    const Place place = from.back();
    from.pop_back();
    showPage(place);
}

views::Page* MainWindow::pageOf(const views::PageInfo& info) {
    views::Page*& page = pages_[info.id];
    if (page) return page;
    page = info.make(*context_);
    if (page->objectName().isEmpty()) page->setObjectName(u"page."_s + info.id);
    stack_->addWidget(page);
    applyDensity(page);
    for (QAction* action : page->actions())
        preferences_.shortcuts().adopt(action, info.id);
    connect(page, &views::Page::statusChanged, this, [this, shown = page, id = info.id] {
        navigation_->setCount(id, shown->navigationCount());
        if (shown == currentPage()) showStatus();
    });
    connect(page, &views::Page::placeChanged, this, [this, shown = page, id = info.id] {
        if (shown != currentPage()) return;
        remember({id, current_.target});
        current_.target = shown->place();
        forward_.clear();
        header_->setHistory(!back_.empty(), !forward_.empty());
    });
    navigation_->setCount(info.id, page->navigationCount());
    return page;
}

bool MainWindow::isListed(QStringView page) const {
    return std::any_of(infos_.begin(), infos_.end(),
                       [&](const views::PageInfo& info) { return info.id == page && views::isListed(info, session_); });
}

void MainWindow::showPage(const Place& place) {
    const auto info =
        std::find_if(infos_.begin(), infos_.end(), [&](const auto& page) { return page.id == place.page; });
    if (info == infos_.end()) return;
    if (!views::isListed(*info, session_)) {
        toasts_->show(ui::BadgeKind::warn, tr("Your role does not show %1.").arg(info->title));
        return;
    }
    views::Page* page = pageOf(*info);
    current_ = place;
    stack_->setCurrentWidget(page);
    navigation_->setCurrent(place.page);
    header_->setHistory(!back_.empty(), !forward_.empty());
    page->visit(place.target);
    if (QWidget* main = page->mainWidget()) main->setFocus(Qt::OtherFocusReason);
    fillEditMenu();
    showStatus();
}

views::Page* MainWindow::currentPage() const {
    return pages_.value(current_.page);
}

void MainWindow::showStatus() {
    if (const views::Page* page = currentPage()) status_->setPage(page->statusText(), page->dataAsOf());
}

void MainWindow::openPlan(views::PlanAsk ask) {
    new views::PlanDialog(*context_, std::move(ask));
}

void MainWindow::openRevert(const QString& batchId, const QStringList& auditIds) {
    views::PlanAsk ask = views::PlanDialog::revertAsk(batchId, auditIds);
    ask.applied = [this](const domain::Batch&) {
        if (views::Page* page = currentPage()) page->refresh();
    };
    openPlan(std::move(ask));
}

void MainWindow::openInNewWindow(const QString& pageId, const QVariantMap& target) {
    if (!isVisit()) Q_EMIT windowRequested(pageId, target);
}

void MainWindow::enterSupport(const contract::StartedSupport& started) {
    Q_EMIT supportStarted(started);
}

QList<views::OtherWorkspace> MainWindow::otherWorkspaces() const {
    QList<views::OtherWorkspace> others;
    if (isVisit()) return others;
    for (const client::Workspace& workspace : workspaces_)
        if (workspace.id != client_.workspace().id)
            others.push_back(
                {QString::fromStdString(workspace.id), QString::fromStdString(workspace.name), workspace.environment});
    return others;
}

client::PlatformClient* MainWindow::clientOf(const QString& workspaceId) const {
    client::Session* other = sessions_ ? sessions_(workspaceId) : nullptr;
    return other && other->state() == client::Session::State::signedIn ? &other->client() : nullptr;
}

bool MainWindow::isVisit() const {
    return session_.me() && session_.me()->principal.support;
}

bool MainWindow::mustProve() const {
    return session_.environment() == models::EnvironmentKind::production && !isVisit();
}

bool MainWindow::holdsUnsaved() const {
    const auto dialogs = findChildren<ui::OverlayDialog*>(QString(), Qt::FindDirectChildrenOnly);
    return std::any_of(dialogs.begin(), dialogs.end(), [](const auto* dialog) { return dialog->isOpen(); }) ||
           std::any_of(pages_.begin(), pages_.end(), [](const auto* page) { return page->holdsUnsaved(); });
}

void MainWindow::showSupportOver(const QString& why) {
    isSupportOver_ = true;
    support_->setOver(why);
    showConnection();
    for (auto* dialog : findChildren<ui::OverlayDialog*>(QString(), Qt::FindDirectChildrenOnly))
        connect(dialog, &ui::OverlayDialog::closed, this, [this] {
            if (!holdsUnsaved()) Q_EMIT unsavedGone();
        });
}

void MainWindow::leaveOrSignOut() {
    if (!isVisit()) return client_.signOut();
    if (isSupportOver_ || !holdsUnsaved()) return Q_EMIT leaveRequested();
    views::confirmFirst(this, tr("Leave with something unsaved?"),
                        tr("What you typed here and did not save is lost when you leave."), tr("Leave"),
                        [this] { Q_EMIT leaveRequested(); });
}

views::Palette* MainWindow::palette() {
    if (!palette_)
        palette_ = new views::Palette(*context_, [this] {
            const views::Page* page = currentPage();
            return views::Palette::Commands{pageActions_, (page ? page->actions() : QList<QAction*>()) + commands_};
        });
    return palette_;
}

void MainWindow::applyDensity(QWidget* root) {
    for (auto* table : root->findChildren<ui::TableView*>())
        table->setDensity(preferences_.density());
}

void MainWindow::watchSession() {
    connect(&client_, &client::Session::meChanged, this, &MainWindow::showMe);
    connect(&client_, &client::Session::stateChanged, this, [this](client::Session::State state) {
        showConnection();
        if (state == client::Session::State::signedOut && session_.me() && !isVisit()) Q_EMIT signedOut();
        showMe();
    });
    connect(&client_, &client::Session::keptInMemoryOnlyChanged, this, [this] {
        if (const auto& why = client_.keptInMemoryOnly())
            toasts_->show(ui::BadgeKind::warn,
                          tr("You will have to sign in again next time: %1").arg(QString::fromStdString(why->message)));
    });
    const auto showDamage = [this] {
        if (const auto& damage = client_.storeDamage())
            toasts_->show(ui::BadgeKind::bad, QString::fromStdString(damage->message));
    };
    connect(&client_, &client::Session::storeDamaged, this, showDamage);
    showDamage();
    connect(&client_.feed(), &client::Feed::stateChanged, this, [this](client::FeedState state) {
        // Requests may still get through where the stream does not: one tells.
        if (state == client::FeedState::offline) client_.client().call(contract::healthReady, {});
        showConnection();
    });
    connect(&client_.client(), &client::PlatformClient::linkChanged, this, &MainWindow::showConnection);
    connect(&client_.client(), &client::PlatformClient::latencyChanged, this, &MainWindow::showStream);
    connect(&client_.feed(), &client::Feed::thinningChanged, this, &MainWindow::showStream);
    connect(&session_, &models::Session::cameOnline, jobs_, &JobsModel::reload);
    connect(&session_, &models::Session::cameOnline, this, &MainWindow::offerDrafts);
    const auto count = [this](std::size_t number) { events_.insert(events_.end(), number, clock_.elapsed()); };
    auto& feed = client_.feed();
    watching_.push_back(
        feed.subscribe(contract::auditTopic, [this, count](const client::FeedEvents<domain::AuditEntry>& events) {
            count(events.size());
            for (const auto& event : events)
                notifications_->entryAdded(event.data, session_.me());
        }));
    watching_.push_back(
        feed.subscribe(contract::alertsTopic, [this, count](const client::FeedEvents<contract::AlertNews>& events) {
            count(events.size());
            for (const auto& event : events)
                if (event.data.notice) notifications_->alertsTold(*event.data.notice, views::toDateTime(event.time));
            if (!alertsSoon_.isActive()) alertsSoon_.start();
        }));
    watching_.push_back(feed.subscribe(
        contract::schedulesTopic, [this, count](const client::FeedEvents<contract::ScheduleNews>& events) {
            count(events.size());
            for (const auto& event : events)
                notifications_->reportRan(event.data, session_.me(), views::toDateTime(event.time));
        }));
    alertsSoon_.setSingleShot(true);
    alertsSoon_.setInterval(500);
    connect(&alertsSoon_, &QTimer::timeout, this, &MainWindow::countAlerts);
    connect(&session_, &models::Session::cameOnline, this, &MainWindow::countAlerts);
    countAlerts();
    watching_.push_back(
        feed.subscribe(contract::entitiesTopic,
                       [count](const client::FeedEvents<contract::EntityChanged>& events) { count(events.size()); }));
    watching_.push_back(feed.subscribe(
        contract::jobsTopic, [count](const client::FeedEvents<domain::Job>& events) { count(events.size()); }));
    watching_.push_back(
        feed.subscribe(contract::metricsTopic,
                       [count](const client::FeedEvents<domain::MetricSample>& events) { count(events.size()); }));
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &MainWindow::showStream);
    second_.start();
    connect(elevation_, &Elevation::changed, this, &MainWindow::showEnvironment);
    showMe();
    showConnection();
    jobs_->reload();
    if (session_.isOnline()) offerDrafts();
}

// How many fire, beside the page's name.
void MainWindow::countAlerts() {
    if (!session_.isOnline() || (session_.me() && !session_.allows(domain::Permission::alertsRead))) return;
    countingAlerts_.take(
        client_.client().call(contract::alertSummary, {}), [this](const Result<contract::AlertSummary>& summary) {
            if (summary)
                navigation_->setCount(u"alerts"_s, summary->firing > 0 ? views::countText(summary->firing) : QString());
        });
}

// What was edited while the platform was away waits for somebody to look at it.
void MainWindow::offerDrafts() {
    client::whenReady(client_.store().status(), this, [this](const Result<store::StoreStatus>& status) {
        if (!status || status->drafts == 0 || !isListed(u"drafts")) return;
        toasts_->show(ui::BadgeKind::info, tr("%n draft(s) wait for you", nullptr, int(status->drafts)),
                      tr("Look at them"), [this] { goTo(u"drafts"_s); });
    });
}

void MainWindow::showMe() {
    session_.setMe(client_.me());
    const auto& me = session_.me();
    if (isVisit() && !isSupportOver_) {
        support_->setMe(*me);
        setWindowTitle(
            tr("Support access to %1 – Steward").arg(QString::fromStdString(me->principal.support->tenantName)));
    }
    header_->user->setName(me ? QString::fromStdString(me->principal.name) : QString());
    elevation_->setUntil(me && mustProve() ? me->elevatedUntil : std::nullopt);
    showEnvironment();
}

void MainWindow::showEnvironment() {
    const auto& me = session_.me();
    QStringList statements;
    switch (session_.environment()) {
        case models::EnvironmentKind::production:
            statements << tr("Changes affect live tenants");
            break;
        case models::EnvironmentKind::staging:
            statements << tr("Changes stay in staging");
            break;
        case models::EnvironmentKind::local:
            if (client_.workspace().isLocal()) {
                const int port = client_.client().platform().port();
                statements << (isVisit() || client_.state() == client::Session::State::signedIn
                                   ? tr("Embedded server on port %1").arg(port)
                                   : tr("Embedded server is stopped"));
            }
            statements << (me && me->demoData ? tr("Demo data, nothing leaves this computer")
                                              : tr("Nothing leaves this computer"));
            break;
    }
    if (me && !me->region.empty() && !client_.workspace().isLocal()) statements << QString::fromStdString(me->region);
    if (me && mustProve()) statements << elevation_->statement();
    environment_->setStatements(statements);
}

void MainWindow::showConnection() {
    const client::FeedState feed = client_.feed().state();
    const client::Link link = client_.client().link();
    const bool away = client_.state() != client::Session::State::signedIn || link == client::Link::offline ||
                      (feed == client::FeedState::offline && link != client::Link::online);
    Connection connection = Connection::live;
    if (away)
        connection = Connection::offline;
    else if (feed == client::FeedState::reconnecting || feed == client::FeedState::offline)
        connection = Connection::reconnecting;
    Time since = link == client::Link::offline ? client_.client().linkSince() : client_.feed().since();
    if (since == Time{}) since = SystemClock().now();
    if (away && session_.offlineSince().isValid()) since = Time(Duration(session_.offlineSince().toMSecsSinceEpoch()));
    session_.setConnection(connection, views::toDateTime(since));
    const QTime at = views::toDateTime(since).time();
    header_->connection->setState(connection == Connection::live           ? ui::ConnectionState::live
                                  : connection == Connection::reconnecting ? ui::ConnectionState::reconnecting
                                                                           : ui::ConnectionState::offline,
                                  at);
    // A visit that is over is not offline: the window goes, or says why it stays.
    const bool isOver = isVisit() && client_.state() == client::Session::State::signedOut;
    banner_->setVisible(away && !isOver);
    if (away)
        banner_->set(
            ui::BadgeKind::warn, u"cloud-slash"_s,
            tr("Offline since %1 UTC. You see what this computer keeps, with its age; changes need a connection.")
                .arg(at.toString(u"HH:mm"_s)));
    showStream();
}

void MainWindow::showStream() {
    const qint64 now = clock_.elapsed();
    while (!events_.empty() && events_.front() < now - minuteMs)
        events_.pop_front();
    if (!session_.isOnline()) return status_->setOffline();
    status_->setStream({session_.connection() == Connection::live, client_.client().latency(), qint64(events_.size()),
                        client_.feed().thinning()});
}

void MainWindow::retryNow() {
    client_.feed().wake();
    client::whenReady(client_.client().call(contract::healthReady, {}), this, [this](Result<contract::Health> health) {
        if (!health)
            toasts_->show(ui::BadgeKind::warn,
                          tr("Still offline: %1").arg(QString::fromStdString(health.error().message)));
        else if (client_.state() == client::Session::State::signedOut && !isVisit())
            toasts_->show(ui::BadgeKind::warn, tr("The platform answers. Sign in to change something."), tr("Sign in"),
                          [this] { Q_EMIT signedOut(); });
        showConnection();
    });
}

void MainWindow::setRail(bool rail) {
    if (navigation_->isRail() != rail) {
        if (rail)
            header_->setLeading(navigation_->workspaceButton());
        else
            navigation_->takeWorkspaceButton();
    }
    navigation_->setRail(rail);
    if (railAction_) railAction_->setChecked(!rail);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    const bool rail = wantsRail_ || width() < railBelow;
    if (rail != navigation_->isRail()) setRail(rail);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/rail"_s, wantsRail_);
    event->setAccepted(!isVisit());
    if (isVisit()) return leaveOrSignOut();
    Q_EMIT closed();
}

// What the platform asks of the session is answered where the person is.
void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && reauthentication_) reauthentication_->take();
}

void MainWindow::nextRegion(bool forward) {
    views::Page* page = currentPage();
    // The menus above are reached with Alt.
    QList<QWidget*> regions{support_->isVisible() ? support_ : nullptr, navigation_->currentItem(), header_->search,
                            page ? page->mainWidget() : nullptr};
    // A page's second region: the panel beside its list.
    if (page)
        for (const QString& name : {u"tenantPanel"_s, u"auditDetail"_s, u"supportPanel"_s})
            if (auto* panel = page->findChild<QWidget*>(name); panel && panel->isVisible()) regions << panel;
    regions.removeAll(nullptr);
    QWidget* focus = QApplication::focusWidget();
    qsizetype at = 0;
    for (qsizetype i = 0; i < regions.size(); ++i) {
        QWidget* region = regions[i] == navigation_->currentItem() ? navigation_ : regions[i];
        if (focus && (region == focus || region->isAncestorOf(focus))) at = i;
    }
    QWidget* target = regions[(at + (forward ? 1 : regions.size() - 1)) % regions.size()];
    if (target->focusPolicy() == Qt::NoFocus)
        ui::cycleFocus(target, true);
    else
        target->setFocus(Qt::TabFocusReason);
}

}  // namespace steward::app
