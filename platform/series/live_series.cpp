#include "series/live_series.h"

#include <algorithm>

#include "base/json.h"

namespace steward::series {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr auto beat = milliseconds(1000 / 10);  // contract::highestRate

Time floorTo(Time time, Duration interval) {
    const auto count = time.time_since_epoch().count();
    return Time(Duration(count - count % interval.count()));
}

std::string nameOf(std::size_t query, const std::map<std::string, std::string>& labels) {
    std::string name = std::to_string(query);
    for (const auto& [label, value] : labels) {
        name.append(name.back() == '"' ? "," : "{").append(label).append("=");
        json::appendString(name, value);
    }
    return labels.empty() ? name : name + "}";
}

}  // namespace

domain::MetricSample liveSample(const Engine& engine, const std::string& tenant,
                                const std::vector<domain::SeriesQuery>& queries, Time at) {
    domain::MetricSample sample{at, std::nullopt, {}};
    if (!tenant.empty()) sample.tenantId = tenant;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        const auto result = engine.recent(tenant, queries[i], {at, at, {}});
        if (!result) continue;
        for (const auto& line : result->items)
            if (!line.values.empty() && line.values.front())
                sample.values.push_back({nameOf(i, line.labels), *line.values.front()});
    }
    return sample;
}

struct LiveSeries::State : std::enable_shared_from_this<LiveSeries::State> {
    struct Watched {
        std::shared_ptr<const LiveQueries> asked;
        Time last{};              // of what was published
        Steady::time_point next;  // not before
        bool busy = false;
    };

    kernel::Io& io;
    kernel::Database& database;
    const Engine& engine;
    const Clock& clock;
    Publish publish;
    std::map<std::string, Watched> watched = {};
    bool beating = false;
    bool stopped = false;

    State(kernel::Io& io_, kernel::Database& database_, const Engine& engine_, const Clock& clock_, Publish publish_)
        : io(io_), database(database_), engine(engine_), clock(clock_), publish(std::move(publish_)) {}

    kernel::asio::awaitable<void> keepOn() {
        const auto self = shared_from_this();
        while (!watched.empty() && !stopped) {
            const Time now = clock.now();
            co_await kernel::sleepFor(floorTo(now, beat) + beat - now + Duration(1));
            if (stopped) break;
            for (auto& [stream, one] : watched)
                begin(stream, one);
        }
        beating = false;
    }

    void begin(const std::string& stream, Watched& one) {
        const Time at = floorTo(clock.now(), one.asked->interval);
        if (one.busy || at == one.last || Steady::now() < one.next) return;
        one.busy = true;
        io.spawn(
            [self = shared_from_this(), stream, asked = one.asked, at] { return self->compute(stream, asked, at); });
    }

    kernel::asio::awaitable<void> compute(std::string stream, std::shared_ptr<const LiveQueries> asked, Time at) {
        const auto self = shared_from_this();
        const auto began = Steady::now();
        const auto work = [self, asked, at](sql::Connection&) -> Result<std::pair<std::string, Duration>> {
            const auto start = Steady::now();
            auto text = json::write(liveSample(self->engine, asked->tenant, asked->queries, at));
            return std::pair(std::move(text), std::chrono::ceil<Duration>(Steady::now() - start));
        };
        auto reading = database.read(work);
        auto computed = co_await std::move(reading);
        const auto found = watched.find(stream);
        if (stopped || found == watched.end()) co_return;
        found->second.busy = false;
        if (!computed) co_return;
        found->second.last = at;
        found->second.next = began + 4 * computed->second;
        publish(stream, std::move(computed->first), at);
    }
};

LiveSeries::LiveSeries(kernel::Io& io, kernel::Database& database, const Engine& engine, const Clock& clock,
                       Publish publish)
    : state_(std::make_shared<State>(io, database, engine, clock, std::move(publish))) {}

LiveSeries::~LiveSeries() {
    stop();
}

void LiveSeries::watch(std::vector<LiveQueries> all) {
    std::map<std::string, State::Watched> wanted;
    for (auto& one : all) {
        State::Watched next;
        if (const auto known = state_->watched.find(one.stream); known != state_->watched.end()) next = known->second;
        auto stream = one.stream;
        next.asked = std::make_shared<const LiveQueries>(std::move(one));
        wanted.emplace(std::move(stream), std::move(next));
    }
    state_->watched = std::move(wanted);
    if (state_->watched.empty() || state_->beating || state_->stopped) return;
    state_->beating = true;
    state_->io.spawn([state = state_] { return state->keepOn(); });
}

void LiveSeries::stop() {
    state_->stopped = true;
    state_->watched.clear();
}

}  // namespace steward::series
