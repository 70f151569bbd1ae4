#include "models/tenants/tenant_views.h"

namespace steward::models {

using namespace Qt::StringLiterals;

std::vector<SavedView> tenantViews() {
    const QString byRevenue = u"-mrrMinor"_s;
    return {{u"all"_s, {}, {{u"status"_s, Comparison::isNot, {u"archived"_s}}}, byRevenue},
            {u"pastDue"_s, {}, {{u"status"_s, Comparison::is, {u"pastDue"_s}}}, byRevenue},
            {u"trials"_s, {}, {{u"status"_s, Comparison::is, {u"trial"_s}}}, u"-createdAt"_s},
            {u"eu"_s, {}, {{u"region"_s, Comparison::is, {u"eu-central"_s, u"eu-west"_s}}}, byRevenue},
            {u"nearLimit"_s,
             {},
             {{u"status"_s, Comparison::isNot, {u"archived"_s}}, {u"limitUse"_s, Comparison::atLeast, {u"90"_s}}},
             byRevenue},
            {u"suspended"_s, {}, {{u"status"_s, Comparison::is, {u"suspended"_s}}}, byRevenue},
            {u"removed"_s, {}, {{u"status"_s, Comparison::is, {u"removed"_s}}}, byRevenue}};
}

}  // namespace steward::models
