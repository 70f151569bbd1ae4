#include "ui/charts/time_cursor.h"

namespace steward::ui {

void TimeCursor::moveTo(Millis time, const QObject* leader) {
    if (time_ == time && leader_ == leader) return;
    time_ = time;
    leader_ = leader;
    Q_EMIT moved();
}

void TimeCursor::leave(const QObject* leader) {
    if (!time_ || leader_ != leader) return;
    time_.reset();
    leader_.clear();
    Q_EMIT moved();
}

}  // namespace steward::ui
