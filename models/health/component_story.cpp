#include "models/health/component_story.h"

#include <algorithm>

namespace steward::models {

ComponentStory::ComponentStory(Fetch<contract::ComponentHistoryRequest, contract::ComponentHistory> history,
                               Fetch<contract::ById, contract::ComponentUptime> uptime, QObject* parent)
    : QObject(parent), history_(std::move(history)), fetchUptime_(std::move(uptime)) {}

void ComponentStory::open(const std::string& id) {
    if (id != id_) {
        states_.clear();
        uptime_.reset();
        error_.reset();
        Q_EMIT changed();
    }
    id_ = id;
    if (id.empty()) return;
    to_ = SystemClock().now();
    from_ = to_ - span;
    readingHistory_.take(history_({id, from_, to_}), [this, id](Result<contract::ComponentHistory> history) {
        if (id != id_) return;
        error_ = history ? std::nullopt : std::optional(history.error());
        if (history) {
            states_ = std::move(history->items);
            std::ranges::reverse(states_);
            isWhole_ = history->isWhole;
        }
        Q_EMIT changed();
    });
    readingUptime_.take(fetchUptime_({id}), [this, id](Result<contract::ComponentUptime> uptime) {
        if (id != id_) return;
        if (uptime)
            uptime_ = std::move(*uptime);
        else
            error_ = uptime.error();
        Q_EMIT changed();
    });
}

}  // namespace steward::models
