// The commands of the main window: menus, their shortcuts, and the dialogs they open.
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QBoxLayout>
#include <QMenu>
#include <QTimer>
#include <algorithm>

#include "app/env_bar.h"
#include "app/header_bar.h"
#include "app/jobs_model.h"
#include "app/main_window.h"
#include "app/navigation.h"
#include "app/notifications.h"
#include "app/popups.h"
#include "app/preferences.h"
#include "app/shortcuts_dialog.h"
#include "client/address.h"
#include "contract/endpoints.h"
#include "models/reports/report_builder.h"
#include "models/users/lists.h"
#include "report/dataset.h"
#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/toast.h"
#include "views/common/words.h"
#include "views/palette/palette.h"
#include "views/reports/snapshot_dialog.h"
#include "views/users/session_list.h"

namespace steward::app {

using namespace Qt::StringLiterals;

QAction* MainWindow::command(QMenu* menu, const QString& text, const QString& name, const QString& icon,
                             const QList<QKeySequence>& keys) {
    QAction* action = menu->addAction(text);
    action->setObjectName(name);
    action->setProperty("iconName", icon);
    if (!icon.isEmpty()) action->setIcon(ui::icon(icon));
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    addAction(action);
    commands_ << action;
    preferences_.shortcuts().adopt(action);
    return action;
}

void MainWindow::makeMenus() {
    QMenuBar* bar = environment_->menus();
    QMenu* file = bar->addMenu(tr("File"));
    editMenu_ = bar->addMenu(tr("Edit"));
    QMenu* view = bar->addMenu(tr("View"));
    QMenu* go = bar->addMenu(tr("Go"));
    QMenu* tools = bar->addMenu(tr("Tools"));
    helpMenu_ = bar->addMenu(tr("Help"));

    connect(
        command(file, tr("Switch workspace…"), u"file.switch"_s, u"window-stack"_s, {QKeySequence(u"Ctrl+Shift+W"_s)}),
        &QAction::triggered, this, &MainWindow::openWorkspaces);
    QAction* another =
        command(file, tr("New window"), u"file.newWindow"_s, u"window"_s, {QKeySequence(u"Ctrl+Shift+N"_s)});
    connect(another, &QAction::triggered, this, [this] {
        const views::Page* page = currentPage();
        openInNewWindow(currentPageId(), page ? page->place() : QVariantMap());
    });
    connect(command(file, tr("Close window"), u"file.close"_s, u"x"_s, {QKeySequence(u"Ctrl+W"_s)}),
            &QAction::triggered, this, &QWidget::close);
    // Support access has one window, whose end is its own.
    if (isVisit()) another->setEnabled(false);
    file->addSeparator();
    QAction* security = command(file, tr("Security…"), u"file.security"_s, u"shield-lock"_s);
    connect(security, &QAction::triggered, this, &MainWindow::openSecurity);
    QAction* signIns = command(file, tr("Your sign-ins…"), u"file.sessions"_s, u"laptop"_s);
    connect(signIns, &QAction::triggered, this, &MainWindow::openSessions);
    for (QAction* own : {security, signIns})
        if (isVisit()) own->setEnabled(false);
    connect(command(file, tr("Sign out"), u"file.signOut"_s, u"box-arrow-right"_s), &QAction::triggered, this,
            &MainWindow::leaveOrSignOut);
    QAction* quit = command(file, tr("Quit"), u"file.quit"_s, u"x-lg"_s, {QKeySequence(u"Ctrl+Q"_s)});
    quit->setMenuRole(QAction::QuitRole);
    connect(quit, &QAction::triggered, qApp, &QApplication::closeAllWindows);

    const auto choices = [this, view](const QString& title, const QString& name, auto current,
                                      std::initializer_list<std::pair<QString, decltype(current)>> options,
                                      auto chosen) {
        QMenu* menu = view->addMenu(title);
        auto* group = new QActionGroup(menu);
        for (const auto& [text, value] : options) {
            QAction* action = command(menu, text, name + u'.' + QString::number(group->actions().size()), {});
            action->setCheckable(true);
            action->setChecked(value == current);
            group->addAction(action);
            connect(action, &QAction::triggered, this, [chosen, choice = value] { chosen(choice); });
        }
    };
    choices(tr("Theme"), u"view.theme"_s, preferences_.theme(),
            {{tr("Light theme"), ui::ThemeKind::light},
             {tr("Dark theme"), ui::ThemeKind::dark},
             {tr("High-contrast theme"), ui::ThemeKind::highContrast},
             {tr("Theme of the system"), ui::ThemeKind::system}},
            [this](ui::ThemeKind theme) { preferences_.setTheme(theme); });
    choices(tr("Density"), u"view.density"_s, preferences_.density(),
            {{tr("Compact rows"), ui::Density::compact},
             {tr("Normal rows"), ui::Density::normal},
             {tr("Comfortable rows"), ui::Density::comfortable}},
            [this](ui::Density density) { preferences_.setDensity(density); });
    choices(tr("Language"), u"view.language"_s, preferences_.language(),
            {{tr("Language of the system"), QString()}, {u"English"_s, u"en"_s}, {u"Deutsch"_s, u"de"_s}},
            [this](const QString& language) {
                preferences_.setLanguage(language);
                toasts_->show(ui::BadgeKind::info, tr("The language changes with the next start."));
            });
    QAction* motion = command(view, tr("Reduced motion"), u"view.motion"_s, {});
    motion->setCheckable(true);
    motion->setChecked(preferences_.reducedMotion());
    connect(motion, &QAction::toggled, &preferences_, &Preferences::setReducedMotion);
    view->addSeparator();
    railAction_ =
        command(view, tr("Wide navigation"), u"view.navigation"_s, u"layout-sidebar"_s, {QKeySequence(u"Ctrl+B"_s)});
    railAction_->setCheckable(true);
    connect(railAction_, &QAction::triggered, this, [this] {
        wantsRail_ = !navigation_->isRail();
        setRail(wantsRail_);
    });
    connect(command(view, tr("Refresh"), u"view.refresh"_s, u"arrow-repeat"_s, {QKeySequence(Qt::Key_F5)}),
            &QAction::triggered, this, [this] {
                if (currentPage()) currentPage()->refresh();
            });
    connect(command(view, tr("Full screen"), u"view.fullScreen"_s, u"window"_s, {QKeySequence(Qt::Key_F11)}),
            &QAction::triggered, this, [this] { isFullScreen() ? showNormal() : showFullScreen(); });

    connect(command(go, tr("Back"), u"go.back"_s, u"arrow-left"_s, {QKeySequence(u"Alt+Left"_s)}), &QAction::triggered,
            this, [this] { step(-1); });
    connect(command(go, tr("Forward"), u"go.forward"_s, u"arrow-right"_s, {QKeySequence(u"Alt+Right"_s)}),
            &QAction::triggered, this, [this] { step(1); });
    connect(command(go, tr("Command palette…"), u"go.palette"_s, u"search"_s, {QKeySequence(u"Ctrl+K"_s)}),
            &QAction::triggered, this, [this] { palette()->openWith(); });
    connect(command(go, tr("Next region"), u"go.nextRegion"_s, u"layout-split"_s, {QKeySequence(Qt::Key_F6)}),
            &QAction::triggered, this, [this] { nextRegion(true); });
    connect(
        command(go, tr("Previous region"), u"go.previousRegion"_s, u"layout-split"_s, {QKeySequence(u"Shift+F6"_s)}),
        &QAction::triggered, this, [this] { nextRegion(false); });
    go->addSeparator();
    for (const views::PageInfo& page : infos_) {
        QMenu* menu = page.group == views::PageGroup::help ? helpMenu_ : go;
        QList<QKeySequence> keys;
        if (!page.key.isNull()) keys << QKeySequence(u"G, %1"_s.arg(page.key));
        QAction* action = command(menu, page.title, u"goTo."_s + page.id, page.icon, keys);
        commands_.removeLast();
        pageActions_ << action;
        connect(action, &QAction::triggered, this, [this, id = page.id] { goTo(id); });
    }

    connect(command(tools, tr("Jobs"), u"tools.jobs"_s, u"list-ul"_s, {QKeySequence(u"Ctrl+J"_s)}), &QAction::triggered,
            this, &MainWindow::openJobs);
    connect(command(tools, tr("Notifications"), u"tools.notifications"_s, u"bell"_s), &QAction::triggered, this,
            &MainWindow::openNotifications);
    connect(command(tools, tr("Take a snapshot for offline work"), u"tools.snapshot"_s, u"hdd-stack"_s),
            &QAction::triggered, this, &MainWindow::takeSnapshot);
    connect(command(tools, tr("Data for offline work…"), u"tools.snapshots"_s, u"hdd-stack"_s), &QAction::triggered,
            this, [this] { new views::SnapshotDialog(client_, this); });
    connect(command(tools, tr("Verify the audit chain"), u"tools.verify"_s, u"shield-check"_s), &QAction::triggered,
            this, [this] { goTo(u"audit"_s, {{u"verify"_s, true}}); });

    connect(
        command(helpMenu_, tr("Keyboard shortcuts"), u"help.shortcuts"_s, u"keyboard"_s, {QKeySequence(Qt::Key_F1)}),
        &QAction::triggered, this, &MainWindow::showShortcuts);
    QAction* about = command(helpMenu_, tr("About Steward"), u"help.about"_s, u"info-circle-fill"_s);
    about->setMenuRole(QAction::AboutRole);
    connect(about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(&preferences_.shortcuts(), &Shortcuts::changed, this, &MainWindow::showKeys);
    showKeys();
}

void MainWindow::fillEditMenu() {
    editMenu_->clear();
    const views::Page* page = currentPage();
    const QList<QAction*> actions = page ? page->actions() : QList<QAction*>();
    for (QAction* action : actions)
        editMenu_->addAction(action);
    if (actions.isEmpty()) editMenu_->addAction(tr("Nothing to do on this page"))->setEnabled(false);
}

void MainWindow::openWorkspaces() {
    if (isVisit()) {
        toasts_->show(ui::BadgeKind::info, tr("Leave the support access first."), tr("Leave"),
                      [this] { leaveOrSignOut(); });
        return;
    }
    openWorkspacesPopup(navigation_->workspaceButton(), workspaces_, client_.workspace().id, [this](const QString& id) {
        if (id.toStdString() != client_.workspace().id) Q_EMIT switchRequested(id);
    });
}

void MainWindow::openJobs() {
    openJobsPopup(
        header_->jobs, jobs_, [this](const QString& page, const QVariantMap& target) { goTo(page, target); },
        [this](const domain::Job& job) {
            views::PlanAsk ask;
            ask.retried = QString::fromStdString(*job.batchId);
            ask.title = tr("Try again: %1", "a job").arg(QString::fromStdString(job.title));
            ask.summary = tr("What was not changed by it.");
            ask.applied = [this](const domain::Batch&) {
                if (views::Page* page = currentPage()) page->refresh();
            };
            openPlan(std::move(ask));
        });
}

void MainWindow::openNotifications() {
    openNotificationsPopup(header_->notifications, notifications_,
                           [this](const QString& page, const QVariantMap& target) { goTo(page, target); });
}

void MainWindow::openUserMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto& me = session_.me()) {
        menu->addAction(QString::fromStdString(me->principal.name))->setEnabled(false);
        menu->addAction(u"%1, %2"_s.arg(QString::fromStdString(me->principal.email), views::text(me->principal.role)))
            ->setEnabled(false);
        menu->addSeparator();
    }
    if (isVisit()) {
        menu->addAction(ui::icon(u"box-arrow-right"_s), tr("Leave the support access"), this,
                        &MainWindow::leaveOrSignOut);
        menu->popup(header_->user->mapToGlobal(
            QPoint(header_->user->width() - menu->sizeHint().width(), header_->user->height() + 4)));
        return;
    }
    const bool signedIn = client_.state() != client::Session::State::signedOut;
    if (signedIn) {
        using domain::Permission;
        views::needs(menu->addAction(ui::icon(u"shield-lock"_s), tr("Security…"), this, &MainWindow::openSecurity),
                     session_, Permission::signedIn);
        views::needs(menu->addAction(ui::icon(u"laptop"_s), tr("Your sign-ins…"), this, &MainWindow::openSessions),
                     session_, Permission::signedIn);
        menu->addSeparator();
    }
    menu->addAction(ui::icon(u"window-stack"_s), tr("Switch workspace…"), this, &MainWindow::openWorkspaces);
    if (!signedIn)
        menu->addAction(ui::icon(u"box-arrow-in-right"_s), tr("Sign in…"), this, &MainWindow::signedOut);
    else
        menu->addAction(ui::icon(u"box-arrow-right"_s), tr("Sign out"), this, &MainWindow::leaveOrSignOut);
    menu->popup(header_->user->mapToGlobal(
        QPoint(header_->user->width() - menu->sizeHint().width(), header_->user->height() + 4)));
}

void MainWindow::openSecurity() {
    const QUrl page = client::joined(client_.url(), "/account/security");
    if (!opener_(page))
        toasts_->show(ui::BadgeKind::warn, tr("No browser could be opened. The page is %1").arg(page.toString()));
}

void MainWindow::openSessions() {
    auto* dialog = new ui::OverlayDialog(this, tr("Where you are signed in"));
    dialog->setObjectName(u"sessionsDialog"_s);
    dialog->setPanelSize({520, 480});
    auto* sessions = new models::SessionsModel(dialog);
    sessions->setRead([this] { return client_.client().call(contract::listOwnSessions, {}); });
    dialog->body()->setContentsMargins(0, 0, 0, 0);
    dialog->body()->addWidget(new views::SessionList(*context_, sessions, domain::Permission::signedIn), 1);
    auto* elsewhere = new ui::Button(tr("Sign out everywhere else"), ui::ButtonVariant::dangerOutline);
    elsewhere->setObjectName(u"signOutElsewhere"_s);
    elsewhere->setButtonSize(ui::ButtonSize::large);
    views::needs(elsewhere, session_, domain::Permission::signedIn);
    dialog->footer()->addWidget(elsewhere);
    dialog->footer()->addStretch();
    connect(elsewhere, &QAbstractButton::clicked, dialog, [this, elsewhere, sessions] {
        elsewhere->setBusy(true, tr("Signing out…"));
        client::whenReady(client_.client().call(contract::endOtherSessions, {}), elsewhere,
                          [this, elsewhere, sessions](Result<contract::SessionsEnded> ended) {
                              elsewhere->setBusy(false);
                              views::tell(*context_, ended,
                                          tr("%n sign-in(s) ended", nullptr, int(ended ? ended->count : 0)),
                                          tr("Not signed out"));
                              sessions->reload();
                          });
    });
    connect(dialog, &ui::OverlayDialog::closed, dialog, &QObject::deleteLater);
    dialog->open();
}

void MainWindow::showShortcuts() {
    // Commands of a page are there once it is made; one page at a time, so that nothing waits for all of them.
    const auto missing = std::ranges::find_if(infos_, [this](const views::PageInfo& info) {
        return views::isListed(info, session_) && !pages_.contains(info.id);
    });
    if (missing != infos_.end()) {
        pageOf(*missing);
        QTimer::singleShot(0, this, &MainWindow::showShortcuts);
        return;
    }
    const auto titleOf = [this](const QString& id) {
        const auto page = std::find_if(infos_.begin(), infos_.end(), [&](const auto& info) { return info.id == id; });
        return page == infos_.end() ? id : page->title;
    };
    auto* dialog = new ShortcutsDialog(this, preferences_.shortcuts(), titleOf);
    dialog->open(dialog->findChild<QWidget*>(u"findShortcut"_s));
}

void MainWindow::showKeys() {
    const auto keysOf = [this](const QString& name) {
        const auto keys = preferences_.shortcuts().command(name).keys;
        return keys.isEmpty() ? QString() : keys.first().toString(QKeySequence::NativeText);
    };
    header_->search->setKeys(keysOf(u"go.palette"_s));
    for (const views::PageInfo& page : infos_)
        navigation_->setKeys(page.id, keysOf(u"goTo."_s + page.id));
}

void MainWindow::showAbout() {
    auto* dialog = new ui::OverlayDialog(this, tr("About Steward"));
    dialog->setObjectName(u"aboutDialog"_s);
    const auto add = [dialog](const QString& text, ui::Tone tone) {
        auto* label = new ui::Text(text, ui::TextStyle::body, tone);
        label->setWordWrap(true);
        dialog->body()->addWidget(label);
    };
    add(tr("Steward %1, admin console for multi-tenant platforms.").arg(QLatin1String(STEWARD_VERSION)),
        ui::Tone::primary);
    const auto& me = session_.me();
    if (me)
        add(tr("Platform %1, version %2.")
                .arg(QString::fromStdString(me->platformName), QString::fromStdString(me->version)),
            ui::Tone::secondary);
    add(tr("Made with Qt (LGPL 3), Inter and JetBrains Mono (OFL 1.1), Bootstrap Icons (MIT). All notices come with "
           "the program."),
        ui::Tone::secondary);
    auto* close = new ui::Button(tr("Close"));
    close->setObjectName(u"aboutClose"_s);
    close->setButtonSize(ui::ButtonSize::large);
    dialog->footer()->addStretch();
    dialog->footer()->addWidget(close);
    connect(close, &QAbstractButton::clicked, dialog, [dialog] { dialog->close(); });
    connect(dialog, &ui::OverlayDialog::closed, dialog, &QObject::deleteLater);
    dialog->open(close);
}

void MainWindow::takeSnapshot() {
    auto names = std::make_shared<std::vector<std::string>>();
    for (const auto& dataset : report::datasets())
        names->insert(names->begin(), dataset.name);
    auto rows = std::make_shared<std::int64_t>(0);
    auto next = std::make_shared<std::function<void()>>();
    *next = [this, names, rows, weak = std::weak_ptr(next)] {
        if (names->empty()) {
            toasts_->show(ui::BadgeKind::ok,
                          tr("Snapshot taken: %1 rows to work with offline").arg(views::countText(*rows)));
            return;
        }
        const std::string name = names->back();
        names->pop_back();
        client::whenReady(
            client_.takeSnapshot(name), this, [this, rows, again = weak.lock()](Result<store::SnapshotInfo> info) {
                if (!info)
                    return void(
                        toasts_->show(ui::BadgeKind::bad, tr("The snapshot was not taken: %1. The one before stays.")
                                                              .arg(QString::fromStdString(info.error().message))));
                *rows += info->rows;
                (*again)();
            });
    };
    models::keepSavedReports(client_.client(), client_.store());
    toasts_->show(ui::BadgeKind::info, tr("Taking a snapshot of all data…"));
    (*next)();
}

}  // namespace steward::app
