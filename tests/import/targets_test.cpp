// From columns to fields, and from rows to what a plan is asked for.
#include <QElapsedTimer>
#include <QtTest>

#include "domain/tenant.h"
#include "import/targets.h"
#include "tests/import/files.h"

using namespace steward;
using namespace steward::test;
using imports::Mapping;
using imports::ProblemKind;

namespace {

enum class Colour { darkRed, green };
STEWARD_DESCRIBE_ENUM(Colour, darkRed, green)
struct Patch {
    std::optional<std::string> name;
    std::optional<Colour> colour;
    std::optional<std::vector<std::string>> tags;
    std::optional<std::int32_t> seats;
    std::optional<double> price;
    std::optional<bool> trial;
    std::optional<Time> since;
};
STEWARD_DESCRIBE(Patch, (name, colour, tags, seats, price, trial, since))

std::string said(const imports::Problem& problem) {
    return imports::whereAndWhat(problem);
}

}  // namespace

class ImportTargetsTest : public QObject {
    Q_OBJECT

    Files files_;
    const imports::Subject tenants_ = imports::tenants();

    imports::Outcome<imports::Import> read(const std::string& bytes) const {
        const imports::Source source{.file = files_.text(bytes)};
        const auto seen = imports::look(source, tenants_);
        if (!seen) return fail(seen.error());
        return imports::readTargets(source, seen->columns, seen->proposal, tenants_);
    }
    // As JSON, or what is wrong.
    static std::string value(const std::vector<imports::Field>& fields, const char* name, const std::string& text) {
        for (const auto& field : fields) {
            if (field.name != name) continue;
            const auto value = imports::valueOf(field, text);
            return value ? json::write(*value) : std::string(enumName(value.error().kind));
        }
        return "no field";
    }

private Q_SLOTS:
    void fieldsAreWhatThePatchDescribes() {
        const auto fields = imports::fieldsOf<Patch>();
        QCOMPARE(fields.size(), std::size_t(7));
        QCOMPARE(fields[1].choices, (std::vector<std::string>{"darkRed", "green"}));
        // Every member of the patch of a tenant can be imported, whatever is added to it.
        std::size_t members = 0;
        eachMember(domain::TenantPatch{}, [&](std::string_view name, const auto&) {
            ++members;
            QVERIFY2(tenants_.find(name), std::string(name).c_str());
        });
        QCOMPARE(tenants_.fields.size(), members);
    }

    void cellsBecomeTyped() {
        auto fields = imports::fieldsOf<Patch>();
        fields[1].choicesAlsoCalled["green"] = {"Grün"};
        QCOMPARE(value(fields, "name", "12"), std::string("\"12\""));
        for (const char* red : {"darkRed", "Dark red", "DARK_RED", "dark-red"})
            QCOMPARE(value(fields, "colour", red), std::string("\"darkRed\""));
        QCOMPARE(value(fields, "colour", "Grün"), std::string("\"green\""));
        QCOMPARE(value(fields, "colour", "blue"), std::string("notChoice"));
        QCOMPARE(value(fields, "tags", "a; b ,c,,"), std::string("[\"a\",\"b\",\"c\"]"));
        QCOMPARE(value(fields, "seats", "1200"), std::string("1200"));
        QCOMPARE(value(fields, "seats", "-3"), std::string("-3"));
        for (const char* grouped : {"1,200", "1.200", "1'200", "1 200", "1\u00A0200", "1\u202F200", "12.0"})
            QCOMPARE(value(fields, "seats", grouped), std::string("grouped"));
        for (const char* none : {"many", "0x10", "1e3", "99999999999999999999", "--1"})
            QCOMPARE(value(fields, "seats", none), std::string("notWhole"));
        QCOMPARE(value(fields, "price", "12.5"), std::string("12.5"));
        QCOMPARE(value(fields, "price", "12,5"), std::string("grouped"));
        QCOMPARE(value(fields, "price", "nan"), std::string("notNumber"));
        for (const char* yes : {"true", "Yes", "1", "Y"})
            QCOMPARE(value(fields, "trial", yes), std::string("true"));
        QCOMPARE(value(fields, "trial", "no"), std::string("false"));
        QCOMPARE(value(fields, "trial", "maybe"), std::string("notBoolean"));
        QCOMPARE(value(fields, "since", "2026-11-24"), std::string("\"2026-11-24T00:00:00Z\""));
        QCOMPARE(value(fields, "since", "2026-11-24T09:26:00+01:00"), std::string("\"2026-11-24T08:26:00Z\""));
        QCOMPARE(value(fields, "since", "24.11.2026"), std::string("notTime"));
    }

    void columnsAreProposedByTheirNames() {
        const std::vector<std::string> columns{"Company",     "SLUG",   "Owner e-mail", "Owner",
                                               "seats_limit", "Colour", "Tags"};
        QCOMPARE(imports::propose(columns, tenants_),
                 (Mapping{"name", "slug", "ownerEmail", "ownerName", "seatsLimit", "", "tags"}));
        // A name that is the field's own wins over one that only means it.
        QCOMPARE(imports::propose({"Company", "Name", "Slug"}, tenants_), (Mapping{"", "name", "slug"}));
    }
    void mappingsAreChecked() {
        const std::vector<std::string> columns{"Name", "E-mail", "Owner e-mail"};
        auto problems = imports::check({"name", "ownerEmail", "ownerEmail"}, columns, tenants_);
        QCOMPARE(problems.size(), std::size_t(2));
        QCOMPARE(problems[0].kind, ProblemKind::missingColumn);
        QCOMPARE(problems[1].kind, ProblemKind::mappedTwice);
        QVERIFY2(said(problems[1]).find("E-mail, Owner e-mail") != std::string::npos, said(problems[1]).c_str());
        QVERIFY(imports::check({"name", "slug", ""}, columns, tenants_).empty());
        QCOMPARE(imports::missingForNew({"name", "slug", ""}, tenants_),
                 (std::vector<std::string>{"region", "ownerName", "ownerEmail"}));
    }
    void mappingsAreAdjustedByWords() {
        const std::vector<std::string> columns{"Name", "Key", "Contact"};
        const auto proposal = imports::propose(columns, tenants_);
        const auto adjusted =
            imports::adjusted(proposal, columns, tenants_, {{"ownerName", ""}, {"ownerEmail", "Contact"}});
        QVERIFY(adjusted.has_value());
        QCOMPARE(*adjusted, (Mapping{"name", "slug", "ownerEmail"}));
        QCOMPARE(imports::adjusted(proposal, columns, tenants_, {{"colour", "Name"}}).error().kind,
                 ProblemKind::noSuchField);
        QCOMPARE(imports::adjusted(proposal, columns, tenants_, {{"name", "Colour"}}).error().kind,
                 ProblemKind::noSuchColumn);
    }

    void rowsBecomeTargets() {
        const auto import = read(
            "Slug;Name;Plan;Seats;Tags;Note\n"
            "fjord; Fjord Ltd ;Enterprise;120;eu;first\n"
            "mole;;;;;nothing but its key\n");
        QVERIFY2(import.has_value(), import ? "" : said(import.error()).c_str());
        QCOMPARE(import->rows, 2);
        QCOMPARE(import->leftOut, 0);
        QCOMPARE(import->targets.size(), std::size_t(2));
        QCOMPARE(json::write(import->targets[0]),
                 std::string(R"({"entity":"tenant","key":"fjord","patch":{"slug":"fjord","name":"Fjord Ltd",)"
                             R"("plan":"enterprise","seatsLimit":120,"tags":["eu"]},"line":2})"));
        QCOMPARE(json::write(import->targets[1].patch), std::string(R"({"slug":"mole"})"));
    }
    void everyProblemSaysRowColumnAndWhatWasExpected() {
        const auto import = read(
            "Slug,Name,Plan,Seats,Region,Owner e-mail\n"
            "fjord,Fjord,gold,\"1,200\",eu-west,ines@fjord.example\n"
            ",Nobody,team,1,eu-west,a@b.example\n"
            "Not A Slug,Mole,team,1,mars,nobody\n"
            "wren,Wren,team,5,eu-west,w@wren.example\n"
            "short,Row\n"
            "wren,Again,team,5,eu-west,w@wren.example\n"
            "finch,Finch,team,-1,eu-west,f@finch.example\n");
        QVERIFY2(import.has_value(), import ? "" : said(import.error()).c_str());
        QStringList all;
        for (const auto& problem : import->problems)
            all << QString::fromStdString(said(problem));
        QCOMPARE(
            all,
            (QStringList{
                QStringLiteral("Line 2, Plan: \"gold\" is none of: free, team, scale, enterprise."),
                QStringLiteral("Line 2, Seats: \"1,200\" could mean several numbers. Write whole numbers without "
                               "separators: 1200."),
                QStringLiteral("Line 3, Slug: The row does not say which tenant it is about."),
                QStringLiteral(
                    "Line 4, Slug: \"Not A Slug\" must have 2 to 63 lower-case letters, digits or single hyphens."),
                QStringLiteral("Line 4, Owner e-mail: \"nobody\" is not an e-mail address."),
                QStringLiteral("Line 4, Region: \"mars\" is not a region of this platform."),
                QStringLiteral("Line 6: There are only 2 cells in the row instead of 6."),
                QStringLiteral("Line 7, Slug: \"wren\" is in line 5 already."),
                QStringLiteral("Line 8, Seats: \"-1\" must not be negative."),
            }));
        QCOMPARE(import->rows, 7);
        QCOMPARE(import->leftOut, 6);
        QCOMPARE(import->targets.size(), std::size_t(1));
        QCOMPARE(import->targets[0].line, std::optional<std::int64_t>(5));
    }
    void columnsThatAreLeftOutSpoilNothing() {
        const auto file = files_.workbook([](lxw_workbook* book) {
            lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
            worksheet_write_string(sheet, 0, 0, "Slug", nullptr);
            worksheet_write_string(sheet, 0, 1, "Seats", nullptr);
            worksheet_write_string(sheet, 0, 2, "Check", nullptr);
            worksheet_write_string(sheet, 1, 0, "fjord", nullptr);
            worksheet_write_formula_num(sheet, 1, 1, "=10*12", nullptr, 120);
            worksheet_write_formula_str(sheet, 1, 2, "=1/0", nullptr, "#DIV/0!");
        });
        const auto seen = imports::look({.file = file}, tenants_);
        QVERIFY(seen.has_value());
        QCOMPARE(seen->proposal, (Mapping{"slug", "seatsLimit", ""}));
        QCOMPARE(seen->samples[1], (std::vector<std::string>{"120"}));
        QCOMPARE(seen->formulas, 2);
        const auto import = imports::readTargets({.file = file}, seen->columns, seen->proposal, tenants_);
        QVERIFY(import.has_value());
        QVERIFY(import->problems.empty());
        QCOMPARE(import->formulas, 2);
        QCOMPARE(json::write(import->targets.at(0).patch), std::string(R"({"slug":"fjord","seatsLimit":120})"));
    }
    void filesWithoutTheKeyOrWithOtherColumnsAreRefused() {
        QCOMPARE(read("Name,Plan\nFjord,team\n").error().kind, ProblemKind::missingColumn);
        QCOMPARE(read("Slug,slug\na,b\n").error().kind, ProblemKind::mappedTwice);
        QCOMPARE(read("").error().kind, ProblemKind::empty);
        const imports::Source source{.file = files_.text("Slug,Name\nfjord,Fjord\n")};
        const auto seen = imports::look(source, tenants_);
        files_.text("Name,Slug\nFjord,fjord\n");
        QCOMPARE(imports::readTargets(source, seen->columns, seen->proposal, tenants_).error().kind,
                 ProblemKind::changedMeanwhile);
    }
    void columnsWithoutANameHaveLetters() {
        const auto seen =
            imports::look({.file = files_.text("Slug,,Name\nfjord,x,Fjord\nmole,,\nwren,y,Wren\n")}, tenants_);
        QVERIFY(seen.has_value());
        QCOMPARE(seen->columns, (std::vector<std::string>{"Slug", "B", "Name"}));
        QCOMPARE(seen->samples[1], (std::vector<std::string>{"x", "y"}));
    }
    void progressGrowsAndReadingStops() {
        std::string bytes = "Slug,Name\n";
        for (int i = 0; i < 10'000; ++i)
            bytes += "tenant-" + std::to_string(i) + ",Tenant\n";
        std::stop_source stop;
        imports::Source source{.file = files_.text(bytes), .stop = stop.get_token()};
        std::vector<double> shares;
        const auto all = imports::readTargets(source, {"Slug", "Name"}, {"slug", "name"}, tenants_,
                                              [&](double share) { shares.push_back(share); });
        QVERIFY(all.has_value());
        QCOMPARE(all->targets.size(), std::size_t(10'000));
        QCOMPARE(shares.size(), std::size_t(40));
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        const auto stopped = imports::readTargets(source, {"Slug", "Name"}, {"slug", "name"}, tenants_,
                                                  [&](double) { stop.request_stop(); });
        QCOMPARE(stopped.error().kind, ProblemKind::cancelled);
    }
    void everyKindOfProblemHasItsText() {
        boost::mp11::mp_for_each<Enumerators<ProblemKind>>([](auto d) {
            const std::string_view text = imports::templateOf(d.value);
            QVERIFY2(text.ends_with('.') || text.ends_with('?'), d.name);
        });
        QCOMPARE(imports::shortened(std::string(58, 'x') + "ö\n"), std::string(58, 'x') + "ö…");
        QCOMPARE(imports::shortened(std::string(59, 'x') + "öö"), std::string(59, 'x') + "…");
        QCOMPARE(imports::shortened("a\nb"), std::string("a b"));
    }
};

QTEST_APPLESS_MAIN(ImportTargetsTest)
#include "targets_test.moc"
