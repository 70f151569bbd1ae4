#include "views/reports/report_words.h"

#include <QDate>
#include <cmath>

#include "report/format.h"
#include "views/common/words.h"

namespace steward::views {
namespace {

// The titles that report/dataset.cpp declares, which knows no translation: here lupdate finds them.
[[maybe_unused]] constexpr const char* declaredTitles[] = {QT_TRANSLATE_NOOP("ReportWords", "Search"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Tenants"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Tenant id"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Tenant"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Slug"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Domain"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Status"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Plan"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Billing interval"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Region"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Account owner"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Owner's address"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Tags"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Currency"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Created"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Renews"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Last active"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "MRR"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Users"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Seats limit"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "API calls limit"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Storage limit"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Webhooks limit"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "API calls used"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Storage used"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Webhooks used"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Limit used, %"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "User id"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Name"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Address"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Role"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Last seen"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Usage"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Day"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Metric"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Quantity"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Subscription months"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Month"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Tenant tags"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Tenant's status"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "New MRR"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Churned MRR"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Paid seats"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Discount"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Audit entries"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Entry id"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Number"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Time"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Actor id"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Actor"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "On behalf of"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Action"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Kind of entity"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Entity id"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Entity"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Batch id"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Plan id"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Reason"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Before"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "After"),
                                                           QT_TRANSLATE_NOOP("ReportWords", "Hash")};

QDate dateOf(std::int64_t days) {
    return QDate::fromJulianDay(2'440'588 + days);
}

QString periodText(std::int64_t days, report::Bucket bucket, const QLocale& locale) {
    const QDate date = dateOf(days);
    switch (bucket) {
        case report::Bucket::month:
            //: how a month is written
            return locale.toString(date, ReportWords::tr("MMM yyyy"));
        case report::Bucket::year:
            return QString::number(date.year());
        case report::Bucket::quarter:
            //: a quarter: %1 number, %2 year
            return ReportWords::tr("Q%1 %2").arg((date.month() + 2) / 3).arg(date.year());
        case report::Bucket::week: {
            int year = 0;
            const int week = date.weekNumber(&year);
            //: calendar week: %1 number, %2 year
            return ReportWords::tr("Week %1, %2").arg(week).arg(year);
        }
        case report::Bucket::day:
        case report::Bucket::hour:
        case report::Bucket::minute:
        case report::Bucket::none:
            break;
    }
    //: how a day is written
    return locale.toString(date, ReportWords::tr("d MMM yyyy"));
}

}  // namespace

QString datasetTitle(const report::Dataset& dataset) {
    return ReportWords::tr(dataset.title.c_str());
}

QString fieldTitle(const std::string& dataset, const std::string& field) {
    const auto* found = report::findDataset(dataset);
    const auto* declared = found ? found->find(field) : nullptr;
    return declared ? ReportWords::tr(declared->title.c_str()) : QString::fromStdString(field);
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
        case report::Bucket::minute:
            return ReportWords::tr("minute");
        case report::Bucket::hour:
            return ReportWords::tr("hour");
        case report::Bucket::day:
            return ReportWords::tr("day");
        case report::Bucket::week:
            return ReportWords::tr("week");
        case report::Bucket::month:
            return ReportWords::tr("month");
        case report::Bucket::quarter:
            return ReportWords::tr("quarter");
        case report::Bucket::year:
            return ReportWords::tr("year");
        case report::Bucket::none:
            break;
    }
    return ReportWords::tr("exact value");
}

QString text(report::Aggregate aggregate) {
    switch (aggregate) {
        case report::Aggregate::sum:
            return ReportWords::tr("Sum");
        case report::Aggregate::count:
            return ReportWords::tr("Count");
        case report::Aggregate::distinct:
            return ReportWords::tr("Distinct");
        case report::Aggregate::average:
            return ReportWords::tr("Average");
        case report::Aggregate::min:
            return ReportWords::tr("Smallest");
        case report::Aggregate::max:
            return ReportWords::tr("Largest");
        case report::Aggregate::median:
            return ReportWords::tr("Median");
        case report::Aggregate::percentile:
            return ReportWords::tr("Percentile");
        case report::Aggregate::ratio:
            return ReportWords::tr("Ratio");
        case report::Aggregate::share:
            return ReportWords::tr("Share");
        case report::Aggregate::runningTotal:
            return ReportWords::tr("Running total");
        case report::Aggregate::rank:
            return ReportWords::tr("Rank");
        case report::Aggregate::previous:
            return ReportWords::tr("Earlier period");
        case report::Aggregate::difference:
            return ReportWords::tr("Change");
        case report::Aggregate::growth:
            break;
    }
    return ReportWords::tr("Growth");
}

QString text(report::Operator op) {
    switch (op) {
        case report::Operator::equal:
            return ReportWords::tr("is");
        case report::Operator::notEqual:
            return ReportWords::tr("is not");
        case report::Operator::greater:
            return ReportWords::tr("more than");
        case report::Operator::greaterOrEqual:
            return ReportWords::tr("at least");
        case report::Operator::less:
            return ReportWords::tr("less than");
        case report::Operator::lessOrEqual:
            return ReportWords::tr("at most");
        case report::Operator::contains:
            return ReportWords::tr("contains");
        case report::Operator::in:
            return ReportWords::tr("is one of");
        case report::Operator::notIn:
            return ReportWords::tr("is none of");
        case report::Operator::current:
            return ReportWords::tr("in this");
        case report::Operator::previous:
            return ReportWords::tr("in previous");
        case report::Operator::isNull:
            return ReportWords::tr("is empty");
        case report::Operator::isNotNull:
            return ReportWords::tr("is not empty");
        case report::Operator::last:
            break;
    }
    return ReportWords::tr("in last");
}

QString dimensionText(const std::string& dataset, const report::Dimension& dimension) {
    QString title = fieldTitle(dataset, dimension.field);
    const auto* found = report::findDataset(dataset);
    const auto* field = found ? found->find(dimension.field) : nullptr;
    const bool isGrain = field && field->type == report::FieldType::date && field->grain == dimension.bucket;
    if (dimension.bucket == report::Bucket::none || isGrain) return title;
    //: %1 a field of dates ("Created"), %2 the grouping ("quarter")
    return ReportWords::tr("%1 by %2").arg(title, text(dimension.bucket));
}

QString measureText(const std::string& dataset, const report::Measure& measure) {
    if (measure.title) return QString::fromStdString(*measure.title);
    //: %1 "Share", "Rank" …, %2 another measure
    if (measure.of) return ReportWords::tr("%1: %2").arg(text(measure.aggregate), QString::fromStdString(*measure.of));
    if (measure.field.empty()) return ReportWords::tr("Number of rows");
    //: %1 "Sum", "Average" …, %2 a field
    return ReportWords::tr("%1 of %2").arg(text(measure.aggregate), fieldTitle(dataset, measure.field));
}

QString conditionText(const std::string& dataset, const report::Condition& condition) {
    QStringList values;
    for (const auto& value : condition.values)
        values << valueText(QString::fromStdString(condition.field), QString::fromStdString(value));
    const QString last =
        condition.unit != report::Bucket::none ? QStringLiteral(" ") + text(condition.unit) : QString();
    //: %1 field, %2 comparison, %3 values
    return ReportWords::tr("%1 %2 %3")
        .arg(fieldTitle(dataset, condition.field), text(condition.op), values.join(ReportWords::tr(" or ")) + last);
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
    if (report::isOthers(value)) return ReportWords::tr("Others");
    if (!value.is_number())
        return value.is_bool() ? (value.get_bool() ? QStringLiteral("✓") : QStringLiteral("–")) : QString();
    switch (column.type) {
        case report::FieldType::date:
            return periodText(value.to_number<std::int64_t>(), column.bucket, locale);
        case report::FieldType::dateTime:
            if (column.bucket < report::Bucket::day)
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
