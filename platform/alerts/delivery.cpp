#include "alerts/delivery.h"

#include "alerts/definition_store.h"
#include "base/log.h"
#include "contract/topics.h"
#include "kernel/outbox.h"

namespace steward::alerts {
namespace {

using domain::ChannelKind;
using kernel::Async;

std::string keyOf(const ToldGroup& group) {
    return group.channelId + '\n' + group.groupKey;
}

std::string detailOf(const Error& error) {
    return error.detail.empty() ? error.message : error.message + " " + error.detail;
}

std::string detailOf(const kernel::HttpReply& reply) {
    return "The receiver answered " + std::to_string(reply.status) + ".";
}

}  // namespace

Delivery::Delivery(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry, const Clock& clock,
                   const Options& options)
    : io_(io), database_(database), telemetry_(telemetry), clock_(clock), options_(options) {}

bool Delivery::goesOverHttp(const domain::AlertChannel& channel) const {
    return channel.kind == ChannelKind::webhook || channel.kind == ChannelKind::alertmanager;
}

void Delivery::count(bool delivered) {
    if (delivered)
        telemetry_.count("steward_alert_messages_sent_total", "Messages about alerts that channels took.");
    else
        telemetry_.count("steward_alert_messages_failed_total", "Messages about alerts that channels did not take.");
}

Result<Content> Delivery::contentOf(sql::Connection& db, const Message& message) const {
    Content content{message.id(), message.channel, message.group, message.firing, {}, false};
    for (const auto& id : message.resolved) {
        STEWARD_TRY(auto alert, findAlert(db, sql::TenantScope::all(), id));
        // What is silenced while it ends is not told of; nor what is active again in another group.
        if (alert && alert->state == domain::AlertState::resolved && !alert->silencedBy)
            content.resolved.push_back(std::move(*alert));
    }
    return content;
}

Result<> Delivery::post(sql::Connection& db, const Content& content, Time now) const {
    const auto& channel = content.channel;
    if (channel.kind == ChannelKind::desktop) {
        const contract::AlertNews news{{}, noticeOf(content)};
        return kernel::enqueue(db, contract::alertsTopic, channel.tenantId, news);
    }
    if (!options_.mail)
        return fail(ErrorCode::unprocessable, "There is no mail server: the platform's configuration names none.");
    for (const auto& recipient : channel.recipients) {
        const kernel::Mail mail{channel.tenantId, recipient, "Steward", titleOf(content), mailTextOf(content)};
        STEWARD_CHECK(options_.mail(db, mail, now));
    }
    return {};
}

Result<> Delivery::settleNow(sql::Connection& db, const Message& message, Time now) const {
    STEWARD_TRY(const auto content, contentOf(db, message));
    const bool isEmpty = content.firing.empty() && content.resolved.empty();
    if (!isEmpty) {
        const auto posted = post(db, content, now);
        if (!posted && posted.error().code != ErrorCode::unprocessable) return posted;
        STEWARD_CHECK(
            storeOutcome(db, message.channel.id, {now, posted.has_value(), posted ? "" : detailOf(posted.error())}));
        if (!posted) return storeGroup(db, afterFailure(message.before, now));
    }
    return message.after.told.empty() ? forgetGroup(db, message.after) : storeGroup(db, message.after);
}

Async<> Delivery::tell(std::vector<domain::Alert> alerts, kernel::Lease lease) {
    const auto self = shared_from_this();
    const Time now = clock_.now();
    auto overHttp = std::make_shared<std::vector<Message>>();
    const auto reading =
        [](sql::Connection& db) -> Result<std::pair<std::vector<domain::AlertChannel>, std::vector<ToldGroup>>> {
        STEWARD_TRY(auto channels, allDefinitions<domain::AlertChannel>(db));
        STEWARD_TRY(auto told, toldGroups(db));
        return std::pair(std::move(channels), std::move(told));
    };
    auto read = database_.read(reading);
    STEWARD_CO_TRY(const auto known, co_await std::move(read));
    auto due = std::make_shared<const Notifications>(notify(known.first, alerts, known.second, now));
    std::vector<Message> calls;
    bool writes = !due->waiting.empty() || !due->forgotten.empty();
    for (const auto& message : due->messages)
        if (!goesOverHttp(message.channel))
            writes = true;
        else if (!sending_.contains(keyOf(message.before)))
            calls.push_back(message);
    if (writes) {
        const auto work = [this, self, due, lease, now](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(kernel::requireLease(db, lease));
            for (const auto& group : due->waiting)
                STEWARD_CHECK(storeGroup(db, group));
            for (const auto& group : due->forgotten)
                STEWARD_CHECK(forgetGroup(db, group));
            for (const auto& message : due->messages)
                if (!goesOverHttp(message.channel)) STEWARD_CHECK(settleNow(db, message, now));
            return {};
        };
        auto writing = database_.write(work);
        STEWARD_CO_CHECK(co_await std::move(writing));
        for (const auto& message : due->messages)
            if (!goesOverHttp(message.channel)) count(true);
    }
    for (auto& message : calls) {
        sending_.insert(keyOf(message.before));
        auto one = std::make_shared<Message>(std::move(message));
        io_.spawn([self, one, lease] { return self->send(*one, lease); });
    }
    co_return Result<>();
}

Async<kernel::HttpReply> Delivery::call(Content content) {
    auto reading = database_.read([id = content.channel.id](sql::Connection& db) { return secretOf(db, id); });
    STEWARD_CO_TRY(const auto sealed, co_await std::move(reading));
    std::optional<std::string> secret;
    if (sealed && options_.unseal) {
        STEWARD_CO_TRY(secret, options_.unseal(*sealed));
    }
    STEWARD_CO_TRY(auto call, callOf(content, secret, clock_.now()));
    call.publicOnly = !content.channel.tenantId.empty();
    if (call.publicOnly) STEWARD_CO_CHECK(checkTenantUrl(call.url));
    auto sending = http_.send(std::move(call));
    co_return co_await std::move(sending);
}

kernel::asio::awaitable<void> Delivery::send(Message message, kernel::Lease lease) {
    const auto self = shared_from_this();
    auto reading = database_.read([self, message](sql::Connection& db) { return self->contentOf(db, message); });
    auto content = co_await std::move(reading);
    std::optional<domain::DeliveryOutcome> outcome;
    if (content && (!content->firing.empty() || !content->resolved.empty())) {
        auto calling = call(std::move(*content));
        const auto reply = co_await std::move(calling);
        outcome = domain::DeliveryOutcome{clock_.now(), reply && reply->isSuccess(),
                                          reply ? detailOf(*reply) : detailOf(reply.error())};
        count(outcome->delivered);
    }
    const Time now = clock_.now();
    const auto work = [message, lease, outcome, now](sql::Connection& db) -> Result<> {
        STEWARD_CHECK(kernel::requireLease(db, lease));
        if (outcome) STEWARD_CHECK(storeOutcome(db, message.channel.id, *outcome));
        if (outcome && !outcome->delivered) return storeGroup(db, afterFailure(message.before, now));
        return message.after.told.empty() ? forgetGroup(db, message.after) : storeGroup(db, message.after);
    };
    if (content) {
        auto writing = database_.write(work);
        if (const auto stored = co_await std::move(writing); !stored && stored.error().code != ErrorCode::cancelled)
            log::warning("what a channel was told could not be stored", {{"detail", stored.error().detail.c_str()}});
    }
    sending_.erase(keyOf(message.before));
}

Async<contract::ChannelTest> Delivery::test(domain::AlertChannel channel, std::string who) {
    const auto self = shared_from_this();
    const auto begin = std::chrono::steady_clock::now();
    const Time now = clock_.now();
    const Content content = testContent(channel, who, now);
    contract::ChannelTest test;
    if (goesOverHttp(channel)) {
        auto calling = call(content);
        const auto reply = co_await std::move(calling);
        test.delivered = reply && reply->isSuccess();
        if (reply) test.status = reply->status;
        test.detail = reply ? detailOf(*reply) : detailOf(reply.error());
    } else {
        const auto work = [self, content, now](sql::Connection& db) { return self->post(db, content, now); };
        auto writing = database_.write(work);
        const auto posted = co_await std::move(writing);
        if (!posted && posted.error().code != ErrorCode::unprocessable) co_return fail(posted.error());
        test.delivered = posted.has_value();
        test.detail = !posted                                ? detailOf(posted.error())
                      : channel.kind == ChannelKind::desktop ? "Sent to the consoles that are signed in."
                                                             : "Handed to the mail server's queue.";
    }
    test.tookMs = std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - begin).count();
    count(test.delivered);
    const domain::DeliveryOutcome outcome{now, test.delivered, "Test: " + test.detail};
    auto storing =
        database_.write([id = channel.id, outcome](sql::Connection& db) { return storeOutcome(db, id, outcome); });
    STEWARD_CO_CHECK(co_await std::move(storing));
    co_return test;
}

}  // namespace steward::alerts
