#include "kernel/outbox.h"

#include "base/log.h"

namespace steward::kernel {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds lookAlone{250};
constexpr milliseconds lookBesidesRings{1000};
constexpr std::int64_t atOnce = 1000;
// Published messages that are kept: so many, and all that are younger. Longer than an access token is valid, so that no
// node that missed the end of a session has a use for it.
constexpr std::int64_t keptMessages = 8000;
constexpr auto keptFor = std::chrono::minutes(20);
constexpr std::int64_t forgetEvery = 256;
constexpr int attempts = 10;

// The transaction of this thread has announced something: its commit, which comes next on this thread, has to publish.
thread_local bool announced = false;

// Messages are numbered and published for everybody; who hears them is the feed's business.
const sql::TenantScope everybody = sql::TenantScope::all();

constexpr auto giveNumbers = sql::tenantOwned(
    "UPDATE outbox SET number = ?1 + fresh.place, numbered_at = ?2 FROM "
    "(SELECT id, row_number() OVER (ORDER BY id) AS place FROM outbox WHERE number IS NULL ORDER BY id LIMIT ?3) "
    "AS fresh WHERE outbox.id = fresh.id");

Message messageOf(const sql::Row& row) {
    return {std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), row.get<Time>(4),
            row.integer(0)};
}

Result<std::int64_t> newestNumber(sql::Connection& connection) {
    STEWARD_TRY(const auto rows, connection.query("SELECT newest FROM outbox_sequence WHERE id = 1"));
    if (rows.empty()) return fail(ErrorCode::storage, "The number of the outbox is missing.");
    return rows[0].integer(0);
}

}  // namespace

Result<> enqueue(sql::Connection& connection, std::string_view topic, std::string_view tenantId,
                 const std::string& json) {
    if (!connection.inTransaction())
        return fail(ErrorCode::internal, "A message was announced outside a transaction.", std::string(topic));
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("INSERT INTO outbox (topic, tenant_id, json) SELECT ?1, ?2, ?3 WHERE :tenant(?2)"),
        tenantId.empty() ? everybody : sql::TenantScope::one(std::string(tenantId)), {topic, tenantId, json}));
    announced = true;
    return {};
}

Result<RecentMessages> recentMessages(sql::Connection& connection, std::int64_t atMost) {
    STEWARD_TRY(auto reading, connection.readTransaction());
    RecentMessages recent;
    STEWARD_TRY(recent.newest, newestNumber(connection));
    STEWARD_CHECK(connection.each(sql::tenantOwned("SELECT number, topic, tenant_id, json, numbered_at FROM outbox "
                                                   "WHERE number > ?1 ORDER BY number"),
                                  everybody, {recent.newest - atMost},
                                  [&](const sql::Row& row) { recent.messages.push_back(messageOf(row)); }));
    recent.before = recent.messages.empty() ? recent.newest : recent.messages.front().number - 1;
    STEWARD_CHECK(reading.commit());
    return recent;
}

void Outbox::connect(std::function<void(std::int64_t)> ring, std::function<bool()> hears) {
    ring_ = std::move(ring);
    hears_ = std::move(hears);
}

Result<> Outbox::start() {
    STEWARD_TRY(published_, database_.readNow([](sql::Connection& connection) { return newestNumber(connection); }));
    running_ = true;
    return {};
}

void Outbox::committed(sql::Connection& connection) {
    if (!std::exchange(announced, false)) return;
    const std::lock_guard lock(publishing_);
    Result<> outcome;
    // When another node numbers at the same moment, one of the two begins again and finds little left to do. They take
    // no turns by a lock of their sessions: a node that is paused would keep it.
    for (int i = 0; i < attempts; ++i) {
        outcome = number(connection);
        if (outcome || !connection.mayRunAgain()) break;
    }
    if (outcome) outcome = publishNew(connection);
    note(outcome);
}

Result<> Outbox::number(sql::Connection& connection) {
    for (std::int64_t given = atOnce; given == atOnce;) {
        STEWARD_TRY(auto transaction, connection.writeTransaction());
        const Time now = clock_.now();
        STEWARD_TRY(const std::int64_t before, newestNumber(connection));
        STEWARD_TRY(given, connection.execute(giveNumbers, everybody, {before, now, atOnce}));
        if (given == 0) return {};
        const std::int64_t newest = before + given;
        STEWARD_CHECK(connection.execute("UPDATE outbox_sequence SET newest = ?1 WHERE id = 1", {newest}));
        if (before / forgetEvery != newest / forgetEvery)
            STEWARD_CHECK(
                connection.execute(sql::tenantOwned("DELETE FROM outbox WHERE number <= ?1 AND numbered_at < ?2"),
                                   everybody, {newest - keptMessages, now - keptFor}));
        STEWARD_CHECK(transaction.commit());
        ring_(newest);
    }
    return {};
}

Result<> Outbox::publishNew(sql::Connection& connection) {
    for (std::int64_t found = atOnce; found == atOnce;) {
        found = 0;
        STEWARD_CHECK(
            connection.each(sql::few(sql::tenantOwned("SELECT number, topic, tenant_id, json, numbered_at FROM outbox "
                                                      "WHERE number > ?1 ORDER BY number LIMIT ?2")),
                            everybody, {published_.load(), atOnce}, [&](const sql::Row& row) {
                                const Message message = messageOf(row);
                                if (message.number > published_ + 1)
                                    bus_.publish(Message{.time = clock_.now(), .number = message.number - 1});
                                bus_.publish(message);
                                published_ = message.number;
                                ++found;
                            }));
    }
    return {};
}

// Whether there are messages without a number: of a node that died, or could not give them.
Result<bool> Outbox::look(sql::Connection& connection) {
    const std::lock_guard lock(publishing_);
    STEWARD_CHECK(publishNew(connection));
    STEWARD_TRY(const auto rows,
                connection.query(sql::tenantOwned("SELECT id FROM outbox WHERE number IS NULL ORDER BY id LIMIT 1"),
                                 everybody));
    return !rows.empty();
}

Async<> Outbox::catchUp() {
    auto looking = database_.read([this](sql::Connection& connection) { return look(connection); });
    const auto left = co_await std::move(looking);
    if (!left) co_return fail(left.error());
    if (!*left) co_return Result<>();
    auto numbering = database_.write([](sql::Connection&) -> Result<> {
        announced = true;
        return {};
    });
    auto numbered = co_await std::move(numbering);
    co_return numbered;
}

asio::awaitable<void> Outbox::follow() {
    auto looked = std::chrono::steady_clock::time_point();
    while (running_) {
        const auto pause = hears_() ? lookBesidesRings : lookAlone;
        if (std::chrono::steady_clock::now() - looked >= pause) {
            auto catching = catchUp();
            const auto caught = co_await std::move(catching);
            note(caught);
            looked = std::chrono::steady_clock::now();
        }
        co_await sleepFor(lookAlone);
    }
}

void Outbox::note(const Result<>& outcome) {
    if (outcome) {
        failed_ = 0;
    } else if (failed_++ == 0) {
        log::error("messages of the outbox wait", {{"detail", outcome.error().detail.c_str()}});
    }
}

}  // namespace steward::kernel
