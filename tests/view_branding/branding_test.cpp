// The branding page as somebody uses it: form, contrast, draft, preview, conflict, publishing, history, offline.
#include <QListWidget>
#include <QPlainTextEdit>

#include "identity/sign_in_page.h"
#include "tests/view_dashboard/page_world.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/html/html_view.h"
#include "ui/overlay.h"
#include "ui/states.h"
#include "views/branding/branding_page.h"

using namespace steward;
using namespace steward::test;
using ui::StateStack;
using views::BrandingPage;

namespace {

domain::Tenant tenant(const char* id, const char* name) {
    domain::Tenant made;
    made.id = id;
    made.name = name;
    made.domain = "care.fernhollow.example";
    return made;
}

domain::BrandState clinics() {
    domain::BrandState state;
    state.tenantId = "ten_1";
    state.draft.productName = "Fernhollow Care";
    state.draft.headline = "Appointments, letters and results in one place.";
    state.draft.welcome = "Welcome back to Fernhollow Care.";
    state.draft.primaryColour = "#1D6B57";
    state.draft.accentColour = "#B4762A";
    state.draft.backgroundColour = "#F3F7F4";
    state.draft.textColour = "#1B2B25";
    state.draft.emailFooter = "Fernhollow Clinics Ltd, 4 Orchard Lane, Wexcombe.";
    state.published = state.draft;
    state.published.productName = "Fernhollow";
    state.published.headline = "Care in one place.";
    state.version = 14;
    state.draftRevision = 7;
    state.changes = 2;
    state.draftSavedAt = *parseRfc3339("2026-11-23T10:02:41Z");
    state.draftSavedBy = "Marta Oyelaran";
    state.publishedAt = *parseRfc3339("2026-11-09T12:00:00Z");
    state.publishedBy = "Ines Moreau";
    return state;
}

struct World : PageWorld {
    BrandingPage* page = nullptr;
    domain::BrandState state = clinics();

    StateStack* stack() const { return page->findChild<StateStack*>(QString(), Qt::FindDirectChildrenOnly); }
    void platform() {
        contract::Page<domain::Tenant> tenants;
        tenants.items = {tenant("ten_1", "Fernhollow Clinics"), tenant("ten_2", "Oxbarrow Freight")};
        tenants.total = 2;
        answer("GET /v1/tenants", tenants);
        answer("GET /v1/tenants/ten_1", tenants.items[0]);
        answer("GET /v1/tenants/ten_2", tenants.items[1]);
        answer("GET /v1/brands/ten_1", Answer([this](const FakeNetwork::Seen&) { return reply(); }));
        domain::BrandState other;
        other.tenantId = "ten_2";
        other.draft.productName = "Oxbarrow";
        other.published = other.draft;
        answer("GET /v1/brands/ten_2", other);
        answer("PUT /v1/brands/ten_1/draft", Answer([this](const FakeNetwork::Seen& seen) {
                   const auto sent = json::parse(seen.body.toStdString());
                   const auto& object = sent->as_object();
                   state.draft = *json::fromValue<domain::Brand>(object.contains("brand") ? object.at("brand") : *sent);
                   ++state.draftRevision;
                   return reply();
               }));
        answer("DELETE /v1/brands/ten_1/draft", Answer([this](const FakeNetwork::Seen&) {
                   state.draft = state.published;
                   ++state.draftRevision;
                   return reply();
               }));
        answer("POST /v1/brands/", Answer([](const FakeNetwork::Seen& seen) {
                   const auto sent = json::parse(seen.body.toStdString());
                   const auto& object = sent->as_object();
                   const auto brand =
                       *json::fromValue<domain::Brand>(object.contains("brand") ? object.at("brand") : *sent);
                   identity::SignInPageState shown;
                   shown.preview = true;
                   shown.email = "rosa.lindqvist@fernhollow.example";
                   return Scripted{.body = QByteArray::fromStdString(identity::signInPage(brand, shown)),
                                   .headers = {{"Content-Type", "text/html; charset=utf-8"}}};
               }));
        contract::Page<domain::BrandVersion> versions;
        for (int version = 14; version > 0; --version)
            versions.items.push_back({version,
                                      {},
                                      *parseRfc3339("2026-11-09T12:00:00Z"),
                                      "Ines Moreau",
                                      version == 14 ? std::optional<std::string>("aud_9") : std::nullopt});
        answer("GET /v1/brands/ten_1/versions", versions);
    }
    Scripted reply() const { return {.body = QByteArray::fromStdString(json::write(state))}; }
    void open(const QVariantMap& target = {}) { page = show(new BrandingPage(context), target); }
    void openClinics() {
        platform();
        open({{QStringLiteral("id"), QStringLiteral("ten_1")}});
        QTRY_COMPARE(stack()->state(), StateStack::State::content);
        QTRY_VERIFY(preview()->plainText().contains(QStringLiteral("Fernhollow Care")));
    }
    ui::HtmlView* preview() const { return find<ui::HtmlView>("previewPage"); }
    void type(const char* field, const QString& text) {
        auto* line = find<QLineEdit>(field);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }
};

}  // namespace

class BrandingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensTheFirstTenant() {
        World w;
        w.platform();
        w.open();
        QCOMPARE(w.stack()->state(), StateStack::State::loading);
        QTRY_COMPARE(w.stack()->state(), StateStack::State::content);
        QCOMPARE(w.page->place().value(QStringLiteral("id")).toString(), QStringLiteral("ten_1"));
        QCOMPARE(w.find<QAbstractButton>("tenantPicker")->text(), QStringLiteral("Fernhollow Clinics"));
    }

    void fillsTheForm() {
        World w;
        w.openClinics();
        QCOMPARE(w.find<QLineEdit>("productName")->text(), QStringLiteral("Fernhollow Care"));
        QCOMPARE(w.find<QLineEdit>("primaryColour")->text(), QStringLiteral("#1D6B57"));
        QCOMPARE(w.find<QPlainTextEdit>("emailFooter")->toPlainText(),
                 QString::fromStdString(w.state.draft.emailFooter));
        QVERIFY(w.text("draftText").startsWith(QStringLiteral("2 change")));
        QCOMPARE(w.text("savedText"), QStringLiteral("saved 10:02:41 UTC by Marta Oyelaran"));
        QCOMPARE(w.text("publishedText"), QStringLiteral("v14, 9 Nov 2026, Ines Moreau"));
        const QString shown = w.everything();
        for (const char* words : {"white text 6.4:1", "on white 3.8:1", "text 13.7:1", "on white 14.8:1",
                                  "Accent is too light for small text.", "care.fernhollow.example/sign-in"})
            QVERIFY2(shown.contains(QLatin1String(words)), qPrintable(shown));
        QVERIFY2(w.nameless().isEmpty(), qPrintable(w.nameless().join(QLatin1Char('\n'))));
        QCOMPARE(w.count("PUT /v1/brands/"), 0);
    }

    void typingChangesThePreviewAndIsSaved() {
        World w;
        w.openClinics();
        w.type("headline", QStringLiteral("Care, close by."));
        QVERIFY(w.text("savedText").contains(QStringLiteral("saving")));
        QVERIFY(!w.find<QWidget>("publishBrand")->isEnabled());
        QTRY_VERIFY(w.preview()->plainText().contains(QStringLiteral("Care, close by.")));
        QTRY_COMPARE(w.count("PUT /v1/brands/ten_1/draft"), 1);
        QTRY_VERIFY(w.text("savedText").startsWith(QStringLiteral("saved ")));
        QVERIFY(w.find<QWidget>("publishBrand")->isEnabled());
        QCOMPARE(w.find<QLineEdit>("headline")->cursorPosition(), 15);
    }

    void aSuggestedColourIsOneClickAway() {
        World w;
        w.openClinics();
        auto* use = w.find<ui::Button>("useSuggestion");
        const QString suggestion = use->text().section(QLatin1Char(' '), 1);
        QVERIFY(suggestion.startsWith(QLatin1Char('#')));
        QTest::mouseClick(use, Qt::LeftButton);
        QCOMPARE(w.find<QLineEdit>("accentColour")->text(), suggestion);
        QVERIFY(!use->isVisible());
        QTRY_COMPARE(w.count("PUT /v1/brands/ten_1/draft"), 1);
    }

    void aBrandThatBreaksARuleIsNotPublished() {
        World w;
        w.openClinics();
        w.type("primaryColour", QStringLiteral("#FFEE99"));
        QTRY_VERIFY(w.text("savedText").startsWith(QStringLiteral("saved ")));
        QVERIFY(!w.find<QWidget>("publishBrand")->isEnabled());
        QVERIFY(!w.find<QWidget>("publishBrand")->toolTip().isEmpty());
        QVERIFY(w.find<QWidget>("brandProblem")->isVisible());
        QVERIFY(w.everything().contains(QStringLiteral("Primary is too light for white text.")));
        w.type("primaryColour", QStringLiteral("#12"));
        QCOMPARE(w.state.draft.primaryColour, "#FFEE99");
    }

    void aConflictIsDecidedByThePerson() {
        World w;
        w.openClinics();
        w.refuse("PUT /v1/brands/ten_1/draft", 412, "Somebody else changed it");
        QVERIFY(!w.find<QWidget>("keepMine")->isVisible());
        w.type("productName", QStringLiteral("Mine"));
        QTRY_VERIFY(w.find<QWidget>("keepMine")->isVisible());
        QVERIFY(w.find<QWidget>("takeTheirs")->isVisible());
        w.page->refresh();
        QCOMPARE(w.find<QLineEdit>("productName")->text(), QStringLiteral("Mine"));
        w.state.draft.productName = "Theirs";
        w.click("takeTheirs");
        QTRY_COMPARE(w.find<QLineEdit>("productName")->text(), QStringLiteral("Theirs"));
        QVERIFY(!w.find<QWidget>("keepMine")->isVisible());
    }

    void keepingMineSavesItOnTheirs() {
        World w;
        w.openClinics();
        w.refuse("PUT /v1/brands/ten_1/draft", 412, "Somebody else changed it");
        w.type("productName", QStringLiteral("Mine"));
        QTRY_VERIFY(w.find<QWidget>("keepMine")->isVisible());
        w.platform();
        w.state.draftRevision = 20;
        w.click("keepMine");
        QTRY_COMPARE(w.state.draft.productName, "Mine");
        QCOMPARE(w.state.draftRevision, 21);
        QTRY_VERIFY(!w.find<QWidget>("keepMine")->isVisible());
    }

    void discardTakesThePublishedBrand() {
        World w;
        w.openClinics();
        w.click("discardDraft");
        QTRY_COMPARE(w.find<QLineEdit>("productName")->text(), QStringLiteral("Fernhollow"));
        QCOMPARE(w.text("draftText"), QStringLiteral("No changes"));
        QVERIFY(!w.find<QWidget>("discardDraft")->isEnabled());
        QVERIFY(!w.find<QWidget>("brandDifference")->isEnabled());
        QVERIFY(!w.find<QWidget>("publishBrand")->isEnabled());
    }

    void publishingIsAPlan() {
        World w;
        w.openClinics();
        w.click("publishBrand");
        QCOMPARE(w.shell.plans.size(), std::size_t(1));
        const auto& request = w.shell.plans[0].request;
        QCOMPARE(request.entity, domain::EntityKind::brand);
        QCOMPARE(request.operation, domain::Operation::publish);
        QCOMPARE(*request.selection.ids, std::vector<std::string>{"ten_1"});
        QCOMPARE(w.shell.plans[0].title, QStringLiteral("Publish the brand of Fernhollow Clinics"));
        w.state.published = w.state.draft;
        w.state.version = 15;
        w.shell.plans[0].applied({});
        QTRY_COMPARE(w.text("draftText"), QStringLiteral("No changes"));
    }

    void theDifferenceIsShown() {
        World w;
        w.openClinics();
        w.click("brandDifference");
        auto* dialog = w.find<ui::OverlayDialog>("brandDifferenceDialog");
        QTRY_VERIFY(dialog->isOpen());
        const QString shown = w.everything();
        QVERIFY2(shown.contains(QStringLiteral("was Care in one place.")), qPrintable(shown));
        QTRY_COMPARE(QApplication::focusWidget(), w.find<QWidget>("closeDifference"));
        w.keep(QStringLiteral("branding-difference.png"));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!w.window.findChild<QWidget*>(QStringLiteral("brandDifferenceDialog")));
    }

    void historyOffersTheWayBack() {
        World w;
        w.openClinics();
        w.click("brandHistory");
        QTRY_VERIFY(w.window.findChild<QWidget*>(QStringLiteral("revertBrand14")));
        w.keep(QStringLiteral("branding-history.png"));
        auto* dialog = w.find<ui::OverlayDialog>("brandHistoryDialog");
        QVERIFY2(dialog->panel()->height() <= 460, qPrintable(QString::number(dialog->panel()->height())));
        w.click("revertBrand14");
        QCOMPARE(w.shell.reverts.size(), 1);
        QCOMPARE(w.shell.reverts[0].second, QStringList{QStringLiteral("aud_9")});
    }

    void anotherTenantIsFoundByTyping() {
        World w;
        w.openClinics();
        QSignalSpy places(w.page, &views::Page::placeChanged);
        w.click("tenantPicker");
        auto* list = w.find<QListWidget>("tenantPickerList");
        QTRY_COMPARE(list->count(), 2);
        auto* field = w.find<QLineEdit>("tenantPickerSearch");
        QTest::keyClicks(field, QStringLiteral("ox"));
        QTRY_VERIFY(w.network.seen.back().request.url().query().contains(QStringLiteral("name~ox")));
        QTRY_COMPARE(list->count(), 2);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(w.find<QLineEdit>("productName")->text(), QStringLiteral("Oxbarrow"));
        QCOMPARE(w.page->place().value(QStringLiteral("id")).toString(), QStringLiteral("ten_2"));
        QCOMPARE(places.size(), 1);
        QVERIFY(w.everything().contains(QStringLiteral("Nothing is published; users see the standard page.")));
    }

    void somebodyElsesPublishingIsShown() {
        World w;
        w.openClinics();
        w.feed.start();
        QTRY_COMPARE(w.feedServer.received.size(), 1);
        w.state.published = w.state.draft;
        w.state.version = 15;
        w.feedServer.send(
            "entities", 1, Time{},
            contract::EntityChanged{domain::EntityKind::brand, "ten_1", "ten_1", 15, "brand.publish", "Ada"});
        QTRY_COMPARE(w.text("draftText"), QStringLiteral("No changes"));
    }

    void offlineNothingCanBeChanged() {
        World w;
        w.openClinics();
        w.session.setConnection(models::Connection::offline, QDateTime::currentDateTimeUtc());
        for (const char* name : {"productName", "primaryColour", "chooseLogo", "discardDraft", "publishBrand"})
            QVERIFY2(!w.find<QWidget>(name)->isEnabled(), name);
        QVERIFY(w.find<QWidget>("publishBrand")->toolTip().contains(QStringLiteral("Offline")));
        const int reads = w.count("GET /v1/brands/ten_1");
        w.session.setConnection(models::Connection::live);
        QVERIFY(w.find<QWidget>("productName")->isEnabled());
        QTRY_VERIFY(w.count("GET /v1/brands/ten_1") > reads);
    }

    void aDraftThatWasNotSavedIsSavedOnReconnection() {
        World w;
        w.openClinics();
        w.cutOff("PUT /v1/brands/ten_1/draft");
        w.type("productName", QStringLiteral("Typed"));
        QTRY_VERIFY(w.text("savedText").startsWith(QStringLiteral("not saved")));
        w.session.setConnection(models::Connection::offline, QDateTime::currentDateTimeUtc());
        w.platform();
        w.session.setConnection(models::Connection::live);
        QTRY_COMPARE(w.state.draft.productName, "Typed");
        QCOMPARE(w.find<QLineEdit>("productName")->text(), QStringLiteral("Typed"));
    }

    void withoutTheRightItIsReadOnly() {
        World w;
        contract::Me me = *w.session.me();
        me.permissions.erase(domain::Permission::brandingWrite);
        w.session.setMe(me);
        w.openClinics();
        QVERIFY(!w.find<QWidget>("productName")->isEnabled());
        QVERIFY(w.find<QWidget>("publishBrand")->toolTip().contains(QStringLiteral("role")));
        QVERIFY(w.find<QWidget>("brandDifference")->isEnabled());
    }

    void anErrorCanBeRetried() {
        World w;
        w.platform();
        w.refuse("GET /v1/brands/ten_1", 503, "The platform is starting");
        w.open({{QStringLiteral("id"), QStringLiteral("ten_1")}});
        QTRY_COMPARE(w.stack()->state(), StateStack::State::error);
        w.platform();
        QTest::mouseClick(w.stack()->error()->retryButton(), Qt::LeftButton);
        QTRY_COMPARE(w.stack()->state(), StateStack::State::content);
    }

    void anUnknownTenantIsSaidAndRetriesThatOne() {
        World w;
        w.platform();
        w.refuse("GET /v1/tenants/ten_9", 404, "No such tenant");
        w.open({{QStringLiteral("id"), QStringLiteral("ten_9")}});
        QTRY_COMPARE(w.stack()->state(), StateStack::State::error);
        w.answer("GET /v1/tenants/ten_9", tenant("ten_1", "Fernhollow Clinics"));
        QTest::mouseClick(w.stack()->error()->retryButton(), Qt::LeftButton);
        QTRY_COMPARE(w.stack()->state(), StateStack::State::content);
    }

    void withoutTenantsItIsEmpty() {
        World w;
        w.answer("GET /v1/tenants", contract::Page<domain::Tenant>{});
        w.open();
        QTRY_COMPARE(w.stack()->state(), StateStack::State::empty);
    }

    void theWidthOfThePreviewIsChosen() {
        World w;
        w.openClinics();
        auto* width = w.find<ui::SegmentedControl>("previewWidth");
        const QImage wide = w.preview()->viewport()->grab().toImage();
        QTest::mouseClick(width->segment(1), Qt::LeftButton);
        QVERIFY(w.preview()->viewport()->grab().toImage() != wide);
        w.keep(QStringLiteral("branding-phone.png"));
    }

    void looksAsDesigned() {
        World w;
        w.openClinics();
        for (const auto& [kind, name] : {std::pair{ui::ThemeKind::dark, QStringLiteral("branding-dark.png")},
                                         {ui::ThemeKind::light, QStringLiteral("branding-light.png")}}) {
            ui::Theme::current().apply(kind);
            QCoreApplication::processEvents();
            w.keep(name);
        }
    }
};

QTEST_MAIN(BrandingTest)
#include "branding_test.moc"
