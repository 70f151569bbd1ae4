// For how long changes are open in production, as the environment bar says it.
#include <QSignalSpy>
#include <QTest>

#include "app/elevation.h"

using namespace steward;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct HandClock final : Clock {
    Time time = *parseRfc3339("2026-11-24T23:50:00Z");
    Time now() const override { return time; }
};

}  // namespace

class ElevationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itCountsMinutesToTheEnd() {
        auto clock = std::make_shared<HandClock>();
        app::Elevation elevation(clock);
        const QString readOnly = u"Read-only until you confirm that it is you"_s;
        QCOMPARE(elevation.statement(), readOnly);
        elevation.setUntil(clock->time + 15min);
        QCOMPARE(elevation.statement(), u"Changes are open until 00:05 UTC, 15 minute(s) left"_s);
        clock->time += 59s + 999ms;
        QVERIFY(elevation.statement().endsWith(u"15 minute(s) left"_s));
        clock->time += 1ms;
        QVERIFY(elevation.statement().endsWith(u"14 minute(s) left"_s));
        clock->time += 13min + 1ms;
        QVERIFY(elevation.statement().endsWith(u"1 minute(s) left"_s));
        clock->time += 1min;
        QCOMPARE(elevation.statement(), readOnly);
        elevation.setUntil(clock->time + 15min);
        QVERIFY(elevation.statement().endsWith(u"15 minute(s) left"_s));
        elevation.setUntil({});
        QCOMPARE(elevation.statement(), readOnly);
    }

    // Who sits at the computer that runs the platform has proved it for as long as they are signed in.
    void longTimesAreNotCounted() {
        auto clock = std::make_shared<HandClock>();
        app::Elevation elevation(clock);
        elevation.setUntil(clock->time + 3h);
        QCOMPARE(elevation.statement(), u"Changes are open until 02:50 UTC"_s);
        elevation.setUntil(clock->time + 24h * 30);
        QCOMPARE(elevation.statement(), u"Changes are open until 24 Dec UTC"_s);
    }

    void itTellsWhenAMinuteIsOver() {
        auto clock = std::make_shared<HandClock>();
        app::Elevation elevation(clock);
        QSignalSpy changed(&elevation, &app::Elevation::changed);
        elevation.setUntil(clock->time + 2min + 20ms);
        QVERIFY(elevation.statement().endsWith(u"3 minute(s) left"_s));
        clock->time += 20ms;
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(elevation.statement().endsWith(u"2 minute(s) left"_s));
        // The last of it.
        elevation.setUntil(clock->time + 10ms);
        clock->time += 10ms;
        QTRY_COMPARE(changed.count(), 2);
        QVERIFY(elevation.statement().startsWith(u"Read-only"_s));
    }
};

QTEST_MAIN(ElevationTest)
#include "elevation_test.moc"
