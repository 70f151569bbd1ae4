// What is asked about parts of a report: calculated fields, steps of numbers, the largest values, parameters, how cells
// stand out, where days begin; and what is shown of it: SQL, rows behind a cell, versions. Each deletes itself after it
// closed. GUI thread.
#pragma once

#include "models/reports/drill.h"
#include "models/reports/report_builder.h"

class QWidget;

namespace steward::views {

// A new one without a name.
void askCalculated(QWidget* window, models::ReportBuilder& builder, const std::string& name = {});
void askBins(QWidget* window, models::ReportBuilder& builder, models::Shelf shelf, std::size_t index);
void askTop(QWidget* window, models::ReportBuilder& builder, models::Shelf shelf, std::size_t index);
void askPercentile(QWidget* window, models::ReportBuilder& builder, std::size_t index);
void askTitle(QWidget* window, models::ReportBuilder& builder, std::size_t index);
// `measure`: that of a new one.
void askHighlights(QWidget* window, models::ReportBuilder& builder, const std::string& measure);
// The whole filter, as text.
void askFilter(QWidget* window, models::ReportBuilder& builder);
// Which parameters there are.
void askParameters(QWidget* window, models::ReportBuilder& builder);
// Their values; `then` when they are set.
void askValues(QWidget* window, models::ReportBuilder& builder, std::function<void()> then);
// Lines, time zone, first day of the week.
void askSettings(QWidget* window, models::ReportBuilder& builder);
void askFolder(QWidget* window, models::ReportBuilder& builder);
// `ofPlatform`: whose roles they are.
void askSharing(QWidget* window, models::ReportBuilder& builder, bool ofPlatform);

// Somebody else saved it meanwhile: theirs is opened, or this one becomes a report of its own.
void askConflict(QWidget* window, models::ReportBuilder& builder, std::function<void()> openTheirs);

// What both engines are asked, to read and to copy.
void showSql(QWidget* window, const models::ReportBuilder& builder);
void showVersions(QWidget* window, models::ReportBuilder& builder, bool mayRevert);
// The first rows behind a cell of the result.
void showRows(QWidget* window, models::ReportEngine& engine, models::ReportBuilder& builder,
              const models::CellPlace& place);

}  // namespace steward::views
