// A mail as RFC 5322 text: one plain-text part in UTF-8, and files behind it. Pure; any thread.
//
// Whatever stands in a name, a subject or a text, the message has the headers that are written here and no others:
// control characters become spaces, what is not ASCII becomes encoded words (RFC 2047), the text is quoted-printable
// (RFC 2045), and an address is one of addr-spec form or the message is not made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace steward::kernel {

struct MailAttachment {
    std::string name;       // of the file
    std::string mediaType;  // "text/csv"
    std::string content;
};

struct MailMessage {
    std::string id;  // unique; its Message-ID is "<id@host of from>"
    std::string fromName;
    std::string fromAddress;
    std::string toAddress;
    std::string subject;
    std::string text;  // lines end with "\n"
    Time at{};
    std::vector<MailAttachment> attachments = {};
};

// An address that can stand in an envelope and in a header as it is: ASCII, dot-atom before the "@", a host name
// behind.
bool isMailAddress(std::string_view text);

// Lines end with CRLF and are at most 76 characters long. ErrorCode::invalid for an address that is none.
Result<std::string> composeMail(const MailMessage& message);

}  // namespace steward::kernel
