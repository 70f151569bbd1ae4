// Turns groups, as the database delivers them, into the table with subtotals and totals. Used by the runner.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "report/compiler.h"
#include "report/result.h"
#include "sql/value.h"

namespace steward::report {

// What is known of one measure in one cell. Sums stay whole numbers up to the last moment.
struct Accumulator {
    std::int64_t value = 0;  // the sum, count or extreme
    std::int64_t count = 0;  // for averages
    bool known = false;

    // False when the sum does not fit in 64 bits.
    bool merge(const Accumulator& other, Aggregate aggregate);
    json::Value result(Aggregate aggregate) const;
};

class TableBuilder {
public:
    TableBuilder(const Definition& definition, const GroupQuery& query, std::size_t maximumCells);

    // One row of compileGroups() over all rows and columns, in the order of the query.
    Result<> add(const sql::Row& group);
    // The same over the first `rowFields` row fields, with or without the column fields: sets distinct counts.
    Result<> setDistinct(const sql::Row& group, std::size_t rowFields, bool withColumns);
    // Call between add() and setDistinct(): forms the groups.
    Result<> arrange();
    Table finish();

    std::int64_t rowsScanned() const { return rowsScanned_; }
    std::int64_t groups() const { return leaves_; }
    std::int64_t returned() const { return returned_; }

private:
    struct Node {
        std::vector<json::Value> keys;
        std::vector<Accumulator> cells;  // column groups x measures, then the measures over all columns
        std::vector<std::unique_ptr<Node>> children;
    };
    struct Group {
        std::vector<json::Value> keys;
        std::size_t column = 0;
        std::vector<Accumulator> measures;
    };

    std::size_t columnOf(const sql::Row& group, std::size_t firstField);
    std::vector<Accumulator> measuresOf(const sql::Row& group, std::size_t firstPart) const;
    Result<> checkCurrencies(const sql::Row& group, std::size_t first);
    Result<> merge(Node& node, const Group& group);
    void arrangeColumns();
    void sortChildren(Node& node, std::size_t depth);
    void emit(const Node& node, std::size_t depth);
    void emitLine(const Node& node, LineKind kind);
    Node* find(const sql::Row& group, std::size_t rowFields);
    bool isDescending(const std::string& key) const;

    const Definition& definition_;
    const GroupQuery& query_;
    std::size_t maximumCells_;
    std::size_t cells_ = 0;
    std::vector<Group> groups_;
    std::map<std::string, std::size_t> columnIndexes_;
    std::vector<std::vector<json::Value>> columnKeys_;
    Node root_;
    std::vector<std::string> currencies_;
    Table table_;
    std::int64_t rowsScanned_ = 0;
    std::int64_t leaves_ = 0;
    std::int64_t returned_ = 0;
};

}  // namespace steward::report
