// The dashboard as somebody uses it: history, live seconds, lost time, errors, and what it looks like.
#include <QAccessible>
#include <QTableWidget>
#include <cmath>

#include "domain/component.h"
#include "models/dashboards/dashboard_templates.h"
#include "page_world.h"
#include "ui/buttons.h"
#include "ui/charts/live_chart.h"
#include "ui/states.h"
#include "views/dashboard/dashboard_page.h"
#include "views/dashboard/dashboard_view.h"
#include "views/dashboard/dashboard_words.h"
#include "views/dashboard/panel_card.h"
#include "views/dashboard/theme_charts.h"

using namespace steward;
using namespace steward::test;
using ui::StateStack;
using views::DashboardPage;

namespace {

namespace metric = domain::metric;

std::map<std::string, QString> parameters(const FakeNetwork::Seen& seen) {
    std::map<std::string, QString> all;
    for (const auto& [name, value] : QUrlQuery(seen.request.url()).queryItems(QUrl::FullyDecoded))
        all[name.toStdString()] = value;
    return all;
}

double valueAt(const std::string& name, double x) {
    const double wave = std::sin(x * 31) * 0.6 + std::sin(x * 77) * 0.4;
    const double peak = std::exp(-std::pow((x - 0.3) * 28, 2));
    if (name == metric::requests) return 1800 + 60 * wave;
    if (name == metric::errors) return 0.1 + 0.02 * wave + 0.6 * peak;
    if (name == metric::latencyP50) return 40 + 3 * wave + 10 * peak;
    if (name == metric::latencyP95) return 130 + 6 * wave + 120 * peak;
    if (name == metric::latencyP99) return 250 + 12 * wave + 250 * peak;
    if (name == metric::sessions) return 6100 + 300 * x;
    if (name == metric::queueDepth) return 120 + 40 * wave + 500 * std::max(0.0, peak - 0.3);
    if (name == metric::feedClients) return 3200 + 10 * wave;
    if (name == metric::feedEvents) return 240 + 30 * wave;
    if (name == metric::cpu) return 45 + 4 * wave + 20 * peak;
    if (name == metric::memoryShare) return x < 0.33 ? 62 + x : 57 + x;
    return name.ends_with(".50") ? 900 + 90 * wave : name.ends_with(".25") || name.ends_with(".100") ? 400 : 20;
}

// What the platform has: a second's value for each series over the range, with a hole from 55 % to 60 % of it.
contract::MetricRange history(const FakeNetwork::Seen& seen) {
    auto asked = parameters(seen);
    const Time from = *parseRfc3339(asked["from"].toStdString());
    const Time to = *parseRfc3339(asked["to"].toStdString());
    const std::int64_t step = std::max<std::int64_t>(1000, (to - from).count() / 3600 / 1000 * 1000);
    contract::MetricRange range;
    for (const QString& name : asked["names"].split(QLatin1Char(','))) {
        domain::MetricSeries series;
        series.name = name.toStdString();
        series.start = Time(Duration(from.time_since_epoch().count() / step * step));
        series.stepMs = step;
        const int count = int((to - from).count() / step);
        for (int i = 0; i < count; ++i) {
            const double x = double(i) / count;
            series.values.push_back(x > 0.55 && x < 0.6 ? std::nullopt : std::optional(valueAt(series.name, x)));
        }
        range.series.push_back(std::move(series));
    }
    return range;
}

contract::TopTenants top() {
    return {*parseRfc3339("2026-11-23T09:31:30Z"),
            {{"ten_1", "Bramblegate Schools", 412, 96, 0.02},
             {"ten_2", "Lindenmoor Energy", 318, 142, 0.11},
             {"ten_3", "Ravenholt Insurance", 264, 121, 0.04},
             {"ten_4", "Tarnwick Foods", 231, 118, 0.06},
             {"ten_5", "Oxbarrow Freight", 187, 388, 1.92},
             {"ten_6", "Fernhollow Clinics", 9.6, 104, 0}}};
}

domain::MetricSample sample(std::int64_t at, double requests) {
    domain::MetricSample made{Time(Duration(at)), {}, {}};
    for (const auto name : {metric::requests, metric::errors, metric::latencyP50, metric::latencyP95,
                            metric::latencyP99, metric::sessions, metric::cpu})
        made.values.push_back({std::string(name), name == metric::requests ? requests : 1});
    return made;
}

struct World : PageWorld {
    DashboardPage* page = nullptr;
    StateStack* stack = nullptr;

    void platform() {
        answer("GET /v1/metrics/range", Answer([](const FakeNetwork::Seen& seen) {
                   return Scripted{.body = QByteArray::fromStdString(json::write(history(seen)))};
               }));
        answer("GET /v1/metrics/top-tenants", top());
        contract::Page<domain::AuditEntry> audit;
        domain::AuditEntry entry;
        entry.seq = 1;
        entry.at = SystemClock().now() - std::chrono::minutes(12);
        entry.action = "tenant.suspend";
        entry.entityName = "Oxbarrow Freight";
        audit.items = {entry};
        answer("GET /v1/audit", audit);
    }
    void open() {
        page = show(new DashboardPage(context));
        stack = page->findChild<StateStack*>();
    }
    void openWithHistory() {
        platform();
        open();
        QTRY_COMPARE(stack->state(), StateStack::State::content);
    }
    ui::LiveChart* chart(const char* id) { return find<ui::LiveChart>((QByteArray("chart.") + id).constData()); }
    void live() {
        feed.start();
        QTRY_COMPARE(feed.state(), client::FeedState::live);
        QTRY_COMPARE(feedServer.received.size(), 2);
    }
};

}  // namespace

class DashboardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsTwelvePanelsWithHistory() {
        World w;
        w.openWithHistory();
        QCOMPARE(w.page->findChildren<views::PanelCard*>().size(), 12);
        for (const char* id :
             {"requests", "latency", "errors", "sessions", "cpu", "memory", "queue", "clients", "feed"})
            QVERIFY2(w.chart(id)->samples(0).size() > 3000, id);
        QCOMPARE(w.chart("latency")->seriesCount(), 3);
        QTRY_VERIFY(!w.text("value.requests").isEmpty());
        QCOMPARE(w.text("value.sessions").left(2), QStringLiteral("6,"));
        QTRY_COMPARE(w.find<QTableWidget>("topTenants")->rowCount(), 6);
        QCOMPARE(w.find<QTableWidget>("topTenants")->item(0, 1)->text(), QStringLiteral("412"));
        QVERIFY(w.everything().contains(QStringLiteral("Top tenants at 09:31:30 UTC")));
        QVERIFY(w.page->statusText().startsWith(QStringLiteral("12 panel")));
        QVERIFY(w.page->dataAsOf().isValid());
        QVERIFY2(w.nameless().isEmpty(), qPrintable(w.nameless().join(QLatin1Char('\n'))));
    }

    void lostTimeInHistoryIsAGap() {
        World w;
        w.openWithHistory();
        w.chart("requests")->refreshNow();
        QCOMPARE(w.chart("requests")->picture().gaps.size(), std::size_t(1));
        QCOMPARE(w.chart("requests")->picture().annotations.size(), std::size_t(1));
    }

    void maintenanceIsMarked() {
        World w;
        const auto now = std::chrono::floor<std::chrono::seconds>(SystemClock().now());
        domain::MaintenanceWindow upgrade;
        upgrade.id = "mnt_1";
        upgrade.name = "Upgrade";
        upgrade.startsAt = now - std::chrono::minutes(9);
        upgrade.endsAt = now - std::chrono::minutes(3);
        w.answer("GET /v1/maintenance-windows", contract::Page<domain::MaintenanceWindow>{{upgrade}, {}, 1, true});
        w.openWithHistory();
        QTRY_COMPARE(w.chart("requests")->picture().annotations.size(), std::size_t(3));
        std::map<QString, ui::Millis> marks;
        for (const auto& mark : w.chart("latency")->picture().annotations)
            marks[mark.text] = mark.time;
        QCOMPARE(marks[QStringLiteral("Maintenance begins: Upgrade")], upgrade.startsAt.time_since_epoch().count());
        QCOMPARE(marks[QStringLiteral("Maintenance ends: Upgrade")], upgrade.endsAt.time_since_epoch().count());
        const auto asked = std::ranges::find_if(w.network.seen, [](const auto& seen) {
            return seen.request.url().path().endsWith(QLatin1String("/maintenance-windows"));
        });
        QVERIFY(asked != w.network.seen.end());
        QVERIFY(parameters(*asked)["filter"].startsWith(QStringLiteral("endsAt>=")));
        // Another range asks again.
        const int before = w.count("GET /v1/maintenance-windows");
        QTest::mouseClick(w.find<ui::SegmentedControl>("dashboardRange")->segment(1), Qt::LeftButton);
        QTRY_VERIFY(w.count("GET /v1/maintenance-windows") > before);
        w.keep(QStringLiteral("maintenance.png"));
    }

    void whoMayNotSeeHealthSeesNoMaintenance() {
        World w;
        contract::Me me;
        me.permissions = domain::permissionsOf(domain::Role::billing);
        w.session.setMe(me);
        w.openWithHistory();
        QCOMPARE(w.count("GET /v1/maintenance-windows"), 0);
    }

    void liveSecondsMoveTheCharts() {
        World w;
        w.openWithHistory();
        QVERIFY(w.page->statusText().contains(QStringLiteral("waiting for the platform")));
        w.live();
        QTRY_VERIFY(w.page->statusText().contains(QStringLiteral("live")));
        const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
        w.feedServer.send("metrics", 1, Time(Duration(now)), sample(now, 1234));
        QTRY_COMPARE(w.text("value.requests"), QStringLiteral("1,234"));
        QCOMPARE(w.page->dataAsOf().toMSecsSinceEpoch(), now);
        const auto events = w.chart("requests")->picture().annotations.size();
        domain::AuditEntry entry;
        entry.seq = 2;
        entry.at = Time(Duration(now));
        entry.action = "tenant.update";
        entry.entityName = "Tarnwick Foods";
        w.feedServer.send("audit", 2, Time(Duration(now)), entry);
        QTRY_COMPARE(w.chart("requests")->picture().annotations.size(), events + 1);
    }

    void aLostConnectionIsAGapAndTheReplayFillsIt() {
        World w;
        w.openWithHistory();
        w.live();
        const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
        w.feedServer.send("metrics", 1, Time(Duration(now)), sample(now, 1000));
        QTRY_COMPARE(w.text("value.requests"), QStringLiteral("1,000"));
        const auto gaps = [&] {
            w.chart("requests")->refreshNow();
            return w.chart("requests")->picture().gaps.size();
        };
        QCOMPARE(gaps(), std::size_t(1));
        w.feed.stop();
        QTRY_COMPARE(gaps(), std::size_t(2));
        w.feedServer.received.clear();
        w.feed.start();
        QTRY_COMPARE(w.feed.state(), client::FeedState::live);
        QTRY_COMPARE(w.feedServer.received.size(), 2);
        const std::int64_t again = QDateTime::currentMSecsSinceEpoch();
        int seq = 2;
        for (std::int64_t at = now + 1000; at <= again + 1000; at += 1000)
            w.feedServer.send("metrics", seq++, Time(Duration(at)), sample(at, 1100));
        QTRY_COMPARE(gaps(), std::size_t(1));
    }

    void rangesAreChosenByMouseAndKeyboard() {
        World w;
        w.openWithHistory();
        auto* range = w.find<ui::SegmentedControl>("dashboardRange");
        QCOMPARE(range->current(), 2);
        QTest::mouseClick(range->segment(1), Qt::LeftButton);
        QTRY_COMPARE(w.count("GET /v1/metrics/range"), 4);
        w.chart("requests")->refreshNow();
        const auto shown = w.chart("requests")->shownRange();
        QVERIFY(std::abs((shown.to - shown.from) - 900'000) < 20'000);
        range->segment(1)->setFocus();
        QTest::keyClick(range->segment(1), Qt::Key_Right);
        QTRY_COMPARE(range->current(), 2);
        QTRY_COMPARE(w.count("GET /v1/metrics/range"), 5);
        QTest::mouseClick(range->segment(4), Qt::LeftButton);
        QTRY_COMPARE(w.count("GET /v1/metrics/range"), 6);
    }

    void aSlowConnectionIsSaidInWords() {
        World w;
        w.openWithHistory();
        w.live();
        QTRY_VERIFY(w.page->statusText().contains(QStringLiteral("live, one value a second")));
        const auto asked = w.count("GET /v1/metrics/range");
        w.feedServer.say(R"({"type":"thinned","topic":"metrics","from":5,"time":"2026-11-23T09:00:07Z","factor":8})");
        QTRY_VERIFY(w.page->statusText().contains(QStringLiteral("since 09:00:07 UTC only one of 8 values")));
        w.feedServer.say(R"({"type":"whole","topic":"metrics","from":5,"to":20,"time":"2026-11-23T09:01:00Z"})");
        QTRY_VERIFY(!w.page->statusText().contains(QStringLiteral("slow")));
        QTRY_VERIFY(w.count("GET /v1/metrics/range") > asked);
    }

    void pauseStandsStill() {
        World w;
        w.openWithHistory();
        w.live();
        w.click("dashboardLive");
        QVERIFY(w.page->statusText().contains(QStringLiteral("paused")));
        w.chart("requests")->refreshNow();
        const auto before = w.chart("requests")->shownRange();
        const std::int64_t later = QDateTime::currentMSecsSinceEpoch() + 60'000;
        w.feedServer.send("metrics", 1, Time(Duration(later)), sample(later, 1234));
        QTRY_COMPARE(w.page->dataAsOf().toMSecsSinceEpoch(), later);
        w.chart("requests")->refreshNow();
        QCOMPARE(w.chart("requests")->shownRange().to, before.to);
        w.click("dashboardLive");
        w.chart("requests")->refreshNow();
        QVERIFY(w.chart("requests")->shownRange().to > before.to);
        QCOMPARE(w.text("value.requests"), QStringLiteral("1,234"));
    }

    void anErrorCanBeRetried() {
        World w;
        w.refuse("GET /v1/metrics/range", 503, "The platform is starting");
        w.open();
        QTRY_COMPARE(w.stack->state(), StateStack::State::error);
        QVERIFY(w.everything().contains(QStringLiteral("The metrics could not be read")));
        w.platform();
        QTest::mouseClick(w.stack->error()->retryButton(), Qt::LeftButton);
        QTRY_COMPARE(w.stack->state(), StateStack::State::content);
    }

    void itIsLoadingUntilTheHistoryIsThere() {
        World w;
        w.open();
        QCOMPARE(w.stack->state(), StateStack::State::loading);
    }

    void comingOnlineReadsAgain() {
        World w;
        w.cutOff("GET /v1/metrics/range");
        w.session.setConnection(models::Connection::offline, QDateTime::currentDateTimeUtc());
        w.open();
        QTRY_COMPARE(w.stack->state(), StateStack::State::error);
        w.platform();
        w.session.setConnection(models::Connection::live);
        QTRY_COMPARE(w.stack->state(), StateStack::State::content);
    }

    void topTenantsOpenTheTenant() {
        World w;
        w.openWithHistory();
        auto* table = w.find<QTableWidget>("topTenants");
        QTRY_COMPARE(table->rowCount(), 6);
        table->setFocus();
        table->setCurrentCell(4, 0);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(w.shell.visits.size(), 1);
        QCOMPARE(w.shell.visits[0].first, QStringLiteral("tenants"));
        QCOMPARE(w.shell.visits[0].second.value(QStringLiteral("id")).toString(), QStringLiteral("ten_5"));
    }

    void topTenantsThatMayNotBeReadSaySo() {
        World w;
        w.platform();
        w.refuse("GET /v1/metrics/top-tenants", 403, "Not for your role");
        w.open();
        QTRY_COMPARE(w.stack->state(), StateStack::State::content);
        QTRY_VERIFY2(w.everything().contains(QStringLiteral("Not for your role")), qPrintable(w.everything()));
    }

    void theThemeIsFollowed() {
        World w;
        w.openWithHistory();
        QTRY_COMPARE(w.find<QTableWidget>("topTenants")->rowCount(), 6);
        ui::Theme::current().apply(ui::ThemeKind::dark);
        const QColor expected = ui::Theme::current().chart(0);
        QTRY_COMPARE(w.chart("requests")->style(0).color, expected);
        QTRY_COMPARE(w.find<QTableWidget>("topTenants")->item(0, 0)->foreground().color(),
                     ui::Theme::current().color("text.primary"));
    }

    void everyKindIsDrawnAndNamed() {
        for (const auto& one : models::dashboardTemplates()) {
            World w;
            w.platform();
            w.open();
            w.page->visit({{QStringLiteral("id"), one.id}});
            QTRY_COMPARE(w.page->findChildren<views::PanelCard*>().size(), qsizetype(one.content.panels.size()));
            QTRY_COMPARE(w.stack->state(), StateStack::State::content);
            QVERIFY2(w.nameless().isEmpty(), qPrintable(w.nameless().join(QLatin1Char('\n'))));
            for (auto* card : w.page->findChildren<views::PanelCard*>())
                QVERIFY2(!card->accessibleName().isEmpty(), qPrintable(card->objectName()));
            w.keep(one.id + QStringLiteral(".png"));
        }
    }

    void textsOfTemplatesCanBeTranslated() {
        QSet<QString> asked;
        class Spy final : public QTranslator {
        public:
            explicit Spy(QSet<QString>& seen) : seen_(seen) {}
            bool isEmpty() const override { return false; }
            QString translate(const char* context, const char* text, const char*, int) const override {
                if (qstrcmp(context, "DashboardTemplates") == 0) seen_ << QString::fromUtf8(text);
                return {};
            }

        private:
            QSet<QString>& seen_;
        } spy(asked);
        QCoreApplication::installTranslator(&spy);
        for (const auto& one : models::dashboardTemplates()) {
            views::inWords(one.content);
            QStringList texts{QString::fromStdString(one.content.title),
                              QString::fromStdString(one.content.description)};
            for (const auto& panel : one.content.panels) {
                texts << QString::fromStdString(panel.title);
                if (panel.word) texts << QString::fromStdString(*panel.word);
            }
            for (const QString& text : texts)
                QVERIFY2(asked.contains(text), qPrintable(text));
        }
        QCoreApplication::removeTranslator(&spy);
    }

    void aDraggedRangeIsReadAndLeftAgain() {
        World w;
        w.openWithHistory();
        auto* chart = w.chart("requests");
        chart->refreshNow();
        const auto shown = chart->shownRange();
        const int before = w.count("GET /v1/metrics/range");
        const auto at = [&](double share) {
            return QPoint(int(chart->picture().plot.left() + share * chart->picture().plot.width()), 60);
        };
        QTest::mousePress(chart->viewport(), Qt::LeftButton, {}, at(0.5));
        QTest::mouseMove(chart->viewport(), at(0.75));
        QTest::mouseRelease(chart->viewport(), Qt::LeftButton, {}, at(0.75));
        QTRY_COMPARE(w.count("GET /v1/metrics/range"), before + 1);
        QVERIFY(w.page->statusText().contains(QStringLiteral("paused")));
        w.chart("latency")->refreshNow();
        const auto zoomed = w.chart("latency")->shownRange();
        QVERIFY(std::abs(double(zoomed.length()) / double(shown.length()) - 0.25) < 0.02);
        QVERIFY(!w.find<QAbstractButton>("dashboardLive")->isChecked());
        w.click("dashboardBack");
        QTRY_VERIFY(w.find<QAbstractButton>("dashboardLive")->isChecked());
        w.chart("latency")->refreshNow();
        QVERIFY(std::abs(w.chart("latency")->shownRange().length() - shown.length()) < 30'000);
    }

    void panelsThatStayKeepTheirCharts() {
        World w;
        w.openWithHistory();
        auto* latency = w.chart("latency");
        const auto samples = latency->samples(0).size();
        w.click("dashboardEdit");
        w.page->editor().removePanel(QStringLiteral("requests"));
        QCOMPARE(w.chart("latency"), latency);
        QCOMPARE(latency->samples(0).size(), samples);
        QVERIFY(!w.window.findChild<QWidget*>(QStringLiteral("chart.requests")));
        w.page->editor().undo();
        QVERIFY(w.chart("requests")->samples(0).size() > 3000);  // filled without asking again
    }

    void aTenantIsAskedFor() {
        World w;
        w.platform();
        w.open();
        w.page->visit({{QStringLiteral("tenant"), QStringLiteral("ten_5")},
                       {QStringLiteral("tenantName"), QStringLiteral("Oxbarrow Freight")}});
        QTRY_COMPARE(w.page->findChildren<views::PanelCard*>().size(), 5);
        QTRY_VERIFY(std::ranges::any_of(
            w.network.seen, [](const auto& seen) { return parameters(seen)["tenantId"] == QStringLiteral("ten_5"); }));
        QVERIFY(w.everything().contains(QStringLiteral("Oxbarrow Freight")));
        QCOMPARE(w.page->place().value(QStringLiteral("tenant")).toString(), QStringLiteral("ten_5"));
    }

    void narrowWindowsStackThePanels() {
        views::DashboardCanvas canvas;
        auto *one = new QWidget, *other = new QWidget;
        canvas.setItems({{QStringLiteral("one"), QStringLiteral("One"), one, {0, 0, 6, 4}},
                         {QStringLiteral("other"), QStringLiteral("Other"), other, {6, 0, 6, 4}}});
        canvas.resize(1200, 800);
        canvas.show();
        QCOMPARE(one->y(), other->y());
        canvas.resize(500, 800);
        QVERIFY(one->geometry().bottom() < other->y());
        QVERIFY(other->geometry().bottom() < canvas.minimumHeight());
    }

    void looksAsDesigned() {
        World w;
        w.openWithHistory();
        QTRY_COMPARE(w.find<QTableWidget>("topTenants")->rowCount(), 6);
        for (const auto& [kind, name] : {std::pair{ui::ThemeKind::light, QStringLiteral("dashboard-light.png")},
                                         {ui::ThemeKind::dark, QStringLiteral("dashboard-dark.png")},
                                         {ui::ThemeKind::highContrast, QStringLiteral("dashboard-contrast.png")}}) {
            ui::Theme::current().apply(kind);
            QCoreApplication::processEvents();
            for (auto* chart : w.page->findChildren<ui::LiveChart*>())
                chart->refreshNow();
            w.keep(name);
        }
        ui::Theme::current().apply(ui::ThemeKind::light);
    }
};

QTEST_MAIN(DashboardTest)
#include "dashboard_test.moc"
