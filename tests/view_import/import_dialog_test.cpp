// The import of tenants as somebody does it: a file is dropped or given, its columns are mapped, its rows are checked,
// and the plan is asked for. What cannot be read is said, and nothing is sent.
#include <xlsxwriter.h>

#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QMimeData>
#include <fstream>

#include "tests/view_dashboard/page_world.h"
#include "ui/states.h"
#include "ui/table.h"
#include "views/import/import_dialog.h"
#include "views/tenants/tenants_page.h"

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

namespace {

constexpr const char* people =
    "Slug;Company;Plan;Region;Owner;Owner e-mail;Seats;Note\n"
    "fjord;Fjord Ltd;Team;eu-west;Ines Moreau;ines@fjord.example;12;first\n"
    "mole;Mole & Sons;gold;eu-west;Bruno Castel;bruno@mole.example;5;\n"
    "wren;Wren;Scale;eu-central;Hana Mori;hana@wren.example;1,200;\n"
    "finch;Finch;Free;us-east;Leo Farkas;leo@finch.example;;\n";

struct World : PageWorld {
    World() {
        contract::Page<domain::Tenant> none;
        answer("GET /v1/tenants", none);
        answer("GET /v1/audit", contract::Page<domain::AuditEntry>{});
        page = show(new views::TenantsPage(context));
    }
    views::TenantsPage* page;

    QString file(const QString& name, const std::string& bytes) const {
        const QString path = folder.filePath(name);
        std::ofstream(path.toStdString(), std::ios::binary) << bytes;
        return path;
    }
    template <class W = QWidget>
    W* shown(const char* name) const {
        for (W* widget : window.findChildren<W*>(QLatin1String(name)))
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    views::ImportDialog* dialog() const { return shown<views::ImportDialog>("importDialog"); }
    QString said(const char* label) const {
        const auto* text = shown<QLabel>(label);
        return text ? text->text() : QString();
    }
    QAbstractButton* next() const { return shown<QAbstractButton>("formSubmit"); }
    bool mayGoOn() const { return next() && next()->isEnabled(); }
    void drop(QWidget* onto, const QList<QUrl>& urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(onto, &enter);
        taken = enter.isAccepted();
        if (!taken) return;
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(onto, &event);
    }
    // To the rows of a file.
    void check(const QString& path) {
        page->actions()->importFile(path);
        QTRY_VERIFY(mayGoOn());
        QTest::mouseClick(next(), Qt::LeftButton);
        QTRY_VERIFY(mayGoOn());
        QTest::mouseClick(next(), Qt::LeftButton);
    }
    QString cell(int row, int column) const {
        return find<ui::TableView>("importProblems")->model()->index(row, column).data().toString();
    }
    bool taken = false;
};

}  // namespace

class ImportDialogTest : public QObject {
    Q_OBJECT

    static void choose(QComboBox* select, const QString& text) {
        QTest::keyClick(select, Qt::Key_Home);
        for (int i = 0; i < select->count() && select->currentText() != text; ++i)
            QTest::keyClick(select, Qt::Key_Down);
    }

private Q_SLOTS:
    void aDroppedFileBecomesAPlanWithoutItsBadRows() {
        World world;
        world.drop(world.page, {QUrl::fromLocalFile(world.file(u"people.csv"_s, people))});
        QVERIFY(world.taken);
        QTRY_VERIFY(world.dialog() && world.mayGoOn());
        QVERIFY(world.everything().contains(u"people.csv"_s));
        QVERIFY(world.everything().contains(u"8 column(s)"_s));
        QCOMPARE(world.nameless(), QStringList());
        world.keep(u"import-file.png"_s);

        QTest::mouseClick(world.next(), Qt::LeftButton);
        QTRY_VERIFY(world.shown("importColumns"));
        QCOMPARE(world.find<QComboBox>("importField.1")->currentData().toString(), u"name"_s);
        QCOMPARE(world.find<QComboBox>("importField.5")->currentData().toString(), u"ownerEmail"_s);
        QCOMPARE(world.find<QComboBox>("importField.7")->currentData().toString(), QString());
        QVERIFY(world.everything().contains(u"Fjord Ltd · Mole & Sons"_s));
        QCOMPARE(world.nameless(), QStringList());
        world.keep(u"import-columns.png"_s);

        QTest::mouseClick(world.next(), Qt::LeftButton);
        QTRY_COMPARE(world.said("importSummary"), u"2 of 4 rows can be imported. Left out: 2."_s);
        QCOMPARE(world.cell(0, 0), u"3"_s);
        QCOMPARE(world.cell(0, 1), u"Plan"_s);
        QCOMPARE(world.cell(0, 2), u"\"gold\" is none of: free, team, scale, enterprise."_s);
        QCOMPARE(world.cell(1, 0), u"4"_s);
        QCOMPARE(world.nameless(), QStringList());
        world.keep(u"import-rows.png"_s);

        QVERIFY(world.shell.plans.empty());
        QTRY_VERIFY(world.mayGoOn());
        QCOMPARE(world.next()->text(), u"Preview…"_s);
        QTest::mouseClick(world.next(), Qt::LeftButton);
        QCOMPARE(world.shell.plans.size(), std::size_t(1));
        const views::PlanAsk& ask = world.shell.plans[0];
        QCOMPARE(ask.title, u"Import people.csv"_s);
        QCOMPARE(ask.summary, u"Rows of the file that are left out: 2."_s);
        QCOMPARE(ask.request.operation, domain::Operation::converge);
        QCOMPARE(ask.request.targets->size(), std::size_t(2));
        QCOMPARE(json::write(ask.request.targets->at(0)),
                 std::string(R"({"entity":"tenant","key":"fjord","patch":{"slug":"fjord","name":"Fjord Ltd",)"
                             R"("plan":"team","region":"eu-west","ownerName":"Ines Moreau",)"
                             R"("ownerEmail":"ines@fjord.example","seatsLimit":12},"line":2})"));
        // Refused: the dialog says why and stays. Computed: the preview takes its place.
        ask.refused({ErrorCode::tooLarge, "The plan is too large.", {}, {}, {}});
        QTRY_VERIFY(world.everything().contains(u"The plan is too large."_s));
        QVERIFY(world.mayGoOn());
        ask.computed();
        QTRY_VERIFY(!world.dialog());
    }

    void theCommandAsksForAFileAndEscapeLeavesNothing() {
        World world;
        auto* command = world.page->findChild<QAction*>(u"tenant.import"_s);
        QVERIFY(command && command->isEnabled());
        QCOMPARE(command->shortcut(), QKeySequence(u"Ctrl+I"_s));
        command->trigger();
        QTRY_VERIFY(world.dialog());
        QVERIFY(!world.mayGoOn());
        QVERIFY(world.everything().contains(u"at most 10,000"_s));
        QTRY_COMPARE(QApplication::focusWidget(), world.find<QWidget>("importChoose"));
        world.keep(u"import-empty.png"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!world.dialog());
        QVERIFY(world.shell.plans.empty());
    }

    void withoutTheRightNothingIsImported() {
        World world;
        contract::Me me;
        me.permissions = {domain::Permission::tenantsRead};
        world.session.setMe(me);
        QVERIFY(!world.find<QAbstractButton>("importTenants")->isEnabled());
        QVERIFY(!world.page->findChild<QAction*>(u"tenant.import"_s)->isEnabled());
        world.drop(world.page, {QUrl::fromLocalFile(world.file(u"people.csv"_s, people))});
        QVERIFY(!world.taken);
    }
    void onlyOneLocalFileIsTaken() {
        World world;
        const QUrl file = QUrl::fromLocalFile(world.file(u"people.csv"_s, people));
        world.drop(world.page, {file, file});
        QVERIFY(!world.taken);
        world.drop(world.page, {QUrl(u"https://fjord.example/people.csv"_s)});
        QVERIFY(!world.taken);
        QVERIFY(!world.dialog());
    }

    void columnsAreMappedByKeyboardAndMistakesAreSaid() {
        World world;
        world.page->actions()->importFile(world.file(u"odd.csv"_s, "Key word,Name,Owner\nfjord,Fjord,Ines Moreau\n"));
        QTRY_VERIFY(world.mayGoOn());
        QTRY_COMPARE(QApplication::focusWidget(), world.next());
        QTest::keyClick(world.next(), Qt::Key_Return);
        QTRY_VERIFY(world.said("importColumnsNote").startsWith(u"No column is Slug."_s));
        QVERIFY(!world.mayGoOn());
        auto* first = world.find<QComboBox>("importField.0");
        QTRY_COMPARE(QApplication::focusWidget(), first);
        choose(first, u"Name"_s);
        QCOMPARE(first->currentText(), u"Name"_s);
        QTRY_VERIFY(world.said("importColumnsNote").contains(u"The columns Key word, Name are all Name."_s));
        QVERIFY(!world.mayGoOn());
        choose(first, u"Slug"_s);
        QCOMPARE(first->currentText(), u"Slug"_s);
        QTRY_VERIFY(world.mayGoOn());
        QVERIFY(world.said("importColumnsNote").startsWith(u"Without Region, Owner's e-mail only tenants"_s));
        QTest::keyClick(world.next(), Qt::Key_Return);
        QTRY_COMPARE(world.said("importSummary"), u"1 of 1 rows can be imported."_s);
        QVERIFY(world.everything().contains(u"Every row can be imported"_s));
        // Back keeps what was chosen.
        QTest::mouseClick(world.find<QWidget>("importBack"), Qt::LeftButton);
        QTRY_VERIFY(world.shown("importColumns"));
        QCOMPARE(first->currentText(), u"Slug"_s);
        QTest::mouseClick(world.find<QWidget>("importBack"), Qt::LeftButton);
        QTRY_VERIFY(world.shown("importChoose"));
        QVERIFY(world.mayGoOn());
    }

    void aSheetIsChosen() {
        World world;
        const QString path = world.folder.filePath(u"book.xlsx"_s);
        lxw_workbook* book = workbook_new(path.toUtf8().constData());
        for (const char* name : {"Notes", "Tenants"}) {
            lxw_worksheet* sheet = workbook_add_worksheet(book, name);
            worksheet_write_string(sheet, 0, 0, name[0] == 'N' ? "Text" : "Slug", nullptr);
            worksheet_write_string(sheet, 0, 1, "Seats", nullptr);
            worksheet_write_string(sheet, 1, 0, "fjord", nullptr);
            worksheet_write_formula_num(sheet, 1, 1, "=10+2", nullptr, 12);
        }
        QCOMPARE(workbook_close(book), LXW_NO_ERROR);
        world.page->actions()->importFile(path);
        QTRY_VERIFY(world.shown<QComboBox>("importSheet"));
        auto* sheet = world.shown<QComboBox>("importSheet");
        QCOMPARE(sheet->currentText(), u"Notes"_s);
        world.keep(u"import-sheet.png"_s);
        sheet->setFocus();
        QTest::keyClick(sheet, Qt::Key_Down);
        QTRY_COMPARE(sheet->currentText(), u"Tenants"_s);
        QTRY_VERIFY(world.mayGoOn());
        QTest::mouseClick(world.next(), Qt::LeftButton);
        QTRY_COMPARE(world.find<QComboBox>("importField.0")->currentData().toString(), u"slug"_s);
        QTest::mouseClick(world.next(), Qt::LeftButton);
        QTRY_COMPARE(
            world.said("importSummary"),
            u"1 of 1 rows can be imported. 1 cell(s) hold formulas; the values that were saved with them are used."_s);
    }

    void whatCannotBeReadIsSaid_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        QTest::newRow("nothing") << QByteArray() << u"There is nothing in it."_s;
        QTest::newRow("encoding") << QByteArray("Slug,Name\nbj,Bj\xF6rn\n")
                                  << u"Line 2: Byte 16 of the file is not UTF-8"_s;
        QTest::newRow("quote") << QByteArray("Slug,Name\nfjord,\"Fj\n") << u"Line 2: A quote is opened"_s;
        QTest::newRow("old") << QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) << u"old kind (XLS)"_s;
        QTest::newRow("zip") << QByteArray("PK\x03\x04nothing") << u"The workbook is damaged"_s;
    }
    void whatCannotBeReadIsSaid() {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, said);
        World world;
        world.page->actions()->importFile(world.file(u"bad.csv"_s, bytes.toStdString()));
        QTRY_VERIFY2(world.said("formProblem").contains(said), qPrintable(world.said("formProblem")));
        QVERIFY(!world.mayGoOn());
        QVERIFY(world.shown("importChoose"));
        // Another one is tried.
        world.drop(world.dialog(), {QUrl::fromLocalFile(world.file(u"people.csv"_s, people))});
        QTRY_VERIFY(world.mayGoOn());
        QVERIFY(world.said("formProblem").isEmpty());
    }
    void aFileThatIsTooLongOrWentAwayLeavesTheColumns() {
        World world;
        std::string bytes = "Slug,Name\n";
        for (int i = 0; i < 10'001; ++i)
            bytes += "tenant-" + std::to_string(i) + ",Tenant\n";
        const QString path = world.file(u"long.csv"_s, bytes);
        world.check(path);
        QTRY_VERIFY2(world.said("formProblem").contains(u"more than 10,000 rows"_s),
                     qPrintable(world.said("formProblem")));
        QVERIFY(world.shown("importColumns"));
        world.keep(u"import-too-long.png"_s);
        QVERIFY(QFile::remove(path));
        QTest::mouseClick(world.next(), Qt::LeftButton);
        QTRY_VERIFY(world.said("formProblem").contains(u"cannot be read"_s));
        QVERIFY(world.shell.plans.empty());
    }
    void aFileWithoutRowsIsSaidAndStays() {
        World world;
        world.check(world.file(u"head.csv"_s, "Slug,Name\n"));
        QTRY_COMPARE(world.said("importSummary"), u"0 of 0 rows can be imported."_s);
        QVERIFY(world.everything().contains(u"No rows"_s));
        QVERIFY(!world.mayGoOn());
    }
    void tenThousandRowsWithMistakesStayQuick() {
        World world;
        std::string bytes = "Slug,Seats,Region,E-mail\n";
        for (int i = 0; i < 10'000; ++i)
            bytes += "tenant-" + std::to_string(i) + (i % 2 ? ",many,mars,nobody\n" : ",1,eu-west,a@b.example\n");
        world.check(world.file(u"half.csv"_s, bytes));
        QTRY_COMPARE(world.said("importSummary"), u"5,000 of 10,000 rows can be imported. Left out: 5,000."_s);
        QCOMPARE(world.find<ui::TableView>("importProblems")->model()->rowCount(), 5'000);
    }
};

QTEST_MAIN(ImportDialogTest)
#include "import_dialog_test.moc"
