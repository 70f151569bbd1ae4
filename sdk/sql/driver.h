// An engine behind a Connection. Private to sdk/sql: one implementation per engine, chosen by Connection::open.
#pragma once

#include "sql/connection.h"

namespace steward::sql::detail {

class Driver {
public:
    virtual ~Driver() = default;
    virtual Dialect dialect() const = 0;
    // `text` is spelled for this engine. `mayTouchTenants` false: refuse a statement on one of the tenant tables.
    // Rows go to `sink` if there is one. The number of rows changed.
    virtual Result<std::int64_t> run(std::string_view text, bool mayTouchTenants, const Params& params,
                                     const Value* tenant, const RowSink* sink, const std::stop_token& stop) = 0;
    virtual Result<> script(std::string_view text) = 0;
    virtual Result<> define(std::string_view name, int arguments, ScalarFunction function) = 0;
    virtual Result<> check() = 0;
    virtual bool inTransaction() const = 0;
};

Result<std::unique_ptr<Driver>> openSqlite(const Options& options);

}  // namespace steward::sql::detail
