// Futures that end with the object that asked: QFuture::then(context, …) of Qt 6.4 touches a context that is gone.
//
//   whenReady(client.call(contract::getTenant, {id}), this, [this](Result<Tenant> tenant) { … });
//
// `handler` runs in the thread of `context`, once, never before whenReady returns. When `context` dies first, the
// future is cancelled and the handler is not called. A cancelled future calls nothing either.
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPointer>
#include <QPromise>
#include <utility>

namespace steward::client {

namespace detail {

template <class T>
class Watcher final : public QFutureWatcher<T> {
public:
    using QFutureWatcher<T>::QFutureWatcher;
    // A page that closes takes its work with it.
    ~Watcher() override {
        if (!this->isFinished()) this->cancel();
    }
};

}  // namespace detail

// Returns the watcher (a child of `context`): deleting it is the way to stop waiting, and cancels the future.
template <class T, class F>
QObject* whenReady(QFuture<T> future, QObject* context, F&& handler) {
    auto* watcher = new detail::Watcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, handler = std::forward<F>(handler)]() mutable {
                         watcher->deleteLater();
                         auto done = watcher->future();
                         if (done.isCanceled() || done.resultCount() == 0) return;
                         handler(done.result());
                     });
    watcher->setFuture(future);
    return watcher;
}

template <class T>
QFuture<T> readyFuture(T value) {
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

// The newest request wins: an answer to an earlier one is dropped, and the earlier one is cancelled.
//
//   Latest latest_{this};
//   latest_.take(client.call(contract::listTenants, request), [this](auto page) { … });
class Latest {
public:
    explicit Latest(QObject* context) : context_(context) {}
    Latest(const Latest&) = delete;
    Latest& operator=(const Latest&) = delete;

    template <class T, class F>
    void take(QFuture<T> future, F&& handler) {
        drop();
        waiting_ = whenReady(std::move(future), context_, std::forward<F>(handler));
    }
    void drop() { delete waiting_.data(); }

private:
    QObject* context_;
    QPointer<QObject> waiting_;
};

}  // namespace steward::client
