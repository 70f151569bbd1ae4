// Dashboards of Grafana taken over: what becomes of each panel, what is said to be left out, and hostile files.
#include <QtTest>
#include <random>

#include "base/json.h"
#include "models/dashboards/grafana_import.h"

using namespace steward;
using namespace steward::domain;
using models::LeftOut;
using models::LeftOutReason;
using models::readExpression;
using models::readGrafana;

namespace {

const std::string document = R"({
  "title": "Checkout", "description": "Of the shop", "refresh": "30s", "time": {"from": "now-6h", "to": "now"},
  "templating": {"list": [{"name": "tenant", "type": "query"}, {"name": "datasource"}, {"name": "pod"}]},
  "annotations": {"list": [{"builtIn": 1, "name": "Annotations & Alerts"}, {"name": "Deploys"}]},
  "links": [{"title": "Runbook"}],
  "panels": [
    {"type": "timeseries", "title": "Requests", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
     "targets": [{"expr": "sum(rate(http_requests_total{job='api', tenant='$tenant'}[5m])) ", "legendFormat": "all"},
                 {"expr": "histogram_quantile(0.9, rate(x_bucket[5m])) "}, {"expr": "up", "hide": true}],
     "fieldConfig": {"defaults": {"unit": "reqps", "decimals": 1, "custom": {"fillOpacity": 10},
                     "thresholds": {"steps": [{"color": "green", "value": null}, {"color": "orange", "value": 50},
                                              {"color": "red", "value": 90}]}}, "overrides": [{}]}},
    {"type": "row", "title": "More", "collapsed": true, "panels": [
      {"type": "stat", "title": "Up", "gridPos": {"x": 12, "y": 0, "w": 6, "h": 4}, "targets": [{"expr": "up"}],
       "fieldConfig": {"defaults": {"unit": "dateTimeAsIso"}}}]},
    {"type": "gauge", "title": "Memory", "gridPos": {"x": 12, "y": 0, "w": 12, "h": 8},
     "targets": [{"expr": "process_resident_memory_bytes"}],
     "fieldConfig": {"defaults": {"unit": "bytes", "min": 0, "max": 10}}},
    {"type": "text", "title": "Read me"},
    {"type": "heatmap", "title": "Nothing of it", "targets": [{"expr": "a / b"}]}
  ]})";

bool has(const std::vector<LeftOut>& all, LeftOutReason reason, const std::string& where,
         const std::string& detail = {}) {
    return std::ranges::find(all, LeftOut{reason, where, detail}) != all.end();
}

}  // namespace

class GrafanaTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void panelsThatExistAreTakenOver() {
        const auto imported = readGrafana(document);
        QVERIFY(imported);
        const auto& content = imported->content;
        QCOMPARE(content.title, std::string("Checkout"));
        QCOMPARE(content.rangeMinutes, std::int64_t(360));
        QCOMPARE(content.refreshSeconds, std::int64_t(30));
        QCOMPARE(content.variables, (std::vector<DashboardVariable>{{VariableKind::tenant, ""}}));
        QCOMPARE(content.panels.size(), std::size_t(3));
        const auto& requests = content.panels[0];
        QCOMPARE(requests.kind, PanelKind::area);
        QCOMPARE(requests.place, (GridPlace{0, 0, 6, 4}));
        QCOMPARE(requests.unit, PanelUnit::perSecond);
        QCOMPARE(requests.decimals.value_or(-1), std::int64_t(1));
        QCOMPARE(requests.queries.size(), std::size_t(1));
        QCOMPARE(requests.queries[0].series, std::string("http_requests_total"));
        QCOMPARE(requests.queries[0].label, std::string("all"));
        QVERIFY(requests.queries[0].function == PanelFunction::rate);
        QCOMPARE(requests.queries[0].tenant.value_or(""), std::string("$tenant"));
        QCOMPARE(requests.queries[0].labels->at("job"), std::string("api"));
        QCOMPARE(requests.thresholds.size(), std::size_t(2));
        QCOMPARE(requests.thresholds[1].level, ThresholdLevel::bad);
        QCOMPARE(content.panels[1].kind, PanelKind::stat);
        QCOMPARE(content.panels[2].kind, PanelKind::gauge);
        QCOMPARE(content.panels[2].maximum.value_or(0), 10.0);
        QVERIFY(check(content).empty());
    }

    void whatWasLeftOutIsSaid() {
        const auto left = readGrafana(document)->leftOut;
        QVERIFY(has(left, LeftOutReason::query, "Requests", "histogram_quantile(0.9, rate(x_bucket[5m]))"));
        QVERIFY(has(left, LeftOutReason::override, "Requests"));
        QVERIFY(has(left, LeftOutReason::panelKind, "Read me", "text"));
        QVERIFY(has(left, LeftOutReason::panelEmpty, "Nothing of it"));
        QVERIFY(has(left, LeftOutReason::unit, "Up", "dateTimeAsIso"));
        QVERIFY(has(left, LeftOutReason::variable, "Checkout", "pod"));
        QVERIFY(has(left, LeftOutReason::annotation, "Checkout", "Deploys"));
        QVERIFY(has(left, LeftOutReason::link, "Checkout", "Runbook"));
        QVERIFY(!has(left, LeftOutReason::variable, "Checkout", "tenant"));
    }

    void exportsHoldItInside() {
        QCOMPARE(readGrafana("{\"dashboard\":" + document + ",\"meta\":{}}")->content.panels.size(), std::size_t(3));
        QCOMPARE(readGrafana(R"({"title":"Old","rows":[{"panels":[{"type":"graph","title":"A","span":6,
                 "targets":[{"expr":"up"}],"stack":true}]}]})")
                     ->content.panels[0]
                     .kind,
                 PanelKind::stacked);
    }

    void expressions_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isTaken");
        for (const auto& [text, taken] : {std::pair("up", true),
                                          {"up{}", true},
                                          {"up{a=\"b\",}", true},
                                          {"rate(up[5m])", true},
                                          {"sum(up)", true},
                                          {"increase(a:b{c=\"d\"}[1h])", true},
                                          {"up{a=~\"b.*\"}", false},
                                          {"up{a=\"$pod\"}", false},
                                          {"up offset 5m", false},
                                          {"up + 1", false},
                                          {"rate(up)", false},
                                          {"up[5m]", false},
                                          {"sum by (a) (up)", false},
                                          {"sum(rate(up[5m])", false},
                                          {"", false},
                                          {"up{a=\"b", false},
                                          {"1", false},
                                          {"{a=\"b\"}", false},
                                          {"avg(up)", false}})
            QTest::newRow(text) << QByteArray(text) << taken;
    }
    void expressions() {
        QFETCH(QByteArray, text);
        QFETCH(bool, isTaken);
        QCOMPARE(readExpression(text.toStdString()).has_value(), isTaken);
    }

    void whatIsNoDashboardIsRefused() {
        for (const char* text : {"", "[]", "null", "{}", "{\"title\":\"x\"}", "{\"panels\":"})
            QVERIFY2(!readGrafana(text), text);
        QVERIFY(readGrafana(R"({"panels":[]})"));
        QCOMPARE(readGrafana(std::string(9 * 1024 * 1024, ' ')).error().code, ErrorCode::tooLarge);
        std::string deep(100'000, '[');
        QVERIFY(!readGrafana("{\"panels\":" + deep));
    }

    void wrongTypesDoNoHarm() {
        for (const char* text :
             {R"({"panels":[1,null,"x",[],{"type":7,"title":{},"gridPos":[]}]})",
              R"({"panels":[{"type":"stat","targets":"x"}],"templating":[],"time":3,"annotations":{"list":{}}})",
              R"({"panels":[{"type":"stat","title":"a\u0000\nb","targets":[{"expr":"up"},{"expr":5},7],
                  "gridPos":{"x":-1e300,"y":1e300,"w":1e9,"h":-5},
                  "fieldConfig":{"defaults":{"min":5,"max":1,"decimals":1e9,"thresholds":{"steps":[{"value":"x"},3]}}}}]})"}) {
            const auto imported = readGrafana(text);
            QVERIFY2(imported, text);
            QVERIFY(check(imported->content).empty());
        }
    }

    void tooMuchIsCutOffAndSaid() {
        std::string panels;
        for (int i = 0; i < 5000; ++i)
            panels += std::string(i ? "," : "") + R"({"type":"stat","title":"P","targets":[{"expr":"up"}]})";
        const auto many = readGrafana("{\"title\":\"" + std::string(500, 'x') + "\",\"panels\":[" + panels + "]}");
        QVERIFY(many);
        QCOMPARE(many->content.panels.size(), dashboard::mostPanels);
        QCOMPARE(many->leftOut.size(), std::size_t(200));
        QVERIFY(has(many->leftOut, LeftOutReason::tooMany, "P"));
        std::string targets;
        for (int i = 0; i < 40; ++i)
            targets += std::string(i ? "," : "") + "{\"expr\":\"m" + std::to_string(i) + "\"}";
        const auto wide = readGrafana(R"({"panels":[{"type":"table","title":"T","targets":[)" + targets + "]}]}");
        QCOMPARE(wide->content.panels[0].queries.size(), dashboard::mostQueries);
        QVERIFY(check(wide->content).empty());
    }

    // Cut and changed at random: an answer or an error, and never anything that cannot be saved.
    void damagedFilesAreAnsweredOrRefused() {
        std::mt19937 random(11);
        int taken = 0;
        for (int i = 0; i < 3000; ++i) {
            std::string text = document;
            for (int change = 0; change < 4; ++change)
                text[random() % text.size()] = char(random() % 95 + 32);
            if (i % 3 == 0) text.resize(random() % text.size());
            const auto imported = readGrafana(text);
            if (!imported) continue;
            ++taken;
            QVERIFY2(check(imported->content).empty(), text.c_str());
        }
        QVERIFY(taken > 100);
    }
};

QTEST_APPLESS_MAIN(GrafanaTest)
#include "grafana_test.moc"
