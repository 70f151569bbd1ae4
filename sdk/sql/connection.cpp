#include "sql/connection.h"

#include <utility>

#include "sql/driver.h"

namespace steward::sql {

Result<Connection> Connection::open(Options options) {
    STEWARD_TRY(auto driver, detail::openSqlite(options));
    return Connection(std::move(driver));
}

Connection::Connection(std::unique_ptr<detail::Driver> driver) : driver_(std::move(driver)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Dialect Connection::dialect() const {
    return driver_->dialect();
}
bool Connection::inTransaction() const {
    return driver_->inTransaction();
}
Result<> Connection::script(std::string_view sql) {
    return driver_->script(sql);
}
Result<> Connection::check() {
    return driver_->check();
}

Result<> Connection::define(std::string_view name, int arguments, ScalarFunction function) {
    return driver_->define(name, arguments, std::move(function));
}

Result<std::int64_t> Connection::run(const Statement& statement, const TenantScope* scope, const Params& params,
                                     const detail::RowSink* sink, std::stop_token stop) {
    const bool oneTenant = scope && !scope->isAll();
    if (statement.tenantOwned && !scope)
        return fail(ErrorCode::internal, "This operation was not limited to a tenant. Nothing was read or changed.",
                    "A tenant-owned statement was run without a TenantScope.");
    if (oneTenant && scope->tenant().empty())
        return fail(ErrorCode::internal, "This operation names no tenant. Nothing was read or changed.",
                    "The TenantScope has an empty id.");

    const Spelling spelling = spell(driver_->dialect(), statement.text, oneTenant);
    if (params.size() != spelling.parameters)
        return fail(ErrorCode::internal, "The statement could not be run.",
                    "It has " + std::to_string(spelling.parameters) + " parameters and was given " +
                        std::to_string(params.size()) + ".");
    if (spelling.namesTenant && !statement.tenantOwned)
        return fail(ErrorCode::internal, "This operation was not limited to a tenant. Nothing was read or changed.",
                    "The statement names :tenant and is not declared tenantOwned().");
    if (statement.tenantOwned && oneTenant && !spelling.namesTenant)
        return fail(ErrorCode::internal, "This operation would reach other tenants. Nothing was read or changed.",
                    "A tenant-owned statement does not name :tenant.");
    if (spelling.needsOneTenant && !oneTenant)
        return fail(ErrorCode::internal, "This operation needs one tenant. Nothing was read or changed.",
                    "The statement uses the id :tenant in the scope of all tenants.");

    return driver_->run({spelling.text, statement.tenantOwned ? scope : nullptr, params, spelling.tenantParameter != 0,
                         sink, stop, statement.few});
}

Result<Rows> Connection::query(Statement statement, Params params, std::stop_token stop) {
    Rows rows;
    STEWARD_CHECK(each(few(statement), params, [&](const Row& row) { rows.append(row); }, std::move(stop)));
    return rows;
}

Result<Rows> Connection::query(Statement statement, const TenantScope& scope, Params params, std::stop_token stop) {
    Rows rows;
    STEWARD_CHECK(each(few(statement), scope, params, [&](const Row& row) { rows.append(row); }, std::move(stop)));
    return rows;
}

Result<std::int64_t> Connection::execute(Statement statement, Params params) {
    return run(statement, nullptr, params, nullptr, {});
}

Result<std::int64_t> Connection::execute(Statement statement, const TenantScope& scope, Params params) {
    return run(statement, &scope, params, nullptr, {});
}

namespace {

Result<> begin(detail::Driver& driver, detail::Access access) {
    if (driver.inTransaction())
        return fail(ErrorCode::internal, "The operation could not start.",
                    "A transaction is open already on this connection.");
    return driver.begin(access);
}

}  // namespace

Result<Transaction> Connection::writeTransaction(bool inTurn) {
    STEWARD_CHECK(begin(*driver_, inTurn ? detail::Access::writeInTurn : detail::Access::write));
    return Transaction(driver_.get());
}
Result<Transaction> Connection::readTransaction() {
    STEWARD_CHECK(begin(*driver_, detail::Access::read));
    return Transaction(driver_.get());
}
bool Connection::mayRunAgain() const {
    return driver_->mayRunAgain();
}

Transaction::Transaction(Transaction&& other) noexcept : driver_(std::exchange(other.driver_, nullptr)) {}

Transaction::~Transaction() {
    if (driver_ && driver_->inTransaction()) driver_->rollback();
}

Result<> Transaction::commit() {
    if (!driver_ || !driver_->inTransaction())
        return fail(ErrorCode::internal, "The changes were not saved.",
                    "The transaction has ended already; an error inside may have rolled it back.");
    STEWARD_CHECK(driver_->commit());
    driver_ = nullptr;
    return {};
}

}  // namespace steward::sql
