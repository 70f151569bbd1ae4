// A plan in words.
#pragma once

#include <QString>

#include "domain/plan.h"

namespace steward::views {

// "2 tenants" of a kind of entity.
QString entitiesText(domain::EntityKind kind, qint64 count);
// "Apply to 485 tenants", "Create tenant".
QString applyText(const domain::Plan& plan);
// "412 users", "3 API keys": what goes out of use with an entity.
QString dependentsText(const domain::Dependents& dependents);
// "2 sessions end", "Invoice of €5,000 instead of €450, on 1 Dec 2026": what else happens.
QString effectText(const domain::Effect& effect);
// "by Ines Moreau, 23 Nov 2026, 09:43 UTC"
QString editText(const domain::LastEdit& edit);
// Why an entity is left out, with what the rule says where the reason alone does not tell.
QString exclusionText(const domain::PlanChange& change);
// "brand", beside a name where there are several kinds.
QString kindText(domain::EntityKind kind);
// "14:32" of what is left.
QString remainingText(Duration left);
// What will be said when all went well: "485 tenants changed".
QString doneText(const domain::Plan& plan, qint64 changed);
bool takesAway(domain::Operation operation);  // red button

}  // namespace steward::views
