// Definitions by chance, valid ones, that use the whole report language. The same seed gives the same ones.
#pragma once

#include <random>

#include "report/dataset.h"
#include "report/definition.h"

namespace steward::test {

class DefinitionGenerator {
public:
    explicit DefinitionGenerator(std::uint64_t seed) : random_(seed) {}

    // True one time in `of`.
    bool once(std::size_t of) { return random_() % of == 0; }

    report::Definition next() {
        for (;;) {
            report::Definition definition = draft();
            if (report::validate(definition)) return definition;
        }
    }

private:
    using Names = std::vector<std::string>;

    template <class List>
    const auto& pick(const List& list) {
        return list[random_() % std::size(list)];
    }
    std::string some(std::initializer_list<const char*> list) { return *(list.begin() + random_() % list.size()); }

    report::Definition draft() {
        using namespace report;
        Definition definition;
        definition.name = "By chance";
        const Dataset& declared = pick(datasets());
        definition.dataset = declared.name;
        dataset_ = withRelations(declared);
        definition.timeZone =
            some({"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Kathmandu"});
        definition.weekStart = pick(std::array{Weekday::monday, Weekday::sunday, Weekday::wednesday});
        calculated_.clear();
        for (std::size_t i = random_() % 3; i > 0; --i) {
            const std::string name = "calculated" + std::to_string(i);
            definition.fields.push_back({name, expression(2)});
            calculated_.push_back(name);
        }
        for (std::size_t i = random_() % 3; i > 0; --i)
            definition.rows.push_back(dimension());
        if (once(2)) definition.columns.push_back(dimension());
        for (std::size_t i = 1 + random_() % 3; i > 0; --i)
            definition.measures.push_back(measure());
        for (auto* list : {&definition.rows, &definition.columns})
            for (auto& dimension : *list)
                if (once(3))
                    dimension.top = Top{std::int64_t(1 + random_() % 5), keyOf(pick(definition.measures)), once(3)};
        for (std::size_t i = random_() % 3; i > 0; --i)
            definition.measures.push_back(
                derived(keyOf(definition.measures.front()), keyOf(definition.measures.back())));
        definition.filter = filter(1);
        if (once(2)) definition.sort.push_back({keyOf(pick(definition.measures)), once(2)});
        if (once(3) && !definition.rows.empty()) definition.sort.push_back({keyOf(definition.rows.front()), once(2)});
        if (once(3)) definition.limit = std::int64_t(1 + random_() % 20);
        return definition;
    }

    const report::Field& field() { return pick(dataset_.fields); }

    const report::Field& fieldOf(std::initializer_list<report::FieldType> types) {
        for (;;) {
            const report::Field& one = field();
            if (one.role != report::Role::filter && std::ranges::find(types, one.type) != types.end()) return one;
        }
    }

    report::Dimension dimension() {
        using namespace report;
        if (!calculated_.empty() && once(3)) return {pick(calculated_)};
        for (;;) {
            const Field& one = field();
            if (one.role == Role::filter) continue;
            Dimension made{one.name};
            if (one.role == Role::measure)
                made.bin = Bin{std::int64_t(1 + random_() % 5'000), std::int64_t(random_() % 500) - 250};
            if (one.type == FieldType::date || one.type == FieldType::dateTime)
                made.bucket = pick(std::array{Bucket::minute, Bucket::hour, Bucket::day, Bucket::week, Bucket::month,
                                              Bucket::quarter, Bucket::year});
            if (one.type == FieldType::date && made.bucket < one.grain) made.bucket = one.grain;
            return made;
        }
    }

    report::Measure measure() {
        using namespace report;
        if (once(4)) return {"", Aggregate::count};
        Measure made;
        made.field = !calculated_.empty() && once(3) ? pick(calculated_) : field().name;
        made.aggregate = pick(std::array{Aggregate::sum, Aggregate::count, Aggregate::distinct, Aggregate::average,
                                         Aggregate::min, Aggregate::max, Aggregate::median, Aggregate::percentile});
        if (made.aggregate == Aggregate::percentile) made.perMille = std::int64_t(1 + random_() % 1000);
        return made;
    }

    report::Measure derived(const std::string& of, const std::string& over) {
        using namespace report;
        Measure made{
            .aggregate = pick(std::array{Aggregate::ratio, Aggregate::share, Aggregate::runningTotal, Aggregate::rank,
                                         Aggregate::previous, Aggregate::difference, Aggregate::growth}),
            .of = of};
        if (made.aggregate == Aggregate::ratio) made.over = over;
        if (made.aggregate == Aggregate::share)
            made.within = pick(std::array{Within::all, Within::row, Within::column});
        if (made.aggregate == Aggregate::runningTotal || made.aggregate == Aggregate::rank)
            made.along = pick(std::array{Along::rows, Along::columns});
        if (made.aggregate >= Aggregate::previous) made.period = pick(std::array{Period::previous, Period::lastYear});
        return made;
    }

    std::string number(int depth) {
        if (depth == 0) {
            if (once(3)) return std::to_string(random_() % 1000);
            if (once(3)) return std::to_string(random_() % 100) + "." + std::to_string(random_() % 10'000);
            return fieldOf({report::FieldType::integer}).name;
        }
        switch (random_() % 6) {
            case 0:
                return "round(" + number(depth - 1) + ")";
            case 1:
                return "if(" + condition(depth - 1) + ", " + number(depth - 1) + ", " + number(depth - 1) + ")";
            case 2:
                return "abs(" + number(depth - 1) + ")";
            default:
                return "(" + number(depth - 1) + some({" + ", " - ", " * ", " / "}) + number(depth - 1) + ")";
        }
    }

    std::string text(int depth) {
        if (depth == 0)
            return once(3) ? some({"'alpha'", "\"Ä\"", "''"})
                           : fieldOf({report::FieldType::text, report::FieldType::enumeration}).name;
        switch (random_() % 3) {
            case 0:
                return "left(" + text(depth - 1) + ", 3)";
            case 1:
                return "concat(" + text(depth - 1) + ", " + text(0) + ")";
            default:
                return some({"lower(", "upper("}) + text(depth - 1) + ")";
        }
    }

    std::string condition(int depth) {
        if (depth > 0 && once(3))
            return "(" + condition(depth - 1) + some({" and ", " or "}) + condition(depth - 1) + ")";
        if (once(3)) return "not (" + text(0) + some({" = ", " < ", " >= "}) + text(0) + ")";
        if (once(3)) return "isNull(" + text(0) + ")";
        return "(" + number(0) + some({" = ", " != ", " > ", " <= "}) + number(0) + ")";
    }

    std::string expression(int depth) {
        switch (random_() % 5) {
            case 0:
                return text(depth);
            case 1:
                return condition(depth);
            case 2:
                return some({"year(", "month(", "weekday(", "day("}) +
                       fieldOf({report::FieldType::date, report::FieldType::dateTime}).name + ")";
            default:
                return number(depth);
        }
    }

    std::string filter(int depth) {
        std::string out;
        for (std::size_t i = random_() % 3; i > 0; --i)
            out += (out.empty() ? "" : ";") + term(depth);
        return out;
    }

    std::string term(int depth) {
        if (depth > 0 && once(3)) return "(" + term(depth - 1) + "|" + term(depth - 1) + ";" + term(0) + ")";
        switch (random_() % 5) {
            case 0:
                return field().name + some({" is null", " is not null"});
            case 1:
                return fieldOf({report::FieldType::date, report::FieldType::dateTime}).name +
                       some({" last 12 months", " this year", " previous 2 quarters", ">2026-03-29", "<=2026-10-25"});
            case 2:
                return fieldOf({report::FieldType::integer}).name + some({">", "<=", "!="}) +
                       std::to_string(random_() % 100);
            case 3:
                return fieldOf({report::FieldType::text}).name + some({"!=alpha", "~A", " not in (Zeta,\"\")"});
            default:
                return fieldOf({report::FieldType::money}).name + some({">=10.50", "<900"});
        }
    }

    std::mt19937_64 random_;
    report::Dataset dataset_;
    Names calculated_;
};

}  // namespace steward::test
