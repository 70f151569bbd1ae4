// Support access that runs out, through the whole console on a real platform: the banner counts down to the end, and
// the window leaves by itself, or stays with what is unsaved until that is put away. With STEWARD_GRABS=DIR it leaves
// pictures.
#include "app/support_banner.h"
#include "contract/endpoints.h"
#include "models/support/support_model.h"
#include "tests/app/driven_console.h"
#include "tests/support/reply_document.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using namespace steward::app;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::SupportModel;
using test::patience;

class SupportEndTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    test::StewarddFixture platform_;
    domain::Tenant tenant_;
    QString over_;  // what is said at the end
    MainWindow* own_ = nullptr;

    // Enters the tenant with access that was given 30 minutes ago, but for this.
    void enter(std::chrono::seconds left) {
        const json::Value request{{"reason", "Ticket 4711: the logo is missing"},
                                  {"role", "admin"},
                                  {"minutes", 30},
                                  {"permissions", {"tenantsRead"}}};
        platform_.setClockWrong(left - 30min);
        const auto asked = platform_.ask({.method = "POST",
                                          .target = "/v1/tenants/" + tenant_.id + "/support-access",
                                          .body = json::write(request)});
        platform_.setClockWrong(0s);
        QVERIFY2(asked.status == 201, asked.body.c_str());
        const auto id = QString::fromStdString(test::read<domain::SupportAccess>(asked).id);
        goTo(u"support"_s);
        run(u"view.refresh"_s);
        click(u"enterSupport."_s + id);
        QTRY_VERIFY_WITH_TIMEOUT(window() != own_, patience);
        QVERIFY(QTest::qWaitForWindowExposed(window()));
        QTRY_VERIFY(banner());
    }
    SupportBanner* banner() const { return shown<SupportBanner>(u"supportBanner"_s); }
    QString countdown() const {
        for (const auto* label : banner()->findChildren<QLabel*>())
            if (label->text().endsWith(u" left"_s)) return label->text();
        return {};
    }
    domain::SupportAccess latest() const {
        const auto page =
            test::read<contract::Page<domain::SupportAccess>>(platform_.ask({.target = "/v1/support-access"}));
        return page.items.empty() ? domain::SupportAccess{} : page.items.front();
    }

private Q_SLOTS:
    void initTestCase() {
        if (test::sanitized) QSKIP("a sanitizer wants to be the first that is preloaded");
        platform_.withOwnClock();
        platform_.set("limits.mode=off");
        QVERIFY2(platform_.loadDemo(40), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        // Of the demo tenants the one that lets support in without being asked.
        const auto tenants = test::read<contract::Page<domain::Tenant>>(
            platform_.ask({.target = "/v1/tenants?filter=slug%3Dravenholt"}));
        QCOMPARE(tenants.items.size(), std::size_t(1));
        tenant_ = tenants.items.front();
        over_ = u"The time of your support access to %1 is over."_s.arg(QString::fromStdString(tenant_.name));
        addWorkspace("Staging", client::Environment::staging, platform_.port());
        signIn(platform_.refreshToken());
        openWorkspace();
        own_ = window();
    }

    void itCountsToItsEndAndLeaves() {
        enter(20s);
        QVERIFY(banner());
        QVERIFY2(banner()->accessibleName().endsWith(u"1 minute(s) left"_s), qPrintable(banner()->accessibleName()));
        const QString before = countdown();
        QVERIFY2(before.startsWith(u"0:"_s), qPrintable(before));
        QTRY_VERIFY(!countdown().isEmpty() && countdown() < before);
        grab(u"support-near-the-end"_s);
        QTRY_COMPARE_WITH_TIMEOUT(window(), own_, patience);
        QTRY_VERIFY(own_->isVisible());
        QTRY_VERIFY2(toasts().contains(over_), qPrintable(toasts()));
        QCOMPARE(latest().state, domain::SupportState::expired);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"supportTable"_s, 0, SupportModel::State), u"Time over"_s, patience);
    }

    void itStaysWithWhatIsUnsaved() {
        enter(20s);
        QVERIFY(banner());
        run(u"go.palette"_s);
        write(u"paletteField"_s, u"Without a logo"_s);
        const MainWindow* inside = window();
        QTRY_VERIFY_WITH_TIMEOUT(banner()->accessibleName().contains(over_), patience);
        QVERIFY(banner()->accessibleName().contains(u"What you typed is still here"_s));
        QCOMPARE(window(), inside);
        QCOMPARE(shown<QLineEdit>(u"paletteField"_s)->text(), u"Without a logo"_s);
        QVERIFY(!own_->isVisible());
        grab(u"support-over-unsaved"_s);
        // It is of no use any more: nothing gets through.
        QCOMPARE(latest().state, domain::SupportState::expired);
        QTest::keyClick(shown(u"paletteField"_s), Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(window(), own_, patience);
        QTRY_VERIFY(own_->isVisible());
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(SupportEndTest)
#include "support_end_test.moc"
