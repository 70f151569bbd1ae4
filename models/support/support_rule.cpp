#include "models/support/support_rule.h"

namespace steward::models {

void SupportRule::open(const std::string& tenantId) {
    if (tenantId_ != tenantId) policy_.reset();
    tenantId_ = tenantId;
    reload();
}

void SupportRule::reload() {
    if (tenantId_.empty()) return;
    latest_.take(source_.read({tenantId_}), [this](Result<domain::SupportPolicy> policy) {
        error_ = policy ? std::nullopt : std::optional(policy.error());
        if (policy) policy_ = std::move(*policy);
        Q_EMIT changed();
    });
}

void SupportRule::change(domain::SupportConsent consent) {
    if (!policy_ || policy_->consent == consent) return;
    latest_.take(source_.change({tenantId_, consent}, policy_->version), [this](Result<domain::SupportPolicy> policy) {
        if (policy) {
            policy_ = std::move(*policy);
            Q_EMIT changed();
            return;
        }
        Q_EMIT changed();  // what is shown is again what is
        Q_EMIT refused(policy.error());
        if (policy.error().code == ErrorCode::preconditionFailed) reload();
    });
}

}  // namespace steward::models
