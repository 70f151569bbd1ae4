#include "identity/principal_cache.h"

namespace steward::identity {

std::optional<std::uint64_t> PrincipalCache::stale(const std::string& hash, Time now) const {
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(hash);
    if (known != known_.end() && now - known->second.lookedUpAt < remembered) return std::nullopt;
    return generation_;
}

bool PrincipalCache::keep(const std::string& hash, std::optional<Entry> entry, std::uint64_t generation) {
    const std::lock_guard lock(mutex_);
    if (!entry) known_.erase(hash);
    if (!entry) return true;
    if (generation != generation_) return false;
    if (known_.size() >= size) known_.clear();
    known_.insert_or_assign(hash, std::move(*entry));
    return true;
}

std::optional<PrincipalCache::Entry> PrincipalCache::find(const std::string& hash, Time now) const {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(hash);
    if (found == known_.end() || found->second.expiresAt <= now) return std::nullopt;
    return found->second;
}

void PrincipalCache::forget(const std::function<bool(const domain::Principal&)>& isMeant) {
    const std::lock_guard lock(mutex_);
    ++generation_;
    std::erase_if(known_, [&](const auto& entry) { return isMeant(entry.second.principal); });
}

void PrincipalCache::forgetAll() {
    const std::lock_guard lock(mutex_);
    ++generation_;
    known_.clear();
}

}  // namespace steward::identity
