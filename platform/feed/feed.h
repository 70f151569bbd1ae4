// The live feed: one WebSocket a client, many topics (contract/topics.h). Takes what is published on the bus, numbers
// it, and sends each client once every flushMs what it has subscribed to, as one frame a topic. I/O thread.
//
// Numbers are those of the outbox, so a client goes on where it was after a restart of the platform and on another node
// of it, with no gap and no event twice; a node that is behind the client's number catches up before it answers. Topics
// that are `perNode` have numbers of the node, above all that any node gave before it started: there a client that
// comes back to another node learns of the gap. A client of a sampled topic that reads slowly is
// told, and gets fewer values instead of all (client.h). A client whose token is no longer valid is closed with 1008:
// within a second or two of the news that its user or tenant was changed, at the next ping at the latest.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "domain/series_query.h"
#include "kernel/auth.h"
#include "kernel/bus.h"
#include "kernel/config.h"
#include "kernel/db/database.h"
#include "kernel/http/listener.h"
#include "kernel/io.h"
#include "kernel/telemetry.h"

namespace steward::feed {

class Feed {
public:
    Feed(kernel::Io& io, kernel::Database& database, kernel::Bus& bus, kernel::Authenticator& authenticator,
         kernel::Telemetry& telemetry, kernel::FeedConfig config);
    ~Feed();

    // What is to be computed for the topic of series (contract::seriesTopic): its messages are published under
    // `stream`.
    struct Asked {
        std::string stream;
        std::string tenant;  // "": the platform's own
        std::vector<domain::SeriesQuery> queries;
        Duration interval{};
    };
    // Hears all of it each time that it changed. Before start().
    void onAsked(std::function<void(std::vector<Asked>)> heard);
    // How the node gets what other nodes have announced: Outbox::catchUp.
    void setCatchUp(std::function<kernel::Async<>()> catchUp);
    // Reserves numbers and reads the newest events, then takes more. After Outbox::start, so that none is missed in
    // between. Blocks for a moment: call before the I/O thread serves.
    Result<> start();
    void bind(kernel::Listener& listener);
    // Says goodbye to all clients (1001); returns when they have left, after at most a second.
    kernel::asio::awaitable<void> shutDown();

    std::size_t clients() const;
    // Events handed to the network since the start.
    std::uint64_t eventsSent() const;

private:
    struct State;
    std::shared_ptr<State> state_;
    kernel::Bus::Subscription subscription_;
};

}  // namespace steward::feed
