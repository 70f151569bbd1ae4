// One message to one recipient over SMTP (RFC 5321), through libcurl. Blocking: for the mailer's thread.
#pragma once

#include <stop_token>
#include <string>

#include "base/result.h"
#include "kernel/config.h"

namespace steward::kernel {

// The server said that this message will never be taken from us (5xx), so that trying again is no use.
inline constexpr ErrorCode refusedForGood = ErrorCode::unprocessable;

// Otherwise ErrorCode::unavailable: the server was away, busy, or did not take our password; ErrorCode::cancelled when
// `stop` was requested. `message` is what composeMail made.
Result<> sendOverSmtp(const MailConfig& config, const std::string& recipient, const std::string& message,
                      const std::stop_token& stop);

}  // namespace steward::kernel
