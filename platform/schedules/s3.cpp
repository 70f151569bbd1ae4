#include "schedules/s3.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace steward::schedules::s3 {
namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";

std::string hexadecimal(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char c : bytes) {
        text += digits[c >> 4];
        text += digits[c & 15];
    }
    return text;
}

std::string hmac(std::string_view key, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
         text.size(), bytes.data(), &length);
    return {reinterpret_cast<const char*>(bytes.data()), length};
}

// "20130524T000000Z"
std::string basicTime(Time at) {
    std::string text = toRfc3339(std::chrono::floor<std::chrono::seconds>(at));
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

std::string signedHeaders(const Request& request) {
    std::string names;
    for (const auto& [name, value] : request.headers)
        names.append(names.empty() ? "" : ";").append(name);
    return names;
}

}  // namespace

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned length = 0;
    EVP_Digest(bytes.data(), bytes.size(), hash.data(), &length, EVP_sha256(), nullptr);
    return hexadecimal({reinterpret_cast<const char*>(hash.data()), length});
}

std::string encodedPath(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF", others = "-._~/";
    std::string text;
    for (const char c : path) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                             others.find(c) != std::string_view::npos;
        if (isPlain) {
            text += c;
            continue;
        }
        text += '%';
        text += digits[static_cast<unsigned char>(c) >> 4];
        text += digits[static_cast<unsigned char>(c) & 15];
    }
    return text;
}

std::string canonicalRequest(const Request& request) {
    std::string text = request.method + "\n" + encodedPath(request.path) + "\n" + request.query + "\n";
    for (const auto& [name, value] : request.headers)
        text.append(name).append(":").append(value).append("\n");
    return text + "\n" + signedHeaders(request) + "\n" + request.payloadHash;
}

std::string authorization(const Request& request, const Credentials& credentials, std::string_view region,
                          std::string_view service, Time at) {
    const std::string time = basicTime(at), date = time.substr(0, 8);
    const std::string scope = date + "/" + std::string(region) + "/" + std::string(service) + "/aws4_request";
    const std::string toSign =
        std::string(algorithm) + "\n" + time + "\n" + scope + "\n" + sha256(canonicalRequest(request));
    const std::string key = hmac(hmac(hmac(hmac("AWS4" + credentials.secret, date), region), service), "aws4_request");
    return std::string(algorithm) + " Credential=" + credentials.accessKey + "/" + scope +
           ",SignedHeaders=" + signedHeaders(request) + ",Signature=" + hexadecimal(hmac(key, toSign));
}

kernel::HttpCall putObject(const std::string& endpoint, std::string_view region, std::string_view bucket,
                           std::string_view key, std::string content, std::string mediaType,
                           const Credentials& credentials, Time at) {
    std::string host = endpoint.substr(endpoint.find("://") + 3);
    const bool isUsualPort = (endpoint.starts_with("https://") && host.ends_with(":443")) ||
                             (endpoint.starts_with("http://") && host.ends_with(":80"));
    if (isUsualPort) host.resize(host.rfind(':'));
    Request request{"PUT", "/" + std::string(bucket) + "/" + std::string(key), {}, {}, sha256(content)};
    request.headers = {{"content-type", mediaType},
                       {"host", host},
                       {"x-amz-content-sha256", request.payloadHash},
                       {"x-amz-date", basicTime(at)}};
    kernel::HttpCall call{.method = "PUT", .url = endpoint + encodedPath(request.path)};
    call.headers = {{"Content-Type", std::move(mediaType)},
                    {"x-amz-content-sha256", request.payloadHash},
                    {"x-amz-date", basicTime(at)},
                    {"Authorization", authorization(request, credentials, region, "s3", at)}};
    call.body = std::move(content);
    call.timeout = std::chrono::minutes(5);
    return call;
}

}  // namespace steward::schedules::s3
