#include "contract/problem.h"

#include <array>
#include <utility>

namespace steward::contract {
namespace {

constexpr std::string_view typePrefix = "https://steward.example/problems/";

// The first status of a code is the one that is sent; the first code of a status is what the status alone means.
constexpr std::array<std::pair<ErrorCode, int>, 19> statuses{{
    {ErrorCode::invalid, 400},
    {ErrorCode::unauthenticated, 401},
    {ErrorCode::forbidden, 403},
    {ErrorCode::reauthenticationRequired, 403},
    {ErrorCode::notFound, 404},
    {ErrorCode::timeout, 408},
    {ErrorCode::conflict, 409},
    {ErrorCode::gone, 410},
    {ErrorCode::preconditionFailed, 412},
    {ErrorCode::tooLarge, 413},
    {ErrorCode::unprocessable, 422},
    {ErrorCode::preconditionRequired, 428},
    {ErrorCode::rateLimited, 429},
    {ErrorCode::cancelled, 499},
    {ErrorCode::internal, 500},
    {ErrorCode::unavailable, 503},
    {ErrorCode::offline, 503},
    {ErrorCode::storage, 503},
    {ErrorCode::storage, 507},
}};

}  // namespace

int statusOf(ErrorCode code) {
    for (const auto& [known, status] : statuses)
        if (known == code) return status;
    return 500;
}

ErrorCode codeOf(int status) {
    for (const auto& [code, known] : statuses)
        if (known == status) return code;
    return status >= 500 ? ErrorCode::unavailable : ErrorCode::invalid;
}

Problem toProblem(const Error& error, std::string requestId) {
    Problem problem;
    problem.type = std::string(typePrefix) + std::string(enumName(error.code));
    problem.title = error.message;
    problem.status = statusOf(error.code);
    problem.detail = error.detail;
    problem.requestId = std::move(requestId);
    if (!error.fields.empty()) problem.errors = error.fields;
    return problem;
}

Error toError(const Problem& problem) {
    Error error;
    error.code = codeOf(problem.status);
    if (std::string_view type = problem.type; type.starts_with(typePrefix))
        if (const auto code = enumFromName<ErrorCode>(type.substr(typePrefix.size()))) error.code = *code;
    error.message = problem.title;
    error.detail = problem.detail;
    error.id = problem.requestId;
    if (problem.errors) error.fields = *problem.errors;
    return error;
}

}  // namespace steward::contract
