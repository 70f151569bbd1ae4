#include "domain/dashboard_grid.h"

#include <algorithm>
#include <numeric>

namespace steward::domain::grid {
namespace {

bool shareColumns(const GridPlace& a, const GridPlace& b) {
    return a.column < b.column + b.columns && b.column < a.column + a.columns;
}

bool shareRows(const GridPlace& a, const GridPlace& b) {
    return a.row < b.row + b.rows && b.row < a.row + a.rows;
}

// From the top, the panel `first` before others of its row.
std::vector<std::size_t> ordered(const Places& places, int first) {
    std::vector<std::size_t> order(places.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (places[a].row != places[b].row) return places[a].row < places[b].row;
        if (int(a) == first || int(b) == first) return int(a) == first && int(b) != first;
        return places[a].column < places[b].column;
    });
    return order;
}

// The lowest row that is free below everything `placed` in these columns, looked for from the top.
std::int64_t highestRow(GridPlace place, const std::vector<GridPlace>& placed) {
    place.row = 0;
    for (bool moved = true; moved;) {
        moved = false;
        for (const GridPlace& other : placed)
            if (overlap(place, other)) {
                place.row = other.row + other.rows;
                moved = true;
            }
    }
    return place.row;
}

bool isFree(const Places& places, const GridPlace& place, std::size_t except) {
    for (std::size_t i = 0; i < places.size(); ++i)
        if (i != except && overlap(places[i], place)) return false;
    return true;
}

// Those that `mover` meets go below it, and so do those that they meet then; `panel` stands where it is.
void pushDown(Places& places, std::size_t mover, std::size_t panel) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i == mover || i == panel || !overlap(places[i], places[mover])) continue;
        places[i].row = places[mover].row + places[mover].rows;
        pushDown(places, i, panel);
    }
}

// `panel` stands where it is; those that it meets make room.
Places makeRoom(Places places, std::size_t panel) {
    const GridPlace fixed = places[panel];
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i == panel || !overlap(places[i], fixed)) continue;
        GridPlace above = places[i];
        above.row = fixed.row - above.rows;
        if (above.row >= 0 && isFree(places, above, i)) places[i].row = above.row;
    }
    pushDown(places, panel, panel);
    return compact(std::move(places), int(panel));
}

}  // namespace

bool overlap(const GridPlace& a, const GridPlace& b) {
    return shareColumns(a, b) && shareRows(a, b);
}

GridPlace clamped(GridPlace place) {
    place.columns = std::clamp<std::int64_t>(place.columns, 1, columns);
    place.rows = std::clamp<std::int64_t>(place.rows, 1, mostRows);
    place.column = std::clamp<std::int64_t>(place.column, 0, columns - place.columns);
    place.row = std::clamp<std::int64_t>(place.row, 0, deepestRow);
    return place;
}

Places compact(Places places, int first) {
    for (GridPlace& place : places)
        place = clamped(place);
    std::vector<GridPlace> placed;
    placed.reserve(places.size());
    for (const std::size_t i : ordered(places, first)) {
        places[i].row = highestRow(places[i], placed);
        placed.push_back(places[i]);
    }
    return places;
}

Places move(Places places, std::size_t panel, std::int64_t column, std::int64_t row) {
    places[panel].column = column;
    places[panel].row = row;
    places[panel] = clamped(places[panel]);
    return makeRoom(std::move(places), panel);
}

Places resize(Places places, std::size_t panel, std::int64_t newColumns, std::int64_t newRows) {
    GridPlace& place = places[panel];
    place.columns = std::clamp<std::int64_t>(newColumns, 1, columns - place.column);
    place.rows = std::clamp<std::int64_t>(newRows, 1, mostRows);
    pushDown(places, panel, panel);
    return compact(std::move(places), int(panel));
}

Places step(Places places, std::size_t panel, Direction direction) {
    const GridPlace own = places[panel];
    const GridPlace* next = nullptr;  // the nearest on this side
    for (std::size_t i = 0; i < places.size(); ++i) {
        const GridPlace& other = places[i];
        if (i == panel) continue;
        const bool isNearer = [&] {
            switch (direction) {
                case Direction::up:
                    return shareColumns(own, other) && other.row < own.row && (!next || other.row > next->row);
                case Direction::down:
                    return shareColumns(own, other) && other.row > own.row && (!next || other.row < next->row);
                case Direction::left:
                    return own.row == other.row && own.rows == other.rows && other.column < own.column &&
                           (!next || other.column > next->column);
                case Direction::right:
                    break;
            }
            return own.row == other.row && own.rows == other.rows && other.column > own.column &&
                   (!next || other.column < next->column);
        }();
        if (isNearer) next = &other;
    }
    if (direction == Direction::up || direction == Direction::down) {
        if (!next) return compact(std::move(places));
        const std::int64_t row = direction == Direction::up ? next->row : next->row + next->rows - own.rows;
        return move(std::move(places), panel, own.column, std::max(row, direction == Direction::up ? 0 : own.row + 1));
    }
    const bool isLeft = direction == Direction::left;
    const bool touches =
        next && (isLeft ? next->column + next->columns == own.column : own.column + own.columns == next->column);
    if (!touches) return move(std::move(places), panel, own.column + (isLeft ? -1 : 1), own.row);
    GridPlace& neighbour = places[std::size_t(next - places.data())];
    GridPlace& moved = places[panel];
    if (isLeft) {
        moved.column = neighbour.column;
        neighbour.column = moved.column + moved.columns;
    } else {
        neighbour.column = moved.column;
        moved.column = neighbour.column + neighbour.columns;
    }
    return compact(std::move(places), int(panel));
}

GridPlace freePlace(const Places& places, std::int64_t newColumns, std::int64_t newRows) {
    GridPlace place = clamped({0, 0, newColumns, newRows});
    const std::int64_t bottom = height(places);
    for (place.row = 0; place.row < bottom; ++place.row)
        for (place.column = 0; place.column + place.columns <= columns; ++place.column)
            if (isFree(places, place, places.size())) return place;
    place.column = 0;
    return place;
}

std::int64_t height(const Places& places) {
    std::int64_t bottom = 0;
    for (const GridPlace& place : places)
        bottom = std::max(bottom, place.row + place.rows);
    return bottom;
}

}  // namespace steward::domain::grid
