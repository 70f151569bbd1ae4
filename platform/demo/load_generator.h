// Demo traffic: users of several tenants work on the platform through its real API, over loopback, so that the live
// charts show real requests. About 20 to 60 a second, with the wave of a day that passes in ten minutes, a slow report
// now and then, some requests for what does not exist and some stale writes that are refused.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kernel/async.h"
#include "kernel/db/database.h"
#include "kernel/io.h"

namespace steward::demo {

struct LoadOptions {
    std::uint16_t port = 0;  // of the platform, on 127.0.0.1
    std::size_t users = 24;
    double requestsPerSecond = 40;  // on average
    std::uint64_t seed = 1;
};

// I/O thread.
class LoadGenerator {
public:
    // Gives an access token of a user: IdentityService::sessions().start(userId, client). Asked again after a 401.
    using MintToken = std::function<kernel::Async<std::string>(std::string userId)>;

    LoadGenerator(kernel::Io& io, kernel::Database& database, MintToken mint, LoadOptions options);
    // Stops at once.
    ~LoadGenerator();

    // The users are administrators of the tenants with the most people; without any nothing happens.
    void start();
    void stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::demo
