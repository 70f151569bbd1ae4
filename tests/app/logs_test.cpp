// Logs in the console: searched by words and filters, one record with what stands around it, followed as they arrive
// with gaps where the platform was away, a tenant's alone, and taken away as a file.
#include <QFile>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabBar>

#include "contract/log_messages.h"
#include "contract/messages.h"
#include "models/logs/logs_export.h"
#include "tests/app/driven_console.h"
#include "tests/logs/otlp_message.h"
#include "tests/support/reply_document.h"
#include "tests/support/stewardd_fixture.h"
#include "views/logs/logs_page.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;
namespace otlp = test::otlp;

namespace {

constexpr auto logs = "logsTable";
constexpr auto tail = "logTail";

std::uint64_t now() {
    return static_cast<std::uint64_t>(SystemClock().now().time_since_epoch().count()) * 1'000'000;
}

}  // namespace

class LogsTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    test::StewarddFixture platform_;
    domain::Tenant tenant_;

    void send(const std::string& service, const std::string& tenant, const std::vector<otlp::Line>& lines) {
        const auto reply = platform_.ask({.method = "POST",
                                          .target = "/v1/otlp/v1/logs",
                                          .body = otlp::request(service, tenant, lines),
                                          .headers = {{"Content-Type", "application/x-protobuf"}}});
        QVERIFY2(reply.status == 200, reply.body.c_str());
    }
    void type(const QString& text) const {
        auto* field = shown<QLineEdit>(u"logSearch"_s);
        QVERIFY(field);
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    QString textAt(const char* name, int row) const { return cell(QString::fromLatin1(name), row, 3); }
    int rows(const char* name) const { return rowsOf(QString::fromLatin1(name)); }
    void clickRow(const char* name, int row) const {
        auto* view = table(QString::fromLatin1(name));
        const QRect place = view->visualRect(view->model()->index(row, 3));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place.center());
    }
    QString said(const QString& name) const {
        const auto* widget = shown(name);
        return widget ? widget->accessibleName() + widget->accessibleDescription() : QString();
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(20), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        tenant_ =
            test::read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3Dtarnwick"}))
                .items.at(0);
        std::vector<otlp::Line> lines;
        const auto begin = now() - 600'000'000'000u;
        for (int i = 0; i < 600; ++i) {
            const int severity = i % 50 == 0 ? 17 : i % 10 == 0 ? 13 : 9;
            const std::string what = i % 50 == 0 ? "Card declined for order " : "Order handled: ";
            lines.push_back({begin + std::uint64_t(i) * 1'000'000'000u,
                             severity,
                             what + std::to_string(4000 + i),
                             {{"http.route", i % 2 == 0 ? "/v1/pay" : "/v1/orders"},
                              {"order", std::to_string(4000 + i)},
                              {"host", "web-3"}}});
        }
        send("billing", tenant_.id, lines);
        send("mailer", "", {{begin, 9, "Mail sent", {}}, {begin + 5'000'000'000u, 21, "The relay is gone", {}}});
        const auto written = [this] {
            return test::read<contract::LogPage>(
                       platform_.ask({.target = "/v1/logs?limit=1&filter=service%20in%20(billing,mailer)"}))
                .total;
        };
        QTRY_COMPARE_WITH_TIMEOUT(written(), 602, patience);
        addWorkspace("Here", client::Environment::local, platform_.port());
        signIn(platform_.refreshToken());
        openWorkspace();
    }

    void everythingIsThereAndWordsFind() {
        goTo(u"logs"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rows(logs) >= 602, patience);
        grab(u"logs"_s);
        type(u"declined"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rows(logs), 12, patience);
        QVERIFY(textAt(logs, 0).startsWith(u"Card declined"_s));
        type(u"service=mailer;severity in (fatal)"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rows(logs), 1, patience);
        QCOMPARE(textAt(logs, 0), u"The relay is gone"_s);
        QCOMPARE(cell(QString::fromLatin1(logs), 0, 1), u"Fatal"_s);
    }

    void aWrongFilterIsSaidAtTheField() {
        type(u"nothing=1"_s);
        QTRY_VERIFY(shown(u"logSearchError"_s));
        QCOMPARE(rows(logs), 1);  // what was there stays
        type(u"severity=loud"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"errorState"_s), patience);
        type(u"zebra that nobody logged"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"emptyState"_s), patience);
        grab(u"logs-empty"_s);
        type({});
        QTRY_VERIFY_WITH_TIMEOUT(rows(logs) >= 602, patience);
    }

    void severitiesAreChips() {
        type(u"service=billing"_s);
        click(u"severity.error"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rows(logs), 12, patience);
        click(u"severity.warning"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rows(logs), 60, patience);
        click(u"severity.warning"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rows(logs), 12, patience);
    }

    void aViewIsKept() {
        click(u"saveView"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.name"_s));
        write(u"field.name"_s, u"Declined cards"_s);
        click(u"formSubmit"_s);
        auto* views = shown<QTabBar>(u"logViews"_s);
        QVERIFY(views);
        QTRY_COMPARE_WITH_TIMEOUT(views->count(), 3, patience);
        const auto saved = test::read<contract::ListViews>(platform_.ask({.target = "/v1/views?list=logs"}));
        QCOMPARE(saved.items.at(0).filter, std::string("severity=error;service=billing"));
        QTRY_COMPARE(views->currentIndex(), 2);
        const auto* error = shown<QAbstractButton>(u"severity.error"_s);
        views->setCurrentIndex(0);
        QTRY_VERIFY_WITH_TIMEOUT(rows(logs) >= 602, patience);
        QVERIFY(!error->isChecked());
        views->setCurrentIndex(1);
        QTRY_COMPARE_WITH_TIMEOUT(rows(logs), 13, patience);
        views->setCurrentIndex(2);
        QTRY_COMPARE_WITH_TIMEOUT(rows(logs), 12, patience);
        QVERIFY(error->isChecked());
        QCOMPARE(shown<QLineEdit>(u"logSearch"_s)->text(), u"service=billing"_s);
        grab(u"logs-view"_s);
    }

    void aRecordShowsWhatStandsAroundIt() {
        clickRow(logs, 3);
        QTRY_VERIFY(shown(u"logDetail"_s));
        QCOMPARE(shown<QLabel>(u"logBody"_s)->text(), textAt(logs, 3));
        click(u"showContext"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QPlainTextEdit>(u"logContext"_s), patience);
        const QString around = shown<QPlainTextEdit>(u"logContext"_s)->toPlainText();
        QVERIFY2(around.contains(u"▶"_s), qPrintable(around));
        QVERIFY(around.contains(u"Order handled"_s));
        QVERIFY(!around.contains(u"Mail sent"_s));
        grab(u"logs-detail"_s);
        for (const auto& [theme, name] : {std::pair(ui::ThemeKind::dark, u"logs-detail-dark"_s),
                                          std::pair(ui::ThemeKind::highContrast, u"logs-detail-contrast"_s)}) {
            ui::Theme::current().apply(theme);
            grab(name);
        }
        ui::Theme::current().apply(ui::ThemeKind::light);
        click(u"only.http.route"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"logSearch"_s)->text().contains(u"attribute=\"http.route=/v1/pay\""_s));
        QTRY_COMPARE_WITH_TIMEOUT(rows(logs), 12, patience);
        click(u"closeLogDetail"_s);
        QTRY_VERIFY(!shown(u"logDetail"_s));
        click(u"severity.error"_s);
        type({});
    }

    void whatArrivesIsFollowedAndPaused() {
        type(u"service=billing"_s);
        click(u"followLogs"_s);
        QTRY_VERIFY(shown(u"emptyState"_s));
        QTest::qWait(300);  // until the subscription is there
        send("mailer", "", {{now(), 9, "Not of the search", {}}});
        send("billing", tenant_.id, {{now(), 9, "First of the tail", {}}});
        QTRY_VERIFY_WITH_TIMEOUT(rows(tail) == 1, patience);
        QCOMPARE(textAt(tail, 0), u"First of the tail"_s);
        run(u"logs.pause"_s);
        QTRY_VERIFY(shown(u"logPaused"_s));
        send("billing", tenant_.id, {{now(), 9, "While paused", {}}, {now(), 17, "And another", {}}});
        QTRY_VERIFY_WITH_TIMEOUT(said(u"logPaused"_s).contains(u"2"_s), patience);
        QCOMPARE(rows(tail), 1);
        grab(u"logs-paused"_s);
        click(u"resumeLogs"_s);
        QTRY_COMPARE(rows(tail), 3);
        QVERIFY(!shown(u"logPaused"_s));
        QCOMPARE(textAt(tail, 2), u"First of the tail"_s);
    }

    // The platform goes and comes back: what was logged meanwhile is not here, and that is said.
    void aGapIsMarked() {
        QCOMPARE(platform_.stop(), 0);
        QVERIFY2(platform_.start(), platform_.log().c_str());
        const auto gap = [&] {
            for (int row = 0; row < rows(tail); ++row)
                if (cell(QString::fromLatin1(tail), row, 1) == u"Gap"_s) return row;
            return -1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(gap() >= 0, 2 * patience);
        send("billing", tenant_.id, {{now(), 9, "After the gap", {}}});
        QTRY_VERIFY_WITH_TIMEOUT(textAt(tail, 0) == u"After the gap"_s, patience);
        QVERIFY(gap() > 0);
        grab(u"logs-gap"_s);
        click(u"followLogs"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rows(logs) > 600, patience);
    }

    void theLogsOfATenantAreItsOwn() {
        goTo(u"tenants"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"tenantsTable"_s) >= 20, patience);
        window()->goTo(u"tenants"_s, {{u"id"_s, QString::fromStdString(tenant_.id)}});
        click(u"moreActions"_s);
        QTRY_VERIFY(window()->findChild<QAction*>(u"tenantLogs"_s));
        window()->findChild<QAction*>(u"tenantLogs"_s)->trigger();
        QTRY_VERIFY(shown(u"page.logs"_s));
        QTRY_VERIFY(shown(u"logTenant"_s));
        QTRY_VERIFY_WITH_TIMEOUT(rows(logs) >= 600, patience);
        for (int row = 0; row < 10; ++row)
            QCOMPARE(cell(QString::fromLatin1(logs), row, 4), QString::fromStdString(tenant_.id));
        click(u"logTenant"_s);
        QTRY_VERIFY(!shown(u"logTenant"_s));
    }

    void anExportIsWholeOrNotThere() {
        const QString file = pathOf(u"logs.csv"_s);
        auto* client = session() ? &session()->client() : nullptr;
        QVERIFY(client);
        auto written = models::exportLogs(*client, u"service=billing;search~declined"_s, file.toStdString(),
                                          report::Format::csv, {}, {});
        QTRY_VERIFY_WITH_TIMEOUT(written.isFinished(), patience);
        QVERIFY2(written.result(), written.result() ? "" : written.result().error().message.c_str());
        QCOMPARE(written.result()->rowsWritten, 12);
        QFile read(file);
        QVERIFY(read.open(QIODevice::ReadOnly));
        const QByteArray text = read.readAll();
        QCOMPARE(text.count("Card declined"), 12);
        auto refused = models::exportLogs(*client, u"severity=loud"_s, pathOf(u"none.csv"_s).toStdString(),
                                          report::Format::csv, {}, {});
        QTRY_VERIFY_WITH_TIMEOUT(refused.isFinished(), patience);
        QVERIFY(!refused.result());
        QVERIFY(!QFile::exists(pathOf(u"none.csv"_s)));
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(LogsTest)
#include "logs_test.moc"
