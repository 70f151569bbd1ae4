#include "views/reports/report_words.h"

#include <QDate>
#include <algorithm>
#include <cmath>
#include <map>

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

const report::Dataset& related(const std::string& dataset) {
    static std::map<std::string, report::Dataset> all;
    const auto known = all.find(dataset);
    if (known != all.end()) return known->second;
    const auto* declared = report::findDataset(dataset);
    return all.emplace(dataset, declared ? report::withRelations(*declared) : report::Dataset{}).first->second;
}

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

QString fieldTitle(const report::Definition& definition, const std::string& field) {
    for (const auto& calculated : definition.fields)
        if (calculated.name == field) return QString::fromStdString(calculated.title.value_or(calculated.name));
    const auto* declared = related(definition.dataset).find(field);
    if (!declared) return QString::fromStdString(field);
    // "Tenant: Plan": each part has its word.
    QStringList parts;
    for (const QString& part : QString::fromStdString(declared->title).split(QStringLiteral(": ")))
        parts << ReportWords::tr(part.toUtf8().constData());
    return parts.join(QStringLiteral(": "));
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

QString text(report::Weekday day) {
    return QLocale().standaloneDayName(int(day) + 1);
}

QString text(report::ChartType type) {
    switch (type) {
        case report::ChartType::none:
            return ReportWords::tr("Table only");
        case report::ChartType::bar:
            return ReportWords::tr("Bars");
        case report::ChartType::line:
            return ReportWords::tr("Lines");
        case report::ChartType::area:
            return ReportWords::tr("Areas");
        case report::ChartType::scatter:
            return ReportWords::tr("Points");
        case report::ChartType::pie:
            return ReportWords::tr("Pie");
        case report::ChartType::heatMap:
            return ReportWords::tr("Heat map");
        case report::ChartType::kpi:
            break;
    }
    return ReportWords::tr("Key figures");
}

QString dimensionText(const report::Definition& definition, const report::Dimension& dimension) {
    QString title = fieldTitle(definition, dimension.field);
    const auto* field = related(definition.dataset).find(dimension.field);
    const bool isGrain = field && field->type == report::FieldType::date && field->grain == dimension.bucket;
    //: %1 a field of dates ("Created"), %2 the grouping ("quarter")
    if (dimension.bucket != report::Bucket::none && !isGrain)
        title = ReportWords::tr("%1 by %2").arg(title, text(dimension.bucket));
    //: numbers grouped in steps: "Users in steps"
    if (dimension.bin) title = ReportWords::tr("%1 in steps").arg(title);
    if (!dimension.top) return title;
    //: the values with the most or the least: %1 field, %2 how many
    return (dimension.top->smallest ? ReportWords::tr("%1, last %2") : ReportWords::tr("%1, top %2"))
        .arg(title)
        .arg(dimension.top->count);
}

QString measureText(const report::Definition& definition, const report::Measure& measure) {
    if (measure.title) return QString::fromStdString(*measure.title);
    if (measure.aggregate == report::Aggregate::ratio)
        return QStringLiteral("%1 / %2").arg(keyTitle(definition, measure.of.value_or("")),
                                             keyTitle(definition, measure.over.value_or("")));
    QString kind = text(measure.aggregate);
    if (measure.within == report::Within::row) kind = ReportWords::tr("Share of the row");
    if (measure.within == report::Within::column) kind = ReportWords::tr("Share of the column");
    if (measure.period == report::Period::lastYear) kind = ReportWords::tr("%1 since last year").arg(kind);
    if (measure.perMille)
        kind = ReportWords::tr("Percentile %1").arg(QLocale().toString(double(*measure.perMille) / 10, 'g', 4));
    //: %1 "Share", "Rank" …, %2 another measure
    if (measure.of) return ReportWords::tr("%1: %2").arg(kind, keyTitle(definition, *measure.of));
    if (measure.field.empty()) return ReportWords::tr("Number of rows");
    //: %1 "Sum", "Average" …, %2 a field
    return ReportWords::tr("%1 of %2").arg(kind, fieldTitle(definition, measure.field));
}

QString keyTitle(const report::Definition& definition, const std::string& key) {
    for (const auto* list : {&definition.rows, &definition.columns})
        for (const auto& dimension : *list)
            if (keyOf(dimension) == key) return dimensionText(definition, dimension);
    const auto* measure = report::findMeasure(definition, key);
    return measure ? measureText(definition, *measure) : QString::fromStdString(key);
}

namespace {

// Of relative times.
QString unitsText(report::Bucket unit, int count) {
    switch (unit) {
        case report::Bucket::minute:
            return ReportWords::tr("%n minute(s)", nullptr, count);
        case report::Bucket::hour:
            return ReportWords::tr("%n hour(s)", nullptr, count);
        case report::Bucket::day:
            return ReportWords::tr("%n day(s)", nullptr, count);
        case report::Bucket::week:
            return ReportWords::tr("%n week(s)", nullptr, count);
        case report::Bucket::month:
            return ReportWords::tr("%n month(s)", nullptr, count);
        case report::Bucket::quarter:
            return ReportWords::tr("%n quarter(s)", nullptr, count);
        case report::Bucket::year:
            return ReportWords::tr("%n year(s)", nullptr, count);
        default:
            return QString::number(count);
    }
}

}  // namespace

QString conditionText(const report::Definition& definition, const report::Condition& condition) {
    const QString field = fieldTitle(definition, condition.field);
    const std::string last = condition.field.substr(condition.field.rfind('.') + 1);
    QStringList values;
    for (std::size_t i = 0; i < condition.values.size(); ++i) {
        const bool isGiven = std::ranges::find(condition.references, i) != condition.references.end();
        const QString value = QString::fromStdString(condition.values[i]);
        values << (isGiven ? value : valueText(QString::fromStdString(last), value));
    }
    QStringList words = values.size() > 6 ? values.mid(0, 5) : values;
    QString joined = words.join(ReportWords::tr(" or "));
    if (words.size() < values.size())
        joined += ReportWords::tr(" and %n more", nullptr, int(values.size() - words.size()));
    bool isCount = false;
    const int count = values.size() == 1 ? values.front().toInt(&isCount) : 0;
    if (condition.unit != report::Bucket::none && isCount)
        joined = unitsText(condition.unit, count);
    else if (condition.unit != report::Bucket::none)
        joined = (joined + QLatin1Char(' ') + text(condition.unit)).trimmed();
    //: %1 field, %2 comparison, %3 values
    return ReportWords::tr("%1 %2 %3").arg(field, text(condition.op), joined).trimmed();
}

QString alternativesText(const report::Definition& definition, const std::vector<report::Filter>& any) {
    QStringList parts;
    for (const auto& filter : any) {
        QStringList all;
        for (const auto& condition : filter.conditions)
            all << conditionText(definition, condition);
        for (const auto& inner : filter.alternatives)
            all << QLatin1Char('(') + alternativesText(definition, inner) + QLatin1Char(')');
        parts << all.join(ReportWords::tr(" and "));
    }
    return parts.join(ReportWords::tr(" or "));
}

std::vector<report::Measure> shownMeasures(const report::Definition& definition) {
    std::vector<report::Measure> shown;
    for (const auto& measure : definition.measures)
        if (!measure.hidden) shown.push_back(measure);
    return shown;
}

QString groupText(const json::Value& key, const report::Dimension& dimension, const report::Column& column,
                  const QLocale& locale) {
    const QString low = cellText(key, column, locale);
    if (!dimension.bin || !key.is_number()) return low;
    const json::Value high =
        column.type == report::FieldType::decimal
            ? json::Value(key.to_number<double>() + double(dimension.bin->width) / double(report::decimalUnits))
            : json::Value(key.to_number<std::int64_t>() + dimension.bin->width);
    //: a step of numbers: from %1 up to, but not with, %2
    return ReportWords::tr("%1 to below %2").arg(low, cellText(high, column, locale));
}

double cellNumber(const json::Value& value, const report::Column& column) {
    if (!value.is_number()) return std::nan("");
    const double number = value.to_number<double>();
    if (column.isPart) return number * 100;
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
            if (column.isPart)
                //: a share or a growth, like "21.4 %"
                return ReportWords::tr("%1 %").arg(locale.toString(cellNumber(value, column), 'f', 1));
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
    return {column.isPart ? ui::Unit::percent : ui::Unit::count, {}, -1};
}

}  // namespace steward::views
