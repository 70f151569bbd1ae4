#include "demo/load_generator.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "base/json.h"
#include "base/log.h"
#include "demo/random.h"
#include "domain/brand.h"
#include "report/definition.h"

namespace steward::demo {
namespace {

namespace asio = kernel::asio;
using asio::ip::tcp;

struct Person {
    std::string userId;
    std::string tenantId;
    double share = 0;  // of all requests
};

Result<std::vector<Person>> people(sql::Connection& connection, std::size_t count) {
    constexpr auto text = sql::tenantOwned(
        "SELECT min(u.id) AS id, u.tenant_id FROM tenants t JOIN users u ON u.tenant_id = t.id"
        " WHERE u.role = 'admin' AND u.status = 'active' AND t.status IN ('active', 'trial', 'pastDue')"
        " GROUP BY u.tenant_id ORDER BY max(t.users) DESC LIMIT ?1");
    std::vector<Person> list;
    STEWARD_CHECK(connection.each(text, sql::TenantScope::all(), {count}, [&](const sql::Row& row) {
        list.push_back({row.get<std::string>("id"), row.get<std::string>("tenant_id"), 0});
    }));
    double all = 0;
    for (std::size_t i = 0; i < list.size(); ++i)
        all += 1.0 / static_cast<double>(i + 2);
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i].share = 1.0 / static_cast<double>(i + 2) / all;
    return list;
}

std::string slowReport() {
    report::Definition definition;
    definition.name = "Usage by metric and day";
    definition.dataset = "usage";
    definition.rows = {{"metric", report::Bucket::none}, {"day", report::Bucket::day}};
    definition.measures = {{"quantity", report::Aggregate::sum}};
    return "{\"definition\":" + json::write(definition) + "}";
}

struct Call {
    std::string method = "GET";
    std::string target;
    std::string body;
    std::string headers;
};

// What an administrator does all day.
Call nextCall(const Person& person, Random& random) {
    const double choice = random.share();
    if (choice < 0.005) return {"POST", "/v1/reports/run", slowReport(), {}};
    if (choice < 0.02) return {"GET", "/v1/tenants/ten_00000000000000000000000000", {}, {}};
    if (choice < 0.03)
        return {"PUT", "/v1/brands/" + person.tenantId + "/draft",
                "{\"brand\":" + json::write(domain::Brand{.productName = "Draft of yesterday"}) + "}",
                "If-Match: \"v999999\"\r\n"};
    if (choice < 0.30) return {"GET", "/v1/users?limit=50", {}, {}};
    if (choice < 0.50) return {"GET", "/v1/audit?limit=20", {}, {}};
    if (choice < 0.60) return {"GET", "/v1/brands/" + person.tenantId, {}, {}};
    if (choice < 0.75) return {"GET", "/v1/me", {}, {}};
    return {"GET", "/v1/tenants/" + person.tenantId, {}, {}};
}

// One kept connection to the platform. Reads replies with a length, and streams to the end of their last piece.
class Client {
public:
    Client(asio::any_io_executor executor, std::uint16_t port) : socket_(executor), port_(port) {}

    // The status; 0 when the connection failed.
    asio::awaitable<int> send(const Call& call, const std::string& token) {
        boost::system::error_code error;
        if (!socket_.is_open()) {
            const tcp::endpoint platform(asio::ip::address_v4::loopback(), port_);
            co_await socket_.async_connect(platform, asio::redirect_error(asio::use_awaitable, error));
            if (error) co_return drop();
            socket_.set_option(tcp::no_delay(true), error);
        }
        std::string request = call.method + " " + call.target +
                              " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n" + call.headers;
        if (!call.body.empty())
            request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(call.body.size()) + "\r\n";
        request += "\r\n" + call.body;
        co_await asio::async_write(socket_, asio::buffer(request), asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return drop();
        co_return co_await readReply();
    }

    void close() {
        boost::system::error_code ignored;
        socket_.close(ignored);
        buffer_.clear();
    }

private:
    int drop() {
        close();
        return 0;
    }

    asio::awaitable<int> readReply() {
        boost::system::error_code error;
        const std::size_t head = co_await asio::async_read_until(socket_, asio::dynamic_buffer(buffer_), "\r\n\r\n",
                                                                 asio::redirect_error(asio::use_awaitable, error));
        if (error || buffer_.size() < 12) co_return drop();
        const std::string headers = buffer_.substr(0, head);
        const int status = std::atoi(headers.c_str() + 9);
        buffer_.erase(0, head);
        const auto length = headers.find("Content-Length: ");
        if (length != std::string::npos) {
            const auto size = static_cast<std::size_t>(std::atoll(headers.c_str() + length + 16));
            if (buffer_.size() < size)
                co_await asio::async_read(socket_, asio::dynamic_buffer(buffer_),
                                          asio::transfer_at_least(size - buffer_.size()),
                                          asio::redirect_error(asio::use_awaitable, error));
            if (error) co_return drop();
            buffer_.erase(0, size);
        } else if (headers.find("Transfer-Encoding: chunked") != std::string::npos) {
            const std::size_t end =
                co_await asio::async_read_until(socket_, asio::dynamic_buffer(buffer_), "\r\n0\r\n\r\n",
                                                asio::redirect_error(asio::use_awaitable, error));
            if (error) co_return drop();
            buffer_.erase(0, end);
        }
        co_return status;
    }

    tcp::socket socket_;
    std::uint16_t port_;
    std::string buffer_;
};

}  // namespace

struct LoadGenerator::State : std::enable_shared_from_this<State> {
    State(kernel::Io& io_, kernel::Database& database_, MintToken mint_, LoadOptions options_)
        : io(io_), database(database_), mint(std::move(mint_)), options(options_) {}

    kernel::Io& io;
    kernel::Database& database;
    MintToken mint;
    LoadOptions options;
    bool stopped = false;

    // A day of ten minutes.
    static double wave() {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        return 1 + 0.5 * std::sin(std::chrono::duration<double>(now).count() / 600 * 2 * 3.14159265358979);
    }

    asio::awaitable<void> begin() {
        const auto self = shared_from_this();
        auto reading =
            database.read([count = options.users](sql::Connection& connection) { return people(connection, count); });
        const auto found = co_await std::move(reading);
        if (!found) {
            log::warning("demo traffic could not start", {{"detail", json::Value(found.error().message)}});
            co_return;
        }
        for (std::size_t i = 0; i < found->size(); ++i)
            io.spawn([self, person = (*found)[i], i] { return self->work(person, i); });
    }

    asio::awaitable<void> work(Person person, std::uint64_t index) {
        const auto self = shared_from_this();
        Random random(options.seed * 179'424'673 + index);
        Client client(co_await asio::this_coro::executor, options.port);
        std::string token;
        while (!stopped) {
            const double rate = std::max(0.01, options.requestsPerSecond * person.share * wave());
            const auto pause =
                std::chrono::milliseconds(static_cast<std::int64_t>(std::min(30.0, random.wait(rate)) * 1000));
            co_await kernel::sleepFor(pause);
            if (stopped) break;
            if (token.empty()) {
                auto minting = mint(person.userId);
                auto minted = co_await std::move(minting);
                if (!minted) continue;
                token = std::move(*minted);
            }
            const Call call = nextCall(person, random);
            auto sending = client.send(call, token);
            const int status = co_await std::move(sending);
            if (status == 401) token.clear();
        }
        client.close();
    }
};

LoadGenerator::LoadGenerator(kernel::Io& io, kernel::Database& database, MintToken mint, LoadOptions options)
    : state_(std::make_shared<State>(io, database, std::move(mint), options)) {}

LoadGenerator::~LoadGenerator() {
    stop();
}

void LoadGenerator::start() {
    state_->io.spawn([state = state_] { return state->begin(); });
}

void LoadGenerator::stop() {
    state_->stopped = true;
}

}  // namespace steward::demo
