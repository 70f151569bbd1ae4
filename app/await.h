// Waiting in a program without a window: an event loop runs until the future is there.
#pragma once

#include <QCoreApplication>
#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <stop_token>

#include "base/result.h"

namespace steward::app {

struct AwaitWords {
    Q_DECLARE_TR_FUNCTIONS(AwaitWords)
};

// `stop` ends the waiting and cancels the future: ErrorCode::cancelled. Without one it waits however long it takes.
template <class T>
Result<T> await(QFuture<Result<T>> future, std::stop_token stop = {}) {
    QFutureWatcher<Result<T>> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    std::stop_callback stopped(stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit); });
    if (!future.isFinished() && !stop.stop_requested()) loop.exec();
    if (future.isFinished() && future.resultCount() > 0) return future.result();
    future.cancel();
    return fail(ErrorCode::cancelled, AwaitWords::tr("Interrupted. Nothing was written.").toStdString());
}

}  // namespace steward::app
