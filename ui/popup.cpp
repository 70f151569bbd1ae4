#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/overlay.h"
#include "ui/paint.h"

namespace steward::ui {
namespace {

constexpr QMargins shadowSpace{24, 16, 24, 32};

}  // namespace

Popup::Popup(QWidget* anchor) : QWidget(anchor->window()), anchor_(anchor) {
    hide();
    connect(anchor, &QObject::destroyed, this, &QObject::deleteLater);
    content_ = new QVBoxLayout(this);
    content_->setContentsMargins(shadowSpace + QMargins(4, 4, 4, 4));
    content_->setSpacing(0);
}

void Popup::open(Qt::Alignment side) {
    if (!anchor_ || isVisible()) return;
    before_ = QApplication::focusWidget();
    if (parentWidget() != anchor_->window()) setParent(anchor_->window());
    adjustSize();
    const QWidget* window = parentWidget();
    const QRect anchor(anchor_->mapTo(window, QPoint()), anchor_->size());
    const QSize card = size().shrunkBy(shadowSpace);
    int x = side & Qt::AlignRight ? anchor.right() + 1 - card.width() : anchor.left();
    int y = anchor.bottom() + 5;
    if (y + card.height() > window->height() - 8 && anchor.top() - 4 - card.height() > 0)
        y = anchor.top() - 4 - card.height();
    x = qBound(8, x, qMax(8, window->width() - card.width() - 8));
    move(x - shadowSpace.left(), y - shadowSpace.top());
    show();
    raise();
    qApp->installEventFilter(this);
    cycleFocus(this, true);
}

void Popup::close() {
    if (!isVisible()) return;
    qApp->removeEventFilter(this);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus) giveFocusBack(before_);
    Q_EMIT closed();
}

bool Popup::focusNextPrevChild(bool next) {
    return cycleFocus(this, next);
}

void Popup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return close();
    QWidget::keyPressEvent(event);
}

void Popup::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    const QRect card = rect().marginsRemoved(shadowSpace);
    QPainter painter(this);
    paintShadow(&painter, card, theme.popupShadow(), 10);
    paintCard(&painter, card, theme.color("surface.raised"), theme.color("border.strong"), 10);
}

bool Popup::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::MouseButtonPress) return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() != window()) return false;
    const QPoint place = mapFromGlobal(static_cast<QMouseEvent*>(event)->globalPosition().toPoint());
    if (rect().marginsRemoved(shadowSpace).contains(place)) return false;
    const bool onAnchor = anchor_ && (widget == anchor_ || anchor_->isAncestorOf(widget));
    close();
    return onAnchor;  // so that the anchor's click does not open it again
}

}  // namespace steward::ui
