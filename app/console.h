// The composition root: makes what the program is made of, and leads from the first window to the main window and back.
// GUI thread; one for the program.
#pragma once

#include <QObject>
#include <QVariantMap>
#include <map>
#include <memory>

#include "app/command_line.h"
#include "app/preferences.h"
#include "client/device_sign_in.h"
#include "client/local_platform.h"
#include "client/session.h"
#include "client/sign_in.h"
#include "client/token_store.h"
#include "client/workspace.h"
#include "contract/identity_messages.h"
#include "ui/theme.h"

namespace steward::views {
class FirstWindow;
}

namespace steward::app {

class MainWindow;
class SupportVisit;

class Console : public QObject {
    Q_OBJECT
public:
    // `opener` and `tokens` are the system's unless given.
    explicit Console(Options options, client::Opener opener = client::openInBrowser,
                     std::shared_ptr<client::TokenStore> tokens = {});
    ~Console() override;

    // Loads the workspaces and shows the first window, or goes straight into the local platform with `--local`.
    Result<> start();

    // That of support access while there is one; else the person's own: the first of several.
    MainWindow* mainWindow() const;
    // All of the person's own, the first first. They share the session; each has pages and a history of its own.
    QList<MainWindow*> windows() const;
    views::FirstWindow* firstWindow() const { return first_.get(); }
    client::Session* session(const QString& workspaceId) const;
    client::LocalPlatform* localPlatform() const { return platform_.get(); }  // null before it was started

Q_SIGNALS:
    void mainWindowOpened(steward::app::MainWindow* window);
    void startFailed(const steward::Error& error);

private:
    void showFirstWindow(const QString& chosen, const QString& problem = {});
    void prepareSessions();
    client::Session* makeSession(const client::Workspace& workspace, const QUrl& url = {});
    void showSession(const QString& id);
    void open(const QString& id);
    void openOffline(const QString& id);
    void startLocal();
    void signIn(const client::Workspace& workspace);
    void signInWithCode(const client::Workspace& workspace);
    void signedIn(const QString& id, const client::Tokens& tokens);
    void dropSignIn();
    void enterWhenReady(const QString& id);
    void enter(const QString& id);
    MainWindow* openWindow(const QString& id);
    void addWindow(const QString& id, const MainWindow* beside, const QString& page, const QVariantMap& target);
    void closeWindow(const MainWindow* window);
    void leave(const QString& chosen, const QString& problem = {});
    void visit(const QString& id, MainWindow* from, const contract::StartedSupport& started);
    void endVisit(ui::BadgeKind kind, const QString& message);
    void addWorkspace(const client::Workspace& workspace);
    const client::Workspace* workspace(const QString& id) const;

    Options options_;
    client::Opener opener_;
    Preferences preferences_;
    std::shared_ptr<client::TokenStore> tokens_;
    std::optional<client::Workspaces> workspaces_;
    std::unique_ptr<client::LocalPlatform> platform_;
    std::map<QString, std::unique_ptr<client::Session>> sessions_;
    std::unique_ptr<client::BrowserSignIn> signIn_;
    std::unique_ptr<client::DeviceSignIn> codeSignIn_;
    std::unique_ptr<views::FirstWindow> first_;
    std::vector<std::unique_ptr<MainWindow>> windows_;
    std::unique_ptr<SupportVisit> visit_;  // beside them, and hiding the one it was entered from
    MainWindow* visitedFrom_ = nullptr;
};

}  // namespace steward::app
