#include "client/kept_token.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTimer>

#include "client/future.h"

namespace steward::client {
namespace {

constexpr std::chrono::milliseconds betweenLooks{50};

}  // namespace

// Waits for the lock, then for the key store. Goes away with the answer.
class KeptToken::Attempt final : public QObject {
public:
    Attempt(KeptToken& kept, QByteArray own)
        : QObject(&kept), kept_(kept), lock_(std::make_shared<QLockFile>(kept.lockFile_)), own_(std::move(own)) {
        promise_.start();
        lock_->setStaleLockTime(0);
        QDir().mkpath(QFileInfo(kept.lockFile_).path());
        waited_.start();
        connect(&again_, &QTimer::timeout, this, [this] { look(); });
        again_.start(betweenLooks);
        QMetaObject::invokeMethod(this, [this] { look(); }, Qt::QueuedConnection);
    }
    QFuture<Result<Turn>> future() const { return promise_.future(); }

private:
    void look() {
        if (promise_.isCanceled()) return deleteLater();
        const bool locked = lock_->tryLock(0);
        if (!locked && lock_->error() == QLockFile::LockFailedError) {
            if (!waited_.hasExpired(kept_.limit_.count())) return;
            const QString text =
                KeptToken::tr("Another Steward is renewing the sign-in of this workspace. Try again later.");
            return answer(fail(ErrorCode::timeout, text.toStdString(), kept_.lockFile_.toStdString()));
        }
        // A folder that cannot be written is no reason to lock a person out: then everybody renews for themselves.
        if (!locked) lock_.reset();
        kept_.held_ = lock_;
        again_.stop();
        whenReady(kept_.store_->read(kept_.key_), this, [this](const Result<std::optional<QByteArray>>& token) {
            const bool isNew = token && *token && !(*token)->isEmpty() && **token != kept_.known_;
            if (!isNew) return answer(Turn{own_, lock_});
            kept_.known_ = kept_.wanted_ = **token;
            answer(Turn{kept_.known_, lock_});
            Q_EMIT kept_.changedElsewhere();
        });
    }
    void answer(Result<Turn> turn) {
        again_.stop();
        promise_.addResult(std::move(turn));
        promise_.finish();
        lock_.reset();
        deleteLater();
    }

    KeptToken& kept_;
    std::shared_ptr<QLockFile> lock_;
    QByteArray own_;
    QPromise<Result<Turn>> promise_;
    QElapsedTimer waited_;
    QTimer again_;
};

KeptToken::KeptToken(std::shared_ptr<TokenStore> store, QString key, QString lockFile, std::chrono::milliseconds limit)
    : store_(std::move(store)), key_(std::move(key)), lockFile_(std::move(lockFile)), limit_(limit) {}

QFuture<Result<KeptToken::Turn>> KeptToken::takeTurn(const QByteArray& own) {
    if (known_.isEmpty()) return readyFuture<Result<Turn>>(Turn{own, nullptr});
    return (new Attempt(*this, own))->future();
}

QFuture<Result<std::optional<QByteArray>>> KeptToken::read() {
    auto promise = std::make_shared<QPromise<Result<std::optional<QByteArray>>>>();
    promise->start();
    whenReady(store_->read(key_), this, [this, promise](const Result<std::optional<QByteArray>>& token) {
        if (token) known_ = wanted_ = token->value_or(QByteArray());
        promise->addResult(token);
        promise->finish();
    });
    return promise->future();
}

void KeptToken::write(const QByteArray& token) {
    if (token == std::exchange(wanted_, token)) return;
    auto writing = token.isEmpty() ? store_->remove(key_) : store_->write(key_, token);
    // Also when this is gone before the key store has answered.
    writing.then([lock = held_.lock()](const Result<>&) {});
    whenReady(writing, this, [this, token](const Result<>& outcome) {
        if (outcome) known_ = token;
        if (token.isEmpty()) return;
        if (outcome)
            Q_EMIT kept();
        else
            Q_EMIT notKept(outcome.error());
    });
}

}  // namespace steward::client
