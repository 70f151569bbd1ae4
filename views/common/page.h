// What a screen is to the shell, and what the shell offers to a screen. Screens never include app/.
//
// A screen joins the console with one function, declared in its header and listed in app/pages.cpp:
//
//   PageInfo reportsPage();   // {u"reports"_s, tr("Reports"), u"bar-chart-line"_s, PageGroup::business,
//                             //  Permission::reportsRun, u'R', [](PageContext& c) { return new ReportsPage(c); }}
//
// All of it runs on the GUI thread. Pages are made on the first visit, kept, hidden and shown again; they are deleted
// when the workspace is closed, before anything a PageContext refers to.
#pragma once

#include <QAction>
#include <QDateTime>
#include <QVariantMap>
#include <QWidget>
#include <functional>

#include "base/error.h"
#include "domain/access.h"
#include "domain/plan.h"
#include "models/common/session.h"
#include "ui/theme.h"

namespace steward::contract {
struct StartedSupport;
}
namespace steward::client {
class PlatformClient;
class Feed;
}  // namespace steward::client
namespace steward::store {
class OfflineStore;
}
namespace steward::ui {
class ToastHost;
}

namespace steward::views {

class Page;
struct PageContext;

// Where the page stands in the navigation. Pages under `help` are opened from the menu Help.
enum class PageGroup { top, customers, operations, business, platform, help };

struct PageInfo {
    QString id;     // "tenants": names it in history, settings and links; its object name is "page.tenants"
    QString title;  // translated
    QString icon;   // a name of resources/icons.txt
    PageGroup group = PageGroup::top;
    domain::Permission permission = domain::Permission::signedIn;  // the page is listed only with it
    QChar key;                                                     // G, then this letter, goes there
    std::function<Page*(PageContext&)> make;                       // the shell owns the result
    domain::PermissionSet alsoWith = {};                           // or with any of these
};
bool isListed(const PageInfo& page, const models::Session& session);

// A change to preview and apply in the plan dialog. Nothing is changed before the person presses Apply.
struct PlanAsk {
    domain::PlanRequest request;
    QString retried;  // instead of a request: a batch; what of it failed or was not tried is planned again
    QString title;    // "Suspend 3 tenants"
    QString summary;  // "New plan: Scale." May be empty
    // After the batch ended with at least one entity changed.
    std::function<void(const domain::Batch&)> applied;
    // With this, a request that is refused (field errors) is answered here and no dialog opens: for forms.
    std::function<void(const Error&)> refused;
    std::function<void()> computed;  // the plan is there and its dialog opens
    // With this, the edit of one entity that somebody else changed meanwhile is answered here and no dialog opens.
    std::function<void()> conflict;
};

// Another workspace of this console.
struct OtherWorkspace {
    QString id, name;
    models::EnvironmentKind environment = models::EnvironmentKind::production;
};

// What a screen may ask of the window around it.
class Shell {
public:
    virtual ~Shell() = default;
    // `target` is for the page: {"id": "ten_…"} opens an entity, {"filter": "…"} a filtered list.
    virtual void goTo(const QString& pageId, const QVariantMap& target = {}) = 0;
    // The same in a window of its own, beside this one.
    virtual void openInNewWindow(const QString& pageId, const QVariantMap& target = {}) = 0;
    virtual void openPlan(PlanAsk ask) = 0;
    // Previews the inverse of a batch, or of single audit entries.
    virtual void openRevert(const QString& batchId, const QStringList& auditIds = {}) = 0;
    // Acts within a tenant from now on, in a session of its own, until that is over; then the person is back here.
    virtual void enterSupport(const contract::StartedSupport& started) = 0;
    // Long work, running and done.
    virtual void showJobs() = 0;
    virtual QWidget* window() = 0;  // for OverlayDialog and Popup
    virtual QList<OtherWorkspace> otherWorkspaces() const { return {}; }
    // Of another workspace, while somebody is signed in there; ask again each time.
    virtual client::PlatformClient* clientOf(const QString&) const { return nullptr; }
};

// What a page works with. All of it outlives the page.
struct PageContext {
    client::PlatformClient& client;
    client::Feed& feed;
    store::OfflineStore& store;
    models::Session& session;
    ui::ToastHost& toasts;
    Shell& shell;
};

// What becomes of a change while the platform cannot be reached.
enum class WhileOffline { refused, drafted };

class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(PageContext& context, QWidget* parent = nullptr);

    // The person came here, with what goTo() carried (empty: from the navigation). Called after it is shown.
    virtual void visit(const QVariantMap& target);
    // Where the person is inside the page, so that Back returns to it through visit(). Empty: just the page.
    virtual QVariantMap place() const { return {}; }
    // Reads everything again (F5).
    virtual void refresh() {}
    // Where F6 and a visit put the focus; by default the first widget that takes it.
    virtual QWidget* mainWidget() { return this; }
    // Something was made or typed here that is nowhere else yet.
    virtual bool holdsUnsaved() const { return false; }

    // The page's commands are its actions (QWidget::actions()): in the menu Edit while the page is shown, and in the
    // palette. addCommand() makes them.

    QString statusText() const { return status_; }
    QDateTime dataAsOf() const { return asOf_; }
    QString navigationCount() const { return count_; }

Q_SIGNALS:
    void statusChanged();
    void placeChanged();  // a step that Back should take back

protected:
    PageContext& context() const { return context_; }
    // `name`: of the action as an object ("tenant.edit"). Enabled while the session can do it.
    template <class Act>
    QAction* addCommand(const QString& text, const QString& name, const QString& icon, const QKeySequence& keys,
                        domain::Permission permission, Act act, WhileOffline offline = WhileOffline::refused) {
        QAction* action = makeCommand(text, name, icon, keys, permission, offline);
        QObject::connect(action, &QAction::triggered, this, std::move(act));
        return action;
    }
    // Status bar, right: "Rows 1–16 of 1,284, complete". Empty: nothing.
    void setStatusText(const QString& text);
    // Status bar: "Data as of 09:41:07 UTC". Invalid: nothing.
    void setDataAsOf(const QDateTime& time);
    // The number after the page's name in the navigation: "1,284".
    void setNavigationCount(const QString& count);

private:
    QAction* makeCommand(const QString& text, const QString& name, const QString& icon, const QKeySequence& keys,
                         domain::Permission permission, WhileOffline offline);

    PageContext& context_;
    QString status_, count_;
    QDateTime asOf_;
};

// Why an action is disabled, for its tooltip; empty when it is not.
QString whyNot(const models::Session& session, domain::Permission permission,
               WhileOffline offline = WhileOffline::refused);
// Enables `widget` while the session can do it, and explains in the tooltip while it cannot. Follows the session.
void needs(QWidget* widget, models::Session& session, domain::Permission permission,
           WhileOffline offline = WhileOffline::refused);
void needs(QAction* action, models::Session& session, domain::Permission permission,
           WhileOffline offline = WhileOffline::refused);

// A toast about what became of a request: `done`, or `notDone` with why.
void tell(PageContext& context, const std::optional<Error>& error, const QString& done, const QString& notDone);
template <class T>
void tell(PageContext& context, const Result<T>& outcome, const QString& done, const QString& notDone) {
    tell(context, outcome ? std::nullopt : std::optional(outcome.error()), done, notDone);
}

ui::Environment environmentOf(models::EnvironmentKind kind);

}  // namespace steward::views
