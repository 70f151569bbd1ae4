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
    // `units` of the value make 1.
    json::Value result(Aggregate aggregate, std::int64_t units) const;
};

// ErrorCode::tooLarge with how to narrow it.
Error tooManyGroups(std::size_t maximumCells);

class TableBuilder {
public:
    TableBuilder(const Definition& definition, const GroupQuery& query, std::size_t maximumCells);

    // One row of the query's statements, in their order.
    Result<> add(const sql::Row& row);
    // ErrorCode::unprocessable: a total does not fit in 64 bits.
    Result<Table> finish();

    std::int64_t rowsScanned() const { return rowsScanned_; }
    std::int64_t groups() const { return leaves_; }
    std::int64_t returned() const { return returned_; }

private:
    using Keys = std::vector<json::Value>;
    struct Node {
        Keys keys;
        std::vector<Accumulator> cells;   // column groups x measures, then the measures over all columns
        std::vector<json::Value> values;  // of the same, derived measures included
        std::vector<std::unique_ptr<Node>> children;
    };
    struct Group {
        Keys keys;
        std::size_t column = 0;
        std::vector<Accumulator> measures;
    };

    std::size_t cellsOf(std::size_t first, std::size_t count) const;
    Result<> addGroup(const sql::Row& group);
    void setExact(const sql::Row& total, const Level& level);
    Result<> arrange();
    Keys keysOf(const sql::Row& row, std::size_t first, std::size_t firstField, std::size_t count) const;
    std::size_t columnOf(Keys keys);
    std::vector<Accumulator> measuresOf(const sql::Row& group) const;
    Result<> checkCurrencies(const sql::Row& group);
    Result<> merge(Node& node, const Group& group);
    void arrangeColumns();
    Node* find(const Keys& keys);
    bool isDescending(const std::string& key) const;

    std::size_t measureCount() const { return query_.measures.size(); }
    std::size_t totalColumn() const { return columnKeys_.size(); }
    std::size_t width() const { return (columnKeys_.size() + (definition_.columns.empty() ? 0 : 1)) * measureCount(); }
    std::size_t indexOf(const std::string& key) const;
    template <class F>
    void eachNode(Node& node, F&& visit);
    void evaluate(Node& node);
    json::Value ratioOf(const Node& node, std::size_t column, const Measure& measure) const;
    void shares(Node& node, std::size_t measure);
    void ranks(Node& node, std::size_t measure);
    void comparePeriods(Node& node, std::size_t measure);
    Result<> runningTotals(Node& node, std::size_t measure);
    json::Value earlier(const Node& node, std::size_t column, std::size_t measure);

    void sortChildren(Node& node, std::size_t depth);
    void emit(const Node& node, std::size_t depth);
    void emitLine(const Node& node, LineKind kind);

    const Definition& definition_;
    const GroupQuery& query_;
    std::size_t maximumCells_;
    // Where the fields of a row of the query begin, behind its level.
    std::size_t columnsAt_ = 0;
    std::size_t measuresAt_ = 0;
    std::size_t currenciesAt_ = 0;
    bool isArranged_ = false;
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
