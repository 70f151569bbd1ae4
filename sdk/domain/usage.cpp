#include "domain/usage.h"

#include <algorithm>

namespace steward::domain {
namespace {

using namespace std::chrono;

constexpr auto oldest = days(35);
constexpr auto furthestAhead = minutes(5);
constexpr auto graceOfMonth = days(3);
constexpr std::int64_t most = 1'000'000'000'000;

bool isMetric(std::string_view text) {
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto isPart = [&](char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    };
    return !text.empty() && text.size() <= 64 && isLetter(text[0]) && std::ranges::all_of(text, isPart);
}

bool isEventId(std::string_view text) {
    return !text.empty() && text.size() <= 128 && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 127; });
}

sys_days firstOfMonth(sys_days day) {
    const year_month_day date(day);
    return sys_days(date.year() / date.month() / 1);
}

}  // namespace

std::vector<FieldError> check(const UsageEvent& event) {
    std::vector<FieldError> errors;
    if (!isEventId(event.id)) errors.push_back({"/id", "must have 1 to 128 visible ASCII characters"});
    if (event.tenantId.empty() || event.tenantId.size() > 64) errors.push_back({"/tenantId", "is not a tenant's id"});
    if (!isMetric(event.metric))
        errors.push_back({"/metric", "must have 1 to 64 letters, digits, \"_\", \".\" or \"-\", a letter first"});
    if (event.quantity < 0 || event.quantity > most)
        errors.push_back({"/quantity", "must be from 0 to 1,000,000,000,000"});
    return errors;
}

UsageDay usageDay(Time occurredAt, Time now) {
    if (occurredAt > now + furthestAhead) return {UsageOutcome::ahead, {}};
    if (occurredAt < now - oldest) return {UsageOutcome::tooOld, {}};
    // The month of three days ago is the earliest that is open.
    const sys_days open = firstOfMonth(floor<days>(now - graceOfMonth));
    return {UsageOutcome::counted, std::max(floor<days>(occurredAt), open)};
}

Time usageIdsSince(Time now) {
    return now - oldest - furthestAhead;
}

}  // namespace steward::domain
