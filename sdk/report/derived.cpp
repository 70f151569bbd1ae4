// Measures made of other measures, over the complete result. Part of the table builder.
#include <algorithm>
#include <numeric>

#include "report/table_builder.h"
#include "report/time_zone.h"

namespace steward::report {
namespace {

double number(const json::Value& value) {
    return value.is_number() ? value.to_number<double>() : 0;
}

json::Value quotient(double above, double below) {
    return below == 0 ? json::Value(nullptr) : json::Value(above / below);
}

json::Value difference(const json::Value& now, const json::Value& before) {
    std::int64_t whole = 0;
    if (now.is_int64() && before.is_int64() && !__builtin_sub_overflow(now.get_int64(), before.get_int64(), &whole))
        return whole;
    return number(now) - number(before);
}

// The same period a year before: the day of the same date, the week of the same weekdays. Null: there is none.
json::Value yearBefore(Day day, Bucket bucket) {
    using namespace std::chrono;
    if (bucket == Bucket::week) return day - 364;
    const year_month_day date{sys_days(days(day))};
    const year_month_day before = date - years(1);
    return before.ok() ? json::Value(std::int64_t(sys_days(before).time_since_epoch().count())) : json::Value(nullptr);
}

json::Value periodBefore(const json::Value& key, Bucket bucket, Period period, Weekday weekStart) {
    if (!key.is_int64()) return nullptr;
    const std::int64_t now = key.get_int64();
    if (bucket < Bucket::day) return now - lengthOf(bucket);
    return period == Period::lastYear ? yearBefore(now, bucket)
                                      : json::Value(std::int64_t(bucketsBefore(now, bucket, 1, weekStart)));
}

// 1 for the largest; the same values share a place, and none is left to null.
void rankAll(const std::vector<json::Value*>& places, const std::vector<const json::Value*>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::erase_if(order, [&](std::size_t i) { return values[i]->is_null(); });
    const auto isLess = [](const json::Value& a, const json::Value& b) {
        return a.is_int64() && b.is_int64() ? a.get_int64() < b.get_int64() : number(a) < number(b);
    };
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return isLess(*values[b], *values[a]); });
    std::int64_t rank = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || isLess(*values[order[i]], *values[order[i - 1]])) rank = std::int64_t(i) + 1;
        *places[order[i]] = rank;
    }
}

}  // namespace

std::size_t TableBuilder::indexOf(const std::string& key) const {
    const Measure* found = findMeasure(definition_, key);
    return static_cast<std::size_t>(found - definition_.measures.data());
}

template <class F>
void TableBuilder::eachNode(Node& node, F&& visit) {
    visit(node);
    for (auto& child : node.children)
        eachNode(*child, visit);
}

json::Value TableBuilder::ratioOf(const Node& node, std::size_t column, const Measure& measure) const {
    const std::size_t of = indexOf(*measure.of);
    const std::size_t over = indexOf(*measure.over);
    const json::Value& above = node.values[column * measureCount() + of];
    const json::Value& below = node.values[column * measureCount() + over];
    if (above.is_null() || below.is_null()) return nullptr;
    const bool isPerAmount =
        table_.measures[over].type == FieldType::money && table_.measures[of].type != FieldType::money;
    return quotient(number(above) * (isPerAmount ? 100 : 1), number(below));
}

void TableBuilder::evaluate(Node& root) {
    eachNode(root, [&](Node& node) {
        node.values.resize(node.cells.size());
        for (std::size_t i = 0; i < node.cells.size(); ++i) {
            const std::size_t measure = i % measureCount();
            if (!isDerived(query_.measures[measure].aggregate))
                node.values[i] = node.cells[i].result(query_.measures[measure].aggregate, query_.units[measure]);
        }
        for (std::size_t i = 0; i < node.cells.size(); ++i)
            if (const auto& measure = query_.measures[i % measureCount()]; measure.aggregate == Aggregate::ratio)
                node.values[i] = ratioOf(node, i / measureCount(), measure);
    });
}

void TableBuilder::shares(Node& root, std::size_t measure) {
    const std::size_t of = indexOf(*query_.measures[measure].of);
    const std::size_t columns = width() / measureCount();
    const Within within = query_.measures[measure].within.value_or(Within::all);
    eachNode(root, [&](Node& node) {
        for (std::size_t column = 0; column < columns; ++column) {
            const Node& whole = within == Within::row ? node : root_;
            const std::size_t wholeColumn = within == Within::column ? column : columns - 1;
            const Accumulator& part = node.cells[column * measureCount() + of];
            const Accumulator& all = whole.cells[wholeColumn * measureCount() + of];
            if (part.known && all.known)
                node.values[column * measureCount() + measure] = quotient(double(part.value), double(all.value));
        }
    });
}

void TableBuilder::ranks(Node& root, std::size_t measure) {
    const std::size_t of = indexOf(*query_.measures[measure].of);
    const bool alongColumns = query_.measures[measure].along == Along::columns;
    eachNode(root, [&](Node& node) {
        std::vector<json::Value*> places;
        std::vector<const json::Value*> values;
        const auto add = [&](Node& one, std::size_t column) {
            places.push_back(&one.values[column * measureCount() + measure]);
            values.push_back(&one.values[column * measureCount() + of]);
        };
        if (alongColumns) {
            for (std::size_t column = 0; column < columnKeys_.size(); ++column)
                add(node, column);
            return rankAll(places, values);
        }
        for (std::size_t column = 0; column < width() / measureCount(); ++column) {
            places.clear();
            values.clear();
            for (auto& child : node.children)
                add(*child, column);
            rankAll(places, values);
        }
    });
}

json::Value TableBuilder::earlier(const Node& node, std::size_t column, std::size_t index) {
    const Measure& measure = query_.measures[index];
    const auto [dimension, bucket] = *query_.periods[index];
    const auto before = [&, unit = bucket](const json::Value& key) {
        return periodBefore(key, unit, measure.period.value_or(Period::previous), definition_.weekStart);
    };
    const std::size_t of = indexOf(*measure.of);
    if (dimension < definition_.rows.size()) {
        if (node.keys.size() <= dimension) return nullptr;
        Keys keys = node.keys;
        keys[dimension] = before(keys[dimension]);
        const Node* found = keys[dimension].is_null() ? nullptr : find(keys);
        return found ? found->values[column * measureCount() + of] : json::Value(nullptr);
    }
    if (column == totalColumn()) return nullptr;
    Keys keys = columnKeys_[column];
    auto& key = keys[dimension - definition_.rows.size()];
    key = before(key);
    const auto found = columnIndexes_.find(json::write(keys));
    if (key.is_null() || found == columnIndexes_.end()) return nullptr;
    return node.values[found->second * measureCount() + of];
}

void TableBuilder::comparePeriods(Node& root, std::size_t index) {
    const Measure& measure = query_.measures[index];
    const std::size_t of = indexOf(*measure.of);
    eachNode(root, [&](Node& node) {
        for (std::size_t column = 0; column < width() / measureCount(); ++column) {
            const json::Value before = earlier(node, column, index);
            const json::Value& now = node.values[column * measureCount() + of];
            json::Value& out = node.values[column * measureCount() + index];
            if (measure.aggregate == Aggregate::previous)
                out = before;
            else if (before.is_null() || now.is_null())
                out = nullptr;
            else if (measure.aggregate == Aggregate::difference)
                out = difference(now, before);
            else
                out = quotient(number(difference(now, before)), number(before));
        }
    });
}

Result<> TableBuilder::runningTotals(Node& root, std::size_t measure) {
    const std::size_t of = indexOf(*query_.measures[measure].of);
    const bool alongColumns = query_.measures[measure].along == Along::columns;
    const std::size_t columns = width() / measureCount();
    bool fits = true;
    const auto step = [&](Node& node, std::size_t column, Accumulator& sum) {
        fits = sum.merge(node.cells[column * measureCount() + of], Aggregate::sum) && fits;
        node.values[column * measureCount() + measure] = sum.result(Aggregate::sum, query_.units[of]);
    };
    eachNode(root, [&](Node& node) {
        if (alongColumns) {
            Accumulator sum;
            for (std::size_t column = 0; column < columnKeys_.size(); ++column)
                step(node, column, sum);
        }
        for (std::size_t column = 0; column < columns; ++column) {
            Accumulator alone;
            if (alongColumns ? column == totalColumn() : &node == &root_) step(node, column, alone);
            if (alongColumns) continue;
            Accumulator sum;
            for (auto& child : node.children)
                step(*child, column, sum);
        }
    });
    if (fits) return {};
    return fail(ErrorCode::unprocessable, "A total is too large to be computed exactly.",
                keyOf(query_.measures[measure]) + " does not fit in 64 bits.");
}

}  // namespace steward::report
