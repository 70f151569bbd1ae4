// CSV in every form that spreadsheet programs write it, and what is none.
#include <QElapsedTimer>
#include <QtTest>

#include "import/csv_reader.h"
#include "tests/import/files.h"

using namespace steward;
using namespace steward::test;
using imports::ProblemKind;

namespace {

std::string utf16(const std::u16string& text, bool bigEndian) {
    std::string bytes = bigEndian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char16_t unit : text) {
        const char high = static_cast<char>(unit >> 8);
        const char low = static_cast<char>(unit & 0xFF);
        bytes += bigEndian ? high : low;
        bytes += bigEndian ? low : high;
    }
    return bytes;
}

}  // namespace

class ImportCsvTest : public QObject {
    Q_OBJECT

    Files files_;
    std::stop_source stop_;  // a member, because GCC 12 thinks that a local one is not initialised
    Table read(const std::string& bytes, imports::Limits limits = {}) const {
        return readAll({.file = files_.text(bytes), .limits = limits});
    }

private Q_SLOTS:
    void readsWhatRfc4180Describes() {
        const Table table = read("name,slug\r\n\"Fjord, \"\"big\"\"\",fjord\r\n\"two\r\nlines\",two\r\nlast,one");
        QVERIFY2(!table.problem, table.text().c_str());
        QCOMPARE(table.plain(), std::string("name|slug\nFjord, \"big\"|fjord\ntwo\r\nlines|two\nlast|one\n"));
        QCOMPARE(table.lines(), (std::vector<std::int64_t>{1, 2, 3, 5}));
    }

    void findsTheSeparator_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("comma") << QByteArray("a,b;c\n1,2\n");
        QTest::newRow("semicolon") << QByteArray("a;\"b,,,;c\"\n1;2\n");
        QTest::newRow("tab") << QByteArray("\n\na\t\"b,c;\"\n1\t2\n");
        QTest::newRow("old Macintosh") << QByteArray("a,b\r1,2\r");
    }
    void findsTheSeparator() {
        QFETCH(const QByteArray, bytes);
        const Table table = read(bytes.toStdString());
        QVERIFY2(!table.problem, table.text().c_str());
        QCOMPARE(table.rows.size(), std::size_t(2));
        QCOMPARE(table.rows[1].cells, (std::vector<std::string>{"1", "2"}));
    }

    void readsUtf8WithAndWithoutMark() {
        const std::string bytes = "name,slug\nBjörn Ōita 🐟,b\n";
        QCOMPARE(read(bytes).plain(), std::string("name|slug\nBjörn Ōita 🐟|b\n"));
        QCOMPARE(read("\xEF\xBB\xBF" + bytes).plain(), std::string("name|slug\nBjörn Ōita 🐟|b\n"));
    }
    void readsUtf16OfBothOrders() {
        for (const bool bigEndian : {false, true}) {
            const Table table = read(utf16(u"name;slug\r\nBjörn 🐟;b\r\n", bigEndian));
            QVERIFY2(!table.problem, table.text().c_str());
            QCOMPARE(table.plain(), std::string("name|slug\nBjörn 🐟|b\n"));
        }
    }
    void whatIsNotItsEncodingIsAnErrorWithItsPlace() {
        // Windows-1252, as old spreadsheet programs save it.
        const Table latin = read("name,slug\nBj\xF6rn,b\n");
        QCOMPARE(latin.kind(), ProblemKind::notUtf8);
        QCOMPARE(latin.problem->line, 2);
        QCOMPARE(latin.problem->words, (std::vector<std::string>{"13"}));
        QVERIFY2(latin.text().find("Line 2: Byte 13") == 0, latin.text().c_str());
        QVERIFY(latin.text().find("CSV UTF-8") != std::string::npos);

        const Table cut = read("name,slug\nBj\xC3");
        QCOMPARE(cut.kind(), ProblemKind::notUtf8);
        QCOMPARE(cut.problem->line, 2);
        QCOMPARE(read("name\n\xC0\xAF\n").kind(), ProblemKind::notUtf8);      // overlong
        QCOMPARE(read("name\n\xED\xA0\x80\n").kind(), ProblemKind::notUtf8);  // a surrogate
        QCOMPARE(read(utf16(u"a;b\nlone \xD83D;x\n", false)).kind(), ProblemKind::notUtf16);
        QCOMPARE(read(utf16(u"a;b", false) + "x").kind(), ProblemKind::notUtf16);
        // UTF-16 that does not say so, and what is no text at all.
        QCOMPARE(read(utf16(u"a;b\n", false).substr(2)).kind(), ProblemKind::notText);
        QCOMPARE(read(std::string("\x89PNG\r\n\x1A\n", 8)).kind(), ProblemKind::notUtf8);
        QCOMPARE(read("%PDF-1.7\n\xE2\xE3\xCF\xD3\n").kind(), ProblemKind::notUtf8);
    }
    // However the pieces fall in which the file is read.
    void placesAreRightFarIntoTheFile() {
        std::string bytes = "name,note\n";
        for (int i = 0; i < 5'000; ++i)
            bytes += "é" + std::to_string(i) + ",\"ü\n\"\n";
        const auto offset = bytes.size();
        const Table table = read(bytes + "\xFF\n");
        QCOMPARE(table.kind(), ProblemKind::notUtf8);
        QCOMPARE(table.problem->line, 10'002);
        QCOMPARE(table.problem->words, (std::vector<std::string>{std::to_string(offset + 1)}));
        QCOMPARE(table.rows.size(), std::size_t(5'001));
        QCOMPARE(table.rows.back().cells[0], std::string("é4999"));
    }

    void brokenQuotesNameTheLine() {
        const Table open = read("a,b\n1,2\n3,\"four\n5,6\n");
        QCOMPARE(open.kind(), ProblemKind::openQuote);
        QCOMPARE(open.problem->line, 3);
        const Table after = read("a,b\n1,\"two\" three\n");
        QCOMPARE(after.kind(), ProblemKind::textAfterQuote);
        QCOMPARE(after.problem->line, 2);
        QCOMPARE(after.problem->column, std::string("B"));
        QCOMPARE(read("a,b\n5\" disk,2\n").plain(), std::string("a|b\n5\" disk|2\n"));
    }
    void raggedRowsAreLeftOutAndTheOthersStay() {
        const Table table = read("a,b,c,,\n1,2,3,,,,\n1,2\n1,2,3,4\n\n  \n1,2,3\n");
        QVERIFY2(!table.problem, table.text().c_str());
        QCOMPARE(table.rows.size(), std::size_t(5));
        QVERIFY(!table.rows[1].problem);
        QCOMPARE(table.rows[2].problem->kind, ProblemKind::tooFewCells);
        QCOMPARE(table.rows[2].problem->line, 3);
        QCOMPARE(table.rows[3].problem->kind, ProblemKind::tooManyCells);
        QCOMPARE(table.rows[3].problem->words, (std::vector<std::string>{"4", "3"}));
        QCOMPARE(table.rows[4].cells, (std::vector<std::string>{"1", "2", "3"}));
        QCOMPARE(table.rows[4].line, 7);
    }
    void limitsHold() {
        QCOMPARE(read(std::string(70'000, 'x') + ",b\n").kind(), ProblemKind::cellTooLong);
        QCOMPARE(read("a\n\"" + std::string(70'000, 'x')).kind(), ProblemKind::cellTooLong);
        std::string wide;
        for (int i = 0; i < 20; ++i)
            wide += std::string(60'000, 'x') + ",";
        QCOMPARE(read(wide).kind(), ProblemKind::rowTooLong);
        QCOMPARE(read(std::string(1'001, ',')).kind(), ProblemKind::tooManyColumns);
        const Table rows = read("a\n1\n2\n3\n", {.rows = 2});
        QCOMPARE(rows.kind(), ProblemKind::tooManyRows);
        QCOMPARE(rows.problem->line, 4);
        QVERIFY(!read("a\n1\n2\n\n", {.rows = 2}).problem);
    }
    void aMillionRowsAreRefusedWithoutReadingThem() {
        const auto file = files_.path("million.csv");
        {
            std::ofstream out(file, std::ios::binary);
            out << "name,slug\n";
            for (int i = 0; i < 1'000'000; ++i)
                out << "Tenant " << i << ",tenant-" << i << '\n';
        }
        QElapsedTimer time;
        time.start();
        const Table table = readAll({.file = file});
        qInfo("refused in %lld ms", time.elapsed());
        QCOMPARE(table.kind(), ProblemKind::tooManyRows);
        QCOMPARE(table.rows.size(), std::size_t(10'001));
        QVERIFY2(table.text().find("10000") != std::string::npos, table.text().c_str());
        QVERIFY(table.text().find("Split") != std::string::npos);
    }
    void nothingIsAlwaysSaid() {
        QCOMPARE(readAll({.file = files_.path("not there")}).kind(), ProblemKind::unreadable);
        QCOMPARE(readAll({.file = files_.path("")}).kind(), ProblemKind::unreadable);
        QVERIFY(read("").rows.empty() && !read("").problem);
        QVERIFY(read("\n\n\n").rows.empty());
        QVERIFY(read("\xEF\xBB\xBF").rows.empty());
    }
    void canBeStopped() {
        auto reader = imports::openTable({.file = files_.text("a\n1\n2\n"), .stop = stop_.get_token()});
        QVERIFY(reader && (*reader)->next());
        stop_.request_stop();
        const auto row = (*reader)->next();
        QVERIFY(!row);
        QCOMPARE(row.error().kind, ProblemKind::cancelled);
    }
    void saysHowFarItIs() {
        auto reader = imports::openTable({.file = files_.text("a\n1\n2\n3\n")});
        double before = -1;
        for (int i = 0; i < 4; ++i) {
            QVERIFY((*reader)->next());
            QVERIFY((*reader)->share() > before && (*reader)->share() <= 1);
            before = (*reader)->share();
        }
        QCOMPARE(before, 1.0);
    }
};

QTEST_APPLESS_MAIN(ImportCsvTest)
#include "csv_test.moc"
