// The PDF: pages, header on each, totals, the truth at the foot, the chart that was passed in.
#include "report_pdf/pdf_writer.h"

#include <sys/resource.h>

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QXmlStreamReader>
#include <csignal>

#include "sample.h"

using namespace steward;
using namespace steward::report;

namespace {

struct Word {
    int page = 0;
    QRectF box;
    QString text;
};

QString withoutSpaces(const QString& text) {
    QString bare = text;
    return bare.remove(QRegularExpression(QStringLiteral("\\s")));
}

QString longName(int number) {
    return QStringLiteral(
               "Vereinigte Großhandels- und Verwertungsgesellschaft für Kühlgüter %1 (Niederlassung "
               "Südwest), Zweigstelle Överkalix")
        .arg(number);
}

QString longWord(int number) {
    return QStringLiteral("%1-").arg(number) + QStringLiteral("Wi").repeated(60);
}

// Three labels, two months and their total, two measures; names and numbers as long as they can be.
Report largeReport(int lines) {
    Report report;
    report.definition = {.name = (longName(0) + longName(1)).left(120).toStdString(), .dataset = "subscriptions"};
    auto& table = report.table;
    table.rows = {{"name", "Tenant"}, {"region", "Region in which everything of the tenant is kept"}, {"id", "Code"}};
    table.columns = {{"month", "Month", FieldType::text}};
    table.measures = {{"sum(mrr)", "Sum of MRR", FieldType::money, Bucket::none, "EUR"},
                      {"average(quantity)", "Average of Quantity of everything", FieldType::decimal}};
    table.columnKeys = {{json::Value("January of the year that is over")}, {json::Value("2026-02")}};
    const auto cells = [](std::int64_t number) {
        json::Array all;
        for (int i = 0; i < 3; ++i) {
            all.emplace_back(9'007'199'254'740'000 - number * 1000 - i * 101);
            all.emplace_back(-123'456'789'012.25 - double(number));
        }
        return std::vector<json::Value>(all.begin(), all.end());
    };
    for (int i = 0; i < lines; ++i)
        table.lines.push_back(
            {LineKind::leaf,
             {json::Value(longName(i).toStdString()), json::Value("Всё остаётся в регионе номер " + std::to_string(i)),
              json::Value(longWord(i).toStdString())},
             cells(i)});
    table.lines.push_back({LineKind::total, {}, cells(900)});
    report.truth = {.rowsScanned = lines, .rowsGrouped = lines, .rowsReturned = lines, .complete = true};
    report.truth.filter = "name~" + longWord(7).toStdString();
    return report;
}

}  // namespace

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
    QString textOf(const char* name, const char* how = "-layout") {
        QProcess process;
        process.start(QStringLiteral("pdftotext"),
                      {QString::fromLatin1(how), folder_.filePath(QString::fromLatin1(name)), QStringLiteral("-")});
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput());
    }
    // What is read aloud: each element with its text, as poppler finds it in the structure. Rows are one line.
    QStringList readAloud(const char* name) {
        QProcess process;
        process.start(QStringLiteral("pdfinfo"),
                      {QStringLiteral("-struct-text"), folder_.filePath(QString::fromLatin1(name))});
        process.waitForFinished();
        QStringList read;
        for (const QString& line : QString::fromUtf8(process.readAllStandardOutput()).split(u'\n')) {
            const QString part = line.trimmed();
            if (part.startsWith(u'"')) {
                read.back() += u' ' + part.mid(1, part.size() - 2);
            } else if (part.startsWith(u'/')) {
                read.back() += u' ' + part;
            } else if (part.startsWith(QLatin1String("TD")) || part.startsWith(QLatin1String("TH:"))) {
                read.back() += QStringLiteral(" |");
            } else if (!part.isEmpty()) {
                read.push_back(part.section(u' ', 0, 0).remove(u':'));
            }
        }
        return read;
    }
    QByteArray qpdf(const char* name, const QStringList& how) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("qpdf"), QStringList{folder_.filePath(QString::fromLatin1(name))} + how);
        process.waitForFinished();
        return process.readAll();
    }
    bool isSound(const char* name) {
        const auto said = qpdf(name, {QStringLiteral("--check")});
        return said.contains("No syntax or stream encoding errors found") && !said.contains("WARNING");
    }
    // What is read instead of what is seen; poppler reads what is seen.
    static QByteArray spoken(const char* key, const QString& text) {
        QByteArray letters = "feff";
        for (const QChar letter : text)
            letters += QByteArray::number(letter.unicode(), 16).rightJustified(4, '0');
        return QByteArray(key) + " <" + letters + '>';
    }
    std::vector<Word> wordsOf(const char* name) {
        std::vector<Word> words;
        QXmlStreamReader xml(textOf(name, "-bbox"));
        int page = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            const auto number = [&](const char* attribute) {
                return xml.attributes().value(QLatin1String(attribute)).toDouble();
            };
            if (xml.name() == QLatin1String("page")) ++page;
            if (xml.name() != QLatin1String("word")) continue;
            const QRectF box(QPointF(number("xMin"), number("yMin")), QPointF(number("xMax"), number("yMax")));
            words.push_back({page, box, xml.readElementText()});
        }
        return words;
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

    void everyCellIsWhole() {
        const Report report = largeReport(40);
        QVERIFY_OK(exportPdf(report, options("whole.pdf")));
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not installed, so no second program has read the PDF");
        const QString text = withoutSpaces(textOf("whole.pdf", "-raw"));
        const auto isThere = [&](const std::string& part) {
            return text.contains(withoutSpaces(QString::fromStdString(part)));
        };
        QVERIFY(isThere(report.definition.name));
        QVERIFY(isThere(report.truth.filter));
        for (const auto& column : report.table.rows)
            QVERIFY2(isThere(column.title), column.title.c_str());
        QVERIFY(isThere("Sum of MRR (EUR)") && isThere("Average of Quantity of everything"));
        QVERIFY(isThere("January of the year that is over"));
        const auto words = wordsOf("whole.pdf");
        QSet<QString> all;
        for (const Word& word : words)
            all.insert(word.text);
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        for (const auto& line : report.table.lines) {
            for (const auto& key : line.keys)
                QVERIFY2(isThere(std::string(key.get_string())), key.get_string().c_str());
            for (const auto& cell : line.cells) {
                const QString number =
                    cell.is_double() ? english.toString(cell.get_double(), 'f', 2)
                                     : english.toString(qlonglong(cell.get_int64() / 100)) +
                                           QStringLiteral(".%1").arg(cell.get_int64() % 100, 2, 10, QLatin1Char('0'));
                QVERIFY2(all.contains(number),
                         qPrintable(number + QStringLiteral(" among ") +
                                    QStringList(all.begin(), all.end()).filter(number.left(4)).join(u' ')));
            }
        }
    }

    void noTextCrossesAnother() {
        QVERIFY_OK(exportPdf(largeReport(12), options("apart.pdf")));
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not installed, so no second program has read the PDF");
        const auto words = wordsOf("apart.pdf");
        QVERIFY(words.size() > 200);
        constexpr double margin = 34;  // 12 mm
        // Lines of one text stand closer than the boxes of their letters.
        constexpr double closer = 2;
        for (std::size_t i = 0; i < words.size(); ++i) {
            QVERIFY2(words[i].box.left() >= margin - 1 && words[i].box.right() <= 842 - margin + 1,
                     qPrintable(words[i].text));
            for (std::size_t k = i + 1; k < words.size() && words[k].page == words[i].page; ++k) {
                const QRectF both = words[i].box.intersected(words[k].box);
                QVERIFY2(both.width() < 0.5 || both.height() < closer,
                         qPrintable(words[i].text + QStringLiteral(" | ") + words[k].text));
            }
        }
    }

    void itIsReadAloudAsWhatItIs() {
        if (QStandardPaths::findExecutable(QStringLiteral("pdfinfo")).isEmpty() ||
            QStandardPaths::findExecutable(QStringLiteral("qpdf")).isEmpty())
            QSKIP("pdfinfo and qpdf are not installed, so no second program has read the PDF");
        const auto report = run(connection_, sample::monthlyRevenue(), sample::everything());
        QVERIFY_OK(report);
        QVERIFY_OK(exportPdf(*report, options("read.pdf"),
                             [](QPainter& painter, QRectF area) { painter.fillRect(area, Qt::darkBlue); }));
        QVERIFY(isSound("read.pdf"));
        const auto read = readAloud("read.pdf");
        const auto rows = read.filter(QRegularExpression(QStringLiteral("^TR")));
        QCOMPARE(rows.size(), qsizetype(report->table.lines.size()) + 2);
        QVERIFY2(read.size() == rows.size() + 7, qPrintable(read.join(u'\n')));
        QCOMPARE(read[0], QStringLiteral("Document"));
        QCOMPARE(read[1], QStringLiteral("H1 MRR by region and plan"));
        QVERIFY2(read[2].startsWith(QLatin1String("Figure /Placement /Block /BBox [34 326 808 516]")),
                 qPrintable(read[2]));
        QVERIFY2(read[3].startsWith(QLatin1String("P Data as of 2026-11-23T09:12:04Z. Time zone UTC. 144 rows match")),
                 qPrintable(read[3]));
        QCOMPARE(read[4], QStringLiteral("Table"));
        QCOMPARE(read[5], QStringLiteral("THead"));
        QVERIFY2(rows[0].startsWith(QLatin1String("TR | | | /Scope /Column 2026-06 | /Scope /Column 2026-07")),
                 qPrintable(rows[0]));
        QVERIFY2(rows[1].startsWith(QLatin1String("TR | /Scope /Column Region | /Scope /Column Plan |")),
                 qPrintable(rows[1]));
        QCOMPARE(read[8], QStringLiteral("TBody"));
        QVERIFY2(rows[2].startsWith(QLatin1String("TR | /Scope /Row /RowSpan 4 eu-central | /Scope /Row enterprise |")),
                 qPrintable(rows[2]));
        QVERIFY2(rows[3].startsWith(QLatin1String("TR | /Scope /Row free | ")), qPrintable(rows[3]));
        const QStringList plain{QStringLiteral("-"), QStringLiteral("--qdf"),
                                QStringLiteral("--object-streams=disable")};
        QVERIFY(qpdf("read.pdf", plain)
                    .contains(
                        spoken("/Alt", QStringLiteral("Chart of MRR by region and plan. The table has its numbers."))));
        QVERIFY2(rows[6].startsWith(QLatin1String("TR | /Scope /Row eu-central | /Scope /Row Total |")),
                 qPrintable(rows[6]));
    }

    // A header that is drawn again on each page, and labels that stand above, are read once.
    void aTableOverPagesAndBandsIsReadInItsOrder() {
        if (QStandardPaths::findExecutable(QStringLiteral("pdfinfo")).isEmpty() ||
            QStandardPaths::findExecutable(QStringLiteral("qpdf")).isEmpty())
            QSKIP("pdfinfo and qpdf are not installed, so no second program has read the PDF");
        const Report large = largeReport(40);
        QVERIFY_OK(exportPdf(large, options("bands.pdf")));
        QVERIFY(isSound("bands.pdf"));
        const auto read = readAloud("bands.pdf");
        const auto tables = read.count(QStringLiteral("Table"));
        QCOMPARE(tables, 6);  // a column of values beside the labels on each
        QCOMPARE(read.count(QStringLiteral("THead")), tables);
        QVERIFY(read.count(QStringLiteral("TBody")) > tables);
        QCOMPARE(read.filter(QRegularExpression(QStringLiteral("^TR"))).size(), tables * (2 + 41));
        QCOMPARE(read.filter(QStringLiteral("January of the year that is over")).size(), 2);
        QCOMPARE(read.filter(longName(17)).size(), tables);
        const QStringList plain{QStringLiteral("-"), QStringLiteral("--qdf"),
                                QStringLiteral("--object-streams=disable")};
        QCOMPARE(qpdf("bands.pdf", plain)
                     .count(spoken("/ActualText", QStringLiteral("Region in which everything of the tenant is kept"))),
                 tables);
        for (const QString& row : read)
            QVERIFY2(!row.contains(u'\t'), qPrintable(row));

        Report grouped = largeReport(0);
        grouped.definition.name = "12 0 R (groups";
        grouped.table.rows = {{"region", "Region"}, {"name", "Tenant"}};
        grouped.table.columns.clear();
        grouped.table.columnKeys = {{}};
        grouped.table.measures.resize(1);
        grouped.table.lines.clear();
        constexpr int lines = 150;
        grouped.truth.rowsScanned = grouped.truth.rowsGrouped = grouped.truth.rowsReturned = lines;
        for (int i = 0; i < lines; ++i)
            grouped.table.lines.push_back({LineKind::leaf,
                                           {json::Value("Northeast"), json::Value("Tenant " + std::to_string(i))},
                                           {json::Value(i * 100)}});
        const auto manifest = exportPdf(grouped, options("grouped.pdf"));
        QVERIFY_OK(manifest);
        QVERIFY(isSound("grouped.pdf"));
        QVERIFY(manifest->records > 3);
        const QString text = textOf("grouped.pdf");
        QCOMPARE(text.count(QStringLiteral("Northeast")), qsizetype(manifest->records));
        const auto spans = readAloud("grouped.pdf").filter(QStringLiteral("Northeast"));
        QCOMPARE(spans.size(), qsizetype(manifest->records));
        int spanned = 0;
        for (const QString& row : spans)
            spanned += QRegularExpression(QStringLiteral("/RowSpan (\\d+)")).match(row).captured(1).toInt();
        QCOMPARE(spanned, lines);
        QVERIFY(text.contains(QStringLiteral("12 0 R (groups")));
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

    void whoseReportAndWhichPaper() {
        auto wanted = options("paper.pdf");
        wanted.brand.productName = "Fjord Analytics";
        wanted.brand.colour = "#2F5BD8";
        wanted.options.paper = Paper::letter;
        wanted.options.orientation = Orientation::portrait;
        wanted.options.truth = false;
        const auto manifest = exportPdf(largeReport(120), wanted);
        QVERIFY_OK(manifest);
        QVERIFY(manifest->records > 3);
        QCOMPARE(manifest->rowsWritten, manifest->rowsQueried);
        QVERIFY_OK(verify(path("paper.pdf")));
        if (QStandardPaths::findExecutable(QStringLiteral("pdfinfo")).isEmpty())
            QSKIP("pdfinfo is not installed, so no second program has read the PDF");
        QProcess info;
        info.start(QStringLiteral("pdfinfo"), {QString::fromStdString(path("paper.pdf").string())});
        QVERIFY(info.waitForFinished(30'000));
        const auto said = info.readAllStandardOutput();
        QVERIFY2(said.contains("612 x 792 pts (letter)"), said.constData());
        QVERIFY(said.contains("Pages:           " + QByteArray::number(qint64(manifest->records))));
        const QString text = textOf("paper.pdf", "-layout");
        QCOMPARE(text.count(QStringLiteral("Fjord Analytics")), qsizetype(manifest->records));
        QVERIFY(text.contains(QStringLiteral("Page %1 of %1").arg(manifest->records)));
        QVERIFY(!text.contains(QStringLiteral("Data as of")));
    }

    void aDiskThatFillsUpAtAnyStep() {
        const auto report = run(connection_, sample::monthlyRevenue(), sample::everything());
        const auto whole = exportPdf(*report, options("filling.pdf"));
        QVERIFY_OK(whole);
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, SIG_IGN);
        for (int step = 0; step < 16; ++step) {
            std::ofstream(path("filling.pdf")) << "old";
            const rlimit small{rlim_t(whole->bytes * step / 16), before.rlim_max};
            ::setrlimit(RLIMIT_FSIZE, &small);
            const auto outcome = exportPdf(*report, options("filling.pdf"));
            ::setrlimit(RLIMIT_FSIZE, &before);
            QVERIFY(!outcome);
            QCOMPARE(outcome.error().code, ErrorCode::storage);
            QCOMPARE(sample::contents(path("filling.pdf")), std::string("old"));
        }
        QVERIFY(QDir(folder_.path()).entryList({QStringLiteral("*.part")}).isEmpty());
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
