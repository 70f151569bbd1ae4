#include "alerts/progress.h"

#include <algorithm>

namespace steward::alerts {
namespace {

using enum domain::AlertState;

Answer known(Answer answer, const domain::AlertRule& rule, bool isActive) {
    if (answer != Answer::unknown) return answer;
    switch (rule.noData) {
        case domain::NoData::alert:
            return Answer::yes;
        case domain::NoData::resolve:
            return Answer::no;
        case domain::NoData::keep:
            break;
    }
    return isActive ? Answer::unknown : Answer::no;
}

}  // namespace

Progress advanced(Progress progress, const domain::AlertRule& rule, Answer given, Time now) {
    const bool isActive = progress.state == pending || progress.state == firing;
    const Answer answer = known(given, rule, isActive);
    if (answer == Answer::unknown) return progress;
    if (answer == Answer::yes) {
        if (!isActive) progress = {pending, now, {}, {}, now};
        progress.activeSince = std::min(progress.activeSince, now);
        progress.heldAt = now;
        if (progress.state == pending && now - progress.activeSince >= Duration(rule.forMs)) {
            progress.state = firing;
            progress.firedAt = now;
        }
        return progress;
    }
    if (progress.state == pending) return {};
    progress.heldAt = std::min(progress.heldAt, now);
    if (progress.state == firing && now - progress.heldAt >= Duration(rule.keepFiringMs)) {
        progress.state = resolved;
        progress.resolvedAt = now;
    }
    return progress;
}

}  // namespace steward::alerts
