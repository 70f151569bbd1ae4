// What lupdate files under a context comes out under it: German is installed, and functions and classes that say
// something are asked for it. With nothing but plurals, English counts.
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTranslator>
#include <QtTest>

#include "app/command_line.h"
#include "client/request_encoding.h"
#include "client/workspace.h"
#include "domain/tenant.h"
#include "models/branding/logo.h"
#include "models/common/filter.h"
#include "store/offline_store.h"
#include "tests/support/awaited.h"
#include "ui/charts/category_chart.h"
#include "ui/charts/scale.h"
#include "views/common/words.h"
#include "views/components/components_page.h"
#include "views/plan/plan_words.h"
#include "views/reports/report_words.h"

using namespace steward;
using namespace Qt::StringLiterals;
using steward::test::awaited;

namespace {

const QString bin = qEnvironmentVariable("STEWARD_BIN");

bool load(QTranslator& translator, const QString& language) {
    return translator.load(bin + u"/translations/steward_%1.qm"_s.arg(language));
}

template <class T>
QString messageOf(const Result<T>& failed) {
    return failed ? QString() : QString::fromStdString(failed.error().message);
}

}  // namespace

class TranslationsTest : public QObject {
    Q_OBJECT
    QTranslator german_;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany)); }
    void init() {
        QVERIFY(load(german_, u"de"_s));
        QCoreApplication::installTranslator(&german_);
    }
    void cleanup() { QCoreApplication::removeTranslator(&german_); }

    void classesOfTheMetaObjectSystem() {
        QCOMPARE(views::ComponentsPage::tr("Components"), u"Komponenten"_s);
        QCOMPARE(views::ComponentsPage::tr("Rest"), u"Ruhe"_s);
    }

    void functionsOfTheDesignSystem() {
        ui::ValueFormat format;
        format.unit = ui::Unit::perSecond;
        QCOMPARE(ui::valueText(1804, format, QLocale()).joined(), u"1.804 Anfr./s"_s);
    }

    void wordsOfValuesAndPlans() {
        QCOMPARE(views::text(domain::TenantStatus::pastDue), u"Überfällig"_s);
        QCOMPARE(views::fieldText(u"ownerEmail"_s), u"E-Mail des Inhabers"_s);
        QCOMPARE(views::actionText("tenant.suspend"), u"Mandant gesperrt"_s);
        domain::Plan plan;
        plan.operation = domain::Operation::suspend;
        plan.counts.willChange = 485;
        QCOMPARE(views::applyText(plan), u"485 Mandanten sperren"_s);
        QCOMPARE(views::doneText(plan, 1), u"Sie haben 1 Mandanten gesperrt"_s);
    }

    void dates() {
        const QDateTime now(QDate(2026, 11, 23), QTime(9, 41, 7), Qt::UTC);
        QCOMPARE(views::momentText(now), u"23. Nov. 2026, 09:41 UTC"_s);
        QCOMPARE(views::shortMoment(now.addDays(-5), now), u"18. Nov."_s);
        QCOMPARE(views::ageText(now.addDays(-6), now), u"vor 6 d"_s);
    }

    // Declared where there is no translation, and listed for lupdate beside the words of reports.
    void titlesOfReports() {
        QCOMPARE(views::text(report::Bucket::quarter), u"Quartal"_s);
        QCOMPARE(views::fieldTitle({.dataset = "subscriptions"}, "paidSeats"), u"Bezahlte Plätze"_s);
        const auto isKnown = [this](const std::string& title) {
            return !german_.translate("ReportWords", title.c_str()).isEmpty();
        };
        for (const report::Dataset& dataset : report::datasets()) {
            QVERIFY2(isKnown(dataset.title), dataset.title.c_str());
            for (const report::Field& field : dataset.fields)
                QVERIFY2(isKnown(field.title), field.title.c_str());
        }
    }

    void errorsOfModels() {
        QCOMPARE(messageOf(models::clausesOf(u"users>100"_s)),
                 u"Dieser Filter ist mehr, als die Liste anzeigen kann."_s);
        const auto logo = awaited(models::readLogo(u"/nowhere/logo.png"_s));
        QCOMPARE(messageOf(logo), u"Diese Datei kann nicht als Logo verwendet werden."_s);
        QCOMPARE(QString::fromStdString(logo.error().detail), u"sie lässt sich nicht öffnen"_s);
    }

    void errorsOfClientAndStore() {
        QTemporaryDir folder;
        const auto workspaces = client::Workspaces::load(folder.path().toStdString());
        QVERIFY(workspaces);
        QCOMPARE(workspaces->all().front().name, "Lokale Plattform");
        QCOMPARE(messageOf(client::decodeReply<domain::Tenant>({{}, "no JSON"})),
                 u"Die Antwort der Plattform konnte nicht verstanden werden."_s);
        const store::OfflineStore store(folder.filePath(u"store"_s).toStdString());
        QCOMPARE(messageOf(store.reportConnection()), u"Es gibt noch keine Offline-Daten."_s);
    }

    void commandLine() {
        QCOMPARE(messageOf(app::parseArguments({u"steward"_s, u"fly"_s})),
                 u"„steward fly“ gibt es nicht. Siehe steward --help"_s);
        QVERIFY(app::parseArguments({u"steward"_s, u"--help"_s})->help.contains(u"ohne Fenster"_s));
    }

    void theProgramInstallsIt() {
        QProcess program;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LC_ALL"_s, u"de_DE.UTF-8"_s);
        program.setProcessEnvironment(environment);
        program.start(bin + u"/steward"_s, {u"verify"_s});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 2);
        QCOMPARE(QString::fromUtf8(program.readAllStandardError()),
                 u"Geben Sie eine Datei an: steward verify DATEI\n"_s);
    }

    void plurals() {
        QCOMPARE(ui::CategoryChart::tr("%n categories", nullptr, 1), u"1 Kategorie"_s);
        QCOMPARE(ui::CategoryChart::tr("%n categories", nullptr, 3), u"3 Kategorien"_s);
        QTranslator english;
        QVERIFY(load(english, u"en"_s));
        QCoreApplication::installTranslator(&english);
        QCOMPARE(ui::CategoryChart::tr("%n categories", nullptr, 1), u"1 category"_s);
        QCOMPARE(ui::CategoryChart::tr("%n categories", nullptr, 3), u"3 categories"_s);
        QCoreApplication::removeTranslator(&english);
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translations_test.moc"
