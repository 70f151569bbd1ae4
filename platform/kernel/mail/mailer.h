// Mails that go out because something changed. A mail is a row that is written in the transaction of the change, so it
// goes out exactly when the change happened; a thread of its own hands it to the mail server and tries again, later and
// later, as long as that is away. Of several nodes on one database one at a time has a mail: it takes it by moving the
// time of the next attempt, in a transaction. A node that dies in the middle may have sent it, and then it goes out
// again, with the same Message-ID.
//
//   STEWARD_CHECK(mailer.enqueue(db, {tenantId, "ines@tarnwick.example", "Tarnwick", subject, text}, now));
//
// A text is kept until it is sent, and may hold a link with a secret, so it is sealed.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "kernel/config.h"
#include "kernel/db/database.h"
#include "kernel/telemetry.h"

namespace steward::kernel {

struct Mail {
    std::string tenantId;  // whom it concerns; empty: the platform
    std::string recipient;
    std::string fromName;
    std::string subject;
    std::string text;
};

class Mailer {
public:
    // Keeps texts unreadable in the database. Any thread.
    struct Seal {
        std::function<std::string(std::string_view text)> close;
        std::function<Result<std::string>(std::string_view sealed)> open;
    };
    // All but the configuration and the seal outlive the mailer.
    Mailer(Database& database, Telemetry& telemetry, const Clock& clock, MailConfig config, Seal seal);
    // Ends what is being sent; it goes out after the next start. Before Database::close().
    ~Mailer();
    void stop();

    // Whether there is a mail server. Without one nothing may be enqueued.
    bool isConfigured() const { return !config_.url.empty(); }
    // After migrations.
    void start();

    // Inside Database::write. ErrorCode::unprocessable for an address that no mail can go to.
    Result<> enqueue(sql::Connection& db, const Mail& mail, Time now);
    // main.cpp calls it from Database::onCommit. Any thread.
    void wake();

    // Mails that were not taken yet, as of the last look. Any thread.
    std::int64_t waiting() const { return waiting_; }

private:
    struct Taken;
    void work(const std::stop_token& stop);
    Result<bool> sendNext(const std::stop_token& stop);
    Result<> settle(const Taken& taken, const Result<>& outcome);
    Result<Duration> untilNext();

    Database& database_;
    Telemetry& telemetry_;
    const Clock& clock_;
    const MailConfig config_;
    const Seal seal_;
    std::atomic<std::int64_t> waiting_ = 0;
    std::atomic<bool> enqueued_ = false;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool woken_ = false;
    std::jthread thread_;
};

// How long a mail waits after so many attempts that failed: `first`, then twice as long each time, at most six hours.
Duration pauseAfter(std::int64_t attempts, Duration first);

}  // namespace steward::kernel
