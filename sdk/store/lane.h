// The store's own thread: steps run there one after the other, results come as futures. Any thread may ask. Part of
// sdk/store; nothing else includes this.
#pragma once

#include <QFuture>
#include <QPromise>
#include <QThread>
#include <functional>
#include <memory>
#include <mutex>

#include "store/store_file.h"

namespace steward::store {

class Lane {
public:
    explicit Lane(std::unique_ptr<StoreFile> file) : file_(std::move(file)) {
        thread_.setObjectName(QStringLiteral("store"));
        context_.moveToThread(&thread_);
        thread_.start();
    }
    ~Lane() { close(); }
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    // Runs what was asked for, closes the file and refuses what comes later. Not on the lane itself.
    void close() {
        {
            const std::scoped_lock lock(mutex_);
            if (std::exchange(closed_, true)) return;
            QMetaObject::invokeMethod(&context_, [this] {
                file_.reset();
                thread_.quit();
            });
        }
        thread_.wait();
    }

    // `work(StoreFile&)` gives a Result<T>.
    template <class T, class F>
    QFuture<Result<T>> run(F work) {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        auto future = promise->future();
        const std::scoped_lock lock(mutex_);
        if (closed_) {
            promise->addResult(
                fail(ErrorCode::cancelled, StoreWords::tr("The offline data has been closed.").toStdString()));
            promise->finish();
            return future;
        }
        QMetaObject::invokeMethod(&context_, [this, promise, work = std::move(work)]() mutable {
            promise->addResult(work(*file_));
            promise->finish();
        });
        return future;
    }

    // The same with the open connection: `step(sql::Connection&)` gives a Result<T>.
    template <class T, class F>
    QFuture<Result<T>> query(F step) {
        return run<T>([step = std::move(step)](StoreFile& file) { return file.with(step); });
    }

private:
    std::mutex mutex_;
    bool closed_ = false;
    std::unique_ptr<StoreFile> file_;
    QThread thread_;
    QObject context_;
};

}  // namespace steward::store
