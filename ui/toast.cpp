#include "ui/toast.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"

namespace steward::ui {
namespace {

constexpr int cardHeight = 40;
constexpr int hostWidth = 400;
constexpr int mostToasts = 4;
constexpr int gap = 8;

QString iconOf(BadgeKind kind) {
    switch (kind) {
        case BadgeKind::ok:
            return QStringLiteral("check-circle-fill");
        case BadgeKind::bad:
            return QStringLiteral("x-circle-fill");
        case BadgeKind::warn:
            return QStringLiteral("exclamation-triangle-fill");
        default:
            return QStringLiteral("info-circle-fill");
    }
}

}  // namespace

Toast::Toast(BadgeKind kind, const QString& text, const QString& action, QWidget* parent)
    : QWidget(parent), kind_(kind) {
    const QMargins shadow = shadowMargins();
    setFixedHeight(cardHeight + shadow.top() + shadow.bottom());
    setAccessibleName(text);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(shadow + QMargins(37, 0, 6, 0));
    layout->setSpacing(6);
    auto* label = new Text(text);
    label->setElided(true);
    layout->addWidget(label, 1);
    if (!action.isEmpty()) {
        action_ = new Button(action, ButtonVariant::link);
        action_->setObjectName(QStringLiteral("toastAction"));
        action_->setAccessibleName(action);
        layout->addWidget(action_);
        connect(action_, &QAbstractButton::clicked, this, &Toast::actionTriggered);
    }
    Button* close = iconButton(QStringLiteral("x"), tr("Close"), this);
    close->setObjectName(QStringLiteral("toastClose"));
    close->setButtonSize(ButtonSize::small);
    layout->addWidget(close);
    connect(close, &QAbstractButton::clicked, this, &Toast::closed);
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, [this] {
        if (underMouse() || isAncestorOf(focusWidget() && focusWidget()->hasFocus() ? focusWidget() : nullptr)) {
            timer_.start();
        } else {
            Q_EMIT closed();
        }
    });
}

void Toast::setTimeout(int milliseconds) {
    timer_.stop();
    if (milliseconds > 0) timer_.start(milliseconds);
}

QMargins Toast::shadowMargins() {
    return {12, 6, 12, 18};
}

void Toast::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    const KindColors colors = theme.kind(kind_);
    const QRect card = rect().marginsRemoved(shadowMargins());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintShadow(&painter, card, theme.popupShadow(), 6);
    QPainterPath shape;
    shape.addRoundedRect(card, 6, 6);
    painter.fillPath(shape, theme.color("surface.raised"));
    painter.save();
    painter.setClipPath(shape);
    painter.setPen(QPen(theme.color("border.strong"), 1));
    painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5);
    painter.fillRect(QRect(card.left(), card.top(), 3, card.height()), colors.solid);
    painter.restore();
    paintIcon(&painter, QRectF(card.left() + 15, card.top() + 13, 14, 14), iconOf(kind_), colors.text);
}

void Toast::enterEvent(QEnterEvent* event) {
    QWidget::enterEvent(event);
    if (timer_.isActive()) timer_.start();
}

void Toast::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    if (timer_.isActive()) timer_.start();
}

void Toast::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
    } else {
        QWidget::keyPressEvent(event);
    }
}

ToastHost::ToastHost(QWidget* window) : QWidget(window) {
    setObjectName(QStringLiteral("toasts"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    const QMargins shadow = Toast::shadowMargins();
    layout->setSpacing(gap - shadow.top() - shadow.bottom());
    window->installEventFilter(this);
    hide();
}

Toast* ToastHost::show(BadgeKind kind, const QString& text, const QString& action, std::function<void()> act) {
    const QList<Toast*> shown = toasts();
    if (shown.size() >= mostToasts) Q_EMIT shown.first()->closed();
    auto* toast = new Toast(kind, text, action, this);
    toast->setObjectName(QStringLiteral("toast"));
    layout()->addWidget(toast);
    connect(toast, &Toast::closed, this, [this, toast] {
        toast->hide();
        toast->setParent(nullptr);
        toast->deleteLater();
        place();
    });
    connect(toast, &Toast::actionTriggered, this, [toast, act = std::move(act)] {
        if (act) act();
        Q_EMIT toast->closed();
    });
    if (kind != BadgeKind::bad) toast->setTimeout(action.isEmpty() ? 6000 : 12000);
    toast->show();
    place();
    QAccessibleEvent announcement(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
    return toast;
}

QList<Toast*> ToastHost::toasts() const {
    return findChildren<Toast*>(Qt::FindDirectChildrenOnly);
}

bool ToastHost::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parent() && event->type() == QEvent::Resize) place();
    return false;
}

void ToastHost::place() {
    const QList<Toast*> shown = toasts();
    setVisible(!shown.isEmpty());
    if (shown.isEmpty()) return;
    const QWidget* window = parentWidget();
    const int width = qMin(hostWidth, window->width() - 16);
    const int height = layout()->sizeHint().height();
    setGeometry(window->width() - width - 4, window->height() - height - 22, width, height);
    raise();
}

}  // namespace steward::ui
