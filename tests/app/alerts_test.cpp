// Alerts through the whole console on a real platform: a rule is made in a form and fires, two hundred rules are
// silenced at once and given back, an edit is restored from the history, a channel is tested. With STEWARD_GRABS=DIR it
// leaves pictures.
#include <QTabBar>

#include "contract/endpoints.h"
#include "models/alerts/alert_models.h"
#include "tests/app/driven_console.h"
#include "tests/support/awaited.h"
#include "ui/labels.h"
#include "views/common/page.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;
using Alerts = models::AlertListOf<domain::Alert>;
using Rules = models::AlertListOf<domain::AlertRule>;
using Slos = models::AlertListOf<domain::Slo>;

class AlertsWindowTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    void openTab(int index, const QString& list) {
        auto* tabs = shown<QTabBar>(u"alertTabs"_s);
        QVERIFY(tabs);
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(index).center());
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"alerts."_s + list), patience);
        QTRY_COMPARE(tabs->currentIndex(), index);
    }
    void applyPlan(const QString& picture = {}) {
        typeConfirmation();
        if (!picture.isEmpty()) grab(picture);
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), 2 * patience);
    }
    // Leaves only this row, with the panel open.
    void find(const QString& tableName, const QString& name) {
        shown<QLineEdit>(u"quickFilter"_s)->setText(name);
        QTRY_COMPARE_WITH_TIMEOUT(cell(tableName, 0, 1), name, patience);
        QTRY_COMPARE(rowsOf(tableName), 1);
        auto* rows = table(tableName);
        rows->setFocus();
        rows->setCurrentIndex(rows->model()->index(0, 1));
        QTest::keyClick(rows, Qt::Key_Return);
        QTRY_VERIFY(shown<QLabel>(u"alertName"_s) && shown<QLabel>(u"alertName"_s)->text() == name);
    }
    template <class Request, class Response>
    Response asked(const contract::Endpoint<Request, Response>& endpoint, Request request) {
        auto answer = test::awaited(session()->client().call(endpoint, std::move(request)));
        if (!answer) qFatal("%s %s", answer.error().message.c_str(), answer.error().detail.c_str());
        return std::move(*answer);
    }
    std::int64_t rulesWith(const std::string& filter) {
        contract::ListRequest request;
        request.limit = 1;
        request.filter = filter;
        return asked(contract::listAlertRules, request).total;
    }
    void makeRules(int count) {
        domain::PlanRequest request;
        request.entity = domain::EntityKind::alertRule;
        request.operation = domain::Operation::converge;
        request.targets.emplace();
        for (int i = 0; i < count; ++i) {
            domain::Target target;
            target.entity = domain::EntityKind::alertRule;
            target.key = QStringLiteral("Queue %1").arg(i, 3, 10, QLatin1Char('0')).toStdString();
            target.patch = json::Object{
                {"severity", i % 4 == 0 ? "critical" : "warning"},
                {"labels", json::Array{json::Object{{"name", "team"}, {"value", "queues"}}}},
                {"condition", json::Object{{"series", "jobs.queue"}, {"threshold", 1e9}, {"windowMs", 300'000}}}};
            request.targets->push_back(std::move(target));
        }
        const auto plan = asked(contract::createPlan, request);
        QCOMPARE(plan.counts.willChange, count);
        contract::ApplyRequest apply;
        apply.id = plan.id;
        if (!plan.confirmation.empty()) apply.confirmation = plan.confirmation;
        const auto batch = asked(contract::applyPlan, apply);
        QTRY_VERIFY_WITH_TIMEOUT(asked(contract::getBatch, contract::ById{batch.id}).finishedAt.has_value(), patience);
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("STEWARD_ALERTS_INTERVAL_MS", "500");
        startLocal(40);
        goTo(u"alerts"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"alertTabs"_s), patience);
        grab(u"alerts-empty"_s);
    }

    void aRuleIsMadeAndFires() {
        openTab(1, u"rules"_s);
        click(u"createRule"_s);
        // What is missing is said at its field.
        QTRY_VERIFY(shown<QLineEdit>(u"field.name"_s));
        click(u"formSubmit"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.name"_s));
        write(u"field.name"_s, u"Memory of the platform"_s);
        choose(u"field.severity"_s, u"Critical"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QComboBox>(u"field.condition/series"_s)->findText(u"process.memory"_s) >= 0,
                                 patience);
        shown<QComboBox>(u"field.condition/series"_s)->setEditText(u"process.memory"_s);
        write(u"field.condition/threshold"_s, u"1"_s);
        write(u"field.condition/windowMs"_s, u"30 s"_s);
        write(u"field.labels"_s, u"team=platform"_s);
        grab(u"rule-form"_s);
        click(u"formSubmit"_s);
        applyPlan(u"rule-plan"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"alertRulesTable"_s, 0, Rules::Name), u"Memory of the platform"_s, patience);
        openTab(0, u"alerts"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"alertsTable"_s, 0, Alerts::Name), u"Memory of the platform"_s, 2 * patience);
        QCOMPARE(cell(u"alertsTable"_s, 0, Alerts::State), u"Firing"_s);
        QCOMPARE(cell(u"alertsTable"_s, 0, Alerts::Severity), u"Critical"_s);
        find(u"alertsTable"_s, u"Memory of the platform"_s);
        grab(u"alerts"_s);
        shown<QLineEdit>(u"quickFilter"_s)->clear();
    }

    void anAlertIsSilenced() {
        find(u"alertsTable"_s, u"Memory of the platform"_s);
        click(u"silenceAlert"_s);
        QTRY_COMPARE(shown<QLineEdit>(u"field.matchers"_s)->text(), u"alertname=Memory of the platform"_s);
        grab(u"silence-form"_s);
        click(u"formSubmit"_s);
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"alertsTable"_s, 0, Alerts::State), u"Silenced"_s, 2 * patience);
        const auto* state = shown(u"alertPanel"_s)->findChild<ui::Badge*>();
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), u"Silenced"_s, patience);  // the panel follows its row
        shown<QLineEdit>(u"quickFilter"_s)->clear();
        openTab(2, u"silences"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"silencesTable"_s, 0, 2), u"Active"_s, patience);
        const auto* silences = window()->findChild<views::Page*>(u"alerts.silences"_s);
        QTRY_COMPARE_WITH_TIMEOUT(silences->navigationCount(), u"1"_s, patience);
        grab(u"silences"_s);
    }

    // Acceptance scenario 23: two hundred at once, with an end.
    void twoHundredRulesAreSilencedAtOnce() {
        makeRules(200);
        openTab(1, u"rules"_s);
        shown<QLineEdit>(u"quickFilter"_s)->setText(u"queues"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"alertRulesTable"_s), 200, patience);
        auto* rows = table(u"alertRulesTable"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!cell(u"alertRulesTable"_s, 0, Rules::Name).isEmpty(), patience);
        rows->setFocus();
        QTest::keyClick(rows, Qt::Key_A, Qt::ControlModifier);
        if (shown(u"selectAll"_s)) click(u"selectAll"_s);  // only where a page does not hold them all
        grab(u"rules-selected"_s);
        click(u"bulkSilence"_s);
        write(u"field.silencedUntil"_s, u"2 h"_s);
        click(u"formSubmit"_s);
        applyPlan(u"silence-plan"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rulesWith("labels~queues;silencedUntil>" + toRfc3339(SystemClock().now())), 200,
                                  2 * patience);
        QCOMPARE(rulesWith("labels~queues;silencedUntil>" + toRfc3339(SystemClock().now() + std::chrono::hours(3))), 0);
        shown<QLineEdit>(u"quickFilter"_s)->clear();
    }

    void anEditIsRestoredFromTheHistory() {
        find(u"alertRulesTable"_s, u"Queue 007"_s);
        click(u"editDefinition"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.condition/threshold"_s));
        write(u"field.condition/threshold"_s, u"12"_s);
        click(u"formSubmit"_s);
        applyPlan(u"edit-plan"_s);
        QTRY_VERIFY_WITH_TIMEOUT(cell(u"alertRulesTable"_s, 0, Rules::Condition).endsWith(u"above 12"_s), patience);
        contract::ListRequest entries;
        entries.filter = "entityName=\"Queue 007\";action=alertRule.change";
        const auto id = asked(contract::listAudit, entries).items.at(0).id;  // the newest
        const QString undo = u"undo."_s + QString::fromStdString(id);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractButton>(undo), patience);
        grab(u"rule-history"_s);
        click(undo);
        grab(u"undo-plan"_s);
        applyPlan();
        QTRY_VERIFY_WITH_TIMEOUT(!cell(u"alertRulesTable"_s, 0, Rules::Condition).endsWith(u"above 12"_s), patience);
        contract::ListRequest request;
        request.filter = "name=\"Queue 007\"";
        QCOMPARE(asked(contract::listAlertRules, request).items.at(0).condition.threshold, 1e9);
        shown<QLineEdit>(u"quickFilter"_s)->clear();
    }

    void anObjectiveHasABudget() {
        openTab(3, u"slos"_s);
        click(u"createSlo"_s);
        write(u"field.name"_s, u"Gateway available"_s);
        write(u"field.indicator/series"_s, u"http.errors"_s);
        write(u"field.indicator/total"_s, u"http.requests"_s);
        write(u"field.objective"_s, u"99"_s);
        write(u"field.periodDays"_s, u"7"_s);
        grab(u"slo-form"_s);
        click(u"formSubmit"_s);
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"slosTable"_s, 0, Slos::Objective), u"99 %"_s, patience);
        // It is read as the rounds of evaluation go on.
        QTRY_VERIFY_WITH_TIMEOUT(asked(contract::listSlos, contract::ListRequest{}).items.at(0).budget.has_value(),
                                 5 * patience);
        window()->findChild<views::Page*>(u"page.alerts"_s)->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(cell(u"slosTable"_s, 0, Slos::Left).contains(u'%'), patience);
        grab(u"slos"_s);
    }

    void aChannelIsTested() {
        openTab(4, u"channels"_s);
        click(u"createChannel"_s);
        write(u"field.name"_s, u"Consoles"_s);
        choose(u"field.kind"_s, u"Desktop"_s);
        grab(u"channel-form"_s);
        click(u"formSubmit"_s);
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"alertChannelsTable"_s, 0, 1), u"Consoles"_s, patience);
        find(u"alertChannelsTable"_s, u"Consoles"_s);
        click(u"testChannel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(toasts().contains(u"Test of the channel Consoles"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(cell(u"alertChannelsTable"_s, 0, 4).startsWith(u"sent"_s), patience);
        grab(u"channels"_s);
        shown<QLineEdit>(u"quickFilter"_s)->clear();
    }

    // Back returns to the tab before, and the commands are those of the tab that is shown.
    void tabsAreStepsThatBackTakesBack() {
        openTab(1, u"rules"_s);
        auto* page = window()->findChild<views::Page*>(u"page.alerts"_s);
        const auto names = [page] {
            QStringList list;
            for (const auto* action : page->actions())
                list << action->objectName();
            return list;
        };
        QVERIFY(names().contains(u"alert.rules.edit"_s));
        QVERIFY(!names().contains(u"alert.slos.edit"_s));
        click(u"back"_s);
        QTRY_COMPARE(shown<QTabBar>(u"alertTabs"_s)->currentIndex(), 4);
        QVERIFY(names().contains(u"alert.channels.edit"_s));
    }

    void inEveryTheme() {
        const QStringList lists{u"alerts"_s, u"rules"_s, u"silences"_s, u"slos"_s, u"channels"_s};
        for (const auto& [theme, name] :
             {std::pair(ui::ThemeKind::light, u"light-"_s), std::pair(ui::ThemeKind::dark, u"dark-"_s),
              std::pair(ui::ThemeKind::highContrast, u"contrast-"_s)}) {
            app::Preferences().setTheme(theme);
            for (int index = 0; index < int(lists.size()); ++index) {
                openTab(index, lists[index]);
                grab(name + lists[index]);
            }
            openTab(1, u"rules"_s);
            click(u"createRule"_s);
            QTRY_VERIFY(shown<QLineEdit>(u"field.name"_s));
            click(u"formSubmit"_s);
            grab(name + u"rule-form"_s);
            click(u"formCancel"_s);
            QTRY_VERIFY(!shown<QLineEdit>(u"field.name"_s));
        }
    }
};

QTEST_MAIN(AlertsWindowTest)
#include "alerts_test.moc"
