// The real stewardd on a free loopback port with a data folder of its own, signed in as the local operator. On
// PostgreSQL (tests/support/postgres_cluster.h) it has a database of its own there.
//
//   test::StewarddFixture platform;
//   QVERIFY2(platform.start(), platform.log().c_str());
//   const auto reply = platform.ask({.target = "/v1/tenants?limit=5"});
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/raw_http.h"
#include "tests/support/sanitized.h"

namespace steward::test {

class StewarddFixture {
public:
    StewarddFixture();
    // Stops the platform and removes its folder.
    ~StewarddFixture();

    // Settings ("http.maxConnections=10") and flags ("--demo", "--demo-tenants=40") of the next start.
    void set(const std::string& setting) { arguments_.push_back("--set=" + setting); }
    void addFlag(const std::string& flag) { arguments_.push_back(flag); }

    // Demo data without the traffic that --demo makes, so that nothing happens but what the test does. Before start().
    bool loadDemo(int tenants);

    // Returns when it serves and the local operator is signed in. False with the reason in log(). It comes back at the
    // port it had before.
    bool start(std::chrono::seconds limit = std::chrono::seconds(sanitized ? 240 : 60));
    // Sets its clock wrong by so much, while it runs. For a platform that was told before start(); not with sanitizers.
    void withOwnClock() { hasOwnClock_ = true; }
    void setClockWrong(std::chrono::seconds by) const;
    // SIGTERM and wait: the exit code; -1 when it had to be killed, or did not run.
    int stop(std::chrono::seconds limit = std::chrono::seconds(15));
    // SIGKILL and wait: what a crash leaves behind stays.
    void kill();
    bool isRunning() const { return pid_ > 0; }
    // Sends a signal without waiting.
    void signal(int number) const;

    int port() const { return port_; }
    pid_t pid() const { return pid_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    const std::filesystem::path& folder() const { return folder_; }
    // Its database in PostgresCluster::shared(); empty: the file steward.db in folder()/data.
    const std::string& database() const { return database_; }
    // Of the local operator, good for 15 minutes.
    const std::string& token() const { return token_; }
    // Good for one use.
    const std::string& refreshToken() const { return refreshToken_; }
    // What it wrote to standard error so far.
    std::string log() const;

    // As the local operator, unless the question brings a token of its own ("-": none).
    Reply ask(Ask question) const;

private:
    bool readReadyLine(int file, std::chrono::seconds limit);
    bool join(const std::string& secret);

    std::filesystem::path folder_;
    std::string database_;
    std::vector<std::string> arguments_;
    std::string token_;
    std::string refreshToken_;
    bool hasOwnClock_ = false;
    pid_t pid_ = -1;
    int port_ = 0;
};

}  // namespace steward::test
