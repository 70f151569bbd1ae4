#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <boost/endian/conversion.hpp>
#include <cstring>
#include <unordered_map>

#include "sql/driver.h"
#include "sql/postgres.h"
#include "sql/postgres_values.h"

namespace steward::sql {
namespace {

using detail::Command;
using SteadyTime = std::chrono::steady_clock::time_point;

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Link = std::unique_ptr<PGconn, Finish>;
using Reply = std::unique_ptr<PGresult, Clear>;

constexpr std::size_t keptStatements = 256;
// A server that does not answer is left alone for so long, so that callers are told at once.
constexpr auto pauseAfterFailure = std::chrono::milliseconds(250);
constexpr auto graceOfServer = std::chrono::seconds(5);

// A program that was paused inside a transaction keeps its locks from others for so many milliseconds.
constexpr const char* pausedWriter = "5000";
// The statement that every connection prepares to say whose rows the next one may touch.
constexpr const char* tenantSetting = "tenant";
// An advisory lock of the session, of a number that means nothing else.
constexpr const char* takeTurn = "SELECT pg_advisory_lock(5783416)";
constexpr const char* endTurn = "SELECT pg_advisory_unlock(5783416)";

Error unavailable(std::string detail) {
    return {ErrorCode::unavailable,
            "The database cannot be reached. Nothing was changed; try again in a moment.",
            std::move(detail),
            {},
            {}};
}

std::string trimmed(const char* text) {
    std::string out = text ? text : "";
    while (!out.empty() && std::isspace(static_cast<unsigned char>(out.back())))
        out.pop_back();
    return out;
}

// Appendix A of the PostgreSQL documentation.
Error errorOf(const PGresult* result) {
    const auto field = [&](int code) {
        const char* text = PQresultErrorField(result, code);
        return std::string(text ? text : "");
    };
    const std::string state = field(PG_DIAG_SQLSTATE);
    std::string detail = field(PG_DIAG_MESSAGE_PRIMARY);
    if (const auto more = field(PG_DIAG_MESSAGE_DETAIL); !more.empty()) detail += " " + more;
    const auto is = [&](std::string_view start) { return state.starts_with(start); };
    const auto error = [&](ErrorCode code, const char* message) {
        return Error{code, message, state + ": " + detail, {}, {}};
    };
    if (is("23")) return error(ErrorCode::conflict, "The data conflicts with what is stored. Nothing was changed.");
    if (is("40") || is("55P03"))
        return error(ErrorCode::unavailable, "The database is busy. Nothing was changed; try again.");
    if (is("22003")) return error(ErrorCode::unprocessable, "A number is too large to be computed exactly.");
    if (is("57014")) return error(ErrorCode::cancelled, "The operation was cancelled.");
    if (is("53100")) return error(ErrorCode::storage, "The disk is full. Nothing was changed.");
    if (is("08") || is("57P") || is("53") || is("25006"))
        return error(ErrorCode::unavailable,
                     "The database cannot be reached. Nothing was changed; try again in a moment.");
    if (is("58") || is("XX001") || is("XX002"))
        return error(ErrorCode::storage, "The database could not be read or written.");
    if (is("22021") || is("22P05"))
        return error(ErrorCode::invalid, "The text holds characters that cannot be stored. Nothing was changed.");
    if (is("54000") || is("54001")) return error(ErrorCode::tooLarge, "A value is too large to be stored.");
    if (is("42501") || is("P0001"))
        return error(ErrorCode::internal,
                     "This operation was not limited to a tenant or is not allowed. Nothing was read or changed.");
    return error(ErrorCode::internal, "The statement could not be run.");
}

// Others were in the way, or the server went: the whole transaction may be run again.
bool passes(const PGresult* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view text = state ? state : "";
    return text.starts_with("40") || text.starts_with("08") || text.starts_with("57P") || text == "25006" ||
           text == "55P03";
}

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using ParsedUrl = std::unique_ptr<PQconninfoOption, FreeOptions>;

Result<ParsedUrl> parsedUrl(const std::string& url) {
    char* problem = nullptr;
    ParsedUrl parsed(PQconninfoParse(url.c_str(), &problem));
    if (parsed) return parsed;
    Error error{ErrorCode::invalid, "The database's url cannot be read.", trimmed(problem), {}, {}};
    PQfreemem(problem);
    return fail(std::move(error));
}

class PostgresDriver final : public detail::Driver {
public:
    explicit PostgresDriver(PostgresOptions options)
        : options_(std::move(options)), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~PostgresDriver() override { ::close(wake_); }
    PostgresDriver(const PostgresDriver&) = delete;
    PostgresDriver& operator=(const PostgresDriver&) = delete;

    Result<> connect();
    PGconn* link() { return link_.get(); }

    Dialect dialect() const override { return Dialect::postgres; }
    Result<std::int64_t> run(const Command& command) override;
    Result<> script(std::string_view text) override;
    Result<> define(std::string_view, int, ScalarFunction) override { return {}; }
    Result<> check() override;
    Result<> begin(detail::Access access) override;
    Result<> commit() override;
    void rollback() override;
    bool inTransaction() const override { return phase_ != Phase::none; }
    bool mayRunAgain() const override { return mayRunAgain_; }

private:
    // A transaction is announced, and begins with its first statement: that saves a round trip.
    enum class Phase { none, announced, open, failed };
    enum class Step { setting, preparation, statement };

    // To one sink, over several results.
    struct Delivery {
        Columns columns;
        std::vector<Cell> cells;
        std::optional<PostgresCells> decoded;
        bool wanted = true;
        bool anyRow = false;
    };
    struct Outcome {
        std::int64_t changed = 0;
        bool anyRow = false;
        std::string tag;           // "COMMIT"
        std::vector<Reply> whole;  // results that came in one piece, to be delivered when the connection is free again
    };

    Result<> ready();
    void lose();
    tl::unexpected<Error> lost();
    tl::unexpected<Error> refused(const PGresult* result);

    bool sendPlain(const char* text);
    void sendSetting(std::string_view tenant);
    bool sendStatement(const Command& command);
    Result<std::int64_t> attempt(const Command& command, bool& anyRow);
    Result<Outcome> finish(const Command* command);
    Result<> plain(const char* text, std::string_view expectedTag);
    Result<Reply> next(const std::stop_token* stop, bool& cancelling);
    bool wait(short events, const std::stop_token* stop, bool& cancelling, SteadyTime until);
    static void deliver(const Command& command, const PGresult* result, Delivery& delivery);
    void cancelStatement();
    void leaveTurn();

    PostgresOptions options_;
    int wake_;
    Link link_;
    SteadyTime mayConnectAt_{};
    std::string lastProblem_;
    Phase phase_ = Phase::none;
    const char* beginText_ = "";
    std::string tenant_;  // what the transaction's setting is now
    bool mayRunAgain_ = false;
    bool hasTurn_ = false;
    std::vector<Step> steps_;                                // sent since the last end of the pipeline, in order
    std::unordered_map<std::string, std::string> prepared_;  // text and types -> name
    std::uint64_t preparedCount_ = 0;
    bool streaming_ = false;  // a statement delivers its rows: no other may run
    std::string preparing_;   // the key of the statement that this pipeline prepares
};

Result<> PostgresDriver::connect() {
    link_.reset();
    prepared_.clear();
    if (std::chrono::steady_clock::now() < mayConnectAt_) return fail(unavailable(lastProblem_));
    STEWARD_TRY(const ParsedUrl parsed, parsedUrl(options_.url));
    const std::string seconds = std::to_string(std::max<std::int64_t>(2, options_.connectTimeout.count() / 1000));
    std::vector<std::pair<std::string, std::string>> words{
        {"application_name", "stewardd"},
        {"connect_timeout", seconds},
        {"keepalives_idle", "10"},
        {"keepalives_interval", "5"},
        {"keepalives_count", "3"},
        {"tcp_user_timeout", "15000"},
        {"target_session_attrs", options_.primary ? "read-write" : "any"}};
    for (const auto* option = parsed.get(); option->keyword; ++option)
        if (option->val) words.emplace_back(option->keyword, option->val);
    words.emplace_back("client_encoding", "UTF8");
    if (!options_.password.empty()) words.emplace_back("password", options_.password);
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [name, value] : words) {
        names.push_back(name.c_str());
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);

    link_.reset(PQconnectdbParams(names.data(), values.data(), 0));
    if (PQstatus(link_.get()) != CONNECTION_OK) {
        lastProblem_ = trimmed(PQerrorMessage(link_.get()));
        Error error = unavailable(lastProblem_);
        lose();
        mayConnectAt_ = std::chrono::steady_clock::now() + pauseAfterFailure;
        return fail(std::move(error));
    }
    const std::string settings =
        "SET client_min_messages = warning; SET jit = off; SET statement_timeout = " +
        std::to_string(options_.statementTimeout.count()) +
        "; SET idle_in_transaction_session_timeout = " + (options_.readOnly ? "60000" : pausedWriter) +
        "; SET lock_timeout = " + std::to_string(options_.readOnly ? 0 : options_.lockTimeout.count()) +
        "; SET default_transaction_read_only = " + (options_.readOnly ? "on" : "off") + "; PREPARE " + tenantSetting +
        "(text) AS SELECT set_config('app.tenant_id', $1, true)";
    const Reply set(PQexec(link_.get(), settings.c_str()));
    if (PQresultStatus(set.get()) != PGRES_COMMAND_OK || PQsetnonblocking(link_.get(), 1) != 0 ||
        PQenterPipelineMode(link_.get()) != 1) {
        Error error = unavailable(trimmed(PQerrorMessage(link_.get())));
        lose();
        return fail(std::move(error));
    }
    return {};
}

void PostgresDriver::lose() {
    link_.reset();
    prepared_.clear();
    steps_.clear();
    preparing_.clear();
    if (phase_ == Phase::open) phase_ = Phase::failed;
}

tl::unexpected<Error> PostgresDriver::lost() {
    Error error = unavailable(link_ ? trimmed(PQerrorMessage(link_.get())) : "The connection was lost.");
    mayRunAgain_ = true;
    lose();
    return fail(std::move(error));
}

tl::unexpected<Error> PostgresDriver::refused(const PGresult* result) {
    // A key that exists may be another's who was quicker, of whom this transaction knew nothing yet (chapter 13.2.3):
    // in turn it will show.
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const bool maybeLate = phase_ == Phase::open && !hasTurn_ && state && std::string_view(state) == "23505";
    mayRunAgain_ = maybeLate || passes(result);
    if (phase_ == Phase::open) phase_ = Phase::failed;
    return fail(errorOf(result));
}

Result<> PostgresDriver::ready() {
    if (phase_ == Phase::failed)
        return fail(ErrorCode::internal, "The changes were not saved.",
                    "The transaction was ended by an error inside it; no statement may follow.");
    if (link_ && PQstatus(link_.get()) == CONNECTION_OK) return {};
    if (phase_ == Phase::open) {
        phase_ = Phase::failed;
        return lost();
    }
    if (auto again = connect(); !again) {
        mayRunAgain_ = phase_ == Phase::announced;
        return again;
    }
    return {};
}

bool PostgresDriver::sendPlain(const char* text) {
    if (PQsendQueryParams(link_.get(), text, 0, nullptr, nullptr, nullptr, nullptr, 0) != 1) return false;
    steps_.push_back(Step::setting);
    return true;
}

void PostgresDriver::sendSetting(std::string_view tenant) {
    const std::string id(tenant);
    const char* values[] = {id.c_str()};
    PQsendQueryPrepared(link_.get(), tenantSetting, 1, values, nullptr, nullptr, 0);
    steps_.push_back(Step::setting);
    tenant_ = id;
}

bool PostgresDriver::sendStatement(const Command& command) {
    PostgresValues values(command.params.size() + 1);
    for (std::size_t i = 0; i < command.params.size(); ++i)
        values.add(command.params[i]);
    const Value tenant = command.bindsTenant ? Value(command.scope->tenant()) : Value();
    if (command.bindsTenant) values.add(tenant);
    const int count = static_cast<int>(values.size());

    std::string key;
    key.reserve(command.text.size() + values.size());
    key.append(command.text).append(values.typeSignature());
    auto found = prepared_.find(key);
    if (found == prepared_.end()) {
        if (prepared_.size() >= keptStatements) {
            const auto old = prepared_.begin();
            if (!sendPlain(("DEALLOCATE " + old->second).c_str())) return false;
            prepared_.erase(old);
        }
        const std::string name = "s" + std::to_string(++preparedCount_);
        const std::string text(command.text);
        if (PQsendPrepare(link_.get(), name.c_str(), text.c_str(), count, values.types()) != 1) return false;
        steps_.push_back(Step::preparation);
        preparing_ = key;
        found = prepared_.emplace(std::move(key), name).first;
    }
    constexpr int binary = 1;
    if (PQsendQueryPrepared(link_.get(), found->second.c_str(), count, values.texts(), values.lengths(),
                            values.formats(), binary) != 1)
        return false;
    steps_.push_back(Step::statement);
    return true;
}

Result<std::int64_t> PostgresDriver::run(const Command& command) {
    if (streaming_)
        return fail(ErrorCode::internal, "The statement could not be run.",
                    "Another statement of this connection is delivering its rows one by one.");
    mayRunAgain_ = false;
    if (command.stop.stop_requested()) return fail(ErrorCode::cancelled, "The operation was cancelled.");
    bool anyRow = false;
    auto outcome = attempt(command, anyRow);
    const bool again = !outcome && mayRunAgain_ && !link_ && phase_ == Phase::none && options_.readOnly && !anyRow;
    if (again) {
        mayRunAgain_ = false;
        outcome = attempt(command, anyRow);
    }
    return outcome;
}

Result<std::int64_t> PostgresDriver::attempt(const Command& command, bool& anyRow) {
    STEWARD_CHECK(ready());
    if (phase_ == Phase::announced) {
        if (!sendPlain(beginText_)) return lost();
        phase_ = Phase::open;
        tenant_.clear();
    }
    const std::string_view tenant = !command.scope           ? std::string_view()
                                    : command.scope->isAll() ? std::string_view("*")
                                                             : std::string_view(command.scope->tenant());
    if (phase_ == Phase::none) tenant_.clear();
    if (tenant != tenant_) sendSetting(tenant);
    if (!sendStatement(command)) return lost();
    auto outcome = finish(&command);
    if (!outcome) return fail(std::move(outcome).error());
    Delivery delivery;
    for (const auto& whole : outcome->whole)
        deliver(command, whole.get(), delivery);
    anyRow = outcome->anyRow || delivery.anyRow;
    return outcome->changed;
}

// Sends what is queued, with an end of the pipeline, and reads every answer up to there.
Result<PostgresDriver::Outcome> PostgresDriver::finish(const Command* command) {
    if (PQpipelineSync(link_.get()) != 1) return lost();
    static const std::stop_token never;
    const std::stop_token& stop = command ? command->stop : never;
    struct Wake {
        int file;
        void operator()() const {
            const std::uint64_t one = 1;
            [[maybe_unused]] const auto written = ::write(file, &one, sizeof one);
        }
    };
    std::optional<std::stop_callback<Wake>> watch;
    if (stop.stop_possible()) watch.emplace(stop, Wake{wake_});

    Outcome outcome;
    std::optional<Error> error;
    Delivery delivery;
    bool cancelling = false;
    streaming_ = true;
    // Whoever may stop it reads much: row by row keeps memory bounded. To be said when the statement's turn has come.
    const bool rowByRow = command && command->sink && !command->few && stop.stop_possible();
    const auto begins = [&](std::size_t step) {
        if (rowByRow && step < steps_.size() && steps_[step] == Step::statement) PQsetSingleRowMode(link_.get());
    };
    begins(0);
    for (std::size_t step = 0;;) {
        auto reply = next(stop.stop_possible() ? &stop : nullptr, cancelling);
        if (!reply) {
            streaming_ = false;
            return fail(error ? std::move(*error) : std::move(reply).error());
        }
        const PGresult* result = reply->get();
        if (!result) {  // the end of one step
            begins(++step);
            continue;
        }
        const bool isStatement = step < steps_.size() && steps_[step] == Step::statement;
        switch (PQresultStatus(result)) {
            case PGRES_PIPELINE_SYNC:
                streaming_ = false;
                steps_.clear();
                preparing_.clear();
                if (error) return fail(std::move(*error));
                outcome.anyRow = delivery.anyRow;
                return outcome;
            case PGRES_SINGLE_TUPLE:
                if (!delivery.wanted) break;
                deliver(*command, result, delivery);
                // Enough: outside a transaction the rest need not be computed.
                if (!delivery.wanted && phase_ == Phase::none && !cancelling) {
                    cancelling = true;
                    cancelStatement();
                }
                break;
            case PGRES_TUPLES_OK:
            case PGRES_COMMAND_OK:
                if (command && !isStatement) break;
                outcome.tag = PQcmdStatus(const_cast<PGresult*>(result));
                if (command && command->sink && PQntuples(result) > 0) outcome.whole.push_back(std::move(*reply));
                if (!outcome.tag.starts_with("SELECT")) {
                    const std::string count = PQcmdTuples(const_cast<PGresult*>(result));
                    outcome.changed = count.empty() ? 0 : std::stoll(count);
                }
                break;
            case PGRES_PIPELINE_ABORTED:
                break;
            default:
                if (error || (!delivery.wanted && cancelling)) break;  // the latter is our own cancellation
                if (!isStatement && !preparing_.empty()) prepared_.erase(preparing_);
                error = refused(result).value();
                break;
        }
    }
}

void PostgresDriver::deliver(const Command& command, const PGresult* result, Delivery& delivery) {
    const int fields = PQnfields(result);
    if (!delivery.decoded) {
        for (int i = 0; i < fields; ++i)
            delivery.columns.emplace_back(PQfname(result, i));
        delivery.cells.resize(delivery.columns.size());
        delivery.decoded.emplace(result);
    }
    const int rows = PQntuples(result);
    for (int row = 0; row < rows && delivery.wanted; ++row) {
        for (int i = 0; i < fields; ++i)
            delivery.cells[static_cast<std::size_t>(i)] = delivery.decoded->at(result, row, i);
        delivery.anyRow = true;
        delivery.wanted = command.sink->take(command.sink->context, Row(delivery.columns, delivery.cells.data()));
    }
}

void PostgresDriver::cancelStatement() {
    char problem[256];
    PGcancel* cancel = PQgetCancel(link_.get());
    if (cancel) PQcancel(cancel, problem, sizeof problem);
    PQfreeCancel(cancel);
}

bool PostgresDriver::wait(short events, const std::stop_token* stop, bool& cancelling, SteadyTime until) {
    for (;;) {
        pollfd files[2] = {{PQsocket(link_.get()), events, 0}, {wake_, POLLIN, 0}};
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        if (left <= 0) return false;
        const int count =
            ::poll(files, stop && !cancelling ? 2 : 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
        if (count < 0 && errno != EINTR) return false;
        if (stop && !cancelling && stop->stop_requested()) {
            std::uint64_t ignored = 0;
            [[maybe_unused]] const auto drained = ::read(wake_, &ignored, sizeof ignored);
            cancelling = true;
            cancelStatement();
        } else if (files[1].revents != 0) {
            std::uint64_t ignored = 0;
            [[maybe_unused]] const auto drained = ::read(wake_, &ignored, sizeof ignored);
        }
        if (files[0].revents != 0) return true;
    }
}

// The next answer; null: the step is over. An error: the connection is lost.
Result<Reply> PostgresDriver::next(const std::stop_token* stop, bool& cancelling) {
    const auto limit = options_.statementTimeout.count() > 0 ? options_.statementTimeout + graceOfServer
                                                             : std::chrono::milliseconds(std::chrono::hours(24));
    std::optional<SteadyTime> until;  // not asked for a row that is here already
    const auto waits = [&](short events) {
        if (!until) until = std::chrono::steady_clock::now() + limit;
        return wait(events, stop, cancelling, *until);
    };
    for (int unsent = PQflush(link_.get()); unsent != 0; unsent = PQflush(link_.get())) {
        if (unsent < 0 || !waits(POLLIN | POLLOUT)) return lost();
        if (PQconsumeInput(link_.get()) != 1) return lost();
    }
    while (PQisBusy(link_.get())) {
        if (!waits(POLLIN)) return lost();
        if (PQconsumeInput(link_.get()) != 1) {
            // What the server said before it went ("terminating connection") is still to be read.
            if (PQisBusy(link_.get())) return lost();
        }
    }
    Reply reply(PQgetResult(link_.get()));
    const bool fatal = reply && PQresultStatus(reply.get()) == PGRES_FATAL_ERROR;
    if (PQstatus(link_.get()) != CONNECTION_OK) {
        Error error = fatal && PQresultErrorField(reply.get(), PG_DIAG_SQLSTATE)
                          ? errorOf(reply.get())
                          : unavailable(trimmed(PQerrorMessage(link_.get())));
        mayRunAgain_ = true;
        lose();
        return fail(std::move(error));
    }
    return reply;
}

Result<> PostgresDriver::plain(const char* text, std::string_view expectedTag) {
    if (!sendPlain(text)) return lost();
    const auto outcome = finish(nullptr);
    if (!outcome) return fail(outcome.error());
    if (outcome->tag != expectedTag)
        return fail(ErrorCode::internal, "The changes were not saved.", "The server answered " + outcome->tag + ".");
    return {};
}

Result<> PostgresDriver::begin(detail::Access access) {
    mayRunAgain_ = false;
    if (access == detail::Access::writeInTurn) {
        // Before the transaction, whose view of the data is of the moment after it.
        STEWARD_CHECK(ready());
        const auto taken = plain(takeTurn, "SELECT 1");
        if (!taken && !link_) return taken;
        // A program that was paused in its turn would hold up all others: without it there are only more attempts.
        hasTurn_ = taken.has_value();
        mayRunAgain_ = false;
    }
    phase_ = Phase::announced;
    beginText_ = access == detail::Access::read ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                                : "BEGIN ISOLATION LEVEL SERIALIZABLE";
    return {};
}

Result<> PostgresDriver::commit() {
    if (phase_ == Phase::announced) {
        phase_ = Phase::none;
        leaveTurn();
        return {};
    }
    if (phase_ == Phase::failed)
        return fail(ErrorCode::internal, "The changes were not saved.",
                    "The transaction was ended by an error inside it.");
    mayRunAgain_ = false;
    const bool wasConnected = link_ && PQstatus(link_.get()) == CONNECTION_OK;
    auto done = wasConnected ? plain("COMMIT", "COMMIT") : Result<>(lost());
    const bool unknown = wasConnected && !link_;
    phase_ = Phase::none;
    leaveTurn();
    if (!unknown) return done;
    mayRunAgain_ = false;
    return fail(ErrorCode::unavailable,
                "The connection to the database was lost while the change was being saved, so it may or may not have "
                "been saved. Look at it, or repeat the request with the same Idempotency-Key.",
                done.error().detail);
}

void PostgresDriver::rollback() {
    const bool again = mayRunAgain_;
    const bool begun = phase_ == Phase::open || phase_ == Phase::failed;
    phase_ = Phase::none;
    if (begun && link_ && !plain("ROLLBACK", "ROLLBACK")) lose();
    leaveTurn();
    mayRunAgain_ = again;
}

void PostgresDriver::leaveTurn() {
    if (!std::exchange(hasTurn_, false) || !link_) return;
    const bool again = mayRunAgain_;
    if (!plain(endTurn, "SELECT 1")) lose();
    mayRunAgain_ = again;
}

Result<> PostgresDriver::script(std::string_view text) {
    mayRunAgain_ = false;
    STEWARD_CHECK(ready());
    if (phase_ == Phase::announced) {
        phase_ = Phase::open;
        STEWARD_CHECK(plain(beginText_, "BEGIN"));
    }
    if (PQexitPipelineMode(link_.get()) != 1) return lost();
    PQsetnonblocking(link_.get(), 0);
    const Reply reply(PQexec(link_.get(), std::string(text).c_str()));
    const auto status = PQresultStatus(reply.get());
    if (PQstatus(link_.get()) != CONNECTION_OK) return lost();
    PQsetnonblocking(link_.get(), 1);
    PQenterPipelineMode(link_.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return {};
    return refused(reply.get());
}

Result<> PostgresDriver::check() {
    static const Params none;
    static const std::stop_token never;
    const auto answered = run({"SELECT 1", nullptr, none, false, nullptr, never});
    if (!answered) return fail(answered.error());
    return {};
}

}  // namespace

Result<Connection> openPostgres(PostgresOptions options) {
    auto driver = std::make_unique<PostgresDriver>(std::move(options));
    STEWARD_CHECK(driver->connect());
    return Connection(std::move(driver));
}

Result<std::string> postgresUser(const std::string& url) {
    STEWARD_TRY(const ParsedUrl parsed, parsedUrl(url));
    for (const auto* option = parsed.get(); option->keyword; ++option)
        if (option->val && std::string_view(option->keyword) == "user") return option->val;
    return std::string();
}

Result<std::string> scramSecret(const PostgresOptions& as, std::string_view role, std::string_view password) {
    PostgresDriver driver(as);
    STEWARD_CHECK(driver.connect());
    char* secret =
        PQencryptPasswordConn(driver.link(), std::string(password).c_str(), std::string(role).c_str(), "scram-sha-256");
    if (!secret) return fail(unavailable(trimmed(PQerrorMessage(driver.link()))));
    std::string out = secret;
    PQfreemem(secret);
    return out;
}

}  // namespace steward::sql
