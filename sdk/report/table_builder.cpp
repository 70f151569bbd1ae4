#include "report/table_builder.h"

#include <algorithm>
#include <numeric>

#include "report/format.h"

namespace steward::report {
namespace {

json::Value valueOf(const sql::Cell& cell) {
    switch (cell.type) {
        case sql::Cell::Type::integer:
            return cell.integer;
        case sql::Cell::Type::real:
            return cell.real;
        case sql::Cell::Type::null:
            return nullptr;
        default:
            return boost::json::string(cell.bytes);
    }
}

// Nothing before numbers before text before others; text by its bytes, so that every engine and every computer agrees.
int compare(const json::Value& a, const json::Value& b) {
    const auto rank = [](const json::Value& v) { return v.is_null() ? 0 : v.is_number() ? 1 : v.is_string() ? 2 : 3; };
    if (rank(a) != rank(b)) return rank(a) < rank(b) ? -1 : 1;
    if (a.is_null() || isOthers(a)) return 0;
    if (a.is_string()) return std::string_view(a.get_string()).compare(std::string_view(b.get_string()));
    if (a.is_int64() && b.is_int64()) return a.get_int64() < b.get_int64() ? -1 : a.get_int64() > b.get_int64();
    const double x = a.to_number<double>();
    const double y = b.to_number<double>();
    return x < y ? -1 : x > y;
}

}  // namespace

bool Accumulator::merge(const Accumulator& other, Aggregate aggregate) {
    if (!other.known || !addsUp(aggregate)) return true;
    const bool first = !std::exchange(known, true);
    count += other.count;
    if (aggregate == Aggregate::min) {
        value = first ? other.value : std::min(value, other.value);
    } else if (aggregate == Aggregate::max) {
        value = first ? other.value : std::max(value, other.value);
    } else {
        return !__builtin_add_overflow(value, other.value, &value);
    }
    return true;
}

json::Value Accumulator::result(Aggregate aggregate, std::int64_t units) const {
    if (!known) {
        const bool counts = aggregate == Aggregate::count || aggregate == Aggregate::distinct;
        return counts ? json::Value(std::int64_t{0}) : json::Value(nullptr);
    }
    if (aggregate == Aggregate::average) return static_cast<double>(value) / (double(count) * double(units));
    if (units != 1) return static_cast<double>(value) / double(units);
    return value;
}

Error tooManyGroups(std::size_t maximumCells) {
    return {ErrorCode::tooLarge,
            "The report has too many groups to be shown as a table.",
            "It has more than " + std::to_string(maximumCells) +
                " cells. Group by fewer fields, filter, or export the underlying rows.",
            {},
            {}};
}

TableBuilder::TableBuilder(const Definition& definition, const GroupQuery& query, std::size_t maximumCells)
    : definition_(definition), query_(query), maximumCells_(maximumCells), currencies_(definition.measures.size()) {
    const auto rows = definition.rows.size();
    const auto columns = definition.columns.size();
    const auto begin = query.columns.begin();
    table_.rows.assign(begin, begin + static_cast<std::ptrdiff_t>(rows));
    table_.columns.assign(begin + static_cast<std::ptrdiff_t>(rows),
                          begin + static_cast<std::ptrdiff_t>(rows + columns));
    table_.measures.assign(begin + static_cast<std::ptrdiff_t>(rows + columns), query.columns.end());
    columnsAt_ = 1 + cellsOf(0, rows);
    measuresAt_ = columnsAt_ + cellsOf(rows, columns);
    currenciesAt_ = measuresAt_;
    for (const auto& measure : query.measures)
        currenciesAt_ += partsOf(measure.aggregate);
}

std::size_t TableBuilder::cellsOf(std::size_t first, std::size_t count) const {
    std::size_t cells = count;
    for (std::size_t i = first; i < first + count; ++i)
        cells += query_.hasOthers[i];
    return cells;
}

// `first`: which cell; `firstField`: of which dimension.
TableBuilder::Keys TableBuilder::keysOf(const sql::Row& row, std::size_t first, std::size_t firstField,
                                        std::size_t count) const {
    Keys keys;
    keys.reserve(count);
    for (std::size_t i = firstField; i < firstField + count; ++i) {
        const bool isRest = query_.hasOthers[i] && row.integer(first++) != 0;
        const sql::Cell& cell = row.cell(first++);
        if (isRest)
            keys.push_back(others());
        else if (query_.columns[i].type == FieldType::decimal && cell.type == sql::Cell::Type::integer)
            keys.emplace_back(static_cast<double>(cell.integer) / double(decimalUnits));
        else
            keys.push_back(valueOf(cell));
    }
    return keys;
}

std::size_t TableBuilder::columnOf(Keys keys) {
    const auto [found, isNew] = columnIndexes_.try_emplace(json::write(keys), columnKeys_.size());
    if (isNew) columnKeys_.push_back(std::move(keys));
    return found->second;
}

std::vector<Accumulator> TableBuilder::measuresOf(const sql::Row& group) const {
    std::vector<Accumulator> measures(query_.measures.size());
    std::size_t part = measuresAt_;
    for (std::size_t i = 0; i < measures.size(); ++i) {
        if (isDerived(query_.measures[i].aggregate)) continue;
        measures[i].known = !group.isNull(part);
        measures[i].value = group.integer(part);
        if (query_.measures[i].aggregate == Aggregate::average) measures[i].count = group.integer(part + 1);
        part += partsOf(query_.measures[i].aggregate);
    }
    return measures;
}

Result<> TableBuilder::checkCurrencies(const sql::Row& group) {
    std::size_t first = currenciesAt_;
    for (std::size_t i = 0; i < currencies_.size(); ++i) {
        if (!query_.hasCurrency[i]) continue;
        for (const std::size_t at : {first, first + 1}) {
            const auto currency = group.text(at);
            if (currencies_[i].empty()) currencies_[i] = currency;
            if (!currency.empty() && currencies_[i] != currency)
                return fail(ErrorCode::unprocessable, "The amounts are in several currencies and cannot be added.",
                            "There are " + currencies_[i] + " and " + std::string(currency) +
                                ". Filter by one, for example currency=" + currencies_[i] + ".");
        }
        first += 2;
    }
    return {};
}

Result<> TableBuilder::add(const sql::Row& row) {
    const auto level = static_cast<std::size_t>(row.integer(0));
    if (level == 0) return addGroup(row);
    STEWARD_CHECK(arrange());
    setExact(row, query_.levels[level]);
    return {};
}

Result<> TableBuilder::addGroup(const sql::Row& group) {
    const std::size_t rows = definition_.rows.size();
    STEWARD_CHECK(checkCurrencies(group));
    const auto scanned = group.integer(group.size() - 1);
    // Without dimensions SQL delivers one row even when nothing matches.
    if (scanned == 0) return {};
    rowsScanned_ += scanned;
    cells_ += rows + query_.measures.size();
    if (cells_ > maximumCells_) return fail(tooManyGroups(maximumCells_));
    const std::size_t column = columnOf(keysOf(group, columnsAt_, rows, definition_.columns.size()));
    groups_.push_back({keysOf(group, 1, 0, rows), column, measuresOf(group)});
    return {};
}

Result<> TableBuilder::merge(Node& node, const Group& group) {
    const std::size_t count = measureCount();
    for (std::size_t i = 0; i < count; ++i) {
        const auto aggregate = query_.measures[i].aggregate;
        bool fits = node.cells[group.column * count + i].merge(group.measures[i], aggregate);
        if (table_.hasColumnTotals())
            fits = node.cells[columnKeys_.size() * count + i].merge(group.measures[i], aggregate) && fits;
        if (!fits)
            return fail(ErrorCode::unprocessable, "A total is too large to be computed exactly.",
                        keyOf(query_.measures[i]) + " does not fit in 64 bits.");
    }
    return {};
}

// Column groups come in the order they were met; here they get the order people expect.
void TableBuilder::arrangeColumns() {
    if (columnKeys_.empty() && !table_.hasColumnTotals()) columnKeys_.emplace_back();
    std::vector<std::size_t> order(columnKeys_.size());
    std::iota(order.begin(), order.end(), 0);
    std::vector<bool> descending;
    descending.reserve(definition_.columns.size());
    for (const auto& column : definition_.columns)
        descending.push_back(isDescending(keyOf(column)));
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        for (std::size_t i = 0; i < descending.size(); ++i)
            if (const int way = compare(columnKeys_[a][i], columnKeys_[b][i])) {
                const bool isTurned = descending[i] && !isOthers(columnKeys_[a][i]) && !isOthers(columnKeys_[b][i]);
                return isTurned ? way > 0 : way < 0;
            }
        return false;
    });
    std::vector<std::size_t> newIndex(order.size());
    std::vector<std::vector<json::Value>> keys(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        newIndex[order[i]] = i;
        keys[i] = std::move(columnKeys_[order[i]]);
    }
    columnKeys_ = std::move(keys);
    for (auto& group : groups_)
        group.column = newIndex[group.column];
    for (auto& [text, index] : columnIndexes_)
        index = newIndex[index];
}

// Forms the groups, when all are here.
Result<> TableBuilder::arrange() {
    if (std::exchange(isArranged_, true)) return {};
    arrangeColumns();
    table_.columnKeys = columnKeys_;
    const std::size_t width = this->width();
    root_.cells.resize(width);
    std::size_t used = width;
    for (const auto& group : groups_) {
        Node* node = &root_;
        STEWARD_CHECK(merge(root_, group));
        for (std::size_t depth = 0; depth < group.keys.size(); ++depth) {
            // The query delivers groups in order, so a group belongs to the last node or to a new one.
            if (node->children.empty() || node->children.back()->keys[depth] != group.keys[depth]) {
                auto child = std::make_unique<Node>();
                child->keys.assign(group.keys.begin(), group.keys.begin() + static_cast<std::ptrdiff_t>(depth) + 1);
                child->cells.resize(width);
                node->children.push_back(std::move(child));
                leaves_ += depth + 1 == group.keys.size();
                used += width;
                if (used > maximumCells_)
                    return fail(ErrorCode::tooLarge, "The report has too many cells to be shown as a table.",
                                "It has more than " + std::to_string(maximumCells_) +
                                    " cells. Move a field from columns to rows, or filter.");
            }
            node = node->children.back().get();
            STEWARD_CHECK(merge(*node, group));
        }
        if (group.keys.empty()) leaves_ = 1;
        // What does not add up is, in a leaf, what the group says; totals say it of themselves.
        for (std::size_t i = 0; i < measureCount(); ++i)
            if (!addsUp(query_.measures[i].aggregate))
                node->cells[group.column * measureCount() + i] = group.measures[i];
    }
    groups_.clear();
    return {};
}

TableBuilder::Node* TableBuilder::find(const Keys& keys) {
    Node* node = &root_;
    for (const auto& key : keys) {
        const auto found = std::ranges::lower_bound(
            node->children, key, [](const auto& a, const auto& b) { return compare(a, b) < 0; },
            [](const auto& child) -> const json::Value& { return child->keys.back(); });
        if (found == node->children.end() || compare((*found)->keys.back(), key) != 0) return nullptr;
        node = found->get();
    }
    return node;
}

void TableBuilder::setExact(const sql::Row& total, const Level& level) {
    if (columnKeys_.empty()) return;
    Node* node = find(keysOf(total, 1, 0, level.rowFields));
    if (!node) return;
    const auto measures = measuresOf(total);
    std::size_t column = totalColumn() - (definition_.columns.empty() ? 1 : 0);
    if (level.hasColumns)
        column = columnOf(keysOf(total, columnsAt_, definition_.rows.size(), definition_.columns.size()));
    for (std::size_t i = 0; i < measures.size(); ++i)
        if (!addsUp(query_.measures[i].aggregate)) node->cells[column * measures.size() + i] = measures[i];
}

bool TableBuilder::isDescending(const std::string& key) const {
    const auto found = std::ranges::find(definition_.sort, key, &Sort::by);
    return found != definition_.sort.end() && found->descending;
}

void TableBuilder::sortChildren(Node& node, std::size_t depth) {
    if (depth == definition_.rows.size()) return;
    const std::string ownKey = keyOf(definition_.rows[depth]);
    const std::size_t totals = width() - measureCount();
    const auto before = [&](const std::unique_ptr<Node>& a, const std::unique_ptr<Node>& b) {
        const auto& key = a->keys.back();
        const auto& otherKey = b->keys.back();
        if (isOthers(key) != isOthers(otherKey)) return isOthers(otherKey);
        for (const auto& sort : definition_.sort) {
            int way = 0;
            if (sort.by == ownKey) way = compare(key, otherKey);
            for (std::size_t i = 0; i < measureCount(); ++i)
                if (sort.by == keyOf(query_.measures[i])) way = compare(a->values[totals + i], b->values[totals + i]);
            if (way) return sort.descending ? way > 0 : way < 0;
        }
        return compare(key, otherKey) < 0;
    };
    std::ranges::sort(node.children, before);
    for (auto& child : node.children)
        sortChildren(*child, depth + 1);
}

void TableBuilder::emitLine(const Node& node, LineKind kind) {
    Line line{kind, node.keys, {}};
    line.cells.reserve(node.values.size());
    for (std::size_t i = 0; i < node.values.size(); ++i)
        if (!query_.measures[i % measureCount()].hidden) line.cells.push_back(node.values[i]);
    table_.lines.push_back(std::move(line));
}

void TableBuilder::emit(const Node& node, std::size_t depth) {
    const bool isFull = definition_.limit > 0 && returned_ >= definition_.limit;
    if (depth == definition_.rows.size()) {
        if (isFull) return;
        ++returned_;
        return emitLine(node, LineKind::leaf);
    }
    const auto linesBefore = table_.lines.size();
    for (const auto& child : node.children)
        emit(*child, depth + 1);
    if (depth > 0 && table_.lines.size() > linesBefore) emitLine(node, LineKind::subtotal);
}

Result<Table> TableBuilder::finish() {
    STEWARD_CHECK(arrange());
    for (std::size_t i = 0; i < currencies_.size(); ++i) {
        const Measure* measure = &query_.measures[i];
        while (measure->of)
            measure = findMeasure(definition_, *measure->of);
        if (table_.measures[i].type == FieldType::money)
            table_.measures[i].currency = currencies_[indexOf(keyOf(*measure))];
    }
    std::vector<Column> shown;
    for (std::size_t i = 0; i < measureCount(); ++i)
        if (!query_.measures[i].hidden) shown.push_back(table_.measures[i]);

    evaluate(root_);
    for (std::size_t i = 0; i < measureCount(); ++i) {
        const auto aggregate = query_.measures[i].aggregate;
        if (aggregate == Aggregate::share) shares(root_, i);
        if (aggregate == Aggregate::rank) ranks(root_, i);
        if (aggregate >= Aggregate::previous) comparePeriods(root_, i);
    }
    if (leaves_ > 0) sortChildren(root_, 0);
    for (std::size_t i = 0; i < measureCount(); ++i)
        if (query_.measures[i].aggregate == Aggregate::runningTotal) STEWARD_CHECK(runningTotals(root_, i));

    table_.measures = std::move(shown);
    if (leaves_ > 0 && !definition_.rows.empty()) emit(root_, 0);
    if (definition_.rows.empty()) returned_ = leaves_;
    emitLine(root_, LineKind::total);
    return std::move(table_);
}

}  // namespace steward::report
