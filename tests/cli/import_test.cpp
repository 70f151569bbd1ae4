// Tenants from a file with stewardctl, on a real platform: what cannot be used is named, the rest is a plan, and the
// same file again changes nothing.
#include <xlsxwriter.h>

#include <QFile>
#include <QRegularExpression>
#include <QtTest>

#include "base/json.h"
#include "contract/endpoints.h"
#include "stewardctl.h"
#include "tests/support/reply_document.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using test::Ran;
using test::read;
using test::words;

namespace {

const char* const people =
    "Slug;Company;Plan;Region;Owner;Contact\n"
    "fjord;Fjord Ltd;Team;eu-west;Ines Moreau;ines@fjord.example\n"
    "mole;Mole & Sons;gold;eu-west;Bruno Castel;bruno@mole.example\n"
    "wren;Wren;Scale;eu-central;Hana Mori;hana@wren.example\n";

QByteArray written(const Ran& ran) {
    return QByteArray::number(ran.code) + "\n" + ran.out + ran.err;
}

#define RAN(ran, wanted) QVERIFY2((ran).code == (wanted), written(ran).constData())
#define SAYS(ran, text) QVERIFY2((ran).out.contains(text) || (ran).err.contains(text), written(ran).constData())

}  // namespace

class CliImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.start(), platform_.log().c_str());
        write("people.csv", people);
    }

    void aDryRunSendsNothingAndNamesWhatIsWrong() {
        const auto ran = run("import tenants people.csv --map ownerEmail=Contact --map ownerName=Owner --dry-run");
        RAN(ran, 0);
        SAYS(ran, "Line 3, Plan: \"gold\" is none of: free, team, scale, enterprise.");
        SAYS(ran, "2 of 3 rows can be imported");
        SAYS(ran, "ines@fjord.example");
        QCOMPARE(tenants(), 0);
        RAN(run("import tenants people.csv --map ownerEmail=Contact --strict"), 2);
        QCOMPARE(tenants(), 0);
    }
    void whatDoesNotFitIsAnErrorOfTheCommand() {
        for (const char* line : {"import tenants people.csv --map colour=Plan",
                                 "import tenants people.csv --map name=Colour", "import tenants people.csv --map slug=",
                                 "import tenants nothing.csv", "import tenants people.csv --sheet"}) {
            const auto ran = run(line);
            RAN(ran, 2);
            QVERIFY2(!ran.err.isEmpty(), line);
        }
        write("latin.csv", "Slug,Name\nbj,Bj\xF6rn\n");
        SAYS(run("import tenants latin.csv"), "Line 2: Byte 16 of the file is not UTF-8");
        QCOMPARE(tenants(), 0);
    }
    void aFileIsPlannedAppliedAndThenSoAlready() {
        const char* line = "import tenants people.csv --map ownerEmail=Contact --map ownerName=Owner";
        const auto planned = run(line);
        RAN(planned, 0);
        SAYS(planned, "fjord");
        SAYS(planned, "To apply it: stewardctl apply pln_");
        QCOMPARE(tenants(), 0);
        // A plan of several asks for its sentence, which a script has to say.
        RAN(run(words(line) + words("--apply")), 2);
        QCOMPARE(tenants(), 0);
        static const QRegularExpression sentence(QStringLiteral("--confirm \"([^\"]+)\""));
        const auto asked = sentence.match(QString::fromUtf8(planned.err));
        QVERIFY2(asked.hasMatch(), written(planned).constData());
        const auto applied = run(words(line) + words("--apply --reason North --confirm") << asked.captured(1));
        RAN(applied, 0);
        SAYS(applied, "succeeded, 2 changed, 0 failed");
        QCOMPARE(tenants(), 2);
        const auto again = run(words(line) + words("--apply"));
        RAN(again, 0);
        SAYS(again, "no change");
    }
    void aWorkbookChangesWhatIsThere() {
        const QByteArray path = program_.file(QStringLiteral("seats.xlsx")).toUtf8();
        lxw_workbook* book = workbook_new(path.constData());
        workbook_add_worksheet(book, "Notes");
        lxw_worksheet* sheet = workbook_add_worksheet(book, "Seats");
        worksheet_write_string(sheet, 0, 0, "slug", nullptr);
        worksheet_write_string(sheet, 0, 1, "seats", nullptr);
        worksheet_write_string(sheet, 1, 0, "fjord", nullptr);
        worksheet_write_formula_num(sheet, 1, 1, "=10+2", nullptr, 12);
        QCOMPARE(workbook_close(book), LXW_NO_ERROR);
        const auto applied = run("import tenants seats.xlsx --sheet Seats --apply");
        RAN(applied, 0);
        SAYS(applied, "cells with formulas: 1");
        const auto page =
            read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3Dfjord"}));
        QCOMPARE(page.items.at(0).seatsLimit, 12);
    }
    // As many as one import may have, every field filled; one more is refused before anything is asked.
    void tenThousandRowsAreOnePlan() {
        QByteArray bytes = "slug,name,plan,billing,region,owner,owner e-mail,tags,seats\n";
        const auto row = [&bytes](int i) {
            const QByteArray n = QByteArray::number(i);
            bytes += "many-" + n + ",Tenant with the number " + n + ",enterprise,yearly,eu-central,Ines Moreau " + n +
                     ",ines.moreau." + n + "@many.example,key-account;beta," + n + "\n";
        };
        for (int i = 1; i <= 10'000; ++i)
            row(i);
        write("many.csv", bytes);
        const auto planned = run("import tenants many.csv");
        QVERIFY2(planned.code == 0, planned.err.right(500).constData());
        QVERIFY2(planned.out.contains("10000 will change"), planned.out.right(500).constData());
        row(10'001);
        write("many.csv", bytes);
        const auto refused = run("import tenants many.csv");
        RAN(refused, 2);
        SAYS(refused, "There are more than 10000 rows");
    }

private:
    Ran run(const QStringList& arguments) const {
        return program_.run(QString::fromStdString(platform_.url()), QByteArray::fromStdString(platform_.token()),
                            arguments);
    }
    Ran run(const char* line) const { return run(words(line)); }
    void write(const char* name, const QByteArray& bytes) const {
        QFile file(program_.file(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    std::int64_t tenants() const {
        return read<contract::Page<domain::Tenant>>(
                   platform_.ask({.target = "/v1/tenants?limit=1&filter=slug%20in%20%28fjord%2Cwren%2Cmole%29"}))
            .total;
    }

    test::StewarddFixture platform_;
    test::Stewardctl program_;
};

QTEST_GUILESS_MAIN(CliImportTest)
#include "import_test.moc"
