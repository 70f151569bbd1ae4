// The tour is the main job, so it is a test: every stop must come true, offscreen, with few tenants. With
// STEWARD_GRABS=DIR its pictures stay there.
#include <QDir>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include "app/tour.h"
#include "report/manifest.h"

using namespace steward;
using namespace steward::app;
using namespace Qt::StringLiterals;

class AppTourTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString out_;

private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName(u"Steward"_s);
        QCoreApplication::setApplicationName(u"steward-test"_s);
        out_ = qEnvironmentVariable("STEWARD_GRABS", folder_.filePath(u"out"_s));
    }

    void everyStopComesTrue() {
        Options options;
        options.task = Options::Task::tour;
        options.outFolder = out_;
        options.warmUpSeconds = 2;
        options.demoTenants = 200;
        options.patience = 4;
        options.platformProgram = qEnvironmentVariable("STEWARD_BIN") + u"/stewardd"_s;
        QCOMPARE(runTour(options), 0);
    }

    void itsPicturesAreWhole() {
        const QStringList pictures = QDir(out_).entryList({u"*.png"_s}, QDir::Files);
        QVERIFY(pictures.size() >= 20);
        for (const QString& name : pictures) {
            const QImage picture(QDir(out_).filePath(name));
            QVERIFY2(picture.width() >= 800 && picture.height() >= 600, qPrintable(name));
        }
    }

    void itsFilesAreWhatTheyWere() {
        for (const QString& name : {u"09-report.csv"_s, u"09-report.xlsx"_s, u"09-report.pdf"_s, u"09-report.json"_s,
                                    u"10-report-offline.csv"_s})
            QVERIFY2(report::verify(QDir(out_).filePath(name).toStdString()), qPrintable(name));
    }

    void sayWhereItStoodWhenItCannotGoOn() {
        Options options;
        options.task = Options::Task::tour;
        options.outFolder = folder_.filePath(u"stuck"_s);
        options.platformProgram = u"/nowhere/stewardd"_s;
        QCOMPARE(runTour(options), 1);
        QVERIFY(QFile::exists(folder_.filePath(u"stuck/failed.png"_s)));
    }
};

QTEST_MAIN(AppTourTest)
#include "app_tour_test.moc"
