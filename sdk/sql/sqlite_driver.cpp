#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "sql/driver.h"
#include "sql/sealed_file.h"
#include "sql/text_match.h"

namespace steward::sql::detail {
namespace {

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

constexpr std::size_t keptStatements = 256;
constexpr int operationsBetweenChecks = 5000;

Cell cellOf(sqlite3_value* value) {
    Cell cell;
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            cell.type = Cell::Type::integer;
            cell.integer = sqlite3_value_int64(value);
            break;
        case SQLITE_FLOAT:
            cell.type = Cell::Type::real;
            cell.real = sqlite3_value_double(value);
            break;
        case SQLITE_TEXT:
            cell.type = Cell::Type::text;
            cell.bytes = {reinterpret_cast<const char*>(sqlite3_value_text(value)),
                          static_cast<std::size_t>(sqlite3_value_bytes(value))};
            break;
        case SQLITE_BLOB: {
            cell.type = Cell::Type::blob;
            const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
            cell.bytes = {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_value_bytes(value))};
            break;
        }
        default:
            break;
    }
    return cell;
}

Cell columnCell(sqlite3_stmt* statement, int column) {
    Cell cell;
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            cell.type = Cell::Type::integer;
            cell.integer = sqlite3_column_int64(statement, column);
            break;
        case SQLITE_FLOAT:
            cell.type = Cell::Type::real;
            cell.real = sqlite3_column_double(statement, column);
            break;
        case SQLITE_TEXT:
            cell.type = Cell::Type::text;
            cell.bytes = {reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
                          static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
            break;
        case SQLITE_BLOB: {
            cell.type = Cell::Type::blob;
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
            cell.bytes = {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
            break;
        }
        default:
            break;
    }
    return cell;
}

// The value must stay where it is until the statement was reset.
int bind(sqlite3_stmt* statement, int position, const Value& value) {
    struct Visitor {
        sqlite3_stmt* statement;
        int position;
        int operator()(std::monostate) const { return sqlite3_bind_null(statement, position); }
        int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, position, number); }
        int operator()(double number) const { return sqlite3_bind_double(statement, position, number); }
        int operator()(const std::string& text) const {
            return sqlite3_bind_text64(statement, position, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
        }
        int operator()(const Blob& blob) const {
            return sqlite3_bind_blob64(statement, position, blob.empty() ? "" : static_cast<const void*>(blob.data()),
                                       blob.size(), SQLITE_STATIC);
        }
    };
    return std::visit(Visitor{statement, position}, value.holder());
}

struct SetResult {
    sqlite3_context* context;
    void operator()(std::monostate) const { sqlite3_result_null(context); }
    void operator()(std::int64_t number) const { sqlite3_result_int64(context, number); }
    void operator()(double number) const { sqlite3_result_double(context, number); }
    void operator()(const std::string& text) const {
        sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    void operator()(const Blob& blob) const {
        sqlite3_result_blob64(context, blob.data(), blob.size(), SQLITE_TRANSIENT);
    }
};

class SqliteDriver final : public Driver {
public:
    explicit SqliteDriver(const Options& options) : tenantTables_(options.tenantTables) {}
    ~SqliteDriver() override {
        for (auto& kept : kept_)
            kept.clear();
        sqlite3_close_v2(database_);
    }
    SqliteDriver(const SqliteDriver&) = delete;
    SqliteDriver& operator=(const SqliteDriver&) = delete;

    Result<> open(const Options& options);
    Dialect dialect() const override { return Dialect::sqlite; }
    Result<std::int64_t> run(const Command& command) override;
    Result<> script(std::string_view text) override;
    Result<> define(std::string_view name, int arguments, ScalarFunction function) override;
    Result<> check() override;
    Result<> begin(Access access) override { return plain(access == Access::read ? "BEGIN" : "BEGIN IMMEDIATE"); }
    Result<> commit() override { return plain("COMMIT"); }
    void rollback() override { (void)plain("ROLLBACK"); }
    bool inTransaction() const override { return !sqlite3_get_autocommit(database_); }

private:
    static int authorize(void* self, int action, const char* first, const char*, const char*, const char*);
    Error error(int code) const;
    Result<> plain(std::string_view text);
    Result<Prepared> prepare(std::string_view text, bool mayTouchTenants);
    void keep(std::string_view text, bool mayTouchTenants, Prepared statement);
    Result<> step(sqlite3_stmt* statement, const RowSink* sink, const std::stop_token& stop);

    sqlite3* database_ = nullptr;
    std::vector<std::string> tenantTables_;
    bool guarding_ = false;
    // A statement is taken out while it runs, so that the same text may be run again inside its callback. Those that
    // may touch tenant tables are kept apart, so that they never serve the same text without the right to.
    using Kept = std::unordered_map<std::string, Prepared, Hash, std::equal_to<>>;
    std::array<Kept, 2> kept_;
};

Error SqliteDriver::error(int code) const {
    const std::string detail = database_ ? sqlite3_errmsg(database_) : sqlite3_errstr(code);
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            return {
                ErrorCode::conflict, "The data conflicts with what is stored. Nothing was changed.", detail, {}, {}};
        case SQLITE_FULL:
            return {ErrorCode::storage, "The disk is full. Nothing was changed.", detail, {}, {}};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {ErrorCode::storage, "The database is damaged or not a database.", detail, {}, {}};
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_IOERR:
            return {ErrorCode::storage, "The database could not be opened, read or written.", detail, {}, {}};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::unavailable, "The database is busy. Nothing was changed; try again.", detail, {}, {}};
        case SQLITE_INTERRUPT:
            return {ErrorCode::cancelled, "The operation was cancelled.", {}, {}, {}};
        case SQLITE_TOOBIG:
            return {ErrorCode::tooLarge, "A value is too large to be stored.", detail, {}, {}};
        case SQLITE_AUTH:
            return {ErrorCode::internal,
                    "This operation was not limited to a tenant. Nothing was read or changed.",
                    "A statement on a tenant table is not declared tenantOwned().",
                    {},
                    {}};
        default:
            if (detail.find("integer overflow") != std::string::npos)
                return {ErrorCode::unprocessable, "A number is too large to be computed exactly.", detail, {}, {}};
            return {ErrorCode::internal, "The statement could not be run.", detail, {}, {}};
    }
}

int SqliteDriver::authorize(void* self, int action, const char* first, const char*, const char*, const char*) {
    const auto& driver = *static_cast<const SqliteDriver*>(self);
    const bool touches =
        action == SQLITE_READ || action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE;
    if (!driver.guarding_ || !touches || !first) return SQLITE_OK;
    return std::ranges::find(driver.tenantTables_, first) == driver.tenantTables_.end() ? SQLITE_OK : SQLITE_DENY;
}

Result<> SqliteDriver::open(const Options& options) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= options.mode == Mode::readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (options.mode == Mode::create) flags |= SQLITE_OPEN_CREATE;
    const std::string vfs = options.key.empty() ? std::string() : sealedVfs(options.key);
    if (const int code =
            sqlite3_open_v2(options.path.string().c_str(), &database_, flags, vfs.empty() ? nullptr : vfs.c_str());
        code != SQLITE_OK)
        return fail(error(code));
    sqlite3_busy_timeout(database_, static_cast<int>(options.busyTimeout.count()));
    sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (!tenantTables_.empty()) sqlite3_set_authorizer(database_, &SqliteDriver::authorize, this);
    if (options.mode != Mode::readOnly)
        STEWARD_CHECK(script("PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 16777216"));
    STEWARD_CHECK(
        script(options.durability == Durability::full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL"));
    // The cache stays small on purpose: it is also the size of the runs that sorting works in, and runs that do not fit
    // in the processor's cache made reports over two million rows half as slow again.
    STEWARD_CHECK(script("PRAGMA foreign_keys = ON; SELECT count(*) FROM sqlite_schema"));
    STEWARD_CHECK(define("steward_fold", 1,
                         [](const std::vector<Cell>& arguments) { return Value(foldCase(arguments[0].bytes)); }));
    return define("steward_contains", 2, [](const std::vector<Cell>& arguments) {
        return Value(containsIgnoringCase(arguments[0].bytes, arguments[1].bytes));
    });
}

Result<Prepared> SqliteDriver::prepare(std::string_view text, bool mayTouchTenants) {
    auto& kept = kept_[mayTouchTenants];
    if (const auto found = kept.find(text); found != kept.end()) {
        Prepared statement = std::move(found->second);
        kept.erase(found);
        return statement;
    }
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    guarding_ = !mayTouchTenants;
    const int code = sqlite3_prepare_v3(database_, text.data(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, &rest);
    guarding_ = false;
    Prepared statement(raw);
    if (code != SQLITE_OK) return fail(error(code));
    const std::string_view remainder(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    if (!statement || remainder.find_first_not_of(" \t\r\n;") != std::string_view::npos)
        return fail(ErrorCode::internal, "The statement could not be run.", "Exactly one statement is expected.");
    return statement;
}

void SqliteDriver::keep(std::string_view text, bool mayTouchTenants, Prepared statement) {
    sqlite3_reset(statement.get());
    sqlite3_clear_bindings(statement.get());
    auto& kept = kept_[mayTouchTenants];
    if (kept.size() >= keptStatements) kept.erase(kept.begin());
    kept.try_emplace(std::string(text), std::move(statement));
}

Result<> SqliteDriver::step(sqlite3_stmt* statement, const RowSink* sink, const std::stop_token& stop) {
    Columns columns;
    std::vector<Cell> cells;
    for (bool first = true;; first = false) {
        if (stop.stop_requested()) return fail(error(SQLITE_INTERRUPT));
        const int code = sqlite3_step(statement);
        if (code == SQLITE_DONE) return {};
        if (code != SQLITE_ROW) return fail(error(code));
        if (!sink) continue;
        if (first) {
            const int count = sqlite3_column_count(statement);
            for (int i = 0; i < count; ++i)
                columns.emplace_back(sqlite3_column_name(statement, i));
            cells.resize(columns.size());
        }
        for (std::size_t i = 0; i < cells.size(); ++i)
            cells[i] = columnCell(statement, static_cast<int>(i));
        if (!sink->take(sink->context, Row(columns, cells.data()))) return {};
    }
}

Result<> SqliteDriver::plain(std::string_view text) {
    STEWARD_CHECK(run({text, nullptr, {}, false, nullptr, {}}));
    return {};
}

Result<std::int64_t> SqliteDriver::run(const Command& command) {
    const auto& [text, scope, params, bindsTenant, sink, stop, few] = command;
    const bool mayTouchTenants = scope != nullptr;
    STEWARD_TRY(Prepared statement, prepare(text, mayTouchTenants));
    for (std::size_t i = 0; i < params.size(); ++i)
        if (const int code = bind(statement.get(), static_cast<int>(i) + 1, params[i]); code != SQLITE_OK)
            return fail(error(code));
    const Value tenant = bindsTenant ? Value(scope->tenant()) : Value();
    if (bindsTenant) bind(statement.get(), static_cast<int>(params.size()) + 1, tenant);

    struct Watch {
        sqlite3* database;
        ~Watch() { sqlite3_progress_handler(database, 0, nullptr, nullptr); }
    };
    std::optional<Watch> watch;
    if (stop.stop_possible()) {
        const auto stopped = [](void* token) {
            return int(static_cast<const std::stop_token*>(token)->stop_requested());
        };
        sqlite3_progress_handler(database_, operationsBetweenChecks, stopped, const_cast<std::stop_token*>(&stop));
        watch.emplace(database_);
    }
    const auto before = sqlite3_total_changes64(database_);
    const auto outcome = step(statement.get(), sink, stop);
    const bool changes = !sqlite3_stmt_readonly(statement.get());
    const auto changed = changes && sqlite3_total_changes64(database_) != before ? sqlite3_changes64(database_) : 0;
    keep(text, mayTouchTenants, std::move(statement));
    if (!outcome) return fail(outcome.error());
    return changed;
}

Result<> SqliteDriver::script(std::string_view text) {
    const int code = sqlite3_exec(database_, std::string(text).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(error(code));
    return {};
}

Result<> SqliteDriver::define(std::string_view name, int arguments, ScalarFunction function) {
    auto call = [](sqlite3_context* context, int count, sqlite3_value** values) {
        const auto& wanted = *static_cast<const ScalarFunction*>(sqlite3_user_data(context));
        std::vector<Cell> cells(static_cast<std::size_t>(count));
        std::transform(values, values + count, cells.begin(), cellOf);
        const auto result = wanted(cells);
        if (!result) return sqlite3_result_error(context, result.error().message.c_str(), -1);
        std::visit(SetResult{context}, result->holder());
    };
    const int code =
        sqlite3_create_function_v2(database_, std::string(name).c_str(), arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                   new ScalarFunction(std::move(function)), call, nullptr, nullptr,
                                   [](void* owned) { delete static_cast<ScalarFunction*>(owned); });
    if (code != SQLITE_OK) return fail(error(code));
    return {};
}

Result<> SqliteDriver::check() {
    std::string finding;
    struct Context {
        std::string* finding;
    } context{&finding};
    const RowSink sink{[](void* opaque, const Row& row) {
                           *static_cast<Context*>(opaque)->finding = row.text(0);
                           return false;
                       },
                       &context};
    STEWARD_CHECK(run({"PRAGMA quick_check(1)", nullptr, {}, false, &sink, {}}));
    if (finding == "ok") return {};
    return fail(ErrorCode::storage, "The database is damaged.", finding);
}

}  // namespace

Result<std::unique_ptr<Driver>> openSqlite(const Options& options) {
    auto driver = std::make_unique<SqliteDriver>(options);
    STEWARD_CHECK(driver->open(options));
    return driver;
}

}  // namespace steward::sql::detail
