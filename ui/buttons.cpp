#include "ui/buttons.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"
#include "ui/status.h"

namespace steward::ui {

struct Button::Look {
    int height, padding, icon, gap;
    QFont font;
    QColor fill, line, text, iconColor;
};

Button::Button(const QString& text, ButtonVariant variant, QWidget* parent)
    : QPushButton(text, parent), variant_(variant) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    if (variant == ButtonVariant::link) setCursor(Qt::PointingHandCursor);
    keepTurning(this, [this] { return busy_; });
}

void Button::setVariant(ButtonVariant variant) {
    variant_ = variant;
    update();
}

void Button::setButtonSize(ButtonSize size) {
    size_ = size;
    updateGeometry();
    update();
}

void Button::setIconName(const QString& name) {
    icon_ = name;
    updateGeometry();
    update();
}

void Button::setTrailingIcon(const QString& name) {
    trailing_ = name;
    updateGeometry();
    update();
}

void Button::setBusy(bool busy, const QString& text) {
    busy_ = busy;
    busyText_ = text;
    setAccessibleDescription(busy ? tr("Busy") : QString());
    updateGeometry();
    update();
}

QString Button::shownText() const {
    return busy_ && !busyText_.isEmpty() ? busyText_ : text();
}

Button::Look Button::look() const {
    const Theme& theme = Theme::current();
    const QString pinned = property("pinned").toString();
    const bool hovered = isEnabled() && !busy_ && (underMouse() || pinned == QLatin1String("hover"));
    const bool pressed = isDown() || isChecked() || pinned == QLatin1String("pressed");
    Look look;
    const bool isSmall = size_ == ButtonSize::small;
    look.height = theme.metric(isSmall                      ? Metric("controlSmall")
                               : size_ == ButtonSize::large ? Metric("controlLarge")
                                                            : Metric("control"));
    look.padding = isSmall ? 8 : size_ == ButtonSize::large ? 14 : 10;
    look.icon = isSmall ? 12 : 14;
    look.gap = 6;
    look.font = theme.font(isSmall ? TextStyle::smallStrong : TextStyle::bodyStrong);
    switch (variant_) {
        case ButtonVariant::primary:
            look.fill = theme.color(pressed   ? ColorRole("accent.fillPressed")
                                    : hovered ? ColorRole("accent.fillHover")
                                              : ColorRole("accent.fill"));
            look.line = look.fill;
            look.text = look.iconColor = theme.color("accent.on");
            break;
        case ButtonVariant::danger:
            look.fill = theme.color(hovered || pressed ? ColorRole("danger.solidHover") : ColorRole("danger.solid"));
            look.line = look.fill;
            look.text = look.iconColor = theme.color("danger.on");
            break;
        case ButtonVariant::ghost:
            look.fill = pressed   ? theme.color("surface.pressed")
                        : hovered ? theme.color("surface.hover")
                                  : QColor(Qt::transparent);
            look.line = Qt::transparent;
            look.text = theme.color(hovered || pressed ? ColorRole("text.primary") : ColorRole("text.secondary"));
            look.iconColor = theme.color("text.secondary");
            break;
        case ButtonVariant::link:
            look.fill = look.line = Qt::transparent;
            look.text = look.iconColor = theme.color("text.link");
            look.padding = 2;
            break;
        case ButtonVariant::secondary:
        case ButtonVariant::dangerOutline:
            look.fill = theme.color(pressed   ? ColorRole("surface.pressed")
                                    : hovered ? ColorRole("surface.hover")
                                              : ColorRole("surface.panel"));
            look.line = theme.color(hovered ? ColorRole("border.control") : ColorRole("border.strong"));
            look.text = theme.color("text.primary");
            look.iconColor = theme.color("text.secondary");
            if (variant_ == ButtonVariant::dangerOutline) {
                look.line = theme.color("danger.border");
                look.text = look.iconColor = theme.color("danger.fg");
            }
            break;
    }
    if (!isEnabled()) {
        const bool bare = variant_ == ButtonVariant::ghost || variant_ == ButtonVariant::link;
        look.fill = bare ? QColor(Qt::transparent) : theme.color("surface.panelAlt");
        look.line = bare ? QColor(Qt::transparent) : theme.color("border.default");
        look.text = look.iconColor = theme.color("text.disabled");
    }
    return look;
}

QSize Button::sizeHint() const {
    const Look look = this->look();
    const QString text = shownText();
    if (text.isEmpty() && trailing_.isEmpty()) return {look.height, look.height};
    int width = 2 * look.padding + textWidth(text, look.font) + 2;
    if (busy_ || !icon_.isEmpty()) width += look.icon + (text.isEmpty() ? 0 : look.gap);
    if (!trailing_.isEmpty()) width += 10 + look.gap;
    return {width, look.height};
}

void Button::paintEvent(QPaintEvent*) {
    const Look look = this->look();
    const QString text = shownText();
    QPainter painter(this);
    if (look.fill.alpha() > 0 || look.line.alpha() > 0) paintCard(&painter, rect(), look.fill, look.line, 6);
    const bool hasIcon = busy_ || !icon_.isEmpty();
    const int textSpace = textWidth(text, look.font);
    const int content = (hasIcon ? look.icon + (text.isEmpty() ? 0 : look.gap) : 0) + textSpace +
                        (trailing_.isEmpty() ? 0 : 10 + look.gap);
    int x = qMax(look.padding > 2 ? 4 : 0, (width() - content) / 2);
    const auto box = [&](int size) { return QRectF(x, (height() - size) / 2.0, size, size); };
    if (busy_) {
        paintSpinner(&painter, box(look.icon), look.iconColor, spinnerTurn());
    } else if (hasIcon) {
        paintIcon(&painter, box(look.icon), icon_, look.iconColor);
    }
    if (hasIcon) x += look.icon + look.gap;
    const int textEnd = width() - (trailing_.isEmpty() ? 0 : 10 + look.gap) - 2;
    QFont font = look.font;
    if (variant_ == ButtonVariant::link && underMouse()) font.setUnderline(true);
    paintText(&painter, QRect(x, 0, qMin(textSpace, textEnd - x), height()), text, font, look.text);
    if (trailing_.isEmpty()) return;
    x += textSpace + (textSpace > 0 ? look.gap : 0);
    paintIcon(&painter, box(10), trailing_, look.iconColor);
}

bool Button::event(QEvent* event) {
    if (busy_ && (event->type() == QEvent::Shortcut)) return true;
    return QPushButton::event(event);
}

void Button::keyPressEvent(QKeyEvent* event) {
    if (busy_ && event->key() != Qt::Key_Tab && event->key() != Qt::Key_Backtab) return event->ignore();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    QPushButton::keyPressEvent(event);
}

Button* iconButton(const QString& icon, const QString& name, QWidget* parent) {
    auto* button = new Button({}, ButtonVariant::ghost, parent);
    button->setIconName(icon);
    button->setAccessibleName(name);
    button->setToolTip(plainToolTip(name));
    return button;
}

Switch::Switch(const QString& text, QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setProperty("focusRadius", 8);
}

void Switch::setLive(bool live) {
    live_ = live;
    update();
}

QSize Switch::sizeHint() const {
    if (text().isEmpty()) return {28, 16};
    return {28 + 8 + textWidth(text(), Theme::current().font(TextStyle::body)) + 1, 20};
}

void Switch::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track(0, (height() - 16) / 2, 28, 16);
    const ColorRole on = live_ ? ColorRole("success.solid") : ColorRole("accent.fill");
    const ColorRole off = underMouse() ? ColorRole("border.controlHover") : ColorRole("border.control");
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(!isEnabled() ? ColorRole("border.strong") : isChecked() ? on : off));
    painter.drawRoundedRect(track, 8, 8);
    const bool isContrast = theme.shown() == ThemeKind::highContrast;
    painter.setBrush(isContrast ? theme.color("surface.canvas") : QColor(Qt::white));
    painter.drawEllipse(track.topLeft() + QPointF(isChecked() ? 20 : 8, 8), 6, 6);
    const ColorRole tone = isEnabled() ? ColorRole("text.primary") : ColorRole("text.disabled");
    paintText(&painter, rect().adjusted(36, 0, 0, 0), text(), theme.font(TextStyle::body), theme.color(tone));
}

namespace {

class Segment : public QAbstractButton {
public:
    Segment(const QString& text, QString icon, QWidget* parent) : QAbstractButton(parent), icon_(std::move(icon)) {
        setCheckable(true);
        setText(text);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override {
        if (text().isEmpty()) return {32, 28};
        const int iconSpace = icon_.isEmpty() ? 0 : 20;
        return {textWidth(text(), Theme::current().font(TextStyle::smallStrong)) + 21 + iconSpace, 28};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = Theme::current();
        QPainter painter(this);
        const ColorRole tone = !isEnabled()  ? ColorRole("text.disabled")
                               : isChecked() ? ColorRole("accent.fg")
                                             : ColorRole("text.secondary");
        int x = 10;
        if (!icon_.isEmpty()) {
            const bool alone = text().isEmpty();
            paintIcon(&painter, QRectF(alone ? 9 : x, 7, 14, 14), icon_, theme.color(tone));
            x += 20;
        }
        paintText(&painter, QRect(x, 0, width() - x - 8, height()), text(), theme.font(TextStyle::smallStrong),
                  theme.color(tone));
    }

private:
    QString icon_;
};

}  // namespace

SegmentedControl::SegmentedControl(QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setFixedHeight(Theme::current().metric("control"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&group_, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        update();
        if (on) Q_EMIT currentChanged(id);
    });
}

int SegmentedControl::addSegment(const QString& text, const QString& icon, const QString& name) {
    auto* segment = new Segment(text, icon, this);
    const int index = int(group_.buttons().size());
    segment->setAccessibleName(name.isEmpty() ? text : name);
    segment->setToolTip(text.isEmpty() ? plainToolTip(name) : QString());
    segment->setObjectName(QStringLiteral("segment%1").arg(index));
    group_.addButton(segment, index);
    layout()->addWidget(segment);
    if (index == 0) segment->setChecked(true);
    return index;
}

void SegmentedControl::setCurrent(int index) {
    if (QAbstractButton* segment = group_.button(index)) segment->setChecked(true);
}

void SegmentedControl::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    paintCard(&painter, rect(), theme.color("surface.panel"), Qt::transparent, 6);
    painter.save();
    QPainterPath shape;
    shape.addRoundedRect(rect(), 6, 6);
    painter.setClipPath(shape);
    for (QAbstractButton* segment : group_.buttons()) {
        const QRect cell = segment->geometry();
        if (segment->isChecked()) {
            painter.fillRect(cell, theme.color("surface.selected"));
        } else if (segment->underMouse()) {
            painter.fillRect(cell, theme.color("surface.hover"));
        }
        if (group_.id(segment) > 0) painter.fillRect(QRect(cell.left(), 0, 1, height()), theme.color("border.default"));
    }
    painter.restore();
    paintCard(&painter, rect(), Qt::transparent,
              theme.color(isEnabled() ? ColorRole("border.control") : ColorRole("border.default")), 6);
}

}  // namespace steward::ui
