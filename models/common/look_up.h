// Values by id that views look at one by one and the platform gives many at once. GUI thread.
#pragma once

#include <QFuture>
#include <QHash>
#include <QSet>
#include <QStringList>
#include <QTimer>
#include <functional>

#include "base/result.h"
#include "client/future.h"

namespace steward::models {

template <class Value>
class LookUp {
public:
    using Answer = QFuture<Result<QHash<QString, Value>>>;

    // `read` asks for some ids; what it does not answer is taken as empty. `arrived` says that there are new ones.
    LookUp(std::function<Answer(const QStringList& ids)> read, std::function<void()> arrived)
        : read_(std::move(read)), arrived_(std::move(arrived)) {
        soon_.setSingleShot(true);
        soon_.setInterval(30);
        QObject::connect(&soon_, &QTimer::timeout, &soon_, [this] { readWanted(); });
    }

    // Null until it is here. Asks for it.
    const Value* of(const QString& id) const {
        const auto found = known_.constFind(id);
        if (found != known_.cend()) return &*found;
        if (wanted_.size() < atOnce) wanted_.insert(id);
        if (!reading_ && !soon_.isActive()) soon_.start();
        return nullptr;
    }

private:
    static constexpr int atOnce = 100, mostKnown = 4000;

    void readWanted() {
        if (wanted_.isEmpty() || reading_) return;
        const QStringList ids(wanted_.cbegin(), wanted_.cend());
        wanted_.clear();
        reading_ = true;
        client::whenReady(read_(ids), &soon_, [this, ids](Result<QHash<QString, Value>> answer) {
            reading_ = false;
            if (!answer) return;
            if (known_.size() > mostKnown) known_.clear();
            for (const QString& id : ids)
                known_.insert(id, answer->value(id));
            arrived_();
        });
    }

    std::function<Answer(const QStringList&)> read_;
    std::function<void()> arrived_;
    QHash<QString, Value> known_;
    mutable QSet<QString> wanted_;
    mutable QTimer soon_;
    bool reading_ = false;
};

}  // namespace steward::models
