#include "kernel/http/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include <csignal>
#include <ctime>

#include "base/log.h"

namespace steward::kernel {
namespace {

using Step = TlsSession::Step;

std::string lastError() {
    char text[256] = "no reason given";
    if (const auto code = ERR_get_error(); code != 0) ERR_error_string_n(code, text, sizeof text);
    ERR_clear_error();
    return text;
}

int noPassword(char*, int, int, void*) {
    return 0;
}

// RFC 7301: a client that names protocols and not ours is told so.
int selectProtocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                   unsigned int offeredLength, void*) {
    static constexpr unsigned char ours[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* found = nullptr;
    const int outcome = SSL_select_next_proto(&found, length, ours, sizeof ours, offered, offeredLength);
    *chosen = found;
    return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

std::int64_t expiryOf(SSL_CTX* context) {
    std::tm parts{};
    const X509* certificate = SSL_CTX_get0_certificate(context);
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1) return 0;
    return ::timegm(&parts);
}

std::int64_t daysUntil(Time expiry, Time now) {
    return std::chrono::floor<std::chrono::days>(expiry - now).count();
}

}  // namespace

TlsSession::~TlsSession() {
    SSL_free(ssl_);
}

Step TlsSession::stepOf(int outcome) {
    switch (SSL_get_error(ssl_, outcome)) {
        case SSL_ERROR_NONE:
            return Step::done;
        case SSL_ERROR_WANT_READ:
            return Step::wantsRead;
        case SSL_ERROR_WANT_WRITE:
            return Step::wantsWrite;
        case SSL_ERROR_ZERO_RETURN:
            return Step::ended;
        default:
            broken_ = true;
            return Step::ended;
    }
}

Step TlsSession::handshake() {
    ERR_clear_error();
    return stepOf(SSL_do_handshake(ssl_));
}

Step TlsSession::read(void* into, std::size_t size, std::size_t& count) {
    ERR_clear_error();
    return stepOf(SSL_read_ex(ssl_, into, size, &count));
}

Step TlsSession::write(const void* from, std::size_t size, std::size_t& count) {
    ERR_clear_error();
    return stepOf(SSL_write_ex(ssl_, from, size, &count));
}

bool TlsSession::hasEnded() {
    char byte = 0;
    std::size_t count = 0;
    ERR_clear_error();
    return stepOf(SSL_peek_ex(ssl_, &byte, 1, &count)) == Step::ended;
}

void TlsSession::close() {
    ERR_clear_error();
    if (!broken_ && SSL_is_init_finished(ssl_)) SSL_shutdown(ssl_);
}

Result<std::unique_ptr<Tls>> Tls::load(TlsConfig files) {
    // OpenSSL writes to sockets without MSG_NOSIGNAL; a client that leaves must not end the platform.
    std::signal(SIGPIPE, SIG_IGN);
    std::unique_ptr<Tls> tls(new Tls(std::move(files)));
    STEWARD_CHECK(tls->read());
    return tls;
}

Tls::~Tls() = default;

Result<> Tls::read() {
    readAt_ = stateOfFiles();
    ERR_clear_error();
    const Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX* raw = context.get();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(raw,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_default_passwd_cb(raw, noPassword);
    SSL_CTX_set_alpn_select_cb(raw, selectProtocol, nullptr);
    if (SSL_CTX_use_certificate_chain_file(raw, files_.certificate.c_str()) != 1)
        return fail(ErrorCode::invalid, "The TLS certificate cannot be used: " + files_.certificate, lastError());
    if (SSL_CTX_use_PrivateKey_file(raw, files_.key.c_str(), SSL_FILETYPE_PEM) != 1)
        return fail(ErrorCode::invalid, "The TLS key cannot be used: " + files_.key, lastError());
    if (SSL_CTX_check_private_key(raw) != 1)
        return fail(ErrorCode::invalid, "The TLS key is not that of the certificate.", lastError());
    context_ = context;
    expiry_ = expiryOf(raw);
    return {};
}

void Tls::refresh(bool inAnyCase) {
    if (!inAnyCase && stateOfFiles() == readAt_) return;
    if (const auto changed = read(); !changed) {
        log::error("the new TLS certificate is not used, the old one stays",
                   {{"what", changed.error().message.c_str()}, {"detail", changed.error().detail.c_str()}});
        return;
    }
    log::info("TLS certificate read", {{"daysLeft", daysUntil(expiry(), SystemClock().now())}});
}

std::string Tls::stateOfFiles() const {
    std::string state;
    for (const auto& path : {files_.certificate, files_.key}) {
        struct stat found{};
        if (::stat(path.c_str(), &found) != 0) continue;
        for (const auto number :
             {static_cast<std::int64_t>(found.st_ino), static_cast<std::int64_t>(found.st_size),
              static_cast<std::int64_t>(found.st_mtim.tv_sec), static_cast<std::int64_t>(found.st_mtim.tv_nsec)})
            state += std::to_string(number) + " ";
    }
    return state;
}

std::unique_ptr<TlsSession> Tls::accept(int socket) const {
    SSL* ssl = SSL_new(context_.get());
    if (!ssl) return nullptr;
    std::unique_ptr<TlsSession> session(new TlsSession(ssl));
    SSL_set_fd(ssl, socket);
    SSL_set_accept_state(ssl);
    return session;
}

Time Tls::expiry() const {
    return Time(std::chrono::seconds(expiry_.load()));
}

std::string describeExpiry(Time expiry, Time now) {
    if (expiry <= now) return "expired";
    return "ok, " + std::to_string(daysUntil(expiry, now)) + " days left";
}

}  // namespace steward::kernel
