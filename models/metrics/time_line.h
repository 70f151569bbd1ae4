// What was done, on the time axis: one mark for each audit entry, or for each batch. GUI thread.
#pragma once

#include <QObject>
#include <vector>

#include "client/feed.h"
#include "client/future.h"
#include "models/common/fetch.h"

namespace steward::models {

struct Deed {
    std::int64_t at = 0;  // UTC milliseconds
    std::string action;   // "tenant.suspend"
    std::string name;     // of the entity, or of the first one of a batch
    int entities = 1;
    std::string batchId;
};

class TimeLine : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t atMost = 40;
    using FetchAudit = Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>>;

    explicit TimeLine(FetchAudit fetch, QObject* parent = nullptr);
    void load(std::int64_t from);
    void take(const client::FeedEvents<domain::AuditEntry>& events);
    // Oldest first; the newest `atMost` of them.
    const std::vector<Deed>& deeds() const { return deeds_; }

Q_SIGNALS:
    void changed();

private:
    void add(const domain::AuditEntry& entry);
    void tidy();
    FetchAudit fetch_;
    client::Latest loading_{this};
    bool reading_ = false;
    std::vector<domain::AuditEntry> early_;  // arrived meanwhile
    std::int64_t newest_ = 0;                // number of the newest entry: each counts once
    std::vector<Deed> deeds_;
};

}  // namespace steward::models
