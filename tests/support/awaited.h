// The answer of a future, waited for while events go on. The test's own timeout is the limit.
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QSignalSpy>
#include <QtGlobal>

namespace steward::test {

template <class T>
T awaited(QFuture<T> future) {
    QFutureWatcher<T> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(future);
    while (!future.isFinished())
        finished.wait(100);
    if (future.resultCount() == 0) qFatal("the future was cancelled");
    return future.result();
}

}  // namespace steward::test
