// Tables of series, numbers from 1300.
//
// series         which there are: a row for each name and set of labels, kept as long as its longest steps
//   tenant_id    '' for the platform's own
//   id           series::idOf; labels as a JSON object; kind as spelled in the API
//   last_at      its newest sample, right to an hour
// series_chunks  what they were: a row holds many steps of one series (series/rollup.h)
//   step_ms, at  of the tiers; the start of the chunk, milliseconds since 1970
// scrape_targets as the API has them
#pragma once

#include "kernel/migrations.h"

namespace steward::series {

const kernel::MigrationList& migrations();

}  // namespace steward::series
