#include "ui/status.h"

#include <QBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QVariantAnimation>
#include <cmath>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"

namespace steward::ui {

void keepTurning(QWidget* widget, std::function<bool()> turning) {
    auto* timer = new QTimer(widget);
    timer->setInterval(80);
    QObject::connect(timer, &QTimer::timeout, widget, [widget, turning = std::move(turning)] {
        if (widget->isVisible() && turning() && !Theme::current().reducedMotion()) widget->update();
    });
    timer->start();
}

ConnectionPill::ConnectionPill(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text());
    wait_.setSingleShot(true);
    connect(&wait_, &QTimer::timeout, this, [this] { showState(ConnectionState::reconnecting); });
    keepTurning(this, [this] { return shown_ == ConnectionState::reconnecting; });
}

void ConnectionPill::setState(ConnectionState state, const QTime& since) {
    since_ = since;
    if (state != ConnectionState::reconnecting || patience_ == 0) {
        wait_.stop();
        showState(state);
    } else if (shown_ == ConnectionState::live && !wait_.isActive()) {
        wait_.start(patience_);
    } else if (shown_ == ConnectionState::offline) {
        showState(state);
    }
}

void ConnectionPill::showState(ConnectionState state) {
    shown_ = state;
    setAccessibleName(text());
    updateGeometry();
    update();
    Q_EMIT stateShown();
}

QString ConnectionPill::text() const {
    switch (shown_) {
        case ConnectionState::live:
            return tr("Live");
        case ConnectionState::reconnecting:
            return tr("Reconnecting…");
        case ConnectionState::offline:
            break;
    }
    return since_.isValid() ? tr("Offline since %1").arg(since_.toString(QStringLiteral("HH:mm"))) : tr("Offline");
}

QSize ConnectionPill::sizeHint() const {
    const int width = textWidth(text(), Theme::current().font(TextStyle::smallStrong));
    return {8 + (shown_ == ConnectionState::live ? 8 : 12) + 6 + width + 11, 24};
}

void ConnectionPill::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    const KindColors colors = theme.kind(shown_ == ConnectionState::live           ? BadgeKind::ok
                                         : shown_ == ConnectionState::reconnecting ? BadgeKind::warn
                                                                                   : BadgeKind::bad);
    QPainter painter(this);
    if (shown_ == ConnectionState::live) return paintPill(&painter, rect(), PillShape::connection, colors, text());
    paintCard(&painter, rect(), colors.background, colors.border, 12);
    const QRectF mark(9, (height() - 12) / 2.0, 12, 12);
    if (shown_ == ConnectionState::reconnecting) {
        paintSpinner(&painter, mark, colors.text, spinnerTurn());
    } else {
        paintIcon(&painter, mark, QStringLiteral("wifi-off"), colors.text);
    }
    paintText(&painter, rect().adjusted(27, 0, -8, 0), text(), theme.font(TextStyle::smallStrong), colors.text);
}

Spinner::Spinner(int size, QWidget* parent) : QWidget(parent), size_(size) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    keepTurning(this, [] { return true; });
}

void Spinner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintSpinner(&painter, rect(), Theme::current().color("text.secondary"), spinnerTurn());
}

ProgressBar::ProgressBar(QWidget* parent, int height) : QWidget(parent), height_(height) {
    setFixedHeight(height);
    keepTurning(this, [this] { return share_ < 0; });
}

void ProgressBar::setShare(double share) {
    share_ = share;
    setAccessibleDescription(share < 0 ? tr("Working")
                                       : QLocale().toString(share * 100, 'f', 0) + QStringLiteral(" %"));
    update();
}

void ProgressBar::paintEvent(QPaintEvent*) {
    const QColor fill = Theme::current().color("accent.fill");
    QPainter painter(this);
    if (share_ >= 0) return paintBar(&painter, rect(), share_, fill);
    paintBar(&painter, rect(), 0, fill);
    const qreal part = width() * 0.3;
    const qreal place = (0.5 - 0.5 * std::cos(spinnerTurn() * 2 * M_PI)) * (width() - part);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(place, 0, part, height()), height() / 2.0, height() / 2.0);
}

LimitBar::LimitBar(const QString& name, QWidget* parent) : QWidget(parent), name_(name) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LimitBar::set(double used, double limit, const QString& text) {
    text_ = text;
    share_ = limit > 0 ? used / limit : 0;
    setAccessibleName(name_ + u' ' + text_);
    update();
}

void LimitBar::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    const ColorRole fill = share_ >= 1     ? ColorRole("danger.solid")
                           : share_ >= 0.9 ? ColorRole("warning.solid")
                                           : ColorRole("accent.fill");
    const ColorRole tone = share_ >= 1     ? ColorRole("danger.fg")
                           : share_ >= 0.9 ? ColorRole("warning.fg")
                                           : ColorRole("text.primary");
    const int middle = qMax(100, width() * 27 / 100);
    const int textSpace = qMax(104, textWidth(text_, theme.font(TextStyle::body)) + 12);
    paintText(&painter, QRect(0, 0, middle - 8, height()), name_, theme.font(TextStyle::body),
              theme.color("text.secondary"));
    paintBar(&painter, QRectF(middle, (height() - 6) / 2.0, qMax(0, width() - middle - textSpace), 6), share_,
             theme.color(fill));
    paintText(&painter, QRect(width() - textSpace + 8, 0, textSpace - 8, height()), text_, theme.font(TextStyle::body),
              theme.color(tone), Qt::AlignRight | Qt::AlignVCenter);
}

Banner::Banner(BadgeKind kind, QWidget* parent) : QWidget(parent), kind_(kind) {
    setFixedHeight(36);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(38, 0, 16, 1);
    layout->setSpacing(8);
    lead_ = new Text({}, TextStyle::bodyStrong);
    lead_->hide();
    text_ = new Text;
    text_->setElided(true);
    remark_ = new Text({}, TextStyle::bodyStrong);
    remark_->hide();
    layout->addWidget(lead_);
    layout->addWidget(text_, 1);
    layout->addWidget(remark_);
    close_ = iconButton(QStringLiteral("x"), tr("Close"), this);
    close_->setObjectName(QStringLiteral("bannerClose"));
    close_->setButtonSize(ButtonSize::small);
    close_->hide();
    layout->addWidget(close_);
    connect(close_, &QAbstractButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
}

void Banner::set(BadgeKind kind, const QString& icon, const QString& text, const QString& lead) {
    static constexpr std::array tones{Tone::success, Tone::info,      Tone::warning,
                                      Tone::danger,  Tone::secondary, Tone::accent};
    kind_ = kind;
    icon_ = icon;
    lead_->setText(lead);
    lead_->setVisible(!lead.isEmpty());
    text_->setText(text);
    for (Text* part : {lead_, text_, remark_})
        part->setTone(tones[std::size_t(kind)]);
    describe();
    update();
}

void Banner::setRemark(const QString& text, const QString& said) {
    remark_->setText(text);
    remark_->setVisible(!text.isEmpty());
    if (said_ == said) return;
    said_ = said;
    remark_->setAccessibleName(said);
    describe();
}

// Says so only when it changed: screen readers are told of each time.
void Banner::describe() {
    QStringList parts{lead_->text(), text_->text(), said_};
    parts.removeAll(QString());
    const QString all = parts.join(QStringLiteral(". "));
    if (accessibleName() != all) setAccessibleName(all);
}

Button* Banner::addAction(const QString& text) {
    auto* button = new Button(text);
    button->setObjectName(QStringLiteral("bannerAction"));
    button->setButtonSize(ButtonSize::small);
    auto* box = static_cast<QBoxLayout*>(layout());
    box->insertWidget(box->count() - 1, button);
    return button;
}

void Banner::setDismissible(bool dismissible) {
    close_->setVisible(dismissible);
}

void Banner::paintEvent(QPaintEvent*) {
    const KindColors colors = Theme::current().kind(kind_);
    QPainter painter(this);
    painter.fillRect(rect(), colors.background);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.border);
    if (!icon_.isEmpty()) paintIcon(&painter, QRectF(16, 11, 14, 14), icon_, colors.text);
}

}  // namespace steward::ui
