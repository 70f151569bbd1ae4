#include "billing/usage_intake.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "billing/usage_store.h"

namespace steward::billing {
namespace {

namespace asio = kernel::asio;
using domain::UsageOutcome;

constexpr std::size_t mostEvents = 1000;  // of one caller
// Of one transaction, unless one caller alone brings more; and of all that wait.
constexpr std::size_t mostWritten = 2000;
constexpr std::size_t mostWaiting = 4096;

Result<> check(const kernel::Context& context, const contract::UsageReport& report) {
    Error error{ErrorCode::invalid, "The usage cannot be counted. Nothing was.", {}, {}, {}};
    if (report.events.empty() || report.events.size() > mostEvents)
        error.fields.push_back({"/events", "must be 1 to 1,000 events"});
    const auto scope = context.scope();
    for (std::size_t i = 0; i < report.events.size() && error.fields.size() < 20; ++i) {
        for (auto& problem : domain::check(report.events[i]))
            error.fields.push_back({"/events/" + std::to_string(i) + problem.path, std::move(problem.message)});
        if (!scope.isAll() && report.events[i].tenantId != scope.tenant())
            return fail(ErrorCode::notFound, "There is no such tenant. Nothing was counted.");
    }
    if (!error.fields.empty()) return fail(std::move(error));
    return {};
}

contract::UsageReceipt receiptOf(std::vector<domain::UsageResult> results) {
    contract::UsageReceipt receipt;
    receipt.results = std::move(results);
    for (const auto& result : receipt.results) {
        auto& count = result.outcome == UsageOutcome::counted    ? receipt.counted
                      : result.outcome == UsageOutcome::repeated ? receipt.repeated
                                                                 : receipt.refused;
        ++count;
    }
    return receipt;
}

}  // namespace

struct UsageIntake::Waiting {
    Waiting(kernel::Io& io, std::vector<domain::UsageEvent> given)
        : events(std::move(given)), written(io.executor(), asio::steady_timer::time_point::max()) {}
    std::vector<domain::UsageEvent> events;
    Time at{};
    std::optional<Result<std::vector<domain::UsageResult>>> results;
    asio::steady_timer written;  // never runs out: cancelled when there are results
};

kernel::Async<contract::UsageReceipt> UsageIntake::report(kernel::Context& context, contract::UsageReport report) {
    STEWARD_CO_CHECK(check(context, report));
    if (waiting_.size() >= mostWaiting)
        co_return fail(ErrorCode::unavailable,
                       "The platform is busy. No usage was counted; send it again in a moment.");
    const auto own = std::make_shared<Waiting>(io_, std::move(report.events));
    own->at = context.now;
    waiting_.push_back(own);
    if (!std::exchange(writing_, true)) io_.spawn([this] { return writeAll(); });
    boost::system::error_code cancelled;
    co_await own->written.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    if (!own->results) co_return fail(ErrorCode::cancelled, "The request was cancelled. The usage may be counted.");
    if (!*own->results) co_return fail(std::move(*own->results).error());
    auto receipt = receiptOf(std::move(**own->results));
    telemetry_.count("steward_usage_events_counted_total", "Usage events that were counted.",
                     static_cast<std::uint64_t>(receipt.counted));
    co_return receipt;
}

asio::awaitable<void> UsageIntake::writeAll() {
    while (!waiting_.empty()) {
        auto events = std::make_shared<std::vector<domain::UsageEvent>>();
        std::size_t taken = 0;
        for (; taken < waiting_.size(); ++taken) {
            auto& more = waiting_[taken]->events;
            if (taken > 0 && events->size() + more.size() > mostWritten) break;
            events->insert(events->end(), more.begin(), more.end());
        }
        const auto ready = waiting_.begin() + static_cast<std::ptrdiff_t>(taken);
        const std::vector<std::shared_ptr<Waiting>> written(waiting_.begin(), ready);
        waiting_.erase(waiting_.begin(), ready);

        const Time now = written.back()->at;
        auto writing = database_.write(
            [events, now](sql::Connection& connection) { return countUsage(connection, *events, now); });
        const auto results = co_await std::move(writing);
        std::size_t first = 0;
        for (const auto& one : written) {
            if (!results) {
                one->results = fail(results.error());
            } else {
                const auto begin = results->begin() + static_cast<std::ptrdiff_t>(first);
                one->results = std::vector(begin, begin + static_cast<std::ptrdiff_t>(one->events.size()));
            }
            first += one->events.size();
            one->written.cancel();
        }
    }
    writing_ = false;
}

}  // namespace steward::billing
