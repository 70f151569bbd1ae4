#include "logs/log_search.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "kernel/paging.h"
#include "logs/log_filter.h"
#include "logs/log_store.h"
#include "sql/text_match.h"

namespace steward::logs {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::string_view sorted = "-time";
// Of a step, in places: ten seconds of the log, and half of all there can be.
constexpr std::int64_t firstStep = domain::logPlacesOfMillisecond * 10'000;
constexpr std::int64_t largestStep = std::numeric_limits<std::int64_t>::max() / 2;
// Nothing is taken in that is further ahead (LogService::take).
constexpr auto ahead = std::chrono::hours(2);
constexpr std::int64_t growth = 8;  // of a step after a quick one
constexpr milliseconds quickStep{60};
constexpr milliseconds slowStep{300};

tl::unexpected<Error> refused(std::string path, std::string message, std::string detail = {}) {
    return fail(Error{ErrorCode::invalid,
                      "The logs cannot be searched.",
                      std::move(detail),
                      {},
                      {{std::move(path), std::move(message)}}});
}

// Where a page ended and how many records stood before it. As a cursor of kernel/paging.h.
struct Spot {
    std::int64_t top = 0;
    std::int64_t before = 0;
};

std::string spell(const Spot& spot) {
    return kernel::spellCursor({std::string(sorted), spot.top, std::to_string(spot.before)});
}

Result<Spot> parse(const kernel::Cursor& cursor) {
    Spot spot;
    const auto& [sort, key, id] = cursor;
    const auto* end = id.data() + id.size();
    const auto [rest, error] = std::from_chars(id.data(), end, spot.before);
    if (!key.is_int64() || error != std::errc() || rest != end || spot.before < 0)
        return refused("/cursor", "is no cursor of this list");
    spot.top = key.as_int64();
    return spot;
}

class Search {
public:
    Search(sql::Connection& connection, const sql::TenantScope& scope, LogFilter filter, std::stop_token stop)
        : connection_(connection), scope_(scope), filter_(std::move(filter)), stop_(std::move(stop)) {
        const bool isPostgres = connection_.dialect() == sql::Dialect::postgres;
        const std::string trigrams =
            isPostgres ? std::string() : sql::trigramsOf(filter_.needles, sql::Indexed::asWritten);
        std::string from = "log_records t WHERE t.place >= ?1 AND t.place < ?2";
        values_ = {std::int64_t(0), std::int64_t(0)};
        values_.insert(values_.end(), filter_.parameters.begin(), filter_.parameters.end());
        if (!trigrams.empty()) {
            values_.emplace_back(trigrams);
            from = "log_text f CROSS JOIN log_records t ON t.place = f.rowid WHERE f.log_text MATCH ?" +
                   std::to_string(values_.size()) + " AND f.rowid >= ?1 AND f.rowid < ?2";
            order_ = "f.rowid";
        }
        if (isPostgres) {
            for (const auto& needle : filter_.needles) {
                if (sql::trigramsOf({needle}, sql::Indexed::asWritten).empty()) continue;
                values_.emplace_back(needle);
                from += " AND t.place IN (SELECT steward_search_logs(?" + std::to_string(values_.size()) + ", ?1, ?2))";
            }
        }
        from_ = " FROM " + from + " AND :tenant(t.tenant_id) AND " + filter_.condition;
        limit_ = " LIMIT ?" + std::to_string(values_.size() + 1);
    }

    const LogFilter& filter() const { return filter_; }

    // Where a step of this width ends.
    std::int64_t stepBelow(std::int64_t top, std::int64_t width) const {
        return filter_.ofTrace || top - filter_.bottom <= width ? filter_.bottom : top - width;
    }

    Result<std::vector<domain::LogRecord>> read(std::int64_t bottom, std::int64_t top, std::int64_t most) {
        const std::string text = "SELECT " + recordColumns + from_ + " ORDER BY " + order_ + " DESC" + limit_;
        std::vector<domain::LogRecord> found;
        STEWARD_CHECK(connection_.each(
            sql::few(sql::tenantOwned(text)), scope_, bound(bottom, top, most),
            [&](const sql::Row& row) -> Result<> {
                STEWARD_TRY(auto record, readRecord(row));
                found.push_back(std::move(record));
                return {};
            },
            stop_));
        return found;
    }

    Result<std::int64_t> count(std::int64_t bottom, std::int64_t top, std::int64_t most) {
        const std::string text = "SELECT count(*) FROM (SELECT 1" + from_ + limit_ + ") AS found";
        STEWARD_TRY(const auto rows,
                    connection_.query(sql::tenantOwned(text), scope_, bound(bottom, top, most), stop_));
        return rows.empty() ? 0 : rows[0].integer(0);
    }

private:
    const std::vector<sql::Value>& bound(std::int64_t bottom, std::int64_t top, std::int64_t most) {
        bound_ = values_;
        bound_[0] = bottom;
        bound_[1] = top;
        bound_.emplace_back(most);
        return bound_;
    }

    sql::Connection& connection_;
    const sql::TenantScope& scope_;
    LogFilter filter_;
    std::stop_token stop_;
    std::string from_, limit_;
    std::string order_ = "t.place";
    std::vector<sql::Value> values_, bound_;
};

// How large the steps are that go back, by how long the last one took.
class Steps {
public:
    explicit Steps(milliseconds allowed) : end_(steady_clock::now() + allowed) {}

    std::int64_t width() const { return width_; }
    bool isOver() const { return steady_clock::now() >= end_; }
    void begin() { begun_ = steady_clock::now(); }
    void done() {
        const auto took = steady_clock::now() - begun_;
        if (took < quickStep) width_ = width_ < largestStep / growth ? width_ * growth : largestStep;
        if (took > slowStep) width_ = std::max(width_ / 2, firstStep);
    }

private:
    steady_clock::time_point end_, begun_;
    std::int64_t width_ = firstStep;
};

// What is left below `top`, as far as it is worth counting.
Result<> countRest(Search& search, std::int64_t top, const SearchLimits& limits, contract::LogPage& page) {
    Steps steps(limits.counting);
    std::int64_t counted = 0;
    while (top > search.filter().bottom) {
        if (steps.isOver() || counted >= limits.counted) {
            page.totalIsExact = false;
            break;
        }
        steps.begin();
        const std::int64_t bottom = search.stepBelow(top, steps.width());
        STEWARD_TRY(const auto more, search.count(bottom, top, limits.counted + 1 - counted));
        counted += more;
        top = bottom;
        steps.done();
    }
    page.total += std::min(counted, limits.counted);
    page.totalIsExact = page.totalIsExact && counted <= limits.counted;
    return {};
}

}  // namespace

Result<contract::LogPage> searchLogs(sql::Connection& connection, const sql::TenantScope& scope,
                                     const contract::ListRequest& request, Time now, const SearchLimits& limits,
                                     std::stop_token stop) {
    if (request.sort && *request.sort != sorted) return refused("/sort", "must be -time");
    if (request.skip.value_or(0) != 0) return refused("/skip", "is not possible in logs");
    STEWARD_TRY(const auto asked, kernel::pageOf(request.limit, request.cursor, sorted));
    auto filter = readFilter(request.filter.value_or(""), connection.dialect(), now);
    if (!filter) return refused("/filter", filter.error().message, filter.error().detail);
    Spot start;
    start.top = filter->top;
    if (asked.after) {
        STEWARD_TRY(start, parse(*asked.after));
    }
    Search search(connection, scope, std::move(*filter), stop);

    contract::LogPage page;
    page.total = start.before;
    Steps steps(limits.search);
    std::int64_t top = std::min({start.top, search.filter().top, domain::firstLogPlace(now + ahead)});
    const auto isFull = [&] { return static_cast<std::int64_t>(page.items.size()) > asked.limit; };
    while (top > search.filter().bottom && !isFull()) {
        if (steps.isOver()) {
            page.limitReached = true;
            break;
        }
        steps.begin();
        const std::int64_t bottom = search.stepBelow(top, steps.width());
        const auto wanted = asked.limit + 1 - static_cast<std::int64_t>(page.items.size());
        STEWARD_TRY(auto found, search.read(bottom, top, wanted));
        std::ranges::move(found, std::back_inserter(page.items));
        top = bottom;
        steps.done();
    }
    if (isFull()) {
        page.items.pop_back();
        top = domain::logPlace(page.items.back().id).value_or(0);
    }
    page.total += static_cast<std::int64_t>(page.items.size());
    if (top <= search.filter().bottom) return page;

    page.nextCursor = spell({top, page.total});
    if (page.limitReached) {
        page.searchedTo = domain::timeOfLogPlace(top);
        page.totalIsExact = false;
    } else {
        STEWARD_CHECK(countRest(search, top, limits, page));
    }
    return page;
}

}  // namespace steward::logs
