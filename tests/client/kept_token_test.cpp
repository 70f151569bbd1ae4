// Several programs, one refresh token in the key store: whoever renews goes on from what the one before left.
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "client/future.h"
#include "client/session_tokens.h"
#include "fake_network.h"
#include "tests/support/awaited.h"

using namespace steward;
using namespace steward::client;
using namespace steward::test;

namespace {

const QString key = QStringLiteral("refresh-token/wsp_test");

// Gives each refresh token once. The second use of one ends the session, as the platform does after its grace.
class Issuer {
public:
    Scripted answer(const FakeNetwork::Seen& seen) {
        const QByteArray token = seen.body.mid(seen.body.lastIndexOf('=') + 1);
        ended_ = ended_ || token != newest();
        if (ended_) return {.status = 400, .body = R"({"error":"invalid_grant"})"};
        ++number_;
        const QByteArray body = R"({"access_token":"access-)" + QByteArray::number(number_) +
                                R"(","expires_in":900,"refresh_token":")" + newest() + R"("})";
        return {.body = body};
    }
    QByteArray newest() const { return "refresh-" + QByteArray::number(number_); }
    bool ended() const { return ended_; }

private:
    int number_ = 1;
    bool ended_ = false;
};

// Answers a write only when the test says so, or never keeps it.
class SlowStore final : public TokenStore {
public:
    QFuture<Result<std::optional<QByteArray>>> read(const QString& name) override { return memory_.read(name); }
    QFuture<Result<>> write(const QString& name, const QByteArray& secret) override {
        if (refuses) return readyFuture<Result<>>(fail(ErrorCode::forbidden, "locked"));
        waiting_ = {name, secret};
        promise_ = QPromise<Result<>>();
        promise_.start();
        return promise_.future();
    }
    QFuture<Result<>> remove(const QString& name) override { return memory_.remove(name); }
    void answer() {
        memory_.write(waiting_.first, waiting_.second);
        promise_.addResult(Result<>());
        promise_.finish();
    }
    bool isWriting() const { return !waiting_.second.isEmpty(); }
    bool refuses = false;

private:
    MemoryStore memory_;
    std::pair<QString, QByteArray> waiting_;
    QPromise<Result<>> promise_;
};

struct Program {
    Program(Issuer& issuer, std::shared_ptr<TokenStore> store, const QString& lockFile,
            std::chrono::milliseconds limit = KeptToken::longestWait)
        : kept(std::make_shared<KeptToken>(std::move(store), key, lockFile, limit)),
          tokens(QUrl(QStringLiteral("https://admin.example.com/oauth/token")), QStringLiteral("steward-console"),
                 &network) {
        network.respond = [&issuer](const FakeNetwork::Seen& seen) { return issuer.answer(seen); };
        tokens.setShared(kept);
        QObject::connect(&tokens, &SessionTokens::refreshTokenChanged, kept.get(), &KeptToken::write);
    }
    void start() { tokens.setTokens({{}, awaited(kept->read())->value(), {}, {}}); }
    // The access token is over: the next request renews.
    void expire() { tokens.refused(access); }
    QFuture<Result<QByteArray>> ask() { return tokens.token(); }

    FakeNetwork network;
    std::shared_ptr<KeptToken> kept;
    SessionTokens tokens;
    QByteArray access;
};

}  // namespace

class KeptTokenTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString lockFile_ = folder_.filePath(QStringLiteral("wsp_test/sign-in.lock"));

    std::shared_ptr<MemoryStore> filled(const Issuer& issuer) const {
        auto store = std::make_shared<MemoryStore>();
        store->write(key, issuer.newest());
        return store;
    }

private Q_SLOTS:
    void twoRenewAtTheSameTime() {
        Issuer issuer;
        auto store = filled(issuer);
        Program console(issuer, store, lockFile_), exporting(issuer, store, lockFile_);
        QSignalSpy changed(console.kept.get(), &KeptToken::changedElsewhere);
        console.start();
        exporting.start();
        for (int round = 0; round < 10; ++round) {
            auto one = exporting.ask();
            auto other = console.ask();
            const auto first = awaited(one), second = awaited(other);
            QVERIFY(first && second);
            QVERIFY(*first != *second);
            exporting.access = *first;
            console.access = *second;
            exporting.expire();
            console.expire();
        }
        QVERIFY(!issuer.ended());
        QVERIFY(!changed.isEmpty());
        QCOMPARE(awaited(store->read(key))->value(), issuer.newest());
    }

    void aProgramThatSleptGoesOnFromWhatOthersLeft() {
        Issuer issuer;
        auto store = filled(issuer);
        Program console(issuer, store, lockFile_);
        console.start();
        console.access = *awaited(console.ask());
        for (int i = 0; i < 3; ++i) {
            Program exporting(issuer, store, lockFile_);
            exporting.start();
            QVERIFY(awaited(exporting.ask()));
        }
        console.expire();
        QVERIFY(awaited(console.ask()));
        QVERIFY(!issuer.ended());
    }

    void theTurnLastsUntilTheTokenIsKept() {
        Issuer issuer;
        auto store = std::make_shared<SlowStore>();
        store->write(key, issuer.newest());
        store->answer();
        auto console = std::make_unique<Program>(issuer, store, lockFile_);
        console->start();
        QVERIFY(awaited(console->ask()));
        QVERIFY(store->isWriting());
        // Also when the program is closing.
        console.reset();
        Program exporting(issuer, store, lockFile_);
        exporting.start();
        auto waiting = exporting.ask();
        QVERIFY(!QLockFile(lockFile_).tryLock(0));
        QVERIFY(!waiting.isFinished());
        store->answer();
        QVERIFY(awaited(waiting));
        QVERIFY(!issuer.ended());
        store->answer();
    }

    void whoHoldsTheTurnTooLongIsNotWaitedFor() {
        Issuer issuer;
        Program console(issuer, filled(issuer), lockFile_, std::chrono::milliseconds(100));
        QSignalSpy out(&console.tokens, &SessionTokens::signedOut);
        console.start();
        QLockFile other(lockFile_);
        QVERIFY(other.tryLock(0));
        QCOMPARE(awaited(console.ask()).error().code, ErrorCode::timeout);
        QCOMPARE(console.network.seen.size(), std::size_t(0));
        QCOMPARE(out.size(), 0);
        other.unlock();
        QVERIFY(awaited(console.ask()));
    }

    void aKeyStoreThatTakesNothingKeepsTheSession() {
        Issuer issuer;
        auto store = std::make_shared<SlowStore>();
        store->write(key, issuer.newest());
        store->answer();
        store->refuses = true;
        Program console(issuer, store, lockFile_);
        QSignalSpy notKept(console.kept.get(), &KeptToken::notKept);
        console.start();
        for (int i = 0; i < 3; ++i) {
            const auto access = awaited(console.ask());
            QVERIFY(access);
            console.access = *access;
            console.expire();
        }
        QVERIFY(!issuer.ended());
        QVERIFY(!notKept.isEmpty());
    }

    void aFolderThatCannotBeWrittenLocksNobodyOut() {
        Issuer issuer;
        QFile file(folder_.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        Program console(issuer, filled(issuer), folder_.filePath(QStringLiteral("file/sign-in.lock")));
        console.start();
        QVERIFY(awaited(console.ask()));
    }

    void signingOutWhileWaitingEndsTheWait() {
        Issuer issuer;
        auto store = filled(issuer);
        Program console(issuer, store, lockFile_);
        console.start();
        QLockFile other(lockFile_);
        QVERIFY(other.tryLock(0));
        auto waiting = console.ask();
        console.tokens.clear();
        QCOMPARE(awaited(waiting).error().code, ErrorCode::cancelled);
        QVERIFY(!awaited(store->read(key))->has_value());
    }
};

QTEST_GUILESS_MAIN(KeptTokenTest)
#include "kept_token_test.moc"
