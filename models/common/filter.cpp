#include "models/common/filter.h"

#include "base/json.h"

namespace steward::models {

namespace {

struct KeptClause {
    std::string field;
    Comparison comparison = Comparison::is;
    std::vector<std::string> values;
};
STEWARD_DESCRIBE(KeptClause, (field, comparison, values))

// Quoted unless it is a plain word; inside quotes a quote is written twice.
QString spelled(const QString& value) {
    const auto plain = [](QChar c) {
        return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('-') || c == QLatin1Char('.') ||
               c == QLatin1Char(':') || c == QLatin1Char('@');
    };
    if (!value.isEmpty() && std::all_of(value.begin(), value.end(), plain)) return value;
    QString quoted = value;
    return QLatin1Char('"') + quoted.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

QString joined(const QStringList& values) {
    QStringList all;
    for (const QString& value : values)
        all << spelled(value);
    return QLatin1Char('(') + all.join(QLatin1Char(',')) + QLatin1Char(')');
}

QString clauseText(const Clause& clause) {
    const QString one = spelled(clause.values.first());
    switch (clause.comparison) {
        case Comparison::is:
            if (clause.values.size() > 1) return clause.field + QStringLiteral(" in ") + joined(clause.values);
            return clause.field + QLatin1Char('=') + one;
        case Comparison::isNot: {
            QStringList parts;
            for (const QString& value : clause.values)
                parts << clause.field + QStringLiteral("!=") + spelled(value);
            return parts.join(QLatin1Char(';'));
        }
        case Comparison::atLeast:
            return clause.field + QStringLiteral(">=") + one;
        case Comparison::atMost:
            return clause.field + QStringLiteral("<=") + one;
        case Comparison::contains:
            return clause.field + QLatin1Char('~') + one;
    }
    return {};
}

}  // namespace

QString filterText(const Clauses& clauses) {
    QStringList parts;
    for (const Clause& clause : clauses)
        if (!clause.values.isEmpty()) parts << clauseText(clause);
    return parts.join(QLatin1Char(';'));
}

std::string writeClauses(const Clauses& clauses) {
    std::vector<KeptClause> kept;
    for (const Clause& clause : clauses) {
        KeptClause one{clause.field.toStdString(), clause.comparison, {}};
        for (const QString& value : clause.values)
            one.values.push_back(value.toStdString());
        kept.push_back(std::move(one));
    }
    return json::write(kept);
}

Result<Clauses> readClauses(std::string_view text) {
    STEWARD_TRY(const auto kept, json::read<std::vector<KeptClause>>(text));
    Clauses clauses;
    for (const KeptClause& one : kept) {
        Clause clause{QString::fromStdString(one.field), one.comparison, {}};
        for (const std::string& value : one.values)
            clause.values << QString::fromStdString(value);
        clauses.push_back(std::move(clause));
    }
    return clauses;
}

}  // namespace steward::models
