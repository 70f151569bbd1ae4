#include "views/reports/report_words.h"

#include <QCoreApplication>
#include <QDate>
#include <cmath>

#include "views/common/words.h"

namespace steward::views {
namespace {

// The declarations in report/dataset.cpp are English; this is where their titles become the person's language.
QString translated(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QDate dateOf(std::int64_t days) {
    return QDate::fromJulianDay(2'440'588 + days);
}

QString periodText(std::int64_t days, report::Bucket bucket, const QLocale& locale) {
    const QDate date = dateOf(days);
    switch (bucket) {
        case report::Bucket::month:
            return locale.toString(date, QStringLiteral("MMM yyyy"));
        case report::Bucket::year:
            return QString::number(date.year());
        case report::Bucket::quarter:
            return QStringLiteral("Q%1 %2").arg((date.month() + 2) / 3).arg(date.year());
        case report::Bucket::week: {
            int year = 0;
            const int week = date.weekNumber(&year);
            //: calendar week: %1 number, %2 year
            return translated(QT_TRANSLATE_NOOP("Report", "Week %1, %2")).arg(week).arg(year);
        }
        case report::Bucket::day:
        case report::Bucket::none:
            break;
    }
    return locale.toString(date, QStringLiteral("d MMM yyyy"));
}

}  // namespace

QString datasetTitle(const report::Dataset& dataset) {
    return translated(dataset.title.c_str());
}

QString fieldTitle(const std::string& dataset, const std::string& field) {
    const auto* found = report::findDataset(dataset);
    const auto* declared = found ? found->find(field) : nullptr;
    return declared ? translated(declared->title.c_str()) : QString::fromStdString(field);
}

QString fieldIcon(const report::Field& field) {
    if (field.role == report::Role::measure) return QStringLiteral("hash");
    switch (field.type) {
        case report::FieldType::date:
        case report::FieldType::dateTime:
            return QStringLiteral("calendar3");
        case report::FieldType::enumeration:
            return QStringLiteral("layers");
        default:
            break;
    }
    if (field.name == "region") return QStringLiteral("globe2");
    if (field.name == "tenant" || field.name == "name") return QStringLiteral("buildings");
    return QStringLiteral("tag");
}

QString text(report::Bucket bucket) {
    switch (bucket) {
        case report::Bucket::day:
            return translated(QT_TRANSLATE_NOOP("Report", "day"));
        case report::Bucket::week:
            return translated(QT_TRANSLATE_NOOP("Report", "week"));
        case report::Bucket::month:
            return translated(QT_TRANSLATE_NOOP("Report", "month"));
        case report::Bucket::quarter:
            return translated(QT_TRANSLATE_NOOP("Report", "quarter"));
        case report::Bucket::year:
            return translated(QT_TRANSLATE_NOOP("Report", "year"));
        case report::Bucket::none:
            break;
    }
    return translated(QT_TRANSLATE_NOOP("Report", "exact value"));
}

QString text(report::Aggregate aggregate) {
    switch (aggregate) {
        case report::Aggregate::sum:
            return translated(QT_TRANSLATE_NOOP("Report", "Sum"));
        case report::Aggregate::count:
            return translated(QT_TRANSLATE_NOOP("Report", "Count"));
        case report::Aggregate::distinct:
            return translated(QT_TRANSLATE_NOOP("Report", "Distinct"));
        case report::Aggregate::average:
            return translated(QT_TRANSLATE_NOOP("Report", "Average"));
        case report::Aggregate::min:
            return translated(QT_TRANSLATE_NOOP("Report", "Smallest"));
        case report::Aggregate::max:
            break;
    }
    return translated(QT_TRANSLATE_NOOP("Report", "Largest"));
}

QString text(report::Operator op) {
    switch (op) {
        case report::Operator::equal:
            return translated(QT_TRANSLATE_NOOP("Report", "is"));
        case report::Operator::notEqual:
            return translated(QT_TRANSLATE_NOOP("Report", "is not"));
        case report::Operator::greater:
            return translated(QT_TRANSLATE_NOOP("Report", "more than"));
        case report::Operator::greaterOrEqual:
            return translated(QT_TRANSLATE_NOOP("Report", "at least"));
        case report::Operator::less:
            return translated(QT_TRANSLATE_NOOP("Report", "less than"));
        case report::Operator::lessOrEqual:
            return translated(QT_TRANSLATE_NOOP("Report", "at most"));
        case report::Operator::contains:
            return translated(QT_TRANSLATE_NOOP("Report", "contains"));
        case report::Operator::in:
            return translated(QT_TRANSLATE_NOOP("Report", "is one of"));
        case report::Operator::notIn:
            return translated(QT_TRANSLATE_NOOP("Report", "is none of"));
        case report::Operator::last:
            break;
    }
    return translated(QT_TRANSLATE_NOOP("Report", "in last"));
}

QString dimensionText(const std::string& dataset, const report::Dimension& dimension) {
    const QString title = fieldTitle(dataset, dimension.field);
    const auto* found = report::findDataset(dataset);
    const auto* field = found ? found->find(dimension.field) : nullptr;
    const bool isGrain = field && field->type == report::FieldType::date && field->grain == dimension.bucket;
    if (dimension.bucket == report::Bucket::none || isGrain) return title;
    //: %1 a field of dates ("Created"), %2 the grouping ("quarter")
    return translated(QT_TRANSLATE_NOOP("Report", "%1 by %2")).arg(title, text(dimension.bucket));
}

QString measureText(const std::string& dataset, const report::Measure& measure) {
    if (measure.field.empty()) return translated(QT_TRANSLATE_NOOP("Report", "Number of rows"));
    //: %1 "Sum", "Average" …, %2 a field
    return translated(QT_TRANSLATE_NOOP("Report", "%1 of %2"))
        .arg(text(measure.aggregate), fieldTitle(dataset, measure.field));
}

QString conditionText(const std::string& dataset, const report::Condition& condition) {
    QStringList values;
    for (const auto& value : condition.values)
        values << valueText(QString::fromStdString(condition.field), QString::fromStdString(value));
    const QString last = condition.op == report::Operator::last && condition.unit != report::Bucket::none
                             ? QStringLiteral(" ") + text(condition.unit)
                             : QString();
    //: %1 field, %2 comparison, %3 values
    return translated(QT_TRANSLATE_NOOP("Report", "%1 %2 %3"))
        .arg(fieldTitle(dataset, condition.field), text(condition.op),
             values.join(translated(QT_TRANSLATE_NOOP("Report", " or "))) + last);
}

double cellNumber(const json::Value& value, const report::Column& column) {
    if (!value.is_number()) return std::nan("");
    const double number = value.to_number<double>();
    return column.type == report::FieldType::money ? number / 100 : number;
}

QString cellText(const json::Value& value, const report::Column& column, const QLocale& locale) {
    if (value.is_null()) return QStringLiteral("–");
    if (value.is_string())
        return valueText(QString::fromStdString(column.key),
                         QString::fromUtf8(value.get_string().data(), qsizetype(value.get_string().size())));
    if (!value.is_number())
        return value.is_bool() ? (value.get_bool() ? QStringLiteral("✓") : QStringLiteral("–")) : QString();
    switch (column.type) {
        case report::FieldType::date:
            return periodText(value.to_number<std::int64_t>(), column.bucket, locale);
        case report::FieldType::dateTime:
            if (column.bucket == report::Bucket::none)
                return momentText(toDateTime(Time(Duration(value.to_number<std::int64_t>()))));
            return periodText(value.to_number<std::int64_t>(), column.bucket, locale);
        case report::FieldType::money: {
            const double amount = cellNumber(value, column);
            return locale.toString(amount, 'f', std::fmod(std::abs(amount), 1.0) == 0.0 ? 0 : 2);
        }
        case report::FieldType::decimal:
            return locale.toString(value.to_number<double>(), 'f', 2);
        default:
            break;
    }
    return value.is_double() ? locale.toString(value.get_double(), 'f', 2)
                             : locale.toString(qlonglong(value.to_number<std::int64_t>()));
}

QString currencySign(const std::string& currency) {
    if (currency == "EUR") return QStringLiteral("€");
    if (currency == "USD") return QStringLiteral("$");
    if (currency == "GBP") return QStringLiteral("£");
    return QString::fromStdString(currency);
}

ui::ValueFormat chartFormat(const report::Column& column) {
    if (column.type == report::FieldType::money) return {ui::Unit::money, currencySign(column.currency), -1};
    return {ui::Unit::count, {}, -1};
}

}  // namespace steward::views
