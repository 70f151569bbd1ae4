#include "sql/dialect.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace steward::sql {
namespace {

constexpr std::string_view tenantWord = ":tenant";

bool isWordCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// The length of the quoted text or comment that starts at `at`, 0 when none does.
std::size_t skipQuoted(std::string_view sql, std::size_t at) {
    const auto until = [&](std::string_view end) {
        const auto found = sql.find(end, at + 1);
        return (found == std::string_view::npos ? sql.size() : found + end.size()) - at;
    };
    const auto rest = sql.substr(at);
    if (rest[0] == '\'' || rest[0] == '"') return until(rest.substr(0, 1));
    if (rest.starts_with("--")) return until("\n");
    if (rest.starts_with("/*")) return until("*/");
    return 0;
}

std::size_t numberAt(std::string_view text, std::size_t& length) {
    std::size_t number = 0;
    for (length = 0; length < text.size() && length < 6 && std::isdigit(static_cast<unsigned char>(text[length]));
         ++length)
        number = number * 10 + static_cast<std::size_t>(text[length] - '0');
    return number;
}

std::size_t highestPlaceholder(std::string_view sql) {
    std::size_t highest = 0;
    for (std::size_t at = 0; at < sql.size();) {
        if (const auto skipped = skipQuoted(sql, at)) {
            at += skipped;
        } else if (sql[at] == '?') {
            std::size_t length = 0;
            highest = std::max(highest, numberAt(sql.substr(at + 1), length));
            at += 1 + length;
        } else {
            ++at;
        }
    }
    return highest;
}

}  // namespace

Spelling spell(Dialect dialect, std::string_view sql, bool oneTenant) {
    const char mark = dialect == Dialect::sqlite ? '?' : '$';
    Spelling out;
    out.text.reserve(sql.size() + 16);
    out.parameters = highestPlaceholder(sql);
    const std::string tenant = mark + std::to_string(out.parameters + 1);

    for (std::size_t at = 0; at < sql.size();) {
        if (const auto skipped = skipQuoted(sql, at)) {
            out.text += sql.substr(at, skipped);
            at += skipped;
            continue;
        }
        const auto rest = sql.substr(at);
        const bool isTenant = rest.starts_with(tenantWord) &&
                              (rest.size() == tenantWord.size() || !isWordCharacter(rest[tenantWord.size()]));
        if (isTenant) {
            out.namesTenant = true;
            at += tenantWord.size();
            const auto close = sql.find(')', at);
            const bool isCondition = at < sql.size() && sql[at] == '(' && close != std::string_view::npos;
            if (isCondition) {
                std::string column(sql.substr(at + 1, close - at - 1));
                if (column.starts_with('?')) column[0] = mark;
                if (oneTenant)
                    out.text.append(column).append(" = ").append(tenant);
                else
                    out.text += "TRUE";
                at = close + 1;
            } else {
                out.needsOneTenant = true;
                out.text += tenant;
            }
            if (oneTenant) out.tenantParameter = out.parameters + 1;
        } else {
            out.text += rest[0] == '?' ? mark : rest[0];
            ++at;
        }
    }
    return out;
}

std::string quotedName(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"') out += '"';
        out += c;
    }
    return out += '"';
}

std::string contains(Dialect, std::string_view haystack, std::string_view needle) {
    return "steward_contains(" + std::string(haystack) + ", " + std::string(needle) + ")";
}

std::string daysFromMilliseconds(Dialect dialect, std::string_view milliseconds) {
    const std::string ms(milliseconds);
    if (dialect == Dialect::postgres) return "floor((" + ms + ") / 86400000.0)::bigint";
    return "((" + ms + ") / 86400000 - ((" + ms + ") % 86400000 < 0))";
}

std::string localDaysFromMilliseconds(Dialect dialect, std::string_view milliseconds, std::string_view zone) {
    const std::string ms(milliseconds);
    const std::string name(zone);
    if (dialect == Dialect::sqlite) return "steward_local_day(" + ms + ", " + name + ")";
    return "((to_timestamp((" + ms + ") / 1000.0) AT TIME ZONE " + name + ")::date - date '1970-01-01')";
}

std::string localMilliseconds(Dialect dialect, std::string_view milliseconds, std::string_view zone) {
    const std::string ms(milliseconds);
    const std::string name(zone);
    if (dialect == Dialect::sqlite) return "steward_local_time(" + ms + ", " + name + ")";
    return "(extract(epoch FROM to_timestamp((" + ms + ") / 1000.0) AT TIME ZONE " + name + ") * 1000)::bigint";
}

std::string datePart(Dialect dialect, std::string_view part, std::string_view days) {
    const std::string name(part);
    const std::string day(days);
    if (dialect == Dialect::postgres)
        return "extract(" + name + " FROM date '1970-01-01' + (" + day + ")::int)::bigint";
    const std::string format = part == "year" ? "%Y" : part == "month" ? "%m" : "%d";
    return "CAST(strftime('" + format + "', (" + day + ") * 86400, 'unixepoch') AS INTEGER)";
}

std::string remainder(std::string_view number, std::string_view divisor) {
    const std::string by(divisor);
    return "(((" + std::string(number) + ") % " + by + " + " + by + ") % " + by + ")";
}

std::string firstDayOf(Dialect dialect, std::string_view unit, std::string_view days, int weekStart) {
    const std::string name(unit);
    const std::string day(days);
    // 1 January 1970 was a Thursday.
    if (unit == "week") return "(" + day + " - " + remainder(day + " + " + std::to_string(10 - weekStart), "7") + ")";
    if (dialect == Dialect::postgres)
        return "(date_trunc('" + name + "', date '1970-01-01' + (" + day + ")::int)::date - date '1970-01-01')";
    const std::string seconds = "(" + day + ") * 86400, 'unixepoch'";
    if (unit != "quarter") return "(unixepoch(" + seconds + ", 'start of " + name + "') / 86400)";
    return "(unixepoch(" + seconds + ", 'start of month', '-' || ((strftime('%m', " + seconds +
           ") - 1) % 3) || ' months') / 86400)";
}

std::string jsonMember(Dialect dialect, std::string_view document, std::string_view member) {
    const std::string text(document);
    if (dialect == Dialect::postgres) return "(" + text + ")::jsonb->>'" + std::string(member) + "'";
    return "json_extract(" + text + ", '$." + std::string(member) + "')";
}

std::string schemaFor(Dialect dialect, std::string_view script) {
    if (dialect == Dialect::sqlite) return std::string(script);
    // Longer ones first: the first that fits at a word is taken.
    static constexpr std::array<std::array<std::string_view, 2>, 7> words{
        {{"INTEGER PRIMARY KEY", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"},
         {"INTEGER", "BIGINT"},
         {"TEXT", "TEXT COLLATE \"C\""},
         {"BLOB", "BYTEA"},
         {"REAL", "DOUBLE PRECISION"},
         {"only", "\"only\""},  // a reserved word there
         {"WITHOUT ROWID", ""}}};
    std::string out;
    out.reserve(script.size() + 256);
    for (std::size_t at = 0; at < script.size();) {
        if (const auto skipped = skipQuoted(script, at)) {
            out += script.substr(at, skipped);
            at += skipped;
            continue;
        }
        const bool startsWord = at == 0 || !isWordCharacter(script[at - 1]);
        const auto rest = script.substr(at);
        const auto found = std::ranges::find_if(words, [&](const auto& word) {
            const auto length = word[0].size();
            return startsWord && rest.starts_with(word[0]) && (rest.size() == length || !isWordCharacter(rest[length]));
        });
        if (found == words.end()) {
            out += script[at++];
        } else {
            out += (*found)[1];
            at += (*found)[0].size();
        }
    }
    return out;
}

}  // namespace steward::sql
