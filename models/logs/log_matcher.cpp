#include "models/logs/log_matcher.h"

#include <algorithm>
#include <array>

namespace steward::models {
namespace {

using domain::LogRecord;
using report::Condition;
using report::Operator;

constexpr std::array fields{"id",       "time",    "severity", "service",   "body",
                            "tenantId", "traceId", "spanId",   "attribute", "search"};

QString textOf(const json::Value& value) {
    if (value.is_string()) return QString::fromStdString(std::string(value.get_string()));
    return QString::fromStdString(json::write(value));
}

// nullopt: it has none.
std::optional<QString> attributeOf(const LogRecord& record, const std::string& name) {
    const auto* object = record.attributes.if_object();
    const auto* value = object ? object->if_contains(name) : nullptr;
    return value ? std::optional(textOf(*value)) : std::nullopt;
}

QString searchedText(const LogRecord& record) {
    QString text = QString::fromStdString(record.body);
    if (const auto* object = record.attributes.if_object())
        for (const auto& [name, value] : *object)
            text += u' ' + textOf(value);
    return text;
}

std::optional<QString> valueOf(const LogRecord& record, const std::string& field) {
    const auto optional = [](const std::optional<std::string>& text) {
        return text ? std::optional(QString::fromStdString(*text)) : std::nullopt;
    };
    if (field == "id") return QString::fromStdString(record.id);
    if (field == "severity") return QString::fromLatin1(enumName(record.severity));
    if (field == "service") return QString::fromStdString(record.service);
    if (field == "body") return QString::fromStdString(record.body);
    if (field == "tenantId") return optional(record.tenantId);
    if (field == "traceId") return optional(record.traceId);
    if (field == "spanId") return optional(record.spanId);
    return searchedText(record);
}

bool holds(const Condition& condition, const LogRecord& record) {
    if (condition.field == "time") return true;
    const QString first = QString::fromStdString(condition.values.at(0));
    if (condition.field == "attribute") {
        const int at = first.indexOf(u'=');
        const bool is = attributeOf(record, first.left(at).toStdString()) == first.mid(at + 1);
        return is == (condition.op == Operator::equal);
    }
    const auto value = valueOf(record, condition.field);
    const auto isOne = [&] {
        return value && std::ranges::any_of(condition.values, [&](const std::string& one) {
                   return *value == QString::fromStdString(one);
               });
    };
    switch (condition.op) {
        case Operator::contains:
            return value && value->contains(first, Qt::CaseInsensitive);
        case Operator::equal:
        case Operator::in:
            return isOne();
        case Operator::notIn:
            return !isOne();
        default:
            return value && *value != first;
    }
}

}  // namespace

QString logFilterOf(const QString& typed) {
    const QString text = typed.trimmed();
    if (text.isEmpty()) return {};
    const auto filter = report::parseFilter(text.toStdString());
    if (filter && !filter->conditions.empty()) return text;
    report::Filter searching;
    searching.conditions.push_back({"search", Operator::contains, {text.toStdString()}, {}, 0, 0});
    return QString::fromStdString(report::spellFilter(searching));
}

Result<LogMatcher> LogMatcher::of(const QString& filter) {
    STEWARD_TRY(auto parsed, report::parseFilter(filter.toStdString()));
    if (!parsed.isPlain()) return fail(report::filterError(1, "terms that all hold; logs have no alternatives"));
    for (const auto& condition : parsed.conditions) {
        if (std::ranges::find(fields, condition.field) == fields.end())
            return fail(report::filterError(condition.position, "a field of logs"));
        const bool isText = condition.op == Operator::equal || condition.op == Operator::notEqual ||
                            condition.op == Operator::contains || condition.op == Operator::in ||
                            condition.op == Operator::notIn;
        if (condition.field != "time" && !isText)
            return fail(report::filterError(condition.position, "= != ~ in or not in for " + condition.field));
    }
    LogMatcher matcher;
    matcher.conditions_ = std::move(parsed.conditions);
    return matcher;
}

bool LogMatcher::matches(const LogRecord& record) const {
    return std::ranges::all_of(conditions_, [&](const Condition& one) { return holds(one, record); });
}

}  // namespace steward::models
