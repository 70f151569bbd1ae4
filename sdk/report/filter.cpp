#include "report/filter.h"

#include <array>
#include <cctype>

namespace steward::report {
namespace {

struct Spelled {
    std::string_view text;
    Operator op;
};
// Longer spellings first.
constexpr std::array<Spelled, 7> symbols{{{"!=", Operator::notEqual},
                                          {">=", Operator::greaterOrEqual},
                                          {"<=", Operator::lessOrEqual},
                                          {"=", Operator::equal},
                                          {">", Operator::greater},
                                          {"<", Operator::less},
                                          {"~", Operator::contains}}};

constexpr std::string_view special = ";,()\"";

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<Filter> parse() {
        if (text_.size() > maximumFilterLength) return fail(filterError(maximumFilterLength, "a shorter filter"));
        Filter filter;
        skipSpace();
        while (!atEnd()) {
            if (filter.conditions.size() == maximumFilterTerms)
                return expected("at most " + std::to_string(maximumFilterTerms) + " terms");
            STEWARD_TRY(Condition condition, term());
            filter.conditions.push_back(std::move(condition));
            if (atEnd()) break;
            if (!take(';')) return expected("';' or the end");
            skipSpace();
        }
        return filter;
    }

private:
    bool atEnd() const { return at_ == text_.size(); }
    bool isSpace() const { return !atEnd() && std::isspace(static_cast<unsigned char>(text_[at_])); }
    void skipSpace() {
        while (isSpace())
            ++at_;
    }
    bool take(char c) {
        if (atEnd() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    tl::unexpected<Error> expected(std::string_view what) const { return fail(filterError(at_ + 1, what)); }

    std::string_view word() {
        const std::size_t start = at_;
        while (!atEnd() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_'))
            ++at_;
        return text_.substr(start, at_ - start);
    }

    // The word if it is the next one; otherwise nothing is taken.
    bool takeWord(std::string_view wanted) {
        const std::size_t start = at_;
        skipSpace();
        if (word() == wanted) return true;
        at_ = start;
        return false;
    }

    Result<Condition> term() {
        Condition condition;
        condition.position = at_ + 1;
        condition.field = word();
        if (condition.field.empty()) return expected("the name of a field");
        skipSpace();
        STEWARD_TRY(condition.op, operatorHere());
        skipSpace();
        condition.valuePosition = at_ + 1;
        if (condition.op == Operator::in || condition.op == Operator::notIn) {
            STEWARD_TRY(condition.values, list());
        } else if (condition.op == Operator::last) {
            STEWARD_CHECK(lastOf(condition));
        } else {
            STEWARD_TRY(std::string only, value(";"));
            condition.values.push_back(std::move(only));
        }
        skipSpace();
        return condition;
    }

    Result<Operator> operatorHere() {
        for (const auto& symbol : symbols) {
            if (!text_.substr(at_).starts_with(symbol.text)) continue;
            at_ += symbol.text.size();
            return symbol.op;
        }
        if (takeWord("in")) return Operator::in;
        if (takeWord("last")) return Operator::last;
        const std::size_t start = at_;
        if (takeWord("not")) {
            if (takeWord("in")) return Operator::notIn;
            skipSpace();
            return expected("'in' after 'not'");
        }
        at_ = start;
        return expected("one of = != > >= < <= ~ in, not in, last");
    }

    Result<std::vector<std::string>> list() {
        if (!take('(')) return expected("'('");
        std::vector<std::string> values;
        do {
            if (values.size() == maximumFilterValues)
                return expected("at most " + std::to_string(maximumFilterValues) + " values");
            skipSpace();
            STEWARD_TRY(std::string element, value(",)"));
            values.push_back(std::move(element));
            skipSpace();
        } while (take(','));
        if (!take(')')) return expected("',' or ')'");
        return values;
    }

    Result<> lastOf(Condition& condition) {
        const std::size_t start = at_;
        const auto digits = word();
        if (digits.empty() || digits.size() > 4 || digits.find_first_not_of("0123456789") != std::string_view::npos ||
            std::stoi(std::string(digits)) == 0) {
            at_ = start;
            return expected("a number from 1 to 9999");
        }
        condition.values.emplace_back(digits);
        skipSpace();
        const std::size_t unitStart = at_;
        auto unit = word();
        if (unit.empty()) return {};
        if (unit.ends_with('s')) unit.remove_suffix(1);
        const auto known = enumFromName<Bucket>(unit);
        if (!known || *known == Bucket::none) {
            at_ = unitStart;
            return expected("days, weeks, months, quarters or years");
        }
        condition.unit = *known;
        return {};
    }

    Result<std::string> value(std::string_view ends) {
        if (take('"')) return quoted();
        const std::size_t start = at_;
        while (!atEnd() && ends.find(text_[at_]) == std::string_view::npos) {
            if (special.find(text_[at_]) != std::string_view::npos)
                return expected("a value in quotes, because of this character");
            ++at_;
        }
        auto text = text_.substr(start, at_ - start);
        while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
            text.remove_suffix(1);
        if (text.empty()) {
            at_ = start;
            return expected("a value");
        }
        return std::string(text);
    }

    Result<std::string> quoted() {
        std::string out;
        while (!atEnd()) {
            if (take('"')) {
                if (!take('"')) return out;
                out += '"';
            } else {
                out += text_[at_++];
            }
        }
        return expected("the closing quote");
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::string spellValue(const std::string& value) {
    // ">" before "=1" would be read as ">=".
    const bool plain = !value.empty() && value.front() != '=' && value.find_first_of(special) == std::string::npos &&
                       !std::isspace(static_cast<unsigned char>(value.front())) &&
                       !std::isspace(static_cast<unsigned char>(value.back()));
    if (plain) return value;
    std::string out = "\"";
    for (const char c : value)
        out.append(c == '"' ? 2 : 1, c);
    return out += '"';
}

std::string spellCondition(const Condition& condition) {
    for (const auto& symbol : symbols)
        if (symbol.op == condition.op)
            return condition.field + std::string(symbol.text) + spellValue(condition.values.at(0));
    if (condition.op == Operator::last) {
        const std::string unit =
            condition.unit == Bucket::none ? "" : " " + std::string(enumName(condition.unit)) + "s";
        return condition.field + " last " + condition.values.at(0) + unit;
    }
    std::string out = condition.field + (condition.op == Operator::in ? " in (" : " not in (");
    for (std::size_t i = 0; i < condition.values.size(); ++i)
        out += (i ? "," : "") + spellValue(condition.values[i]);
    return out + ")";
}

}  // namespace

Error filterError(std::size_t position, std::string_view expected) {
    const std::string text = "At position " + std::to_string(position) + ": expected " + std::string(expected) + ".";
    return {ErrorCode::invalid, "The filter could not be read. " + text, text, {}, {{"/filter", text}}};
}

Result<Filter> parseFilter(std::string_view text) {
    return Parser(text).parse();
}

std::string spellFilter(const Filter& filter) {
    std::string out;
    for (const auto& condition : filter.conditions) {
        if (!out.empty()) out += ';';
        out += spellCondition(condition);
    }
    return out;
}

}  // namespace steward::report
