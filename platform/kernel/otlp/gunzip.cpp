#include "kernel/otlp/gunzip.h"

#include <zlib.h>

namespace steward::kernel::otlp {

Result<std::string> gunzip(std::string_view bytes, std::size_t most) {
    z_stream stream{};
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) return fail(ErrorCode::internal, "zlib could not be started.");
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    int state = Z_OK;
    while (state == Z_OK && out.size() <= most) {
        char piece[16384];
        stream.next_out = reinterpret_cast<Bytef*>(piece);
        stream.avail_out = sizeof piece;
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(piece, sizeof piece - stream.avail_out);
        if (state == Z_OK && stream.avail_in == 0 && stream.avail_out != 0) break;
    }
    const bool isWhole = state == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (out.size() > most) return fail(ErrorCode::tooLarge, "The body is larger than this takes once it is unpacked.");
    if (!isWhole) return fail(ErrorCode::invalid, "The body is no whole gzip, though Content-Encoding says so.");
    return out;
}

}  // namespace steward::kernel::otlp
