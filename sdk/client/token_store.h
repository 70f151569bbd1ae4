// Where a session's refresh token is kept between two starts: the key store of the system, and nowhere else.
//
// Errors: unavailable (there is no key store, or it did not answer in time), forbidden (it is locked, or access was
// refused), storage (it failed otherwise). With any of them the session still works and ends with the program; say so.
#pragma once

#include <QFuture>
#include <QString>
#include <chrono>
#include <map>
#include <memory>
#include <optional>

#include "base/result.h"

namespace steward::client {

class TokenStore {
public:
    virtual ~TokenStore() = default;
    // Absent when nothing is kept under the key.
    virtual QFuture<Result<std::optional<QByteArray>>> read(const QString& key) = 0;
    virtual QFuture<Result<>> write(const QString& key, const QByteArray& secret) = 0;
    virtual QFuture<Result<>> remove(const QString& key) = 0;
    // Whether what is written is there after the program has ended.
    virtual bool isLasting() const { return true; }
};

// QtKeychain, never with its plain-text fallback. One thread with an event loop. A key store that never answers is
// given up after `timeout`; a locked one is told apart from an empty one.
class KeychainStore final : public TokenStore {
public:
    explicit KeychainStore(QString service = QStringLiteral("Steward"),
                           std::chrono::milliseconds timeout = std::chrono::seconds(8));
    QFuture<Result<std::optional<QByteArray>>> read(const QString& key) override;
    QFuture<Result<>> write(const QString& key, const QByteArray& secret) override;
    QFuture<Result<>> remove(const QString& key) override;

private:
    QString service_;
    std::chrono::milliseconds timeout_;
};

// Forgets everything when the program ends.
class MemoryStore final : public TokenStore {
public:
    QFuture<Result<std::optional<QByteArray>>> read(const QString& key) override;
    QFuture<Result<>> write(const QString& key, const QByteArray& secret) override;
    QFuture<Result<>> remove(const QString& key) override;
    bool isLasting() const override { return false; }

private:
    std::map<QString, QByteArray> secrets_;
};

}  // namespace steward::client
