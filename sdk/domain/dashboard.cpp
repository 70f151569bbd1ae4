#include "domain/dashboard.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace steward::domain {
namespace {

using namespace dashboard;

bool isPlain(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::size_t charactersOf(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool isId(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

class Checker {
public:
    explicit Checker(std::string_view path) : path_(path) {}

    void text(const std::string& path, std::string_view text, std::size_t least, std::size_t most) {
        const std::size_t count = charactersOf(text);
        if (count >= least && count <= most && isPlain(text)) return;
        refuse(path, "must have " + std::to_string(least) + " to " + std::to_string(most) + " characters on one line");
    }
    void most(const std::string& path, std::size_t count, std::size_t limit) {
        if (count > limit) refuse(path, "must have at most " + std::to_string(limit) + " items");
    }
    void number(const std::string& path, double value) {
        if (!std::isfinite(value)) refuse(path, "must be a number");
    }
    void refuse(const std::string& path, std::string message) { errors_.push_back({path_ + path, std::move(message)}); }
    std::vector<FieldError> take() { return std::move(errors_); }

private:
    std::string path_;
    std::vector<FieldError> errors_;
};

void checkQuery(Checker& checker, const std::string& path, const PanelQuery& query) {
    checker.text(path + "/series", query.series, 1, longestName);
    checker.text(path + "/label", query.label, 0, longestTitle);
    if (query.tenant) checker.text(path + "/tenant", *query.tenant, 1, 40);
    if (query.color && (*query.color < 1 || *query.color > 8)) checker.refuse(path + "/color", "must be 1 to 8");
    if (!query.labels) return;
    checker.most(path + "/labels", query.labels->size(), mostLabels);
    for (const auto& [name, value] : *query.labels)
        if (name.empty() || name.size() > 100 || value.size() > longestName || !isPlain(name) || !isPlain(value))
            checker.refuse(path + "/labels", "must have names of 1 to 100 and values of up to 200 characters");
}

void checkPanel(Checker& checker, const std::string& path, const DashboardPanel& panel) {
    if (!isId(panel.id)) checker.refuse(path + "/id", "must have 1 to 40 lower-case letters, digits and hyphens");
    checker.text(path + "/title", panel.title, 0, longestTitle);
    checker.most(path + "/queries", panel.queries.size(), mostQueries);
    for (std::size_t i = 0; i < std::min(panel.queries.size(), mostQueries); ++i)
        checkQuery(checker, path + "/queries/" + std::to_string(i), panel.queries[i]);
    if (panel.word) checker.text(path + "/word", *panel.word, 0, longestWord);
    if (panel.decimals && (*panel.decimals < 0 || *panel.decimals > 6))
        checker.refuse(path + "/decimals", "must be 0 to 6");
    for (const auto& [name, limit] : {std::pair("/minimum", panel.minimum), std::pair("/maximum", panel.maximum)})
        if (limit) checker.number(path + name, *limit);
    if (panel.minimum && panel.maximum && !(*panel.minimum < *panel.maximum))
        checker.refuse(path + "/maximum", "must be above the minimum");
    checker.most(path + "/thresholds", panel.thresholds.size(), mostThresholds);
    for (std::size_t i = 0; i < std::min(panel.thresholds.size(), mostThresholds); ++i) {
        const std::string here = path + "/thresholds/" + std::to_string(i);
        checker.number(here + "/value", panel.thresholds[i].value);
        checker.text(here + "/label", panel.thresholds[i].label, 0, longestTitle);
        if (i > 0 && panel.thresholds[i].value < panel.thresholds[i - 1].value)
            checker.refuse(here + "/value", "must not be below the one before");
    }
}

}  // namespace

std::vector<FieldError> check(const DashboardContent& content, std::string_view path) {
    Checker checker(path);
    checker.text("/title", content.title, 1, longestTitle);
    checker.text("/description", content.description, 0, longestDescription);
    checker.most("/panels", content.panels.size(), mostPanels);
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < std::min(content.panels.size(), mostPanels); ++i) {
        const std::string here = "/panels/" + std::to_string(i);
        checkPanel(checker, here, content.panels[i]);
        if (!ids.insert(content.panels[i].id).second) checker.refuse(here + "/id", "is the id of another panel");
    }
    std::set<VariableKind> kinds;
    for (std::size_t i = 0; i < content.variables.size(); ++i) {
        const std::string here = "/variables/" + std::to_string(i);
        if (!kinds.insert(content.variables[i].kind).second) {
            checker.refuse(here + "/kind", "is there twice");
            break;
        }
        checker.text(here + "/value", content.variables[i].value, 0, longestTitle);
    }
    if (content.rangeMinutes < 1 || content.rangeMinutes > longestRangeMinutes)
        checker.refuse("/rangeMinutes", "must be 1 to " + std::to_string(longestRangeMinutes));
    if (content.refreshSeconds != 0 && (content.refreshSeconds < 5 || content.refreshSeconds > slowestRefreshSeconds))
        checker.refuse("/refreshSeconds", "must be 0 or 5 to " + std::to_string(slowestRefreshSeconds));
    return checker.take();
}

void tidy(DashboardContent& content) {
    grid::Places places;
    for (const auto& panel : content.panels)
        places.push_back(panel.place);
    places = grid::compact(std::move(places));
    for (std::size_t i = 0; i < places.size(); ++i)
        content.panels[i].place = places[i];
}

std::string freeId(const DashboardContent& content, std::string_view title) {
    std::string id;
    for (const char c : title) {
        const char lower = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
        const bool isKept = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (isKept)
            id += lower;
        else if (!id.empty() && id.back() != '-')
            id += '-';
        if (id.size() >= 32) break;
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    if (id.empty()) id = "panel";
    const auto isTaken = [&](const std::string& one) {
        return std::ranges::any_of(content.panels, [&](const auto& panel) { return panel.id == one; });
    };
    std::string unique = id;
    for (int number = 2; isTaken(unique); ++number)
        unique = id + "-" + std::to_string(number);
    return unique;
}

}  // namespace steward::domain
