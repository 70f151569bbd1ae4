// A PostgreSQL of the tests' own, from Debian's packages: a folder of its own, a free port on 127.0.0.1 and a socket.
// It runs as the user postgres when the test runs as root, and ends with the test program.
//
//   auto& cluster = test::PostgresCluster::shared();
//   const auto database = cluster.createDatabase();   // empty; owned by steward_migrator, who is no superuser
//
// Tests that are registered with ENGINES run twice; in the second run onPostgres() is true and the fixtures of
// tests/support make their databases here.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>

namespace steward::test {

// STEWARD_TEST_ENGINE=postgres
bool onPostgres();

class PostgresCluster {
public:
    // Of this program, started when it is first asked for. Ends the program when it cannot be started.
    static PostgresCluster& shared();

    PostgresCluster();
    ~PostgresCluster();

    // The first start makes the cluster. False with the reason in log().
    bool start();
    // As a copy of `primary` that follows it, to be promoted.
    bool startAsReplicaOf(const PostgresCluster& primary);
    bool promote();
    // Clients are told, and disconnected.
    void stop();
    // As if the power had failed.
    void kill();
    // To all processes of it.
    void signal(int number) const;
    // Whether there is room for tables to grow (tests/support/disturbance.cpp). For a cluster that was told before
    // start().
    void withOwnDisk() { hasOwnDisk_ = true; }
    void fillDisk(bool full) const;

    int port() const { return port_; }
    const std::filesystem::path& folder() const { return folder_; }
    std::string log() const;

    // The name of a new database, empty or as `like` is; nobody may be connected to that.
    std::string createDatabase(const std::string& like = "template1");
    // For libpq. Over the socket, which is as local clients connect.
    std::string url(const std::string& database, const std::string& user) const;
    std::string urlOverTcp(const std::string& database, const std::string& user) const;
    static constexpr const char* migrator = "steward_migrator";
    static constexpr const char* application = "steward_app";
    // As the superuser, with psql; what it printed, or nullopt when it failed.
    std::string sql(const std::string& database, const std::string& statement) const;

private:
    bool run(const std::string& program, const std::string& arguments) const;
    bool launch();

    std::filesystem::path folder_;
    bool hasOwnDisk_ = false;
    std::filesystem::path programs_;
    int port_ = 0;
    pid_t pid_ = -1;
    int databases_ = 0;
};

}  // namespace steward::test
