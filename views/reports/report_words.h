// Reports in words: fields, groupings and values as people read them, in their language and locale.
#pragma once

#include <QCoreApplication>
#include <QLocale>
#include <QString>

#include "report/dataset.h"
#include "report/filter.h"
#include "report/result.h"
#include "ui/charts/scale.h"

namespace steward::views {

// What reports say to people.
struct ReportWords {
    Q_DECLARE_TR_FUNCTIONS(ReportWords)
};

QString datasetTitle(const report::Dataset& dataset);
// "Plan", "Tenant: Plan" of a relation, or the title of a calculated field.
QString fieldTitle(const report::Definition& definition, const std::string& field);
QString fieldIcon(const report::Field& field);
QString text(report::Bucket bucket);
QString text(report::Aggregate aggregate);
QString text(report::Operator op);
QString text(report::Weekday day);
QString text(report::ChartType type);
// "Month", "Created by quarter", "Tenant, top 5"
QString dimensionText(const report::Definition& definition, const report::Dimension& dimension);
// "Sum of MRR", "Number of rows", "Share of Sum of MRR"
QString measureText(const report::Definition& definition, const report::Measure& measure);
// Of a key that names one of them.
QString keyTitle(const report::Definition& definition, const std::string& key);
// "Status is Active or Past due"
QString conditionText(const report::Definition& definition, const report::Condition& condition);
// "Plan is Team or Users at least 5"
QString alternativesText(const report::Definition& definition, const std::vector<report::Filter>& any);
// The measures that are shown, in the order of the result's.
std::vector<report::Measure> shownMeasures(const report::Definition& definition);

// A cell: money without its currency, which the header names; "–" for nothing.
QString cellText(const json::Value& value, const report::Column& column, const QLocale& locale);
// A group: as a cell, and a bin with both of its ends.
QString groupText(const json::Value& key, const report::Dimension& dimension, const report::Column& column,
                  const QLocale& locale);
// In the unit that charts use: money in whole units.
double cellNumber(const json::Value& value, const report::Column& column);
ui::ValueFormat chartFormat(const report::Column& column);
// "€" of "EUR".
QString currencySign(const std::string& currency);

}  // namespace steward::views
