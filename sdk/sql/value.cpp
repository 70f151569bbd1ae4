#include "sql/value.h"

#include <cstring>
#include <stdexcept>

namespace steward::sql {

std::optional<std::size_t> Row::find(std::string_view name) const {
    for (std::size_t i = 0; i < columns_->size(); ++i)
        if ((*columns_)[i] == name) return i;
    return std::nullopt;
}

void Row::refuse(std::size_t index) {
    throw std::out_of_range("There is no column " + std::to_string(index) + " in this row.");
}

std::size_t Row::position(std::string_view name) const {
    if (const auto found = find(name)) return *found;
    throw std::out_of_range("There is no column \"" + std::string(name) + "\" in this row.");
}

std::int64_t Row::integerOf(const Cell& cell) {
    if (cell.type == Cell::Type::integer) return cell.integer;
    if (cell.type != Cell::Type::real || !(cell.real > -9.2e18 && cell.real < 9.2e18)) return 0;
    return static_cast<std::int64_t>(cell.real);
}

double Row::realOf(const Cell& cell) {
    if (cell.type == Cell::Type::real) return cell.real;
    return cell.type == Cell::Type::integer ? static_cast<double>(cell.integer) : 0;
}

Value Row::valueOf(const Cell& cell) {
    switch (cell.type) {
        case Cell::Type::integer:
            return cell.integer;
        case Cell::Type::real:
            return cell.real;
        case Cell::Type::text:
            return cell.bytes;
        case Cell::Type::blob: {
            const auto* bytes = reinterpret_cast<const std::byte*>(cell.bytes.data());
            return Blob(bytes, bytes + cell.bytes.size());
        }
        case Cell::Type::null:
            break;
    }
    return {};
}

void Rows::append(const Row& row) {
    if (columns_->empty()) *columns_ = row.columns();
    for (std::size_t i = 0; i < row.size(); ++i) {
        Cell cell = row.cell(i);
        if (!cell.bytes.empty()) {
            auto* kept = static_cast<char*>(text_->allocate(cell.bytes.size(), 1));
            std::memcpy(kept, cell.bytes.data(), cell.bytes.size());
            cell.bytes = {kept, cell.bytes.size()};
        }
        cells_.push_back(cell);
    }
}

}  // namespace steward::sql
