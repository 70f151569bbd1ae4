// The refresh token of one workspace in the key store, which all programs of this person on this computer share: the
// console, and `steward export` beside it. A refresh token is good for one use, and the platform takes a second use for
// theft. So whoever renews takes a turn, and goes on from the token that the one before left.
//
//   whenReady(kept.takeTurn(own), this, [this](Result<KeptToken::Turn> turn) { … renew turn->token; kept.write(…); …
//   });
//
// One thread with an event loop.
#pragma once

#include <QLockFile>
#include <QObject>
#include <chrono>

#include "client/token_store.h"

namespace steward::client {

class KeptToken final : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds longestWait{20};

    // `lockFile`: the same for all who use `key`; its folder is made if need be.
    KeptToken(std::shared_ptr<TokenStore> store, QString key, QString lockFile,
              std::chrono::milliseconds limit = longestWait);

    // Nobody else renews while one is held, nor until what was written during it is in the key store.
    struct Turn {
        QByteArray token;  // to renew: the own one, or what another program left in its place
        std::shared_ptr<QLockFile> lock;
    };
    // Waits for its turn, reads the key store and asks it once more for what is there now. Without anything kept, the
    // token is nobody else's and there is no waiting. timeout: another program holds the turn too long.
    QFuture<Result<Turn>> takeTurn(const QByteArray& own);

    QFuture<Result<std::optional<QByteArray>>> read();
    // Empty: nothing is kept any more. Otherwise kept() or notKept() follows, unless it is kept already.
    void write(const QByteArray& token);

Q_SIGNALS:
    void kept();
    void notKept(const steward::Error& reason);
    // Another program has renewed it, or somebody signed in there.
    void changedElsewhere();

private:
    class Attempt;

    std::shared_ptr<TokenStore> store_;
    QString key_;
    QString lockFile_;
    std::chrono::milliseconds limit_;
    QByteArray known_;   // what the key store held when it was last read or written
    QByteArray wanted_;  // what it will hold, if it can be written
    std::weak_ptr<QLockFile> held_;
};

}  // namespace steward::client
