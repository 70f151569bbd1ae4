// Fetches series from scrape targets, on the one node that has the lease: each at its interval, at a moment of its own.
// I/O thread.
//
// What a target says is taken as it is or not at all; what is not kept of it (limits) is its `problem`. Labels `job`
// and `instance` of its own become exported_job and exported_instance. Series that it no longer has, and all of them
// while it cannot be fetched, have no value from then on.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/time.h"
#include "contract/series_messages.h"
#include "kernel/db/database.h"
#include "kernel/http_client.h"
#include "kernel/io.h"
#include "series/store.h"

namespace steward::series {

inline constexpr std::size_t mostScrapedBytes = 8 << 20;

// What a reply of the target becomes; `known` are the series of the reply before and become those of this one.
// ErrorCode::invalid: it is not of the text format.
Result<Batch> scraped(const contract::ScrapeTarget& target, std::string_view text, Time now,
                      std::vector<Sample>& known);
// The same for a target that could not be fetched.
Batch notScraped(const contract::ScrapeTarget& target, Time now, std::vector<Sample>& known);

class Scraper {
public:
    // Takes what was fetched, for a tenant; "" or what of it was not kept.
    using Take = std::function<std::string(const std::string& tenant, const Batch& batch)>;
    // All outlive it. `node` is Jobs::node().
    Scraper(kernel::Io& io, kernel::Database& database, Take take, const Clock& clock, std::string node);
    ~Scraper();

    void start();
    void stop();
    // The targets were changed.
    void reload();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::series
