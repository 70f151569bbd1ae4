// Debian's prometheus on a free loopback port with a folder of its own. For tests with the label `engine`.
//
//   test::PrometheusServer prometheus;
//   QVERIFY2(prometheus.fill(samples), prometheus.log().c_str());      // "name{label=\"x\"} 1 1795420800.000\n"
//   QVERIFY2(prometheus.start(), prometheus.log().c_str());
//   config.metrics.prometheus = prometheus.url();
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace steward::test {

class PrometheusServer {
public:
    PrometheusServer();
    ~PrometheusServer();

    // Samples of the past in the OpenMetrics format, without its last line. Before start().
    bool fill(const std::string& openMetrics);
    // What it scrapes: the list below `scrape_configs:`. Before start().
    void scrape(const std::string& yaml) { scrapes_ = yaml; }
    // Returns when it answers. False with the reason in log().
    bool start(std::chrono::seconds limit = std::chrono::seconds(30));
    void stop();

    int port() const { return port_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    pid_t pid() const { return pid_; }
    std::string log() const;

private:
    pid_t spawn(std::vector<std::string> words) const;

    std::filesystem::path folder_;
    std::string scrapes_;
    pid_t pid_ = -1;
    int port_ = 0;
};

}  // namespace steward::test
