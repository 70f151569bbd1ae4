// The filter grammar and report definitions.
#include <algorithm>

#include "base/json.h"
#include "report/dataset.h"
#include "report/definition.h"
#include "report/filter.h"
#include "tests/fuzz/fuzz.h"

using namespace steward;

namespace {

bool meansTheSame(const report::Filter& a, const report::Filter& b) {
    if (a.conditions.size() != b.conditions.size() || a.alternatives.size() != b.alternatives.size()) return false;
    for (std::size_t i = 0; i < a.conditions.size(); ++i) {
        const auto& x = a.conditions[i];
        const auto& y = b.conditions[i];
        if (x.field != y.field || x.op != y.op || x.values != y.values || x.unit != y.unit ||
            x.references != y.references)
            return false;
    }
    for (std::size_t i = 0; i < a.alternatives.size(); ++i)
        if (!std::ranges::equal(a.alternatives[i], b.alternatives[i], meansTheSame)) return false;
    return true;
}

}  // namespace

STEWARD_FUZZ(filter) {
    const auto filter = report::parseFilter(input);
    if (!filter) {
        FUZZ_REQUIRE(filter.error().code == ErrorCode::invalid);
        return;
    }
    std::size_t conditions = 0;
    report::eachCondition(*filter, [&](const report::Condition&) { ++conditions; });
    FUZZ_REQUIRE(conditions <= report::maximumFilterTerms);
    const auto again = report::parseFilter(report::spellFilter(*filter));
    FUZZ_REQUIRE(again && meansTheSame(*filter, *again));
    const report::FilterContext context{.now = Time(std::chrono::milliseconds(1'770'000'000'000))};
    for (const auto& dataset : report::datasets())
        for (const auto dialect : {sql::Dialect::sqlite, sql::Dialect::postgres})
            if (const auto condition = report::filterToSql(*filter, dataset.fields, dialect, context))
                FUZZ_REQUIRE(!condition->text.empty());
}

STEWARD_FUZZ(definition) {
    const auto definition = report::readDefinition(input);
    if (!definition) return;
    if (const auto valid = report::validate(*definition); !valid)
        FUZZ_REQUIRE(valid.error().code == ErrorCode::invalid);
    const auto again = report::readDefinition(json::write(*definition));
    FUZZ_REQUIRE(again && *again == *definition);
}
