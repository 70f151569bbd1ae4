// The one crosshair that all charts of a page share. GUI thread. The page owns it; charts only point to it
// and notice when it is gone.
#pragma once

#include <QObject>
#include <QPointer>
#include <optional>

#include "ui/charts/time_series.h"

namespace steward::ui {

class TimeCursor : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    std::optional<Millis> time() const { return time_; }
    // The chart under the pointer or with the keyboard; only this one shows a tooltip.
    const QObject* leader() const { return leader_; }

    void moveTo(Millis time, const QObject* leader);
    // Only the leader can take the crosshair away.
    void leave(const QObject* leader);

Q_SIGNALS:
    void moved();

private:
    std::optional<Millis> time_;
    QPointer<const QObject> leader_;
};

}  // namespace steward::ui
