#include "identity/signing_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "identity/secrets.h"

namespace steward::identity {
namespace {

constexpr int coordinateSize = 32;
constexpr std::size_t signatureSize = 2 * coordinateSize;

template <auto free>
struct FreeWith {
    template <class T>
    void operator()(T* object) const {
        free(object);
    }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>>;
using Number = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytesOf(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

tl::unexpected<Error> keyError(const char* what) {
    return fail(ErrorCode::internal, "The platform's signing key cannot be used.", what);
}

std::string coordinate(const EVP_PKEY* key, const char* name) {
    BIGNUM* raw = nullptr;
    EVP_PKEY_get_bn_param(key, name, &raw);
    const Number number(raw);
    std::string bytes(coordinateSize, '\0');
    if (number) BN_bn2binpad(number.get(), bytesOf(bytes), coordinateSize);
    return toBase64Url(bytes);
}

bool isP256(const EVP_PKEY* key) {
    char group[32] = {};
    return EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group, nullptr) == 1 &&
           std::string_view(group) == SN_X9_62_prime256v1;
}

}  // namespace

void SigningKey::Free::operator()(evp_pkey_st* key) const {
    EVP_PKEY_free(key);
}

SigningKey::SigningKey(std::unique_ptr<evp_pkey_st, Free> key)
    : key_(std::move(key)),
      x_(coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X)),
      y_(coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y)),
      id_(toBase64Url(sha256(R"({"crv":"P-256","kty":"EC","x":")" + x_ + R"(","y":")" + y_ + "\"}"))) {}

Result<SigningKey> SigningKey::generate() {
    std::unique_ptr<evp_pkey_st, Free> key(EVP_EC_gen("P-256"));
    if (!key) return keyError("OpenSSL could not generate a P-256 key.");
    return SigningKey(std::move(key));
}

Result<SigningKey> SigningKey::fromDer(std::string_view der) {
    const unsigned char* at = bytesOf(der);
    std::unique_ptr<evp_pkey_st, Free> key(d2i_AutoPrivateKey(nullptr, &at, long(der.size())));
    if (!key || !isP256(key.get())) return keyError("The stored key is not a P-256 key.");
    return SigningKey(std::move(key));
}

Result<SigningKey> SigningKey::fromPublic(std::string_view x, std::string_view y) {
    const auto left = fromBase64Url(x);
    const auto right = fromBase64Url(y);
    const auto refused = fail(ErrorCode::invalid, "This is no public key of the curve P-256.");
    if (!left || !right || left->size() != coordinateSize || right->size() != coordinateSize) return refused;
    std::string point = "\x04" + *left + *right;
    std::string group = SN_X9_62_prime256v1;
    OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
                               OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
                               OSSL_PARAM_construct_end()};
    const std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* raw = nullptr;
    const bool isMade = context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                        EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, parameters) == 1;
    std::unique_ptr<evp_pkey_st, Free> key(raw);
    const std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>> check(
        key ? EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr) : nullptr);
    if (!isMade || !check || EVP_PKEY_public_check(check.get()) != 1) return refused;
    return SigningKey(std::move(key));
}

std::string SigningKey::privateDer() const {
    std::string der(std::size_t(i2d_PrivateKey(key_.get(), nullptr)), '\0');
    unsigned char* at = bytesOf(der);
    i2d_PrivateKey(key_.get(), &at);
    return der;
}

std::string SigningKey::publicJwk() const {
    return R"({"kty":"EC","crv":"P-256","x":")" + x_ + R"(","y":")" + y_ + R"(","kid":")" + id_ +
           R"(","use":"sig","alg":"ES256"})";
}

Result<std::string> SigningKey::sign(std::string_view message) const {
    const DigestContext context(EVP_MD_CTX_new());
    std::string der(80, '\0');
    std::size_t size = der.size();
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), bytesOf(der), &size, bytesOf(message), message.size()) != 1)
        return keyError("OpenSSL could not sign.");
    const unsigned char* at = bytesOf(std::string_view(der));
    const Signature signature(d2i_ECDSA_SIG(nullptr, &at, long(size)));
    std::string raw(signatureSize, '\0');
    if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytesOf(raw), coordinateSize) < 0 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytesOf(raw) + coordinateSize, coordinateSize) < 0)
        return keyError("OpenSSL gave a signature of an unknown form.");
    return raw;
}

bool SigningKey::verify(std::string_view message, std::string_view signature) const {
    if (signature.size() != signatureSize) return false;
    const Signature parts(ECDSA_SIG_new());
    Number r(BN_bin2bn(bytesOf(signature), coordinateSize, nullptr));
    Number s(BN_bin2bn(bytesOf(signature) + coordinateSize, coordinateSize, nullptr));
    if (!parts || !r || !s || ECDSA_SIG_set0(parts.get(), r.get(), s.get()) != 1) return false;
    (void)r.release();
    (void)s.release();
    std::string der(80, '\0');
    unsigned char* at = bytesOf(der);
    const int size = i2d_ECDSA_SIG(parts.get(), &at);
    const DigestContext context(EVP_MD_CTX_new());
    return size > 0 && context &&
           EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytesOf(der), std::size_t(size), bytesOf(message), message.size()) == 1;
}

void KeyRing::hold(std::vector<HeldKey> keys) {
    const std::lock_guard lock(mutex_);
    keys_ = std::move(keys);
}

void KeyRing::hold(const std::vector<std::shared_ptr<const SigningKey>>& keys) {
    std::vector<HeldKey> held;
    for (const auto& key : keys)
        held.push_back({key, Time{}, held.empty() ? std::nullopt : std::optional(Time{})});
    hold(std::move(held));
}

std::shared_ptr<const SigningKey> KeyRing::signer(Time now) const {
    const std::lock_guard lock(mutex_);
    const HeldKey* best = nullptr;
    for (const auto& held : keys_) {
        const bool isDue = held.signsFrom <= now && (!held.retiredAt || *held.retiredAt > now);
        if (isDue && (!best || held.signsFrom > best->signsFrom)) best = &held;
    }
    if (!best && !keys_.empty()) best = &keys_.front();
    return best ? best->key : nullptr;
}

std::shared_ptr<const SigningKey> KeyRing::find(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    for (const auto& held : keys_)
        if (held.key->id() == id) return held.key;
    return nullptr;
}

std::string KeyRing::jwks() const {
    const std::lock_guard lock(mutex_);
    std::string text = R"({"keys":[)";
    for (const auto& held : keys_) {
        if (&held != &keys_.front()) text += ',';
        text += held.key->publicJwk();
    }
    return text + "]}";
}

}  // namespace steward::identity
