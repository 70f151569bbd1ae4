// A collector of telemetry on loopback: takes OTLP over HTTP in JSON, keeps what it got, and answers as it is told.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/json.h"
#include "tests/support/served.h"

namespace steward::test {

struct ReceivedSpan {
    std::string traceId, spanId, parentSpanId, traceState, name;
    int kind = 0;
    bool failed = false;
    std::map<std::string, std::string> attributes;  // as text
};

class OtlpCollector {
public:
    OtlpCollector();

    std::string url() const { return "http://127.0.0.1:" + std::to_string(served_.port()); }
    // The next requests get these answers; afterwards all get 200.
    void answer(int status, std::string retryAfter = {}, int times = 1);

    std::vector<ReceivedSpan> spans() const;
    std::vector<ReceivedSpan> spansOf(const std::string& traceId) const;
    // Of the newest metrics: the sum of a metric's points, or the count of a histogram; -1 when it was not sent.
    double metric(const std::string& name) const;
    int requests() const;
    std::string lastHeader(const std::string& name) const;
    // What did not have the form of OTLP, one a line; "" when all of it did.
    std::string complaints() const;

private:
    kernel::Response take(const kernel::Request& request, bool traces);
    void takeSpan(const json::Object& span);
    void takeMetric(const json::Object& metric);

    mutable std::mutex mutex_;
    std::deque<std::pair<int, std::string>> answers_;
    std::vector<ReceivedSpan> spans_;
    std::map<std::string, double> metrics_;
    kernel::TextPairs lastHeaders_;
    int requests_ = 0;
    std::string complaints_;
    Served served_;
};

}  // namespace steward::test
