// Workbooks as spreadsheet programs write them, and those that somebody made to do harm.
#include <zlib.h>

#include <QElapsedTimer>
#include <QtTest>

#include "import/workbook.h"
#include "tests/import/files.h"

using namespace steward;
using namespace steward::test;
using imports::ProblemKind;

namespace {

std::string row(int number, const std::string& cells) {
    return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}
std::string cell(const std::string& place, const std::string& text) {
    return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
std::string data(const std::string& rows, const std::string& after = {}) {
    return "<sheetData>" + row(1, cell("A1", "name") + cell("B1", "seats")) + rows + "</sheetData>" + after;
}

}  // namespace

class ImportXlsxTest : public QObject {
    Q_OBJECT

    Files files_;
    std::stop_source stop_;  // a member, because GCC 12 thinks that a local one is not initialised
    Table raw(const std::string& sheet, const std::string& strings = {}, const std::string& styles = {},
              imports::Limits limits = {}) const {
        return readAll({.file = files_.zip(Files::parts(sheet, strings, styles)), .limits = limits});
    }

private Q_SLOTS:
    void readsWhatASpreadsheetProgramWrites() {
        const auto file = files_.workbook([](lxw_workbook* book) {
            lxw_worksheet* sheet = workbook_add_worksheet(book, "Tenants");
            lxw_format* date = workbook_add_format(book);
            format_set_num_format(date, "d mmm yyyy");
            lxw_format* builtIn = workbook_add_format(book);
            format_set_num_format_index(builtIn, 22);
            lxw_format* grouped = workbook_add_format(book);
            format_set_num_format(grouped, "#,##0");
            const char* names[] = {"name", "seats", "price", "since", "seen", "trial", "total"};
            for (lxw_col_t i = 0; i < 7; ++i)
                worksheet_write_string(sheet, 0, i, names[i], nullptr);
            worksheet_write_string(sheet, 2, 0, "Björn & Søn <AB>", nullptr);
            worksheet_write_number(sheet, 2, 1, 1200, grouped);
            worksheet_write_number(sheet, 2, 2, 12.1, nullptr);
            lxw_datetime day{2026, 11, 24, 0, 0, 0};
            lxw_datetime moment{2026, 11, 24, 9, 26, 30};
            worksheet_write_datetime(sheet, 2, 3, &day, date);
            worksheet_write_datetime(sheet, 2, 4, &moment, builtIn);
            worksheet_write_boolean(sheet, 2, 5, 1, nullptr);
            worksheet_write_formula_num(sheet, 2, 6, "=B3*2", nullptr, 2400);
        });
        const Table table = readAll({.file = file});
        QVERIFY2(!table.problem, table.text().c_str());
        QCOMPARE(table.plain(), std::string("name|seats|price|since|seen|trial|total\n"
                                            "Björn & Søn <AB>|1200|12.1|2026-11-24|2026-11-24T09:26:30Z|true|2400\n"));
        QCOMPARE(table.lines(), (std::vector<std::int64_t>{1, 3}));
        QCOMPARE(table.formulas, 1);
        QCOMPARE(table.sheet, std::string("Tenants"));
    }

    void readsTheSheetThatIsNamed() {
        const auto file = files_.workbook([](lxw_workbook* book) {
            lxw_worksheet* hidden = workbook_add_worksheet(book, "Lists");
            lxw_worksheet* shown = workbook_add_worksheet(book, "Tenants");
            lxw_worksheet* more = workbook_add_worksheet(book, "More & more");
            worksheet_hide(hidden);
            worksheet_activate(shown);
            worksheet_set_first_sheet(shown);
            worksheet_write_string(hidden, 0, 0, "hidden", nullptr);
            worksheet_write_string(shown, 0, 0, "shown", nullptr);
            worksheet_write_string(more, 0, 0, "more", nullptr);
        });
        QCOMPARE(readAll({.file = file}).plain(), std::string("shown\n"));
        QCOMPARE(readAll({.file = file, .sheet = "More & more"}).plain(), std::string("more\n"));
        QCOMPARE(readAll({.file = file, .sheet = "Lists"}).plain(), std::string("hidden\n"));
        const Table none = readAll({.file = file, .sheet = "Absent"});
        QCOMPARE(none.kind(), ProblemKind::noSuchSheet);
        QVERIFY2(none.text().find("Lists, Tenants, More & more") != std::string::npos, none.text().c_str());
    }

    void sharedAndRichTextsAreWhole() {
        const Table table =
            raw("<sheetData><row><c t=\"s\"><v>1</v></c></row><row><c r=\"A2\" t=\"s\"><v>0</v></c></row></sheetData>",
                "<si><r><t>Fjord </t></r><rPh><t>sound</t></rPh><r><t>Ltd</t></r></si><si><t>name</t></si>");
        QVERIFY2(!table.problem, table.text().c_str());
        QCOMPARE(table.plain(), std::string("name\nFjord Ltd\n"));
    }
    void formulasWithoutAResultAndErrorsSpoilTheirCellAlone() {
        const Table table = raw(data(row(2, cell("A2", "Fjord") + "<c r=\"B2\"><f>1+1</f></c>") +
                                     row(3, cell("A3", "Mole") + "<c r=\"B3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>") +
                                     row(4, cell("A4", "Wren") + "<c r=\"B4\" t=\"str\"><f>\"\"</f><v></v></c>")));
        QVERIFY2(!table.problem, table.text().c_str());
        QCOMPARE(table.formulas, 3);
        QCOMPARE(table.rows[1].bad.at(1).kind, ProblemKind::formulaWithoutValue);
        QCOMPARE(table.rows[2].bad.at(1).kind, ProblemKind::errorValue);
        QCOMPARE(imports::whereAndWhat(table.rows[2].bad.at(1)),
                 std::string("Line 3, B: The cell shows the error #DIV/0!."));
        QVERIFY(table.rows[3].bad.empty());
    }
    void mergedCellsAreNamed() {
        const auto file = files_.workbook([](lxw_workbook* book) {
            lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
            worksheet_write_string(sheet, 0, 0, "name", nullptr);
            worksheet_merge_range(sheet, 1, 0, 2, 1, "both", nullptr);
        });
        const Table table = readAll({.file = file});
        QCOMPARE(table.kind(), ProblemKind::mergedCells);
        QVERIFY2(table.text().find("A2:B3") != std::string::npos, table.text().c_str());
        QVERIFY(table.rows.empty());
    }
    void datesAreDaysThatExist() {
        using imports::dateText;
        QCOMPARE(dateText(1, false), std::string("1900-01-01"));
        QCOMPARE(dateText(59, false), std::string("1900-02-28"));
        QCOMPARE(dateText(60, false), std::string());
        QCOMPARE(dateText(61, false), std::string("1900-03-01"));
        QCOMPARE(dateText(0, true), std::string("1904-01-01"));
        QCOMPARE(dateText(0.5, false), std::string("12:00:00"));
        QCOMPARE(dateText(2'958'465, false), std::string("9999-12-31"));
        for (const double no : {-1.0, 3e6, 1e300, std::nan("")})
            QCOMPARE(dateText(no, false), std::string());
        QVERIFY(imports::isDateFormat("[$-407]dd/mm/yyyy") && imports::isDateFormat("[h]:mm"));
        for (const char* no : {"General", "#,##0.00", "\"days\" 0", "0\\d", "[Red]0", "0_d;yyyy"})
            QVERIFY2(!imports::isDateFormat(no), no);
        QCOMPARE(imports::numberText(1e15), std::string("1000000000000000"));
        QCOMPARE(imports::numberText(0.1 + 0.2), std::string("0.3"));
        QCOMPARE(imports::numberText(-0.0), std::string("0"));
    }

    void whatIsNoWorkbookIsNamed() {
        QCOMPARE(readAll({.file = files_.text(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + "old")}).kind(),
                 ProblemKind::oldSpreadsheet);
        std::string name;
        for (const char c : std::string("EncryptedPackage"))
            name += c, name += '\0';
        QCOMPARE(readAll({.file = files_.text(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) +
                                              std::string(4'000, '\0') + name)})
                     .kind(),
                 ProblemKind::encrypted);
        QCOMPARE(readAll({.file = files_.zip(Files::parts(data("")), "secret")}).kind(), ProblemKind::encrypted);
        QCOMPARE(readAll({.file = files_.zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                                              {"content.xml", "<x/>"}})})
                     .kind(),
                 ProblemKind::openDocument);
        QCOMPARE(readAll({.file = files_.zip({{"a.txt", "hello"}})}).kind(), ProblemKind::notAWorkbook);
        auto parts = Files::parts(data(""));
        parts.erase(parts.begin() + 3);
        QCOMPARE(readAll({.file = files_.zip(parts)}).kind(), ProblemKind::damaged);
        QCOMPARE(raw("<sheetData><row r=\"1\">").kind(), ProblemKind::damaged);
        QCOMPARE(raw(data(row(1, ""))).kind(), ProblemKind::damaged);
        QCOMPARE(raw(data(row(2, "<c r=\"$$\"><v>1</v></c>"))).kind(), ProblemKind::damaged);
        QCOMPARE(raw(data(row(2, "<c r=\"ZZZZZZZZZZZZZZZ2\"><v>1</v></c>"))).kind(), ProblemKind::damaged);
    }
    void aCutOrChangedFileIsDamaged() {
        const auto file = files_.zip(Files::parts(data(row(2, cell("A2", std::string(5'000, 'x'))))));
        std::ifstream in(file, std::ios::binary);
        const std::string whole((std::istreambuf_iterator<char>(in)), {});
        in.close();
        for (std::size_t size = 4; size < whole.size(); size += 37) {
            const Table table = readAll({.file = files_.text(whole.substr(0, size), "cut.xlsx")});
            QVERIFY2(table.problem && table.kind() == ProblemKind::damaged, table.text().c_str());
        }
        // Whatever is changed: it is read or refused, and nothing worse.
        int refused = 0;
        for (std::size_t at = 0; at < whole.size(); at += 3) {
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ 0x55);
            refused += readAll({.file = files_.text(changed, "changed.xlsx")}).problem.has_value();
        }
        QVERIFY(refused > 0);
    }
    void documentTypesAndEntitiesAreRefused() {
        auto parts = Files::parts("");
        parts[3].second =
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
            "<worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
        const Table entities = readAll({.file = files_.zip(parts)});
        QCOMPARE(entities.kind(), ProblemKind::documentType);
        parts[3].second = "<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>";
        QCOMPARE(readAll({.file = files_.zip(parts)}).kind(), ProblemKind::documentType);
        parts[3].second = "<worksheet><sheetData><row><c t=\"str\"><v>&nope;</v></c></row></sheetData></worksheet>";
        QCOMPARE(readAll({.file = files_.zip(parts)}).kind(), ProblemKind::damaged);
    }
    void bombsDoNotGoOff() {
        QElapsedTimer time;
        time.start();
        // 80 MiB of spaces from 80 KiB: more than 300 times its size, and large.
        const Table spaces = raw(data("", std::string(std::size_t{80} << 20, ' ')));
        QCOMPARE(spaces.kind(), ProblemKind::unpacksTooFar);
        // What is not too well packed may still be too much.
        const Table much = raw(data("", std::string(std::size_t{3} << 20, ' ')), {}, {}, {.partBytes = 2 << 20});
        QCOMPARE(much.kind(), ProblemKind::unpacksTooFar);
        // A small part that is not small: the names of styles.
        auto parts = Files::parts(data(""));
        parts[5].second += std::string(std::size_t{17} << 20, ' ');
        QCOMPARE(readAll({.file = files_.zip(parts)}).kind(), ProblemKind::unpacksTooFar);
        // Says that it holds more than any sheet does.
        const auto file = files_.zip(Files::parts(data("")));
        std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
        std::string whole((std::istreambuf_iterator<char>(bytes)), {});
        const auto entry = whole.rfind("xl/worksheets/sheet1.xml");
        QVERIFY(entry != std::string::npos);
        bytes.clear();
        bytes.seekp(static_cast<std::streamoff>(entry - 46 + 24));
        bytes.write("\xF0\xFF\xFF\x7F", 4);
        bytes.close();
        const Table lie = readAll({.file = file, .limits = {.partBytes = 1 << 20}});
        QCOMPARE(lie.kind(), ProblemKind::unpacksTooFar);
        qInfo("all refused in %lld ms", time.elapsed());
    }
    void longTokensAndDeepNestingAreRefused() {
        const Table token = raw(data(row(2, "<c r=\"" + std::string(std::size_t{5} << 20, 'A') + "\"><v>1</v></c>")));
        QCOMPARE(token.kind(), ProblemKind::damaged);
        QVERIFY2(token.text().find("token") != std::string::npos, token.text().c_str());
        std::string deep;
        for (int i = 0; i < 100'000; ++i)
            deep += "<a>";
        QCOMPARE(raw(data("", deep)).kind(), ProblemKind::damaged);
    }
    void limitsHold() {
        QCOMPARE(raw(data(row(2, cell("A2", std::string(70'000, 'x'))))).kind(), ProblemKind::cellTooLong);
        QCOMPARE(raw("<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>",
                     "<si><t>" + std::string(70'000, 'x') + "</t></si>")
                     .kind(),
                 ProblemKind::cellTooLong);
        QCOMPARE(raw("<sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row></sheetData>",
                     "<si><t>" + std::string(60, 'x') + "</t></si><si><t>" + std::string(60, 'x') + "</t></si>", {},
                     {.textBytes = 100})
                     .kind(),
                 ProblemKind::tooMuchText);
        QCOMPARE(raw(data(row(2, "<c r=\"ALM2\"><v>1</v></c>"))).kind(), ProblemKind::tooManyColumns);
        const Table wide = raw(data(row(2, "<c r=\"ALL2\"><v>1</v></c>")));
        QCOMPARE(wide.rows[1].problem->kind, ProblemKind::tooManyCells);
        QCOMPARE(raw(data(row(2, cell("A2", std::string(600, 'x')) + cell("B2", std::string(600, 'x')))), {}, {},
                     {.rowBytes = 1'000})
                     .kind(),
                 ProblemKind::rowTooLong);
    }
    void emptyRowsAndStyledCellsDoNotCount() {
        std::string rows;
        for (int i = 2; i < 20'000; ++i)
            rows += "<row r=\"" + std::to_string(i) + "\"><c r=\"A" + std::to_string(i) + "\" s=\"1\"/></row>";
        const Table table = raw(data(rows + row(20'000, cell("A20000", "last"))));
        QVERIFY2(!table.problem, table.text().c_str());
        QCOMPARE(table.lines(), (std::vector<std::int64_t>{1, 20'000}));
    }
    void aMillionRowsAreRefusedQuickly() {
        const auto file = files_.path("million.xlsx");
        lxw_workbook_options options{.constant_memory = LXW_TRUE};
        lxw_workbook* book = workbook_new_opt(file.c_str(), &options);
        lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
        worksheet_write_string(sheet, 0, 0, "name", nullptr);
        for (lxw_row_t i = 1; i < 1'000'000; ++i) {
            worksheet_write_string(sheet, i, 0, "Tenant", nullptr);
            worksheet_write_number(sheet, i, 1, i, nullptr);
        }
        QCOMPARE(workbook_close(book), LXW_NO_ERROR);
        QElapsedTimer time;
        time.start();
        const Table table = readAll({.file = file});
        qInfo("refused in %lld ms", time.elapsed());
        QCOMPARE(table.kind(), ProblemKind::tooManyRows);
        QVERIFY(table.rows.empty());
    }
    void canBeStopped() {
        stop_.request_stop();
        QCOMPARE(readAll({.file = files_.zip(Files::parts(data(""))), .stop = stop_.get_token()}).kind(),
                 ProblemKind::cancelled);
    }
};

QTEST_APPLESS_MAIN(ImportXlsxTest)
#include "xlsx_test.moc"
