#include "app/tour_stops.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QRegularExpression>
#include <QTableView>

#include "app/console.h"
#include "app/main_window.h"
#include "domain/tenant.h"
#include "models/common/filter.h"
#include "models/tenants/tenants_model.h"
#include "models/users/users_model.h"
#include "report/manifest.h"
#include "ui/buttons.h"
#include "ui/item_roles.h"
#include "views/common/words.h"
#include "views/components/components_page.h"
#include "views/first_window/first_window.h"
#include "views/tenants/tenants_page.h"

namespace steward::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::TenantsModel;
using models::UsersModel;

namespace {

const QString localId = u"local"_s;
const QString brandColour = u"#0B7285"_s;
const QString letsSupportIn = u"Ravenholt Insurance"_s;  // of the demo tenants, without being asked

QString commandOf(ui::ThemeKind theme) {
    switch (theme) {
        case ui::ThemeKind::dark:
            return MainWindow::tr("Dark theme");
        case ui::ThemeKind::highContrast:
            return MainWindow::tr("High-contrast theme");
        case ui::ThemeKind::light:
        case ui::ThemeKind::system:
            break;
    }
    return MainWindow::tr("Light theme");
}

QString sizeText(const QString& file) {
    return views::bytesText(QFileInfo(file).size());
}

}  // namespace

Result<> TourStops::all() {
    for (const auto stop :
         {&TourStops::firstWindow, &TourStops::tenants,  &TourStops::detail,       &TourStops::bulkChange,
          &TourStops::undo,        &TourStops::deletion, &TourStops::palette,      &TourStops::dashboard,
          &TourStops::report,      &TourStops::exports,  &TourStops::schedule,     &TourStops::offline,
          &TourStops::startAgain,  &TourStops::drafts,   &TourStops::environments, &TourStops::branding,
          &TourStops::users,       &TourStops::roles,    &TourStops::apiKeys,      &TourStops::support,
          &TourStops::audit,       &TourStops::overview, &TourStops::watched,      &TourStops::highContrast,
          &TourStops::components})
        STEWARD_CHECK((this->*stop)());
    return {};
}

MainWindow* TourStops::window() const {
    return console_.mainWindow();
}

Result<> TourStops::firstWindow() {
    STEWARD_CHECK(console_.start());
    STEWARD_CHECK(driver_.click(u"openWorkspace"_s));
    STEWARD_CHECK(driver_.waitForShown(u"stopStart"_s));
    STEWARD_CHECK(driver_.waitFor(u"the data folder of the local platform"_s, [this] {
        const auto* platform = console_.localPlatform();
        return platform && platform->steps().front().state == client::StepState::done;
    }));
    STEWARD_CHECK(driver_.picture(u"01-first-window.png"_s, u"Workspaces; the local platform starts"_s,
                                  console_.firstWindow(), true));
    return enter();
}

Result<> TourStops::enter() {
    STEWARD_CHECK(driver_.waitFor(
        u"the local platform"_s, [this] { return window() || driver_.isShown(u"startProblem"_s); }, 180s));
    if (const auto* problem = driver_.shown<QLabel>(u"startProblem"_s); problem && !window())
        return fail(ErrorCode::unavailable, problem->text().toStdString());
    sinceEntered_.start();
    window()->activateWindow();
    return {};
}

Result<> TourStops::goTo(const QString& page) const {
    STEWARD_CHECK(driver_.click(u"go."_s + page));
    return driver_.waitForShown(u"page."_s + page);
}

Result<> TourStops::runCommand(const QString& command) const {
    STEWARD_CHECK(driver_.click(u"openPalette"_s));
    STEWARD_CHECK(driver_.type(u"paletteField"_s, command));
    STEWARD_CHECK(driver_.waitFor(u"the command \"%1\""_s.arg(command), [&] {
        const auto* list = driver_.shown<QListView>(u"paletteList"_s);
        return list && list->currentIndex().data().toString() == command;
    }));
    driver_.press(driver_.shown(u"paletteField"_s), Qt::Key_Return);
    return driver_.waitForGone(u"palette"_s);
}

Result<> TourStops::setTheme(ui::ThemeKind theme) const {
    STEWARD_CHECK(runCommand(commandOf(theme)));
    return driver_.waitFor(u"the theme"_s, [theme] { return ui::Theme::current().shown() == theme; });
}

Result<> TourStops::waitForRows(const QString& name, int column) const {
    return driver_.waitFor(name, [this, name, column] {
        const auto* table = driver_.shown<QTableView>(name);
        return table && table->model()->rowCount() > 0 &&
               !table->model()->index(0, column).data(ui::RowKeyRole).toString().isEmpty();
    });
}

Result<> TourStops::waitForTenants() const {
    return waitForRows(u"tenantsTable"_s, TenantsModel::Name);
}

Result<> TourStops::inEveryTheme(const QString& name, const QString& says) const {
    STEWARD_CHECK(driver_.picture(name + u".png"_s, says, window()));
    STEWARD_CHECK(setTheme(ui::ThemeKind::dark));
    STEWARD_CHECK(driver_.picture(name + u"-dark.png"_s, says, window()));
    STEWARD_CHECK(setTheme(ui::ThemeKind::highContrast));
    STEWARD_CHECK(driver_.picture(name + u"-high-contrast.png"_s, says, window()));
    return setTheme(ui::ThemeKind::light);
}

Result<> TourStops::addFilter(const QString& field, const QVariant& comparison, const QStringList& values) const {
    STEWARD_CHECK(driver_.click(u"addFilter"_s));
    STEWARD_CHECK(driver_.choose(u"filterField"_s, field));
    STEWARD_CHECK(driver_.choose(u"filterComparison"_s, comparison));
    for (const QString& value : values)
        STEWARD_CHECK(driver_.click(u"filterValue."_s + value));
    STEWARD_CHECK(driver_.click(u"filterApply"_s));
    STEWARD_CHECK(driver_.waitForGone(u"filterEditor"_s));
    return driver_.waitForShown(u"chip."_s + field);
}

Result<> TourStops::selectTenants(std::initializer_list<int> rows) const {
    STEWARD_CHECK(waitForTenants());
    auto* table = driver_.shown<QTableView>(u"tenantsTable"_s);
    for (const int row : rows)
        if (row < table->model()->rowCount())
            STEWARD_CHECK(driver_.clickAt(table->viewport(),
                                          table->visualRect(table->model()->index(row, TenantsModel::Check)).center()));
    return driver_.waitForShown(u"bulkBar"_s);
}

Result<> TourStops::tenants() {
    STEWARD_CHECK(waitForTenants());
    STEWARD_CHECK(addFilter(u"plan"_s, int(models::Comparison::is), {u"team"_s, u"scale"_s, u"enterprise"_s}));
    STEWARD_CHECK(selectTenants({0, 4, 7}));
    return driver_.picture(u"02-tenants.png"_s, u"Tenants, filtered, three selected"_s, window());
}

Result<> TourStops::detail() {
    STEWARD_CHECK(driver_.click(u"clearSelection"_s));
    STEWARD_CHECK(driver_.waitForGone(u"bulkBar"_s));
    auto* table = driver_.shown<QTableView>(u"tenantsTable"_s);
    const QModelIndex second = table->model()->index(1, TenantsModel::Name);
    STEWARD_CHECK(driver_.clickAt(table->viewport(), table->visualRect(second).center()));
    STEWARD_CHECK(driver_.waitFor(u"the tenant beside the list"_s, [&] {
        const auto* name = driver_.shown<QLabel>(u"tenantName"_s);
        return name && name->text() == second.data().toString();
    }));
    return driver_.picture(u"03-tenant.png"_s, u"One tenant: overview, limits, recent audit"_s, window());
}

Result<> TourStops::confirmPlan(const QString& reason) const {
    STEWARD_CHECK(driver_.waitForShown(u"planReason"_s, 60s));
    STEWARD_CHECK(driver_.type(u"planReason"_s, reason));
    const auto* sentence = driver_.shown<QLabel>(u"planSentence"_s);
    if (sentence && driver_.isShown(u"planConfirmation"_s))
        STEWARD_CHECK(driver_.type(u"planConfirmation"_s, sentence->text()));
    return driver_.waitFor(u"a plan that can be applied"_s, [this] {
        const auto* apply = driver_.shown(u"planApply"_s);
        return apply && apply->isEnabled();
    });
}

Result<> TourStops::applyPlan() const {
    STEWARD_CHECK(driver_.closeToasts());
    STEWARD_CHECK(driver_.click(u"planApply"_s));
    STEWARD_CHECK(driver_.waitForGone(u"planDialog"_s, 120s));
    return driver_.waitForShown(u"toast"_s);
}

Result<> TourStops::bulkChange() {
    STEWARD_CHECK(selectTenants({0}));
    STEWARD_CHECK(driver_.click(u"selectAll"_s));
    STEWARD_CHECK(driver_.click(u"bulkChangePlan"_s));
    STEWARD_CHECK(driver_.choose(u"field.plan"_s, int(domain::SubscriptionPlan::scale)));
    STEWARD_CHECK(driver_.click(u"formSubmit"_s));
    STEWARD_CHECK(confirmPlan(u"New price list, ticket OPS-2214"_s));
    STEWARD_CHECK(driver_.picture(u"04-plan.png"_s,
                                  u"The plan of a change of many: before, after, left out, confirmed"_s, window()));
    STEWARD_CHECK(applyPlan());
    return driver_.picture(u"04-applied.png"_s, u"Applied, with the way back in the message"_s, window());
}

Result<> TourStops::undo() {
    STEWARD_CHECK(driver_.click(u"toastAction"_s));
    STEWARD_CHECK(confirmPlan(u"Back to the old prices"_s));
    STEWARD_CHECK(driver_.picture(u"05-undo.png"_s, u"Undo is a plan, too"_s, window()));
    return applyPlan();
}

// Shown, and left at that.
Result<> TourStops::deletion() {
    STEWARD_CHECK(driver_.closeToasts());
    STEWARD_CHECK(runCommand(views::TenantsPage::tr("Delete…")));
    STEWARD_CHECK(confirmPlan(u"The contract ended"_s));
    STEWARD_CHECK(driver_.picture(u"05-delete.png"_s,
                                  u"Deleting asks for the tenant's own name, and says what goes with it"_s, window()));
    STEWARD_CHECK(driver_.click(u"planCancel"_s));
    return driver_.waitForGone(u"planDialog"_s);
}

Result<> TourStops::palette() {
    STEWARD_CHECK(driver_.closeToasts());
    STEWARD_CHECK(setTheme(ui::ThemeKind::dark));
    STEWARD_CHECK(driver_.waitForShown(u"tenantName"_s));
    const QString name = driver_.shown<QLabel>(u"tenantName"_s)->text();
    STEWARD_CHECK(driver_.click(u"copyId"_s));
    STEWARD_CHECK(driver_.closeToasts());
    STEWARD_CHECK(driver_.click(u"openPalette"_s));
    STEWARD_CHECK(driver_.paste(u"paletteField"_s));
    STEWARD_CHECK(driver_.waitFor(u"the tenant of the pasted id"_s, [&] {
        const auto* list = driver_.shown<QListView>(u"paletteList"_s);
        return list && list->currentIndex().data().toString() == name;
    }));
    STEWARD_CHECK(
        driver_.picture(u"06-palette-dark.png"_s, u"A pasted id finds its tenant, and what to do with it"_s, window()));
    driver_.press(driver_.shown(u"paletteField"_s), Qt::Key_Escape);
    return driver_.waitForGone(u"palette"_s);
}

Result<> TourStops::dashboard() {
    STEWARD_CHECK(goTo(u"dashboards"_s));
    STEWARD_CHECK(driver_.waitForShown(u"dashboardRange"_s));
    STEWARD_CHECK(driver_.click(driver_.shown<ui::SegmentedControl>(u"dashboardRange"_s)->segment(1)));
    const qint64 traffic = std::chrono::milliseconds(warmUp_).count();
    STEWARD_CHECK(driver_.waitFor(
        u"%1 s of traffic"_s.arg(warmUp_.count()), [&] { return sinceEntered_.hasExpired(traffic); }, warmUp_ + 10s));
    STEWARD_CHECK(driver_.waitFor(u"the first measurements"_s, [this] {
        const auto* requests = driver_.shown<QLabel>(u"value.requests"_s);
        return requests && requests->text().contains(QRegularExpression(u"[0-9]"_s));
    }));
    STEWARD_CHECK(driver_.picture(u"07-dashboard-dark.png"_s, u"Live metrics: the platform's own measurements"_s,
                                  window(), true));
    return setTheme(ui::ThemeKind::light);
}

Result<> TourStops::runReport() const {
    STEWARD_CHECK(driver_.click(u"runReport"_s));
    STEWARD_CHECK(driver_.waitForGone(u"cancelRun"_s, 60s));
    return driver_.waitFor(
        u"the result of the report"_s,
        [this] {
            const auto* pivot = driver_.shown<QTableView>(u"pivot"_s);
            const auto* truth = driver_.shown<QLabel>(u"reportTruth"_s);
            return pivot && pivot->model()->rowCount() > 0 && truth && !truth->text().isEmpty();
        },
        60s);
}

Result<> TourStops::report() {
    STEWARD_CHECK(goTo(u"reports"_s));
    STEWARD_CHECK(runReport());
    return driver_.picture(u"08-report.png"_s, u"A report on the platform: shelves, pivot with totals, chart"_s,
                           window());
}

Result<> TourStops::exportReport(const QString& format, const QString& file) const {
    const QString path = driver_.out().filePath(file);
    QFile::remove(path);
    STEWARD_CHECK(driver_.closeToasts());
    STEWARD_CHECK(driver_.click(u"exportReport"_s));
    STEWARD_CHECK(driver_.waitForShown(u"exportMenu"_s));
    const QString button = u"export."_s + format;
    if (format == u"json"_s) {  // has no options
        STEWARD_CHECK(driver_.giveFile(button, path));
    } else {
        STEWARD_CHECK(driver_.click(button));
        STEWARD_CHECK(driver_.waitForShown(u"fileOptions"_s));
        STEWARD_CHECK(driver_.giveFile(u"fileOptionsDone"_s, path));
    }
    STEWARD_CHECK(
        driver_.waitFor(file, [&] { return QFile::exists(path) && !driver_.isShown(u"exportDialog"_s); }, 60s));
    STEWARD_TRY(const report::Manifest manifest, report::verify(path.toStdString()));
    driver_.say(file, u"%1 of the report, %2 rows, %3, checksum verified"_s.arg(format.toUpper())
                          .arg(manifest.rowsWritten)
                          .arg(sizeText(path)));
    driver_.say(file + u".manifest.json"_s, u"Its manifest: definition, rows, time of the data, SHA-256"_s);
    return {};
}

Result<> TourStops::exports() {
    for (const QString& format : {u"csv"_s, u"xlsx"_s, u"pdf"_s, u"json"_s})
        STEWARD_CHECK(exportReport(format, u"09-report."_s + format));
    return driver_.closeToasts();
}

// The report goes to finance by the calendar from now on.
Result<> TourStops::schedule() {
    STEWARD_CHECK(driver_.click(u"saveReport"_s));
    STEWARD_CHECK(driver_.waitFor(u"that the report can be scheduled"_s, [this] {
        const auto* on = driver_.shown(u"scheduleOn"_s);
        return on && on->isEnabled();
    }));
    STEWARD_CHECK(driver_.click(u"scheduleOn"_s));
    STEWARD_CHECK(driver_.type(u"scheduleAt"_s, u"07:00"_s));
    STEWARD_CHECK(driver_.type(u"scheduleZone"_s, u"UTC"_s));
    STEWARD_CHECK(driver_.choose(u"scheduleFormats"_s, u"[\"xlsx\",\"pdf\"]"_s));
    STEWARD_CHECK(driver_.type(u"scheduleRecipient"_s, u"finance@steward.example, d.okafor@steward.example,"_s));
    STEWARD_CHECK(driver_.picture(u"09-schedule.png"_s, u"A schedule, made beside the report"_s, window()));
    STEWARD_CHECK(driver_.click(u"schedulePreview"_s));
    STEWARD_CHECK(driver_.waitForShown(u"planDialog"_s, 60s));
    STEWARD_CHECK(applyPlan());
    STEWARD_CHECK(driver_.closeToasts());
    STEWARD_CHECK(goTo(u"reports"_s));
    STEWARD_CHECK(driver_.waitFor(u"the schedule beside its report"_s, [this] {
        return driver_.isShown(u"scheduleRepeat"_s) && !driver_.isShown(u"schedulePreview"_s);
    }));
    return driver_.picture(u"09-scheduled.png"_s, u"The report says by which schedule it goes out, and when"_s,
                           window());
}

Result<> TourStops::sameNumbers(const QString& first, const QString& second) const {
    QFile one(driver_.out().filePath(first)), other(driver_.out().filePath(second));
    if (!one.open(QIODevice::ReadOnly) || !other.open(QIODevice::ReadOnly))
        return fail(ErrorCode::storage, "The exported files cannot be read.");
    if (one.readAll() == other.readAll()) return {};
    return fail(ErrorCode::conflict, u"%1 and %2 differ"_s.arg(first, second).toStdString());
}

Result<> TourStops::offline() {
    STEWARD_CHECK(driver_.click(u"takeSnapshot"_s));
    auto& store = console_.session(localId)->store();
    for (const char* dataset : {"tenants", "subscriptions"}) {
        QFuture<Result<std::optional<store::SnapshotInfo>>> info;
        STEWARD_CHECK(driver_.waitFor(
            u"the snapshot of %1"_s.arg(QLatin1String(dataset)),
            [&] {
                if (info.isValid() && !info.isFinished()) return false;
                const bool taken = info.isValid() && info.result() && info.result()->has_value();
                if (!taken) info = store.snapshot(dataset);
                return taken;
            },
            60s));
    }
    const auto* source = driver_.shown<ui::SegmentedControl>(u"reportSource"_s);
    STEWARD_CHECK(driver_.waitFor(u"the snapshot to choose"_s, [&] { return source->segment(1)->isEnabled(); }));
    STEWARD_CHECK(driver_.closeToasts());
    console_.localPlatform()->stop();
    STEWARD_CHECK(driver_.waitForShown(u"offlineBanner"_s, 60s));
    STEWARD_CHECK(driver_.waitFor(u"the report on the snapshot"_s, [&] { return source->current() == 1; }));
    STEWARD_CHECK(runReport());
    STEWARD_CHECK(
        driver_.picture(u"10-offline.png"_s, u"The platform is away: the same report on the snapshot"_s, window()));
    STEWARD_CHECK(exportReport(u"csv"_s, u"10-report-offline.csv"_s));
    STEWARD_CHECK(sameNumbers(u"09-report.csv"_s, u"10-report-offline.csv"_s));
    driver_.say({}, u"= 09-report.csv, byte for byte: platform and snapshot give the same numbers"_s);
    return editOffline();
}

Result<> TourStops::editOffline() {
    STEWARD_CHECK(driver_.closeToasts());
    STEWARD_CHECK(goTo(u"tenants"_s));
    STEWARD_CHECK(waitForTenants());
    STEWARD_CHECK(driver_.waitForShown(u"tenantName"_s));
    STEWARD_CHECK(driver_.click(u"editTenant"_s));
    STEWARD_CHECK(driver_.waitForShown(u"field.name"_s));
    STEWARD_CHECK(driver_.type(u"field.name"_s, u"Written on a train"_s));
    STEWARD_CHECK(driver_.click(u"formSubmit"_s));
    STEWARD_CHECK(driver_.waitForGone(u"field.name"_s));
    STEWARD_CHECK(goTo(u"drafts"_s));
    STEWARD_CHECK(waitForRows(u"draftsTable"_s, 0));
    return driver_.picture(u"10-drafts-offline.png"_s, u"An edit waits as a draft until the platform is back"_s,
                           window());
}

Result<> TourStops::drafts() {
    STEWARD_CHECK(goTo(u"drafts"_s));
    STEWARD_CHECK(waitForRows(u"draftsTable"_s, 0));
    STEWARD_CHECK(
        driver_.waitFor(u"the draft to be planned"_s, [this] { return driver_.shown(u"applyDrafts"_s)->isEnabled(); }));
    STEWARD_CHECK(driver_.closeToasts());
    STEWARD_CHECK(inEveryTheme(u"11-drafts"_s, u"Planned again, and ready"_s));
    auto* table = driver_.shown<QTableView>(u"draftsTable"_s);
    STEWARD_CHECK(driver_.clickAt(table->viewport(), table->visualRect(table->model()->index(0, 0)).center()));
    STEWARD_CHECK(driver_.click(u"discardDraft"_s));
    STEWARD_CHECK(driver_.click(u"confirmYes"_s));
    return driver_.waitForShown(u"emptyState"_s);
}

// Beside a document that wants another plan for some tenants.
Result<> TourStops::environments() {
    const QString file = driver_.out().filePath(u"11-configuration.yaml"_s);
    STEWARD_CHECK(goTo(u"environments"_s));
    STEWARD_CHECK(driver_.giveFile(u"exportConfiguration"_s, file));
    STEWARD_CHECK(driver_.waitFor(u"the configuration"_s, [&] { return QFile::exists(file); }));
    driver_.say(u"11-configuration.yaml"_s, u"What the platform is set to, as a document"_s);
    QFile document(file);
    if (!document.open(QIODevice::ReadWrite)) return fail(ErrorCode::storage, "The configuration cannot be changed.");
    QByteArray text = document.readAll();
    text.replace("plan: enterprise", "plan: scale");
    const QString wanted = driver_.out().filePath(u"11-wanted.yaml"_s);
    QFile other(wanted);
    if (!other.open(QIODevice::WriteOnly)) return fail(ErrorCode::storage, "The configuration cannot be written.");
    other.write(text);
    other.close();
    STEWARD_CHECK(driver_.giveFile(u"compareFile"_s, wanted));
    STEWARD_CHECK(waitForRows(u"comparisonTable"_s, 1));
    STEWARD_CHECK(driver_.closeToasts());
    return inEveryTheme(u"11-environments"_s,
                        u"This platform beside a document: what differs, by the keys people know"_s);
}

Result<> TourStops::startAgain() {
    STEWARD_CHECK(driver_.closeToasts());
    STEWARD_CHECK(driver_.click(u"workspaceSwitcher"_s));
    STEWARD_CHECK(driver_.click(u"switchTo."_s));
    STEWARD_CHECK(driver_.waitFor(u"the first window"_s, [this] { return !window(); }));
    STEWARD_CHECK(driver_.click(u"openWorkspace"_s));
    return enter();
}

Result<> TourStops::branding() {
    STEWARD_CHECK(goTo(u"branding"_s));
    STEWARD_CHECK(driver_.waitFor(u"a brand to change"_s, [this] {
        const auto* colour = driver_.shown<QLineEdit>(u"primaryColour"_s);
        return colour && !colour->text().isEmpty();
    }));
    const QString tenant = driver_.shown<QAbstractButton>(u"tenantPicker"_s)->text();
    STEWARD_CHECK(driver_.type(u"productName"_s, tenant + u" Workspace"_s));
    STEWARD_CHECK(driver_.type(u"primaryColour"_s, brandColour));
    STEWARD_CHECK(driver_.waitFor(u"the saved draft"_s, [this] {
        const auto* publish = driver_.shown(u"publishBrand"_s);
        return publish && publish->isEnabled();
    }));
    STEWARD_CHECK(
        driver_.picture(u"11-branding.png"_s, u"A tenant's brand beside the page its users will see"_s, window()));
    STEWARD_CHECK(driver_.click(u"publishBrand"_s));
    STEWARD_CHECK(confirmPlan(u"New brand, agreed with the customer"_s));
    STEWARD_CHECK(driver_.picture(u"11-publish.png"_s, u"Publishing is a plan, too"_s, window()));
    STEWARD_CHECK(applyPlan());
    return driver_.closeToasts();
}

Result<> TourStops::users() {
    STEWARD_CHECK(goTo(u"users"_s));
    STEWARD_CHECK(waitForRows(u"usersTable"_s, UsersModel::Name));
    auto* table = driver_.shown<QTableView>(u"usersTable"_s);
    STEWARD_CHECK(driver_.waitFor(u"the tenant of the first user"_s, [table] {
        return !table->model()->index(0, UsersModel::Tenant).data().toString().isEmpty();
    }));
    for (const int row : {0, 2, 3})
        STEWARD_CHECK(driver_.clickAt(table->viewport(),
                                      table->visualRect(table->model()->index(row, UsersModel::Check)).center()));
    STEWARD_CHECK(driver_.waitForShown(u"bulkBar"_s));
    STEWARD_CHECK(driver_.waitForShown(u"userName"_s));
    STEWARD_CHECK(inEveryTheme(u"12-users"_s, u"Users, three selected, and one of them beside the list"_s));
    STEWARD_CHECK(driver_.click(u"bulkChangeRole"_s));
    STEWARD_CHECK(driver_.waitForShown(u"field.role"_s));
    STEWARD_CHECK(driver_.click(u"formSubmit"_s));
    STEWARD_CHECK(driver_.waitForShown(u"planReason"_s, 60s));
    STEWARD_CHECK(driver_.picture(u"12-role-plan.png"_s, u"Roles change by a plan"_s, window()));
    STEWARD_CHECK(driver_.click(u"planCancel"_s));
    STEWARD_CHECK(driver_.waitForGone(u"planDialog"_s));
    STEWARD_CHECK(driver_.click(u"clearSelection"_s));
    STEWARD_CHECK(driver_.click(u"inviteUser"_s));
    STEWARD_CHECK(driver_.type(u"field.email"_s, u"nora.lind@armel.example"_s));
    STEWARD_CHECK(driver_.type(u"field.name"_s, u"Nora Lind"_s));
    STEWARD_CHECK(driver_.picture(u"12-invite.png"_s, u"Somebody is invited"_s, window()));
    STEWARD_CHECK(driver_.click(u"formCancel"_s));
    return driver_.waitForGone(u"field.email"_s);
}

Result<> TourStops::roles() {
    STEWARD_CHECK(goTo(u"roles"_s));
    STEWARD_CHECK(waitForRows(u"rolesTable"_s, 0));
    return inEveryTheme(u"12-roles"_s, u"Roles, and what one of them may do"_s);
}

Result<> TourStops::apiKeys() {
    STEWARD_CHECK(goTo(u"apiKeys"_s));
    STEWARD_CHECK(driver_.waitForShown(u"newApiKeyEmpty"_s));
    STEWARD_CHECK(driver_.click(u"newApiKey"_s));
    STEWARD_CHECK(driver_.type(u"field.name"_s, u"Nightly import"_s));
    STEWARD_CHECK(driver_.click(u"permission.tenantsRead"_s));
    STEWARD_CHECK(driver_.picture(u"12-api-key.png"_s, u"A key holds some of one's own permissions"_s, window()));
    STEWARD_CHECK(driver_.click(u"formSubmit"_s));
    STEWARD_CHECK(driver_.waitForShown(u"onceDialog"_s));
    STEWARD_CHECK(driver_.click(u"onceDone"_s));
    STEWARD_CHECK(driver_.waitForGone(u"onceDialog"_s));
    STEWARD_CHECK(waitForRows(u"apiKeysTable"_s, 0));
    return inEveryTheme(u"12-api-keys"_s, u"API keys, without their secrets"_s);
}

Result<> TourStops::support() {
    STEWARD_CHECK(goTo(u"support"_s));
    STEWARD_CHECK(driver_.click(u"askSupportEmpty"_s));
    STEWARD_CHECK(driver_.click(u"tenantPicker"_s));
    STEWARD_CHECK(driver_.type(u"tenantPickerSearch"_s, letsSupportIn));
    STEWARD_CHECK(driver_.waitFor(letsSupportIn, [this] {
        const auto* list = driver_.shown<QListWidget>(u"tenantPickerList"_s);
        return list && list->count() == 1 && list->item(0)->text() == letsSupportIn;
    }));
    driver_.press(driver_.shown(u"tenantPickerSearch"_s), Qt::Key_Return);
    STEWARD_CHECK(driver_.type(u"field.reason"_s, u"Ticket 4711: the monthly report shows no seats"_s));
    STEWARD_CHECK(driver_.picture(u"12-support-ask.png"_s, u"Support access is asked for with a reason"_s, window()));
    STEWARD_CHECK(driver_.click(u"formSubmit"_s));
    STEWARD_CHECK(waitForRows(u"supportTable"_s, 0));
    const auto* table = driver_.shown<QTableView>(u"supportTable"_s);
    const QString enter = u"enterSupport."_s + table->model()->index(0, 0).data(ui::RowKeyRole).toString();
    STEWARD_CHECK(driver_.waitForShown(enter));
    STEWARD_CHECK(driver_.closeToasts());
    STEWARD_CHECK(inEveryTheme(u"12-support"_s, u"Support access, allowed and ready to enter"_s));
    STEWARD_CHECK(driver_.click(enter));
    STEWARD_CHECK(driver_.waitForShown(u"leaveSupport"_s));
    STEWARD_CHECK(waitForRows(u"tenantsTable"_s, TenantsModel::Name));
    STEWARD_CHECK(driver_.waitForShown(u"tenantName"_s));
    STEWARD_CHECK(driver_.picture(u"12-support-inside.png"_s, u"Within the tenant, under a banner that counts down"_s,
                                  window(), true));
    STEWARD_CHECK(driver_.click(u"leaveSupport"_s));
    STEWARD_CHECK(driver_.waitForGone(u"leaveSupport"_s));
    return driver_.closeToasts();
}

Result<> TourStops::audit() {
    STEWARD_CHECK(goTo(u"audit"_s));
    STEWARD_CHECK(driver_.waitFor(u"the audit entries"_s, [this] {
        const auto* table = driver_.shown<QTableView>(u"auditTable"_s);
        return table && table->model()->rowCount() > 0;
    }));
    STEWARD_CHECK(driver_.click(u"verifyChain"_s));
    STEWARD_CHECK(driver_.waitForShown(u"auditVerdict"_s, 60s));
    auto* table = driver_.shown<QTableView>(u"auditTable"_s);
    STEWARD_CHECK(driver_.clickAt(table->viewport(), table->visualRect(table->model()->index(0, 1)).center()));
    STEWARD_CHECK(driver_.waitForShown(u"auditDetail"_s));
    return driver_.picture(u"13-audit.png"_s, u"What the tour did, and the proof that nothing was altered since"_s,
                           window());
}

Result<> TourStops::highContrast() {
    STEWARD_CHECK(goTo(u"tenants"_s));
    STEWARD_CHECK(waitForTenants());
    STEWARD_CHECK(setTheme(ui::ThemeKind::highContrast));
    STEWARD_CHECK(selectTenants({0, 4, 7}));
    return driver_.picture(u"14-tenants-high-contrast.png"_s, u"Tenants in high contrast"_s, window());
}

Result<> TourStops::overview() {
    STEWARD_CHECK(goTo(u"overview"_s));
    STEWARD_CHECK(driver_.waitFor(u"figures of the platform"_s, [this] {
        const auto* tile = driver_.shown(u"stat.requests"_s);
        return tile && tile->accessibleName().contains(u"req/s"_s);
    }));
    return inEveryTheme(u"13-overview"_s, u"What waits, how the platform does, what changed"_s);
}

Result<> TourStops::watched() {
    const std::pair<QString, QString> pages[] = {
        {u"alerts"_s, u"Alerts: what burns, what keeps quiet, what was promised"_s},
        {u"health"_s, u"Health: components with their checks, uptime and maintenance"_s},
        {u"logs"_s, u"Logs: searched, followed, with their limit said"_s},
        {u"schedules"_s, u"Schedules: reports by the calendar"_s}};
    for (const auto& [page, caption] : pages) {
        STEWARD_CHECK(goTo(page));
        STEWARD_CHECK(driver_.waitFor(page, [this] {
            const views::Page* shown = window()->currentPage();
            return shown && shown->dataAsOf().isValid();
        }));
        STEWARD_CHECK(inEveryTheme(u"16-"_s + page, caption));
    }
    return {};
}

Result<> TourStops::components() {
    STEWARD_CHECK(driver_.click(u"clearSelection"_s));
    STEWARD_CHECK(setTheme(ui::ThemeKind::light));
    STEWARD_CHECK(runCommand(views::ComponentsPage::tr("Components")));
    STEWARD_CHECK(driver_.waitForShown(u"componentsPage"_s));
    STEWARD_CHECK(driver_.picture(u"15-components.png"_s, u"Every control in every state"_s, window(), true));
    STEWARD_CHECK(setTheme(ui::ThemeKind::dark));
    return driver_.picture(u"15-components-dark.png"_s, u"The same in the dark theme"_s, window(), true);
}

}  // namespace steward::app
