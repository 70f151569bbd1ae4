#include "alerts/matching.h"

#include <algorithm>

namespace steward::alerts {

Labels merged(Labels labels, const Labels& more) {
    for (const auto& label : more) {
        const auto place = std::ranges::lower_bound(labels, label.name, {}, &domain::AlertLabel::name);
        if (place != labels.end() && place->name == label.name)
            place->value = label.value;
        else
            labels.insert(place, label);
    }
    return labels;
}

std::string_view valueOf(const Labels& labels, std::string_view name) {
    const auto found = std::ranges::find(labels, name, &domain::AlertLabel::name);
    return found == labels.end() ? std::string_view() : std::string_view(found->value);
}

bool isLike(std::string_view pattern, std::string_view text) {
    std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool fits(const domain::LabelMatcher& matcher, const Labels& labels) {
    const auto value = valueOf(labels, matcher.name);
    switch (matcher.match) {
        case domain::LabelOperator::equals:
            return value == matcher.value;
        case domain::LabelOperator::differs:
            return value != matcher.value;
        case domain::LabelOperator::like:
            return isLike(matcher.value, value);
        case domain::LabelOperator::unlike:
            break;
    }
    return !isLike(matcher.value, value);
}

bool fitsAll(const std::vector<domain::LabelMatcher>& matchers, const Labels& labels) {
    return std::ranges::all_of(matchers, [&](const auto& matcher) { return fits(matcher, labels); });
}

std::string spell(const Labels& labels) {
    std::string text;
    for (const auto& [name, value] : labels)
        text.append(text.empty() ? "" : ", ").append(name).append("=\"").append(value).append("\"");
    return text;
}

}  // namespace steward::alerts
