// sendMetrics, querySeries, listSeries, seriesUsage, seriesText and the scrape targets.
#pragma once

#include "kernel/http/router.h"
#include "series/series_service.h"

namespace steward::series {

void bindRoutes(kernel::Router& router, SeriesService& service);

}  // namespace steward::series
