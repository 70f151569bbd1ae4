// How people point: mouse, keys, focus, and the events that bring a frame.
#include <algorithm>
#include <cmath>

#include "ui/charts/live_chart.h"

namespace steward::ui {

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
    if (key == Qt::Key_Escape && cursor_ && cursor_->leader() == this) {
        cursor_->leave(this);
        return;
    }
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

void LiveChart::mousePressEvent(QMouseEvent* event) {
    keyboard_ = false;
    picture_.focusRing = false;
    pointAt(event->position());
}

void LiveChart::mouseMoveEvent(QMouseEvent* event) {
    pointAt(event->position());
}

void LiveChart::mouseReleaseEvent(QMouseEvent* event) {
    event->accept();
}

void LiveChart::mouseDoubleClickEvent(QMouseEvent* event) {
    event->accept();
}

void LiveChart::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

void LiveChart::contextMenuEvent(QContextMenuEvent* event) {
    event->ignore();
}

}  // namespace steward::ui
