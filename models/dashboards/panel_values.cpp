#include "models/dashboards/panel_values.h"

#include <QBuffer>
#include <QtConcurrentRun>
#include <algorithm>
#include <cmath>

#include "base/safe_file.h"
#include "base/time.h"

namespace steward::models {
namespace {

auto inside(const std::vector<MetricPoint>& points, qint64 from, qint64 to) {
    const auto earlier = [](const MetricPoint& point, qint64 time) { return point.at < time; };
    const auto first = std::lower_bound(points.begin(), points.end(), from, earlier);
    return std::pair(first, std::lower_bound(first, points.end(), to, earlier));
}

QString filledIn(const QString& text, const DashboardChoice& choice) {
    if (text == QLatin1String("$tenant")) return choice.tenantId;
    if (text == QLatin1String("$region")) return choice.region;
    return text;
}

QByteArray cellOf(const QString& text, char separator) {
    QString plain = text;
    plain.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    if (!plain.isEmpty() && QStringLiteral("=+-@\r").contains(plain.front())) plain.prepend(QLatin1Char('\''));
    const bool isQuoted = plain.contains(QLatin1Char(separator)) || plain.contains(QLatin1Char('"'));
    if (isQuoted) plain = QLatin1Char('"') + plain.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
    return plain.toUtf8();
}

}  // namespace

SeriesKey keyOf(const domain::PanelQuery& query, const DashboardChoice& choice) {
    SeriesKey key{query.series, {}, query.function.value_or(domain::PanelFunction::value), {}};
    if (query.tenant) key.tenantId = filledIn(QString::fromStdString(*query.tenant), choice).toStdString();
    if (query.labels)
        for (const auto& [name, value] : *query.labels)
            if (const QString filled = filledIn(QString::fromStdString(value), choice); !filled.isEmpty())
                key.labels[name] = filled.toStdString();
    return key;
}

QString labelOf(const domain::PanelQuery& query) {
    return QString::fromStdString(query.label.empty() ? query.series : query.label);
}

SeriesSummary summaryOf(const std::vector<MetricPoint>& points, qint64 from, qint64 to) {
    const double unknown = std::nan("");
    SeriesSummary summary{unknown, unknown, unknown, unknown};
    double sum = 0;
    const auto [first, end] = inside(points, from, to + 1);
    for (auto point = first; point != end; ++point) {
        if (std::isnan(point->value)) continue;
        summary.last = point->value;
        summary.lowest = summary.count ? std::min(summary.lowest, point->value) : point->value;
        summary.highest = summary.count ? std::max(summary.highest, point->value) : point->value;
        sum += point->value;
        ++summary.count;
    }
    if (summary.count) summary.mean = sum / double(summary.count);
    return summary;
}

std::vector<double> stepsOf(const std::vector<MetricPoint>& points, qint64 from, qint64 to, std::size_t count) {
    std::vector<double> sums(count, 0);
    std::vector<int> counts(count, 0);
    const double width = std::max(1.0, double(to - from) / double(count));
    const auto [first, end] = inside(points, from, to);
    for (auto point = first; point != end; ++point) {
        if (std::isnan(point->value)) continue;
        const auto step = std::min(std::size_t(double(point->at - from) / width), count - 1);
        sums[step] += point->value;
        ++counts[step];
    }
    for (std::size_t i = 0; i < count; ++i)
        sums[i] = counts[i] ? sums[i] / counts[i] : std::nan("");
    return sums;
}

PanelTable tableOf(const SeriesSource& source, const std::vector<std::size_t>& keys, const QStringList& labels,
                   qint64 from, qint64 to, std::size_t mostRows) {
    PanelTable table;
    table.columns = labels;
    for (const std::size_t key : keys) {
        const auto [first, end] = inside(source.points(key), from, to + 1);
        for (auto point = first; point != end; ++point)
            if (!std::isnan(point->value)) table.times.push_back(point->at);
    }
    std::sort(table.times.begin(), table.times.end());
    table.times.erase(std::unique(table.times.begin(), table.times.end()), table.times.end());
    if (table.times.size() > mostRows) {
        table.times.erase(table.times.begin(), table.times.end() - std::ptrdiff_t(mostRows));
        table.complete = false;
    }
    table.rows.assign(table.times.size(), std::vector<double>(keys.size(), std::nan("")));
    for (std::size_t column = 0; column < keys.size(); ++column) {
        std::size_t row = 0;
        const auto [first, end] = inside(source.points(keys[column]), from, to + 1);
        for (auto point = first; point != end; ++point) {
            while (row < table.times.size() && table.times[row] < point->at)
                ++row;
            if (row < table.times.size() && table.times[row] == point->at) table.rows[row][column] = point->value;
        }
    }
    return table;
}

QByteArray textOf(const PanelTable& table, char separator) {
    QByteArray text = "time (UTC)";
    for (const QString& column : table.columns)
        text += separator + cellOf(column, separator);
    text += '\n';
    for (std::size_t row = 0; row < table.times.size(); ++row) {
        text += QByteArray::fromStdString(toRfc3339(Time(Duration(table.times[row]))));
        for (const double value : table.rows[row]) {
            text += separator;
            if (!std::isnan(value)) text += QByteArray::number(value, 'g', 12);
        }
        text += '\n';
    }
    return text;
}

QFuture<Result<>> writeFile(const QString& path, const QByteArray& bytes) {
    return QtConcurrent::run([path, bytes]() -> Result<> {
        STEWARD_TRY(auto file, SafeFile::create(path.toStdString()));
        STEWARD_CHECK(file.write(std::string_view(bytes.constData(), std::size_t(bytes.size()))));
        return file.commit();
    });
}

QByteArray pngOf(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

}  // namespace steward::models
