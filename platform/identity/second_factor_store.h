// The SQL of the second factor. A handle on the connection of one Database::read or write; it decides nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"
#include "sql/connection.h"

namespace steward::identity {

// One of a user. Without confirmedAt it was begun, and counts for nothing.
struct StoredFactor {
    std::string userId;
    std::string sealed;  // the secret, by the platform's key
    Time createdAt{};
    std::optional<Time> confirmedAt;
    std::int64_t lastStep = 0;  // the newest one that was accepted: no code is good twice
};
STEWARD_DESCRIBE(StoredFactor, (userId, sealed, createdAt, confirmedAt, lastStep))

class SecondFactorStore {
public:
    explicit SecondFactorStore(sql::Connection& db) : db_(db) {}

    Result<std::optional<StoredFactor>> find(const std::string& userId);
    // In place of what was begun before. ErrorCode::conflict when one is confirmed.
    Result<> begin(const StoredFactor& factor);
    // False when another code of this step or a later one was faster.
    Result<bool> advance(const std::string& userId, std::int64_t step);
    Result<> confirm(const std::string& userId, Time now);
    // With its recovery codes; false when there was none that was confirmed.
    Result<bool> remove(const std::string& userId);

    // In place of all earlier ones.
    Result<> setRecoveryCodes(const std::string& userId, const std::vector<std::string>& hashes);
    // False when there is none, or it was used before.
    Result<bool> useRecoveryCode(const std::string& userId, const std::string& hash, Time now);
    Result<std::int64_t> recoveryCodesLeft(const std::string& userId);

private:
    sql::Connection& db_;
};

}  // namespace steward::identity
