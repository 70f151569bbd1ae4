#include "series/scraper.h"

#include <algorithm>
#include <set>

#include "base/log.h"
#include "kernel/lease.h"
#include "series/prometheus_text.h"
#include "series/target_store.h"

namespace steward::series {
namespace {

using contract::ScrapeTarget;
using kernel::asio::awaitable;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto leaseFor = seconds(30);
constexpr auto readEvery = seconds(10);

// "https://app.example:9000/metrics" -> "app.example:9000"
std::string instanceOf(const std::string& url) {
    const bool isSecure = url.starts_with("https://");
    const auto start = url.find("://");
    auto host = url.substr(start == std::string::npos ? 0 : start + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    const auto colon = host.rfind(':');
    const bool hasPort = colon != std::string::npos && host.find(']', colon) == std::string::npos;
    return hasPort ? host : host + (isSecure ? ":443" : ":80");
}

Labels labelsOf(const ScrapeTarget& target) {
    Labels labels(target.labels.begin(), target.labels.end());
    labels.emplace_back("job", target.name);
    labels.emplace_back("instance", instanceOf(target.url));
    return sorted(std::move(labels));
}

Labels labelled(Labels labels, const Labels& own) {
    for (auto& [name, value] : labels)
        if (std::ranges::find(own, name, &Labels::value_type::first) != own.end()) name = "exported_" + name;
    labels.insert(labels.end(), own.begin(), own.end());
    return sorted(std::move(labels));
}

void addUp(Batch& batch, const Labels& own, bool up, Time now) {
    Sample sample;
    sample.metric = "up";
    sample.labels = own;
    sample.at = now;
    sample.value = up ? 1 : 0;
    sample.point = static_cast<std::uint32_t>(batch.samples.size());
    batch.samples.push_back(std::move(sample));
    batch.metrics["up"] = {Kind::gauge, "1 while the target can be fetched."};
}

}  // namespace

Result<Batch> scraped(const ScrapeTarget& target, std::string_view text, Time now, std::vector<Sample>& known) {
    STEWARD_TRY(auto batch, readPrometheusText(text, now));
    const auto own = labelsOf(target);
    std::set<std::uint64_t> present;
    for (auto& sample : batch.samples) {
        sample.labels = labelled(std::move(sample.labels), own);
        present.insert(idOf(sample.metric, sample.labels));
    }
    std::vector<Sample> now_(batch.samples);
    for (auto& gone : known) {
        if (present.contains(idOf(gone.metric, gone.labels))) continue;
        gone.isStale = true;
        gone.at = now;
        gone.point = static_cast<std::uint32_t>(batch.samples.size());
        batch.samples.push_back(std::move(gone));
    }
    known = std::move(now_);
    addUp(batch, own, true, now);
    return batch;
}

Batch notScraped(const ScrapeTarget& target, Time now, std::vector<Sample>& known) {
    Batch batch;
    for (auto& gone : known) {
        gone.isStale = true;
        gone.at = now;
        batch.samples.push_back(std::move(gone));
    }
    known.clear();
    addUp(batch, labelsOf(target), false, now);
    return batch;
}

struct Scraper::State : std::enable_shared_from_this<Scraper::State> {
    struct Running {
        ScrapeTarget target;
        Time next{};
        bool busy = false;
        std::vector<Sample> known;
    };

    kernel::Io& io;
    kernel::Database& database;
    Take take;
    const Clock& clock;
    std::string node;
    std::unique_ptr<kernel::HttpClient> http;  // gone before the I/O thread's context is
    std::map<std::string, Running> targets;
    std::stop_source stopping;
    bool running = false;
    bool changed = true;

    State(kernel::Io& io_, kernel::Database& database_, Take take_, const Clock& clock_, std::string node_)
        : io(io_),
          database(database_),
          take(std::move(take_)),
          clock(clock_),
          node(std::move(node_)),
          http(std::make_unique<kernel::HttpClient>(
              kernel::HttpClient::Options{.maxAtOnce = 16, .maxWaiting = static_cast<std::size_t>(mostTargets)})) {}

    // Nothing: another node fetches.
    Result<std::optional<std::vector<ScrapeTarget>>> takeTargets(sql::Connection& connection) {
        STEWARD_TRY(const auto lease, kernel::takeLease(connection, "scrape", node, clock.now(), leaseFor));
        if (!lease) return std::optional<std::vector<ScrapeTarget>>();
        STEWARD_TRY(auto list, readTargets(connection));
        return std::optional(std::move(list));
    }

    awaitable<void> read() {
        auto taking = database.write([this](sql::Connection& connection) { return takeTargets(connection); });
        auto list = co_await std::move(taking);
        if (!list) {
            log::warning("scrape targets could not be read", {{"detail", list.error().detail.c_str()}});
            co_return;
        }
        std::map<std::string, Running> next;
        if (*list)
            for (auto& target : **list) {
                if (!target.enabled) continue;
                auto& own = next[target.id];
                const auto before = targets.find(target.id);
                if (before != targets.end() && before->second.target.version == target.version) {
                    own = std::move(before->second);
                } else {
                    // Not all at the same moment.
                    const auto interval = seconds(target.intervalSeconds);
                    const auto offset = std::hash<std::string>()(target.id) % milliseconds(interval).count();
                    own.next = clock.now() + std::min(milliseconds(offset), milliseconds(2000));
                    if (before != targets.end()) own.known = std::move(before->second.known);
                }
                own.target = std::move(target);
            }
        for (auto& [id, own] : targets)
            if (!next.contains(id)) {
                auto ends = notScraped(own.target, clock.now(), own.known);
                for (auto& sample : ends.samples)
                    sample.isStale = true;  // `up`, too
                take(own.target.tenantId, ends);
            }
        targets = std::move(next);
    }

    awaitable<void> fetch(std::string id) {
        const auto self = shared_from_this();
        auto found = targets.find(id);
        if (found == targets.end()) co_return;
        const auto target = found->second.target;
        const Time at = clock.now();
        kernel::HttpCall call;
        call.url = target.url;
        call.headers = {{"Accept", "text/plain;version=0.0.4;q=1,*/*;q=0.1"}};
        call.timeout = seconds(target.timeoutSeconds);
        call.maxBytes = mostScrapedBytes;
        call.plainHttp = true;
        auto sending = http->send(std::move(call), stopping.get_token());
        auto reply = co_await std::move(sending);
        found = targets.find(id);
        if (!running || found == targets.end()) co_return;
        auto& own = found->second;
        own.busy = false;
        if (own.target.version != target.version) co_return;

        std::string problem;
        bool up = false;
        if (!reply) {
            problem = reply.error().message;
        } else if (reply->status != 200) {
            problem = "It answers with status " + std::to_string(reply->status) + ".";
        } else if (auto batch = scraped(target, reply->body, at, own.known); !batch) {
            problem = batch.error().message;
        } else {
            up = true;
            problem = take(target.tenantId, *batch);
        }
        if (!up) take(target.tenantId, notScraped(target, at, own.known));
        if (own.target.up == up && own.target.problem == problem) co_return;
        own.target.up = up;
        own.target.problem = problem;
        own.target.since = at;
        auto noting =
            database.write([noted = own.target](sql::Connection& connection) { return noteTarget(connection, noted); });
        if (const auto done = co_await std::move(noting); !done)
            log::warning("the state of a scrape target could not be stored", {{"detail", done.error().detail.c_str()}});
    }

    awaitable<void> run() {
        const auto self = shared_from_this();
        std::optional<std::chrono::steady_clock::time_point> readAt;
        while (running) {
            const auto steady = std::chrono::steady_clock::now();
            if (changed || !readAt || steady - *readAt >= readEvery) {
                changed = false;
                readAt = steady;
                auto reading = read();
                co_await std::move(reading);
            }
            const Time now = clock.now();
            for (auto& [id, own] : targets) {
                const auto interval = seconds(own.target.intervalSeconds);
                if (own.next > now + interval) own.next = now;  // the clock went back
                if (own.busy || own.next > now) continue;
                own.busy = true;
                own.next = std::max(own.next + interval, now + interval / 2);
                io.spawn([self, id = id] { return self->fetch(id); });
            }
            co_await kernel::sleepFor(milliseconds(250));
        }
    }
};

Scraper::Scraper(kernel::Io& io, kernel::Database& database, Take take, const Clock& clock, std::string node)
    : state_(std::make_shared<State>(io, database, std::move(take), clock, std::move(node))) {}

Scraper::~Scraper() {
    stop();
    state_->http.reset();
}

void Scraper::start() {
    state_->running = true;
    state_->io.spawn([state = state_] { return state->run(); });
}

void Scraper::stop() {
    state_->running = false;
    state_->stopping.request_stop();
}

void Scraper::reload() {
    state_->changed = true;
}

}  // namespace steward::series
