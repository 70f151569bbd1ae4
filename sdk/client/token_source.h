// Where requests get their access token from. One thread: that of the client it is given to.
#pragma once

#include <QByteArray>
#include <QFuture>

#include "base/result.h"

namespace steward::client {

class TokenSource {
public:
    virtual ~TokenSource() = default;
    // A token that is valid now. Requests wait here while one is renewed; an error ends them.
    // ErrorCode::unauthenticated: nobody is signed in. offline, timeout: it could not be renewed now, try again later.
    virtual QFuture<Result<QByteArray>> token() = 0;
    // The platform answered 401 to it: the next token() renews it, once for all who ask.
    virtual void refused(const QByteArray& token) = 0;
};

// A token that never changes; empty: requests go without one.
class FixedToken final : public TokenSource {
public:
    explicit FixedToken(QByteArray token = {}) : token_(std::move(token)) {}
    QFuture<Result<QByteArray>> token() override;
    void refused(const QByteArray&) override {}

private:
    QByteArray token_;
};

}  // namespace steward::client
