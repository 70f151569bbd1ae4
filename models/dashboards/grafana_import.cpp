#include "models/dashboards/grafana_import.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>

#include "base/json.h"

namespace steward::models {
namespace {

using domain::DashboardContent;
using domain::DashboardPanel;
using domain::PanelFunction;
using domain::PanelKind;
using domain::PanelQuery;
using domain::PanelUnit;
using json::Array;
using json::Object;
using json::Value;

constexpr std::size_t mostBytes = 8 * 1024 * 1024, mostLeftOut = 200, mostRead = 2000;
constexpr std::int64_t grafanaColumns = 24;

const Value* member(const Value* value, std::string_view name) {
    const auto* object = value ? value->if_object() : nullptr;
    return object ? object->if_contains(name) : nullptr;
}
const Value* at(const Value& value, std::initializer_list<std::string_view> path) {
    const Value* here = &value;
    for (const auto name : path)
        here = member(here, name);
    return here;
}

// On one line, without what cannot be shown, and not longer than `most` characters.
std::string tidied(std::string_view text, std::size_t most) {
    std::string out;
    std::size_t characters = 0;
    for (const char c : text) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (begins && ++characters > most) break;
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}
std::string textAt(const Value& value, std::initializer_list<std::string_view> path, std::size_t most) {
    const Value* found = at(value, path);
    return found && found->is_string() ? tidied(std::string_view(found->get_string()), most) : std::string();
}
std::optional<double> numberAt(const Value& value, std::initializer_list<std::string_view> path) {
    const Value* found = at(value, path);
    if (!found || !found->is_number()) return {};
    const double number = found->to_number<double>();
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}
std::int64_t wholeAt(const Value& value, std::initializer_list<std::string_view> path, std::int64_t otherwise) {
    const auto number = numberAt(value, path);
    return number && std::abs(*number) < 1e6 ? std::int64_t(*number) : otherwise;
}
const Array& itemsAt(const Value& value, std::initializer_list<std::string_view> path) {
    static const Array none;
    const Value* found = at(value, path);
    const Array* array = found ? found->if_array() : nullptr;
    return array ? *array : none;
}

// "90m", "6h", "7d", "now-6h" in minutes, "30s" too.
std::optional<std::int64_t> secondsOf(std::string_view text) {
    if (text.starts_with("now-")) text.remove_prefix(4);
    std::int64_t number = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 9 && std::isdigit(static_cast<unsigned char>(text[digits])))
        number = number * 10 + (text[digits++] - '0');
    if (digits == 0 || digits + 1 != text.size()) return {};
    switch (text.back()) {
        case 's':
            return number;
        case 'm':
            return number * 60;
        case 'h':
            return number * 3600;
        case 'd':
            return number * 86'400;
        case 'w':
            return number * 7 * 86'400;
        default:
            return {};
    }
}

std::optional<PanelKind> kindOf(const Value& panel) {
    const std::string type = textAt(panel, {"type"}, 60);
    if (type == "timeseries" || type == "graph") {
        const std::string stacking = textAt(panel, {"fieldConfig", "defaults", "custom", "stacking", "mode"}, 20);
        const Value* stack = at(panel, {"stack"});
        if (stacking == "normal" || (stack && stack->is_bool() && stack->get_bool())) return PanelKind::stacked;
        if (textAt(panel, {"fieldConfig", "defaults", "custom", "drawStyle"}, 20) == "bars") return PanelKind::bar;
        const double fill = numberAt(panel, {"fieldConfig", "defaults", "custom", "fillOpacity"})
                                .value_or(numberAt(panel, {"fill"}).value_or(0));
        return fill > 0 ? PanelKind::area : PanelKind::line;
    }
    static constexpr std::array<std::pair<std::string_view, PanelKind>, 8> kinds{{{"barchart", PanelKind::bar},
                                                                                  {"heatmap", PanelKind::heatMap},
                                                                                  {"gauge", PanelKind::gauge},
                                                                                  {"bargauge", PanelKind::gauge},
                                                                                  {"table", PanelKind::table},
                                                                                  {"table-old", PanelKind::table},
                                                                                  {"stat", PanelKind::stat},
                                                                                  {"singlestat", PanelKind::stat}}};
    for (const auto& [name, kind] : kinds)
        if (type == name) return kind;
    return {};
}

// What a number is multiplied by nowhere: units that need it are left out.
std::optional<std::pair<PanelUnit, std::string>> unitOf(std::string_view unit) {
    if (unit.empty() || unit == "short" || unit == "none" || unit == "locale") return {{PanelUnit::count, {}}};
    if (unit == "ms") return {{PanelUnit::milliseconds, {}}};
    if (unit == "bytes" || unit == "decbytes") return {{PanelUnit::bytes, {}}};
    if (unit == "percent") return {{PanelUnit::percent, {}}};
    if (unit == "reqps") return {{PanelUnit::perSecond, "req/s"}};
    if (unit == "ops" || unit == "wps" || unit == "rps" || unit == "iops" || unit == "cps") {
        return {{PanelUnit::perSecond, std::string(unit == "ops" ? "ops/s" : "/s")}};
    }
    return {};
}

class Importer {
public:
    explicit Importer(const Value& document) : document_(document) {}

    GrafanaImport run() {
        auto& content = result_.content;
        content.title = textAt(document_, {"title"}, domain::dashboard::longestTitle);
        if (content.title.empty()) content.title = "Grafana";
        content.description = textAt(document_, {"description"}, domain::dashboard::longestDescription);
        readTimes();
        readVariables();
        for (const Value& panel : itemsAt(document_, {"panels"}))
            readPanel(panel, 0);
        for (const Value& row : itemsAt(document_, {"rows"}))  // before Grafana 5
            for (const Value& panel : itemsAt(row, {"panels"}))
                readPanel(panel, 0);
        for (const Value& one : itemsAt(document_, {"annotations", "list"}))
            if (!one.is_object() || !one.get_object().contains("builtIn"))
                leaveOut(LeftOutReason::annotation, content.title, textAt(one, {"name"}, 80));
        for (const Value& one : itemsAt(document_, {"links"}))
            leaveOut(LeftOutReason::link, content.title, textAt(one, {"title"}, 80));
        domain::tidy(content);
        return std::move(result_);
    }

private:
    void leaveOut(LeftOutReason reason, std::string where, std::string detail = {}) {
        if (result_.leftOut.size() < mostLeftOut)
            result_.leftOut.push_back({reason, std::move(where), std::move(detail)});
    }

    void readTimes() {
        const auto range = secondsOf(textAt(document_, {"time", "from"}, 40));
        if (range && *range >= 60)
            result_.content.rangeMinutes = std::min(*range / 60, domain::dashboard::longestRangeMinutes);
        const auto refresh = secondsOf(textAt(document_, {"refresh"}, 20));
        if (refresh && *refresh > 0)
            result_.content.refreshSeconds =
                std::clamp<std::int64_t>(*refresh, 5, domain::dashboard::slowestRefreshSeconds);
    }

    void readVariables() {
        for (const Value& one : itemsAt(document_, {"templating", "list"})) {
            const std::string name = textAt(one, {"name"}, 80);
            const auto kind = name == "tenant"   ? std::optional(domain::VariableKind::tenant)
                              : name == "region" ? std::optional(domain::VariableKind::region)
                                                 : std::nullopt;
            auto& known = result_.content.variables;
            const bool isNew =
                kind && std::ranges::none_of(known, [&](const auto& variable) { return variable.kind == *kind; });
            if (isNew)
                known.push_back({*kind, {}});
            else if (name != "datasource")
                leaveOut(LeftOutReason::variable, result_.content.title, name);
        }
    }

    void readPanel(const Value& source, int depth) {
        if (++read_ > mostRead || depth > 2 || !source.is_object()) return;
        const std::string type = textAt(source, {"type"}, 60);
        if (type == "row") {  // those of a folded row stand inside of it
            for (const Value& panel : itemsAt(source, {"panels"}))
                readPanel(panel, depth + 1);
            return;
        }
        DashboardPanel panel;
        panel.title = textAt(source, {"title"}, domain::dashboard::longestTitle);
        const std::string where = panel.title.empty() ? result_.content.title : panel.title;
        const auto kind = kindOf(source);
        if (!kind) return leaveOut(LeftOutReason::panelKind, where, type.empty() ? "?" : type);
        if (result_.content.panels.size() >= domain::dashboard::mostPanels)
            return leaveOut(LeftOutReason::tooMany, where);
        panel.kind = *kind;
        panel.id = domain::freeId(result_.content, panel.title);
        panel.place = placeOf(source);
        readQueries(source, panel, where);
        if (panel.queries.empty()) return leaveOut(LeftOutReason::panelEmpty, where);
        readLook(source, panel, where);
        if (!itemsAt(source, {"transformations"}).empty()) leaveOut(LeftOutReason::transformation, where);
        if (!itemsAt(source, {"fieldConfig", "overrides"}).empty()) leaveOut(LeftOutReason::override, where);
        if (!itemsAt(source, {"links"}).empty()) leaveOut(LeftOutReason::link, where);
        if (at(source, {"alert"})) leaveOut(LeftOutReason::alert, where, textAt(source, {"alert", "name"}, 80));
        result_.content.panels.push_back(std::move(panel));
    }

    // 24 columns become 12, and 8 rows of Grafana four.
    static domain::GridPlace placeOf(const Value& source) {
        const std::int64_t width = wholeAt(source, {"gridPos", "w"}, wholeAt(source, {"span"}, 6) * 2);
        domain::GridPlace place;
        place.column = wholeAt(source, {"gridPos", "x"}, 0) * domain::grid::columns / grafanaColumns;
        place.row = wholeAt(source, {"gridPos", "y"}, 0) / 2;
        place.columns = std::max<std::int64_t>(2, width * domain::grid::columns / grafanaColumns);
        place.rows = std::max<std::int64_t>(2, wholeAt(source, {"gridPos", "h"}, 8) / 2);
        return domain::grid::clamped(place);
    }

    void readQueries(const Value& source, DashboardPanel& panel, const std::string& where) {
        for (const Value& target : itemsAt(source, {"targets"})) {
            const Value* given = at(target, {"expr"});
            const std::string expression =
                given && given->is_string() ? std::string(given->get_string()) : std::string();
            if (const Value* hidden = at(target, {"hide"}); hidden && hidden->is_bool() && hidden->get_bool()) continue;
            auto read = readExpression(expression);
            if (!read) {
                leaveOut(LeftOutReason::query, where, tidied(expression.empty() ? "?" : expression, 120));
                continue;
            }
            if (panel.queries.size() >= domain::dashboard::mostQueries) {
                leaveOut(LeftOutReason::tooMany, where, tidied(expression, 120));
                continue;
            }
            // Names made of labels ("{{instance}}") would need lines that one query does not give.
            const std::string legend = textAt(target, {"legendFormat"}, domain::dashboard::longestTitle);
            if (legend.find("{{") == std::string::npos && legend != "__auto") read->query.label = legend;
            panel.queries.push_back(std::move(read->query));
        }
    }

    void readLook(const Value& source, DashboardPanel& panel, const std::string& where) {
        std::string unit = textAt(source, {"fieldConfig", "defaults", "unit"}, 40);
        if (unit.empty()) unit = textAt(source, {"format"}, 40);
        if (const auto known = unitOf(unit)) {
            panel.unit = known->first;
            if (!known->second.empty()) panel.word = known->second;
        } else {
            leaveOut(LeftOutReason::unit, where, unit);
        }
        panel.minimum = numberAt(source, {"fieldConfig", "defaults", "min"});
        panel.maximum = numberAt(source, {"fieldConfig", "defaults", "max"});
        if (panel.minimum && panel.maximum && *panel.minimum >= *panel.maximum) panel.maximum.reset();
        if (const auto decimals = numberAt(source, {"fieldConfig", "defaults", "decimals"}))
            panel.decimals = std::int64_t(std::clamp(*decimals, 0.0, 6.0));
        for (const Value& one : itemsAt(source, {"fieldConfig", "defaults", "thresholds", "steps"})) {
            const auto value = numberAt(one, {"value"});
            if (!value) continue;  // the first step has none
            if (panel.thresholds.size() >= domain::dashboard::mostThresholds) {
                leaveOut(LeftOutReason::tooMany, where);
                break;
            }
            const std::string color = textAt(one, {"color"}, 40);
            const bool isBad = color.find("red") != std::string::npos || color.starts_with("#f");
            panel.thresholds.push_back(
                {*value, isBad ? domain::ThresholdLevel::bad : domain::ThresholdLevel::warning, {}});
        }
        std::ranges::stable_sort(panel.thresholds, {}, &domain::PanelThreshold::value);
    }

    const Value& document_;
    GrafanaImport result_;
    std::size_t read_ = 0;
};

// Reads an expression from left to right.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    void skipSpace() {
        while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())))
            rest_.remove_prefix(1);
    }
    bool take(char c) {
        skipSpace();
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    std::string name() {
        skipSpace();
        std::size_t length = 0;
        while (length < rest_.size() && (std::isalnum(static_cast<unsigned char>(rest_[length])) ||
                                         rest_[length] == '_' || rest_[length] == ':' || rest_[length] == '.'))
            ++length;
        if (length == 0 || std::isdigit(static_cast<unsigned char>(rest_.front()))) return {};
        std::string found(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return found;
    }
    std::optional<std::string> quoted() {
        skipSpace();
        if (rest_.empty() || (rest_.front() != '"' && rest_.front() != '\'')) return {};
        const char quote = rest_.front();
        rest_.remove_prefix(1);
        std::string found;
        while (!rest_.empty() && rest_.front() != quote) {
            if (rest_.front() == '\\' && rest_.size() > 1) rest_.remove_prefix(1);
            found += rest_.front();
            rest_.remove_prefix(1);
        }
        if (rest_.empty()) return {};
        rest_.remove_prefix(1);
        return found;
    }
    // Past everything up to this character.
    bool skipPast(char c) {
        const auto found = rest_.find(c);
        if (found == std::string_view::npos) return false;
        rest_.remove_prefix(found + 1);
        return true;
    }
    bool isAtEnd() {
        skipSpace();
        return rest_.empty();
    }

private:
    std::string_view rest_;
};

bool readSelector(Scanner& scanner, PanelQuery& query) {
    if (query.series.empty()) return false;
    if (!scanner.take('{')) return true;
    std::map<std::string, std::string> labels;
    while (!scanner.take('}')) {
        const std::string label = scanner.name();
        if (label.empty() || !scanner.take('=')) return false;
        auto value = scanner.quoted();  // "=~" has no quote here
        if (!value) return false;
        if (*value == "$tenant" || *value == "${tenant}") value = "$tenant";
        if (*value == "$region" || *value == "${region}") value = "$region";
        if (value->starts_with('$') && *value != "$tenant" && *value != "$region") return false;
        if (*value == "$tenant" || label == "tenant")
            query.tenant = *value;
        else
            labels[label] = std::move(*value);
        if (!scanner.take(',')) {
            if (!scanner.take('}')) return false;
            break;
        }
    }
    if (!labels.empty()) query.labels = std::move(labels);
    return true;
}

}  // namespace

std::optional<GrafanaQuery> readExpression(std::string_view expression) {
    if (expression.size() > 2000) return {};
    GrafanaQuery read;
    Scanner scanner(expression);
    std::string word = scanner.name();
    int open = 0;
    if (word == "sum") {
        read.isSummed = true;
        if (!scanner.take('(')) return {};
        ++open;
        word = scanner.name();
    }
    std::optional<PanelFunction> function;
    if (word == "rate" || word == "irate") function = PanelFunction::rate;
    if (word == "increase") function = PanelFunction::increase;
    if (function) {
        if (!scanner.take('(')) return {};
        ++open;
        word = scanner.name();
    }
    read.query.series = word;
    read.query.function = function;
    if (!readSelector(scanner, read.query)) return {};
    if (scanner.take('[')) {
        if (!function || !scanner.skipPast(']')) return {};
    } else if (function) {
        return {};
    }
    for (; open > 0; --open)
        if (!scanner.take(')')) return {};
    if (!scanner.isAtEnd()) return {};
    domain::DashboardContent probe;
    probe.title = "x";
    domain::DashboardPanel panel;
    panel.id = "x";
    panel.queries = {read.query};
    probe.panels = {std::move(panel)};
    if (!domain::check(probe).empty()) return {};
    return read;
}

Result<GrafanaImport> readGrafana(std::string_view text) {
    if (text.size() > mostBytes)
        return fail(ErrorCode::tooLarge, "The file is larger than a dashboard can be.", "At most 8 MB are read.");
    STEWARD_TRY(const Value document, json::parse(text));
    const Value* inner = member(&document, "dashboard");
    const Value& dashboard = inner && inner->is_object() ? *inner : document;
    if (!at(dashboard, {"panels"}) && !at(dashboard, {"rows"}))
        return fail(ErrorCode::invalid, "This is no dashboard of Grafana.", "It has neither panels nor rows.");
    auto imported = Importer(dashboard).run();
    auto errors = domain::check(imported.content);
    if (errors.empty()) return imported;
    return fail(Error{ErrorCode::invalid, "This dashboard cannot be taken over.", {}, {}, std::move(errors)});
}

}  // namespace steward::models
