// Errors on the wire: problem documents (RFC 9457) with a stable type, a request id and field errors.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/json.h"

namespace steward::contract {

inline constexpr std::string_view problemContentType = "application/problem+json";

struct Problem {
    std::string type;  // "https://steward.example/problems/preconditionFailed"
    std::string title;
    int status = 500;
    std::string detail;
    std::string requestId;
    std::optional<std::vector<FieldError>> errors;
    std::optional<json::Value> current;  // the entity as it is now, with 412
};
STEWARD_DESCRIBE(Problem, (type, title, status, detail, requestId, errors, current))

int statusOf(ErrorCode code);
ErrorCode codeOf(int status);

Problem toProblem(const Error& error, std::string requestId);
// The code comes from `type` where it is one of ours, otherwise from the status.
Error toError(const Problem& problem);

}  // namespace steward::contract
