#include "domain/configuration.h"

namespace steward::domain {

PlanConfiguration configurationOf(SubscriptionPlan plan) {
    const auto terms = termsOf(plan);
    return {terms.seats, terms.apiCalls, terms.storage, terms.webhooks, terms.mrrMinor};
}

}  // namespace steward::domain
