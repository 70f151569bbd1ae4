// Where in which trace something happens, and how that travels between programs: W3C Trace Context, headers traceparent
// and tracestate (https://www.w3.org/TR/trace-context/). Read strictly: what is not exactly as the specification says
// is as if it had not been sent.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace steward::kernel::trace {

using TraceId = std::array<unsigned char, 16>;
using SpanId = std::array<unsigned char, 8>;

struct SpanContext {
    TraceId traceId{};
    SpanId spanId{};  // zeros at the root of a new trace
    bool sampled = false;
    std::string state = {};  // tracestate, passed on as it came

    // False for what belongs to no trace.
    bool isSet() const { return traceId != TraceId{}; }
    bool operator==(const SpanContext&) const = default;
};

// "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01". A version above 00 is read as 00 is, as far as that goes.
std::optional<SpanContext> parseTraceParent(std::string_view text);
std::string spellTraceParent(const SpanContext& context);

// The members of all tracestate headers in order, separated by commas: at most 32, no key twice. Empty when they are
// not well formed or longer than 512 bytes.
std::string parseTraceState(const std::vector<std::string_view>& headers);

// What a request brought. nullopt without a traceparent, with two of them, or with one that is not valid.
std::optional<SpanContext> receivedContext(const std::vector<std::pair<std::string, std::string>>& headers);

// Lower-case hexadecimal digits.
std::string hex(const TraceId& id);
std::string hex(const SpanId& id);

}  // namespace steward::kernel::trace
