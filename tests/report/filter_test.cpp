// The filter grammar: what it reads, what it says about mistakes, what it means in SQL.
#include "report/filter.h"
#include "report/time_zone.h"
#include "sample.h"

using namespace steward;
using namespace steward::report;

namespace {

std::string errorOf(std::string_view text) {
    const auto parsed = parseFilter(text);
    return parsed ? std::string("no error") : parsed.error().detail;
}

Result<SqlCondition> translate(std::string_view text, const char* dataset = "tenants", const char* zone = "UTC",
                               const char* now = "2026-11-23T09:12:04Z") {
    STEWARD_TRY(const Filter filter, parseFilter(text));
    return filterToSql(filter, findDataset(dataset)->fields, sql::Dialect::sqlite, {sample::time(now), zone});
}

}  // namespace

class FilterTest : public QObject {
    Q_OBJECT
    sql::Connection connection_ = sample::filled();

    std::int64_t count(std::string_view filter, const char* zone = "UTC") {
        const auto condition = translate(filter, "tenants", zone);
        if (!condition) qFatal("%s", condition.error().detail.c_str());
        const auto rows =
            connection_.query("SELECT count(*) FROM tenants t WHERE " + condition->text, condition->parameters);
        if (!rows) qFatal("%s", rows.error().detail.c_str());
        return (*rows)[0].integer(0);
    }
    std::int64_t byHand(const char* condition) {
        return (*connection_.query("SELECT count(*) FROM tenants t WHERE " + std::string(condition)))[0].integer(0);
    }

private Q_SLOTS:
    void everyOperatorIsRead() {
        const auto filter = parseFilter(
            R"(status=active; plan in (team, "a;b") ;users>100;search~tarn wick;name!="say ""hi"""; month last 6;createdAt last 30 days;region not in (x))");
        QVERIFY_OK(filter);
        const auto& list = filter->conditions;
        QCOMPARE(list.size(), std::size_t{8});
        QCOMPARE(list[1].values, (std::vector<std::string>{"team", "a;b"}));
        QCOMPARE(list[1].position, std::size_t{16});
        QCOMPARE(list[3].values.front(), std::string("tarn wick"));
        QCOMPARE(list[4].values.front(), std::string("say \"hi\""));
        QCOMPARE(list[5].op, Operator::last);
        QCOMPARE(list[6].unit, Bucket::day);
        QCOMPARE(list[7].op, Operator::notIn);
        QVERIFY(parseFilter("")->conditions.empty());
        QVERIFY(parseFilter(" ; ").has_value() == false);
        QCOMPARE(parseFilter("a=1;")->conditions.size(), std::size_t{1});
    }

    void spellingComesBackTheSame() {
        const std::string text =
            R"(status=active;plan in (team,"a;b");name!="say ""hi""";createdAt last 30 days;month last 6)";
        QCOMPARE(spellFilter(*parseFilter(text)), text);
        const auto equals = parseFilter("users> =5");
        QVERIFY(equals && equals->conditions.at(0).op == Operator::greater);
        QCOMPARE(spellFilter(*equals), std::string(R"(users>"=5")"));
    }

    void mistakesAreNamedWithTheirPosition() {
        QCOMPARE(errorOf("status=active;=x"), std::string("At position 15: expected the name of a field."));
        QCOMPARE(errorOf("status active"),
                 std::string("At position 8: expected one of = != > >= < <= ~ in, not in, last, this, previous, is."));
        QCOMPARE(errorOf("status="), std::string("At position 8: expected a value."));
        QCOMPARE(errorOf("plan in team"), std::string("At position 9: expected '('."));
        QCOMPARE(errorOf("plan in (team"), std::string("At position 14: expected ',' or ')'."));
        QCOMPARE(errorOf("plan not team"), std::string("At position 10: expected 'in' after 'not'."));
        QCOMPARE(errorOf("name=\"open"), std::string("At position 11: expected the closing quote."));
        QCOMPARE(errorOf("name=a,b"),
                 std::string("At position 7: expected a value in quotes, because of this character."));
        QCOMPARE(errorOf("name=\"a\"b"), std::string("At position 9: expected ';' or the end."));
        QCOMPARE(errorOf("month last x"), std::string("At position 12: expected a number from 1 to 9999."));
        QCOMPARE(errorOf("month last 0"), std::string("At position 12: expected a number from 1 to 9999."));
        QCOMPARE(errorOf("month last 6 moons"),
                 std::string("At position 14: expected minutes, hours, days, weeks, months, quarters or years."));
        QCOMPARE(parseFilter("status=").error().fields.front().path, std::string("/filter"));
    }

    void sizeIsBounded() {
        QVERIFY(!parseFilter("name=" + std::string(maximumFilterLength, 'x')));
        std::string terms;
        for (std::size_t i = 0; i <= maximumFilterTerms; ++i)
            terms += "users>1;";
        QVERIFY(errorOf(terms).find("at most 32 terms") != std::string::npos);
        std::string values = "name in (a";
        for (std::size_t i = 0; i < maximumFilterValues; ++i)
            values += ",a";
        QVERIFY(errorOf(values + ")").find("at most 2000 values") != std::string::npos);
    }

    void typesAreChecked() {
        const auto detail = [](std::string_view text) {
            const auto result = translate(text);
            return result ? std::string("no error") : result.error().detail;
        };
        QCOMPARE(detail("status=open"),
                 std::string("At position 8: expected one of trial, active, pastDue, suspended, archived, removed."));
        QCOMPARE(detail("users>many"), std::string("At position 7: expected a whole number."));
        QCOMPARE(detail("name=x;mrr>1.234"), std::string("At position 12: expected an amount such as 184.50."));
        QVERIFY(detail("createdAt>soon").find("a day or a time") != std::string::npos);
        QVERIFY(detail("createdAt=2026-02-30").find("a day that exists") != std::string::npos);
        QVERIFY(detail("name>x").find("At position 1") != std::string::npos);
        QVERIFY(detail("users~1").find("a text field") != std::string::npos);
        QVERIFY(detail("name last 3").find("a date") != std::string::npos);
        QVERIFY(detail("nonsense=1").find("one of the fields id, name") != std::string::npos);
    }

    void alternativesNestAndAreSpelledAgain() {
        for (const char* text :
             {"plan=team;(status=active|users>=200;region=us-east)", "(plan=team;(users=7|users=14)|region is null)",
              "renewsAt is not null;name!=\"a|b\""}) {
            const auto filter = parseFilter(text);
            QVERIFY_OK(filter);
            QCOMPARE(spellFilter(*filter), std::string(text));
        }
        QCOMPARE(count("plan=team;(status=active|users>=200;region=us-east)"),
                 byHand("plan = 'team' AND (status = 'active' OR (users >= 200 AND "
                        "region = 'us-east'))"));
        QCOMPARE(count("renewsAt is null"), byHand("renews_at IS NULL"));
        QCOMPARE(count("(renewsAt is not null|plan=team);region=eu-west"),
                 byHand("(renews_at IS NOT NULL OR plan = 'team') AND region = 'eu-west'"));
        const auto detail = [](const std::string& text) {
            const auto filter = parseFilter(text);
            return filter ? std::string("no error") : filter.error().detail;
        };
        QCOMPARE(detail("(a=1|)"), std::string("At position 6: expected the name of a field."));
        QCOMPARE(detail("(a=1"), std::string("At position 5: expected ';', '|' or ')'."));
        QVERIFY(detail("a is x").find("'null' or 'not null'") != std::string::npos);
        QVERIFY(detail("a this").find("minutes, hours, days") != std::string::npos);
        QVERIFY(detail(std::string(9, '(') + "a=1").find("fewer levels") != std::string::npos);
        std::string many = "(a=1";
        for (int i = 0; i < 40; ++i)
            many += "|a=1";
        QVERIFY(detail(many + ")").find("at most 32 terms") != std::string::npos);
        // | and $ are letters of a value where they always were.
        QCOMPARE(parseFilter("name=a|b")->conditions[0].values[0], std::string("a|b"));
        QCOMPARE(count("name=$x"), std::int64_t{0});
    }

    void relativePeriodsFollowTheTimeZone() {
        const auto range = [](std::string_view text, std::string_view zone, Weekday start = Weekday::monday) {
            const auto filter = parseFilter(text);
            const FilterContext context{
                .now = sample::time("2026-03-30T22:30:00Z"), .timeZone = std::string(zone), .weekStart = start};
            const auto condition = filterToSql(*filter, findDataset("audit")->fields, sql::Dialect::sqlite, context);
            if (!condition) qFatal("%s", condition.error().detail.c_str());
            const auto part = [&](std::size_t i) {
                return toRfc3339(Time(Duration(std::get<std::int64_t>(condition->parameters[i].holder()))));
            };
            return part(0) + " " + part(1);
        };
        // It is 31 March 0:30 in Berlin, two days after its clocks went forward.
        QCOMPARE(range("at this month", "Europe/Berlin"), std::string("2026-02-28T23:00:00Z 2026-03-31T22:00:00Z"));
        QCOMPARE(range("at previous 3 days", "Europe/Berlin"),
                 std::string("2026-03-27T23:00:00Z 2026-03-30T22:00:00Z"));
        QCOMPARE(range("at previous quarter", "UTC"), std::string("2025-10-01T00:00:00Z 2026-01-01T00:00:00Z"));
        QCOMPARE(range("at last 2 hours", "Asia/Kolkata"), std::string("2026-03-30T21:30:00Z 2026-03-30T23:30:00Z"));
        QCOMPARE(range("at this week", "UTC", Weekday::sunday),
                 std::string("2026-03-29T00:00:00Z 2026-04-05T00:00:00Z"));
    }

    void valuesAreParametersNeverText() {
        const auto condition = translate("name=\"x' OR 1=1 --\";users>=5");
        QVERIFY_OK(condition);
        QCOMPARE(condition->text, std::string("t.name = ?1 AND t.users >= ?2 AND t.status <> 'removed'"));
        QCOMPARE(condition->parameters.size(), std::size_t{2});
        QCOMPARE(count("name=\"x' OR 1=1 --\""), std::int64_t{0});
    }

    void whatIsRemovedIsThereForThoseWhoAsk() {
        QVERIFY(
            connection_.execute("UPDATE tenants SET status = 'removed' WHERE id IN"
                                " (SELECT id FROM tenants ORDER BY id LIMIT 3)"));
        const auto rows = [&](const char* dataset, std::string_view filter) {
            const auto* declared = findDataset(dataset);
            const auto condition = translate(filter, dataset);
            std::string from = " FROM " + declared->table;
            for (const auto& join : declared->joins)
                if (std::ranges::find(condition->joins, join.name) != condition->joins.end()) from += " " + join.sql;
            const std::string text =
                "SELECT count(*)" + from + " WHERE :tenant(" + declared->tenantColumn + ") AND " + condition->text;
            return (*connection_.query(sql::tenantOwned(text), sql::TenantScope::all(), condition->parameters))[0]
                .integer(0);
        };
        QCOMPARE(count(""), std::int64_t{37});
        for (const char* asking : {"status=removed", "status in (removed)"})
            QCOMPARE(count(asking), std::int64_t{3});
        QCOMPARE(count("status in (removed,active)"), byHand("status IN ('removed', 'active')"));
        for (const char* notAsking : {"status!=active", "status not in (active)", "name!=removed"})
            QCOMPARE(count(notAsking), byHand((std::string("status <> 'removed' AND ") +
                                               (notAsking[0] == 's' ? "status <> 'active'" : "TRUE"))
                                                  .c_str()));
        for (const char* dataset : {"users", "usage", "subscriptions"}) {
            const std::string table = findDataset(dataset)->table;
            const auto all = (*connection_.query("SELECT count(*) FROM " + table))[0].integer(0);
            const auto gone =
                rows(dataset, dataset == std::string_view("usage") ? "status=removed" : "tenantStatus=removed");
            QVERIFY2(gone > 0 || all == 0, dataset);
            QCOMPARE(rows(dataset, ""), all - gone);
        }
        QCOMPARE(rows("audit", ""), (*connection_.query("SELECT count(*) FROM audit"))[0].integer(0));
        QVERIFY(connection_.execute("UPDATE tenants SET status = 'active' WHERE status = 'removed'"));
    }

    void filtersMeanWhatTheySay() {
        QCOMPARE(count("status=active;plan in (team,scale)"),
                 byHand("status = 'active' AND plan IN ('team', 'scale')"));
        QCOMPARE(count("plan not in (free)"), byHand("plan <> 'free'"));
        QCOMPARE(count("search~TENANT-3"), byHand("slug LIKE '%tenant-3%'"));
        QCOMPARE(count("mrr>=124.20"), byHand("mrr_minor >= 12420"));
        QCOMPARE(count("mrr<-0.5"), std::int64_t{0});
        QCOMPARE(count("createdAt<2024-03-01"), byHand("created_at < 1709251200000"));
        QCOMPARE(count("createdAt=2023-11-14"), byHand("date(created_at / 1000, 'unixepoch') = '2023-11-14'"));
        QCOMPARE(count("createdAt!=2023-11-14"), byHand("date(created_at / 1000, 'unixepoch') <> '2023-11-14'"));
        QCOMPARE(count("createdAt>2023-11-14"), byHand("date(created_at / 1000, 'unixepoch') > '2023-11-14'"));
        QCOMPARE(count("createdAt<=2023-11-14T22:13:20Z"), byHand("created_at <= 1700000000000"));
        // Nothing is not equal to something, so tenants without a renewal are in.
        QCOMPARE(count("renewsAt!=2020-01-01"), std::int64_t{40});
        QCOMPARE(count("renewsAt>2020-01-01"), std::int64_t{30});
    }

    void relativeDatesCountWithTheCurrentOne() {
        const auto condition = translate("month last 6", "subscriptions");
        QVERIFY_OK(condition);
        QCOMPARE(condition->parameters, (std::vector<sql::Value>{20605, 20788}));  // 2026-06-01 to 2026-12-01
        const auto days = translate("createdAt last 1 days", "tenants", "America/New_York", "2026-11-23T03:00:00Z");
        QVERIFY_OK(days);
        // It is still Sunday the 22nd there.
        QCOMPARE(days->parameters.front(), sql::Value(sample::time("2026-11-22T05:00:00Z")));
    }

    void daysBeginInTheTimeZone() {
        const auto berlin = TimeZone::find("Europe/Berlin");
        QVERIFY_OK(berlin);
        const auto start = [&](std::string_view day) {
            const auto time = sample::time(std::string(day) + "T00:00:00Z").time_since_epoch().count() / 86'400'000;
            return toRfc3339(Time(Duration(berlin->startOf(time))));
        };
        QCOMPARE(start("2026-03-29"), std::string("2026-03-28T23:00:00Z"));
        QCOMPARE(start("2026-03-30"), std::string("2026-03-29T22:00:00Z"));
        const auto azores = TimeZone::find("America/Sao_Paulo");
        // Midnight did not exist there on 2018-11-04: the day began at one o'clock.
        const Day day = sample::time("2018-11-04T00:00:00Z").time_since_epoch().count() / 86'400'000;
        QCOMPARE(toRfc3339(Time(Duration(azores->startOf(day)))), std::string("2018-11-04T03:00:00Z"));
        QCOMPARE(azores->dayOf(azores->startOf(day)), day);
        QCOMPARE(azores->dayOf(azores->startOf(day) - 1), day - 1);
        QVERIFY(!TimeZone::find("Mars/Olympus"));
    }

    void bucketsBeginWhereTheyShould() {
        const Day day = 20780;  // Monday 2026-11-23
        QCOMPARE(firstDay(day, Bucket::week), day);
        QCOMPARE(firstDay(day - 1, Bucket::week), day - 7);
        QCOMPARE(firstDay(-1, Bucket::week), Day{-3});
        QCOMPARE(firstDay(day, Bucket::quarter), Day{20727});
        QCOMPARE(bucketsBefore(day, Bucket::year, 1), Day{20089});
        QCOMPARE(bucketsBefore(day, Bucket::month, -1), Day{20788});
    }
};

QTEST_APPLESS_MAIN(FilterTest)
#include "filter_test.moc"
