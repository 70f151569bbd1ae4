// An engine behind a Connection. Private to sdk/sql: one implementation per engine.
#pragma once

#include "sql/connection.h"

namespace steward::sql::detail {

// One statement for an engine, for the time of one call.
struct Command {
    std::string_view text;  // spelled for the engine
    // Whose rows it may touch; null: none of the tenant tables.
    const TenantScope* scope;
    const Params& params;
    bool bindsTenant;  // the id of the one tenant is the parameter behind `params`
    const RowSink* sink;
    const std::stop_token& stop;
    bool few = true;  // the rows may come in one piece
};

enum class Access { read, write, writeInTurn };

class Driver {
public:
    virtual ~Driver() = default;
    virtual Dialect dialect() const = 0;
    // The number of rows changed.
    virtual Result<std::int64_t> run(const Command& command) = 0;
    virtual Result<> script(std::string_view text) = 0;
    virtual Result<> define(std::string_view name, int arguments, ScalarFunction function) = 0;
    virtual Result<> check() = 0;
    // Every statement inside sees the same moment; with Access::write the end is as if transactions ran one by one.
    virtual Result<> begin(Access access) = 0;
    virtual Result<> commit() = 0;
    virtual void rollback() = 0;
    virtual bool inTransaction() const = 0;
    virtual bool mayRunAgain() const { return false; }
};

Result<std::unique_ptr<Driver>> openSqlite(const Options& options);

}  // namespace steward::sql::detail
