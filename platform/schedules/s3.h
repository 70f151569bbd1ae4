// Requests to S3-compatible stores, signed as AWS signature version 4 says. Free of I/O.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "kernel/http_client.h"

namespace steward::schedules::s3 {

struct Credentials {
    std::string accessKey;
    std::string secret;
};

struct Request {
    std::string method;
    std::string path;                                          // decoded, with its "/"
    std::string query;                                         // as it is sent, its parts sorted by their names
    std::vector<std::pair<std::string, std::string>> headers;  // names in small letters, sorted; "host" among them
    std::string payloadHash;                                   // SHA-256 in hexadecimal
};

std::string sha256(std::string_view bytes);  // in hexadecimal
std::string encodedPath(std::string_view path);
// What the signature is made of; and the value of the header Authorization.
std::string canonicalRequest(const Request& request);
std::string authorization(const Request& request, const Credentials& credentials, std::string_view region,
                          std::string_view service, Time at);

// The call that puts an object. `endpoint` has no path: "https://s3.example:9000".
kernel::HttpCall putObject(const std::string& endpoint, std::string_view region, std::string_view bucket,
                           std::string_view key, std::string content, std::string mediaType,
                           const Credentials& credentials, Time at);

}  // namespace steward::schedules::s3
