#include <algorithm>
#include <map>
#include <optional>

#include "report/characters.h"
#include "report/format.h"
#include "report/xlsx_book.h"

namespace steward::report {
namespace {

// More of them are not told apart by anybody; the rest is one series, and further categories stay in the table.
constexpr std::size_t mostSeries = 12;
constexpr std::size_t mostCategories = 200;
constexpr const char* sheetName = "Chart";
// Those of the console in its light theme (resources/tokens.json); a test keeps them the same.
constexpr lxw_color_t colours[chartColours] = {0x3558D7, 0x048162, 0xEC6691, 0xA39337,
                                               0x8D5505, 0x3E99E3, 0x6E1C26, 0x4E2B64};

// That somebody chose for the series, or its own; of a pie's slices in the same way.
lxw_color_t colourOf(const Chart& chart, std::size_t series) {
    const bool isChosen = chart.colours && series < chart.colours->size();
    return colours[isChosen ? std::size_t((*chart.colours)[series] - 1) : series % chartColours];
}

void colour(lxw_chart_series* series, std::uint8_t kind, const Chart& chart, std::size_t index,
            std::size_t categories) {
    lxw_chart_fill fill{};
    lxw_chart_line line{};
    if (kind == LXW_CHART_PIE) {
        std::vector<lxw_chart_fill> fills(categories);
        std::vector<lxw_chart_point> points(categories);
        std::vector<lxw_chart_point*> all;
        for (std::size_t i = 0; i < categories; ++i) {
            fills[i].color = colourOf(chart, i);
            points[i].fill = &fills[i];
            all.push_back(&points[i]);
        }
        all.push_back(nullptr);
        chart_series_set_points(series, all.data());
        return;
    }
    fill.color = line.color = colourOf(chart, index);
    if (kind == LXW_CHART_LINE)
        chart_series_set_line(series, &line);
    else
        chart_series_set_fill(series, &fill);
}

struct Series {
    std::string name;
    std::vector<std::optional<double>> values;
};
struct Shown {
    std::vector<std::string> categories;
    std::vector<Series> series;
};

std::optional<double> numberOf(const json::Value& value, const Column& measure) {
    if (!value.is_number()) return std::nullopt;
    const auto number = value.to_number<double>();
    return measure.type == FieldType::money ? number / 100 : number;
}

// Categories are the column groups, or the innermost row field where there are none; series the outermost row field.
Shown shownOf(const Report& report, const TimeZone& zone) {
    const Table& table = report.table;
    Shown shown;
    std::map<std::string, std::size_t> categories;
    const auto categoryOf = [&](const std::string& name) -> std::optional<std::size_t> {
        const auto [at, isNew] = categories.try_emplace(name, categories.size());
        if (at->second >= mostCategories) return std::nullopt;
        if (isNew) shown.categories.push_back(name);
        return at->second;
    };
    const auto add = [&](std::string name, std::size_t category, std::optional<double> value) {
        auto found = std::ranges::find(shown.series, name, &Series::name);
        if (found == shown.series.end() && shown.series.size() >= mostSeries) {
            shown.series.back().name = "All others";
            found = std::prev(shown.series.end());
        }
        if (found == shown.series.end()) found = shown.series.insert(shown.series.end(), {std::move(name), {}});
        if (found->values.size() <= category) found->values.resize(category + 1);
        if (value) found->values[category] = found->values[category].value_or(0) + *value;
    };
    const Column& measure = table.measures.front();
    for (const Line& line : table.lines) {
        if (line.kind != LineKind::leaf && !(table.rows.empty() && line.kind == LineKind::total)) continue;
        const std::string first =
            line.keys.empty() ? measure.title : spelled(line.keys.front(), table.rows.front(), zone);
        if (table.columns.empty()) {
            const auto category =
                categoryOf(line.keys.empty() ? measure.title : spelled(line.keys.back(), table.rows.back(), zone));
            if (category)
                add(line.keys.size() > 1 ? first : measure.title, *category, numberOf(line.cells.front(), measure));
            continue;
        }
        for (std::size_t group = 0; group < table.columnKeys.size(); ++group)
            if (const auto category = categoryOf(spelled(table.columnKeys[group].front(), table.columns.front(), zone)))
                add(first, *category, numberOf(line.cells[group * table.measures.size()], measure));
    }
    return shown;
}

std::optional<std::uint8_t> kindOf(const Chart& chart) {
    const std::string_view name = enumName(chart.type);
    const bool stacks = chart.stacking == Stacking::stack;
    const bool shares = chart.stacking == Stacking::percent;
    if (name == "bar" || name == "stacked" || name == "stackedBar")
        return shares ? LXW_CHART_COLUMN_STACKED_PERCENT : stacks ? LXW_CHART_COLUMN_STACKED : LXW_CHART_COLUMN;
    if (name == "area")
        return shares ? LXW_CHART_AREA_STACKED_PERCENT : stacks ? LXW_CHART_AREA_STACKED : LXW_CHART_AREA;
    if (name == "line") return LXW_CHART_LINE;
    if (name == "pie") return LXW_CHART_PIE;
    return std::nullopt;
}

}  // namespace

Result<> XlsxBook::chart(const Report& report) {
    const auto kind = kindOf(report.definition.chart);
    if (!kind || report.table.measures.empty()) return {};
    const Shown shown = shownOf(report, zone_);
    if (shown.categories.empty() || shown.series.empty()) return {};
    STEWARD_CHECK(addSheet(sheetName));
    worksheet_set_column(sheet_, 0, 0, 24, nullptr);
    lxw_chart* chart = workbook_add_chart(book_.get(), *kind);
    if (!chart) return fail(ErrorCode::storage, "The chart could not be made. The file was not changed.");
    // In the order of rows, as memory is bounded by that; the chart stands beside its numbers and is the first that is
    // seen of this sheet.
    for (std::size_t i = 0; i < shown.series.size(); ++i)
        title(0, static_cast<lxw_col_t>(i + 1), shown.series[i].name, true);
    const auto last = static_cast<lxw_row_t>(shown.categories.size());
    for (lxw_row_t row = 1; row <= last; ++row) {
        title(row, 0, shown.categories[row - 1]);
        for (std::size_t i = 0; i < shown.series.size(); ++i) {
            const auto& values = shown.series[i].values;
            if (row - 1 < values.size() && values[row - 1])
                keep(worksheet_write_number(sheet_, row, static_cast<lxw_col_t>(i + 1), *values[row - 1],
                                            formats_[false][decimal]),
                     row);
        }
    }
    for (std::size_t i = 0; i < shown.series.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i + 1);
        lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
        chart_series_set_categories(series, sheetName, 1, 0, last, 0);
        chart_series_set_values(series, sheetName, 1, column, last, column);
        chart_series_set_name_range(series, sheetName, 0, column);
        colour(series, *kind, report.definition.chart, i, shown.categories.size());
    }
    text_.clear();
    appendMarkupText(text_, report.definition.name);
    chart_title_set_name(chart, text_.c_str());
    lxw_chart_options size{};
    size.x_scale = 2;
    size.y_scale = 1.6;
    size.description = text_.data();
    keep(worksheet_insert_chart_opt(sheet_, 1, static_cast<lxw_col_t>(shown.series.size() + 2), chart, &size), 1);
    return state();
}

}  // namespace steward::report
