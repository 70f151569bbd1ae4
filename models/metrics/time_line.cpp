#include "models/metrics/time_line.h"

#include <algorithm>
#include <utility>

namespace steward::models {

TimeLine::TimeLine(FetchAudit fetch, QObject* parent) : QObject(parent), fetch_(std::move(fetch)) {}

void TimeLine::load(std::int64_t from) {
    contract::ListRequest request;
    request.limit = 500;
    request.filter = "at>=" + toRfc3339(Time(Duration(from)));
    reading_ = true;
    loading_.take(fetch_(request), [this](Result<contract::Page<domain::AuditEntry>> page) {
        reading_ = false;
        const auto early = std::exchange(early_, {});
        if (!page) return;
        deeds_.clear();
        newest_ = 0;
        for (auto entry = page->items.rbegin(); entry != page->items.rend(); ++entry)
            add(*entry);
        for (const auto& entry : early)
            add(entry);
        tidy();
    });
}

void TimeLine::take(const client::FeedEvents<domain::AuditEntry>& events) {
    for (const auto& event : events) {
        if (reading_) early_.push_back(event.data);
        add(event.data);
    }
    tidy();
}

void TimeLine::add(const domain::AuditEntry& entry) {
    if (entry.seq <= newest_) return;
    newest_ = entry.seq;
    const std::int64_t at = entry.at.time_since_epoch().count();
    const std::string batch = entry.batchId.value_or("");
    const auto same = batch.empty() ? deeds_.end() : std::find_if(deeds_.begin(), deeds_.end(), [&](const Deed& deed) {
        return deed.batchId == batch;
    });
    if (same != deeds_.end())
        ++same->entities;
    else
        deeds_.push_back({at, entry.action, entry.entityName, 1, batch});
}

void TimeLine::tidy() {
    std::sort(deeds_.begin(), deeds_.end(), [](const Deed& a, const Deed& b) { return a.at < b.at; });
    if (deeds_.size() > atMost) deeds_.erase(deeds_.begin(), deeds_.end() - atMost);
    Q_EMIT changed();
}

}  // namespace steward::models
