// A report on paper: header of the table and whose report it is on each page, page x of y, totals, an optional chart,
// and the truth about the data at the foot; its text is there to be read aloud, searched and copied. Needs QtGui (a
// QGuiApplication for fonts); any thread.
#pragma once

#include <QPainter>
#include <functional>

#include "report/export.h"

namespace steward::report {

// Paints the chart into the rectangle, in units of the painter.
using PaintChart = std::function<void(QPainter& painter, QRectF area)>;

// Columns that do not fit beside each other go on in a further band of pages with the row labels repeated; text that is
// too long is wrapped, never cut. `options.format` is taken as PDF. Errors as exportTable().
Result<Manifest> exportPdf(const Report& report, const ExportOptions& options, const PaintChart& chart = {});

}  // namespace steward::report
