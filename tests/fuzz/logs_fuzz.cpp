// OTLP as whoever sends it writes it, and the filters of who looks for it.
#include "kernel/otlp/protobuf_reader.h"
#include "logs/log_filter.h"
#include "logs/otlp_logs.h"
#include "sql/text_match.h"
#include "tests/fuzz/fuzz.h"

using namespace steward;
using namespace steward::fuzz;

namespace {

// Whatever a record was, it is within its bounds afterwards, is UTF-8, and bounding it again changes nothing.
void bound(domain::LogRecord record) {
    domain::redact(record);
    domain::keepBounds(record);
    FUZZ_REQUIRE(record.body.size() <= domain::maxLogBody && record.service.size() <= domain::maxLogService);
    FUZZ_REQUIRE(record.attributes.is_object() && record.attributes.get_object().size() <= domain::maxLogAttributes);
    FUZZ_REQUIRE(json::parse(json::write(record)).has_value());
    const std::string once = json::write(record);
    domain::keepBounds(record);
    FUZZ_REQUIRE(json::write(record) == once);
}

}  // namespace

STEWARD_FUZZ(otlp_logs) {
    for (const auto& read : {logs::readOtlpProtobuf(input), logs::readOtlpJson(input)}) {
        if (!read) continue;
        FUZZ_REQUIRE(read->size() <= logs::maxOtlpRecords);
        for (const auto& record : *read)
            bound(record);
    }
    std::size_t fields = 0;
    kernel::otlp::ProtobufReader reader(input);
    while (reader.next())
        FUZZ_REQUIRE(++fields <= input.size());
}

STEWARD_FUZZ(log_filter) {
    for (const auto dialect : {sql::Dialect::sqlite, sql::Dialect::postgres}) {
        const auto filter = logs::readFilter(std::string(input), dialect, Time(Duration(1'764'150'000'000)));
        if (!filter) continue;
        FUZZ_REQUIRE(!filter->condition.empty());
        FUZZ_REQUIRE(sql::trigramsOf(filter->needles, sql::Indexed::asWritten).size() <= 24 * 13);
    }
}
