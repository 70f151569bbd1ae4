// Table metric_rollups: what the series were over steps of 10 seconds (24 hours), a minute (30 days, of tenants 24
// hours) and an hour (http.requests, 30 days).
//
//   name       of domain/metric.h
//   tenant_id  '' for the platform
//   step_ms    10000, 60000 or 3600000
//   at         start of the step, milliseconds since 1970, a multiple of step_ms
//   sum        of the values of its seconds ("http.requests": the number of requests)
//   count      seconds that were recorded; 3600 for a whole hour. sum / count is the average
//   max        the largest value of a second
//
// Demo data for the sparklines of tenants: rows of "http.requests" with step_ms 3600000 and count 3600 for past hours.
#pragma once

#include "kernel/migrations.h"

namespace steward::metrics {

const kernel::MigrationList& migrations();

}  // namespace steward::metrics
