#include "kernel/http/compression.h"

#include <zlib.h>

#include <array>

namespace steward::kernel {
namespace {

// The quickest: the I/O thread serves others meanwhile.
constexpr int level = 1;
constexpr int gzipWindow = 15 + 16;
constexpr int memory = 8;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

// "gzip;q=0", "gzip; q=0.000"
bool isRefused(std::string_view parameters) {
    const auto weight = parameters.find("q=");
    if (weight == std::string_view::npos) return false;
    return trimmed(parameters.substr(weight + 2)).find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

bool acceptsGzip(std::string_view accepted) {
    bool any = false;
    while (!accepted.empty()) {
        const auto end = std::min(accepted.find(','), accepted.size());
        const auto coding = accepted.substr(0, end);
        const auto mark = std::min(coding.find(';'), coding.size());
        const auto name = trimmed(coding.substr(0, mark));
        if (equalIgnoringCase(name, "gzip") || equalIgnoringCase(name, "x-gzip"))
            return !isRefused(coding.substr(mark));
        if (name == "*") any = !isRefused(coding.substr(mark));
        accepted.remove_prefix(std::min(end + 1, accepted.size()));
    }
    return any;
}

bool isCompressible(std::string_view type) {
    type = trimmed(type.substr(0, type.find(';')));
    return type.starts_with("text/") || type.ends_with("json") || type.ends_with("+xml") ||
           type == "application/javascript" || type == "application/xml";
}

bool mayCompress(const Request& request, contract::Cost cost) {
    return cost != contract::Cost::credential && request.header("Cookie").empty();
}

void addVary(Response& response, std::string_view header) {
    const std::string_view said = response.header("Vary");
    response.set("Vary", said.empty() ? std::string(header) : std::string(said) + ", " + std::string(header));
}

void compress(Response& response, const Request& request, std::size_t from) {
    if (from == 0 || !isCompressible(response.header("Content-Type"))) return;
    if (!response.header("Set-Cookie").empty() || !response.header("Content-Encoding").empty()) return;
    addVary(response, "Accept-Encoding");
    if (response.body.size() < from || !acceptsGzip(request.header("Accept-Encoding"))) return;
    response.body = GzipStream().finish(response.body);
    response.set("Content-Encoding", "gzip");
    if (std::string tag(response.header("ETag")); tag.ends_with('"')) {
        tag.insert(tag.size() - 1, "-gzip");
        response.set("ETag", std::move(tag));
    }
}

struct GzipStream::State {
    z_stream stream{};

    std::string run(std::string_view piece, int flush) {
        std::array<unsigned char, 16 * 1024> space;
        std::string out;
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
        stream.avail_in = static_cast<uInt>(piece.size());
        do {
            stream.next_out = space.data();
            stream.avail_out = space.size();
            deflate(&stream, flush);
            out.append(reinterpret_cast<const char*>(space.data()), space.size() - stream.avail_out);
        } while (stream.avail_out == 0);
        return out;
    }
};

GzipStream::GzipStream() : state_(std::make_unique<State>()) {
    if (deflateInit2(&state_->stream, level, Z_DEFLATED, gzipWindow, memory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
}

GzipStream::~GzipStream() {
    deflateEnd(&state_->stream);
}

std::string GzipStream::add(std::string_view piece) {
    return state_->run(piece, Z_SYNC_FLUSH);
}

std::string GzipStream::finish(std::string_view piece) {
    return state_->run(piece, Z_FINISH);
}

}  // namespace steward::kernel
