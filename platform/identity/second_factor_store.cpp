#include "identity/second_factor_store.h"

#include "sql/mapping.h"

namespace steward::identity {

Result<std::optional<StoredFactor>> SecondFactorStore::find(const std::string& userId) {
    static const std::string text =
        "SELECT " + sql::columnList<StoredFactor>() + " FROM second_factors WHERE user_id = ?1";
    STEWARD_TRY(const auto rows, db_.query(text, {sql::Value(userId)}));
    if (rows.empty()) return std::optional<StoredFactor>();
    STEWARD_TRY(auto factor, sql::readInto<StoredFactor>(rows[0]));
    return std::optional(std::move(factor));
}

Result<> SecondFactorStore::begin(const StoredFactor& factor) {
    STEWARD_CHECK(db_.execute("DELETE FROM second_factors WHERE user_id = ?1 AND confirmed_at IS NULL",
                              {sql::Value(factor.userId)}));
    return sql::insert(db_, "second_factors", factor);
}

Result<bool> SecondFactorStore::advance(const std::string& userId, std::int64_t step) {
    STEWARD_TRY(
        const auto changed,
        db_.execute("UPDATE second_factors SET last_step = ?2 WHERE user_id = ?1 AND last_step < ?2", {userId, step}));
    return changed > 0;
}

Result<> SecondFactorStore::confirm(const std::string& userId, Time now) {
    STEWARD_CHECK(db_.execute("UPDATE second_factors SET confirmed_at = ?2 WHERE user_id = ?1", {userId, now}));
    return {};
}

Result<bool> SecondFactorStore::remove(const std::string& userId) {
    STEWARD_CHECK(db_.execute("DELETE FROM recovery_codes WHERE user_id = ?1", {sql::Value(userId)}));
    STEWARD_TRY(const auto confirmed,
                db_.execute("DELETE FROM second_factors WHERE user_id = ?1 AND confirmed_at IS NOT NULL",
                            {sql::Value(userId)}));
    STEWARD_CHECK(db_.execute("DELETE FROM second_factors WHERE user_id = ?1", {sql::Value(userId)}));
    return confirmed > 0;
}

Result<> SecondFactorStore::setRecoveryCodes(const std::string& userId, const std::vector<std::string>& hashes) {
    STEWARD_CHECK(db_.execute("DELETE FROM recovery_codes WHERE user_id = ?1", {sql::Value(userId)}));
    for (const auto& hash : hashes)
        STEWARD_CHECK(db_.execute("INSERT INTO recovery_codes (code_hash, user_id) VALUES (?1, ?2)", {hash, userId}));
    return {};
}

Result<bool> SecondFactorStore::useRecoveryCode(const std::string& userId, const std::string& hash, Time now) {
    STEWARD_TRY(const auto changed,
                db_.execute("UPDATE recovery_codes SET used_at = ?3 WHERE code_hash = ?1 AND user_id = ?2 AND used_at "
                            "IS NULL",
                            {hash, userId, now}));
    return changed > 0;
}

Result<std::int64_t> SecondFactorStore::recoveryCodesLeft(const std::string& userId) {
    STEWARD_TRY(const auto rows, db_.query("SELECT count(*) FROM recovery_codes WHERE user_id = ?1 AND used_at IS NULL",
                                           {sql::Value(userId)}));
    return rows[0].integer(0);
}

}  // namespace steward::identity
