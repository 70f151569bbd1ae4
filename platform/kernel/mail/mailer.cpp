#include "kernel/mail/mailer.h"

#include "base/ids.h"
#include "base/log.h"
#include "kernel/mail/message.h"
#include "kernel/mail/smtp.h"
#include "sql/mapping.h"

namespace steward::kernel {

namespace {

using sql::tenantOwned;
using sql::TenantScope;

constexpr std::string_view mailId = "eml";
constexpr Duration longestPause = std::chrono::hours(6);
constexpr Duration longestSleep = std::chrono::seconds(30);  // another node may have written one
constexpr Duration spareOfClaim = std::chrono::seconds(60);
constexpr Duration keptAfterEnd = std::chrono::hours(30 * 24);
constexpr std::size_t longestText = 64 * 1024;

enum class MailState { waiting, sent, failed };
STEWARD_DESCRIBE_ENUM(MailState, waiting, sent, failed)

struct OutgoingMail {
    std::string id;
    std::string tenantId;
    std::string recipient;
    std::string fromName;
    std::string subject;
    std::string sealed;
    MailState state = MailState::waiting;
    Time createdAt{};
    std::int64_t attempts = 0;
    Time nextAttemptAt{};
    std::string error;
};
STEWARD_DESCRIBE(OutgoingMail,
                 (id, tenantId, recipient, fromName, subject, sealed, state, createdAt, attempts, nextAttemptAt, error))

}  // namespace

// A mail that this node has for itself until nextAttemptAt.
struct Mailer::Taken {
    OutgoingMail mail;
};

Duration pauseAfter(std::int64_t attempts, Duration first) {
    Duration pause = first;
    for (std::int64_t i = 1; i < attempts && pause < longestPause; ++i)
        pause *= 2;
    return std::min(pause, longestPause);
}

Mailer::Mailer(Database& database, Telemetry& telemetry, const Clock& clock, MailConfig config, Seal seal)
    : database_(database), telemetry_(telemetry), clock_(clock), config_(std::move(config)), seal_(std::move(seal)) {}

Mailer::~Mailer() {
    stop();
}

void Mailer::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

void Mailer::start() {
    if (!isConfigured()) return;
    telemetry_.gauge("steward_mails_waiting", "Mails that were not taken by the mail server yet.",
                     [this] { return static_cast<double>(waiting()); });
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

Result<> Mailer::enqueue(sql::Connection& db, const Mail& mail, Time now) {
    if (!isConfigured()) return fail(ErrorCode::internal, "A mail was written without a mail server.");
    if (!isMailAddress(mail.recipient))
        return fail(ErrorCode::unprocessable, "No mail can be sent to this address. Nothing was changed.");
    if (mail.text.size() > longestText) return fail(ErrorCode::internal, "A mail is too long.");
    OutgoingMail row;
    row.id = newId(mailId, now);
    row.tenantId = mail.tenantId;
    row.recipient = mail.recipient;
    row.fromName = mail.fromName;
    row.subject = mail.subject;
    row.sealed = seal_.close(mail.text);
    row.createdAt = row.nextAttemptAt = now;
    STEWARD_CHECK(sql::insert(db, "outgoing_mail", TenantScope::all(), row));
    enqueued_ = true;
    return {};
}

void Mailer::wake() {
    if (!enqueued_.exchange(false)) return;
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_one();
}

void Mailer::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto sent = sendNext(stop);
        if (!sent)
            log::error("mails cannot be read or marked", {{"detail", json::Value(sent.error().message)}});
        else if (*sent)
            continue;
        const Duration pause = sent ? untilNext().value_or(longestSleep) : longestSleep;
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, pause, [this] { return woken_; });
        woken_ = false;
    }
}

// False when none was due.
Result<bool> Mailer::sendNext(const std::stop_token& stop) {
    const Time now = clock_.now();
    const Duration claim = std::chrono::seconds(config_.timeoutSeconds) + spareOfClaim;
    STEWARD_TRY(const Duration pause, untilNext());
    if (pause > Duration::zero()) return false;
    STEWARD_TRY(const auto taken, database_.writeNow([=](sql::Connection& db) -> Result<std::optional<OutgoingMail>> {
        static const std::string due = "SELECT " + sql::columnList<OutgoingMail>() +
                                       " FROM outgoing_mail WHERE :tenant(tenant_id) AND state = 'waiting'"
                                       " AND next_attempt_at <= ?1 ORDER BY next_attempt_at, id LIMIT 1";
        STEWARD_TRY(const auto rows, db.query(tenantOwned(due), TenantScope::all(), {now}));
        if (rows.empty()) return std::optional<OutgoingMail>();
        STEWARD_TRY(OutgoingMail mail, sql::readInto<OutgoingMail>(rows[0]));
        ++mail.attempts;
        mail.nextAttemptAt = now + claim;
        STEWARD_CHECK(sql::update(db, "outgoing_mail", TenantScope::all(), mail));
        return std::optional(std::move(mail));
    }));
    if (!taken) return false;
    const auto& mail = *taken;
    auto outcome =
        seal_.open(mail.sealed)
            .and_then([&](const std::string& text) {
                return composeMail(
                    {mail.id, mail.fromName, config_.from, mail.recipient, mail.subject, text, mail.createdAt});
            })
            .and_then([&](const std::string& message) { return sendOverSmtp(config_, mail.recipient, message, stop); });
    STEWARD_CHECK(settle({mail}, outcome));
    return true;
}

Result<> Mailer::settle(const Taken& taken, const Result<>& outcome) {
    const Time now = clock_.now();
    OutgoingMail mail = taken.mail;
    const bool isStopped = !outcome && outcome.error().code == ErrorCode::cancelled;
    const bool isOver = !outcome && !isStopped &&
                        (outcome.error().code != ErrorCode::unavailable || mail.attempts >= config_.maxAttempts);
    if (outcome || isOver) mail.sealed.clear();
    mail.state = outcome ? MailState::sent : isOver ? MailState::failed : MailState::waiting;
    mail.error = outcome ? std::string() : outcome.error().detail;
    if (isStopped) --mail.attempts;
    mail.nextAttemptAt =
        isStopped ? now : now + pauseAfter(mail.attempts, std::chrono::milliseconds(config_.firstRetryMs));
    const auto mark = [=](sql::Connection& db) -> Result<> {
        STEWARD_CHECK(sql::update(db, "outgoing_mail", TenantScope::all(), mail));
        STEWARD_CHECK(db.execute(tenantOwned("DELETE FROM outgoing_mail WHERE :tenant(tenant_id)"
                                             " AND state <> 'waiting' AND created_at < ?1"),
                                 TenantScope::all(), {now - keptAfterEnd}));
        return {};
    };
    STEWARD_CHECK(database_.writeNow(mark));
    if (outcome) {
        telemetry_.count("steward_mails_sent_total", "Mails that the mail server took.");
        return {};
    }
    if (isStopped) return {};
    if (isOver) telemetry_.count("steward_mails_failed_total", "Mails that were given up.");
    log::warning(isOver ? "a mail was given up" : "a mail waits for another attempt",
                 {{"mail", json::Value(mail.id)}, {"attempts", mail.attempts}, {"detail", json::Value(mail.error)}});
    return {};
}

Result<Duration> Mailer::untilNext() {
    const Time now = clock_.now();
    STEWARD_TRY(const auto rows, database_.readNow([](sql::Connection& db) {
        return db.query(tenantOwned("SELECT count(*), min(next_attempt_at) FROM outgoing_mail"
                                    " WHERE :tenant(tenant_id) AND state = 'waiting'"),
                        TenantScope::all());
    }));
    waiting_ = rows[0].integer(0);
    if (waiting_ == 0) return longestSleep;
    return std::clamp(rows[0].get<Time>(1) - now, Duration::zero(), longestSleep);
}

}  // namespace steward::kernel
