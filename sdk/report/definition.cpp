#include "report/definition.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "base/json.h"
#include "report/dataset.h"
#include "report/filter.h"
#include "report/resolved.h"
#include "report/spelled_values.h"
#include "report/time_zone.h"

namespace steward::report {
namespace {

constexpr std::size_t maximumRows = 6;
constexpr std::size_t maximumColumns = 3;
constexpr std::size_t maximumMeasures = 16;
constexpr std::size_t maximumName = 200;
constexpr std::int64_t maximumLimit = 1'000'000;
constexpr std::int64_t maximumTop = 100;
constexpr std::size_t maximumHighlights = 20;
constexpr std::int64_t maximumBin = 1'000'000'000'000'000;

bool isTime(FieldType type) {
    return type == FieldType::date || type == FieldType::dateTime;
}

bool isNumber(FieldType type) {
    return type == FieldType::integer || type == FieldType::money || type == FieldType::decimal;
}

bool comparesPeriods(Aggregate aggregate) {
    return aggregate == Aggregate::previous || aggregate == Aggregate::difference || aggregate == Aggregate::growth;
}

bool isPart(Aggregate aggregate) {
    return aggregate == Aggregate::sum || aggregate == Aggregate::count;
}

class Check {
public:
    explicit Check(const Definition& definition) : definition_(definition) {}

    Result<> run() {
        if (definition_.version != definitionVersion) refuse("/version", "must be 2");
        if (definition_.name.size() > maximumName) refuse("/name", "must be shorter");
        if (definition_.rows.size() > maximumRows) refuse("/rows", "must be at most 6 fields");
        if (definition_.columns.size() > maximumColumns) refuse("/columns", "must be at most 3 fields");
        if (definition_.measures.empty()) refuse("/measures", "must name at least one measure");
        if (definition_.measures.size() > maximumMeasures) refuse("/measures", "must be at most 16");
        if (const auto& colours = definition_.chart.colours;
            colours && (colours->size() > chartColours || std::ranges::any_of(*colours, [](std::int64_t colour) {
                            return colour < 1 || colour > std::int64_t(chartColours);
                        })))
            refuse("/chart/colours", "must be at most 8 numbers from 1 to 8");
        if (definition_.limit < 0 || definition_.limit > maximumLimit) refuse("/limit", "must be from 0 to 1000000");
        if (!TimeZone::find(definition_.timeZone)) refuse("/timeZone", "is not an IANA time zone");
        auto resolved = resolve(definition_, Missing::leaveOut);
        if (resolved) {
            dataset_ = &resolved->dataset;
        } else {
            auto found = std::move(resolved).error().fields;
            std::ranges::move(found, std::back_inserter(errors_));
        }
        if (errors_.empty()) {
            dimensions("/rows/", definition_.rows);
            dimensions("/columns/", definition_.columns);
            measures();
            tops("/rows/", definition_.rows);
            tops("/columns/", definition_.columns);
            filter(resolved->filter);
            sort();
            highlights();
        }
        if (errors_.empty()) return {};
        Error error{ErrorCode::invalid, "The report cannot be run as it is defined.", {}, {}, std::move(errors_)};
        error.detail = error.fields.front().path + " " + error.fields.front().message;
        return fail(std::move(error));
    }

private:
    void refuse(std::string path, std::string message) { errors_.push_back({std::move(path), std::move(message)}); }

    void know(const std::string& path, std::string key) {
        if (std::ranges::find(keys_, key) != keys_.end()) refuse(path, "is there twice");
        keys_.push_back(std::move(key));
    }

    void dimensions(const std::string& prefix, const std::vector<Dimension>& list) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string path = prefix + std::to_string(i);
            know(path, keyOf(list[i]));
            const Field* field = dataset_->find(list[i].field);
            if (!field || field->role == Role::filter) {
                refuse(path + "/field", "is not a field of this dataset");
                continue;
            }
            if (list[i].bin)
                bin(path, list[i], *field);
            else if (field->role == Role::measure)
                refuse(path + "/field", "is a measure and cannot be grouped by, only in bins");
            if (list[i].bucket != Bucket::none && !isTime(field->type))
                refuse(path + "/bucket", "is only for dates and times");
            else if (field->type == FieldType::date && list[i].bucket != Bucket::none && list[i].bucket < field->grain)
                refuse(path + "/bucket", "is finer than the data");
        }
    }

    void bin(const std::string& path, const Dimension& dimension, const Field& field) {
        if (!isNumber(field.type) || dimension.bucket != Bucket::none)
            refuse(path + "/bin", "is only for numbers");
        else if (dimension.bin->width < 1 || dimension.bin->width > maximumBin)
            refuse(path + "/bin/width", "must be from 1 to 1000000000000000");
        else if (std::abs(dimension.bin->origin) > maximumBin)
            refuse(path + "/bin/origin", "must be from -1000000000000000 to 1000000000000000");
    }

    void tops(const std::string& prefix, const std::vector<Dimension>& list) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (!list[i].top) continue;
            const std::string path = prefix + std::to_string(i) + "/top";
            const Measure* by = findMeasure(definition_, list[i].top->by);
            if (list[i].top->count < 1 || list[i].top->count > maximumTop)
                refuse(path + "/count", "must be from 1 to 100");
            if (!by || (isDerived(by->aggregate) && by->aggregate != Aggregate::ratio))
                refuse(path + "/by", "is not a measure of rows, or a ratio, of this report");
        }
    }

    void measures() {
        for (std::size_t i = 0; i < definition_.measures.size(); ++i) {
            const auto& measure = definition_.measures[i];
            const std::string path = "/measures/" + std::to_string(i);
            know(path, keyOf(measure));
            if (measure.name && (measure.name->empty() || measure.name->size() > maximumName))
                refuse(path + "/name", "must have from 1 to 200 characters");
            if (measure.title && measure.title->size() > maximumName) refuse(path + "/title", "must be shorter");
            if (isDerived(measure.aggregate))
                derived(path, measure);
            else if (!measure.field.empty() || measure.aggregate != Aggregate::count)
                plain(path, measure);
        }
        if (std::ranges::all_of(definition_.measures, &Measure::hidden))
            refuse("/measures", "must name at least one measure that is shown");
    }

    void plain(const std::string& path, const Measure& measure) {
        const Field* field = dataset_->find(measure.field);
        if (!field || field->role == Role::filter) return refuse(path + "/field", "is not a field of this dataset");
        const auto aggregate = measure.aggregate;
        const bool adds = aggregate == Aggregate::sum || aggregate == Aggregate::average;
        const bool counts = aggregate == Aggregate::count || aggregate == Aggregate::distinct;
        const bool isOfAll = adds || aggregate == Aggregate::median || aggregate == Aggregate::percentile;
        if (isOfAll && field->repeated)
            refuse(path + "/aggregate", "would count a number of another table once for each row");
        if ((adds && !isNumber(field->type)) || (!counts && !isNumber(field->type) && !isTime(field->type)))
            refuse(path + "/aggregate", "needs a number; this field can only be counted");
        if (aggregate == Aggregate::percentile &&
            (!measure.perMille || *measure.perMille < 1 || *measure.perMille > 1000))
            refuse(path + "/perMille", "must be from 1 to 1000");
    }

    void derived(const std::string& path, const Measure& measure) {
        const auto aggregate = measure.aggregate;
        const Measure* of = measure.of ? findMeasure(definition_, *measure.of) : nullptr;
        const auto isRatioOrRows = [](const Measure* one) {
            return one && (!isDerived(one->aggregate) || one->aggregate == Aggregate::ratio);
        };
        if (!measure.field.empty()) refuse(path + "/field", "is not for what is made of measures");
        if (aggregate == Aggregate::ratio) {
            const Measure* over = measure.over ? findMeasure(definition_, *measure.over) : nullptr;
            if (!of || isDerived(of->aggregate) || isDate(*of))
                refuse(path + "/of", "is not a number of rows of this report");
            if (!over || isDerived(over->aggregate) || isDate(*over))
                refuse(path + "/over", "is not a number of rows of this report");
            return;
        }
        const bool needsParts = aggregate == Aggregate::share || aggregate == Aggregate::runningTotal;
        if (needsParts && (!of || !isPart(of->aggregate)))
            return refuse(path + "/of", "is not a sum or a count of this report");
        if (!isRatioOrRows(of) || (aggregate != Aggregate::rank && isDate(*of)))
            return refuse(path + "/of", "is not a measure of rows, or a ratio, of this report");
        if (!comparesPeriods(aggregate)) return;
        const Dimension* periods = periodsOf(*dataset_, definition_, measure);
        const Bucket bucket = periods ? bucketOf(*dataset_, *periods) : Bucket::none;
        if (bucket == Bucket::none)
            refuse(path + "/dimension", "must name a row or a column with periods");
        else if (measure.period == Period::lastYear && bucket < Bucket::day)
            refuse(path + "/period", "of last year is for days and longer");
    }

    bool isDate(const Measure& measure) const {
        if (measure.aggregate == Aggregate::count || measure.aggregate == Aggregate::distinct) return false;
        const Field* field = dataset_->find(measure.field);
        return field && isTime(field->type);
    }

    void filter(const Filter& filter) {
        const FilterContext context{.timeZone = definition_.timeZone};
        const auto text = filterToSql(filter, dataset_->fields, sql::Dialect::sqlite, context);
        if (!text) refuse("/filter", text.error().detail);
    }

    void sort() {
        for (std::size_t i = 0; i < definition_.sort.size(); ++i) {
            const std::string path = "/sort/" + std::to_string(i) + "/by";
            const auto& by = definition_.sort[i].by;
            if (std::ranges::find(keys_, by) == keys_.end())
                refuse(path, "is neither a row, a column nor a measure of this report");
            else if (const Measure* measure = findMeasure(definition_, by);
                     measure && measure->aggregate == Aggregate::runningTotal)
                refuse(path, "follows the order and cannot make it");
        }
    }

    void highlights() {
        if (definition_.highlights.size() > maximumHighlights) refuse("/highlights", "must be at most 20");
        for (std::size_t i = 0; i < definition_.highlights.size(); ++i) {
            const auto& highlight = definition_.highlights[i];
            const std::string path = "/highlights/" + std::to_string(i);
            if (!findMeasure(definition_, highlight.measure))
                refuse(path + "/measure", "is not a measure of this report");
            const bool needsValue = highlight.rule == Highlighting::atLeast || highlight.rule == Highlighting::atMost;
            if (needsValue && !(highlight.value && scaled(*highlight.value, 4)))
                refuse(path + "/value", "must be a number with at most four decimals");
        }
    }

    const Definition& definition_;
    const Dataset* dataset_ = nullptr;
    std::vector<std::string> keys_;
    std::vector<FieldError> errors_;
};

// Without the members that are as in `usual`. Nothing is left out of an element that has no usual form.
json::Value without(const json::Value& value, const json::Value& usual) {
    if (!value.is_object() || !usual.is_object()) return value;
    json::Object kept;
    for (const auto& [name, member] : value.get_object()) {
        const auto* known = usual.get_object().if_contains(name);
        if (known && json::same(member, *known)) continue;
        kept[name] = known ? without(member, *known) : member;
    }
    return kept;
}

template <class T>
void tidy(json::Object& document, const char* member) {
    auto* list = document.if_contains(member);
    if (!list) return;
    const json::Value usual = json::toValue(T{});
    for (auto& item : list->as_array())
        item = without(item, usual);
}

// Version 1 had no parameters: what looks like one was a value.
void upgrade(Definition& definition) {
    definition.version = definitionVersion;
    auto filter = parseFilter(definition.filter);
    if (!filter) return;
    const bool hasReferences = std::ranges::any_of(
        filter->conditions, [](const Condition& condition) { return !condition.references.empty(); });
    if (!hasReferences) return;
    for (auto& condition : filter->conditions)
        condition.references.clear();
    definition.filter = spellFilter(*filter);
}

}  // namespace

bool isDerived(Aggregate aggregate) {
    return aggregate >= Aggregate::ratio;
}

bool addsUp(Aggregate aggregate) {
    return aggregate != Aggregate::distinct && aggregate != Aggregate::median && aggregate != Aggregate::percentile;
}

std::string keyOf(const Dimension& dimension) {
    if (dimension.bin) return dimension.field + ".bin";
    return dimension.bucket == Bucket::none ? dimension.field
                                            : dimension.field + "." + std::string(enumName(dimension.bucket));
}

std::string keyOf(const Measure& measure) {
    if (measure.name) return *measure.name;
    std::string key = std::string(enumName(measure.aggregate)) + "(" + measure.field + measure.of.value_or("");
    if (measure.perMille) key += "," + std::to_string(*measure.perMille);
    if (measure.over) key += "," + *measure.over;
    if (measure.within) key += "," + std::string(enumName(*measure.within));
    if (measure.along) key += "," + std::string(enumName(*measure.along));
    if (measure.period) key += "," + std::string(enumName(*measure.period));
    return key + ")";
}

const Measure* findMeasure(const Definition& definition, std::string_view key) {
    const auto found =
        std::ranges::find_if(definition.measures, [&](const Measure& measure) { return keyOf(measure) == key; });
    return found == definition.measures.end() ? nullptr : &*found;
}

Result<Definition> withParameters(Definition definition,
                                  const std::map<std::string, std::vector<std::string>>& values) {
    for (const auto& [name, given] : values) {
        const auto found = std::ranges::find(definition.parameters, name, &Parameter::name);
        if (found == definition.parameters.end())
            return fail(Error{ErrorCode::invalid,
                              "The report has no parameter " + name + ".",
                              {},
                              {},
                              {{"/parameters", "has no " + name}}});
        found->value = given;
    }
    return definition;
}

Result<> validate(const Definition& definition) {
    return Check(definition).run();
}

json::Value documentOf(const Definition& definition) {
    Definition usual;
    usual.version = 0;
    usual.measures.clear();
    json::Value document = without(json::toValue(definition), json::toValue(usual));
    auto& members = document.as_object();
    tidy<Dimension>(members, "rows");
    tidy<Dimension>(members, "columns");
    tidy<Measure>(members, "measures");
    tidy<Sort>(members, "sort");
    tidy<CalculatedField>(members, "fields");
    tidy<Parameter>(members, "parameters");
    // The rule and the tone of a highlight say themselves what they are, and so does the aggregate of a measure.
    for (std::size_t i = 0; i < definition.measures.size(); ++i)
        members["measures"].as_array()[i].as_object()["aggregate"] = json::toValue(definition.measures[i].aggregate);
    return document;
}

Result<Definition> readDefinition(std::string_view text) {
    STEWARD_TRY(Definition definition, json::read<Definition>(text));
    if (definition.version > definitionVersion)
        return fail(ErrorCode::invalid, "This report was saved by a newer version of Steward.",
                    "It has version " + std::to_string(definition.version) + "; this program reads up to " +
                        std::to_string(definitionVersion) + ".");
    if (definition.version == 1) upgrade(definition);
    STEWARD_CHECK(validate(definition));
    return definition;
}

}  // namespace steward::report
