#include "report/difference.h"

#include <algorithm>

namespace steward::report {
namespace {

void compare(const std::string& path, const json::Value& before, const json::Value& after,
             std::vector<Difference>& out);

void compareMembers(const std::string& path, const json::Object& before, const json::Object& after,
                    std::vector<Difference>& out) {
    for (const auto& [name, value] : before) {
        const std::string place = path + "/" + std::string(name);
        if (const auto* other = after.if_contains(name))
            compare(place, value, *other, out);
        else
            out.push_back({place, value, std::nullopt});
    }
    for (const auto& [name, value] : after)
        if (!before.if_contains(name)) out.push_back({path + "/" + std::string(name), std::nullopt, value});
}

// By the longest common run of items, so that one that moved is told as gone and new, and the rest is not.
void compareItems(const std::string& path, const json::Array& before, const json::Array& after,
                  std::vector<Difference>& out) {
    const std::size_t rows = before.size(), columns = after.size();
    std::vector<std::vector<std::size_t>> common(rows + 1, std::vector<std::size_t>(columns + 1, 0));
    for (std::size_t i = rows; i-- > 0;)
        for (std::size_t k = columns; k-- > 0;)
            common[i][k] = json::same(before[i], after[k]) ? common[i + 1][k + 1] + 1
                                                           : std::max(common[i + 1][k], common[i][k + 1]);
    std::size_t i = 0, k = 0;
    while (i < rows || k < columns) {
        if (i < rows && k < columns && json::same(before[i], after[k])) {
            ++i;
            ++k;
        } else if (i < rows && (k == columns || common[i + 1][k] >= common[i][k + 1])) {
            out.push_back({path + "/" + std::to_string(i), before[i], std::nullopt});
            ++i;
        } else {
            out.push_back({path + "/" + std::to_string(k), std::nullopt, after[k]});
            ++k;
        }
    }
}

void compare(const std::string& path, const json::Value& before, const json::Value& after,
             std::vector<Difference>& out) {
    if (json::same(before, after)) return;
    if (before.is_object() && after.is_object())
        compareMembers(path, before.get_object(), after.get_object(), out);
    else if (before.is_array() && after.is_array())
        compareItems(path, before.get_array(), after.get_array(), out);
    else
        out.push_back({path, before, after});
}

}  // namespace

std::vector<Difference> differences(const json::Value& before, const json::Value& after) {
    std::vector<Difference> out;
    compare({}, before, after, out);
    return out;
}

}  // namespace steward::report
