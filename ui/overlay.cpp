#include "ui/overlay.h"

#include <QAbstractItemView>
#include <QAccessibleWidget>
#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/paint.h"

namespace steward::ui {
namespace {

constexpr int scrimTop = 28;

class Panel : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = Theme::current();
        QPainter painter(this);
        paintCard(&painter, rect(), theme.color("surface.raised"), theme.color("border.strong"), 10);
    }
    void mousePressEvent(QMouseEvent*) override {}  // not the scrim's
};

QAccessibleInterface* dialogInterface(const QString& className, QObject* object) {
    if (className != QLatin1String("steward::ui::OverlayDialog")) return nullptr;
    return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::Dialog);
}

}  // namespace

bool cycleFocus(QWidget* root, bool next) {
    QWidget* start = QApplication::focusWidget();
    if (!start || !(root == start || root->isAncestorOf(start))) start = root;
    QWidget* widget = start;
    do {
        widget = next ? widget->nextInFocusChain() : widget->previousInFocusChain();
        const bool reachable = root->isAncestorOf(widget) && widget->isVisible() && widget->isEnabled() &&
                               (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
        if (reachable) {
            widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    } while (widget != start);
    return true;
}

OverlayDialog::OverlayDialog(QWidget* window, const QString& title) : QWidget(window) {
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(dialogInterface);
        return true;
    }();
    hide();
    setFocusPolicy(Qt::NoFocus);
    panel_ = new Panel(this);
    panel_->setObjectName(QStringLiteral("dialogPanel"));
    auto* layout = new QVBoxLayout(panel_);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);

    header_ = new QWidget;
    auto* head = new QHBoxLayout(header_);
    head->setContentsMargins(16, 12, 10, 8);
    title_ = new Text({}, TextStyle::heading);
    title_->setElided(true);
    head->addWidget(title_, 1);
    Button* close = iconButton(QStringLiteral("x"), tr("Close"), header_);
    close->setObjectName(QStringLiteral("dialogClose"));
    head->addWidget(close);
    connect(close, &QAbstractButton::clicked, this, [this] { this->close(0); });
    layout->addWidget(header_);

    body_ = new QVBoxLayout;
    body_->setContentsMargins(16, 4, 16, 12);
    body_->setSpacing(12);
    layout->addLayout(body_, 1);
    footer_ = new QHBoxLayout;
    footer_->setContentsMargins(16, 0, 16, 16);
    footer_->setSpacing(8);
    layout->addLayout(footer_);
    setTitle(title);
    window->installEventFilter(this);
    panel_->installEventFilter(this);
}

void OverlayDialog::setTitle(const QString& title) {
    title_->setText(title);
    setAccessibleName(title);
}

void OverlayDialog::setHeader(bool shown) {
    header_->setVisible(shown);
}

void OverlayDialog::setPanelSize(const QSize& size) {
    size_ = size;
    place();
}

void OverlayDialog::setPanelTop(int y) {
    top_ = y;
    place();
}

void OverlayDialog::setDismissible(bool dismissible) {
    dismissible_ = dismissible;
    header_->findChild<Button*>()->setVisible(dismissible);
}

void OverlayDialog::open(QWidget* firstFocus) {
    if (isVisible()) return;
    before_ = QApplication::focusWidget();
    footer_->setContentsMargins(16, 0, 16, footer_->count() > 0 ? 16 : 0);
    show();
    raise();
    place();
    if (firstFocus) {
        firstFocus->setFocus(Qt::OtherFocusReason);
    } else {
        cycleFocus(panel_, true);
    }
    QAccessibleEvent event(this, QAccessible::DialogStart);
    QAccessible::updateAccessibility(&event);
    Q_EMIT opened();
}

void OverlayDialog::close(int result) {
    if (!isVisible()) return;
    hide();
    QAccessibleEvent event(this, QAccessible::DialogEnd);
    QAccessible::updateAccessibility(&event);
    giveFocusBack(before_);
    Q_EMIT closed(result);
}

bool OverlayDialog::focusNextPrevChild(bool next) {
    return cycleFocus(panel_, next);
}

void OverlayDialog::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && dismissible_) close(0);
    event->accept();  // nothing behind the scrim hears keys
}

void OverlayDialog::mousePressEvent(QMouseEvent*) {
    if (dismissible_) close(0);
}

void OverlayDialog::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color("surface.scrim"));
    paintShadow(&painter, panel_->geometry(), theme.dialogShadow(), 10);
}

bool OverlayDialog::eventFilter(QObject* watched, QEvent* event) {
    const bool windowHas = watched == parent() && event->type() == QEvent::Resize;
    const bool contentHas = watched == panel_ && event->type() == QEvent::LayoutRequest && size_.height() <= 0;
    if ((windowHas || contentHas) && isVisible()) place();
    return false;
}

void OverlayDialog::place() {
    const QSize window = parentWidget()->size();
    setGeometry(0, scrimTop, window.width(), window.height() - scrimTop);
    const QSize wished(size_.width(), size_.height() > 0 ? size_.height() : panel_->sizeHint().height());
    QSize size = wished.boundedTo(QSize(width() - 32, height() - 32));
    if (size_.height() <= 0 && panel_->layout()->hasHeightForWidth()) {
        size.setHeight(qMin(panel_->layout()->totalHeightForWidth(size.width()), height() - 32));
    }
    const int y = top_ >= 0 ? qMax(16, top_ - scrimTop) : (height() - size.height()) / 2;
    panel_->setGeometry((width() - size.width()) / 2, y, size.width(), qMin(size.height(), height() - y));
    update();
}

void giveFocusBack(QWidget* before) {
    QWidget* around = before;
    while (around && !around->isVisible())
        around = around->parentWidget();
    if (!around) return;
    if (around == before) return before->setFocus(Qt::OtherFocusReason);
    for (auto* list : around->findChildren<QAbstractItemView*>())
        if (list->isVisible() && list->isEnabled() && (list->focusPolicy() & Qt::TabFocus))
            return list->setFocus(Qt::OtherFocusReason);
    cycleFocus(around, true);
}

}  // namespace steward::ui
