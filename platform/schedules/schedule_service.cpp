#include "schedules/schedule_service.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "audit/audit_store.h"
#include "base/ids.h"
#include "base/log.h"
#include "contract/topics.h"
#include "identity/identity_store.h"
#include "identity/secrets.h"
#include "identity/sessions.h"
#include "kernel/http/request.h"
#include "kernel/leased_rounds.h"
#include "kernel/outbox.h"
#include "report/time_zone.h"
#include "schedules/definition.h"
#include "schedules/delivery.h"
#include "schedules/report_making.h"

namespace steward::schedules {
namespace {

using contract::Page;
using domain::DeliveryKind;
using domain::DeliveryState;
using domain::ReportRunState;
using kernel::Async;
using kernel::Context;
using std::chrono::hours;

constexpr std::string_view jobKind = "report.schedule";
constexpr std::int64_t mostAtOnce = 50, mostAttempts = 5;
constexpr auto runsKept = hours(24 * 180);
constexpr int threads = 2;

tl::unexpected<Error> notThere(std::string_view noun) {
    return fail(ErrorCode::notFound, "There is no such " + std::string(noun) + ".");
}

std::string reasonOf(const Error& error) {
    std::string text = error.message;
    if (!error.detail.empty()) text += " " + error.detail;
    for (const auto& field : error.fields)
        text += " " + field.path + " " + field.message + ".";
    return text.substr(0, 1'000);
}

ReportRunState stateOf(const std::vector<RunDelivery>& deliveries) {
    const auto count = [&](DeliveryState state) { return std::ranges::count(deliveries, state, &RunDelivery::state); };
    if (count(DeliveryState::waiting) > 0) return ReportRunState::waiting;
    return count(DeliveryState::failed) > 0 ? ReportRunState::partlyDelivered : ReportRunState::delivered;
}

std::string failuresOf(const std::vector<RunDelivery>& deliveries) {
    std::string text;
    for (const auto& one : deliveries)
        if (one.state == DeliveryState::failed)
            text += (text.empty() ? "" : " ") + (one.recipient.empty() ? std::string("The bucket") : one.recipient) +
                    ": " + one.detail;
    return text.substr(0, 1'000);
}

std::string signedText(const std::string& runId, const std::string& position, const std::string& file,
                       const std::string& expires) {
    return runId + "\n" + position + "\n" + file + "\n" + expires;
}

Result<> recordSecret(sql::Connection& db, const ReportSchedule& schedule, const domain::Principal& actor, bool isSet,
                      Time now) {
    domain::AuditEntry entry;
    entry.actorId = actor.userId;
    entry.actorName = actor.name;
    entry.onBehalfOf = actor.onBehalfOf();
    entry.entity = enumName(domain::EntityKind::reportSchedule);
    entry.action = entry.entity + (isSet ? ".setSecret" : ".removeSecret");
    entry.entityId = schedule.id;
    entry.entityName = schedule.name;
    if (!schedule.tenantId.empty()) entry.tenantId = schedule.tenantId;
    entry.versionBefore = entry.versionAfter = schedule.version;
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    return {};
}

// Who asked for what takes data out of the platform.
Result<> recordAsked(sql::Connection& db, const ReportSchedule& schedule, const domain::Principal& actor,
                     const char* action, const std::string& runId, Time now) {
    domain::AuditEntry entry;
    entry.actorId = actor.userId;
    entry.actorName = actor.name;
    entry.onBehalfOf = actor.onBehalfOf();
    entry.entity = enumName(domain::EntityKind::reportSchedule);
    entry.action = entry.entity + action;
    entry.entityId = schedule.id;
    entry.entityName = schedule.name;
    if (!schedule.tenantId.empty()) entry.tenantId = schedule.tenantId;
    entry.versionBefore = entry.versionAfter = schedule.version;
    entry.after = json::Object{{"run", runId}};
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    return {};
}

Result<> announce(sql::Connection& db, const ReportSchedule& schedule, const ReportRun& run, bool isOwnerThere = true) {
    const contract::ScheduleNews news{schedule.id, schedule.name, schedule.ownerId, run.id,
                                      run.dueAt,   run.state,     run.reason,       isOwnerThere};
    return kernel::enqueue(db, contract::schedulesTopic, run.tenantId, news);
}

}  // namespace

struct ScheduleService::State : std::enable_shared_from_this<ScheduleService::State> {
    kernel::Io& io;
    kernel::Database& database;
    kernel::Jobs& jobs;
    const Clock& clock;
    const Options options;
    kernel::HttpClient http = {};
    kernel::asio::thread_pool pool{threads};
    kernel::LeasedRounds rounds;

    State(kernel::Io& io_, kernel::Database& database_, kernel::Telemetry& telemetry, kernel::Jobs& jobs_,
          const Clock& clock_, Options options_)
        : io(io_),
          database(database_),
          jobs(jobs_),
          clock(clock_),
          options(std::move(options_)),
          rounds(io, database, telemetry, clock,
                 {.name = "schedules",
                  .node = options.node,
                  .interval = Duration(options.config.intervalMs),
                  .isAtOnce = true,
                  .revision = {},
                  .tidy = [](sql::Connection& db, Time now) { return forget(db, now, now - runsKept); },
                  .isBusy = {},
                  .done = "schedules were looked after",
                  .missedCounter = "steward_schedules_missed_rounds_total",
                  .missedHelp = "Looks for what is due that were left out."}) {}

    template <class F>
    auto onThread(F work) -> kernel::asio::awaitable<std::invoke_result_t<F&>> {
        using Outcome = std::invoke_result_t<F&>;
        const auto task = [shared = std::make_shared<F>(std::move(work))]() -> kernel::asio::awaitable<Outcome> {
            co_return (*shared)();
        };
        auto running_ = kernel::asio::co_spawn(pool, task, kernel::asio::use_awaitable);
        co_return co_await std::move(running_);
    }

    Result<> startJob(sql::Connection& db, const ReportSchedule& schedule, const ReportRun& run) const {
        kernel::NewJob job;
        job.kind = jobKind;
        job.title = "Report: " + schedule.name;
        if (!schedule.tenantId.empty()) job.tenantId = schedule.tenantId;
        job.createdBy = schedule.ownerId;
        job.total = std::ssize(schedule.deliveries);
        job.input = json::Object{{"runId", run.id}};
        STEWARD_TRY(const auto created, jobs.create(db, std::move(job)));
        STEWARD_CHECK(storeStart(db, run.id, created.id));
        ReportRun started = run;
        started.state = ReportRunState::running;
        STEWARD_CHECK(storeLast(db, started));
        return announce(db, schedule, started);
    }

    ReportRun newRun(const ReportSchedule& schedule, Time dueAt, domain::RunStart startedBy, Time now) const {
        ReportRun run;
        run.id = newId(id::reportRun, now);
        run.tenantId = schedule.tenantId;
        run.scheduleId = schedule.id;
        run.dueAt = dueAt;
        run.startedBy = startedBy;
        run.ownerName = schedule.ownerName;
        return run;
    }

    Result<> lookAfter(sql::Connection& db, const DueSchedule& due, Time now) const {
        const auto& schedule = due.schedule;
        STEWARD_TRY(auto zone, report::TimeZone::find(schedule.calendar.timeZone));
        const auto moments = domain::dueRuns(schedule.calendar, domain::clocksOf(std::move(zone)), due.handledUntil,
                                             now, schedule.missed, schedule.missedMost);
        if (moments.lastSkipped) {
            auto run = newRun(schedule, *moments.lastSkipped, domain::RunStart::calendar, now);
            run.state = ReportRunState::skipped;
            run.finishedAt = now;
            run.reason = moments.skipped == 1 ? "It was missed, and is not made up for."
                                              : "This and " + std::to_string(moments.skipped - 1) +
                                                    " before were missed, and are not made up for.";
            ReportSchedule toNobody = schedule;
            toNobody.deliveries.clear();
            STEWARD_TRY(const bool isNew, insertRun(db, run, toNobody));
            if (isNew) STEWARD_CHECK(storeLast(db, run));
            if (isNew) STEWARD_CHECK(announce(db, schedule, run));
        }
        for (const Time moment : moments.run) {
            const auto run = newRun(schedule, moment, domain::RunStart::calendar, now);
            STEWARD_TRY(const bool isNew, insertRun(db, run, schedule));
            if (isNew) STEWARD_CHECK(startJob(db, schedule, run));
        }
        return storeHandled(db, schedule.id, now, moments.next);
    }

    Result<> goOn(sql::Connection& db, const ReportRun& run) const {
        STEWARD_TRY(const auto schedule,
                    alerts::findDefinition<ReportSchedule>(db, sql::TenantScope::all(), run.scheduleId));
        if (schedule) return startJob(db, *schedule, run);
        ReportRun over = run;
        over.state = ReportRunState::failed;
        over.reason = "The schedule is gone.";
        return storeRun(db, over);
    }

    Async<> look(kernel::Round round) {
        const auto self = shared_from_this();
        const auto looking = [self, lease = round.lease, now = round.now](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(kernel::requireLease(db, lease));
            STEWARD_TRY(const auto due, dueSchedules(db, now, mostAtOnce));
            for (const auto& one : due)
                STEWARD_CHECK(self->lookAfter(db, one, now));
            STEWARD_TRY(const auto waiting, schedules::dueRuns(db, now, mostAtOnce));
            for (const auto& run : waiting)
                STEWARD_CHECK(self->goOn(db, run));
            return {};
        };
        auto writing = database.write(looking);
        co_return co_await std::move(writing);
    }

    // The job.

    Async<> work(kernel::JobHandle& job) {
        const auto self = shared_from_this();
        const std::string runId(job.input().at("runId").as_string());
        const Time begun = clock.now();
        auto reading = database.read([runId](sql::Connection& db) { return prepare(db, runId); });
        STEWARD_CO_TRY(auto preparation, co_await std::move(reading));
        if (preparation.refused) {
            auto ending = end(job.claim(), std::move(*preparation.refused));
            co_return co_await std::move(ending);
        }
        auto prepared = std::make_shared<Prepared>(std::move(*preparation.prepared));
        prepared->run.startedAt = begun;
        ++prepared->run.attempts;
        std::shared_ptr<const ReportFiles> files;
        if (prepared->run.files.empty()) {
            auto making = make(job, prepared);
            auto made = co_await std::move(making);
            if (!made && (job.stopping() || made.error().code == ErrorCode::cancelled) && !job.cancelled())
                co_return fail(made.error());
            if (!made) {
                Error error =
                    job.cancelled() ? Error{ErrorCode::cancelled, "Somebody cancelled it.", {}, {}, {}} : made.error();
                auto ending = end(job.claim(), {prepared->run, prepared->schedule, std::move(error)});
                co_return co_await std::move(ending);
            }
            files = std::move(*made);
        } else {
            auto fetching = database.read([run = prepared->run](sql::Connection& db) { return filesOf(db, run); });
            auto fetched = co_await std::move(fetching);
            if (!fetched && fetched.error().code != ErrorCode::gone) co_return fail(fetched.error());
            if (!fetched) {
                auto ending = end(job.claim(), {prepared->run, prepared->schedule, fetched.error()});
                co_return co_await std::move(ending);
            }
            files = std::make_shared<const ReportFiles>(std::move(*fetched));
        }
        std::int64_t done = 0;
        for (auto& delivery : prepared->run.deliveries) {
            ++done;
            const bool isDue =
                delivery.state == DeliveryState::waiting && (!delivery.nextAt || *delivery.nextAt <= clock.now());
            if (!isDue) continue;
            if (job.stop().stop_requested() && !job.cancelled())
                co_return fail(ErrorCode::cancelled, "The platform stops.");
            if (job.cancelled()) break;
            auto delivering = deliver(job, prepared, delivery.position, files);
            auto outcome = co_await std::move(delivering);
            if (!outcome && outcome.error().code == ErrorCode::cancelled) co_return fail(outcome.error());
            note(delivery, outcome);
            auto storing = store(job.claim(), prepared->run, delivery);
            STEWARD_CO_CHECK(co_await std::move(storing));
            auto telling = job.progress(done, std::ssize(prepared->run.deliveries));
            STEWARD_CO_CHECK(co_await std::move(telling));
        }
        auto finishing = finish(job.claim(), prepared);
        co_return co_await std::move(finishing);
    }

    Async<std::shared_ptr<const ReportFiles>> make(kernel::JobHandle& job, std::shared_ptr<Prepared> prepared) {
        const auto self = shared_from_this();
        const Time now = clock.now();
        auto making =
            onThread([self, prepared, now, stop = job.stop()] { return produce(*prepared, self->options, now, stop); });
        STEWARD_CO_TRY(auto produced, co_await std::move(making));
        auto& run = prepared->run;
        run.state = ReportRunState::running;
        run.files = std::move(produced.files);
        run.dataAsOf = produced.dataAsOf;
        run.keptUntil = now + hours(24 * options.config.keepDays);
        auto files = std::make_shared<const ReportFiles>(std::move(produced.contents));
        const auto work = [claim = job.claim(), run, files](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(kernel::requireLease(db, claim));
            STEWARD_CHECK(storeFiles(db, run, *files));
            return storeRun(db, run);
        };
        auto writing = database.write(work);
        STEWARD_CO_CHECK(co_await std::move(writing));
        co_return files;
    }

    std::string linkOf(const ReportRun& run, std::int64_t position, std::size_t file) const {
        const std::string expires = std::to_string(run.keptUntil->time_since_epoch().count() / 1000);
        const std::string number = std::to_string(position);
        const std::string which = std::to_string(file);
        return options.url() + "/v1/report-results/" + run.id + "?recipient=" + number + "&file=" + which +
               "&expires=" + expires + "&signature=" + options.sign(signedText(run.id, number, which, expires));
    }

    Async<std::pair<std::string, bool>> deliver(kernel::JobHandle& job, std::shared_ptr<Prepared> prepared,
                                                std::int64_t position, std::shared_ptr<const ReportFiles> files) {
        const auto self = shared_from_this();
        auto parcel = std::make_shared<Parcel>();
        parcel->schedule = prepared->schedule;
        parcel->run = prepared->run;
        parcel->delivery = prepared->run.deliveries.at(static_cast<std::size_t>(position));
        parcel->reportName = prepared->definition.name;
        parcel->files = std::move(files);
        const bool isMail = parcel->delivery.kind == DeliveryKind::email;
        const bool isLinked = isMail && bytesOf(parcel->run.files) > options.config.mostAttachmentKilobytes * 1024;
        for (std::size_t i = 0; isLinked && i < parcel->run.files.size(); ++i)
            parcel->links.push_back(linkOf(parcel->run, position, i));
        if (parcel->delivery.kind == DeliveryKind::bucket) {
            auto calling = callBucket(parcel, job.stop());
            STEWARD_CO_TRY(auto said, co_await std::move(calling));
            co_return std::pair(std::move(said), false);
        }
        auto sending = onThread([self, parcel, isMail, now = clock.now(), stop = job.stop()] {
            return isMail ? sendMail(*parcel, self->options.mail, now, stop)
                          : putIntoFolder(*parcel, self->options.config.folder);
        });
        STEWARD_CO_TRY(auto said, co_await std::move(sending));
        co_return std::pair(std::move(said), isLinked);
    }

    Async<std::string> callBucket(std::shared_ptr<const Parcel> parcel, std::stop_token stop) {
        auto reading =
            database.read([id = parcel->schedule.id](sql::Connection& db) { return sealedSecretOf(db, id); });
        STEWARD_CO_TRY(const auto sealed, co_await std::move(reading));
        if (!sealed) co_return fail(ErrorCode::unprocessable, "The secret of the bucket is not set.");
        STEWARD_CO_TRY(const auto secret, options.unseal(*sealed));
        if (parcel->schedule.tenantId.empty() == false)
            STEWARD_CO_CHECK(alerts::checkTenantUrl(parcel->schedule.bucket.endpoint));
        auto calls = callsToBucket(*parcel, secret, clock.now());
        for (auto& call : calls) {
            auto sending = http.send(std::move(call), stop);
            STEWARD_CO_TRY(const auto reply, co_await std::move(sending));
            STEWARD_CO_CHECK(outcomeOf(reply));
        }
        co_return placeOf(*parcel, parcel->schedule.bucket.bucket + "/" + parcel->delivery.recipient);
    }

    void note(RunDelivery& delivery, const Result<std::pair<std::string, bool>>& outcome) const {
        ++delivery.attempts;
        delivery.at = clock.now();
        delivery.nextAt.reset();
        if (outcome) {
            delivery.state = DeliveryState::delivered;
            delivery.detail = outcome->first;
            delivery.linked = outcome->second;
            return;
        }
        delivery.detail = reasonOf(outcome.error());
        if (!mayPass(outcome.error()) || delivery.attempts >= mostAttempts) {
            delivery.state = DeliveryState::failed;
            return;
        }
        delivery.nextAt = *delivery.at + kernel::pauseAfter(delivery.attempts, Duration(options.config.firstRetryMs));
    }

    Async<> store(kernel::Lease claim, ReportRun run, RunDelivery delivery) {
        const auto work = [claim, run, delivery](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(kernel::requireLease(db, claim));
            return storeDelivery(db, run, delivery);
        };
        auto writing = database.write(work);
        co_return co_await std::move(writing);
    }

    // Of what is stored: somebody may have asked meanwhile that it goes out again.
    Async<> finish(kernel::Lease claim, std::shared_ptr<const Prepared> prepared) {
        const auto self = shared_from_this();
        const auto work = [self, claim, prepared, now = clock.now()](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(kernel::requireLease(db, claim));
            STEWARD_TRY(const auto stored, findRun(db, sql::TenantScope::all(), prepared->run.id));
            if (!stored) return notThere("run");
            ReportRun run = prepared->run;
            run.deliveries = stored->deliveries;
            run.state = stateOf(run.deliveries);
            run.reason = failuresOf(run.deliveries);
            const bool isOver = run.state != ReportRunState::waiting;
            if (isOver) run.finishedAt = now;
            STEWARD_CHECK(storeRun(db, run));
            if (!isOver) {
                std::optional<Time> next;
                for (const auto& one : run.deliveries)
                    if (one.state == DeliveryState::waiting)
                        next = std::min(next.value_or(Time::max()), one.nextAt.value_or(now));
                STEWARD_CHECK(storeWaiting(db, run.id, next.value_or(now)));
            }
            STEWARD_CHECK(storeLast(db, run));
            STEWARD_CHECK(announce(db, prepared->schedule, run));
            if (run.state != ReportRunState::partlyDelivered) return {};
            return self->tellOwner(db, prepared->schedule, run, prepared->owner.email, now);
        };
        auto writing = database.write(work);
        co_return co_await std::move(writing);
    }

    // There is no report: for now, or for good.
    Async<> end(kernel::Lease claim, Refused refused) {
        const auto self = shared_from_this();
        const auto work = [self, claim, refused, now = clock.now()](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(kernel::requireLease(db, claim));
            ReportRun run = refused.run;
            run.reason = reasonOf(refused.error);
            const bool triesAgain = mayPass(refused.error) && run.attempts < mostAttempts;
            run.state = triesAgain ? ReportRunState::waiting : ReportRunState::failed;
            if (!triesAgain) run.finishedAt = now;
            STEWARD_CHECK(storeRun(db, run));
            if (triesAgain) {
                const auto pause = kernel::pauseAfter(run.attempts, Duration(self->options.config.firstRetryMs));
                STEWARD_CHECK(storeWaiting(db, run.id, now + pause));
            }
            STEWARD_CHECK(storeLast(db, run));
            if (!refused.schedule) return {};
            STEWARD_TRY(const auto owner, identity::IdentityStore(db).accountById(refused.schedule->ownerId));
            const bool isThere = owner && identity::maySignIn(*owner);
            STEWARD_CHECK(announce(db, *refused.schedule, run, isThere));
            if (triesAgain) return {};
            return self->tellOwner(db, *refused.schedule, run, isThere ? owner->user.email : std::string(), now);
        };
        auto writing = database.write(work);
        co_return co_await std::move(writing);
    }

    // Without an address, those who look after the tenant or the platform.
    Result<> tellOwner(sql::Connection& db, const ReportSchedule& schedule, const ReportRun& run,
                       const std::string& address, Time now) const {
        if (!options.notify) return {};
        std::vector<std::string> addresses{address};
        if (address.empty()) {
            STEWARD_TRY(addresses, lookersAfter(db, schedule.tenantId));
        }
        const bool isPartly = run.state == ReportRunState::partlyDelivered;
        const std::string subject = (isPartly ? "Not delivered to all: " : "Failed: ") + schedule.name;
        const std::string text = "The scheduled report \"" + schedule.name + "\", due " + toRfc3339(run.dueAt) +
                                 (isPartly ? ", did not reach everybody.\n\n" : ", was not made.\n\n") + run.reason +
                                 "\n\nSee it in Steward: Schedules, " + schedule.name + ", run " + run.id + ".\n";
        for (const auto& to : addresses) {
            const kernel::Mail mail{schedule.tenantId, to, "Steward", subject, text};
            const auto told = options.notify(db, mail, now);
            if (!told && told.error().code != ErrorCode::unprocessable) return told;
        }
        return {};
    }
};

ScheduleService::ScheduleService(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry,
                                 kernel::Jobs& jobs, const Clock& clock, Options options)
    : state_(std::make_shared<State>(io, database, telemetry, jobs, clock, std::move(options))) {
    state_->rounds.setWork([state = std::weak_ptr(state_)](kernel::Round round) -> Async<> {
        const auto self = state.lock();
        if (!self) co_return Result<>();
        auto looking = self->look(std::move(round));
        co_return co_await std::move(looking);
    });
    jobs.registerKind(std::string(jobKind), [state = std::weak_ptr(state_)](kernel::JobHandle& job) -> Async<> {
        const auto self = state.lock();
        if (!self) co_return fail(ErrorCode::cancelled, "The platform stops.");
        auto working = self->work(job);
        co_return co_await std::move(working);
    });
}

ScheduleService::~ScheduleService() {
    state_->pool.join();
}

void ScheduleService::start() {
    state_->rounds.start();
}

Async<> ScheduleService::stop() {
    const auto state = state_;
    auto stopping = state->rounds.stop();
    co_return co_await std::move(stopping);
}

Async<bool> ScheduleService::round() {
    return state_->rounds.round();
}

Async<Page<ReportSchedule>> ScheduleService::schedules(Context& context, contract::ListRequest request) {
    const auto work = [scope = context.scope(), request, now = context.now,
                       stop = context.stop](sql::Connection& db) -> Result<Page<ReportSchedule>> {
        STEWARD_TRY(auto page, alerts::listOf<ReportSchedule>(db, scope, request, now, stop));
        STEWARD_CHECK(nameReports(db, page.items));
        return page;
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<ReportSchedule> ScheduleService::schedule(Context& context, std::string id) {
    const auto work = [scope = context.scope(), id](sql::Connection& db) -> Result<ReportSchedule> {
        STEWARD_TRY(auto found, alerts::findDefinition<ReportSchedule>(db, scope, id));
        if (!found) return notThere("schedule");
        std::vector<ReportSchedule> one{std::move(*found)};
        STEWARD_CHECK(nameReports(db, one));
        return std::move(one.front());
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<ReportSchedule> ScheduleService::setSecret(Context& context, contract::BucketSecret request) {
    std::optional<std::string> sealed;
    if (request.secret) {
        if (request.secret->empty() || request.secret->size() > 256)
            co_return fail(Error{ErrorCode::unprocessable,
                                 "The secret was not set.",
                                 {},
                                 {},
                                 {{"/secret", "must have 1 to 256 characters"}}});
        sealed = state_->options.seal(*request.secret);
    }
    const auto work = [scope = context.scope(), id = request.id, sealed, actor = context.principal,
                       now = context.now](sql::Connection& db) -> Result<> {
        STEWARD_TRY(const auto schedule, alerts::findDefinition<ReportSchedule>(db, scope, id));
        if (!schedule || schedule->removed) return notThere("schedule");
        STEWARD_CHECK(storeSecret(db, scope, id, sealed));
        return recordSecret(db, *schedule, actor, sealed.has_value(), now);
    };
    auto writing = state_->database.write(work);
    STEWARD_CO_CHECK(co_await std::move(writing));
    auto reading = schedule(context, request.id);
    co_return co_await std::move(reading);
}

Async<ReportRun> ScheduleService::runNow(Context& context, std::string id) {
    const auto state = state_;
    const auto work = [state, scope = context.scope(), id, actor = context.principal,
                       now = context.now](sql::Connection& db) -> Result<ReportRun> {
        STEWARD_TRY(const auto schedule, alerts::findDefinition<ReportSchedule>(db, scope, id));
        if (!schedule || schedule->removed) return notThere("schedule");
        // Once, however often it is asked for.
        if (schedule->last && schedule->last->state == ReportRunState::running)
            return fail(ErrorCode::conflict, "It is running already.");
        auto run = state->newRun(*schedule, now, domain::RunStart::person, now);
        STEWARD_TRY(const bool isNew, insertRun(db, run, *schedule));
        if (!isNew) return fail(ErrorCode::conflict, "It runs at this moment already.");
        STEWARD_CHECK(state->startJob(db, *schedule, run));
        STEWARD_CHECK(recordAsked(db, *schedule, actor, ".run", run.id, now));
        STEWARD_TRY(auto stored, findRun(db, scope, run.id));
        return std::move(*stored);
    };
    auto writing = state->database.write(work);
    co_return co_await std::move(writing);
}

Async<Page<ReportRun>> ScheduleService::runs(Context& context, contract::RunsOfSchedule request) {
    const auto work = [scope = context.scope(), request](sql::Connection& db) -> Result<Page<ReportRun>> {
        STEWARD_TRY(const auto schedule, alerts::findDefinition<ReportSchedule>(db, scope, request.id));
        if (!schedule) return notThere("schedule");
        return runsOf(db, scope, request);
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<ReportRun> ScheduleService::run(Context& context, std::string id) {
    const auto work = [scope = context.scope(), id](sql::Connection& db) -> Result<ReportRun> {
        STEWARD_TRY(auto run, findRun(db, scope, id));
        if (!run) return notThere("run");
        return std::move(*run);
    };
    auto reading = state_->database.read(work);
    co_return co_await std::move(reading);
}

Async<ReportRun> ScheduleService::resend(Context& context, contract::ResendRun request) {
    const auto state = state_;
    const auto work = [state, scope = context.scope(), request, actor = context.principal,
                       now = context.now](sql::Connection& db) -> Result<ReportRun> {
        STEWARD_TRY(auto run, findRun(db, scope, request.id));
        if (!run) return notThere("run");
        STEWARD_TRY(const auto schedule, alerts::findDefinition<ReportSchedule>(db, scope, run->scheduleId));
        if (!schedule || schedule->removed)
            return fail(ErrorCode::conflict, "The schedule was deleted. Nothing is delivered again.");
        if (!run->files.empty()) STEWARD_CHECK(filesOf(db, *run));
        bool isAny = false;
        for (auto& delivery : run->deliveries) {
            const bool isMeant =
                request.position ? delivery.position == *request.position : delivery.state != DeliveryState::delivered;
            if (!isMeant) continue;
            // Nobody who was taken off the schedule gets it again.
            const domain::ReportDelivery asked{delivery.kind, delivery.recipient};
            if (std::ranges::find(schedule->deliveries, asked) == schedule->deliveries.end())
                return fail(ErrorCode::conflict, delivery.recipient + " is not among the recipients any more.");
            delivery.state = DeliveryState::waiting;
            delivery.attempts = 0;
            delivery.nextAt.reset();
            STEWARD_CHECK(storeDelivery(db, *run, delivery));
            isAny = true;
        }
        if (!isAny) return fail(ErrorCode::conflict, "There is nobody to deliver it to again.");
        if (run->state != ReportRunState::running) {
            run->attempts = 0;
            run->reason.clear();
            run->finishedAt.reset();
            STEWARD_CHECK(storeRun(db, *run));
            STEWARD_CHECK(state->startJob(db, *schedule, *run));
        }
        STEWARD_CHECK(recordAsked(db, *schedule, actor, ".resend", run->id, now));
        STEWARD_TRY(auto stored, findRun(db, scope, run->id));
        return std::move(*stored);
    };
    auto writing = state->database.write(work);
    co_return co_await std::move(writing);
}

Async<ScheduleService::Download> ScheduleService::download(Link link) {
    const auto state = state_;
    const auto& [runId, position, which, expires, signature] = link;
    const std::string expected = state->options.sign(signedText(runId, position, which, expires));
    if (!identity::sameSecret(signature, expected)) co_return fail(ErrorCode::forbidden, "This link is not good.");
    const auto gone = fail(ErrorCode::gone, "This link is not good any more.");
    const Time now = state->clock.now();
    if (std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() >= std::stoll(expires)) co_return gone;
    const auto work = [id = link.runId, number = std::stoll(position), index = std::stoull(which),
                       gone](sql::Connection& db) -> Result<Download> {
        STEWARD_TRY(const auto preparation, prepare(db, id));
        if (!preparation.prepared) return gone;
        const auto& [run, schedule, owner, definition] = *preparation.prepared;
        const auto found = std::ranges::find(run.deliveries, number, &RunDelivery::position);
        const bool isAmong =
            found != run.deliveries.end() &&
            std::ranges::find(schedule.deliveries, domain::ReportDelivery{found->kind, found->recipient}) !=
                schedule.deliveries.end();
        if (!isAmong) return gone;
        STEWARD_TRY(auto files, filesOf(db, run));
        if (index >= files.size()) return gone;
        const auto& file = run.files[index];
        return Download{file.name, mediaTypeOf(file.format), std::move(files[index].content)};
    };
    auto reading = state->database.read(work);
    co_return co_await std::move(reading);
}

}  // namespace steward::schedules
