// One support access from the moment it is entered to its end: a session of its own with the token of support access,
// which stays in memory as all that is read with it does at most until then, and a window that stands where the
// person's own was. The own session goes on beside it. GUI thread.
#pragma once

#include <QObject>
#include <QTemporaryDir>
#include <functional>
#include <memory>

#include "client/session.h"
#include "contract/identity_messages.h"
#include "ui/theme.h"

namespace steward::app {

class MainWindow;

class SupportVisit : public QObject {
    Q_OBJECT
public:
    using MakeWindow = std::function<std::unique_ptr<MainWindow>(client::Session& session)>;

    // `own`: the session that asked; outlives this.
    SupportVisit(client::Session& own, const contract::StartedSupport& started, MakeWindow makeWindow);
    ~SupportVisit() override;

    // Null before entered().
    MainWindow* window() const { return window_.get(); }
    client::Session& session() { return *session_; }
    const domain::SupportAccess& access() const { return access_; }
    // Ends the access on the platform; over() follows.
    void leave();

Q_SIGNALS:
    void entered();
    // The person is back, and why. Once; everything of the visit may be deleted when the event loop runs again.
    void over(steward::ui::BadgeKind kind, const QString& message);

private:
    void enter();
    void ended();
    void settle(ui::BadgeKind kind, const QString& message);
    void finish();

    client::Session& own_;
    domain::SupportAccess access_;
    MakeWindow makeWindow_;
    QTemporaryDir folder_;  // of what is read meanwhile; gone with it
    std::unique_ptr<client::Session> session_;
    std::unique_ptr<MainWindow> window_;
    enum class Stage { entering, inside, leaving, asked, ended, over } stage_ = Stage::entering;
    ui::BadgeKind kind_ = ui::BadgeKind::info;
    QString message_;
};

}  // namespace steward::app
