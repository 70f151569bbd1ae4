#include "client/token_store.h"

#include <qt6keychain/keychain.h>

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QTimer>
#include <functional>

#include "client/future.h"

namespace steward::client {
namespace {

struct KeyStoreWords {
    Q_DECLARE_TR_FUNCTIONS(KeyStoreWords)
};

Error noKeyStore(std::string detail) {
    return {
        ErrorCode::unavailable,
        KeyStoreWords::tr("The key store of the system cannot be reached. You stay signed in until the program ends.")
            .toStdString(),
        std::move(detail),
        {},
        {}};
}

Error notAllowed(std::string detail) {
    return {ErrorCode::forbidden,
            KeyStoreWords::tr("The key store of the system is locked. You stay signed in until the program ends.")
                .toStdString(),
            std::move(detail),
            {},
            {}};
}

Error errorOf(const QKeychain::Job& job) {
    const std::string detail = job.errorString().toStdString();
    switch (job.error()) {
        case QKeychain::NoBackendAvailable:
        case QKeychain::NotImplemented:
            return noKeyStore(detail);
        case QKeychain::AccessDenied:
        case QKeychain::AccessDeniedByUser:
            return notAllowed(detail);
        default:
            return {ErrorCode::storage,
                    KeyStoreWords::tr("The key store of the system failed. You stay signed in until the program ends.")
                        .toStdString(),
                    detail,
                    {},
                    {}};
    }
}

// Whether the default collection of the Secret Service is locked: it would answer "not found" for everything it holds.
// Another kind of key store, or none, is left to QtKeychain.
void askWhetherLocked(QObject* context, std::chrono::milliseconds limit, std::function<void(Result<>)> done) {
#ifdef Q_OS_LINUX
    auto message = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets/aliases/default"),
        QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    message << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    auto* watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, int(limit.count())), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, done = std::move(done)] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError() && reply.error().type() == QDBusError::NoReply)
            return done(fail(noKeyStore("org.freedesktop.secrets does not answer")));
        if (!reply.isError() && reply.value().variant().toBool())
            return done(fail(notAllowed("the keyring is locked")));
        done({});
    });
#else
    QTimer::singleShot(0, context, [done = std::move(done)] { done({}); });
#endif
}

// One operation on the key store: answers once, in time, and then goes away. A job that never ends is left behind.
template <class T>
class Operation final : public QObject {
public:
    Operation(std::chrono::milliseconds limit, QKeychain::Job* job, std::function<Result<T>(QKeychain::Job*)> outcome) {
        promise_.start();
        job->setInsecureFallback(false);
        QTimer::singleShot(limit, this, [this] { answer(fail(noKeyStore("no answer in time"))); });
        connect(job, &QKeychain::Job::finished, this,
                [this, outcome = std::move(outcome)](QKeychain::Job* done) { answer(outcome(done)); });
        askWhetherLocked(this, limit, [this, job](Result<> open) {
            if (open) return job->start();
            job->deleteLater();
            answer(fail(std::move(open).error()));
        });
    }
    QFuture<Result<T>> future() const { return promise_.future(); }

private:
    void answer(Result<T> outcome) {
        if (std::exchange(answered_, true)) return;
        promise_.addResult(std::move(outcome));
        promise_.finish();
        deleteLater();
    }
    QPromise<Result<T>> promise_;
    bool answered_ = false;
};

}  // namespace

KeychainStore::KeychainStore(QString service, std::chrono::milliseconds timeout)
    : service_(std::move(service)), timeout_(timeout) {}

QFuture<Result<std::optional<QByteArray>>> KeychainStore::read(const QString& key) {
    using Found = std::optional<QByteArray>;
    auto* job = new QKeychain::ReadPasswordJob(service_);
    job->setKey(key);
    auto* operation = new Operation<Found>(timeout_, job, [](QKeychain::Job* done) -> Result<Found> {
        if (done->error() == QKeychain::EntryNotFound) return Found{};
        if (done->error() != QKeychain::NoError) return fail(errorOf(*done));
        return Found(static_cast<QKeychain::ReadPasswordJob*>(done)->binaryData());
    });
    return operation->future();
}

QFuture<Result<>> KeychainStore::write(const QString& key, const QByteArray& secret) {
    auto* job = new QKeychain::WritePasswordJob(service_);
    job->setKey(key);
    job->setBinaryData(secret);
    auto* operation = new Operation<void>(timeout_, job, [](QKeychain::Job* done) -> Result<> {
        if (done->error() != QKeychain::NoError) return fail(errorOf(*done));
        return {};
    });
    return operation->future();
}

QFuture<Result<>> KeychainStore::remove(const QString& key) {
    auto* job = new QKeychain::DeletePasswordJob(service_);
    job->setKey(key);
    auto* operation = new Operation<void>(timeout_, job, [](QKeychain::Job* done) -> Result<> {
        if (done->error() != QKeychain::NoError && done->error() != QKeychain::EntryNotFound)
            return fail(errorOf(*done));
        return {};
    });
    return operation->future();
}

QFuture<Result<std::optional<QByteArray>>> MemoryStore::read(const QString& key) {
    const auto found = secrets_.find(key);
    using Found = std::optional<QByteArray>;
    return readyFuture<Result<Found>>(found == secrets_.end() ? Found{} : Found(found->second));
}

QFuture<Result<>> MemoryStore::write(const QString& key, const QByteArray& secret) {
    secrets_[key] = secret;
    return readyFuture<Result<>>({});
}

QFuture<Result<>> MemoryStore::remove(const QString& key) {
    secrets_.erase(key);
    return readyFuture<Result<>>({});
}

}  // namespace steward::client
