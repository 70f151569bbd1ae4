#include "test_issuer.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include "identity/secrets.h"

namespace steward::test {

using identity::toBase64Url;
using kernel::Context;
using kernel::Request;
using kernel::Response;
using Answer = kernel::asio::awaitable<Response>;

struct TestIssuer::Key {
    Kind kind;
    std::shared_ptr<EVP_PKEY> pair;
    bool published = true;
};

namespace {

const char* algorithmOf(TestIssuer::Kind kind) {
    switch (kind) {
        case TestIssuer::Kind::rsa:
            return "RS256";
        case TestIssuer::Kind::p256:
            return "ES256";
        case TestIssuer::Kind::ed25519:
            break;
    }
    return "EdDSA";
}

EVP_PKEY* generate(TestIssuer::Kind kind) {
    switch (kind) {
        case TestIssuer::Kind::rsa:
            return EVP_RSA_gen(2048);
        case TestIssuer::Kind::p256:
            return EVP_EC_gen("P-256");
        case TestIssuer::Kind::ed25519:
            break;
    }
    return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
}

std::string numberOf(EVP_PKEY* key, const char* name, int size = 0) {
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    std::string bytes(std::size_t(size ? size : BN_num_bytes(number)), '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), int(bytes.size()));
    BN_free(number);
    return toBase64Url(bytes);
}

json::Object jwkOf(const std::string& id, TestIssuer::Kind kind, EVP_PKEY* key) {
    json::Object jwk{{"kid", id}, {"use", "sig"}, {"alg", algorithmOf(kind)}};
    if (kind == TestIssuer::Kind::rsa) {
        jwk["kty"] = "RSA";
        jwk["n"] = numberOf(key, OSSL_PKEY_PARAM_RSA_N);
        jwk["e"] = numberOf(key, OSSL_PKEY_PARAM_RSA_E);
    } else if (kind == TestIssuer::Kind::p256) {
        jwk["kty"] = "EC";
        jwk["crv"] = "P-256";
        jwk["x"] = numberOf(key, OSSL_PKEY_PARAM_EC_PUB_X, 32);
        jwk["y"] = numberOf(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32);
    } else {
        std::string raw(32, '\0');
        std::size_t size = raw.size();
        EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(raw.data()), &size);
        jwk["kty"] = "OKP";
        jwk["crv"] = "Ed25519";
        jwk["x"] = toBase64Url(raw);
    }
    return jwk;
}

std::string rawOf(const std::string& der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    ECDSA_SIG* parts = d2i_ECDSA_SIG(nullptr, &at, long(der.size()));
    std::string raw(64, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(parts), out, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(parts), out + 32, 32);
    ECDSA_SIG_free(parts);
    return raw;
}

std::string signatureOf(TestIssuer::Kind kind, EVP_PKEY* key, const std::string& text) {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, kind == TestIssuer::Kind::ed25519 ? nullptr : EVP_sha256(), nullptr, key);
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::string signature(1024, '\0');
    std::size_t size = signature.size();
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, text.size());
    EVP_MD_CTX_free(context);
    signature.resize(size);
    return kind == TestIssuer::Kind::p256 ? rawOf(signature) : signature;
}

Response redirectElsewhere() {
    Response response;
    response.status = 302;
    response.set("Location", "http://127.0.0.2:1/keys");
    return response;
}

}  // namespace

TestIssuer::TestIssuer() {
    served_.router.raw(contract::Method::get, "/.well-known/openid-configuration",
                       [this](const Request&, Context&) -> Answer {
                           const std::string issuer = namedIssuer.empty() ? url() : namedIssuer;
                           const json::Value document{{"issuer", issuer}, {"jwks_uri", url() + "/keys"}};
                           co_return kernel::jsonResponse(json::write(document), isBroken ? 500 : 200);
                       });
    served_.router.raw(contract::Method::get, "/keys", [this](const Request&, Context& context) -> Answer {
        ++keyRequests;
        while (isSlow && !context.stop.stop_requested()) {
            auto waiting = kernel::sleepFor(std::chrono::milliseconds(5));
            co_await std::move(waiting);
        }
        if (sendsElsewhere) co_return redirectElsewhere();
        co_return kernel::jsonResponse(jwks(), isBroken ? 500 : 200);
    });
    served_.router.raw(contract::Method::post, "/realms/acme/protocol/openid-connect/token",
                       [](const Request&, Context&) -> Answer {
                           const json::Value token = json::Object{{"access_token", "t"}, {"expires_in", 60}};
                           co_return kernel::jsonResponse(json::write(token));
                       });
    const auto answer = [this](const Request& request, Context&) -> Answer {
        if (request.path == "/admin/realms/acme/users") ++userLists;
        const std::lock_guard lock(mutex_);
        const auto found = documents_.find(request.path.substr(std::string_view("/admin/realms/acme").size()));
        if (found == documents_.end()) co_return kernel::jsonResponse("{}", 404);
        co_return kernel::jsonResponse(json::write(found->second));
    };
    for (const auto* path : {"/users", "/users/count", "/users/{id}", "/users/{id}/sessions", "/users/{id}/groups",
                             "/users/{id}/role-mappings/realm/composite"})
        served_.router.raw(contract::Method::get, std::string("/admin/realms/acme") + path, answer);
    served_.start();
}

TestIssuer::~TestIssuer() {
    isSlow = false;
    served_.stopThread();
}

void TestIssuer::addKey(const std::string& id, Kind kind) {
    auto key = std::make_shared<Key>(Key{kind, {generate(kind), EVP_PKEY_free}, true});
    const std::lock_guard lock(mutex_);
    keys_[id] = std::move(key);
}

void TestIssuer::put(const std::string& path, json::Value document) {
    const std::lock_guard lock(mutex_);
    documents_[path] = std::move(document);
}

void TestIssuer::removeKey(const std::string& id) {
    const std::lock_guard lock(mutex_);
    keys_.at(id)->published = false;
}

std::string TestIssuer::jwks() const {
    const std::lock_guard lock(mutex_);
    json::Array keys;
    for (const auto& [id, key] : keys_)
        if (key->published) keys.emplace_back(jwkOf(id, key->kind, key->pair.get()));
    json::Object document{{"keys", std::move(keys)}};
    if (padding > 0) document["padding"] = std::string(padding, 'x');
    return json::write(json::Value(std::move(document)));
}

std::string TestIssuer::sign(const std::string& id, const json::Object& claims, json::Object header) const {
    const std::lock_guard lock(mutex_);
    const auto& key = keys_.at(id);
    if (!header.contains("alg")) header["alg"] = algorithmOf(key->kind);
    if (!header.contains("kid")) header["kid"] = id;
    if (!header.contains("typ")) header["typ"] = "JWT";
    const std::string text =
        toBase64Url(json::write(json::Value(header))) + "." + toBase64Url(json::write(json::Value(claims)));
    return text + "." + toBase64Url(signatureOf(key->kind, key->pair.get(), text));
}

std::string TestIssuer::signWithPublicKey(const std::string& id, const json::Object& claims) const {
    const std::lock_guard lock(mutex_);
    const std::string secret = json::write(json::Value(jwkOf(id, keys_.at(id)->kind, keys_.at(id)->pair.get())));
    const json::Object header{{"alg", "HS256"}, {"kid", id}, {"typ", "JWT"}};
    const std::string text =
        toBase64Url(json::write(json::Value(header))) + "." + toBase64Url(json::write(json::Value(claims)));
    unsigned char mac[32];
    unsigned size = sizeof mac;
    HMAC(EVP_sha256(), secret.data(), int(secret.size()), reinterpret_cast<const unsigned char*>(text.data()),
         text.size(), mac, &size);
    return text + "." + toBase64Url({reinterpret_cast<const char*>(mac), size});
}

}  // namespace steward::test
