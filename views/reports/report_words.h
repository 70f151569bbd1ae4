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
QString fieldTitle(const std::string& dataset, const std::string& field);
QString fieldIcon(const report::Field& field);
QString text(report::Bucket bucket);
QString text(report::Aggregate aggregate);
QString text(report::Operator op);
QString dimensionText(const std::string& dataset, const report::Dimension& dimension);  // "Month", "Created by quarter"
QString measureText(const std::string& dataset, const report::Measure& measure);  // "Sum of MRR", "Number of rows"
QString conditionText(const std::string& dataset,
                      const report::Condition& condition);  // "Status is Active or Past due"

// A cell: money without its currency, which the header names; "–" for nothing.
QString cellText(const json::Value& value, const report::Column& column, const QLocale& locale);
// In the unit that charts use: money in whole units.
double cellNumber(const json::Value& value, const report::Column& column);
ui::ValueFormat chartFormat(const report::Column& column);
// "€" of "EUR".
QString currencySign(const std::string& currency);

}  // namespace steward::views
