// Where the numbers of a dashboard come from, whoever keeps them: panels see only this. GUI thread.
//
// A source is told once which series the panels show, and then over which time; it reads the history, and brings each
// new value while the range ends now. What it cannot answer has no points.
#pragma once

#include <QDateTime>
#include <QObject>
#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/dashboard.h"
#include "models/metrics/metric_history.h"

namespace steward::models {

// A query after its variables were filled in.
struct SeriesKey {
    std::string series;
    std::string tenantId;  // empty: the reader's own place
    domain::PanelFunction function = domain::PanelFunction::value;
    std::map<std::string, std::string> labels;
    auto operator<=>(const SeriesKey&) const = default;
};

// New values at one time, in the order of follow(); not a number where there is none.
struct SeriesTick {
    qint64 at = 0;  // UTC milliseconds
    std::vector<double> values;
};

class SeriesSource : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    enum class State { loading, ready, failed };

    // From now on these series, each once; reads them over the range that was chosen last.
    virtual void follow(std::vector<SeriesKey> keys) = 0;
    virtual void showLast(qint64 spanMs) = 0;            // up to now, which goes on
    virtual void showRange(qint64 from, qint64 to) = 0;  // which stands still
    virtual void reload() = 0;
    // Of what no feed brings.
    virtual void setRefresh(int seconds) = 0;

    virtual State state() const = 0;
    virtual std::optional<Error> error() const = 0;
    virtual bool isLive() const = 0;  // new values are coming, or would be if there were any
    // What is shown was kept on this computer: the platform has not answered yet.
    virtual bool isKept() const { return false; }
    // The feed puts values together, because this computer or its network reads them too slowly.
    virtual std::optional<client::FeedThinning> thinning() const { return std::nullopt; }
    virtual double rate() const { return 1; }                                   // values a second, at most
    virtual qint64 now() const { return QDateTime::currentMSecsSinceEpoch(); }  // where the values come from
    virtual qint64 lastAt() const = 0;                                          // of the newest value; 0: none yet
    virtual qint64 span() const = 0;                                            // milliseconds
    // Oldest first, of follow()'s key with this index; not a number where nothing is known until the next.
    virtual const std::vector<MetricPoint>& points(std::size_t key) const = 0;

Q_SIGNALS:
    void loaded();  // everything anew
    void ticked(const steward::models::SeriesTick& tick);
    void gap(qint64 from, qint64 to);  // nothing is known in between, so far
    void stateChanged();
};

}  // namespace steward::models
