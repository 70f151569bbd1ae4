// Values as PostgreSQL's binary format has them: network byte order, see the source of its *send and *recv functions.
// Private to sdk/sql.
#pragma once

#include <libpq-fe.h>

#include <array>
#include <deque>
#include <string>
#include <vector>

#include "sql/value.h"

namespace steward::sql {

// Parameters of one call. The values must outlive it.
class PostgresValues {
public:
    explicit PostgresValues(std::size_t expected);
    void add(const Value& value);

    std::size_t size() const { return texts_.size(); }
    const Oid* types() const { return types_.data(); }
    const char* const* texts() const { return texts_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }
    // Statements are prepared for the types they are called with.
    std::string typeSignature() const;

private:
    void add(Oid type, const char* bytes, std::size_t length, bool binary);
    std::vector<Oid> types_;
    std::vector<const char*> texts_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::deque<std::array<char, 8>> numbers_;
};

// The fields of a statement's results in binary format; all of them have those of the first. Cells refer to the result,
// and to memory of this object until the next row.
class PostgresCells {
public:
    explicit PostgresCells(const PGresult* first);
    Cell at(const PGresult* result, int row, int field);

private:
    std::vector<Oid> types_;
    std::vector<std::string> texts_;  // of fields that have no text in the result itself
};

}  // namespace steward::sql
