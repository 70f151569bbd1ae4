// A small OpenID Connect issuer of the tests' own, over real sockets: keys of each kind, rotation, and bad habits; and
// as much of Keycloak's Admin API as answers with documents that a test has put there.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>

#include "base/json.h"
#include "tests/support/served.h"

struct evp_pkey_st;

namespace steward::test {

class TestIssuer {
public:
    enum class Kind { rsa, p256, ed25519 };

    TestIssuer();
    ~TestIssuer();

    std::string url() const { return "http://127.0.0.1:" + std::to_string(served_.port()); }
    // Publishes a new key; its algorithm is what the kind is for.
    void addKey(const std::string& id, Kind kind);
    void removeKey(const std::string& id);
    // Signs with the key, published or not any more.
    std::string sign(const std::string& id, const json::Object& claims, json::Object header = {}) const;
    // What an HMAC over the public key would be: the oldest trick against verifiers (RFC 8725 section 2.1).
    std::string signWithPublicKey(const std::string& id, const json::Object& claims) const;

    // Below the realm of the Admin API: "/users/f1/sessions". What is not put there is 404.
    void put(const std::string& path, json::Value document);
    static constexpr const char* realm = "acme";

    // Habits, to be changed by a test.
    std::atomic<bool> isBroken = false;        // 500 for everything
    std::atomic<bool> isSlow = false;          // never answers
    std::atomic<bool> sendsElsewhere = false;  // redirects to another host
    std::atomic<std::size_t> padding = 0;      // bytes that make the keys huge
    std::atomic<int> keyRequests = 0;
    std::atomic<int> userLists = 0;
    std::string namedIssuer;  // in the discovery document, instead of url()

private:
    struct Key;
    std::string jwks() const;

    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<Key>> keys_;
    std::map<std::string, json::Value> documents_;
    Served served_;
};

}  // namespace steward::test
