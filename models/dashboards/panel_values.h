// The values behind a panel: how its queries are asked, and what they said, as a table. Any thread that owns the
// source.
#pragma once

#include <QFuture>
#include <QImage>
#include <QString>
#include <QStringList>

#include "models/dashboards/series_source.h"

namespace steward::models {

// What the reader chose; empty: all.
struct DashboardChoice {
    QString tenantId, tenantName;
    QString region;
    bool operator==(const DashboardChoice&) const = default;
};

// The query with its variables filled in. Where a tenant is asked for and none was chosen, the reader's own place.
SeriesKey keyOf(const domain::PanelQuery& query, const DashboardChoice& choice);

// A name in place of the series where the query gives none.
QString labelOf(const domain::PanelQuery& query);

// Last, lowest, mean and highest of the points in [from, to]; not numbers without any.
struct SeriesSummary {
    double last, lowest, mean, highest;
    std::size_t count = 0;
};
SeriesSummary summaryOf(const std::vector<MetricPoint>& points, qint64 from, qint64 to);

// Means over `count` equal steps of [from, to); not a number where nothing is known.
std::vector<double> stepsOf(const std::vector<MetricPoint>& points, qint64 from, qint64 to, std::size_t count);

// One row for each time that one of the series has a value at, the latest last; at most `mostRows`, the latest ones.
struct PanelTable {
    QStringList columns;  // of the series
    std::vector<qint64> times;
    std::vector<std::vector<double>> rows;
    bool complete = true;
};
PanelTable tableOf(const SeriesSource& source, const std::vector<std::size_t>& keys, const QStringList& labels,
                   qint64 from, qint64 to, std::size_t mostRows = 200'000);

// With a line of titles; times in RFC 3339, UTC, numbers with a point. `separator` is a tab for the clipboard. Titles
// that a spreadsheet would take for a formula are defused.
QByteArray textOf(const PanelTable& table, char separator);

// Whole or not at all, off the GUI thread.
QFuture<Result<>> writeFile(const QString& path, const QByteArray& bytes);
QByteArray pngOf(const QImage& image);

}  // namespace steward::models
