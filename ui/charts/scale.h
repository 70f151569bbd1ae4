// Axes as plain functions: pixels to values and back, nice ticks, labels. Any thread.
#pragma once

#include <QLocale>
#include <QString>
#include <QTimeZone>
#include <vector>

#include "ui/charts/time_series.h"

namespace steward::ui {

// A straight line between a value range and a pixel range; either may run backwards.
struct LinearScale {
    double valueFrom = 0;
    double valueTo = 1;
    double pixelFrom = 0;
    double pixelTo = 1;

    double pixel(double value) const {
        return pixelFrom + (value - valueFrom) / (valueTo - valueFrom) * (pixelTo - pixelFrom);
    }
    double value(double pixel) const {
        return valueFrom + (pixel - pixelFrom) / (pixelTo - pixelFrom) * (valueTo - valueFrom);
    }
};

// The range closer (factor below 1) or wider around a time that stays where it is, at least `least` long.
TimeRange zoomed(TimeRange range, Millis around, double factor, Millis least);

enum class Unit { count, perSecond, milliseconds, bytes, percent, ratio, money };

struct ValueRange {
    double from = 0;
    double to = 1;
    bool operator==(const ValueRange&) const = default;
};

struct ValueTicks {
    ValueRange range;
    double step = 1;
    std::vector<double> values;
};

// Ticks whose ends enclose the data and 0, with at most `intervals` steps that people count in: 1, 1.5, 2, 2.5, 3, 4,
// 5, 6 or 8 of a power of ten; for bytes of kB, MB, GB.
ValueTicks niceTicks(ValueRange data, int intervals, Unit unit = Unit::count);
// Ticks of a range that is given: the most steps, up to `intervals`, that are still nice.
ValueTicks exactTicks(ValueRange range, int intervals);

// A range that follows its data without trembling: it grows at once, and shrinks only when the data needs less than
// half.
ValueTicks stickyTicks(const ValueTicks& shown, ValueRange data, int intervals, Unit unit = Unit::count);

struct ValueFormat {
    Unit unit = Unit::count;
    // Written behind counts ("messages"); for money the currency sign, which stands in front.
    QString word;
    // Digits behind the point; -1 means as many as three figures need.
    int decimals = -1;
};

struct ValueText {
    QString number;
    QString unit;
    // "225 ms", "€1,804"
    QString joined() const;
};

// In full, for tooltips and headers: 1,804 req/s · 225 ms · 56.6 % · 1.5 MB · 1.4×
ValueText valueText(double value, const ValueFormat& format, const QLocale& locale);
// Short, for axes, all ticks in the same size: 2.4k · 50 % · 512 MB · €800k. `range` is that of the axis.
QString axisText(double value, const ValueTicks& ticks, const ValueFormat& format, const QLocale& locale);
// Short and alone, for totals above bars: €705k
QString shortText(double value, const ValueFormat& format, const QLocale& locale);

struct TimeTick {
    Millis time = 0;
    QString label;
    bool operator==(const TimeTick&) const = default;
};

// window: steps from the left edge, calm while the window moves. clock: whole hours, minutes, days of the time zone.
enum class TickAnchor { window, clock };
std::vector<TimeTick> timeTicks(TimeRange range, int intervals, TickAnchor anchor, const QTimeZone& zone,
                                const QLocale& locale);

// "09:31:30 UTC" within a day, with the date when the range is longer.
QString timeText(Millis time, TimeRange range, const QTimeZone& zone, const QLocale& locale);
// "09:18 – 09:21", with seconds when it is shorter than two minutes.
QString rangeText(TimeRange range, const QTimeZone& zone, const QLocale& locale);

}  // namespace steward::ui
