#include "alerts/grouping.h"

#include <algorithm>
#include <map>

#include "base/json.h"

namespace steward::alerts {
namespace {

using domain::Alert;
using domain::AlertChannel;
using domain::ChannelKind;

// Alertmanager groups by itself, and forgets alerts that it does not hear of again.
constexpr auto alertmanagerEvery = std::chrono::minutes(1);

struct Timing {
    Duration wait, interval, repeat;
};

Timing timingOf(const AlertChannel& channel) {
    if (channel.kind == ChannelKind::alertmanager) return {Duration(0), Duration(0), alertmanagerEvery};
    return {Duration(channel.groupWaitMs), Duration(channel.groupIntervalMs), Duration(channel.repeatIntervalMs)};
}

Labels groupOf(const AlertChannel& channel, const Alert& alert) {
    Labels group;
    if (channel.kind == ChannelKind::alertmanager) return group;
    for (const auto& name : channel.groupBy)
        group = merged(std::move(group), {{name, std::string(valueOf(alert.labels, name))}});
    return group;
}

std::string keyOf(const Labels& group) {
    return json::write(group);
}

using Firing = std::map<std::string, std::vector<const Alert*>>;  // by groupKey

Firing firingOf(const AlertChannel& channel, const std::vector<const Alert*>& alerts) {
    Firing firing;
    for (const auto* alert : alerts)
        if (fitsAll(channel.matchers, alert->labels)) firing[keyOf(groupOf(channel, *alert))].push_back(alert);
    return firing;
}

// What is to be said of one group.
class Group {
public:
    Group(const AlertChannel& channel, std::vector<const Alert*> firing, std::optional<ToldGroup> told, Time now)
        : channel_(channel), firing_(std::move(firing)), told_(std::move(told)), now_(now) {}

    void decide(const std::string& key, Notifications& out) {
        const Timing timing = timingOf(channel_);
        if (!told_) {
            if (firing_.empty()) return;
            told_ = ToldGroup{channel_.tenantId, channel_.id, key, now_, {}, {}, 0, 0, now_ + timing.wait};
            if (timing.wait > Duration(0)) return out.waiting.push_back(*told_);
        }
        std::vector<std::string> ids, over;
        for (const auto* alert : firing_)
            ids.push_back(alert->id);
        std::ranges::sort(ids);
        std::ranges::set_difference(told_->told, ids, std::back_inserter(over));
        const bool hasNew = !std::ranges::includes(told_->told, ids);
        const bool tellsOver = !over.empty() && channel_.sendResolved;
        if (ids.empty() && !tellsOver) return out.forgotten.push_back(*told_);
        if (now_ < told_->nextAt) return;
        const bool isFirst = !told_->sentAt;
        const bool isDue = isFirst || ((hasNew || tellsOver) && now_ >= *told_->sentAt + timing.interval) ||
                           (!ids.empty() && now_ >= *told_->sentAt + timing.repeat);
        if (!isDue) return;
        Message message{channel_, *json::read<Labels>(key),
                        {},       channel_.sendResolved ? over : std::vector<std::string>(),
                        *told_,   *told_};
        for (const auto* alert : firing_)
            message.firing.push_back(*alert);
        std::ranges::sort(message.firing, std::greater(), [](const Alert& alert) { return alert.firedAt; });
        message.after.told = std::move(ids);
        message.after.sentAt = now_;
        message.after.messages += 1;
        message.after.attempts = 0;
        message.after.nextAt = now_;
        out.messages.push_back(std::move(message));
    }

private:
    const AlertChannel& channel_;
    std::vector<const Alert*> firing_;
    std::optional<ToldGroup> told_;
    Time now_;
};

}  // namespace

std::string Message::id() const {
    return before.channelId + "." + std::to_string(before.since.time_since_epoch().count()) + "." +
           std::to_string(before.messages);
}

Notifications notify(const std::vector<AlertChannel>& channels, const std::vector<Alert>& alerts,
                     const std::vector<ToldGroup>& told, Time now) {
    std::map<std::string, std::vector<const Alert*>> byTenant;
    for (const auto& alert : alerts)
        if (alert.state == domain::AlertState::firing && !alert.silencedBy) byTenant[alert.tenantId].push_back(&alert);
    std::map<std::string, std::map<std::string, ToldGroup>> known;
    for (const auto& group : told)
        known[group.channelId].emplace(group.groupKey, group);
    Notifications out;
    for (const auto& channel : channels) {
        auto groups = known.extract(channel.id);
        if (!channel.enabled || channel.removed) {
            if (groups)
                for (auto& [key, group] : groups.mapped())
                    out.forgotten.push_back(std::move(group));
            continue;
        }
        Firing firing = firingOf(channel, byTenant[channel.tenantId]);
        if (groups)
            for (const auto& [key, group] : groups.mapped())
                firing.try_emplace(key);
        for (auto& [key, members] : firing) {
            std::optional<ToldGroup> before;
            if (groups)
                if (const auto found = groups.mapped().find(key); found != groups.mapped().end())
                    before = found->second;
            Group(channel, std::move(members), std::move(before), now).decide(key, out);
        }
    }
    for (auto& [channel, groups] : known)
        for (auto& [key, group] : groups)
            out.forgotten.push_back(std::move(group));
    return out;
}

ToldGroup afterFailure(ToldGroup group, Time now) {
    constexpr Duration first = std::chrono::seconds(15), most = std::chrono::hours(1);
    const auto doubled = first * (std::int64_t(1) << std::min<std::int64_t>(group.attempts, 10));
    group.attempts += 1;
    group.nextAt = now + std::min(doubled, most);
    return group;
}

}  // namespace steward::alerts
