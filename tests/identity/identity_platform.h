// Identity behind the real listener: a database with two tenants, a clock that tests move, HTTP over loopback.
//
//   acme (active): owner@acme.example, viewer@acme.example   globex (suspended): owner@globex.example
//   staff: staff@steward.example   all with the password "correct horse"
#pragma once

#include <QTemporaryDir>
#include <memory>
#include <string>
#include <thread>

#include "identity/identity_service.h"
#include "kernel/bus.h"
#include "kernel/http/listener.h"
#include "manual_clock.h"
#include "tests/support/test_database.h"

namespace steward::test {

struct HttpReply {
    int status = 0;
    kernel::TextPairs headers;
    std::string body;

    std::string header(std::string_view name) const;
    json::Value document() const;
    // A member of the document as text, "" when it is not there.
    std::string member(std::string_view name) const;
};

class IdentityPlatform {
public:
    struct Setup {
        std::string localJoinSecret;
        std::string bootstrapEmail;
        std::string bootstrapPassword;
        // A folder of an earlier platform, to start again on its data.
        std::shared_ptr<QTemporaryDir> folder = std::make_shared<QTemporaryDir>();
        std::optional<domain::Brand> brand;  // that acme has published
        std::optional<identity::ExternalOptions> external;
        identity::Clients clients = identity::standardClients();
        domain::SecondFactorRule requireSecondFactor = domain::SecondFactorRule::none;
        Duration elevatedFor{};
    };
    explicit IdentityPlatform(Setup setup);
    IdentityPlatform() : IdentityPlatform(Setup()) {}
    ~IdentityPlatform();

    HttpReply send(std::string_view method, const std::string& target, const kernel::TextPairs& headers = {},
                   const std::string& body = {});
    HttpReply get(const std::string& target, const std::string& bearer = {});
    HttpReply post(const std::string& target, const kernel::TextPairs& form, const std::string& cookie = {});

    // On the I/O thread, waiting for the end.
    template <class F>
    auto await(F coroutine) {
        using Outcome = typename std::invoke_result_t<F>::value_type;
        std::promise<Outcome> promise;
        auto future = promise.get_future();
        io.spawn([&]() -> kernel::asio::awaitable<void> { promise.set_value(co_await coroutine()); });
        return future.get();
    }
    std::string idOf(const std::string& email);
    // All that the database has written, as its bytes.
    std::string stored() const;
    std::string issuer() const { return identity->options().issuer; }

    ManualClock clock;
    std::shared_ptr<QTemporaryDir> folder;
    kernel::Io io;
    kernel::Bus bus;
    kernel::Telemetry telemetry;
    std::unique_ptr<kernel::Database> database;
    std::unique_ptr<identity::IdentityService> identity;
    std::unique_ptr<kernel::Router> router;
    std::unique_ptr<kernel::Listener> listener;

private:
    std::uint16_t port_ = 0;
    std::thread thread_;
};

}  // namespace steward::test
