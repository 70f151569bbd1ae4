#include "ui/charts/scale.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace steward::ui {
namespace {

struct ScaleWords {
    Q_DECLARE_TR_FUNCTIONS(ScaleWords)
};

constexpr std::array niceSteps{1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
constexpr Millis second = 1000;
constexpr Millis minute = 60 * second;
constexpr Millis hour = 60 * minute;
constexpr Millis day = 24 * hour;
constexpr std::array timeSteps{second,     2 * second, 5 * second,  10 * second, 15 * second, 30 * second, minute,
                               2 * minute, 5 * minute, 10 * minute, 15 * minute, 20 * minute, 30 * minute, hour,
                               2 * hour,   3 * hour,   4 * hour,    6 * hour,    8 * hour,    12 * hour,   day,
                               2 * day,    7 * day,    14 * day,    30 * day,    90 * day,    365 * day};

double niceStepAtLeast(double step) {
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    for (const double nice : niceSteps) {
        if (nice * power >= step * (1 - 1e-9)) return nice * power;
    }
    return 10 * power;
}

ValueTicks ticksEvery(double step, double from, double to) {
    ValueTicks ticks{{from, to}, step, {}};
    const int count = static_cast<int>(std::lround((to - from) / step));
    for (int i = 0; i <= count; ++i)
        ticks.values.push_back(from + step * i);
    return ticks;
}

int decimalsFor(double value) {
    const double size = std::abs(value);
    return size < 10 ? 2 : size < 100 ? 1 : 0;
}

// Digits behind the point that a tick needs, at most 6.
int decimalsOf(double value) {
    int decimals = 0;
    for (double scaled = std::abs(value); decimals < 6 && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled;) {
        scaled *= 10;
        ++decimals;
    }
    return decimals;
}

struct Magnitude {
    double divisor = 1;
    QString letter;
};

Magnitude magnitudeOf(double value, Unit unit) {
    const double size = std::abs(value);
    if (unit == Unit::bytes) {
        for (const auto& [limit, name] :
             {std::pair{0x1p40, "TB"_L1}, {0x1p30, "GB"_L1}, {0x1p20, "MB"_L1}, {0x1p10, "kB"_L1}}) {
            if (size >= limit) return {limit, name};
        }
        return {1, u"B"_s};
    }
    if (unit == Unit::percent || unit == Unit::ratio) return {};
    for (const auto& [limit, name] : {std::pair{1e12, "T"_L1}, {1e9, "G"_L1}, {1e6, "M"_L1}, {1e3, "k"_L1}}) {
        if (size >= limit) return {limit, name};
    }
    return {};
}

QString unitWord(const ValueFormat& format) {
    if (!format.word.isEmpty()) return format.word;
    switch (format.unit) {
        case Unit::perSecond:
            return ScaleWords::tr("req/s");
        case Unit::milliseconds:
            return u"ms"_s;
        case Unit::percent:
            return u"%"_s;
        case Unit::ratio:
            return u"×"_s;
        default:
            return {};
    }
}

QString dressed(const QString& number, const Magnitude& magnitude, const ValueFormat& format) {
    switch (format.unit) {
        case Unit::bytes:
            return number + u' ' + magnitude.letter;
        case Unit::percent:
            return number + u" %"_s;
        case Unit::ratio:
            return number + u'×';
        case Unit::money:
            return format.word + number + magnitude.letter;
        default:
            return number + magnitude.letter;
    }
}

QDateTime at(Millis time, const QTimeZone& zone) {
    return QDateTime::fromMSecsSinceEpoch(time, zone);
}

QString clockText(Millis time, Millis precision, const QTimeZone& zone, const QLocale& locale) {
    return locale.toString(at(time, zone), precision < minute ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

Millis offsetAt(Millis time, const QTimeZone& zone) {
    return static_cast<Millis>(zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(time, Qt::UTC))) * second;
}

}  // namespace

TimeRange zoomed(TimeRange range, Millis around, double factor, Millis least) {
    const double length = static_cast<double>(std::max<Millis>(range.length(), 1));
    const double share = std::clamp(static_cast<double>(around - range.from) / length, 0.0, 1.0);
    const double wanted = std::max(length * factor, static_cast<double>(least));
    const auto from = static_cast<Millis>(std::llround(static_cast<double>(around) - share * wanted));
    return {from, from + static_cast<Millis>(std::llround(wanted))};
}

ValueTicks niceTicks(ValueRange data, int intervals, Unit unit) {
    if (unit == Unit::bytes) {
        const double size = magnitudeOf(std::max(std::abs(data.from), std::abs(data.to)), unit).divisor;
        ValueTicks ticks = niceTicks({data.from / size, data.to / size}, intervals);
        return ticksEvery(ticks.step * size, ticks.range.from * size, ticks.range.to * size);
    }
    const double low = std::min(data.from, 0.0);
    const double high = std::max(data.to, 0.0);
    const double span = high - low;
    if (!(span > 0) || !std::isfinite(span)) return ticksEvery(1, 0, 1);
    const int steps = std::max(intervals, 1);
    for (double step = niceStepAtLeast(span / steps);; step = niceStepAtLeast(step * 1.01)) {
        const double from = std::floor(low / step + 1e-9) * step;
        const double to = std::ceil(high / step - 1e-9) * step;
        if (std::lround((to - from) / step) > steps) continue;
        // With one side at 0 all intervals are used, so that charts side by side have the same rhythm.
        if (low == 0) return ticksEvery(step, 0, step * steps);
        if (high == 0) return ticksEvery(step, -step * steps, 0);
        return ticksEvery(step, from, to);
    }
}

ValueTicks exactTicks(ValueRange range, int intervals) {
    const double span = range.to - range.from;
    for (int count = std::max(intervals, 1); count > 1; --count) {
        const double step = span / count;
        if (std::abs(niceStepAtLeast(step) - step) < 1e-9 * span) return ticksEvery(step, range.from, range.to);
    }
    return ticksEvery(span, range.from, range.to);
}

ValueTicks stickyTicks(const ValueTicks& shown, ValueRange data, int intervals, Unit unit) {
    // A little air, so that the highest point does not lie on the frame.
    const ValueRange wanted{data.from < 0 ? data.from * 1.05 : 0, data.to > 0 ? data.to * 1.05 : 0};
    ValueTicks next = niceTicks(wanted, intervals, unit);
    const bool fits = !shown.values.empty() && shown.range.from <= data.from && data.to <= shown.range.to;
    const bool shrunk = next.range.to - next.range.from <= (shown.range.to - shown.range.from) / 2;
    return fits && !shrunk ? shown : next;
}

QString ValueText::joined() const {
    if (unit.isEmpty()) return number;
    return unit == u"×"_s ? number + unit : number + u' ' + unit;
}

ValueText valueText(double value, const ValueFormat& format, const QLocale& locale) {
    if (!std::isfinite(value)) return {u"–"_s, {}};
    switch (format.unit) {
        case Unit::bytes: {
            const Magnitude magnitude = magnitudeOf(value, Unit::bytes);
            const double scaled = value / magnitude.divisor;
            const int wanted = magnitude.divisor == 1 || std::abs(scaled) >= 100 ? 0 : 1;
            const int decimals = format.decimals >= 0 ? format.decimals : wanted;
            return {locale.toString(scaled, 'f', decimals), magnitude.letter};
        }
        case Unit::money:
            return {format.word + locale.toString(value, 'f', std::max(format.decimals, 0)), {}};
        case Unit::percent:
            return {locale.toString(value, 'f', format.decimals >= 0 ? format.decimals : decimalsFor(value)), u"%"_s};
        case Unit::ratio:
            return {locale.toString(value, 'f', format.decimals >= 0 ? format.decimals : 1), u"×"_s};
        default: {
            const bool whole = std::abs(value) >= 10 || value == std::round(value);
            return {locale.toString(value, 'f',
                                    format.decimals >= 0 ? format.decimals
                                    : whole              ? 0
                                                         : 1),
                    unitWord(format)};
        }
    }
}

QString axisText(double value, const ValueTicks& ticks, const ValueFormat& format, const QLocale& locale) {
    const double largest = std::max(std::abs(ticks.range.from), std::abs(ticks.range.to));
    const Magnitude magnitude = magnitudeOf(largest, format.unit);
    if (value == 0 && format.unit != Unit::percent) return locale.toString(0);
    const double scaled = value / magnitude.divisor;
    return dressed(locale.toString(scaled, 'f', decimalsOf(scaled)), magnitude, format);
}

QString shortText(double value, const ValueFormat& format, const QLocale& locale) {
    const Magnitude magnitude = magnitudeOf(value, format.unit);
    const double scaled = value / magnitude.divisor;
    const bool whole = std::abs(scaled) >= 100 || scaled == std::round(scaled);
    return dressed(locale.toString(scaled, 'f', whole ? 0 : 1), magnitude, format);
}

std::vector<TimeTick> timeTicks(TimeRange range, int intervals, TickAnchor anchor, const QTimeZone& zone,
                                const QLocale& locale) {
    const Millis span = std::max<Millis>(range.length(), 1);
    const int most = std::max(intervals, 1);
    Millis step = 0;
    for (const Millis candidate : timeSteps) {
        if (span / candidate > most) continue;
        if (anchor == TickAnchor::window && span % candidate != 0) continue;
        step = candidate;
        break;
    }
    if (step == 0 && anchor == TickAnchor::window) return timeTicks(range, intervals, TickAnchor::clock, zone, locale);
    if (step == 0) step = (span / most / day + 1) * day;

    std::vector<TimeTick> ticks;
    Millis time = range.from;
    if (anchor == TickAnchor::clock) {
        const Millis local = range.from + offsetAt(range.from, zone);
        time = (local + step - 1) / step * step - offsetAt(range.from, zone);
    }
    //: how a month, and a day of this year, are written
    const QString dayFormat = step >= 90 * day ? ScaleWords::tr("MMM yyyy") : ScaleWords::tr("d MMM");
    for (; time <= range.to; time += step) {
        Millis shown = time;
        // A day of a zone can have 23 or 25 hours.
        if (anchor == TickAnchor::clock && step >= hour) shown += offsetAt(range.from, zone) - offsetAt(time, zone);
        const QString label =
            step >= day ? locale.toString(at(shown, zone), dayFormat) : clockText(shown, step, zone, locale);
        if (range.contains(shown)) ticks.push_back({shown, label});
    }
    return ticks;
}

QString timeText(Millis time, TimeRange range, const QTimeZone& zone, const QLocale& locale) {
    const QString clock = clockText(time, second, zone, locale) + u' ' + at(time, zone).timeZoneAbbreviation();
    return range.length() > day ? locale.toString(at(time, zone), ScaleWords::tr("d MMM")) + u' ' + clock : clock;
}

QString rangeText(TimeRange range, const QTimeZone& zone, const QLocale& locale) {
    const Millis precision = range.length() < 2 * minute ? second : minute;
    return clockText(range.from, precision, zone, locale) + u" – "_s + clockText(range.to, precision, zone, locale);
}

}  // namespace steward::ui
