#include "tests/support/postgres_cluster.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "base/ids.h"
#include "tests/support/sanitized.h"

extern char** environ;

namespace steward::test {
namespace {

constexpr const char* superuser = "postgres";

std::filesystem::path newestPrograms() {
    std::filesystem::path newest;
    std::error_code ignored;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored))
        if (std::filesystem::exists(version.path() / "bin" / "initdb") && version.path() > newest)
            newest = version.path();
    return newest / "bin";
}

int freePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(socket);
    return ntohs(address.sin_port);
}

// PostgreSQL does not run as root.
std::string asItsUser() {
    return ::geteuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --clear-groups --pdeathsig QUIT "
                            : "setpriv --pdeathsig QUIT ";
}

}  // namespace

bool onPostgres() {
    const char* engine = std::getenv("STEWARD_TEST_ENGINE");
    return engine && std::string_view(engine) == "postgres";
}

PostgresCluster& PostgresCluster::shared() {
    static PostgresCluster cluster;
    static const bool started = cluster.start();
    if (!started) {
        std::fprintf(stderr, "PostgreSQL could not be started:\n%s\n", cluster.log().c_str());
        std::abort();
    }
    return cluster;
}

PostgresCluster::PostgresCluster()
    : folder_(std::filesystem::temp_directory_path() / ("steward-pg-" + randomHex(6))),
      programs_(newestPrograms()),
      port_(freePort()) {
    std::filesystem::create_directories(folder_);
    const passwd* user = ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr;
    if (user && ::chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) std::perror("chown");
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
}

PostgresCluster::~PostgresCluster() {
    kill();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

bool PostgresCluster::run(const std::string& program, const std::string& arguments) const {
    const std::string command = "cd / && " + asItsUser() + (programs_ / program).string() + " " + arguments + " >> " +
                                (folder_ / "log").string() + " 2>&1";
    return std::system(command.c_str()) == 0;
}

bool PostgresCluster::start() {
    if (!std::filesystem::exists(folder_ / "data")) {
        const bool made = run("initdb", "--no-sync --auth=trust --encoding=UTF8 --locale=C.UTF-8 --username=" +
                                            std::string(superuser) + " -D " + (folder_ / "data").string());
        if (!made) return false;
        if (!launch()) return false;
        sql("postgres", "CREATE ROLE " + std::string(migrator) + " LOGIN CREATEROLE");
        return true;
    }
    return launch();
}

bool PostgresCluster::startAsReplicaOf(const PostgresCluster& primary) {
    return run("pg_basebackup", "-R --checkpoint=fast --no-sync -D " + (folder_ / "data").string() + " -d '" +
                                    primary.url("postgres", superuser) + "'") &&
           launch();
}

bool PostgresCluster::promote() {
    return sql("postgres", "SELECT pg_promote(true, 30)") == "t";
}

// fsync off: what the tests kill are processes, and the system keeps what these have written.
bool PostgresCluster::launch() {
    std::string preloading;
    if (hasOwnDisk_) {
        // Where its user can read it.
        const auto library = folder_ / "disturbance.so";
        std::filesystem::copy_file(STEWARD_DISTURBANCE, library, std::filesystem::copy_options::overwrite_existing);
        preloading = "env LD_PRELOAD=" + library.string() + " STEWARD_FULL_DISK=" + (folder_ / "full").string() + " ";
    }
    const std::string command =
        "cd / && exec " + asItsUser() + preloading + (programs_ / "postgres").string() + " -D " +
        (folder_ / "data").string() + " -p " + std::to_string(port_) +
        " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder_.string() +
        " -c fsync=off -c shared_buffers=64MB -c max_connections=120 -c log_min_messages=warning >> " +
        (folder_ / "log").string() + " 2>&1";
    const std::vector<const char*> words{"sh", "-c", command.c_str(), nullptr};
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    const bool spawned =
        ::posix_spawn(&pid_, "/bin/sh", nullptr, &attributes, const_cast<char* const*>(words.data()), environ) == 0;
    posix_spawnattr_destroy(&attributes);
    if (!spawned) return false;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(sanitized ? 120 : 30);
    while (std::chrono::steady_clock::now() < until) {
        if (sql("postgres", "SELECT 1") == "1") return true;
        if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = -1;
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

void PostgresCluster::signal(int number) const {
    if (pid_ > 0) ::kill(-pid_, number);
}

void PostgresCluster::fillDisk(bool full) const {
    if (full)
        std::ofstream(folder_ / "full") << "full";
    else
        std::filesystem::remove(folder_ / "full");
}

void PostgresCluster::stop() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGINT);  // fast shutdown
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

void PostgresCluster::kill() {
    if (pid_ <= 0) return;
    signal(SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
    // Backends are in groups of their own; they notice that the postmaster is gone.
    std::error_code ignored;
    std::filesystem::remove(folder_ / "data" / "postmaster.pid", ignored);
}

std::string PostgresCluster::log() const {
    std::ostringstream text;
    text << std::ifstream(folder_ / "log").rdbuf();
    return text.str();
}

std::string PostgresCluster::createDatabase(const std::string& like) {
    const std::string name = "steward_" + std::to_string(++databases_);
    sql("postgres", "CREATE DATABASE " + name + " OWNER " + migrator + " TEMPLATE " + like);
    return name;
}

std::string PostgresCluster::url(const std::string& database, const std::string& user) const {
    return "postgresql:///" + database + "?host=" + folder_.string() + "&port=" + std::to_string(port_) +
           "&user=" + user;
}

std::string PostgresCluster::urlOverTcp(const std::string& database, const std::string& user) const {
    return "postgresql://" + user + "@127.0.0.1:" + std::to_string(port_) + "/" + database;
}

std::string PostgresCluster::sql(const std::string& database, const std::string& statement) const {
    const std::string command = (programs_ / "psql").string() + " -X -A -t -q -v ON_ERROR_STOP=1 -c \"" + statement +
                                "\" '" + url(database, superuser) + "' 2>> " + (folder_ / "log").string();
    FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe) return {};
    std::string out;
    char bytes[512];
    while (const auto got = std::fread(bytes, 1, sizeof bytes, pipe))
        out.append(bytes, got);
    ::pclose(pipe);
    while (out.ends_with('\n'))
        out.pop_back();
    return out;
}

}  // namespace steward::test
