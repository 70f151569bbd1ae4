#include "identity_platform.h"

#include <QTcpSocket>
#include <QtTest>
#include <fstream>
#include <sstream>

#include "audit/migrations.h"
#include "base/ids.h"
#include "contract/topics.h"
#include "identity/identity_routes.h"
#include "identity/migrations.h"
#include "report/schema.h"
#include "sql/mapping.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/test_database.h"

namespace steward::test {

using kernel::TextPairs;

namespace {

const identity::PasswordCost cheap{1, 8192};

const kernel::MigrationList& sharedTables() {
    static const kernel::MigrationList list{{200, "tenants", report::schema::tenants},
                                            {201, "users", report::schema::users}};
    return list;
}

void insist(const Result<>& result, const char* what) {
    if (!result) qFatal("%s: %s (%s)", what, result.error().message.c_str(), result.error().detail.c_str());
}

Result<> insertTenant(sql::Connection& db, const std::string& slug, domain::TenantStatus status, Time now) {
    STEWARD_CHECK(db.execute(sql::tenantOwned("INSERT INTO tenants (id, name, slug, status, plan, region, created_at) "
                                              "SELECT ?1, ?2, ?2, ?3, 'team', 'eu-west', ?4 WHERE :tenant('')"),
                             sql::TenantScope::all(), {"ten_" + slug, slug, status, now}));
    return {};
}

Result<> insertUser(sql::Connection& db, std::string tenantId, std::string email, domain::Role role, Time now) {
    domain::User user;
    user.id = newId(id::user, now);
    user.tenantId = std::move(tenantId);
    user.name = email.substr(0, email.find('@'));
    user.email = std::move(email);
    user.role = role;
    user.createdAt = now;
    user.version = 1;
    return identity::IdentityStore(db).insertUser(user);
}

Result<> fill(sql::Connection& db, Time now) {
    using domain::Role;
    STEWARD_CHECK(insertTenant(db, "acme", domain::TenantStatus::active, now));
    STEWARD_CHECK(insertTenant(db, "globex", domain::TenantStatus::suspended, now));
    STEWARD_CHECK(insertUser(db, "", "staff@steward.example", Role::platformOperator, now));
    STEWARD_CHECK(insertUser(db, "ten_acme", "owner@acme.example", Role::owner, now));
    STEWARD_CHECK(insertUser(db, "ten_acme", "viewer@acme.example", Role::viewer, now));
    STEWARD_CHECK(insertUser(db, "ten_globex", "owner@globex.example", Role::owner, now));
    STEWARD_TRY(const std::string hash, identity::hashPassword("correct horse", cheap));
    STEWARD_CHECK(identity::IdentityStore(db).setMissingPasswordHashes(hash, now));
    return {};
}

HttpReply parse(const std::string& raw) {
    HttpReply reply;
    const auto end = raw.find("\r\n\r\n");
    if (raw.size() < 12 || end == std::string::npos) return reply;
    reply.status = std::stoi(raw.substr(9, 3));
    for (auto at = raw.find("\r\n") + 2; at < end;) {
        const auto stop = raw.find("\r\n", at);
        const auto colon = raw.find(": ", at);
        reply.headers.emplace_back(raw.substr(at, colon - at), raw.substr(colon + 2, stop - colon - 2));
        at = stop + 2;
    }
    reply.body = raw.substr(end + 4);
    return reply;
}

}  // namespace

std::string HttpReply::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (kernel::equalIgnoringCase(key, name)) return value;
    return {};
}

json::Value HttpReply::document() const {
    return json::parse(body).value_or(json::Value(json::Object()));
}

std::string HttpReply::member(std::string_view name) const {
    const auto value = document();
    const auto* object = value.if_object();
    const auto* found = object ? object->if_contains(name) : nullptr;
    return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

IdentityPlatform::IdentityPlatform(Setup setup) : folder(setup.folder) {
    const std::filesystem::path path = folder->path().toStdString();
    const auto existed = std::filesystem::exists(path / "identity.key");
    const auto databaseOptions = migratedDatabase(
        path / "steward.db", {&kernel::migrations(), &audit::migrations(), &identity::migrations(), &sharedTables()},
        clock);
    if (!existed) {
        auto connection = connectTo(databaseOptions);
        insist(fill(connection, clock.now()), "fill");
    }
    auto opened = kernel::Database::open(databaseOptions);
    if (!opened) qFatal("%s", opened.error().message.c_str());
    database = std::move(*opened);

    identity::Options options;
    options.keyFile = path / "identity.key";
    options.localJoinSecret = setup.localJoinSecret;
    options.bootstrapEmail = setup.bootstrapEmail;
    options.bootstrapPassword = setup.bootstrapPassword;
    options.passwordCost = cheap;
    options.clients = setup.clients;
    options.external = setup.external;
    options.requireSecondFactor = setup.requireSecondFactor;
    options.elevatedFor = setup.elevatedFor;
    options.publishedBrand = [brand = setup.brand](std::string) -> kernel::Async<std::optional<domain::Brand>> {
        co_return brand;
    };
    identity = std::make_unique<identity::IdentityService>(*database, clock, std::move(options));
    insist(identity->start(), "start");
    identity->follow(bus, io);

    router = std::make_unique<kernel::Router>(clock, telemetry);
    router->setAuthenticator(identity->authenticator());
    identity::bindRoutes(*router, *identity);
    listener = std::make_unique<kernel::Listener>(io, *router, telemetry, kernel::HttpConfig());
    const auto port = listener->listen("127.0.0.1", 0);
    if (!port) qFatal("%s", port.error().message.c_str());
    port_ = *port;
    identity->setIssuer("http://127.0.0.1:" + std::to_string(port_));
    thread_ = std::thread([this] { io.run(); });
}

IdentityPlatform::~IdentityPlatform() {
    io.stop();
    thread_.join();
}

HttpReply IdentityPlatform::send(std::string_view method, const std::string& target, const TextPairs& headers,
                                 const std::string& body) {
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port_);
    if (!socket.waitForConnected(5000)) return {};
    std::string text = std::string(method) + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    for (const auto& [name, value] : headers)
        text += name + ": " + value + "\r\n";
    if (method != "GET") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    text += "\r\n" + body;
    socket.write(text.data(), qint64(text.size()));
    std::string raw;
    while (socket.state() == QAbstractSocket::ConnectedState || socket.bytesAvailable() > 0) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(10'000)) break;
        raw += socket.readAll().toStdString();
    }
    return parse(raw);
}

HttpReply IdentityPlatform::get(const std::string& target, const std::string& bearer) {
    return send("GET", target, bearer.empty() ? TextPairs() : TextPairs{{"Authorization", "Bearer " + bearer}});
}

HttpReply IdentityPlatform::post(const std::string& target, const TextPairs& form, const std::string& cookie) {
    std::string body;
    for (const auto& [name, value] : form)
        body.append(body.empty() ? "" : "&").append(name).append("=").append(kernel::percentEncode(value));
    TextPairs headers{{"Content-Type", "application/x-www-form-urlencoded"}};
    if (!cookie.empty()) headers.emplace_back("Cookie", cookie);
    return send("POST", target, headers, body);
}

std::string IdentityPlatform::stored() const {
    const auto file = std::filesystem::path(folder->path().toStdString()) / "steward.db";
    if (!onPostgres()) {
        std::ostringstream bytes;
        bytes << std::ifstream(file.string() + "-wal", std::ios::binary).rdbuf();
        return bytes.str();
    }
    const auto& cluster = PostgresCluster::shared();
    const auto name = serverDatabaseOf(file);
    std::istringstream tables(cluster.sql(name,
                                          "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
                                          " AND relnamespace = 'public'::regnamespace"));
    std::string all;
    for (std::string table; tables >> table;)
        all += cluster.sql(name, "SELECT * FROM " + table);
    return all;
}

std::string IdentityPlatform::idOf(const std::string& email) {
    const auto accounts = database->readNow(
        [&](sql::Connection& db) { return identity::IdentityStore(db).accountsByEmail(email, std::nullopt); });
    return accounts && !accounts->empty() ? accounts->front().user.id : std::string();
}

}  // namespace steward::test
