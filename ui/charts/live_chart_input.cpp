// How people point: mouse, keys, focus, and the events that bring a frame.
#include <algorithm>
#include <cmath>

#include "ui/charts/live_chart.h"

namespace steward::ui {
namespace {

constexpr double leastDrag = 4;  // pixels
constexpr Millis leastRange = 5000;

}  // namespace

void LiveChart::pointAt(QPointF position) {
    if (!cursor_ || dirty_) return;
    const QRectF reach = picture_.plot.adjusted(-6, -8, 6, 20);
    if (!reach.contains(position)) return cursor_->leave(this);
    const double x = std::clamp(position.x(), picture_.plot.left(), picture_.plot.right());
    cursor_->moveTo(std::llround(picture_.timeAt(x)), this);
}

std::optional<Millis> LiveChart::neighbour(const Series& series, Millis time, int direction) const {
    const Millis pixel = std::max<Millis>(std::llround(picture_.window.width * devicePixelRatioF()), 1);
    const Millis limit = direction > 0 ? time + pixel : time - pixel + 1;
    const auto pick = [&](const auto& samples, std::size_t atLimit) -> std::optional<Millis> {
        if (direction < 0) return atLimit > 0 ? std::optional(samples[atLimit - 1].time) : std::nullopt;
        return atLimit < samples.size() ? std::optional(samples[atLimit].time) : std::nullopt;
    };
    if (!series.history) return pick(series.samples, series.samples.lowerBound(limit));
    const std::vector<Sample>& all = series.history->samples();
    const auto found =
        std::lower_bound(all.begin(), all.end(), limit, [](const Sample& s, Millis at) { return s.time < at; });
    return pick(all, static_cast<std::size_t>(found - all.begin()));
}

void LiveChart::step(int count) {
    if (series_.empty()) return;
    const TimeRange shown = picture_.window.range();
    const Series& series = series_[headlineIndex()];
    const auto last = lastSample(series);
    Millis time = last ? std::min(last->time, shown.to) : shown.to;
    if (cursor_->time()) {
        time = *cursor_->time();
        for (int i = 0; i < std::abs(count); ++i)
            time = neighbour(series, time, count).value_or(time);
    }
    cursor_->moveTo(std::clamp(time, shown.from, shown.to), this);
}

bool LiveChart::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave && cursor_ && !(hasFocus() && keyboard_)) cursor_->leave(this);
    return QChartView::viewportEvent(event);
}

void LiveChart::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::LocaleChange) return;
    staleLabels_ = true;
    refreshSoon();
}

void LiveChart::showEvent(QShowEvent* event) {
    QChartView::showEvent(event);
    if (dirty_) refreshNow();
}

void LiveChart::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    dirty_ = true;
    if (isVisible()) refreshNow();
}

void LiveChart::focusInEvent(QFocusEvent* event) {
    QChartView::focusInEvent(event);
    keyboard_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                event->reason() == Qt::ShortcutFocusReason;
    picture_.focusRing = keyboard_;
    viewport()->update();
}

void LiveChart::focusOutEvent(QFocusEvent* event) {
    QChartView::focusOutEvent(event);
    if (keyboard_ && cursor_) cursor_->leave(this);
    keyboard_ = false;
    picture_.focusRing = false;
    viewport()->update();
}

void LiveChart::keyPressEvent(QKeyEvent* event) {
    const bool far = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    const int key = event->key();
    if (key == Qt::Key_Escape && pressedAt_) {
        if (panned_) showRange(panned_);
        pressedAt_.reset();
        panned_.reset();
        picture_.selection.reset();
        viewport()->update();
        return;
    }
    if (key == Qt::Key_Escape && cursor_ && cursor_->leader() == this) {
        cursor_->leave(this);
        return;
    }
    if (zoomByKey(event)) return;
    if ((key != Qt::Key_Left && key != Qt::Key_Right && key != Qt::Key_Home && key != Qt::Key_End) || !cursor_) {
        event->ignore();
        return;
    }
    if (dirty_) refreshNow();
    keyboard_ = true;
    const TimeRange shown = picture_.window.range();
    if (key == Qt::Key_Home || key == Qt::Key_End) {
        cursor_->moveTo(key == Qt::Key_Home ? shown.from : shown.to, this);
    } else {
        step((key == Qt::Key_Left ? -1 : 1) * (far ? 10 : 1));
    }
    event->accept();
}

void LiveChart::chooseShifted(double share) {
    const TimeRange shown = picture_.window.range();
    const auto by = static_cast<Millis>(std::llround(static_cast<double>(shown.length()) * share));
    Q_EMIT rangeChosen({shown.from + by, shown.to + by});
}

void LiveChart::chooseZoomed(double factor, std::optional<Millis> around) {
    const TimeRange shown = picture_.window.range();
    Q_EMIT rangeChosen(zoomed(shown, around.value_or(shown.from + shown.length() / 2), factor, leastRange));
}

bool LiveChart::zoomByKey(QKeyEvent* event) {
    if (!zoomable_) return false;
    const auto around = cursor_ ? cursor_->time() : std::nullopt;
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            chooseZoomed(0.5, around);
            break;
        case Qt::Key_Minus:
            chooseZoomed(2, around);
            break;
        case Qt::Key_PageUp:
            chooseShifted(-0.5);
            break;
        case Qt::Key_PageDown:
            chooseShifted(0.5);
            break;
        case Qt::Key_Backspace:
            Q_EMIT backAsked();
            break;
        default:
            return false;
    }
    event->accept();
    return true;
}

void LiveChart::mousePressEvent(QMouseEvent* event) {
    keyboard_ = false;
    picture_.focusRing = false;
    pointAt(event->position());
    const bool begins = event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton;
    if (!zoomable_ || !begins || !picture_.plot.contains(event->position())) return;
    pressedAt_ = event->position().x();
    if (event->button() == Qt::MiddleButton || event->modifiers() & Qt::ShiftModifier)
        panned_ = picture_.window.range();
}

void LiveChart::mouseMoveEvent(QMouseEvent* event) {
    if (!pressedAt_) return pointAt(event->position());
    const double moved = event->position().x() - *pressedAt_;
    if (panned_) {
        const double perPixel = static_cast<double>(panned_->length()) / picture_.plot.width();
        const auto by = static_cast<Millis>(std::llround(moved * perPixel));
        showRange(TimeRange{panned_->from - by, panned_->to - by});
        return;
    }
    if (std::abs(moved) < leastDrag) {
        picture_.selection.reset();
    } else {
        const double from = std::clamp(*pressedAt_, picture_.plot.left(), picture_.plot.right());
        const double to = std::clamp(event->position().x(), picture_.plot.left(), picture_.plot.right());
        picture_.selection = {std::llround(picture_.timeAt(std::min(from, to))),
                              std::llround(picture_.timeAt(std::max(from, to)))};
    }
    pointAt(event->position());
    viewport()->update();
}

void LiveChart::mouseReleaseEvent(QMouseEvent* event) {
    event->accept();
    if (!std::exchange(pressedAt_, std::nullopt)) return;
    if (std::exchange(panned_, std::nullopt)) {
        refreshNow();
        Q_EMIT rangeChosen(picture_.window.range());
        return;
    }
    const auto selection = std::exchange(picture_.selection, std::nullopt);
    viewport()->update();
    if (!selection) return;
    const Millis middle = selection->from + selection->length() / 2;
    Q_EMIT rangeChosen(selection->length() >= leastRange ? *selection : zoomed(*selection, middle, 1, leastRange));
}

void LiveChart::mouseDoubleClickEvent(QMouseEvent* event) {
    event->accept();
    if (zoomable_) Q_EMIT backAsked();
}

// With Ctrl, so that the page scrolls without it.
void LiveChart::wheelEvent(QWheelEvent* event) {
    const int turned = event->angleDelta().y() + event->angleDelta().x();
    const bool zooms = event->modifiers() & Qt::ControlModifier;
    const bool shifts = event->modifiers() & Qt::ShiftModifier;
    if (!zoomable_ || turned == 0 || (!zooms && !shifts)) return event->ignore();
    if (zooms) {
        const double x = std::clamp(event->position().x(), picture_.plot.left(), picture_.plot.right());
        chooseZoomed(turned > 0 ? 0.8 : 1.25, std::llround(picture_.timeAt(x)));
    } else {
        chooseShifted(turned > 0 ? -0.1 : 0.1);
    }
    event->accept();
}

void LiveChart::contextMenuEvent(QContextMenuEvent* event) {
    event->ignore();
}

}  // namespace steward::ui
