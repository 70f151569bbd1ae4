// Configurations in JSON and YAML: what was read can be written in both formats, and is then read as the same.
#include "configuration/difference.h"
#include "tests/fuzz/fuzz.h"

using namespace steward;
using configuration::Format;

STEWARD_FUZZ(configuration) {
    const auto document = configuration::read(input);
    if (!document) {
        FUZZ_REQUIRE(document.error().code == ErrorCode::invalid || document.error().code == ErrorCode::tooLarge);
        return;
    }
    for (const auto format : {Format::json, Format::yaml}) {
        const auto text = configuration::write(*document, format);
        const auto again = configuration::read(text);
        FUZZ_REQUIRE(again && fuzz::alike(configuration::ordered(*again), configuration::ordered(*document)));
        FUZZ_REQUIRE(configuration::difference(*again, *again).empty());
    }
}

STEWARD_FUZZ(yaml) {
    const auto value = configuration::parseYaml(input);
    if (!value) {
        FUZZ_REQUIRE(value.error().code == ErrorCode::invalid);
        return;
    }
    std::string text;
    configuration::appendYaml(text, *value, 0);
    const auto again = configuration::parseYaml(text);
    FUZZ_REQUIRE(again && fuzz::alike(*again, *value));
}
