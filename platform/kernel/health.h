// Whether the platform lives, whether it can serve, and its telemetry for Prometheus.
#pragma once

#include <atomic>
#include <functional>
#include <map>

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/router.h"

namespace steward::kernel {

class Health {
public:
    Health(Database& database, Telemetry& telemetry) : database_(database), telemetry_(telemetry) {}

    // "starting" until ready() and "draining" after drain(): /health/ready answers 503.
    void ready() { state_ = State::ready; }
    void drain() { state_ = State::draining; }

    // Something that the platform works without, if less well: while it is not there, the status is "degraded" and the
    // platform is ready. Before bindRoutes().
    void watch(std::string name, std::function<bool()> works) { watched_[std::move(name)] = std::move(works); }
    // What /health/ready tells beside the database, without a say in whether the platform is ready. I/O thread; before
    // serving.
    void tell(std::string name, std::function<std::string()> state) { told_[std::move(name)] = std::move(state); }

    // What /health/ready says.
    Async<contract::Health> look();
    // /health/live, /health/ready, /metrics
    void bindRoutes(Router& router);

private:
    enum class State { starting, ready, draining };

    Database& database_;
    Telemetry& telemetry_;
    std::map<std::string, std::function<std::string()>> told_;
    std::atomic<State> state_ = State::starting;
    std::map<std::string, std::function<bool()>> watched_;
};

}  // namespace steward::kernel
