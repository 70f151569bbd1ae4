// The window of one open workspace: environment bar, navigation, header, page, status line; history and commands.
// It owns nothing of the session and is deleted before it.
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QMainWindow>
#include <QPointer>
#include <deque>

#include "client/session.h"
#include "client/sign_in.h"
#include "models/common/session.h"
#include "views/common/page.h"

class QStackedWidget;

namespace steward::ui {
class Banner;
}
namespace steward::views {
class Palette;
}

namespace steward::app {

class Elevation;
class EnvBar;
class HeaderBar;
class JobsModel;
class Navigation;
class Notifications;
class Preferences;
class Reauthentication;
class StatusLine;
class SupportBanner;

// With a session of support access it says so at its top, and does nothing that is about the person's own account.
class MainWindow : public QMainWindow, public views::Shell {
    Q_OBJECT
public:
    // All outlive the window. `workspaces`: for the switcher. `opener`: for pages of the platform and sign-ins.
    MainWindow(client::Session& session, const std::vector<client::Workspace>& workspaces, Preferences& preferences,
               client::Opener opener);
    ~MainWindow() override;

    void goTo(const QString& pageId, const QVariantMap& target = {}) override;
    void openPlan(views::PlanAsk ask) override;
    void openRevert(const QString& batchId, const QStringList& auditIds = {}) override;
    void openInNewWindow(const QString& pageId, const QVariantMap& target = {}) override;
    void enterSupport(const contract::StartedSupport& started) override;
    void showJobs() override { openJobs(); }
    QWidget* window() override { return this; }
    QList<views::OtherWorkspace> otherWorkspaces() const override;
    client::PlatformClient* clientOf(const QString& workspaceId) const override;
    // Of the other workspaces, by id; null where there is none.
    void setSessions(std::function<client::Session*(const QString&)> sessions) { sessions_ = std::move(sessions); }

    views::Page* currentPage() const;
    QString currentPageId() const { return current_.page; }
    models::Session& sessionModel() { return session_; }
    views::Palette* palette();
    void setRail(bool rail);
    ui::ToastHost& toasts() { return *toasts_; }

    // A dialog is open, or a page has something that is nowhere else yet.
    bool holdsUnsaved() const;
    // The support access is over, but the window stays because of that; unsavedGone() or leaveRequested() follows.
    void showSupportOver(const QString& why);

Q_SIGNALS:
    // A workspace by id; empty: choose in the first window.
    void switchRequested(const QString& workspaceId);
    void signedOut();
    // Another window of the same session.
    void windowRequested(const QString& pageId, const QVariantMap& target);
    void closed();
    void supportStarted(const steward::contract::StartedSupport& started);
    // Of a session of support access.
    void leaveRequested();
    void unsavedGone();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Place {
        QString page;
        QVariantMap target;
    };

    void makeShell(const std::vector<client::Workspace>& workspaces);
    void makeMenus();
    void watchSession();
    bool isVisit() const;
    bool mustProve() const;  // who they are, again and again, to change something
    void leaveOrSignOut();
    void showConnection();
    void showMe();
    void showEnvironment();
    void countAlerts();
    void offerDrafts();
    bool isListed(QStringView page) const;
    void showStream();
    void showPage(const Place& place);
    views::Page* pageOf(const views::PageInfo& info);  // makes it the first time
    void showStatus();
    void step(int direction);
    void remember(const Place& place);
    void fillEditMenu();
    void applyDensity(QWidget* root);
    void nextRegion(bool forward);
    void retryNow();
    void openWorkspaces();
    void openJobs();
    void openNotifications();
    void openUserMenu();
    void openSecurity();
    void openSessions();
    void showShortcuts();
    void showKeys();
    void showAbout();
    void takeSnapshot();
    QAction* command(QMenu* menu, const QString& text, const QString& name, const QString& icon,
                     const QList<QKeySequence>& keys = {});

    client::Session& client_;
    Preferences& preferences_;
    std::vector<client::Workspace> workspaces_;
    std::function<client::Session*(const QString&)> sessions_;
    models::Session session_;
    client::Opener opener_;
    std::unique_ptr<Reauthentication> reauthentication_;
    ui::ToastHost* toasts_ = nullptr;
    std::unique_ptr<views::PageContext> context_;
    QList<views::PageInfo> infos_;
    QHash<QString, views::Page*> pages_;
    EnvBar* environment_;
    Elevation* elevation_;
    Navigation* navigation_;
    HeaderBar* header_;
    SupportBanner* support_;
    ui::Banner* banner_;
    QStackedWidget* stack_;
    StatusLine* status_;
    JobsModel* jobs_;
    Notifications* notifications_;
    QPointer<views::Palette> palette_;
    QMenu* editMenu_ = nullptr;
    QMenu* helpMenu_ = nullptr;
    QAction* railAction_ = nullptr;
    QList<QAction*> pageActions_;
    QList<QAction*> commands_;
    Place current_;
    std::vector<Place> back_, forward_;
    bool wantsRail_ = false;
    bool isSupportOver_ = false;
    std::deque<qint64> events_;
    QElapsedTimer clock_;
    client::Latest countingAlerts_{this};
    QTimer alertsSoon_;
    QTimer second_;
    std::vector<client::FeedSubscription> watching_;
};

}  // namespace steward::app
