#include "models/common/filter.h"

#include <QCoreApplication>

#include "report/filter.h"

namespace steward::models {

namespace {

using report::Operator;

struct FilterWords {
    Q_DECLARE_TR_FUNCTIONS(FilterWords)
};

Operator operatorOf(const Clause& clause) {
    const bool several = clause.values.size() > 1;
    switch (clause.comparison) {
        case Comparison::is:
            return several ? Operator::in : Operator::equal;
        case Comparison::isNot:
            return several ? Operator::notIn : Operator::notEqual;
        case Comparison::atLeast:
            return Operator::greaterOrEqual;
        case Comparison::atMost:
            return Operator::lessOrEqual;
        case Comparison::contains:
            return Operator::contains;
        case Comparison::last:
            return Operator::last;
    }
    return Operator::equal;
}

std::optional<Comparison> comparisonOf(Operator op) {
    switch (op) {
        case Operator::equal:
        case Operator::in:
            return Comparison::is;
        case Operator::notEqual:
        case Operator::notIn:
            return Comparison::isNot;
        case Operator::greaterOrEqual:
            return Comparison::atLeast;
        case Operator::lessOrEqual:
            return Comparison::atMost;
        case Operator::contains:
            return Comparison::contains;
        case Operator::last:
            return Comparison::last;
        default:
            return {};
    }
}

}  // namespace

QString filterText(const Clauses& clauses) {
    report::Filter filter;
    for (const Clause& clause : clauses) {
        if (clause.values.isEmpty()) continue;
        report::Condition condition;
        condition.field = clause.field.toStdString();
        condition.op = operatorOf(clause);
        for (const QString& value : clause.values)
            condition.values.push_back(value.toStdString());
        if (clause.comparison == Comparison::last) {
            const QStringList span = clause.values.front().split(QLatin1Char(' '));
            condition.values = {span.front().toStdString()};
            condition.unit = enumFromName<report::Bucket>(span.back().toStdString()).value_or(report::Bucket::none);
        }
        filter.conditions.push_back(std::move(condition));
    }
    return QString::fromStdString(report::spellFilter(filter));
}

Result<Clauses> clausesOf(const QString& text) {
    STEWARD_TRY(const report::Filter filter, report::parseFilter(text.toStdString()));
    const auto more = [] {
        return fail(ErrorCode::invalid, FilterWords::tr("This filter is more than the list can show.").toStdString());
    };
    if (!filter.isPlain()) return more();
    Clauses clauses;
    for (const report::Condition& condition : filter.conditions) {
        const auto comparison = comparisonOf(condition.op);
        if (!comparison) return more();
        Clause clause{QString::fromStdString(condition.field), *comparison, {}};
        for (const std::string& value : condition.values)
            clause.values << QString::fromStdString(value);
        if (*comparison == Comparison::last && condition.unit != report::Bucket::none)
            clause.values.front() += QLatin1Char(' ') + QString::fromStdString(std::string(enumName(condition.unit)));
        clauses.push_back(std::move(clause));
    }
    return clauses;
}

}  // namespace steward::models
