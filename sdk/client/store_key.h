// The key that a workspace's offline store is encrypted with: made once, and kept in the key store of the system.
#pragma once

#include "client/token_store.h"
#include "store/offline_store.h"

namespace steward::client {

// Gives the store its key (OfflineStore::setKey) before it is opened. Nothing where keys do not outlast the program.
// Errors as those of TokenStore: then the store has no key. What it has encrypted before cannot be read until the key
// store opens, and a new store is not encrypted. `store` and `keys` outlive the future. One thread with an event loop.
QFuture<Result<>> giveKey(store::OfflineStore& store, std::shared_ptr<TokenStore> keys, const std::string& workspaceId);

}  // namespace steward::client
