#include "models/tenants/tenant_views.h"

namespace steward::models {

using namespace Qt::StringLiterals;

std::vector<SavedView> tenantViews() {
    const QString byRevenue = u"-mrrMinor"_s;
    return {{u"all"_s, {}, {{u"status"_s, Comparison::isNot, {u"archived"_s}}}, byRevenue, false},
            {u"pastDue"_s, {}, {{u"status"_s, Comparison::is, {u"pastDue"_s}}}, byRevenue, false},
            {u"trials"_s, {}, {{u"status"_s, Comparison::is, {u"trial"_s}}}, u"-createdAt"_s, false},
            {u"eu"_s, {}, {{u"region"_s, Comparison::is, {u"eu-central"_s, u"eu-west"_s}}}, byRevenue, false},
            {u"nearLimit"_s,
             {},
             {{u"status"_s, Comparison::isNot, {u"archived"_s}}, {u"limitUse"_s, Comparison::atLeast, {u"90"_s}}},
             byRevenue,
             false},
            {u"suspended"_s, {}, {{u"status"_s, Comparison::is, {u"suspended"_s}}}, byRevenue, false}};
}

}  // namespace steward::models
