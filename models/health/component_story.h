// What a component went through: its states over the last 90 days, and what they make of its months. The newest
// question wins; what was known stays while it is read again. GUI thread.
#pragma once

#include <QObject>

#include "client/future.h"
#include "contract/health_messages.h"
#include "models/common/fetch.h"

namespace steward::models {

class ComponentStory : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::hours span{24 * 90};

    ComponentStory(Fetch<contract::ComponentHistoryRequest, contract::ComponentHistory> history,
                   Fetch<contract::ById, contract::ComponentUptime> uptime, QObject* parent = nullptr);

    // Clears with an empty id.
    void open(const std::string& id);
    // The oldest first.
    const std::vector<domain::StateInterval>& states() const { return states_; }
    bool isWhole() const { return isWhole_; }
    Time from() const { return from_; }
    Time to() const { return to_; }
    // Absent until the platform has answered.
    const std::optional<contract::ComponentUptime>& uptime() const { return uptime_; }
    // Why the last question was not answered.
    const std::optional<Error>& error() const { return error_; }

Q_SIGNALS:
    void changed();

private:
    Fetch<contract::ComponentHistoryRequest, contract::ComponentHistory> history_;
    Fetch<contract::ById, contract::ComponentUptime> fetchUptime_;
    client::Latest readingHistory_{this}, readingUptime_{this};
    std::string id_;
    std::vector<domain::StateInterval> states_;
    bool isWhole_ = true;
    Time from_{}, to_{};
    std::optional<contract::ComponentUptime> uptime_;
    std::optional<Error> error_;
};

}  // namespace steward::models
