#include "alerts/definition.h"

#include <algorithm>
#include <cmath>

#include "domain/rules.h"
#include "kernel/http_client.h"

namespace steward::alerts {
namespace {

using domain::ConditionKind;

constexpr std::int64_t second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
constexpr std::size_t mostLabels = 20, mostMatchers = 20, mostWindows = 4, mostRecipients = 20, mostGroupLabels = 10;
constexpr std::size_t longestText = 500, longestValue = 200, longestSeries = 200, longestUrl = 2000;

class Problems {
public:
    void expect(bool fine, std::string path, std::string message) {
        if (!fine) list_.push_back({std::move(path), std::move(message)});
    }
    void range(std::int64_t value, std::int64_t least, std::int64_t most, std::string path, std::string_view words) {
        expect(value >= least && value <= most, std::move(path), "must be from " + std::string(words));
    }
    void text(const std::string& value, std::string path) {
        const bool isPlain = std::ranges::none_of(
            value, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; });
        expect(value.size() <= longestText && isPlain, std::move(path), "must have at most 500 characters");
    }
    void matchers(const std::vector<domain::LabelMatcher>& matchers, const std::string& path) {
        expect(matchers.size() <= mostMatchers, path, "can be at most 20");
        for (const auto& matcher : matchers)
            expect(isLabelName(matcher.name) && matcher.value.size() <= longestValue, path,
                   "must name labels with small letters, digits and _, with values of at most 200 characters");
    }
    static bool isLabelName(std::string_view name) {
        return !name.empty() && name.size() <= 64 && !(name[0] >= '0' && name[0] <= '9') &&
               std::ranges::all_of(name,
                                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    }
    std::vector<FieldError> take() && { return std::move(list_); }

private:
    std::vector<FieldError> list_;
};

bool isSeries(const std::string& name) {
    return !name.empty() && name.size() <= longestSeries &&
           std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f; });
}

void checkBurn(const domain::AlertCondition& condition, Problems& problems) {
    problems.expect(condition.slo.has_value(), "/condition/slo", "must name the objective that is watched");
    problems.expect(!condition.windows.empty() && condition.windows.size() <= mostWindows, "/condition/windows",
                    "must be 1 to 4 windows");
    for (const auto& [longMs, shortMs, factor] : condition.windows) {
        problems.expect(shortMs >= minute && shortMs < longMs && longMs <= 30 * day, "/condition/windows",
                        "must have a short window of at least a minute within a longer one of at most 30 days");
        problems.expect(std::isfinite(factor) && factor > 0 && factor <= 100'000, "/condition/windows",
                        "must have a factor above 0");
    }
}

void checkSeries(const domain::AlertCondition& condition, Problems& problems) {
    problems.expect(isSeries(condition.series), "/condition/series", "must name a series");
    problems.matchers(condition.matchers, "/condition/matchers");
    problems.range(condition.windowMs, 5 * second, 30 * day, "/condition/windowMs", "5 seconds to 30 days");
    problems.expect(std::isfinite(condition.threshold), "/condition/threshold", "must be a number");
    const auto& resolve = condition.resolveThreshold;
    if (!resolve) return;
    const bool isBefore = condition.comparison == domain::Comparison::above ? *resolve <= condition.threshold
                                                                            : *resolve >= condition.threshold;
    problems.expect(std::isfinite(*resolve) && isBefore, "/condition/resolveThreshold",
                    "must be on the side of the threshold where nothing fires");
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return text;
}

bool isPrivateHost(const std::string& host) {
    if (host == "localhost" || host.ends_with(".localhost") || host.ends_with(".local") ||
        host.ends_with(".internal") || host.find('.') == std::string::npos)
        return true;
    if (host.find_first_not_of("0123456789.") != std::string::npos) return false;
    const auto first = std::atoi(host.c_str());
    const auto dot = host.find('.');
    const auto next = std::atoi(host.c_str() + dot + 1);
    return first == 0 || first == 10 || first == 127 || first >= 224 || (first == 100 && next >= 64 && next < 128) ||
           (first == 169 && next == 254) || (first == 172 && next >= 16 && next < 32) || (first == 192 && next == 168);
}

}  // namespace

json::Value mergedPatch(json::Value target, const json::Value& patch) {
    if (!patch.is_object()) return patch;
    if (!target.is_object()) target = json::Object();
    for (const auto& [name, value] : patch.get_object()) {
        auto& members = target.get_object();
        if (value.is_null())
            members[name] = nullptr;
        else
            members[name] = mergedPatch(members.contains(name) ? members.at(name) : json::Value(), value);
    }
    return target;
}

std::vector<FieldError> problemsOf(const domain::AlertRule& rule) {
    Problems problems;
    problems.expect(domain::isName(rule.name), "/name", "must have 1 to 120 visible characters");
    problems.text(rule.description, "/description");
    problems.expect(rule.labels.size() <= mostLabels, "/labels", "can be at most 20");
    constexpr std::array<std::string_view, 4> own{"alertname", "rule", "severity", "tenant"};
    for (const auto& [name, value] : rule.labels)
        problems.expect(
            Problems::isLabelName(name) && std::ranges::find(own, name) == own.end() && value.size() <= longestValue,
            "/labels",
            "must have names of small letters, digits and _, other than alertname, rule, severity and "
            "tenant, and values of at most 200 characters");
    problems.range(rule.forMs, 0, 7 * day, "/forMs", "0 to 7 days");
    problems.range(rule.keepFiringMs, 0, 7 * day, "/keepFiringMs", "0 to 7 days");
    if (rule.condition.kind == ConditionKind::burnRate)
        checkBurn(rule.condition, problems);
    else
        checkSeries(rule.condition, problems);
    return std::move(problems).take();
}

std::vector<FieldError> problemsOf(const domain::Silence& silence) {
    Problems problems;
    problems.expect(domain::isName(silence.name), "/name", "must have 1 to 120 visible characters");
    problems.text(silence.comment, "/comment");
    problems.expect(!silence.matchers.empty(), "/matchers", "must be at least one");
    problems.matchers(silence.matchers, "/matchers");
    problems.expect(silence.endsAt > silence.startsAt && silence.endsAt - silence.startsAt <= Duration(366 * day),
                    "/endsAt", "must be after the start, by a year at most");
    return std::move(problems).take();
}

std::vector<FieldError> problemsOf(const domain::Slo& slo) {
    Problems problems;
    problems.expect(domain::isName(slo.name), "/name", "must have 1 to 120 visible characters");
    problems.text(slo.description, "/description");
    problems.expect(isSeries(slo.indicator.series), "/indicator/series", "must name a series");
    const bool needsTotal = slo.indicator.kind == domain::IndicatorKind::badOverTotal;
    problems.expect(slo.indicator.total.empty() ? !needsTotal : isSeries(slo.indicator.total), "/indicator/total",
                    "must name the series of all requests");
    problems.expect(std::isfinite(slo.indicator.threshold), "/indicator/threshold", "must be a number");
    problems.expect(slo.objective > 0 && slo.objective < 1, "/objective", "must be above 0 and below 1");
    problems.range(slo.periodDays, 1, 30, "/periodDays", "1 to 30 days");
    return std::move(problems).take();
}

std::vector<FieldError> problemsOf(const domain::AlertChannel& channel) {
    Problems problems;
    using domain::ChannelKind;
    problems.expect(domain::isName(channel.name), "/name", "must have 1 to 120 visible characters");
    problems.matchers(channel.matchers, "/matchers");
    if (channel.kind == ChannelKind::email) {
        problems.expect(!channel.recipients.empty() && channel.recipients.size() <= mostRecipients &&
                            std::ranges::all_of(channel.recipients, domain::isEmail),
                        "/recipients", "must be 1 to 20 e-mail addresses");
    }
    if (channel.kind == ChannelKind::webhook || channel.kind == ChannelKind::alertmanager) {
        const auto fine = channel.tenantId.empty() ? kernel::checkCallUrl(channel.url) : checkTenantUrl(channel.url);
        problems.expect(fine.has_value() && channel.url.size() <= longestUrl, "/url",
                        channel.tenantId.empty() ? "must be an address with https, or with http on this machine"
                                                 : "must be an address with https, and of no private network");
    }
    problems.expect(
        channel.groupBy.size() <= mostGroupLabels && std::ranges::all_of(channel.groupBy, Problems::isLabelName),
        "/groupBy", "must be at most 10 names of labels");
    problems.range(channel.groupWaitMs, 0, hour, "/groupWaitMs", "0 to 1 hour");
    problems.range(channel.groupIntervalMs, second, day, "/groupIntervalMs", "1 second to 1 day");
    problems.range(channel.repeatIntervalMs, minute, 7 * day, "/repeatIntervalMs", "1 minute to 7 days");
    return std::move(problems).take();
}

Result<> checkTenantUrl(const std::string& url) {
    STEWARD_CHECK(kernel::checkCallUrl(url));
    const std::string text = lower(url);
    constexpr std::string_view scheme = "https://";
    if (!text.starts_with(scheme)) return fail(ErrorCode::invalid, "The address needs https.");
    std::string host = text.substr(scheme.size(), text.find_first_of("/?#", scheme.size()) - scheme.size());
    if (host.starts_with('[')) return fail(ErrorCode::invalid, "The address needs the name of a host.");
    host = host.substr(0, host.find(':'));
    while (host.ends_with('.'))
        host.pop_back();
    if (isPrivateHost(host)) return fail(ErrorCode::invalid, "The address is in a private network.");
    return {};
}

}  // namespace steward::alerts
