// One entity of the platform, which this computer keeps for offline work. GUI thread.
#pragma once

#include <QDateTime>
#include <optional>

#include "base/json.h"
#include "client/future.h"
#include "models/common/fetch.h"
#include "store/offline_store.h"

namespace steward::models {

template <class T>
struct KeptEntity {
    std::optional<T> entity;     // as the platform has it, or as it was kept
    QDateTime staleSince;        // of the kept one; invalid for the platform's
    std::optional<Error> error;  // why it is not the platform's
};

// `asked` is the platform's answer to come; `store` may be null. `handler` gets a KeptEntity<T>, once, and not at all
// after `context` is gone.
template <class T, class F>
void readKept(QFuture<Result<T>> asked, store::OfflineStore* store, std::string key, QObject* context, F handler) {
    const auto arrived = [store, key = std::move(key), context, handler = std::move(handler)](Result<T> answer) {
        if (answer) {
            if (store) store->keep(key, json::write(*answer));
            return handler(KeptEntity<T>{std::move(*answer), {}, {}});
        }
        KeptEntity<T> known{{}, {}, answer.error()};
        if (!store || !isAway(*known.error)) return handler(std::move(known));
        client::whenReady(store->recall(key), context, [handler, known](Result<std::optional<store::Kept>> kept) {
            KeptEntity<T> old = known;
            if (kept && *kept) {
                if (auto entity = json::read<T>((*kept)->json, json::Unknown::ignore)) old.entity = std::move(*entity);
                old.staleSince = QDateTime::fromMSecsSinceEpoch((*kept)->at.time_since_epoch().count(), Qt::UTC);
            }
            handler(std::move(old));
        });
    };
    client::whenReady(std::move(asked), context, arrived);
}

}  // namespace steward::models
