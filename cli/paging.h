// Lists of the platform, page after page.
#pragma once

#include <algorithm>
#include <iterator>

#include "cli/program.h"

namespace steward::cli {

inline constexpr std::int64_t largestPage = 500;

// Until there are `wanted` items or no more.
template <class Request, class Item>
Result<contract::Page<Item>> listAll(Program& program,
                                     const contract::Endpoint<Request, contract::Page<Item>>& endpoint,
                                     std::type_identity_t<Request> request,
                                     std::int64_t wanted = std::numeric_limits<std::int64_t>::max()) {
    contract::Page<Item> all;
    do {
        request.limit = std::min(largestPage, wanted - std::int64_t(all.items.size()));
        STEWARD_TRY(auto page, program.call(endpoint, request));
        std::ranges::move(page.items, std::back_inserter(all.items));
        all.total = page.total;
        all.totalIsExact = page.totalIsExact;
        all.nextCursor = request.cursor = page.nextCursor;
    } while (request.cursor && std::int64_t(all.items.size()) < wanted);
    return all;
}

}  // namespace steward::cli
