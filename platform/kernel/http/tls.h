// TLS for the listener: certificates that can be replaced while it serves, and the steps of one connection over a
// socket that does not block. OpenSSL stays behind it.
//
// TLS 1.2 and newer, ALPN http/1.1, no renegotiation. I/O thread, except where it says otherwise.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "base/time.h"
#include "kernel/config.h"

struct ssl_st;
struct ssl_ctx_st;

namespace steward::kernel {

class TlsSession {
public:
    // What an operation needs before it is tried again, with the same bytes.
    enum class Step { done, wantsRead, wantsWrite, ended };

    ~TlsSession();
    Step handshake();
    // `count` bytes were moved when it is done.
    Step read(void* into, std::size_t size, std::size_t& count);
    Step write(const void* from, std::size_t size, std::size_t& count);
    // Whether the peer has left; takes nothing that could still be read.
    bool hasEnded();
    // Says goodbye, without waiting for the peer's.
    void close();

private:
    friend class Tls;
    explicit TlsSession(ssl_st* ssl) : ssl_(ssl) {}
    Step stepOf(int outcome);

    ssl_st* ssl_;
    bool broken_ = false;
};

class Tls {
public:
    // ErrorCode::invalid when the files cannot be used.
    static Result<std::unique_ptr<Tls>> load(TlsConfig files);
    ~Tls();

    // Reads the files if they are no longer those that were read last, or in any case. New handshakes get the new
    // certificate, connections keep theirs. Files that cannot be used are logged, and the old certificate stays.
    void refresh(bool inAnyCase = false);

    // For a socket that does not block and outlives it.
    std::unique_ptr<TlsSession> accept(int socket) const;

    // The end of the certificate. Any thread.
    Time expiry() const;

private:
    using Context = std::shared_ptr<ssl_ctx_st>;
    explicit Tls(TlsConfig files) : files_(std::move(files)) {}
    Result<> read();
    std::string stateOfFiles() const;

    TlsConfig files_;
    Context context_;
    std::string readAt_;
    std::atomic<std::int64_t> expiry_ = 0;  // seconds since 1970
};

// "ok, 45 days left", for /health/ready.
std::string describeExpiry(Time expiry, Time now);

}  // namespace steward::kernel
