// A tenant's rule for support, as the platform has it. The newest question wins; what is known stays until there is
// something newer. GUI thread.
#pragma once

#include <QObject>

#include "client/future.h"
#include "contract/identity_messages.h"
#include "models/common/fetch.h"

namespace steward::models {

struct SupportRuleSource {
    Fetch<contract::ByTenant, domain::SupportPolicy> read;
    std::function<QFuture<Result<domain::SupportPolicy>>(contract::SupportPolicyChange, std::int64_t version)> change;
};

class SupportRule : public QObject {
    Q_OBJECT
public:
    explicit SupportRule(SupportRuleSource source, QObject* parent = nullptr)
        : QObject(parent), source_(std::move(source)) {}

    void open(const std::string& tenantId);
    void reload();
    // changed() follows, or refused(); somebody else's change meanwhile is read and refuses this one.
    void change(domain::SupportConsent consent);

    const std::optional<domain::SupportPolicy>& policy() const { return policy_; }
    const std::optional<Error>& error() const { return error_; }  // of the last reading

Q_SIGNALS:
    void changed();
    void refused(const steward::Error& error);

private:
    SupportRuleSource source_;
    client::Latest latest_{this};
    std::string tenantId_;
    std::optional<domain::SupportPolicy> policy_;
    std::optional<Error> error_;
};

}  // namespace steward::models
