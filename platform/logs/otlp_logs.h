// Logs as OpenTelemetry sends them: ExportLogsServiceRequest (opentelemetry-proto 1.x), in Protocol Buffers or in their
// JSON encoding.
//
// The service is the resource's "service.name", the tenant its "steward.tenant.id"; its other attributes are laid under
// those of the record. A body or value that is no text is kept as JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/log_record.h"

namespace steward::logs {

inline constexpr std::size_t maxOtlpRecords = 10'000;  // of one request

// Records without ids, not within bounds yet; one without any time has the time 0. ErrorCode::invalid for what is no
// such request, tooLarge for more records than that.
Result<std::vector<domain::LogRecord>> readOtlpProtobuf(std::string_view bytes);
Result<std::vector<domain::LogRecord>> readOtlpJson(std::string_view text);

}  // namespace steward::logs
