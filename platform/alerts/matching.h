// Labels of alerts, and which of them matchers fit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/alert.h"

namespace steward::alerts {

using Labels = std::vector<domain::AlertLabel>;  // in the order of their names, each name once

// `more` over `labels`: where both have a name, `more` has the say.
Labels merged(Labels labels, const Labels& more);
// "" when there is none.
std::string_view valueOf(const Labels& labels, std::string_view name);

// "*" stands for any characters. Takes time in proportion to both lengths at most.
bool isLike(std::string_view pattern, std::string_view text);
bool fits(const domain::LabelMatcher& matcher, const Labels& labels);
// True without matchers.
bool fitsAll(const std::vector<domain::LabelMatcher>& matchers, const Labels& labels);

// `alertname="Slow", severity="critical"`: as people know it.
std::string spell(const Labels& labels);

}  // namespace steward::alerts
