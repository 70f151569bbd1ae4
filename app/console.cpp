#include "app/console.h"

#include <QDir>
#include <QStandardPaths>
#include <QThread>

#include "app/main_window.h"
#include "app/support_visit.h"
#include "base/log.h"
#include "ui/toast.h"
#include "views/common/words.h"
#include "views/first_window/first_window.h"

namespace steward::app {

using namespace Qt::StringLiterals;
using views::WorkspaceState;

namespace {

const QString localId = u"local"_s;
// Where the local platform would be while it does not run: nothing answers there, so its session is offline.
const QUrl nowhere(u"http://127.0.0.1:9"_s);

QString folderOf(const Options& options) {
    return options.dataFolder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                        : QDir(options.dataFolder).absolutePath();
}

QString said(const Error& error) {
    return QString::fromStdString(error.message);
}

}  // namespace

Console::Console(Options options, client::Opener opener, std::shared_ptr<client::TokenStore> tokens)
    : options_(std::move(options)),
      opener_(std::move(opener)),
      tokens_(tokens ? std::move(tokens) : std::make_shared<client::KeychainStore>()) {
    preferences_.apply();
}

Console::~Console() {
    visit_.reset();
    windows_.clear();
    first_.reset();
    sessions_.clear();
}

MainWindow* Console::mainWindow() const {
    if (visit_ && visit_->window()) return visit_->window();
    return windows_.empty() ? nullptr : windows_.front().get();
}

QList<MainWindow*> Console::windows() const {
    QList<MainWindow*> all;
    for (const auto& window : windows_)
        all << window.get();
    return all;
}

Result<> Console::start() {
    const QString folder = folderOf(options_);
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::storage, tr("The data folder %1 cannot be made.").arg(folder).toStdString());
    STEWARD_TRY(auto workspaces, client::Workspaces::load(folder.toStdString()));
    workspaces_ = std::move(workspaces);
    showFirstWindow(localId);
    if (options_.local)
        startLocal();
    else
        prepareSessions();
    return {};
}

client::Session* Console::session(const QString& workspaceId) const {
    const auto found = sessions_.find(workspaceId);
    return found == sessions_.end() ? nullptr : found->second.get();
}

const client::Workspace* Console::workspace(const QString& id) const {
    return workspaces_->find(id.toStdString());
}

void Console::showFirstWindow(const QString& chosen, const QString& problem) {
    if (!first_) {
        first_ = std::make_unique<views::FirstWindow>();
        auto* first = first_.get();
        connect(first, &views::FirstWindow::openRequested, this, &Console::open);
        connect(first, &views::FirstWindow::offlineRequested, this, &Console::openOffline);
        connect(first, &views::FirstWindow::signInCancelled, this, [this] {
            dropSignIn();
            first_->showWelcome();
        });
        connect(first, &views::FirstWindow::codeRequested, this, [this](const QString& id) {
            if (const client::Workspace* wanted = workspace(id)) signInWithCode(*wanted);
        });
        connect(first, &views::FirstWindow::codePageRequested, this, [this](const QUrl& page) { opener_(page); });
        connect(first, &views::FirstWindow::openAgainRequested, this, [this] {
            if (signIn_) signIn_->openAgain();
        });
        connect(first, &views::FirstWindow::startStopped, this, [this] {
            if (platform_) platform_->stop();
            first_->showWelcome();
        });
        connect(first, &views::FirstWindow::startRetried, this, &Console::startLocal);
        connect(first, &views::FirstWindow::addRequested, this, &Console::addWorkspace);
        connect(first, &views::FirstWindow::removeRequested, this, [this](const QString& id) {
            if (session(id)) session(id)->signOut();
            sessions_.erase(id);
            if (const auto removed = workspaces_->remove(id.toStdString()); !removed)
                first_->showWelcome(said(removed.error()));
            first_->setWorkspaces(workspaces_->all());
        });
    }
    first_->setWorkspaces(workspaces_->all());
    first_->choose(chosen);
    for (const auto& [id, session] : sessions_)
        showSession(id);
    if (!problem.isEmpty()) first_->showWelcome(problem);
    first_->show();
}

void Console::prepareSessions() {
    for (const client::Workspace& workspace : workspaces_->all()) {
        client::Session* made = makeSession(workspace, workspace.isLocal() ? nowhere : QUrl());
        connect(made, &client::Session::opened, this,
                [this, id = QString::fromStdString(workspace.id)] { showSession(id); });
        made->open();
    }
}

client::Session* Console::makeSession(const client::Workspace& workspace, const QUrl& url) {
    const QString id = QString::fromStdString(workspace.id);
    sessions_.erase(id);
    auto made = std::make_unique<client::Session>(workspace, url, tokens_, workspaces_->storeFile(workspace));
    connect(made.get(), &client::Session::stateChanged, this, [this, id] { showSession(id); });
    return (sessions_[id] = std::move(made)).get();
}

void Console::showSession(const QString& id) {
    client::Session* shown = session(id);
    if (!first_ || !shown) return;
    WorkspaceState state = WorkspaceState::signInNeeded;
    const bool running = platform_ && platform_->state() == client::LocalPlatform::State::running;
    if (shown->workspace().isLocal())
        state = running ? WorkspaceState::running : WorkspaceState::stopped;
    else if (shown->state() == client::Session::State::signedIn)
        state = WorkspaceState::signedIn;
    else if (shown->state() == client::Session::State::offline)
        state = WorkspaceState::offline;
    first_->setState(id, state);
    client::whenReady(
        shown->store().status(), shown, [this, id, name = shown->workspace().name](Result<store::StoreStatus> status) {
            if (!status || !first_) return;
            Time newest{};
            for (const auto& snapshot : status->snapshots)
                newest = std::max(newest, snapshot.dataTime);
            QString text;
            if (newest != Time{})
                text = tr("%1 snapshot from %2")
                           .arg(QString::fromStdString(name), views::momentText(views::toDateTime(newest)));
            else if (status->keptDocuments > 0)
                text = tr("%1 as last seen").arg(QString::fromStdString(name));
            first_->setSnapshot(id, text);
        });
}

void Console::open(const QString& id) {
    const client::Workspace* chosen = workspace(id);
    if (!chosen) return;
    const bool stopped = !platform_ || platform_->state() != client::LocalPlatform::State::running;
    if (chosen->isLocal() && stopped) return startLocal();
    client::Session* ready = session(id);
    const bool signedIn = ready && ready->state() != client::Session::State::signedOut;
    if (signedIn) return enterWhenReady(id);
    if (chosen->isLocal())
        startLocal();
    else
        signIn(*chosen);
}

void Console::openOffline(const QString& id) {
    const client::Workspace* chosen = workspace(id);
    if (!chosen) return;
    if (!session(id)) makeSession(*chosen, chosen->isLocal() ? nowhere : QUrl())->open();
    enter(id);
}

void Console::startLocal() {
    if (platform_ && platform_->state() == client::LocalPlatform::State::starting) return;
    client::LocalPlatformOptions options;
    options.dataFolder = folderOf(options_) + u"/platform"_s;
    options.demoData = true;
    options.demoTenants = options_.demoTenants;
    options.program = options_.platformProgram;
    platform_ = std::make_unique<client::LocalPlatform>(options);
    auto* platform = platform_.get();
    connect(platform, &client::LocalPlatform::stepsChanged, this, [this, platform] {
        if (first_) first_->showStart()->setSteps(platform->steps());
    });
    connect(platform, &client::LocalPlatform::logLine, this, [this, platform] {
        if (first_) first_->showStart()->setLog(platform->logTail());
    });
    connect(platform, &client::LocalPlatform::ready, this, [this](const QUrl& url, const client::Tokens& tokens) {
        client::Session* made = makeSession(*workspace(localId), url);
        made->signIn(tokens, false);
        connect(made, &client::Session::opened, this, [this] { enterWhenReady(localId); });
        made->open();
    });
    connect(platform, &client::LocalPlatform::failed, this, [this, platform](const Error& error) {
        log::error("the local platform did not start", {{"reason", error.message.c_str()}});
        if (!windows_.empty()) return;  // they say that it is offline
        if (first_) {
            first_->showStart()->setLog(platform->logTail());
            first_->showStart()->setProblem(said(error));
        }
        Q_EMIT startFailed(error);
    });
    if (first_) {
        first_->choose(localId);
        first_->showStart()->setProblem({});
    }
    platform->start();
}

void Console::signIn(const client::Workspace& chosen) {
    dropSignIn();
    client::SignInOptions options;
    options.platform = QUrl(QString::fromStdString(chosen.url));
    signIn_ = std::make_unique<client::BrowserSignIn>(options, opener_);
    const QString id = QString::fromStdString(chosen.id);
    auto* attempt = signIn_.get();
    connect(attempt, &client::BrowserSignIn::waiting, this, [this](const QUrl& url, bool opened) {
        if (first_) first_->showBrowser()->setAddress(url, opened);
    });
    connect(attempt, &client::BrowserSignIn::succeeded, this,
            [this, id](const client::Tokens& tokens) { signedIn(id, tokens); });
    connect(attempt, &client::BrowserSignIn::failed, this, [this](const Error& error) {
        if (first_) first_->showWelcome(said(error));
    });
    if (first_) first_->showBrowser()->start(attempt->limit());
    attempt->start();
}

void Console::signInWithCode(const client::Workspace& chosen) {
    dropSignIn();
    client::SignInOptions options;
    options.platform = QUrl(QString::fromStdString(chosen.url));
    codeSignIn_ = std::make_unique<client::DeviceSignIn>(options);
    auto* attempt = codeSignIn_.get();
    connect(attempt, &client::DeviceSignIn::waiting, this, [this](const client::DeviceCode& code) {
        if (first_) first_->showCode()->setCode(code);
    });
    connect(attempt, &client::DeviceSignIn::succeeded, this,
            [this, id = QString::fromStdString(chosen.id)](const client::Tokens& tokens) { signedIn(id, tokens); });
    connect(attempt, &client::DeviceSignIn::failed, this, [this](const Error& error) {
        if (first_) first_->showWelcome(said(error));
    });
    if (first_) first_->showCode()->start();
    attempt->start();
}

void Console::signedIn(const QString& id, const client::Tokens& tokens) {
    client::Session* made = session(id) ? session(id) : makeSession(*workspace(id));
    made->signIn(tokens);
    connect(made, &client::Session::opened, this, [this, id] { enterWhenReady(id); }, Qt::SingleShotConnection);
    made->open();
}

// Deleted late: one of them may be telling us so.
void Console::dropSignIn() {
    const auto drop = [](auto& attempt) {
        if (!attempt) return;
        attempt->cancel();
        attempt.release()->deleteLater();
    };
    drop(signIn_);
    drop(codeSignIn_);
}

void Console::enterWhenReady(const QString& id) {
    client::Session* ready = session(id);
    if (!ready || !windows_.empty()) return;
    if (ready->me() || ready->state() != client::Session::State::signedIn) return enter(id);
    connect(ready, &client::Session::meChanged, this, [this, id] { enterWhenReady(id); }, Qt::SingleShotConnection);
    connect(ready, &client::Session::stateChanged, this, [this, id] { enterWhenReady(id); }, Qt::SingleShotConnection);
}

void Console::enter(const QString& id) {
    if (!windows_.empty()) return;
    client::Session* entered = session(id);
    client::Workspace used = entered->workspace();
    used.lastUsedAt = SystemClock().now();
    if (entered->me()) used.userName = entered->me()->principal.name;
    if (const auto changed = workspaces_->change(used); !changed)
        log::warning("the workspace was not saved", {{"reason", changed.error().message.c_str()}});
    MainWindow* window = openWindow(id);
    window->show();
    if (first_) first_->hide();
    Q_EMIT mainWindowOpened(window);
}

// What a window asks for often ends it, so it is done when the event loop runs again, and only while it is there.
MainWindow* Console::openWindow(const QString& id) {
    windows_.push_back(std::make_unique<MainWindow>(*session(id), workspaces_->all(), preferences_, opener_));
    MainWindow* window = windows_.back().get();
    window->setSessions([this](const QString& other) { return session(other); });
    const auto later = [this, window = QPointer(window)](auto act) {
        const auto run = [window, act] {
            if (window) act(window.data());
        };
        QMetaObject::invokeMethod(this, run, Qt::QueuedConnection);
    };
    connect(window, &MainWindow::switchRequested, this,
            [this, later](const QString& to) { later([this, to](MainWindow*) { leave(to); }); });
    connect(window, &MainWindow::signedOut, this, [this, later, id] { later([this, id](MainWindow*) { leave(id); }); });
    connect(window, &MainWindow::closed, this,
            [this, later] { later([this](MainWindow* closed) { closeWindow(closed); }); });
    connect(
        window, &MainWindow::windowRequested, this,
        [this, id, window](const QString& page, const QVariantMap& target) { addWindow(id, window, page, target); });
    connect(window, &MainWindow::supportStarted, this,
            [this, id, window](const contract::StartedSupport& started) { visit(id, window, started); });
    return window;
}

void Console::addWindow(const QString& id, const MainWindow* beside, const QString& page, const QVariantMap& target) {
    constexpr QPoint aside(32, 32);
    MainWindow* window = openWindow(id);
    window->resize(beside->size());
    window->move(beside->pos() + aside);
    window->goTo(page, target);
    window->show();
    window->activateWindow();
    Q_EMIT mainWindowOpened(window);
}

// The last one stays, closed: then the program ends.
void Console::closeWindow(const MainWindow* window) {
    if (windows_.size() < 2 || window == visitedFrom_ || window->isVisible()) return;
    std::erase_if(windows_, [&](const auto& one) { return one.get() == window; });
}

void Console::visit(const QString& id, MainWindow* from, const contract::StartedSupport& started) {
    if (visit_) return;
    visitedFrom_ = from;
    visit_ = std::make_unique<SupportVisit>(*session(id), started, [this](client::Session& session) {
        return std::make_unique<MainWindow>(session, workspaces_->all(), preferences_, opener_);
    });
    connect(visit_.get(), &SupportVisit::entered, this, [this] {
        MainWindow* window = visit_->window();
        window->restoreGeometry(visitedFrom_->saveGeometry());
        window->show();
        visitedFrom_->hide();
        Q_EMIT mainWindowOpened(window);
    });
    connect(
        visit_.get(), &SupportVisit::over, this,
        [this](ui::BadgeKind kind, const QString& message) { endVisit(kind, message); }, Qt::QueuedConnection);
}

void Console::endVisit(ui::BadgeKind kind, const QString& message) {
    if (!visit_ || !visitedFrom_) return;
    MainWindow* own = std::exchange(visitedFrom_, nullptr);
    if (const MainWindow* window = visit_->window()) {
        own->restoreGeometry(window->saveGeometry());
        own->show();
        own->activateWindow();
    }
    visit_.reset();
    own->toasts().show(kind, message);
}

void Console::leave(const QString& chosen, const QString& problem) {
    visit_.reset();
    visitedFrom_ = nullptr;
    windows_.clear();
    for (const client::Workspace& workspace : workspaces_->all())
        if (const QString id = QString::fromStdString(workspace.id); !session(id)) {
            client::Session* made = makeSession(workspace, workspace.isLocal() ? nowhere : QUrl());
            connect(made, &client::Session::opened, this, [this, id] { showSession(id); });
            made->open();
        }
    showFirstWindow(chosen.isEmpty() ? localId : chosen, problem);
    // A chosen workspace that is still signed in needs no further question.
    const client::Session* next = session(chosen);
    if (next && next->state() == client::Session::State::signedIn) enterWhenReady(chosen);
}

void Console::addWorkspace(const client::Workspace& workspace) {
    auto added = workspaces_->add(workspace);
    first_->showAddResult(added ? std::nullopt : std::optional<Error>(added.error()));
    if (!added) return;
    first_->setWorkspaces(workspaces_->all());
    first_->choose(QString::fromStdString(added->id));
    makeSession(*added)->open();
    showSession(QString::fromStdString(added->id));
}

}  // namespace steward::app
