#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/paint.h"

namespace steward::ui {
namespace {

struct Fill {
    ColorRole background, line, text;
};

const Fill& fillOf(ChipLook look) {
    static const Fill fills[] = {{ColorRole("surface.panel"), ColorRole("border.strong"), ColorRole("text.primary")},
                                 {ColorRole("accent.bg"), ColorRole("accent.border"), ColorRole("accent.fg")},
                                 {ColorRole("success.bg"), ColorRole("success.border"), ColorRole("success.fg")},
                                 {ColorRole("neutral.bg"), ColorRole("border.strong"), ColorRole("text.primary")}};
    return fills[static_cast<std::size_t>(look)];
}

}  // namespace

Chip::Chip(const QString& key, const QString& value, QWidget* parent) : QAbstractButton(parent), key_(key) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setValue(value);
}

Chip* Chip::adder(const QString& text, QWidget* parent) {
    auto* chip = new Chip(text, {}, parent);
    chip->adds_ = true;
    return chip;
}

Chip* Chip::toggle(const QString& text, QWidget* parent) {
    auto* chip = new Chip(text, {}, parent);
    chip->toggles_ = true;
    chip->setCheckable(true);
    connect(chip, &QAbstractButton::toggled, chip, &Chip::setActive);
    chip->updateGeometry();
    return chip;
}

void Chip::setLook(ChipLook look) {
    look_ = look;
    update();
}

void Chip::setGrip(bool grip) {
    grip_ = grip;
    updateGeometry();
    update();
}

int Chip::textLeft() const {
    return grip_ ? 19 : 9;
}

void Chip::setValue(const QString& value) {
    value_ = value;
    setText(value.isEmpty() ? key_ : key_ + u' ' + value);
    setAccessibleName(text());
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const {
    const int width = textWidth(text(), Theme::current().font(TextStyle::small));
    if (adds_ || toggles_) return {8 + 10 + 6 + width + 10, 26};
    return {textLeft() + width + 6 + 18 + 5, 26};
}

QRect Chip::crossRect() const {
    return adds_ || toggles_ ? QRect() : QRect(width() - 23, 4, 18, 18);
}

void Chip::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    const QFont font = theme.font(TextStyle::small);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (adds_) {
        const bool hovered = underMouse() && isEnabled();
        painter.setPen(
            QPen(theme.color(hovered ? ColorRole("border.control") : ColorRole("border.strong")), 1, Qt::DashLine));
        painter.setBrush(theme.color(hovered ? ColorRole("surface.hover") : ColorRole("surface.panel")));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5);
        const QColor color = theme.color(isEnabled() ? ColorRole("text.secondary") : ColorRole("text.disabled"));
        paintIcon(&painter, QRectF(9, 8, 10, 10), QStringLiteral("plus-lg"), color);
        return paintText(&painter, rect().adjusted(25, 0, -4, 0), key_, font, color);
    }
    const bool active = look_ != ChipLook::plain;
    const Fill& fill = fillOf(look_);
    paintCard(&painter, rect(), theme.color(active ? fill.background : ColorRole("surface.panel")),
              theme.color(underMouse() && look_ != ChipLook::accent ? ColorRole("border.control") : fill.line), 6);
    if (toggles_) {
        const QColor color = theme.color(active ? fill.text : ColorRole("text.secondary"));
        paintIcon(&painter, QRectF(9, 8, 10, 10), active ? QStringLiteral("check-lg") : QStringLiteral("circle"),
                  color);
        return paintText(&painter, rect().adjusted(25, 0, -4, 0), key_, font, color);
    }
    const QColor keyColor = theme.color(active ? fill.text : ColorRole("text.tertiary"));
    const QColor valueColor = theme.color(active ? fill.text : ColorRole("text.primary"));
    const int keyWidth = key_.isEmpty() ? 0 : textWidth(key_ + u' ', font);
    const int left = textLeft();
    if (grip_) paintIcon(&painter, QRectF(5, 7, 12, 12), QStringLiteral("grip-vertical"), keyColor);
    paintText(&painter, QRect(left, 0, keyWidth, height()), key_, font, keyColor);
    paintText(&painter, QRect(left + keyWidth, 0, width() - left - 24 - keyWidth, height()), value_, font, valueColor);
    paintIcon(&painter, QRectF(crossRect()).adjusted(2, 2, -2, -2), QStringLiteral("x"), keyColor);
}

void Chip::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && crossRect().contains(event->pos())) {
        setDown(false);
        Q_EMIT removed();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void Chip::keyPressEvent(QKeyEvent* event) {
    if (!adds_ && !toggles_ && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        Q_EMIT removed();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

}  // namespace steward::ui
