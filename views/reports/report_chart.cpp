#include "views/reports/report_chart.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "ui/theme.h"
#include "views/reports/report_words.h"

namespace steward::views {
namespace {

using report::ChartType;
using report::Definition;

constexpr std::size_t mostSeries = 8;
constexpr std::size_t mostRows = 40;  // of a heat map
constexpr int mostCategories = 60;
constexpr int mostPoints = 1000;

double plus(double a, double b) {
    if (std::isnan(a)) return b;
    return std::isnan(b) ? a : a + b;
}

std::string columnsKey(const Definition& definition) {
    return definition.columns.empty() ? std::string() : keyOf(definition.columns.front());
}

// How many of a line's keys lead to this row; nothing when it is none.
std::optional<std::size_t> depthOf(const Definition& definition, const std::string& key) {
    for (std::size_t i = 0; i < definition.rows.size(); ++i)
        if (keyOf(definition.rows[i]) == key) return i + 1;
    return std::nullopt;
}

struct Value {
    double number = std::nan("");
    QString category;
    QString series;
    double place = std::nan("");
};

class Reader {
public:
    explicit Reader(const report::Report& report)
        : report_(report), definition_(report.definition), table_(report.table) {
        const auto shown = shownMeasures(definition_);
        measure_ = indexOf(definition_.chart.value, shown, 0);
        across_ = indexOf(definition_.chart.across, shown, shown.size() > 1 ? 1 : 0);
        title_ = shown.empty() ? QString() : measureText(definition_, shown[measure_]);
    }

    std::size_t measure() const { return measure_; }
    std::size_t across() const { return across_; }
    const QString& title() const { return title_; }
    const report::Column& column() const { return table_.measures[measure_]; }

    std::vector<Value> values() const {
        const std::string category = categoryOf(definition_), series = seriesOf(definition_);
        const bool isAcross = !category.empty() && category == columnsKey(definition_);
        const bool hasColumns = !series.empty() && series == columnsKey(definition_);
        const std::size_t depth =
            isAcross ? (series.empty() ? 0 : 1) : depthOf(definition_, category).value_or(definition_.rows.size());
        std::vector<Value> values;
        for (const auto& line : table_.lines) {
            if (line.keys.size() != depth) continue;
            QStringList keys;
            for (std::size_t i = 0; i < line.keys.size(); ++i)
                keys << groupText(line.keys[i], definition_.rows[i], table_.rows[i], locale_);
            if (isAcross || hasColumns) {
                for (std::size_t group = 0; group < table_.columnKeys.size(); ++group)
                    values.push_back({number(line, group, measure_), isAcross ? groupName(group) : keys.join(between),
                                      hasColumns     ? groupName(group)
                                      : keys.empty() ? title_
                                                     : keys.front(),
                                      number(line, group, across_)});
                continue;
            }
            const bool isSplit = !series.empty() && keys.size() > 1;
            const QString name = isSplit ? keys.takeFirst() : title_;
            values.push_back(
                {number(line, totals(), measure_), keys.join(between), name, number(line, totals(), across_)});
        }
        return values;
    }

    double number(const report::Line& line, std::size_t group, std::size_t measure) const {
        return cellNumber(line.cells[group * table_.measures.size() + measure], table_.measures[measure]);
    }
    std::size_t totals() const { return table_.columnKeys.size() - (table_.hasColumnTotals() ? 0 : 1); }

private:
    static inline const QString between = QStringLiteral(" · ");

    QString groupName(std::size_t group) const {
        QStringList keys;
        for (std::size_t i = 0; i < table_.columns.size(); ++i)
            keys << groupText(table_.columnKeys[group][i], definition_.columns[i], table_.columns[i], locale_);
        return keys.join(between);
    }
    static std::size_t indexOf(const std::optional<std::string>& key, const std::vector<report::Measure>& shown,
                               std::size_t usual) {
        for (std::size_t i = 0; key && i < shown.size(); ++i)
            if (keyOf(shown[i]) == *key) return i;
        return usual;
    }

    const report::Report& report_;
    const Definition& definition_;
    const report::Table& table_;
    QLocale locale_;
    std::size_t measure_ = 0, across_ = 0;
    QString title_;
};

bool addsUp(const report::Report& report, const Reader& reader) {
    const auto shown = shownMeasures(report.definition);
    const auto aggregate = shown[reader.measure()].aggregate;
    return aggregate == report::Aggregate::sum || aggregate == report::Aggregate::count;
}

struct Made {
    ui::CategoryData data;
    int categories = 0, series = 0;  // how many there are
};

Made figures(const report::Report& report) {
    Made made;
    const auto& table = report.table;
    const Reader reader(report);
    const auto shown = shownMeasures(report.definition);
    const auto total = std::ranges::find(table.lines, report::LineKind::total, &report::Line::kind);
    if (total == table.lines.end()) return made;
    made.data.categories << ReportWords::tr("All");
    for (std::size_t i = 0; i < shown.size(); ++i)
        made.data.series.push_back({measureText(report.definition, shown[i]),
                                    ui::Theme::current().chart(int(i)),
                                    {reader.number(*total, reader.totals(), i)},
                                    chartFormat(table.measures[i])});
    return made;
}

Made make(const report::Report& report) {
    Made made;
    const auto& table = report.table;
    if (table.measures.empty() || table.columnKeys.empty()) return made;
    const ChartType type = report.definition.chart.type;
    if (type == ChartType::kpi) return figures(report);
    const Reader reader(report);
    auto values = reader.values();
    auto& data = made.data;
    const bool isPie = type == ChartType::pie;
    if (isPie) {
        // Each category is a slice.
        for (auto& value : values) {
            value.series = value.category;
            value.category = reader.title();
        }
    }
    std::map<QString, int> categories;
    std::map<QString, std::size_t> series;
    const bool arePoints = type == ChartType::scatter;
    const int mostOfThem = arePoints ? mostPoints : mostCategories;
    const std::size_t mostLines = type == ChartType::heatMap ? mostRows : mostSeries;
    const bool mayMerge = addsUp(report, reader) && !arePoints && type != ChartType::heatMap;
    for (const auto& value : values) {
        auto category = arePoints ? categories.end() : categories.find(value.category);
        if (category == categories.end()) {
            const int at = int(data.categories.size());
            ++made.categories;
            if (at == mostOfThem) {
                if (!arePoints) categories.emplace(value.category, -1);
                continue;
            }
            data.categories << value.category;
            if (arePoints) {
                data.places.push_back(value.place);
                for (auto& one : data.series)
                    one.values.push_back(std::nan(""));
            }
            category = categories.insert_or_assign(arePoints ? QString::number(at) : value.category, at).first;
        }
        if (category->second < 0) continue;
        auto known = series.find(value.series);
        if (known == series.end()) {
            ++made.series;
            std::size_t at = data.series.size();
            if (at == mostLines) {
                at = mayMerge ? mostLines - 1 : data.series.size();
                if (mayMerge) data.series.back().name = ReportWords::tr("All others");
            } else {
                data.series.push_back(
                    {value.series, ui::Theme::current().chart(colourOf(report.definition.chart, at)), {}});
            }
            known = series.emplace(value.series, at).first;
        }
        if (known->second >= data.series.size()) continue;
        auto& numbers = data.series[known->second].values;
        numbers.resize(std::max(numbers.size(), std::size_t(category->second) + 1), std::nan(""));
        auto& number = numbers[std::size_t(category->second)];
        number = plus(number, value.number);
    }
    for (auto& one : data.series)
        one.values.resize(std::size_t(data.categories.size()), std::nan(""));
    if (mayMerge) made.series = int(data.series.size());
    return made;
}

}  // namespace

int colourOf(const report::Chart& chart, std::size_t series) {
    if (chart.colours && series < chart.colours->size()) return int((*chart.colours)[series]) - 1;
    return int(series % report::chartColours);
}

ChartChoices chartChoices(const Definition& definition) {
    ChartChoices choices;
    const std::string columns = columnsKey(definition);
    if (!columns.empty()) choices.categories.push_back(columns);
    for (const auto& row : definition.rows)
        choices.categories.push_back(keyOf(row));
    const std::string category = categoryOf(definition);
    if (category == columns && !columns.empty()) {
        if (!definition.rows.empty()) choices.series.push_back(keyOf(definition.rows.front()));
    } else {
        if (!columns.empty()) choices.series.push_back(columns);
        if (depthOf(definition, category).value_or(0) > 1) choices.series.push_back(keyOf(definition.rows.front()));
    }
    return choices;
}

std::string categoryOf(const Definition& definition) {
    const std::string columns = columnsKey(definition);
    const auto& chosen = definition.chart.category;
    if (chosen && (*chosen == columns || depthOf(definition, *chosen))) return *chosen;
    if (!columns.empty()) return columns;
    return definition.rows.empty() ? std::string() : keyOf(definition.rows.back());
}

std::string seriesOf(const Definition& definition) {
    const auto& chosen = definition.chart.series;
    if (chosen && chosen->empty()) return {};
    const auto possible = chartChoices(definition).series;
    if (chosen && std::ranges::find(possible, *chosen) != possible.end()) return *chosen;
    if (possible.empty()) return {};
    // Lines with column groups beside them are drawn by their totals unless somebody asks for more.
    const bool isByChoice = definition.chart.category && possible.back() == columnsKey(definition);
    return isByChoice ? std::string() : possible.back();
}

ui::CategoryData chartData(const report::Report& report) {
    return make(report).data;
}

ui::CategoryOptions chartOptions(const report::Report& report) {
    const auto& chart = report.definition.chart;
    ui::CategoryOptions options;
    switch (chart.type) {
        case ChartType::line:
            options.kind = ui::CategoryKind::line;
            break;
        case ChartType::area:
            options.kind = ui::CategoryKind::area;
            break;
        case ChartType::scatter:
            options.kind = ui::CategoryKind::scatter;
            break;
        case ChartType::pie:
            options.kind = ui::CategoryKind::pie;
            break;
        case ChartType::heatMap:
            options.kind = ui::CategoryKind::heatMap;
            break;
        case ChartType::kpi:
            options.kind = ui::CategoryKind::figures;
            break;
        case ChartType::bar:
        case ChartType::none:
            break;
    }
    options.stacking = chart.stacking == report::Stacking::none    ? ui::Stacking::none
                       : chart.stacking == report::Stacking::stack ? ui::Stacking::stack
                                                                   : ui::Stacking::percent;
    if (report.table.measures.empty()) return options;
    const Reader reader(report);
    // To stack what does not add up would draw totals that are none.
    if (!addsUp(report, reader)) options.stacking = ui::Stacking::none;
    options.totals = chart.totals;
    options.fromZero = chart.axisFromZero;
    options.legend = options.kind != ui::CategoryKind::heatMap && options.kind != ui::CategoryKind::figures;
    options.format = chartFormat(reader.column());
    options.placeFormat = chartFormat(report.table.measures[reader.across()]);
    options.placeTitle = measureText(report.definition, shownMeasures(report.definition)[reader.across()]);
    return options;
}

QString chartTitle(const report::Report& report) {
    const auto& definition = report.definition;
    if (shownMeasures(definition).empty() || report.table.measures.empty()) return {};
    const QString measure = Reader(report).title();
    if (definition.chart.type == ChartType::kpi) return ReportWords::tr("Key figures");
    const std::string category = categoryOf(definition), series = seriesOf(definition);
    if (category.empty()) return measure;
    const QString by = keyTitle(definition, category).toLower();
    if (definition.chart.type == ChartType::scatter)
        //: points: %1 and %2 two measures, %3 what a point is
        return ReportWords::tr("%1 against %2, by %3").arg(measure, chartOptions(report).placeTitle, by);
    //: a chart: %1 measure, %2 category
    if (series.empty() || definition.chart.type == ChartType::pie) return ReportWords::tr("%1 by %2").arg(measure, by);
    const auto options = chartOptions(report);
    const bool stacked = (options.kind == ui::CategoryKind::bar || options.kind == ui::CategoryKind::area) &&
                         options.stacking != ui::Stacking::none;
    //: a chart: %1 measure, %2 category, %3 series
    return (stacked ? ReportWords::tr("%1 by %2, stacked by %3") : ReportWords::tr("%1 by %2 and %3"))
        .arg(measure, by, keyTitle(definition, series).toLower());
}

std::optional<models::CellPlace> placeOf(const report::Report& report, int category) {
    const auto& definition = report.definition;
    const auto& lines = report.table.lines;
    if (definition.chart.type == ChartType::pie || definition.chart.type == ChartType::kpi || category < 0) return {};
    const std::string by = categoryOf(definition), series = seriesOf(definition);
    if (!by.empty() && by == columnsKey(definition)) {
        const auto total = std::ranges::find(lines, report::LineKind::total, &report::Line::kind);
        if (total == lines.end() || std::size_t(category) >= report.table.columnKeys.size()) return {};
        return models::CellPlace{std::size_t(total - lines.begin()), std::size_t(category)};
    }
    const std::size_t depth = depthOf(definition, by).value_or(definition.rows.size());
    // Where the first row tells series apart, a category is several lines.
    if (depth > 1 && !series.empty() && series != columnsKey(definition)) return {};
    int at = -1;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].keys.size() == depth && ++at == category) return models::CellPlace{i, std::nullopt};
    return {};
}

QString chartRemark(const report::Report& report) {
    const Made made = make(report);
    QStringList said;
    if (made.categories > made.data.categories.size())
        said << ReportWords::tr("the first %1 of %2").arg(made.data.categories.size()).arg(made.categories);
    if (made.series > int(made.data.series.size()))
        said << ReportWords::tr("%1 of %2 series").arg(made.data.series.size()).arg(made.series);
    return said.join(QStringLiteral(", "));
}

}  // namespace steward::views
