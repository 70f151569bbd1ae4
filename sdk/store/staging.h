// How a SnapshotWriter comes to be. Part of sdk/store; nothing else includes this.
#pragma once

#include "store/lane.h"
#include "store/offline_store.h"

namespace steward::store {

QFuture<Result<std::shared_ptr<SnapshotWriter>>> beginStaging(const std::shared_ptr<Lane>& lane, std::string dataset,
                                                              contract::SnapshotChoice choice);

}  // namespace steward::store
