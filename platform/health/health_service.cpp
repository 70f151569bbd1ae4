#include "health/health_service.h"

#include <algorithm>
#include <set>

#include "alerts/conditions.h"
#include "health/definition.h"
#include "health/health_store.h"
#include "health/uptime_report.h"
#include "health/watch.h"
#include "kernel/http_client.h"
#include "kernel/leased_rounds.h"

namespace steward::health {
namespace {

using contract::Page;
using domain::Component;
using domain::ProbeAnswer;
using domain::ProbeKind;
using domain::ProbeOutcome;
using kernel::Async;
using kernel::Context;
using std::chrono::hours;

constexpr std::size_t mostCalls = 64;
constexpr int gapRounds = 4;                      // that did not come: nothing is known of the time
constexpr auto statesKept = hours(24 * 31 * 14);  // the months that are shown, and the one that is not over
constexpr auto historyShown = hours(24 * 90);

Duration steadyNow() {
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
}

tl::unexpected<Error> notThere(std::string_view noun) {
    return fail(ErrorCode::notFound, "There is no such " + std::string(noun) + ".");
}

// What is computed when something is read.
Result<> complete(sql::Connection& db, std::vector<Component>& components, Time now) {
    STEWARD_CHECK(addLinks(db, components));
    return addMonth(db, components, now);
}
Result<> complete(sql::Connection&, std::vector<domain::MaintenanceWindow>& windows, Time now) {
    for (auto& window : windows)
        window.state = window.endsAt <= now     ? domain::SilenceState::expired
                       : window.startsAt <= now ? domain::SilenceState::active
                                                : domain::SilenceState::scheduled;
    return {};
}

template <class T>
Async<Page<T>> pageOf(kernel::Database& database, const Context& context, contract::ListRequest request) {
    const auto work = [scope = context.scope(), request, now = context.now,
                       stop = context.stop](sql::Connection& db) -> Result<Page<T>> {
        STEWARD_TRY(auto page, alerts::listOf<T>(db, scope, request, now, stop));
        STEWARD_CHECK(complete(db, page.items, now));
        return page;
    };
    auto reading = database.read(work);
    co_return co_await std::move(reading);
}

template <class T>
Result<T> oneOf(sql::Connection& db, const sql::TenantScope& scope, const std::string& id, Time now) {
    STEWARD_TRY(auto found, alerts::findDefinition<T>(db, scope, id));
    if (!found) return notThere(alerts::Defined<T>::noun);
    std::vector<T> one{std::move(*found)};
    STEWARD_CHECK(complete(db, one, now));
    return std::move(one.front());
}

std::string shortText(const Error& error) {
    return error.detail.empty() ? error.message : error.message + " " + error.detail + ".";
}

ProbeOutcome outcomeOf(const domain::Probe& probe, const Result<kernel::HttpReply>& reply, Duration took) {
    ProbeOutcome outcome{{}, ProbeAnswer::up, {}, took.count()};
    if (!reply) {
        // That nothing may be asked there says nothing of what is there.
        const bool isRefused = reply.error().code == ErrorCode::invalid;
        return {{}, isRefused ? ProbeAnswer::unknown : ProbeAnswer::failed, shortText(reply.error()), {}};
    }
    const bool isExpected =
        probe.kind == ProbeKind::tcp ||
        (probe.expectedStatus == 0 ? reply->isSuccess() : reply->status == static_cast<int>(probe.expectedStatus));
    if (!isExpected)
        return {{}, ProbeAnswer::failed, "It answered " + std::to_string(reply->status) + ".", took.count()};
    if (probe.slowMs > 0 && took.count() > probe.slowMs) {
        outcome.answer = ProbeAnswer::slow;
        outcome.reason =
            "It took " + std::to_string(took.count()) + " ms, more than " + std::to_string(probe.slowMs) + " ms.";
    }
    return outcome;
}

ProbeOutcome outcomeOf(const domain::Probe& probe, const alerts::Found& found, Time now) {
    if (found.empty()) return {now, ProbeAnswer::unknown, "There are no values of " + probe.condition.series + ".", {}};
    ProbeOutcome outcome{now, ProbeAnswer::up, {}, {}};
    for (const auto& one : found) {
        const auto judgement = alerts::judge(probe.condition, one.samples, now, false);
        if (judgement.answer == alerts::Answer::yes) return {now, ProbeAnswer::failed, judgement.summary, {}};
        if (judgement.answer == alerts::Answer::unknown) outcome = {now, ProbeAnswer::unknown, judgement.summary, {}};
    }
    return outcome;
}

ProbeOutcome outcomeOf(const domain::Probe& probe, const Result<contract::Health>& health, Time now) {
    if (!health) return {now, ProbeAnswer::unknown, health.error().message, {}};
    if (probe.target.empty()) {
        if (health->status == "ok") return {now, ProbeAnswer::up, {}, {}};
        const std::string said = "The platform says: " + health->status + ".";
        return {now, health->status == "degraded" ? ProbeAnswer::slow : ProbeAnswer::failed, said, {}};
    }
    const auto part = health->checks.find(probe.target);
    if (part == health->checks.end())
        return {now, ProbeAnswer::unknown, "The platform has no part " + probe.target + ".", {}};
    // "ok", or "ok, 80 days left"
    if (part->second.starts_with("ok")) return {now, ProbeAnswer::up, {}, {}};
    return {now, ProbeAnswer::failed, "The platform says: " + part->second + ".", {}};
}

}  // namespace

struct HealthService::State : std::enable_shared_from_this<HealthService::State> {
    kernel::Io& io;
    kernel::Database& database;
    kernel::Telemetry& telemetry;
    const Clock& clock;
    alerts::ValueSource& source;
    const Options options;
    kernel::HttpClient http{{.caFile = {}, .maxAtOnce = mostCalls, .maxWaiting = mostCalls}};
    std::stop_source stopping = {};
    Watch watch;
    contract::HealthEvaluation last = {};
    std::set<std::string> calling = {};  // components
    struct Ended {
        std::string id;
        std::int64_t version = 0;
        ProbeOutcome outcome;
    };
    std::vector<Ended> ended = {};
    kernel::LeasedRounds rounds;

    State(kernel::Io& io_, kernel::Database& database_, kernel::Telemetry& telemetry_, const Clock& clock_,
          alerts::ValueSource& source_, Options options_)
        : io(io_),
          database(database_),
          telemetry(telemetry_),
          clock(clock_),
          source(source_),
          options(std::move(options_)),
          watch(gapRounds * options.interval),
          rounds(io, database, telemetry, clock,
                 {.name = "health",
                  .node = options.node,
                  .interval = options.interval,
                  .revision = revisionOf,
                  .tidy = [](sql::Connection& db, Time now) { return forgetStates(db, now - statesKept); },
                  .isBusy = [this] { return !calling.empty(); },
                  .done = "components were checked",
                  .missedCounter = "steward_health_rounds_missed_total",
                  .missedHelp = "Rounds of checks that were left out because one took too long."}) {
        last.intervalMs = options.interval.count();
    }

    Async<> define(kernel::Lease lease, bool knowsNothing) {
        using Known = std::pair<Definitions, contract::HealthEvaluation>;
        const auto work = [now = clock.now(), lease](sql::Connection& db) -> Result<Known> {
            STEWARD_CHECK(kernel::requireLease(db, lease));
            STEWARD_CHECK(endGone(db, now));
            STEWARD_TRY(auto definitions, readDefinitions(db, now));
            STEWARD_TRY(auto evaluation, lastEvaluation(db));
            return Known(std::move(definitions), std::move(evaluation));
        };
        auto writing = database.write(work);
        STEWARD_CO_TRY(auto known, co_await std::move(writing));
        watch.define(std::move(known.first), known.second.startedAt,
                     knowsNothing ? Watch::Memory::forget : Watch::Memory::keep);
        co_return Result<>();
    }

    kernel::asio::awaitable<void> call(Component component) {
        const auto self = shared_from_this();
        const auto& probe = component.probe;
        const bool isTcp = probe.kind == ProbeKind::tcp;
        kernel::HttpCall request;
        request.url = isTcp ? "http://" + probe.target : probe.target;
        request.timeout = std::chrono::milliseconds(probe.timeoutMs);
        request.plainHttp = isTcp || component.tenantId.empty();
        request.publicOnly = !component.tenantId.empty();
        request.connectOnly = isTcp;
        const auto begin = steadyNow();
        auto sending = http.send(std::move(request), stopping.get_token());
        const auto reply = co_await std::move(sending);
        calling.erase(component.id);
        if (!reply && reply.error().code == ErrorCode::cancelled) co_return;
        auto outcome = outcomeOf(probe, reply, steadyNow() - begin);
        outcome.at = clock.now();
        ended.push_back({component.id, component.version, std::move(outcome)});
    }

    // What needs no call is answered within the round.
    Async<> check(Time now) {
        std::vector<Component> asked, own;
        std::vector<alerts::ValueQuery> queries;
        last.overdue = 0;
        for (const Component* component : watch.due(now)) {
            const auto& probe = component->probe;
            if (probe.kind == ProbeKind::metric) {
                const auto& condition = probe.condition;
                queries.push_back({component->tenantId, condition.series, condition.matchers,
                                   now - Duration(condition.windowMs), now, Duration(0)});
                asked.push_back(*component);
            } else if (probe.kind == ProbeKind::own) {
                own.push_back(*component);
            } else if (calling.contains(component->id)) {
                continue;
            } else if (calling.size() >= mostCalls) {
                ++last.overdue;
            } else {
                calling.insert(component->id);
                auto one = std::make_shared<Component>(*component);
                io.spawn([self = shared_from_this(), one] { return self->call(*one); });
            }
        }
        for (const auto& id : calling)
            watch.started(id);
        if (!asked.empty()) {
            auto reading = source.read(std::move(queries));
            const auto answers = co_await std::move(reading);
            for (std::size_t i = 0; i < asked.size(); ++i) {
                auto outcome = answers ? outcomeOf(asked[i].probe, answers->at(i), now)
                                       : ProbeOutcome{now, ProbeAnswer::unknown, answers.error().message, {}};
                watch.take(asked[i].id, asked[i].version, outcome);
            }
        }
        if (!own.empty()) {
            auto looking = options.look();
            const auto health = co_await std::move(looking);
            for (const auto& component : own)
                watch.take(component.id, component.version, outcomeOf(component.probe, health, now));
        }
        co_return Result<>();
    }

    Async<> store(kernel::Lease lease, std::shared_ptr<const Round> round) {
        const auto work = [lease, round, evaluation = last](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(kernel::requireLease(db, lease));
            STEWARD_CHECK(storeRound(db, *round));
            return storeEvaluation(db, evaluation);
        };
        auto writing = database.write(work);
        co_return co_await std::move(writing);
    }

    Async<> takeBeats(Time now) {
        auto reading = database.read(allBeats);
        STEWARD_CO_TRY(const auto beats, co_await std::move(reading));
        watch.beats(beats, now);
        co_return Result<>();
    }

    Async<> evaluate(kernel::Round timing) {
        const auto self = shared_from_this();
        const Time now = timing.now;
        if (timing.isFirst) ended.clear();
        if (timing.isChanged) {
            auto defining = define(timing.lease, timing.isFirst);
            STEWARD_CO_CHECK(co_await std::move(defining));
        }
        watch.begin(now);
        for (const auto& one : std::exchange(ended, {}))
            watch.take(one.id, one.version, one.outcome);
        auto taking = takeBeats(now);
        STEWARD_CO_CHECK(co_await std::move(taking));
        auto checking = check(now);
        STEWARD_CO_CHECK(co_await std::move(checking));
        auto round = std::make_shared<const Round>(watch.round(now));
        timing.began(last);
        last.checks = std::ssize(calling);
        auto storing = store(timing.lease, round);
        STEWARD_CO_CHECK(co_await std::move(storing));
        timing.took(last);
        co_return Result<>();
    }
};

HealthService::HealthService(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry,
                             const Clock& clock, alerts::ValueSource& source, Options options)
    : state_(std::make_shared<State>(io, database, telemetry, clock, source, std::move(options))) {
    state_->rounds.setWork([state = std::weak_ptr(state_)](kernel::Round round) -> Async<> {
        const auto self = state.lock();
        if (!self) co_return Result<>();
        auto evaluating = self->evaluate(std::move(round));
        co_return co_await std::move(evaluating);
    });
}

HealthService::~HealthService() = default;

void HealthService::start() {
    state_->telemetry.gauge("steward_health_checks", "Checks of components that are under way.",
                            [state = std::weak_ptr(state_)] {
                                const auto self = state.lock();
                                return self ? static_cast<double>(self->calling.size()) : 0;
                            });
    state_->telemetry.gauge("steward_health_checks_overdue", "Checks of components that wait for others to end.",
                            [state = std::weak_ptr(state_)] {
                                const auto self = state.lock();
                                return self ? static_cast<double>(self->last.overdue) : 0;
                            });
    state_->rounds.start();
}

kernel::asio::awaitable<void> HealthService::settle() {
    const auto state = state_;
    auto settling = state->rounds.settle();
    co_await std::move(settling);
}

Async<> HealthService::stop() {
    const auto state = state_;
    state->stopping.request_stop();
    auto stopping = state->rounds.stop();
    co_return co_await std::move(stopping);
}

Async<bool> HealthService::evaluate() {
    return state_->rounds.round();
}

Async<Page<Component>> HealthService::components(Context& context, contract::ListRequest request) {
    return pageOf<Component>(state_->database, context, std::move(request));
}

Async<Component> HealthService::component(Context& context, std::string id) {
    const auto work = [scope = context.scope(), id, now = context.now](sql::Connection& db) {
        return oneOf<Component>(db, scope, id, now);
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<contract::ComponentHistory> HealthService::history(Context& context, contract::ComponentHistoryRequest request) {
    const Time to = request.to.value_or(context.now);
    const domain::Period period{request.from.value_or(to - historyShown), to};
    const auto work = [scope = context.scope(), id = request.id, period,
                       now = context.now](sql::Connection& db) -> Result<contract::ComponentHistory> {
        STEWARD_CHECK(oneOf<Component>(db, scope, id, now));
        return historyOf(db, scope, id, period);
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<contract::ComponentUptime> HealthService::uptime(Context& context, std::string id) {
    const auto work = [scope = context.scope(), id,
                       now = context.now](sql::Connection& db) -> Result<contract::ComponentUptime> {
        STEWARD_TRY(const auto component, oneOf<Component>(db, scope, id, now));
        return monthsOf(db, component, now);
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<contract::Nothing> HealthService::heartbeat(Context& context, std::string id) {
    const auto work = [scope = context.scope(), id,
                       now = context.now](sql::Connection& db) -> Result<contract::Nothing> {
        STEWARD_CHECK(storeBeat(db, scope, id, now));
        return contract::Nothing();
    };
    auto writing = state_->database.write(work);
    co_return co_await std::move(writing);
}

Async<contract::HealthSummary> HealthService::summary(Context& context) {
    const auto work = [scope = context.scope(), now = context.now](sql::Connection& db) {
        return summaryOf(db, scope, now);
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<contract::UptimeReport> HealthService::report(Context& context, contract::UptimeRequest request) {
    auto scope = context.scope();
    if (!scope.isAll()) request.tenantId = scope.tenant();
    const auto work = [request, now = context.now,
                       names = state_->options.tenantNames](sql::Connection& db) -> Result<contract::UptimeReport> {
        STEWARD_TRY(auto report, reportOf(db, request.tenantId, request.month.value_or(domain::monthOf(now)), now));
        std::vector<std::string> ids;
        for (const auto& row : report.tenants)
            if (!row.id.empty()) ids.push_back(row.id);
        STEWARD_TRY(const auto called, names(db, ids));
        const auto isGone = [&](const auto& row) { return !row.tenantId.empty() && !called.contains(row.tenantId); };
        std::erase_if(report.tenants, isGone);
        std::erase_if(report.components, isGone);
        for (auto& row : report.tenants)
            if (!row.id.empty()) row.name = called.at(row.id);
        std::ranges::stable_sort(report.tenants, {}, &contract::UptimeRow::name);
        return report;
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<Page<domain::MaintenanceWindow>> HealthService::windows(Context& context, contract::ListRequest request) {
    return pageOf<domain::MaintenanceWindow>(state_->database, context, std::move(request));
}

Async<domain::MaintenanceWindow> HealthService::window(Context& context, std::string id) {
    const auto work = [scope = context.scope(), id, now = context.now](sql::Connection& db) {
        return oneOf<domain::MaintenanceWindow>(db, scope, id, now);
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

}  // namespace steward::health
