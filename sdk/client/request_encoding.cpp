#include "client/request_encoding.h"

#include <QCoreApplication>

namespace steward::client {
namespace {

struct EncodingWords {
    Q_DECLARE_TR_FUNCTIONS(EncodingWords)
};

}  // namespace

QByteArray verbOf(contract::Method method) {
    switch (method) {
        case contract::Method::get:
            return QByteArrayLiteral("GET");
        case contract::Method::post:
            return QByteArrayLiteral("POST");
        case contract::Method::put:
            return QByteArrayLiteral("PUT");
        case contract::Method::patch:
            return QByteArrayLiteral("PATCH");
        case contract::Method::delete_:
            return QByteArrayLiteral("DELETE");
    }
    return {};
}

std::string percentEncoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
            byte == '-' || byte == '.' || byte == '_' || byte == '~') {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

std::string queryText(const std::string& json) {
    if (!json.starts_with('"')) return json;
    const auto value = json::parse(json);
    return value && value->is_string() ? std::string(value->get_string()) : json;
}

Error unreadableReply(std::string detail) {
    return {ErrorCode::internal,
            EncodingWords::tr("The platform's reply could not be understood.").toStdString(),
            std::move(detail),
            {},
            {}};
}

}  // namespace steward::client
