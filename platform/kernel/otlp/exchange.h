// What endpoints that take OTLP over HTTP have in common: protobuf or JSON, plain or gzip, and how they answer. Plain
// functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"

namespace steward::kernel::otlp {

inline constexpr std::size_t mostUnpacked = 16 << 20;  // bytes of a body

struct Form {
    bool isJson = false;  // otherwise protobuf
    bool isPacked = false;
};

// 415 for another media type or encoding; nullopt: it can be read, as `form` says. `what`: "Metrics".
std::optional<Response> readForm(const Request& request, std::string_view what, const std::string& requestId,
                                 Form& form);
// So large, or packed, that it is to be read on another thread.
bool isLarge(const Request& request, const Form& form);
// The message, which lies in `room` when it was packed. ErrorCode::tooLarge and invalid as gunzip() says.
Result<std::string_view> unpack(std::string_view body, const Form& form, std::string& room);

Response response(const Form& form, int status, std::string body);
// google.rpc.Status for what is no message, or too large; nullopt for other errors.
std::optional<Response> refusal(const Form& form, const Error& error);
// An Export…ServiceResponse in protobuf.
std::string partialSuccess(std::int64_t rejected, std::string_view message);

// `Reply` is how the contract spells the same: {partialSuccess: {number, message}}.
template <class Reply>
Response reply(const Form& form, std::int64_t rejected, const std::string& message) {
    if (!form.isJson) return response(form, 200, partialSuccess(rejected, message));
    Reply reply;
    if (rejected > 0) reply.partialSuccess.emplace() = {std::to_string(rejected), message};
    return response(form, 200, json::write(reply));
}

}  // namespace steward::kernel::otlp
