// A field that reports show and filters name: declared once, with its expression in SQL.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "sql/dialect.h"

namespace steward::report {

enum class FieldType {
    text,
    enumeration,
    integer,
    decimal,   // whole ten-thousandths where it is stored or computed; what a report shows of it is a number
    money,     // integer minor units (hundredths) of a currency
    dateTime,  // milliseconds since 1970, UTC
    date,      // days since 1970, no time zone
    boolean,
};
STEWARD_DESCRIBE_ENUM(FieldType, text, enumeration, integer, decimal, money, dateTime, date, boolean)

enum class Role {
    dimension,
    measure,
    filter,  // only to be filtered by ("search")
};
STEWARD_DESCRIBE_ENUM(Role, dimension, measure, filter)

// From the finest; minutes and hours are for times only.
enum class Bucket { none, minute, hour, day, week, month, quarter, year };
STEWARD_DESCRIBE_ENUM(Bucket, none, minute, hour, day, week, month, quarter, year)

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
STEWARD_DESCRIBE_ENUM(Weekday, monday, tuesday, wednesday, thursday, friday, saturday, sunday)

// How many of a decimal's units make 1.
inline constexpr std::int64_t decimalUnits = 10'000;

struct Field {
    std::string name;   // as in definitions, filters and the API
    std::string title;  // for people, English; the console translates it
    FieldType type = FieldType::text;
    Role role = Role::dimension;
    std::vector<std::string> values = {};  // what an enumeration can be
    Bucket grain = Bucket::day;            // of a date: what one value stands for
    std::string sql = {};                  // SQLite, and PostgreSQL unless `postgres` says otherwise
    std::string postgres = {};
    std::string postgresSearch =
        {};  // function of a text there: the ids (t.id) of the rows that contain it, by an index
    // SQLite, where the platform keeps an index of the text's trigrams (FilterContext::trigrams): ids (t.id) of the
    // rows that may contain it, up to the needle's trigrams after MATCH.
    std::string sqliteSearch = {};
    std::vector<std::string> joins = {};  // names of the joins the expression needs
    // About a person, in a dataset that is not of people: for those who may read users, too.
    bool isPersonal = false;
    // A number of another table, the same on several rows: it cannot be added up.
    bool repeated = false;
    std::string currency = {};  // SQL of the currency of money
    // Rows with this value are for those who ask for them: they are left out unless a filter names it. `shown` is the
    // condition of all others.
    std::string hidden = {};
    std::string shown = {};
    std::string postgresShown = {};  // instead of `shown`, where PostgreSQL needs other words
    bool hiddenByTenant = false;     // it is the tenant of a row that has the value, so `shown` looks at tenants

    const std::string& expression(sql::Dialect dialect) const {
        return dialect == sql::Dialect::postgres && !postgres.empty() ? postgres : sql;
    }
};
STEWARD_DESCRIBE(Field, (name, title, type, role, values, grain))

}  // namespace steward::report
