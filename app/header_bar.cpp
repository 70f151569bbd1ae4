#include "app/header_bar.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"
#include "views/common/words.h"

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

void asControl(QWidget* widget, const QString& name) {
    widget->setFocusPolicy(Qt::StrongFocus);
    widget->setProperty("focusRing", true);
    widget->setAttribute(Qt::WA_Hover);
    widget->setObjectName(name);
}

void paintHover(QPainter* painter, const QWidget* widget) {
    if (!widget->underMouse()) return;
    const QColor hover = ui::Theme::current().color("surface.hover");
    ui::paintCard(painter, widget->rect(), hover, hover, 6);
}

void paintRing(QPainter* painter, const QRectF& rect, double share) {
    const ui::Theme& theme = ui::Theme::current();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.color("surface.pressed"), 2));
    painter->drawEllipse(rect);
    if (share <= 0) return;
    painter->setPen(QPen(theme.color("accent.fill"), 2, Qt::SolidLine, Qt::RoundCap));
    painter->drawArc(rect, 90 * 16, -int(share * 360 * 16));
}

}  // namespace

SearchButton::SearchButton(QWidget* parent) : QAbstractButton(parent) {
    asControl(this, u"openPalette"_s);
    setAccessibleName(tr("Search or run a command"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMinimumWidth(160);
    setMaximumWidth(420);
    setCursor(Qt::IBeamCursor);
}

void SearchButton::setKeys(const QString& keys) {
    keys_ = keys;
    update();
}

void SearchButton::keyPressEvent(QKeyEvent* event) {
    const QString text = event->text();
    if (!text.isEmpty() && text.front().isLetterOrNumber() &&
        !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        Q_EMIT typed(text);
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    QAbstractButton::keyPressEvent(event);
}

void SearchButton::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    const QColor line =
        theme.color(underMouse() ? ui::ColorRole("border.controlHover") : ui::ColorRole("border.control"));
    ui::paintCard(&painter, rect(), theme.color("surface.field"), line, 6);
    const QColor dim = theme.color("text.tertiary");
    ui::paintIcon(&painter, QRectF(11, (height() - 13) / 2.0, 13, 13), u"search"_s, dim);
    const QFont caption = theme.font(ui::TextStyle::caption);
    const int wide = keys_.isEmpty() ? 0 : ui::textWidth(keys_, caption) + 12;
    const QRect cap(width() - wide - 7, (height() - 18) / 2, wide, 18);
    if (!keys_.isEmpty()) {
        ui::paintCard(&painter, cap, theme.color("surface.panelAlt"), theme.color("border.strong"), 4);
        ui::paintText(&painter, cap, keys_, caption, theme.color("text.secondary"), Qt::AlignCenter);
    }
    ui::paintText(&painter, QRect(32, 0, cap.left() - 40, height()), accessibleName(), theme.font(ui::TextStyle::body),
                  dim);
}

JobsButton::JobsButton(QWidget* parent) : QAbstractButton(parent) {
    asControl(this, u"jobsButton"_s);
    setFixedHeight(28);
    set(0, 0);
}

void JobsButton::set(int running, double share) {
    running_ = running;
    share_ = running > 0 ? share : 0;
    setText(running == 0 ? tr("No jobs") : running == 1 ? tr("1 job") : tr("%1 jobs").arg(views::countText(running)));
    setAccessibleName(tr("Jobs: %1").arg(text()));
    if (running > 0 && share < 0) ui::keepTurning(this, [this] { return running_ > 0 && share_ < 0; });
    updateGeometry();
    update();
}

QSize JobsButton::sizeHint() const {
    return {ui::textWidth(text(), ui::Theme::current().font(ui::TextStyle::bodyStrong)) + 40, 28};
}

void JobsButton::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    paintHover(&painter, this);
    const QRectF ring(10, 8, 12, 12);
    if (share_ < 0)
        ui::paintSpinner(&painter, ring.adjusted(-1, -1, 1, 1), theme.color("accent.fill"), ui::spinnerTurn());
    else
        paintRing(&painter, ring, share_);
    ui::paintText(&painter, QRect(30, 0, width() - 34, height()), text(), theme.font(ui::TextStyle::bodyStrong),
                  theme.color("text.secondary"));
}

UserButton::UserButton(QWidget* parent) : QAbstractButton(parent) {
    asControl(this, u"userMenu"_s);
    setFixedHeight(28);
    setName({});
}

void UserButton::setName(const QString& name) {
    name_ = name;
    setAccessibleName(name.isEmpty() ? tr("Not signed in") : tr("Signed in as %1").arg(name));
    setToolTip(name);
    update();
}

void UserButton::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    paintHover(&painter, this);
    if (name_.isEmpty())
        ui::paintIcon(&painter, QRectF(8, 6, 16, 16), u"person"_s, theme.color("text.secondary"));
    else
        ui::paintLogo(&painter, QRect(2, 1, 26, 26), ui::logoFor(name_), true);
    ui::paintIcon(&painter, QRectF(33, 9, 10, 10), u"chevron-down"_s, theme.color("text.tertiary"));
}

HeaderBar::HeaderBar(QWidget* parent) : QWidget(parent) {
    setObjectName(u"header"_s);
    setFixedHeight(ui::Theme::current().metric("header"));
    back = ui::iconButton(u"arrow-left"_s, tr("Back"));
    back->setObjectName(u"back"_s);
    forward = ui::iconButton(u"arrow-right"_s, tr("Forward"));
    forward->setObjectName(u"forward"_s);
    search = new SearchButton;
    connection = new ui::ConnectionPill;
    connection->setObjectName(u"connection"_s);
    jobs = new JobsButton;
    notifications = ui::iconButton(u"bell"_s, tr("Notifications"));
    notifications->setObjectName(u"notifications"_s);
    help = ui::iconButton(u"question-circle"_s, tr("Help"));
    help->setObjectName(u"help"_s);
    user = new UserButton;
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 16, 1);
    row->setSpacing(8);
    row->addWidget(back);
    row->addSpacing(-6);
    row->addWidget(forward);
    row->addWidget(search, 6);
    row->addStretch(1);
    row->addWidget(connection);
    row->addWidget(jobs);
    row->addWidget(notifications);
    row->addWidget(help);
    row->addWidget(new ui::Separator(Qt::Vertical));
    row->addWidget(user);
    setHistory(false, false);
}

void HeaderBar::setHistory(bool canBack, bool canForward) {
    back->setEnabled(canBack);
    forward->setEnabled(canForward);
}

void HeaderBar::setLeading(QWidget* widget) {
    widget->setFixedWidth(140);
    static_cast<QHBoxLayout*>(layout())->insertWidget(0, widget);
    widget->show();
}

void HeaderBar::setUnread(int count) {
    unread_ = count;
    notifications->setAccessibleName(count > 0 ? tr("Notifications, %n new", nullptr, count) : tr("Notifications"));
    notifications->setToolTip(notifications->accessibleName());
    notifications->setText(count > 0 ? views::countText(count) : QString());
}

void HeaderBar::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color("surface.panel"));
    painter.fillRect(0, height() - 1, width(), 1, theme.color("border.default"));
}

}  // namespace steward::app
