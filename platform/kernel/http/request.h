// A request as handlers see it: decoded, complete, within its limits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/endpoint.h"

namespace steward::kernel {

using TextPairs = std::vector<std::pair<std::string, std::string>>;

struct Request {
    contract::Method method = contract::Method::get;
    bool isHead = false;       // a HEAD: handled as GET, answered without the body
    std::string target;        // as received: "/v1/tenants?limit=5"
    std::string path;          // as received, without the query: still percent-encoded
    TextPairs query;           // decoded, in order
    TextPairs headers;         // names as received
    TextPairs pathParameters;  // decoded, of the matched route: {"id", "ten_…"}
    std::string body;
    std::string peer;  // "127.0.0.1"

    // "" when there is none; names in any case.
    std::string_view header(std::string_view name) const;
    std::optional<std::string_view> queryParameter(std::string_view name) const;
    std::string_view pathParameter(std::string_view name) const;
    std::optional<std::string_view> cookie(std::string_view name) const;
    // The token of "Authorization: Bearer …", "" without one.
    std::string_view bearerToken() const;
    // The body as application/x-www-form-urlencoded; ErrorCode::invalid when it is something else.
    Result<TextPairs> form() const;
};

// "%41+b" -> "Ab" with plusIsSpace. nullopt for a bad escape, a NUL or bytes that are not UTF-8.
std::optional<std::string> percentDecode(std::string_view text, bool plusIsSpace);
std::string percentEncode(std::string_view text);
// "a=1&b=2". nullopt as above, and for more than 100 pairs.
std::optional<TextPairs> parseQuery(std::string_view text);
std::optional<std::string_view> findText(const TextPairs& pairs, std::string_view name);
bool equalIgnoringCase(std::string_view a, std::string_view b);

}  // namespace steward::kernel
