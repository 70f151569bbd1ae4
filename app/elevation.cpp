#include "app/elevation.h"

#include "views/common/words.h"

namespace steward::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto counted = 60min;     // before that, the time of day is enough
constexpr auto longestTimer = 24h;  // QTimer has an int of milliseconds

}  // namespace

Elevation::Elevation(std::shared_ptr<const Clock> clock, QObject* parent)
    : QObject(parent), clock_(clock ? std::move(clock) : std::make_shared<SystemClock>()) {
    next_.setSingleShot(true);
    connect(&next_, &QTimer::timeout, this, &Elevation::tick);
}

void Elevation::setUntil(std::optional<Time> until) {
    until_ = until;
    countOn();
}

Duration Elevation::left() const {
    return until_ ? std::max(*until_ - clock_->now(), Duration(0)) : Duration(0);
}

// At the end of the minute, or when the minutes begin to be counted.
void Elevation::countOn() {
    const Duration left = this->left();
    if (left == Duration(0)) return next_.stop();
    const Duration toMinute = (left - Duration(1)) % 1min + Duration(1);
    next_.start(left > counted ? std::min<Duration>(left - counted, longestTimer) : toMinute);
}

void Elevation::tick() {
    countOn();
    Q_EMIT changed();
}

QString Elevation::statement() const {
    const Duration left = this->left();
    if (left == Duration(0)) return tr("Read-only until you confirm that it is you");
    const QDateTime until = views::toDateTime(*until_);
    const QString when =
        left < 24h ? until.toUTC().toString(u"HH:mm"_s) : views::shortMoment(until, views::toDateTime(clock_->now()));
    if (left > counted) return tr("Changes are open until %1 UTC", "a time of day").arg(when);
    return tr("Changes are open until %1 UTC, %n minute(s) left", "a time of day",
              int(std::chrono::ceil<std::chrono::minutes>(left).count()))
        .arg(when);
}

}  // namespace steward::app
