// Everything in which SQLite and PostgreSQL differ, in one place. The rest of Steward writes its SQL once:
// numbered placeholders `?1`, `?2`, the scope as `:tenant` or `:tenant(column)`, and the functions below for the rest.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/describe.h"

namespace steward::sql {

enum class Dialect { sqlite, postgres };
STEWARD_DESCRIBE_ENUM(Dialect, sqlite, postgres)

// How a statement is spelled for an engine.
struct Spelling {
    std::string text;
    std::size_t parameters = 0;       // the highest numbered placeholder
    bool namesTenant = false;         // `:tenant` or `:tenant(column)` occurs
    bool needsOneTenant = false;      // a bare `:tenant` occurs: it has no meaning for all tenants
    std::size_t tenantParameter = 0;  // where the id of the one tenant is bound, 0 when nowhere
};

// `?n` becomes the engine's placeholder. `:tenant(t.tenant_id)` becomes `t.tenant_id = <id>` for one tenant and a
// condition that is always true for all of them; a bare `:tenant` becomes the id. Quoted text and comments stay.
Spelling spell(Dialect dialect, std::string_view sql, bool oneTenant);

// "name" with quotes doubled. For names from our own declarations, never from people.
std::string quotedName(std::string_view name);
// A condition: `haystack` contains `needle` (both SQL expressions), ASCII and simple letters whatever their case.
std::string contains(Dialect dialect, std::string_view haystack, std::string_view needle);
// The day (since 1970, UTC) of an expression in milliseconds.
std::string daysFromMilliseconds(Dialect dialect, std::string_view milliseconds);
// The same in a time zone; `zone` is a parameter with its IANA name.
std::string localDaysFromMilliseconds(Dialect dialect, std::string_view milliseconds, std::string_view zone);
// The wall clock there, in milliseconds since 1970 as if it were UTC.
std::string localMilliseconds(Dialect dialect, std::string_view milliseconds, std::string_view zone);
// The first day of the week, month, quarter or year ("week", "month", …) of an expression in days since 1970. Weeks
// begin `weekStart` days after Monday.
std::string firstDayOf(Dialect dialect, std::string_view unit, std::string_view days, int weekStart = 0);
// The "year", "month" or "day" of an expression in days since 1970, as a number.
std::string datePart(Dialect dialect, std::string_view part, std::string_view days);
// What remains of one whole number divided by another above 0, never below 0.
std::string remainder(std::string_view number, std::string_view divisor);
// A member of a JSON document held as text.
std::string jsonMember(Dialect dialect, std::string_view document, std::string_view member);
// A script of CREATE statements, written with the types INTEGER, BIGINT, DOUBLE PRECISION, REAL, TEXT and BLOB, as the
// engine wants it: integers have 64 bits, an INTEGER PRIMARY KEY numbers rows by itself, and text is ordered by its
// bytes, on both.
std::string schemaFor(Dialect dialect, std::string_view script);

}  // namespace steward::sql
