#include "views/health/state_timeline.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/theme.h"
#include "views/common/words.h"
#include "views/health/health_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::ComponentState;

namespace {

constexpr double margin = 2, leastWidth = 2;

// Of the height: what is wrong stands out by its size, too.
double heightOf(ComponentState state) {
    switch (state) {
        case ComponentState::operational:
            return 0.4;
        case ComponentState::degraded:
            return 0.7;
        case ComponentState::down:
            return 1;
        case ComponentState::maintenance:
            return 0.55;
        case ComponentState::unknown:
            break;
    }
    return 0.15;
}

}  // namespace

StateTimeline::StateTimeline(QWidget* parent) : QWidget(parent) {
    setObjectName(u"stateTimeline"_s);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumHeight(40);
}

void StateTimeline::show(std::vector<domain::StateInterval> states, Time from, Time to) {
    states_ = std::move(states);
    from_ = from;
    to_ = to;
    choose(-1);
}

double StateTimeline::xOf(Time time) const {
    const double span = std::max<double>(1, double((to_ - from_).count()));
    const double part = double((time - from_).count()) / span;
    return margin + std::clamp(part, 0.0, 1.0) * (width() - 2 * margin);
}

void StateTimeline::choose(int index) {
    chosen_ = states_.empty() ? -1 : std::clamp(index, -1, int(states_.size()) - 1);
    if (chosen_ < 0) {
        const auto broken = std::ranges::count(states_, ComponentState::down, &domain::StateInterval::state);
        description_ = states_.empty() ? tr("Nothing is known of it yet.")
                                       : tr("Down %n time(s) in 90 days", nullptr, int(broken));
    } else {
        const auto& state = states_[std::size_t(chosen_)];
        const QString begin = momentText(toDateTime(state.from));
        const QString end = state.to ? momentText(toDateTime(*state.to)) : tr("now");
        description_ = tr("%1 from %2 to %3").arg(text(state.state), begin, end);
        if (!state.reason.empty()) description_ += u": "_s + QString::fromStdString(state.reason);
    }
    setAccessibleName(tr("States of 90 days"));
    setAccessibleDescription(description_);
    Q_EMIT described(description_);
    update();
}

void StateTimeline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& theme = ui::Theme::current();
    const double floor = height() - 4;
    const double room = floor - 4;
    const auto bar = [&](Time from, Time to, ComponentState state) {
        const double left = xOf(from), wide = std::max(leastWidth, xOf(to) - left);
        const double tall = room * heightOf(state);
        painter.fillRect(QRectF(left, floor - tall, wide, tall), theme.kind(kindOf(state)).solid);
    };
    bar(from_, to_, ComponentState::unknown);
    // The gravest over the others, which a short one would vanish behind.
    for (const auto state :
         {ComponentState::operational, ComponentState::maintenance, ComponentState::degraded, ComponentState::down})
        for (const auto& one : states_)
            if (one.state == state) bar(one.from, one.to.value_or(to_), state);
    if (chosen_ >= 0 || hasFocus()) {
        painter.setPen(QPen(theme.color("accent.focus"), 2));
        const QRectF frame = chosen_ >= 0
                                 ? QRectF(xOf(states_[std::size_t(chosen_)].from) - 1, 2,
                                          std::max(leastWidth, xOf(states_[std::size_t(chosen_)].to.value_or(to_)) -
                                                                   xOf(states_[std::size_t(chosen_)].from)) +
                                              2,
                                          height() - 4)
                                 : QRectF(rect()).adjusted(1, 1, -1, -1);
        painter.drawRect(frame);
    }
}

void StateTimeline::mouseMoveEvent(QMouseEvent* event) {
    // The last that begins before the pointer, or a short one beside it.
    int found = -1;
    for (int i = 0; i < int(states_.size()); ++i)
        if (xOf(states_[std::size_t(i)].from) - 1 <= event->position().x()) found = i;
    if (found != chosen_) choose(found);
}

void StateTimeline::leaveEvent(QEvent*) {
    if (!hasFocus()) choose(-1);
}

void StateTimeline::keyPressEvent(QKeyEvent* event) {
    const int last = int(states_.size()) - 1;
    switch (event->key()) {
        case Qt::Key_Left:
            return choose(chosen_ < 0 ? last : std::max(0, chosen_ - 1));
        case Qt::Key_Right:
            return choose(chosen_ < 0 ? 0 : chosen_ + 1);
        case Qt::Key_Home:
            return choose(0);
        case Qt::Key_End:
            return choose(last);
        default:
            QWidget::keyPressEvent(event);
    }
}

void StateTimeline::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void StateTimeline::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    choose(-1);
}

}  // namespace steward::views
