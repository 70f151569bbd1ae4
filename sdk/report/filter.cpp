#include "report/filter.h"

#include <algorithm>
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

constexpr std::string_view special = ";,()|\"";
// What a value may not have where it always could: | is special in alternatives only.
constexpr std::string_view specialOutside = ";,()\"";

bool isReference(std::string_view text) {
    return text.size() > 1 && text[0] == '$' &&
           std::ranges::all_of(text.substr(1), [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<Filter> parse() {
        if (text_.size() > maximumFilterLength) return fail(filterError(maximumFilterLength, "a shorter filter"));
        STEWARD_TRY(Filter filter, terms());
        if (!atEnd()) return expected("';' or the end");
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

    // Up to what is no further term.
    Result<Filter> terms() {
        Filter filter;
        skipSpace();
        while (!atEnd() && (depth_ == 0 || (text_[at_] != '|' && text_[at_] != ')'))) {
            if (terms_++ == maximumFilterTerms)
                return expected("at most " + std::to_string(maximumFilterTerms) + " terms");
            if (take('(')) {
                STEWARD_TRY(auto any, alternatives());
                filter.alternatives.push_back(std::move(any));
            } else {
                STEWARD_TRY(Condition condition, term());
                filter.conditions.push_back(std::move(condition));
            }
            if (!take(';')) break;
            skipSpace();
        }
        return filter;
    }

    Result<std::vector<Filter>> alternatives() {
        if (++depth_ > maximumFilterDepth) return expected("fewer levels of parentheses");
        std::vector<Filter> any;
        do {
            STEWARD_TRY(Filter one, terms());
            if (one.isEmpty()) return expected("the name of a field");
            any.push_back(std::move(one));
        } while (take('|'));
        if (!take(')')) return expected("';', '|' or ')'");
        --depth_;
        skipSpace();
        return any;
    }

    // "createdAt", or through relations "tenant.createdAt".
    std::string path() {
        std::string name(word());
        while (!name.empty() && !atEnd() && text_[at_] == '.') {
            ++at_;
            name.append(".").append(word());
        }
        return name;
    }

    Result<Condition> term() {
        Condition condition;
        condition.position = at_ + 1;
        condition.field = path();
        if (condition.field.empty()) return expected("the name of a field");
        skipSpace();
        STEWARD_TRY(condition.op, operatorHere());
        skipSpace();
        condition.valuePosition = at_ + 1;
        switch (condition.op) {
            case Operator::in:
            case Operator::notIn:
                STEWARD_CHECK(list(condition));
                break;
            case Operator::last:
                STEWARD_CHECK(countOf(condition));
                STEWARD_CHECK(unitOf(condition, false));
                break;
            case Operator::current:
                STEWARD_CHECK(unitOf(condition, true));
                break;
            case Operator::previous:
                condition.values = {"1"};
                if (!atEnd() && std::isdigit(static_cast<unsigned char>(text_[at_]))) STEWARD_CHECK(countOf(condition));
                STEWARD_CHECK(unitOf(condition, true));
                break;
            case Operator::isNull:
            case Operator::isNotNull:
                break;
            default:
                STEWARD_CHECK(value(condition, depth_ ? ";|)" : ";"));
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
        if (takeWord("this")) return Operator::current;
        if (takeWord("previous")) return Operator::previous;
        const std::size_t start = at_;
        if (takeWord("not")) {
            if (takeWord("in")) return Operator::notIn;
            skipSpace();
            return expected("'in' after 'not'");
        }
        if (takeWord("is")) {
            const bool isNot = takeWord("not");
            if (takeWord("null")) return isNot ? Operator::isNotNull : Operator::isNull;
            skipSpace();
            return expected("'null' or 'not null' after 'is'");
        }
        at_ = start;
        return expected("one of = != > >= < <= ~ in, not in, last, this, previous, is");
    }

    Result<> list(Condition& condition) {
        if (!take('(')) return expected("'('");
        do {
            if (condition.values.size() == maximumFilterValues)
                return expected("at most " + std::to_string(maximumFilterValues) + " values");
            skipSpace();
            STEWARD_CHECK(value(condition, ",)"));
            skipSpace();
        } while (take(','));
        if (!take(')')) return expected("',' or ')'");
        return {};
    }

    Result<> countOf(Condition& condition) {
        const std::size_t start = at_;
        const auto digits = word();
        if (digits.empty() || digits.size() > 4 || digits.find_first_not_of("0123456789") != std::string_view::npos ||
            std::stoi(std::string(digits)) == 0) {
            at_ = start;
            return expected("a number from 1 to 9999");
        }
        condition.values = {std::string(digits)};
        return {};
    }

    Result<> unitOf(Condition& condition, bool isNeeded) {
        skipSpace();
        const std::size_t start = at_;
        auto unit = word();
        if (unit.empty() && !isNeeded) return {};
        if (unit.ends_with('s')) unit.remove_suffix(1);
        const auto known = enumFromName<Bucket>(unit);
        if (!known || *known == Bucket::none) {
            at_ = start;
            return expected("minutes, hours, days, weeks, months, quarters or years");
        }
        condition.unit = *known;
        return {};
    }

    Result<> value(Condition& condition, std::string_view ends) {
        if (take('"')) {
            STEWARD_TRY(std::string text, quoted());
            condition.values.push_back(std::move(text));
            return {};
        }
        const std::size_t start = at_;
        const std::string_view refused = depth_ ? special : specialOutside;
        while (!atEnd() && ends.find(text_[at_]) == std::string_view::npos) {
            if (refused.find(text_[at_]) != std::string_view::npos)
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
        if (isReference(text)) condition.references.push_back(condition.values.size());
        condition.values.emplace_back(text);
        return {};
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
    std::size_t depth_ = 0;
    std::size_t terms_ = 0;
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

std::string spellValue(const Condition& condition, std::size_t index) {
    const std::string& value = condition.values.at(index);
    if (std::ranges::find(condition.references, index) != condition.references.end()) return value;
    // Quotes keep a value from being taken for a parameter.
    return isReference(value) ? "\"" + value + "\"" : spellValue(value);
}

std::string spellCondition(const Condition& condition) {
    for (const auto& symbol : symbols)
        if (symbol.op == condition.op) return condition.field + std::string(symbol.text) + spellValue(condition, 0);
    const std::string unit = condition.unit == Bucket::none ? "" : " " + std::string(enumName(condition.unit));
    switch (condition.op) {
        case Operator::last:
            return condition.field + " last " + condition.values.at(0) + (unit.empty() ? "" : unit + "s");
        case Operator::current:
            return condition.field + " this" + unit;
        case Operator::previous:
            return condition.field + " previous " + condition.values.at(0) + unit + "s";
        case Operator::isNull:
            return condition.field + " is null";
        case Operator::isNotNull:
            return condition.field + " is not null";
        default:
            break;
    }
    std::string out = condition.field + (condition.op == Operator::in ? " in (" : " not in (");
    for (std::size_t i = 0; i < condition.values.size(); ++i)
        out += (i ? "," : "") + spellValue(condition, i);
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
    const auto add = [&](const std::string& term) { out += (out.empty() ? "" : ";") + term; };
    for (const auto& condition : filter.conditions)
        add(spellCondition(condition));
    for (const auto& any : filter.alternatives) {
        std::string term;
        for (const auto& one : any)
            term += (term.empty() ? "(" : "|") + spellFilter(one);
        add(term + ")");
    }
    return out;
}

}  // namespace steward::report
