#include "report/definition.h"

#include <algorithm>

#include "base/json.h"
#include "report/dataset.h"
#include "report/filter.h"
#include "report/time_zone.h"

namespace steward::report {
namespace {

constexpr std::size_t maximumRows = 6;
constexpr std::size_t maximumColumns = 3;
constexpr std::size_t maximumMeasures = 10;
constexpr std::size_t maximumName = 200;
constexpr std::int64_t maximumLimit = 1'000'000;

bool isTime(FieldType type) {
    return type == FieldType::date || type == FieldType::dateTime;
}

class Check {
public:
    explicit Check(const Definition& definition) : definition_(definition), dataset_(findDataset(definition.dataset)) {}

    Result<> run() {
        if (definition_.version != definitionVersion) refuse("/version", "must be 1");
        if (definition_.name.size() > maximumName) refuse("/name", "must be shorter");
        if (!dataset_) refuse("/dataset", "is not one of the datasets");
        if (definition_.rows.size() > maximumRows) refuse("/rows", "must be at most 6 fields");
        if (definition_.columns.size() > maximumColumns) refuse("/columns", "must be at most 3 fields");
        if (definition_.measures.empty()) refuse("/measures", "must name at least one measure");
        if (definition_.measures.size() > maximumMeasures) refuse("/measures", "must be at most 10");
        if (definition_.limit < 0 || definition_.limit > maximumLimit) refuse("/limit", "must be from 0 to 1000000");
        if (!TimeZone::find(definition_.timeZone)) refuse("/timeZone", "is not an IANA time zone");
        if (dataset_ && errors_.empty()) {
            dimensions("/rows/", definition_.rows);
            dimensions("/columns/", definition_.columns);
            measures();
            filter();
            sort();
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
            const Field* field = dataset_->find(list[i].field);
            if (!field || field->role == Role::filter)
                refuse(path + "/field", "is not a field of this dataset");
            else if (field->role == Role::measure)
                refuse(path + "/field", "is a measure and cannot be grouped by");
            else if (list[i].bucket != Bucket::none && !isTime(field->type))
                refuse(path + "/bucket", "is only for dates and times");
            else if (field->type == FieldType::date && list[i].bucket != Bucket::none && list[i].bucket < field->grain)
                refuse(path + "/bucket", "is finer than the data");
            know(path, keyOf(list[i]));
        }
    }

    void measures() {
        for (std::size_t i = 0; i < definition_.measures.size(); ++i) {
            const auto& measure = definition_.measures[i];
            const std::string path = "/measures/" + std::to_string(i);
            know(path, keyOf(measure));
            if (measure.field.empty() && measure.aggregate == Aggregate::count) continue;
            const Field* field = dataset_->find(measure.field);
            if (!field || field->role == Role::filter) {
                refuse(path + "/field", "is not a field of this dataset");
                continue;
            }
            const bool adds = measure.aggregate == Aggregate::sum || measure.aggregate == Aggregate::average;
            const bool compares = measure.aggregate == Aggregate::min || measure.aggregate == Aggregate::max;
            const bool isNumber = field->type == FieldType::integer || field->type == FieldType::money;
            if ((adds && !isNumber) || (compares && !isNumber && !isTime(field->type)))
                refuse(path + "/aggregate", "needs a number; this field can only be counted");
        }
    }

    void filter() {
        const auto parsed = parseFilter(definition_.filter);
        if (!parsed) return refuse("/filter", parsed.error().detail);
        const FilterContext context{{}, definition_.timeZone};
        const auto text = filterToSql(*parsed, dataset_->fields, sql::Dialect::sqlite, context);
        if (!text) refuse("/filter", text.error().detail);
    }

    void sort() {
        for (std::size_t i = 0; i < definition_.sort.size(); ++i)
            if (std::ranges::find(keys_, definition_.sort[i].by) == keys_.end())
                refuse("/sort/" + std::to_string(i) + "/by", "is neither a row, a column nor a measure of this report");
    }

    const Definition& definition_;
    const Dataset* dataset_;
    std::vector<std::string> keys_;
    std::vector<FieldError> errors_;
};

}  // namespace

std::string keyOf(const Dimension& dimension) {
    return dimension.bucket == Bucket::none ? dimension.field
                                            : dimension.field + "." + std::string(enumName(dimension.bucket));
}

std::string keyOf(const Measure& measure) {
    return std::string(enumName(measure.aggregate)) + "(" + measure.field + ")";
}

Result<> validate(const Definition& definition) {
    return Check(definition).run();
}

Result<Definition> readDefinition(std::string_view text) {
    STEWARD_TRY(Definition definition, json::read<Definition>(text));
    if (definition.version > definitionVersion)
        return fail(ErrorCode::invalid, "This report was saved by a newer version of Steward.",
                    "It has version " + std::to_string(definition.version) + "; this program reads up to " +
                        std::to_string(definitionVersion) + ".");
    STEWARD_CHECK(validate(definition));
    return definition;
}

}  // namespace steward::report
