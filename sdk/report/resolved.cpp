#include "report/resolved.h"

#include <algorithm>
#include <set>

#include "report/spelled_values.h"

namespace steward::report {
namespace {

constexpr std::size_t maximumFields = 20;
constexpr std::size_t maximumParameters = 20;
constexpr std::size_t maximumParameterValues = 2000;

bool isName(std::string_view name) {
    return !name.empty() && name.size() <= 60 && !std::isdigit(static_cast<unsigned char>(name[0])) &&
           std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

std::optional<sql::Value> valueOf(FieldType type, const std::string& text) {
    const auto number = [](std::optional<std::int64_t> parsed) {
        return parsed ? std::optional<sql::Value>(*parsed) : std::nullopt;
    };
    switch (type) {
        case FieldType::integer:
            return number(wholeNumber(text));
        case FieldType::decimal:
            return number(scaled(text, 4));
        case FieldType::money:
            return number(scaled(text, 2));
        case FieldType::date:
            return number(dayFrom(text));
        case FieldType::dateTime:
            if (const auto time = parseRfc3339(text)) return sql::Value(*time);
            return std::nullopt;
        case FieldType::boolean:
            if (text == "true" || text == "false") return sql::Value(text == "true");
            return std::nullopt;
        default:
            return sql::Value(text);
    }
}

class Resolver {
public:
    Resolver(const Definition& definition, Missing missing)
        : definition_(definition), isLenient_(missing == Missing::leaveOut) {}

    Result<Resolved> run() {
        const Dataset* dataset = findDataset(definition_.dataset);
        if (!dataset) {
            refuse("/dataset", "is not one of the datasets");
            return failure();
        }
        out_.dataset = withRelations(*dataset);
        // Fields keep their places while expressions refer to them.
        out_.dataset.fields.reserve(out_.dataset.fields.size() + maximumFields);
        parameters();
        fields();
        filter();
        if (!errors_.empty()) return failure();
        return std::move(out_);
    }

private:
    void refuse(std::string path, std::string message) { errors_.push_back({std::move(path), std::move(message)}); }

    tl::unexpected<Error> failure() {
        Error error{ErrorCode::invalid, "The report cannot be run as it is defined.", {}, {}, std::move(errors_)};
        error.detail = error.fields.front().path + " " + error.fields.front().message;
        return fail(std::move(error));
    }

    void parameters() {
        if (definition_.parameters.size() > maximumParameters) return refuse("/parameters", "must be at most 20");
        for (std::size_t i = 0; i < definition_.parameters.size(); ++i) {
            const auto& parameter = definition_.parameters[i];
            const std::string path = "/parameters/" + std::to_string(i);
            if (!isName(parameter.name)) refuse(path + "/name", "must be a word of letters, digits and _");
            for (std::size_t k = 0; k < i; ++k)
                if (definition_.parameters[k].name == parameter.name) refuse(path + "/name", "is there twice");
            for (const auto& [name, values] :
                 {std::pair("/value", &parameter.value), std::pair("/fallback", &parameter.fallback)}) {
                if (!*values) continue;
                const bool isCount = parameter.several
                                         ? !(*values)->empty() && (*values)->size() <= maximumParameterValues
                                         : (*values)->size() == 1;
                if (!isCount)
                    refuse(path + name, parameter.several ? "must have 1 to 2000 values" : "must be one value");
                for (const auto& text : **values)
                    if (!valueOf(parameter.type, text))
                        refuse(path + name, "must be of the type " + std::string(enumName(parameter.type)));
            }
            if (!parameter.value && !parameter.fallback && !isLenient_)
                refuse(path, "the parameter " + parameter.name + " has no value");
        }
    }

    const Parameter* parameter(std::string_view name) const {
        const auto found = std::ranges::find(definition_.parameters, name, &Parameter::name);
        return found == definition_.parameters.end() ? nullptr : &*found;
    }

    Result<Constant> constant(std::string_view name) const {
        const Parameter* found = parameter(name);
        if (!found || found->several)
            return fail(ErrorCode::invalid, {}, "a parameter with one value; there is no " + std::string(name));
        const auto& values = found->value ? found->value : found->fallback;
        const auto value = values && !values->empty() ? valueOf(found->type, values->front()) : std::nullopt;
        if (value) return Constant{found->type, *value};
        const bool isText = found->type == FieldType::text || found->type == FieldType::enumeration;
        return Constant{found->type, isText ? sql::Value("") : sql::Value(std::int64_t{0})};
    }

    void fields() {
        if (definition_.fields.size() > maximumFields) return refuse("/fields", "must be at most 20");
        ExpressionNames names;
        names.field = [this](std::string_view name) { return out_.dataset.find(name); };
        names.parameter = [this](std::string_view name) { return constant(name); };
        for (std::size_t i = 0; i < definition_.fields.size(); ++i) {
            const auto& calculated = definition_.fields[i];
            const std::string path = "/fields/" + std::to_string(i);
            if (!isName(calculated.name)) {
                refuse(path + "/name", "must be a word of letters, digits and _");
                continue;
            }
            if (out_.dataset.find(calculated.name)) {
                refuse(path + "/name", "is the name of another field");
                continue;
            }
            auto expression = parseExpression(calculated.expression, names);
            if (!expression) {
                refuse(path + "/expression", expression.error().detail);
                continue;
            }
            add(path, calculated, std::move(*expression));
        }
    }

    void add(const std::string& path, const CalculatedField& calculated, Expression expression) {
        Field field{
            .name = calculated.name, .title = calculated.title.value_or(calculated.name), .type = expression.type};
        for (const auto& name : expression.fields) {
            const Field& used = *out_.dataset.find(name);
            field.repeated = field.repeated || used.repeated;
            for (const auto& join : used.joins)
                if (std::ranges::find(field.joins, join) == field.joins.end()) field.joins.push_back(join);
            if (used.type != FieldType::money) continue;
            if (field.currency.empty()) field.currency = used.currency;
            if (field.currency != used.currency) refuse(path + "/expression", "has amounts of two currencies");
        }
        if (field.type == FieldType::money && field.currency.empty())
            refuse(path + "/expression", "is an amount without a currency");
        out_.calculated.emplace(field.name, std::move(expression));
        out_.dataset.fields.push_back(std::move(field));
    }

    void filter() {
        auto parsed = parseFilter(definition_.filter);
        if (!parsed) return refuse("/filter", parsed.error().detail);
        out_.filter = bound(*parsed);
    }

    Filter bound(const Filter& filter) {
        Filter out;
        for (const auto& condition : filter.conditions)
            if (auto known = bound(condition)) out.conditions.push_back(std::move(*known));
        for (const auto& any : filter.alternatives) {
            std::vector<Filter> known;
            for (const auto& one : any)
                known.push_back(bound(one));
            if (std::ranges::none_of(known, &Filter::isEmpty)) out.alternatives.push_back(std::move(known));
        }
        return out;
    }

    // Nothing for a condition with a parameter that has no value yet.
    std::optional<Condition> bound(const Condition& condition) {
        Condition out = condition;
        out.values.clear();
        out.references.clear();
        const bool isList = condition.op == Operator::in || condition.op == Operator::notIn;
        for (std::size_t i = 0; i < condition.values.size(); ++i) {
            if (std::ranges::find(condition.references, i) == condition.references.end()) {
                out.values.push_back(condition.values[i]);
                continue;
            }
            const std::string name = condition.values[i].substr(1);
            const Parameter* found = parameter(name);
            if (!found) {
                refuse("/filter", "At position " + std::to_string(condition.valuePosition) +
                                      ": expected a parameter of this report; there is no " + name + ".");
                return std::nullopt;
            }
            if (found->several && !isList) {
                refuse("/filter", "At position " + std::to_string(condition.valuePosition) + ": expected one value; " +
                                      name + " has several.");
                return std::nullopt;
            }
            const auto& values = found->value ? found->value : found->fallback;
            if (!values) return std::nullopt;
            out.values.insert(out.values.end(), values->begin(), values->end());
        }
        return out;
    }

    const Definition& definition_;
    bool isLenient_;
    Resolved out_;
    std::vector<FieldError> errors_;
};

}  // namespace

Result<Resolved> resolve(const Definition& definition, Missing missing) {
    return Resolver(definition, missing).run();
}

Bucket bucketOf(const Dataset& dataset, const Dimension& dimension) {
    if (dimension.bucket != Bucket::none) return dimension.bucket;
    const Field* field = dataset.find(dimension.field);
    return field && field->type == FieldType::date ? field->grain : Bucket::none;
}

const Dimension* periodsOf(const Dataset& dataset, const Definition& definition, const Measure& measure) {
    const Dimension* only = nullptr;
    for (const auto* list : {&definition.rows, &definition.columns}) {
        for (const auto& dimension : *list) {
            if (measure.dimension ? keyOf(dimension) != *measure.dimension
                                  : bucketOf(dataset, dimension) == Bucket::none)
                continue;
            if (only) return nullptr;
            only = &dimension;
        }
    }
    return only;
}

Result<Reads> readsOf(const Definition& definition) {
    STEWARD_TRY(const Resolved resolved, resolve(definition, Missing::leaveOut));
    STEWARD_TRY(const Filter filter, parseFilter(definition.filter));
    std::set<std::string> names;
    for (const auto* list : {&definition.rows, &definition.columns})
        for (const auto& dimension : *list)
            names.insert(dimension.field);
    for (const auto& measure : definition.measures)
        names.insert(measure.field);
    eachCondition(filter, [&](const Condition& condition) { names.insert(condition.field); });
    for (const auto& [name, expression] : resolved.calculated)
        names.insert(expression.fields.begin(), expression.fields.end());

    Reads reads{{definition.dataset}, {}};
    for (const auto& name : names) {
        const Field* field = resolved.dataset.find(name);
        if (!field) continue;
        if (field->isPersonal) reads.personal.push_back(name);
        // What a dataset has of another by itself goes with it.
        if (name.find('.') == std::string::npos) continue;
        for (const auto& join : resolved.dataset.joins)
            if (std::ranges::find(field->joins, join.name) != field->joins.end() &&
                std::ranges::find(reads.datasets, join.dataset) == reads.datasets.end())
                reads.datasets.push_back(join.dataset);
    }
    return reads;
}

}  // namespace steward::report
