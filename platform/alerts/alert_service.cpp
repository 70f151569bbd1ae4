#include "alerts/alert_service.h"

#include <algorithm>
#include <iterator>

#include "alerts/alert_store.h"
#include "alerts/budgets.h"
#include "alerts/definition_store.h"
#include "alerts/delivery.h"
#include "audit/audit_store.h"
#include "kernel/leased_rounds.h"
#include "sql/mapping.h"

namespace steward::alerts {
namespace {

using contract::Page;
using kernel::Async;
using kernel::Context;
using std::chrono::hours;

constexpr std::size_t budgetsAtOnce = 8;
constexpr auto resolvedKept = hours(24 * 30);

tl::unexpected<Error> notThere(std::string_view noun) {
    return fail(ErrorCode::notFound, "There is no such " + std::string(noun) + ".");
}

domain::SilenceState stateOf(const domain::Silence& silence, Time now) {
    if (silence.endsAt <= now) return domain::SilenceState::expired;
    return silence.startsAt <= now ? domain::SilenceState::active : domain::SilenceState::scheduled;
}

// What is computed when something is read.
Result<> complete(sql::Connection&, const sql::TenantScope&, std::vector<domain::AlertChannel>&, Time) {
    return {};
}
Result<> complete(sql::Connection& db, const sql::TenantScope&, std::vector<domain::AlertRule>& rules, Time) {
    if (rules.empty()) return {};
    STEWARD_TRY(const auto last, lastEvaluation(db));
    for (auto& rule : rules)
        if (rule.enabled && last.startedAt && *last.startedAt >= rule.changedAt) rule.evaluatedAt = last.startedAt;
    return {};
}
Result<> complete(sql::Connection& db, const sql::TenantScope& scope, std::vector<domain::Silence>& silences,
                  Time now) {
    if (silences.empty()) return {};
    STEWARD_TRY(const auto counts, silencedAlerts(db, scope));
    for (auto& silence : silences) {
        silence.state = stateOf(silence, now);
        if (const auto found = counts.find(silence.id); found != counts.end()) silence.alerts = found->second;
    }
    return {};
}
Result<> complete(sql::Connection& db, const sql::TenantScope&, std::vector<domain::Slo>& slos, Time) {
    for (auto& slo : slos) {
        STEWARD_TRY(slo.rules, rulesWatching(db, slo.tenantId, slo.name));
    }
    return {};
}

template <class T>
Async<Page<T>> pageOf(kernel::Database& database, const Context& context, contract::ListRequest request) {
    const auto work = [scope = context.scope(), request, now = context.now,
                       stop = context.stop](sql::Connection& db) -> Result<Page<T>> {
        STEWARD_TRY(auto page, listOf<T>(db, scope, request, now, stop));
        STEWARD_CHECK(complete(db, scope, page.items, now));
        return page;
    };
    auto reading = database.read(work);
    co_return co_await std::move(reading);
}

template <class T>
Async<T> oneOf(kernel::Database& database, const Context& context, std::string id) {
    const auto work = [scope = context.scope(), id, now = context.now](sql::Connection& db) -> Result<T> {
        STEWARD_TRY(auto found, findDefinition<T>(db, scope, id));
        if (!found) return notThere(Defined<T>::noun);
        std::vector<T> one{std::move(*found)};
        STEWARD_CHECK(complete(db, scope, one, now));
        return std::move(one.front());
    };
    auto reading = database.read(work);
    co_return co_await std::move(reading);
}

// That it was set or taken away, never what it is.
Result<> recordSecret(sql::Connection& db, const domain::AlertChannel& channel, const domain::Principal& actor,
                      bool isSet, Time now) {
    domain::AuditEntry entry;
    entry.actorId = actor.userId;
    entry.actorName = actor.name;
    entry.onBehalfOf = actor.onBehalfOf();
    entry.entity = enumName(domain::EntityKind::alertChannel);
    entry.action = entry.entity + (isSet ? ".setSecret" : ".removeSecret");
    entry.entityId = channel.id;
    entry.entityName = channel.name;
    if (!channel.tenantId.empty()) entry.tenantId = channel.tenantId;
    entry.versionBefore = entry.versionAfter = channel.version;
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    return {};
}

}  // namespace

struct AlertService::State : std::enable_shared_from_this<AlertService::State> {
    kernel::Io& io;
    kernel::Database& database;
    kernel::Telemetry& telemetry;
    const Clock& clock;
    ValueSource& source;
    const Options options;
    std::shared_ptr<Delivery> delivery;
    Evaluator evaluator = {};
    Budgets budgets = {};
    contract::AlertEvaluation last = {};
    kernel::LeasedRounds rounds;

    State(kernel::Io& io_, kernel::Database& database_, kernel::Telemetry& telemetry_, const Clock& clock_,
          ValueSource& source_, Options options_)
        : io(io_),
          database(database_),
          telemetry(telemetry_),
          clock(clock_),
          source(source_),
          options(std::move(options_)),
          delivery(std::make_shared<Delivery>(io, database, telemetry, clock, options)),
          rounds(io, database, telemetry, clock,
                 {.name = "alerts",
                  .node = options.node,
                  .interval = options.interval,
                  .revision = revisionOf,
                  .tidy = [](sql::Connection& db, Time now) { return forgetResolved(db, now - resolvedKept); },
                  .isBusy = [sender = delivery] { return sender->sending() > 0; },
                  .done = "alert rules were evaluated",
                  .missedCounter = "steward_alert_evaluations_missed_total",
                  .missedHelp = "Rounds of evaluation that were left out because one took too long."}) {
        last.intervalMs = options.interval.count();
    }

    Async<> define() {
        using Known = std::pair<Definitions, std::vector<ActiveAlert>>;
        const auto work = [now = clock.now(), others = options.otherSilences](sql::Connection& db) -> Result<Known> {
            STEWARD_TRY(auto definitions, readDefinitions(db, now));
            if (others) {
                STEWARD_TRY(auto more, others(db, now));
                std::ranges::move(more, std::back_inserter(definitions.silences));
            }
            STEWARD_TRY(auto active, activeAlerts(db, std::nullopt));
            return Known(std::move(definitions), std::move(active));
        };
        auto reading = database.read(work);
        STEWARD_CO_TRY(auto known, co_await std::move(reading));
        budgets.define(known.first.slos);
        evaluator.define(std::move(known.first), std::move(known.second));
        co_return Result<>();
    }

    Async<> readValues(Time now) {
        auto due = evaluator.due(now);
        std::vector<ValueQuery> queries;
        queries.reserve(due.size());
        for (const auto& one : due)
            queries.push_back(one.query);
        auto reading = source.read(std::move(queries));
        STEWARD_CO_TRY(auto answers, co_await std::move(reading));
        evaluator.take(now, due, std::move(answers));
        co_return Result<>();
    }

    Async<> store(kernel::Lease lease, std::shared_ptr<const Round> round, Time now) {
        const auto work = [lease, round, now, evaluation = last](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(kernel::requireLease(db, lease));
            STEWARD_CHECK(storeRound(db, *round, now));
            return storeEvaluation(db, evaluation);
        };
        auto writing = database.write(work);
        co_return co_await std::move(writing);
    }

    Async<> keepBudgets(Time now) {
        for (const auto& due : budgets.due(now, budgetsAtOnce)) {
            std::vector<ValueQuery> queries{due.samples};
            if (due.totals) queries.push_back(*due.totals);
            auto reading = source.read(std::move(queries));
            STEWARD_CO_TRY(const auto answers, co_await std::move(reading));
            const auto budget = budgets.take(now, due, answers.front(), answers.size() > 1 ? answers.back() : Found{});
            if (!budget) continue;
            auto writing = database.write(
                [id = due.slo.id, budget = *budget](sql::Connection& db) { return storeBudget(db, id, budget); });
            STEWARD_CO_CHECK(co_await std::move(writing));
        }
        co_return Result<>();
    }

    Async<> evaluate(kernel::Round timing) {
        const auto self = shared_from_this();
        const Time now = timing.now;
        if (timing.isChanged) {
            auto defining = define();
            STEWARD_CO_CHECK(co_await std::move(defining));
        }
        auto reading = readValues(now);
        STEWARD_CO_CHECK(co_await std::move(reading));
        auto round = std::make_shared<const Round>(evaluator.evaluate(now));
        timing.began(last);
        last.rules = round->evaluated;
        last.problems = round->problems;
        auto storing = store(timing.lease, round, now);
        STEWARD_CO_CHECK(co_await std::move(storing));
        timing.took(last);
        auto telling = delivery->tell(evaluator.active(), timing.lease);
        STEWARD_CO_CHECK(co_await std::move(telling));
        auto keeping = keepBudgets(now);
        co_return co_await std::move(keeping);
    }
};

AlertService::AlertService(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry, const Clock& clock,
                           ValueSource& source, Options options)
    : state_(std::make_shared<State>(io, database, telemetry, clock, source, std::move(options))) {
    state_->rounds.setWork([state = std::weak_ptr(state_)](kernel::Round round) -> Async<> {
        const auto self = state.lock();
        if (!self) co_return Result<>();
        auto evaluating = self->evaluate(std::move(round));
        co_return co_await std::move(evaluating);
    });
}

AlertService::~AlertService() = default;

void AlertService::start() {
    state_->telemetry.gauge("steward_alert_evaluation_seconds", "How long the last round of evaluation took.",
                            [state = std::weak_ptr(state_)] {
                                const auto self = state.lock();
                                return self ? static_cast<double>(self->last.tookMs) / 1000 : 0;
                            });
    state_->telemetry.gauge("steward_alert_evaluation_late_seconds", "How late the last round of evaluation began.",
                            [state = std::weak_ptr(state_)] {
                                const auto self = state.lock();
                                return self ? static_cast<double>(self->last.lateMs) / 1000 : 0;
                            });
    state_->rounds.start();
}

kernel::asio::awaitable<void> AlertService::settle() {
    const auto state = state_;
    auto settling = state->rounds.settle();
    co_await std::move(settling);
}

Async<> AlertService::stop() {
    const auto state = state_;
    auto stopping = state->rounds.stop();
    co_return co_await std::move(stopping);
}

Async<bool> AlertService::evaluate() {
    return state_->rounds.round();
}

Async<Page<domain::Alert>> AlertService::alerts(Context& context, contract::ListRequest request) {
    const auto work = [scope = context.scope(), request, now = context.now, stop = context.stop](sql::Connection& db) {
        return listOf<domain::Alert>(db, scope, request, now, stop);
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<domain::Alert> AlertService::alert(Context& context, std::string id) {
    const auto work = [scope = context.scope(), id](sql::Connection& db) -> Result<domain::Alert> {
        STEWARD_TRY(auto found, findAlert(db, scope, id));
        if (!found) return notThere("alert");
        return std::move(*found);
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<contract::AlertHistory> AlertService::history(Context& context, std::string id) {
    const auto work = [scope = context.scope(), id](sql::Connection& db) -> Result<contract::AlertHistory> {
        STEWARD_TRY(const auto found, findAlert(db, scope, id));
        if (!found) return notThere("alert");
        return historyOf(db, scope, id);
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<contract::AlertSummary> AlertService::summary(Context& context) {
    const auto work = [scope = context.scope()](sql::Connection& db) { return summaryOf(db, scope); };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

contract::SeriesNames AlertService::series(Context& context) const {
    contract::SeriesNames names{state_->source.names()};
    if (!context.scope().isAll()) std::erase_if(names.items, [](const auto& one) { return !one.ofTenants; });
    return names;
}

Async<Page<domain::AlertRule>> AlertService::rules(Context& context, contract::ListRequest request) {
    return pageOf<domain::AlertRule>(state_->database, context, std::move(request));
}
Async<domain::AlertRule> AlertService::rule(Context& context, std::string id) {
    return oneOf<domain::AlertRule>(state_->database, context, std::move(id));
}
Async<Page<domain::Silence>> AlertService::silences(Context& context, contract::ListRequest request) {
    return pageOf<domain::Silence>(state_->database, context, std::move(request));
}
Async<domain::Silence> AlertService::silence(Context& context, std::string id) {
    return oneOf<domain::Silence>(state_->database, context, std::move(id));
}
Async<Page<domain::Slo>> AlertService::slos(Context& context, contract::ListRequest request) {
    return pageOf<domain::Slo>(state_->database, context, std::move(request));
}
Async<domain::Slo> AlertService::slo(Context& context, std::string id) {
    return oneOf<domain::Slo>(state_->database, context, std::move(id));
}
Async<Page<domain::AlertChannel>> AlertService::channels(Context& context, contract::ListRequest request) {
    return pageOf<domain::AlertChannel>(state_->database, context, std::move(request));
}
Async<domain::AlertChannel> AlertService::channel(Context& context, std::string id) {
    return oneOf<domain::AlertChannel>(state_->database, context, std::move(id));
}

Async<domain::AlertChannel> AlertService::setSecret(Context& context, contract::ChannelSecret request) {
    std::optional<std::string> sealed;
    if (request.secret) {
        STEWARD_CO_CHECK(secretBytes(*request.secret));
        sealed = state_->options.seal(*request.secret);
    }
    const auto work = [scope = context.scope(), id = request.id, sealed, actor = context.principal,
                       now = context.now](sql::Connection& db) -> Result<> {
        STEWARD_TRY(const auto channel, findDefinition<domain::AlertChannel>(db, scope, id));
        if (!channel || channel->removed) return notThere("channel");
        STEWARD_CHECK(storeSecret(db, scope, id, sealed));
        return recordSecret(db, *channel, actor, sealed.has_value(), now);
    };
    auto writing = state_->database.write(work);
    STEWARD_CO_CHECK(co_await std::move(writing));
    auto reading = oneOf<domain::AlertChannel>(state_->database, context, request.id);
    co_return co_await std::move(reading);
}

Async<contract::ChannelTest> AlertService::test(Context& context, std::string id) {
    auto reading = oneOf<domain::AlertChannel>(state_->database, context, id);
    STEWARD_CO_TRY(auto channel, co_await std::move(reading));
    if (channel.removed) co_return notThere("channel");
    auto testing = state_->delivery->test(std::move(channel), context.principal.name);
    co_return co_await std::move(testing);
}

}  // namespace steward::alerts
