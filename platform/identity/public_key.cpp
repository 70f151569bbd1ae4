#include "identity/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>

#include "identity/secrets.h"

namespace steward::identity {
namespace {

constexpr std::size_t coordinateSize = 32;
constexpr std::size_t maxKeys = 100;
constexpr int leastRsaBits = 2048;
constexpr int mostRsaBits = 8192;

template <auto free>
struct FreeWith {
    template <class T>
    void operator()(T* object) const {
        free(object);
    }
};
using Number = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>>;

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
Number numberOf(std::string_view bytes) {
    return Number(BN_bin2bn(bytesOf(bytes), int(bytes.size()), nullptr));
}

std::string textOf(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    const auto* text = value ? value->if_string() : nullptr;
    return text ? std::string(*text) : std::string();
}
// The member's bytes, "" when it is missing or not base64url.
std::string bytesOf(const json::Object& object, std::string_view name) {
    return fromBase64Url(textOf(object, name)).value_or(std::string());
}

EVP_PKEY* build(const char* type, const Parameters& parameters) {
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (!context || !parameters || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return key;
}

EVP_PKEY* rsaOf(const json::Object& jwk) {
    const std::string modulus = bytesOf(jwk, "n");
    const std::string exponent = bytesOf(jwk, "e");
    if (modulus.size() > mostRsaBits / 8 + 1 || exponent.empty() || exponent.size() > 8) return nullptr;
    const Number n = numberOf(modulus);
    const Number e = numberOf(exponent);
    if (!n || !e || BN_num_bits(n.get()) < leastRsaBits || BN_num_bits(n.get()) > mostRsaBits || !BN_is_odd(e.get()) ||
        BN_is_one(e.get()))
        return nullptr;
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    return build("RSA", Parameters(OSSL_PARAM_BLD_to_param(builder.get())));
}

EVP_PKEY* p256Of(const json::Object& jwk) {
    const std::string x = bytesOf(jwk, "x");
    const std::string y = bytesOf(jwk, "y");
    if (x.size() != coordinateSize || y.size() != coordinateSize) return nullptr;
    const std::string point = '\4' + x + y;
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    return build("EC", Parameters(OSSL_PARAM_BLD_to_param(builder.get())));
}

EVP_PKEY* ed25519Of(const json::Object& jwk) {
    const std::string x = bytesOf(jwk, "x");
    if (x.size() != coordinateSize) return nullptr;
    return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(x), x.size());
}

// RFC 7518 section 3.4: r and s, 32 bytes each. OpenSSL takes them as DER.
std::string derOf(std::string_view signature) {
    const Signature parts(ECDSA_SIG_new());
    Number r = numberOf(signature.substr(0, coordinateSize));
    Number s = numberOf(signature.substr(coordinateSize));
    if (!parts || !r || !s || ECDSA_SIG_set0(parts.get(), r.get(), s.get()) != 1) return {};
    (void)r.release();
    (void)s.release();
    std::string der(80, '\0');
    auto* at = reinterpret_cast<unsigned char*>(der.data());
    der.resize(std::size_t(std::max(0, i2d_ECDSA_SIG(parts.get(), &at))));
    return der;
}

}  // namespace

void PublicKey::Free::operator()(evp_pkey_st* key) const {
    EVP_PKEY_free(key);
}

PublicKey::PublicKey(std::string id, std::string algorithm, evp_pkey_st* key)
    : id_(std::move(id)), algorithm_(std::move(algorithm)), key_(key, Free()) {}

Result<PublicKey> PublicKey::fromJwk(const json::Object& jwk) {
    const auto refuse = [](const char* why) { return fail(ErrorCode::invalid, "The key cannot be used.", why); };
    if (const auto use = textOf(jwk, "use"); !use.empty() && use != "sig") return refuse("not for signatures");
    const std::string type = textOf(jwk, "kty");
    const std::string curve = textOf(jwk, "crv");
    std::string algorithm;
    EVP_PKEY* key = nullptr;
    if (type == "RSA") {
        algorithm = "RS256";
        key = rsaOf(jwk);
    } else if (type == "EC" && curve == "P-256") {
        algorithm = "ES256";
        key = p256Of(jwk);
    } else if (type == "OKP" && curve == "Ed25519") {
        algorithm = "EdDSA";
        key = ed25519Of(jwk);
    } else {
        return refuse("neither RSA nor P-256 nor Ed25519");
    }
    if (!key) return refuse("damaged, or of a size that is not used");
    PublicKey usable(textOf(jwk, "kid"), std::move(algorithm), key);
    if (const auto named = textOf(jwk, "alg"); !named.empty() && named != usable.algorithm_)
        return refuse("for another algorithm");
    return usable;
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
    const bool isEd25519 = algorithm_ == "EdDSA";
    std::string der;
    if (algorithm_ == "ES256") {
        if (signature.size() != 2 * coordinateSize) return false;
        der = derOf(signature);
        signature = der;
    }
    const DigestContext context(EVP_MD_CTX_new());
    return context && !signature.empty() &&
           EVP_DigestVerifyInit(context.get(), nullptr, isEd25519 ? nullptr : EVP_sha256(), nullptr, key_.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(), bytesOf(message), message.size()) == 1;
}

Result<std::vector<PublicKey>> keysOfJwks(std::string_view text) {
    const auto refuse = [](const char* why) { return fail(ErrorCode::invalid, "The keys cannot be used.", why); };
    const auto document = json::parse(text);
    const auto* object = document ? document->if_object() : nullptr;
    const auto* member = object ? object->if_contains("keys") : nullptr;
    const auto* list = member ? member->if_array() : nullptr;
    if (!list) return refuse("no list of keys");
    if (list->size() > maxKeys) return refuse("more than 100 keys");
    std::vector<PublicKey> keys;
    for (const auto& entry : *list) {
        auto key = entry.is_object() ? PublicKey::fromJwk(entry.get_object()) : refuse("not a key");
        if (!key) continue;
        const auto isSame = [&](const PublicKey& other) { return other.id() == key->id(); };
        if (std::any_of(keys.begin(), keys.end(), isSame)) return refuse("two keys have one id");
        keys.push_back(std::move(*key));
    }
    return keys;
}

}  // namespace steward::identity
