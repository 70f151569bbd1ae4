// The telemetry of the real platform, judged by Prometheus' own linter.
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

#include "tests/support/stewardd_fixture.h"

using namespace steward;

namespace {

QString promtool() {
    const auto own = qEnvironmentVariable("STEWARD_SOURCE") + QStringLiteral("/.cache/tools");
    const auto found = QStandardPaths::findExecutable(QStringLiteral("promtool"));
    return found.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("promtool"), {own}) : found;
}

struct Judged {
    int code = -1;
    QByteArray says;
};

Judged judge(const QString& program, const std::string& metrics) {
    QProcess process;
    process.start(program, {QStringLiteral("check"), QStringLiteral("metrics")});
    process.write(metrics.data(), static_cast<qint64>(metrics.size()));
    process.closeWriteChannel();
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput() + process.readAllStandardError()};
}

}  // namespace

class MetricsLintTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void metricsAreAsPrometheusWantsThem() {
        const auto program = promtool();
        if (program.isEmpty()) QSKIP("promtool is not installed, so the metrics are not linted (./dev test brings it)");
        test::StewarddFixture platform;
        platform.set("telemetry.endpoint=http://127.0.0.1:1");
        platform.set("telemetry.intervalMs=20");
        QVERIFY2(platform.start(), platform.log().c_str());
        platform.ask({.target = "/v1/tenants"});
        platform.ask({.target = "/v1/nothing"});
        platform.ask({.target = "/v1/me", .token = "-"});
        const auto metrics = [&] { return test::ask(platform.port(), {.target = "/metrics"}).body; };
        QTRY_VERIFY(metrics().find("steward_telemetry_sends_failed_total ") != std::string::npos);
        const auto judged = judge(program, metrics());
        QVERIFY2(judged.code == 0, judged.says.constData());
        QVERIFY2(judged.says.isEmpty(), judged.says.constData());
        QVERIFY(judge(program, "# TYPE bad_total gauge\nbad_total 1\n").code != 0);
    }
};

QTEST_GUILESS_MAIN(MetricsLintTest)
#include "metrics_lint_test.moc"
