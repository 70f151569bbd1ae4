// Where panels stand: a grid of 12 columns that grows downwards. Every function gives the places of all panels after
// the step: none overlap, none hang over the edge, and each stands as high as those above it allow. Plain arithmetic,
// any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "base/describe.h"

namespace steward::domain {

struct GridPlace {
    std::int64_t column = 0;  // 0 to 11
    std::int64_t row = 0;
    std::int64_t columns = 3;
    std::int64_t rows = 4;
    bool operator==(const GridPlace&) const = default;
};
STEWARD_DESCRIBE(GridPlace, (column, row, columns, rows))

namespace grid {

inline constexpr std::int64_t columns = 12, mostRows = 24, deepestRow = 2000;
enum class Direction { left, right, up, down };
using Places = std::vector<GridPlace>;

bool overlap(const GridPlace& a, const GridPlace& b);
// Inside of the grid, with at least one cell.
GridPlace clamped(GridPlace place);

// As high as possible, in the order of their rows. The panel `first` (none: -1) goes before others of its row.
Places compact(Places places, int first = -1);
// The panel goes there. One that it meets stands above it where there is room, as when two change places, or else
// below.
Places move(Places places, std::size_t panel, std::int64_t column, std::int64_t row);
// From its upper left corner, which stays. Those it meets go down.
Places resize(Places places, std::size_t panel, std::int64_t newColumns, std::int64_t newRows);
// One step by key: past the neighbour of this side where there is one, or else by one column.
Places step(Places places, std::size_t panel, Direction direction);
// The first place from the top where nothing stands.
GridPlace freePlace(const Places& places, std::int64_t newColumns, std::int64_t newRows);
// The first row below all of them.
std::int64_t height(const Places& places);

}  // namespace grid
}  // namespace steward::domain
