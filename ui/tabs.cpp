#include "ui/tabs.h"

#include <QPainter>

#include "ui/focus.h"
#include "ui/paint.h"

namespace steward::ui {
namespace {

constexpr int countGap = 6;

}  // namespace

Tabs::Tabs(int inset, QWidget* parent) : QTabBar(parent), inset_(inset), height_(Theme::current().metric("tabBar")) {
    setExpanding(false);
    setDrawBase(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Tabs::setCount(int index, const QString& count) {
    setTabData(index, count);
    setAccessibleTabName(index, tabText(index) + u' ' + count);
    // QTabBar lays out again when a text changes, and only then.
    const QString text = tabText(index);
    setTabText(index, text + u' ');
    setTabText(index, text);
}

void Tabs::setHeight(int height) {
    height_ = height;
    updateGeometry();
}

void Tabs::setGap(int gap) {
    halfGap_ = gap / 2;
    updateGeometry();
}

void Tabs::setFramed(bool framed) {
    framed_ = framed;
    update();
}

QSize Tabs::tabSizeHint(int index) const {
    const Theme& theme = Theme::current();
    const QString count = tabData(index).toString();
    int width = textWidth(tabText(index), theme.font(TextStyle::bodyStrong)) + 2 * halfGap_;
    if (!count.isEmpty()) width += countGap + textWidth(count, theme.font(TextStyle::caption));
    return {width + (index == 0 ? inset_ - halfGap_ : 0), height_};
}

QRect Tabs::textRect(int index) const {
    return tabRect(index).adjusted(index == 0 ? inset_ : halfGap_, 0, -halfGap_, 0);
}

void Tabs::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    if (framed_) {
        paintCard(&painter, rect(), theme.color("surface.panel"), theme.color("border.default"), 6);
    } else {
        painter.fillRect(rect(), theme.color("surface.panel"));
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color("border.default"));
    }
    for (int index = 0; index < count(); ++index) {
        const bool isCurrent = index == currentIndex();
        const QRect text = textRect(index);
        const bool hovered = tabRect(index).contains(mapFromGlobal(QCursor::pos())) && underMouse();
        const ColorRole tone = !isTabEnabled(index)   ? ColorRole("text.disabled")
                               : isCurrent || hovered ? ColorRole("text.primary")
                                                      : ColorRole("text.secondary");
        const QFont font = theme.font(isCurrent ? TextStyle::bodyStrong : TextStyle::body);
        paintText(&painter, text, tabText(index), font, theme.color(tone));
        const QString countText = tabData(index).toString();
        if (!countText.isEmpty()) {
            QFont small = theme.font(TextStyle::caption);
            small.setWeight(QFont::Normal);
            const QRect rest = text.adjusted(textWidth(tabText(index), font) + countGap, 0, 2, 0);
            paintText(&painter, rest, countText, small,
                      theme.color(isTabEnabled(index) ? ColorRole("text.tertiary") : ColorRole("text.disabled")));
        }
        if (!isCurrent) continue;
        painter.fillRect(QRect(text.left(), height() - 2, text.width(), 2), theme.color("accent.fill"));
        if (hasFocus() && keyboardFocus()) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(theme.color("accent.focus"), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(text).adjusted(-5, 4, 5, -5), 4, 4);
        }
    }
}

void TabRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = Theme::current();
    painter.fillRect(rect(), theme.color("surface.panel"));
    painter.fillRect(0, height() - 1, width(), 1, theme.color("border.default"));
}

}  // namespace steward::ui
