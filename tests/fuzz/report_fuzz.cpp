// The filter grammar and report definitions.
#include "base/json.h"
#include "report/dataset.h"
#include "report/definition.h"
#include "report/filter.h"
#include "tests/fuzz/fuzz.h"

using namespace steward;

namespace {

bool meansTheSame(const report::Filter& a, const report::Filter& b) {
    if (a.conditions.size() != b.conditions.size()) return false;
    for (std::size_t i = 0; i < a.conditions.size(); ++i) {
        const auto& x = a.conditions[i];
        const auto& y = b.conditions[i];
        if (x.field != y.field || x.op != y.op || x.values != y.values || x.unit != y.unit) return false;
    }
    return true;
}

}  // namespace

STEWARD_FUZZ(filter) {
    const auto filter = report::parseFilter(input);
    if (!filter) {
        FUZZ_REQUIRE(filter.error().code == ErrorCode::invalid);
        return;
    }
    FUZZ_REQUIRE(filter->conditions.size() <= report::maximumFilterTerms);
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
