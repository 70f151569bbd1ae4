// The banner of support access: what it says, how it counts, and what screen readers are told of that.
#include <QAbstractButton>
#include <QAccessible>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "app/support_banner.h"
#include "ui/theme.h"

using namespace steward;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct HandClock final : Clock {
    Time time = *parseRfc3339("2026-11-24T12:00:00Z");
    Time now() const override { return time; }
};

contract::Me me(const std::shared_ptr<HandClock>& clock) {
    contract::Me made;
    made.principal.tenantId = "ten_1";
    made.principal.role = domain::Role::admin;
    made.principal.support = domain::SupportGrant{
        "sup_1", "usr_1", "Ines Moreau", "Tarnwick Foods", "Ticket <b>4711</b>", clock->time + 61min};
    return made;
}

QString everything(const QWidget& widget) {
    QStringList all;
    for (const auto* label : widget.findChildren<QLabel*>())
        if (label->isVisible()) all << label->text();
    return all.join(u'|');
}

// What screen readers say of the banner and its parts.
QStringList said(QWidget& widget) {
    QStringList all;
    QList<QWidget*> parts = widget.findChildren<QWidget*>();
    parts << &widget;
    for (QWidget* part : parts)
        if (auto* accessible = QAccessible::queryAccessibleInterface(part)) all << accessible->text(QAccessible::Name);
    return all;
}

}  // namespace

class SupportBannerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::Theme::current().apply(ui::ThemeKind::light); }

    void itSaysWhereForWhomWhyAndHowLong() {
        auto clock = std::make_shared<HandClock>();
        app::SupportBanner banner(clock);
        banner.resize(1200, 36);
        QVERIFY(!banner.isVisible());
        banner.setMe(me(clock));
        QVERIFY(banner.isVisible());
        QCOMPARE(
            everything(banner),
            u"Support access to Tarnwick Foods|On behalf of Ines Moreau. Reason: Ticket <b>4711</b>|1:01:00 left"_s);
        auto ofRole = me(clock);
        ofRole.principal.support->onBehalfOf = "ten_1";
        banner.setMe(ofRole);
        QVERIFY(everything(banner).contains(u"With the rights of the role Admin"_s));
        for (const auto* label : banner.findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void secondsAreSeenAndMinutesAreSaid() {
        auto clock = std::make_shared<HandClock>();
        app::SupportBanner banner(clock);
        banner.setMe(me(clock));
        QVERIFY(banner.accessibleName().endsWith(u"61 minute(s) left"_s));
        const QStringList before = said(banner);
        for (int second = 0; second < 59; ++second) {
            clock->time += 1s;
            banner.tick();
        }
        QCOMPARE(said(banner), before);
        QVERIFY(everything(banner).endsWith(u"1:00:01 left"_s));
        clock->time += 1s;
        banner.tick();
        QVERIFY(said(banner) != before);
        QVERIFY(banner.accessibleName().endsWith(u"60 minute(s) left"_s));
        clock->time += 59min + 30s;
        banner.tick();
        QVERIFY(everything(banner).endsWith(u"0:30 left"_s));
        QVERIFY(banner.accessibleName().endsWith(u"1 minute(s) left"_s));
    }

    void thePlatformIsAskedWhenTimeIsUp() {
        auto clock = std::make_shared<HandClock>();
        app::SupportBanner banner(clock);
        QSignalSpy isUp(&banner, &app::SupportBanner::timeIsUp), leave(&banner, &app::SupportBanner::leaveRequested);
        banner.setMe(me(clock));
        clock->time += 61min;
        banner.tick();
        QCOMPARE(isUp.count(), 1);
        QVERIFY(everything(banner).endsWith(u"Time is up"_s));
        for (int second = 0; second < 10; ++second)
            banner.tick();
        QCOMPARE(isUp.count(), 2);  // this computer's clock may be wrong: again, and not at every second
        QTest::mouseClick(banner.findChild<QAbstractButton*>(u"leaveSupport"_s), Qt::LeftButton);
        QCOMPARE(leave.count(), 1);
        banner.setOver(u"Ines Moreau has ended your support access."_s);
        QVERIFY(banner.accessibleName().startsWith(u"Ines Moreau has ended"_s));
        QTest::mouseClick(banner.findChild<QAbstractButton*>(u"leaveSupport"_s), Qt::LeftButton);
        QCOMPARE(leave.count(), 2);
    }
};

QTEST_MAIN(SupportBannerTest)
#include "support_banner_test.moc"
