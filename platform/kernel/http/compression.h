// gzip for replies, where the client takes it and it is worth it. An ETag names one encoding (RFC 9110 section 8.8.3),
// so that of a compressed reply ends in "-gzip"; If-Match and If-None-Match take either (kernel/http/binding.h).
//
// A reply that a page of somebody else may have had made with the user's cookies is never compressed, nor one that
// holds secrets: its length would tell what is in it (BREACH).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "contract/endpoint.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"

namespace steward::kernel {

// Accept-Encoding of RFC 9110 section 12.5.3: "gzip", "*;q=0.5, identity", never "gzip;q=0".
bool acceptsGzip(std::string_view acceptEncoding);
bool isCompressible(std::string_view contentType);
// Whether replies to it may be compressed at all.
bool mayCompress(const Request& request, contract::Cost cost);

// A body of at least `from` bytes, if the client takes it; says Vary in any case.
void compress(Response& response, const Request& request, std::size_t from);
void addVary(Response& response, std::string_view header);

// A stream in one gzip member. Each piece can be read as soon as it has arrived.
class GzipStream {
public:
    GzipStream();
    ~GzipStream();
    std::string add(std::string_view piece);
    // The last piece and the end.
    std::string finish(std::string_view piece = {});

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace steward::kernel
