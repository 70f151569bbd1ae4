#include "kernel/outbox.h"

#include "base/log.h"

namespace steward::kernel {
namespace {

// Published rows are removed in one statement once there are so many.
constexpr std::int64_t forgetAfter = 256;

}  // namespace

Result<> enqueue(sql::Connection& connection, std::string_view topic, std::string_view tenantId,
                 const std::string& json) {
    if (!connection.inTransaction())
        return fail(ErrorCode::internal, "A message was announced outside a transaction.", std::string(topic));
    STEWARD_CHECK(
        connection.execute("INSERT INTO outbox (topic, tenant_id, json) VALUES (?1, ?2, ?3)", {topic, tenantId, json}));
    return {};
}

void Outbox::relay(sql::Connection& connection) {
    const auto published = connection.each("SELECT id, topic, tenant_id, json FROM outbox WHERE id > ?1 ORDER BY id",
                                           {published_}, [&](const sql::Row& row) {
                                               bus_.publish(std::string(row.text(1)), std::string(row.text(2)),
                                                            std::string(row.text(3)), clock_.now());
                                               published_ = row.integer(0);
                                           });
    if (!published) {
        ++waiting_;
        log::error("the outbox could not be read", {{"detail", published.error().detail.c_str()}});
        return;
    }
    waiting_ = 0;
    if (published_ - forgotten_ < forgetAfter) return;
    // The last row stays, so that numbers go on growing after a restart.
    if (connection.execute("DELETE FROM outbox WHERE id < ?1", {published_})) forgotten_ = published_;
}

void Outbox::forget(sql::Connection& connection) {
    if (const auto done = connection.execute("DELETE FROM outbox WHERE id <= ?1", {published_}); !done)
        log::warning("the outbox could not be cleared", {{"detail", done.error().detail.c_str()}});
}

}  // namespace steward::kernel
