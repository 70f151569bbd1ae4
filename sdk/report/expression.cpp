#include "report/expression.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "report/expression_node.h"
#include "report/spelled_values.h"

namespace steward::report {
namespace {

using Node = std::shared_ptr<ExpressionNode>;

bool isTextType(FieldType type) {
    return type == FieldType::text || type == FieldType::enumeration;
}

bool isNumberType(FieldType type) {
    return type == FieldType::integer || type == FieldType::decimal || type == FieldType::money;
}

std::string_view spoken(FieldType type) {
    switch (type) {
        case FieldType::integer:
            return "a whole number";
        case FieldType::decimal:
            return "a decimal";
        case FieldType::money:
            return "an amount";
        case FieldType::dateTime:
            return "a time";
        case FieldType::date:
            return "a day";
        case FieldType::boolean:
            return "a condition";
        default:
            return "a text";
    }
}

struct Function {
    std::string_view name;
    std::size_t least;
    std::size_t most;
};
constexpr std::array<Function, 25> functions{
    {{"if", 3, 3},        {"coalesce", 2, 8}, {"isNull", 1, 1},   {"abs", 1, 1},        {"round", 1, 2},
     {"decimal", 1, 1},   {"lower", 1, 1},    {"upper", 1, 1},    {"length", 1, 1},     {"left", 2, 2},
     {"substring", 3, 3}, {"concat", 2, 8},   {"contains", 2, 2}, {"startsWith", 2, 2}, {"date", 1, 1},
     {"day", 1, 1},       {"year", 1, 1},     {"month", 1, 1},    {"dayOfMonth", 1, 1}, {"weekday", 1, 1},
     {"days", 2, 2},      {"addDays", 2, 2},  {"today", 0, 0},    {"now", 0, 0},        {"not", 1, 1}}};

class Parser {
public:
    Parser(std::string_view text, const ExpressionNames& names) : text_(text), names_(names) {}

    Result<Expression> parse() {
        if (text_.size() > maximumExpressionLength) return expected("a shorter expression");
        STEWARD_TRY(const Node root, either());
        skipSpace();
        if (at_ != text_.size()) return expected("an operator or the end");
        if (root->operation == Operation::nothing) return expectedAt(1, "a value that is not always null");
        const FieldType type = isTextType(root->type) ? FieldType::text : root->type;
        return Expression{root, type, std::move(fields_)};
    }

private:
    tl::unexpected<Error> expectedAt(std::size_t position, std::string_view what) const {
        const std::string text = "At position " + std::to_string(position) + ": expected " + std::string(what) + ".";
        return fail(Error{ErrorCode::invalid, "The expression could not be read. " + text, text, {}, {}});
    }
    tl::unexpected<Error> expected(std::string_view what) const { return expectedAt(at_ + 1, what); }

    void skipSpace() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])))
            ++at_;
    }
    bool take(std::string_view symbol) {
        skipSpace();
        if (!text_.substr(at_).starts_with(symbol)) return false;
        at_ += symbol.size();
        return true;
    }
    static bool isLetter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
    std::string_view word() {
        const std::size_t start = at_;
        while (at_ < text_.size() && isLetter(text_[at_]))
            ++at_;
        return text_.substr(start, at_ - start);
    }
    bool takeWord(std::string_view wanted) {
        skipSpace();
        const std::size_t start = at_;
        if (word() == wanted) return true;
        at_ = start;
        return false;
    }

    Result<Node> node(Operation operation, FieldType type, std::size_t position, std::vector<Node> parts = {},
                      std::int64_t units = 1) {
        if (++nodes_ > maximumExpressionNodes) return expectedAt(position, "a simpler expression");
        auto made = std::make_shared<ExpressionNode>();
        made->operation = operation;
        made->type = type;
        made->position = position;
        made->units = units;
        made->parts.assign(parts.begin(), parts.end());
        return made;
    }

    Result<Node> constant(FieldType type, sql::Value value, std::size_t position) {
        STEWARD_TRY(Node made, node(Operation::constant, type, position));
        made->value = std::move(value);
        return made;
    }

    // A condition, or the error that it is none.
    Result<> mustBe(FieldType type, const Node& part) const {
        if (part->type == type && part->operation != Operation::nothing) return {};
        return expectedAt(part->position, spoken(type));
    }
    Result<> mustBeText(const Node& part) const {
        if (isTextType(part->type) && part->operation != Operation::nothing) return {};
        return expectedAt(part->position, "a text");
    }
    Result<> mustBeNumber(const Node& part) const {
        if (isNumberType(part->type) && part->operation != Operation::nothing) return {};
        return expectedAt(part->position, "a number");
    }

    // As a decimal, whatever number it is; an amount in whole units of its currency.
    Result<Node> asDecimal(const Node& part) {
        STEWARD_CHECK(mustBeNumber(part));
        if (part->type == FieldType::decimal) return part;
        if (part->isLiteral) {
            const auto units = scaled(part->written, 4);
            if (!units) return expectedAt(part->position, "a smaller number");
            return constant(FieldType::decimal, *units, part->position);
        }
        const std::int64_t factor = part->type == FieldType::money ? decimalUnits / 100 : decimalUnits;
        STEWARD_TRY(const Node by, constant(FieldType::integer, factor, part->position));
        return node(Operation::multiply, FieldType::decimal, part->position, {part, by});
    }

    // Both as one type, where that loses nothing.
    Result<> unify(Node& a, Node& b) {
        if (a->operation == Operation::nothing || b->operation == Operation::nothing) return {};
        if (a->type == b->type || (isTextType(a->type) && isTextType(b->type) && !isDayText(a, b))) return {};
        for (auto [one, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
            if ((*one)->isLiteral && (*other)->type == FieldType::money) {
                const auto amount = scaled((*one)->written, 2);
                if (!amount) return expectedAt((*one)->position, "an amount such as 184.50");
                STEWARD_TRY(*one, constant(FieldType::money, *amount, (*one)->position));
                return {};
            }
            if ((*one)->type == FieldType::integer && (*other)->type == FieldType::decimal) {
                STEWARD_TRY(*one, asDecimal(*one));
                return {};
            }
            if (isDayText(*one, *other)) {
                STEWARD_TRY(*one, moment(*one, (*other)->type));
                return {};
            }
        }
        return expectedAt(b->position, std::string(spoken(a->type)) + ", as before");
    }

    static bool isDayText(const Node& text, const Node& other) {
        return text->operation == Operation::constant && text->type == FieldType::text &&
               (other->type == FieldType::date || other->type == FieldType::dateTime);
    }

    Result<Node> moment(const Node& text, FieldType type) {
        const auto* written = std::get_if<std::string>(&text->value.holder());
        if (type == FieldType::date) {
            const auto day = dayFrom(*written);
            if (!day) return expectedAt(text->position, "a day such as 2026-11-23");
            return constant(type, *day, text->position);
        }
        const auto time = parseRfc3339(*written);
        if (!time) return expectedAt(text->position, "a time such as 2026-11-23T09:41:00Z");
        return constant(type, *time, text->position);
    }

    template <class F>
    Result<Node> chain(F&& next, std::string_view name, Operation operation) {
        STEWARD_TRY(Node left, next());
        while (takeWord(name)) {
            STEWARD_TRY(const Node right, next());
            STEWARD_CHECK(mustBe(FieldType::boolean, left));
            STEWARD_CHECK(mustBe(FieldType::boolean, right));
            STEWARD_TRY(left, node(operation, FieldType::boolean, left->position, {left, right}));
        }
        return left;
    }

    Result<Node> either() {
        if (++depth_ > maximumExpressionDepth) return expected("fewer levels of parentheses");
        auto read = chain([&] { return both(); }, "or", Operation::either);
        --depth_;
        return read;
    }
    Result<Node> both() {
        return chain([&] { return negation(); }, "and", Operation::both);
    }

    Result<Node> negation() {
        skipSpace();
        const std::size_t position = at_ + 1;
        if (!takeWord("not")) return comparison();
        STEWARD_TRY(const Node part, comparison());
        STEWARD_CHECK(mustBe(FieldType::boolean, part));
        return node(Operation::negation, FieldType::boolean, position, {part});
    }

    Result<Node> comparison() {
        struct Symbol {
            std::string_view text;
            Operation operation;
        };
        static constexpr std::array<Symbol, 6> symbols{{{"!=", Operation::notEqual},
                                                        {"<=", Operation::lessOrEqual},
                                                        {">=", Operation::greaterOrEqual},
                                                        {"=", Operation::equal},
                                                        {"<", Operation::less},
                                                        {">", Operation::greater}}};
        STEWARD_TRY(Node left, sum());
        for (const auto& symbol : symbols) {
            if (!take(symbol.text)) continue;
            STEWARD_TRY(Node right, sum());
            for (const auto* part : {&left, &right})
                if ((*part)->operation == Operation::nothing)
                    return expectedAt((*part)->position, "a value; isNull(…) tells what is null");
            STEWARD_CHECK(unify(left, right));
            return node(symbol.operation, FieldType::boolean, left->position, {left, right});
        }
        return left;
    }

    Result<Node> sum() {
        STEWARD_TRY(Node left, product());
        for (;;) {
            const bool adds = take("+");
            if (!adds && !take("-")) return left;
            STEWARD_TRY(Node right, product());
            STEWARD_CHECK(mustBeNumber(left));
            STEWARD_CHECK(mustBeNumber(right));
            STEWARD_CHECK(unify(left, right));
            STEWARD_TRY(left,
                        node(adds ? Operation::add : Operation::subtract, left->type, left->position, {left, right}));
        }
    }

    Result<Node> product() {
        STEWARD_TRY(Node left, minus());
        for (;;) {
            const bool multiplies = take("*");
            if (!multiplies && !take("/")) return left;
            STEWARD_TRY(Node right, minus());
            STEWARD_CHECK(mustBeNumber(left));
            STEWARD_CHECK(mustBeNumber(right));
            STEWARD_TRY(left, multiplies ? times(left, right) : by(left, right));
        }
    }

    Result<Node> times(Node left, Node right) {
        using enum FieldType;
        if (left->type != money) std::swap(left, right);
        if (left->type == money && right->type == money)
            return expectedAt(right->position, "a number; amounts are not multiplied");
        if (left->type == money)
            return node(Operation::multiply, money, left->position, {left, right},
                        right->type == decimal ? decimalUnits : 1);
        STEWARD_CHECK(unify(left, right));
        return node(Operation::multiply, left->type, left->position, {left, right},
                    left->type == decimal ? decimalUnits : 1);
    }

    Result<Node> by(Node left, Node right) {
        using enum FieldType;
        if (left->type == money && right->type != money)
            return node(Operation::divide, money, left->position, {left, right},
                        right->type == decimal ? decimalUnits : 1);
        if (right->type == money && left->type != money) STEWARD_CHECK(unify(left, right));
        STEWARD_CHECK(unify(left, right));
        return node(Operation::divide, decimal, left->position, {left, right}, decimalUnits);
    }

    Result<Node> minus() {
        skipSpace();
        const std::size_t position = at_ + 1;
        if (!take("-")) return primary();
        if (++depth_ > maximumExpressionDepth) return expected("fewer minus signs");
        STEWARD_TRY(const Node part, minus());
        --depth_;
        STEWARD_CHECK(mustBeNumber(part));
        STEWARD_TRY(const Node zero, constant(part->type, std::int64_t{0}, position));
        return node(Operation::subtract, part->type, position, {zero, part});
    }

    Result<Node> primary() {
        skipSpace();
        const std::size_t position = at_ + 1;
        if (at_ == text_.size()) return expected("a value");
        const char c = text_[at_];
        if (take("(")) {
            STEWARD_TRY(Node inside, either());
            if (!take(")")) return expected("')'");
            return inside;
        }
        if (c == '"' || c == '\'') return quoted(c, position);
        if (c == '$') return parameter(position);
        if (std::isdigit(static_cast<unsigned char>(c))) return number(position);
        if (!isLetter(c)) return expected("a value");
        std::string name(word());
        if (name == "true" || name == "false") return constant(FieldType::boolean, name == "true", position);
        if (name == "null") return node(Operation::nothing, FieldType::text, position);
        if (take("(")) return call(name, position);
        while (at_ < text_.size() && text_[at_] == '.') {
            ++at_;
            name.append(".").append(word());
        }
        return field(name, position);
    }

    Result<Node> quoted(char quote, std::size_t position) {
        std::string out;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == quote && (++at_ == text_.size() || text_[at_] != quote))
                return constant(FieldType::text, std::move(out), position);
            out += text_[at_];
        }
        return expected("the closing quote");
    }

    Result<Node> number(std::size_t position) {
        const std::size_t start = at_;
        word();
        if (at_ < text_.size() && text_[at_] == '.') {
            ++at_;
            word();
        }
        const std::string written(text_.substr(start, at_ - start));
        const auto whole = wholeNumber(written);
        const auto units = scaled(written, 4);
        if (!whole && !units) return expectedAt(position, "a number with at most four decimals");
        STEWARD_TRY(Node made,
                    constant(whole ? FieldType::integer : FieldType::decimal, whole ? *whole : *units, position));
        made->isLiteral = true;
        made->written = written;
        return made;
    }

    Result<Node> parameter(std::size_t position) {
        ++at_;
        const std::string name(word());
        auto found = names_.parameter(name);
        if (!found) return expectedAt(position, found.error().detail);
        return constant(found->type == FieldType::enumeration ? FieldType::text : found->type, std::move(found->value),
                        position);
    }

    Result<Node> field(const std::string& name, std::size_t position) {
        const Field* found = names_.field(name);
        if (!found || found->role == Role::filter) return expectedAt(position, "a field; there is no " + name);
        if (std::ranges::find(fields_, name) == fields_.end()) fields_.push_back(name);
        STEWARD_TRY(Node made, node(Operation::field, found->type, position));
        made->field = name;
        return made;
    }

    Result<Node> call(const std::string& name, std::size_t position) {
        const auto known = std::ranges::find(functions, name, &Function::name);
        if (known == functions.end()) return expectedAt(position, "one of the functions; there is no " + name);
        std::vector<Node> parts;
        while (!take(")")) {
            if (!parts.empty() && !take(",")) return expected("',' or ')'");
            if (parts.size() == known->most) return expected("')'");
            STEWARD_TRY(Node part, either());
            parts.push_back(std::move(part));
        }
        if (parts.size() < known->least) return expectedAt(at_, std::to_string(known->least) + " values for " + name);
        return called(name, position, std::move(parts));
    }

    Result<Node> called(const std::string& name, std::size_t position, std::vector<Node> parts) {
        using enum FieldType;
        if (name == "if") {
            STEWARD_CHECK(mustBe(boolean, parts[0]));
            STEWARD_TRY(const FieldType type, together(parts, 1, position));
            return node(Operation::choice, type, position, std::move(parts));
        }
        if (name == "coalesce") {
            STEWARD_TRY(const FieldType type, together(parts, 0, position));
            return node(Operation::coalesce, type, position, std::move(parts));
        }
        if (name == "isNull") {
            if (parts[0]->operation == Operation::nothing) return expectedAt(parts[0]->position, "a value");
            return node(Operation::isNull, boolean, position, std::move(parts));
        }
        if (name == "not") {
            STEWARD_CHECK(mustBe(boolean, parts[0]));
            return node(Operation::negation, boolean, position, std::move(parts));
        }
        if (name == "abs") {
            STEWARD_CHECK(mustBeNumber(parts[0]));
            const FieldType type = parts[0]->type;
            return node(Operation::absolute, type, position, std::move(parts));
        }
        if (name == "round") return rounded(position, std::move(parts));
        if (name == "decimal") return asDecimal(parts[0]);
        if (name == "today") return node(Operation::today, date, position);
        if (name == "now") return node(Operation::now, dateTime, position);
        if (name == "concat") {
            for (const auto& part : parts)
                STEWARD_CHECK(mustBeText(part));
            return node(Operation::concat, text, position, std::move(parts));
        }
        if (name == "lower" || name == "upper" || name == "length" || name == "left" || name == "substring" ||
            name == "contains" || name == "startsWith")
            return ofText(name, position, std::move(parts));
        return ofDays(name, position, std::move(parts));
    }

    // The one type of the parts from `first` on.
    Result<FieldType> together(std::vector<Node>& parts, std::size_t first, std::size_t position) {
        Node* typed = nullptr;
        // Twice: a later part may widen what an earlier one was.
        for (int round = 0; round < 2; ++round) {
            for (std::size_t i = first; i < parts.size(); ++i) {
                if (parts[i]->operation == Operation::nothing) continue;
                if (typed) STEWARD_CHECK(unify(*typed, parts[i]));
                typed = &parts[i];
            }
        }
        if (!typed) return expectedAt(position, "a value that is not null");
        return isTextType((*typed)->type) ? FieldType::text : (*typed)->type;
    }

    Result<std::int64_t> literal(const Node& part, std::int64_t least, std::int64_t most) const {
        const auto number = part->isLiteral ? wholeNumber(part->written) : std::nullopt;
        if (!number || *number < least || *number > most)
            return expectedAt(part->position, "a number from " + std::to_string(least) + " to " + std::to_string(most));
        return *number;
    }

    Result<Node> rounded(std::size_t position, std::vector<Node> parts) {
        STEWARD_CHECK(mustBeNumber(parts[0]));
        const FieldType type = parts[0]->type;
        if (type == FieldType::integer) return parts[0];
        if (type == FieldType::decimal && parts.size() == 1) {
            STEWARD_TRY(const Node by, constant(FieldType::integer, decimalUnits, position));
            return node(Operation::divide, FieldType::integer, position, {parts[0], by});
        }
        const int decimals = type == FieldType::money ? 2 : 4;
        std::int64_t kept = 0;
        if (parts.size() == 2) {
            STEWARD_TRY(kept, literal(parts[1], 0, decimals));
        }
        std::int64_t units = 1;
        for (auto i = kept; i < decimals; ++i)
            units *= 10;
        return node(Operation::roundTo, type, position, {parts[0]}, units);
    }

    Result<Node> ofText(const std::string& name, std::size_t position, std::vector<Node> parts) {
        using enum FieldType;
        STEWARD_CHECK(mustBeText(parts[0]));
        if (name == "lower") return node(Operation::lower, text, position, std::move(parts));
        if (name == "upper") return node(Operation::upper, text, position, std::move(parts));
        if (name == "length") return node(Operation::length, integer, position, std::move(parts));
        if (name == "contains" || name == "startsWith") {
            STEWARD_CHECK(mustBeText(parts[1]));
            return node(name == "contains" ? Operation::contains : Operation::startsWith, boolean, position,
                        std::move(parts));
        }
        if (name == "substring") {
            STEWARD_CHECK(literal(parts[1], 1, 10'000));
            STEWARD_CHECK(literal(parts[2], 0, 10'000));
            return node(Operation::substring, text, position, std::move(parts));
        }
        STEWARD_CHECK(literal(parts[1], 0, 10'000));
        STEWARD_TRY(const Node one, constant(integer, std::int64_t{1}, position));
        return node(Operation::substring, text, position, {parts[0], one, parts[1]});
    }

    Result<Node> ofDays(const std::string& name, std::size_t position, std::vector<Node> parts) {
        using enum FieldType;
        if (name == "date") {
            if (parts[0]->operation != Operation::constant || parts[0]->type != text)
                return expectedAt(parts[0]->position, "a day in quotes");
            return moment(parts[0], date);
        }
        // Times are the day of the clocks of the report's time zone.
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (name == "addDays" && i == 1) continue;
            if (parts[i]->type == dateTime) {
                STEWARD_TRY(parts[i], node(Operation::day, date, parts[i]->position, {parts[i]}));
            }
            STEWARD_CHECK(mustBe(date, parts[i]));
        }
        if (name == "day") return parts[0];
        if (name == "days") return node(Operation::subtract, integer, position, {parts[1], parts[0]});
        if (name == "addDays") {
            STEWARD_CHECK(mustBe(integer, parts[1]));
            return node(Operation::addDays, date, position, std::move(parts));
        }
        const auto operation = name == "year"         ? Operation::year
                               : name == "month"      ? Operation::month
                               : name == "dayOfMonth" ? Operation::dayOfMonth
                                                      : Operation::weekday;
        return node(operation, integer, position, std::move(parts));
    }

    std::string_view text_;
    const ExpressionNames& names_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t nodes_ = 0;
    std::vector<std::string> fields_;
};

}  // namespace

std::vector<std::string> expressionFunctions() {
    std::vector<std::string> names;
    for (const auto& function : functions)
        names.emplace_back(function.name);
    return names;
}

Result<Expression> parseExpression(std::string_view text, const ExpressionNames& names) {
    return Parser(text, names).parse();
}

}  // namespace steward::report
