#include "tests/support/served.h"

#include "base/ids.h"
#include "tests/support/test_database.h"

namespace steward::test {

Result<domain::Principal> TokenBook::authenticate(std::string_view token) {
    using domain::Role;
    static const std::map<std::string, std::pair<Role, std::string>, std::less<>> known{
        {"operator", {Role::platformOperator, ""}},
        {"support", {Role::support, ""}},
        {"ownerA", {Role::owner, tenantA}},
        {"viewerA", {Role::viewer, tenantA}},
        {"ownerB", {Role::owner, tenantB}}};
    const auto found = known.find(token);
    if (found == known.end() || token == revoked_) return fail(ErrorCode::unauthenticated, "Sign in first.");
    domain::Principal principal;
    principal.userId = "usr_" + found->first;
    principal.name = found->first;
    principal.role = found->second.first;
    principal.permissions = domain::permissionsOf(principal.role);
    if (!found->second.second.empty()) principal.tenantId = found->second.second;
    return principal;
}

TemporaryFolder::TemporaryFolder() : path_(std::filesystem::temp_directory_path() / ("steward-test-" + randomHex(8))) {
    std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<kernel::Database> openDatabase(const std::filesystem::path& path,
                                               std::vector<const kernel::MigrationList*> lists) {
    lists.insert(lists.begin(), &kernel::migrations());
    auto database = kernel::Database::open(migratedDatabase(path, lists, SystemClock()));
    return database ? std::move(*database) : nullptr;
}

Served::Served(kernel::HttpConfig config) : router(clock, telemetry), listener(io, router, telemetry, config) {
    router.setAuthenticator(tokens);
}

Served::~Served() {
    stopThread();
}

void Served::start() {
    const auto port = listener.listen("127.0.0.1", 0);
    if (port) port_ = *port;
    thread_ = std::thread([this] { io.run(); });
}

void Served::stopThread() {
    io.stop();
    if (thread_.joinable()) thread_.join();
}

}  // namespace steward::test
