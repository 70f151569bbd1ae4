// Whether changes are open in production and for how long still, minute by minute: what the environment bar says of
// it. The platform decides; this says beforehand whether it is going to ask who somebody is. GUI thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

#include "base/time.h"

namespace steward::app {

class Elevation : public QObject {
    Q_OBJECT
public:
    // `clock`: the system's unless given.
    explicit Elevation(std::shared_ptr<const Clock> clock = {}, QObject* parent = nullptr);
    // As the platform says it of the person (contract::Me); nothing: changes need a new proof. Counts from here on.
    void setUntil(std::optional<Time> until);
    QString statement() const;
    void tick();

Q_SIGNALS:
    void changed();  // the statement, with time

private:
    Duration left() const;
    void countOn();

    std::shared_ptr<const Clock> clock_;
    std::optional<Time> until_;
    QTimer next_;
};

}  // namespace steward::app
