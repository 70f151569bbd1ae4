#include "kernel/mail/message.h"

#include <sodium.h>

#include <algorithm>

namespace steward::kernel {
namespace {

constexpr std::string_view lineEnd = "\r\n";
constexpr std::size_t longestLine = 76;
constexpr std::size_t longestWordBytes = 39;  // whose base64 fits into a line with the name of its header
constexpr std::size_t longestAddress = 254;   // RFC 5321 section 4.5.3.1.3, without the angle brackets

bool isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// RFC 5322 section 3.2.3, without the quoted form that nobody uses.
bool isDotAtom(std::string_view text) {
    constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~.";
    return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos &&
           std::ranges::all_of(text, [&](char c) { return isAlphanumeric(c) || others.find(c) != others.npos; });
}

bool isHostName(std::string_view text) {
    return !text.empty() && isAlphanumeric(text.front()) && isAlphanumeric(text.back()) &&
           text.find("..") == std::string_view::npos &&
           std::ranges::all_of(text, [](char c) { return isAlphanumeric(c) || c == '-' || c == '.'; });
}

std::string onOneLine(std::string_view text) {
    std::string out(text);
    std::ranges::replace_if(out, isControl, ' ');
    return out;
}

std::string base64(std::string_view bytes) {
    std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();
    return out;
}

// At most `limit` bytes of whole UTF-8 characters.
std::string_view wholeCharacters(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    std::size_t size = limit;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
        --size;
    return text.substr(0, size == 0 ? limit : size);
}

// RFC 2047: each word on a line of its own, each with whole characters.
std::string encodedWords(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto part = wholeCharacters(text, longestWordBytes);
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base64(part) + "?=";
        text.remove_prefix(part.size());
    }
    return out;
}

bool isPlain(std::string_view text) {
    return text.find("=?") == std::string_view::npos &&
           std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::string subjectOf(std::string_view text) {
    const std::string line = onOneLine(text);
    return isPlain(line) && line.size() <= longestLine - std::string_view("Subject: ").size() ? line
                                                                                              : encodedWords(line);
}

// A display name: a quoted string, or encoded words.
std::string nameOf(std::string_view text) {
    const std::string line = onOneLine(text);
    if (!isPlain(line) || line.size() > longestLine / 2) return encodedWords(line);
    std::string out = "\"";
    for (const char c : line) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

// RFC 5322 section 3.3: "Wed, 25 Nov 2026 20:13:15 +0000".
std::string dateOf(Time at) {
    constexpr std::string_view days = "SunMonTueWedThuFriSat";
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::weekday weekday(day);
    return std::string(days.substr(3 * weekday.c_encoding(), 3)) + ", " +
           std::to_string(static_cast<unsigned>(date.day())) + " " +
           std::string(months.substr(3 * (static_cast<unsigned>(date.month()) - 1), 3)) + " " +
           std::to_string(static_cast<int>(date.year())) + " " + toRfc3339(at).substr(11, 8) + " +0000";
}

void appendEscape(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    out += '=';
    out += digits[static_cast<unsigned char>(c) >> 4U];
    out += digits[static_cast<unsigned char>(c) & 15U];
}

// RFC 2045 section 6.7. Lines are broken softly, between whole characters or their escapes.
std::string quotedPrintable(std::string_view text) {
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            out += lineEnd;
            column = 0;
            continue;
        }
        const bool endsLine = i + 1 == text.size() || text[i + 1] == '\n';
        const bool isLiteral = (c > 0x20 && c < 0x7f && c != '=') || ((c == ' ' || c == '\t') && !endsLine);
        const std::size_t width = isLiteral ? 1 : 3;
        if (column + width > longestLine - 1) {
            out += "=\r\n";
            column = 0;
        }
        if (isLiteral)
            out += c;
        else
            appendEscape(out, c);
        column += width;
    }
    return out;
}

std::string textPart(std::string_view text) {
    return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
           quotedPrintable(text) + "\r\n";
}

// RFC 2231: for programs that know it, as it is; for the others, what ASCII has of it.
std::string dispositionOf(std::string_view name) {
    std::string plain, encoded;
    for (const char c : onOneLine(name)) {
        plain += c >= 0x20 && c < 0x7f && c != '"' && c != '\\' ? c : '_';
        if (isAlphanumeric(c) || c == '.' || c == '-' || c == '_') {
            encoded += c;
        } else {
            appendEscape(encoded, c);
            encoded[encoded.size() - 3] = '%';
        }
    }
    std::string out = "attachment;\r\n filename=\"" + plain + "\"";
    if (plain != name) out += ";\r\n filename*=UTF-8''" + encoded;
    return out;
}

std::string filePart(const MailAttachment& file) {
    std::string out = "Content-Type: " + onOneLine(file.mediaType) +
                      "\r\nContent-Disposition: " + dispositionOf(file.name) +
                      "\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    constexpr std::size_t bytesOfLine = 57;
    out.reserve(out.size() + file.content.size() / 3 * 4 + file.content.size() / bytesOfLine * 2 + 16);
    for (std::size_t at = 0; at < file.content.size(); at += bytesOfLine)
        out.append(base64(std::string_view(file.content).substr(at, bytesOfLine))).append(lineEnd);
    return out;
}

}  // namespace

bool isMailAddress(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && text.size() <= longestAddress && isDotAtom(text.substr(0, at)) &&
           isHostName(text.substr(at + 1));
}

Result<std::string> composeMail(const MailMessage& message) {
    for (const auto* address : {&message.fromAddress, &message.toAddress})
        if (!isMailAddress(*address))
            return fail(ErrorCode::invalid, "A mail cannot go from or to this address. It was not sent.", *address);
    const std::string host = message.fromAddress.substr(message.fromAddress.find('@') + 1);
    std::string out;
    const auto header = [&](std::string_view name, const std::string& value) {
        out.append(name).append(": ").append(value).append(lineEnd);
    };
    header("Date", dateOf(message.at));
    header("From", message.fromName.empty() ? message.fromAddress
                                            : nameOf(message.fromName) + "\r\n <" + message.fromAddress + ">");
    header("To", message.toAddress);
    header("Message-ID", "<" + onOneLine(message.id) + "@" + host + ">");
    header("Subject", subjectOf(message.subject));
    header("Auto-Submitted", "auto-generated");
    header("MIME-Version", "1.0");
    if (message.attachments.empty()) return out.append(textPart(message.text));
    // No line of a part begins with two hyphens and an equals sign: it is none of quoted-printable, nor of base64.
    const std::string boundary = "=_" + onOneLine(message.id);
    header("Content-Type", "multipart/mixed; boundary=\"" + boundary + "\"");
    out.append(lineEnd).append("--").append(boundary).append(lineEnd).append(textPart(message.text));
    for (const auto& file : message.attachments)
        out.append("--").append(boundary).append(lineEnd).append(filePart(file));
    return out.append("--").append(boundary).append("--").append(lineEnd);
}

}  // namespace steward::kernel
