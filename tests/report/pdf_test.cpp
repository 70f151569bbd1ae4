// The PDF: pages, header on each, totals, the truth at the foot, the chart that was passed in.
#include "report_pdf/pdf_writer.h"

#include <QProcess>
#include <QStandardPaths>

#include "sample.h"

using namespace steward;
using namespace steward::report;

class PdfTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    sql::Connection connection_ = sample::filled();

    std::filesystem::path path(const char* name) const {
        return folder_.filePath(QString::fromLatin1(name)).toStdString();
    }
    ExportOptions options(const char* name) const {
        return {.file = path(name),
                .format = Format::pdf,
                .run = sample::everything(),
                .writtenAt = sample::time("2026-11-23T09:24:00Z")};
    }
    QString textOf(const char* name) {
        QProcess process;
        process.start(QStringLiteral("pdftotext"),
                      {QStringLiteral("-layout"), folder_.filePath(QString::fromLatin1(name)), QStringLiteral("-")});
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput());
    }

private Q_SLOTS:
    void aReportHasItsTotalsChartAndTruth() {
        const auto report = run(connection_, sample::monthlyRevenue(), sample::everything());
        QVERIFY_OK(report);
        QRectF painted;
        const auto manifest = exportPdf(*report, options("report.pdf"), [&](QPainter& painter, QRectF area) {
            painted = area;
            painter.fillRect(area.adjusted(10, 10, -10, -10), Qt::darkBlue);
        });
        QVERIFY_OK(manifest);
        QVERIFY(painted.width() > 500 && painted.height() > 100);
        QCOMPARE(manifest->format, Format::pdf);
        QVERIFY_OK(verify(path("report.pdf")));
        QVERIFY(sample::contents(path("report.pdf")).starts_with("%PDF-"));
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not installed, so no second program has read the PDF");
        const QString text = textOf("report.pdf");
        const auto total = report->table.lines.back().cells.back().as_int64();
        const QString spelled = QLocale(QLocale::English, QLocale::UnitedStates).toString(total / 100) +
                                QStringLiteral(".%1").arg(total % 100, 2, 10, QLatin1Char('0'));
        QVERIFY2(text.contains(spelled), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("MRR by region and plan")));
        QVERIFY(text.contains(QStringLiteral("Data as of 2026-11-23T09:12:04Z")));
        QVERIFY(text.contains(QStringLiteral("status in (active,pastDue);month last 6")));
    }

    void longAndWideTablesGoOnWithTheirHeader() {
        Definition definition{.name = "Usage",
                              .dataset = "usage",
                              .rows = {{"tenant"}},
                              .columns = {{"day"}},
                              .measures = {{"quantity", Aggregate::sum}}};
        const auto report = run(connection_, definition, sample::everything());
        QVERIFY_OK(report);
        QVERIFY_OK(exportPdf(*report, options("wide.pdf")));
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not installed, so no second program has read the PDF");
        const QString text = textOf("wide.pdf");
        const auto pages = text.count(QLatin1Char('\f'));
        QVERIFY(pages >= 4);
        QVERIFY(text.contains(QStringLiteral("Page %1 of %1").arg(pages)));
        QCOMPARE(text.count(QRegularExpression(QStringLiteral("Tenant +Sum of Quantity"))), pages);
        for (int day = 0; day < 30; ++day) {
            const auto name = QDate(1970, 1, 1).addDays(20750 + day).toString(Qt::ISODate);
            QVERIFY2(text.contains(name), qPrintable(name));
        }
        QVERIFY(text.contains(QStringLiteral("Tenant 39")));
    }

    void cancelAndFaultsLeaveTheOldFile() {
        const auto report = run(connection_, sample::monthlyRevenue(), sample::everything());
        std::ofstream(path("old.pdf")) << "old";
        std::stop_source stop;
        stop.request_stop();
        auto wanted = options("old.pdf");
        wanted.run.stop = stop.get_token();
        QCOMPARE(exportPdf(*report, wanted).error().code, ErrorCode::cancelled);
        QCOMPARE(sample::contents(path("old.pdf")), std::string("old"));
        QCOMPARE(exportPdf(*report, options("no/such.pdf")).error().code, ErrorCode::storage);
    }

    void anEmptyReportIsAPageToo() {
        Definition definition = sample::monthlyRevenue();
        definition.filter = "tenantId=nobody";
        const auto report = run(connection_, definition, sample::everything());
        QVERIFY_OK(report);
        QVERIFY_OK(exportPdf(*report, options("empty.pdf")));
    }
};

QTEST_MAIN(PdfTest)
#include "pdf_test.moc"
