#include "ui/labels.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>
#include <QStyle>

#include "ui/buttons.h"

namespace steward::ui {
namespace {

ColorRole roleOf(Tone tone) {
    static constexpr std::array<ColorRole, 10> roles{"text.primary", "text.secondary", "text.tertiary", "text.disabled",
                                                     "text.link",    "success.fg",     "warning.fg",    "danger.fg",
                                                     "info.fg",      "accent.fg"};
    return roles[std::size_t(tone)];
}

}  // namespace

Text::Text(const QString& text, TextStyle style, Tone tone, QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setTextStyle(style);
    setTone(tone);
    setText(text);
    connect(&Theme::current(), &Theme::changed, this, [this] { setTone(tone_); });
}

void Text::setTone(Tone tone) {
    tone_ = tone;
    QPalette own;
    own.setColor(QPalette::WindowText, Theme::current().color(roleOf(tone)));
    own.setColor(QPalette::Disabled, QPalette::WindowText, Theme::current().color("text.disabled"));
    setPalette(own);
}

void Text::setTextStyle(TextStyle style) {
    setFont(Theme::current().font(style));
    setMinimumHeight(Theme::current().lineHeight(style));
}

void Text::setElided(bool elided) {
    elided_ = elided;
    setSizePolicy(QSizePolicy::Preferred, sizePolicy().verticalPolicy());
    updateGeometry();
}

QSize Text::minimumSizeHint() const {
    return elided_ ? QSize(0, minimumHeight()) : QLabel::minimumSizeHint();
}

void Text::paintEvent(QPaintEvent* event) {
    if (!elided_) return QLabel::paintEvent(event);
    QPainter painter(this);
    paintText(&painter, contentsRect(), text(), font(), palette().color(foregroundRole()),
              alignment() | Qt::AlignVCenter);
}

void Text::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    if (elided_) setToolTip(textWidth(text(), font()) > width() + 1 ? plainToolTip(text()) : QString());
}

QString plainToolTip(const QString& text) {
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

SectionHeader::SectionHeader(const QString& title, QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    title_ = new Text(title, TextStyle::small);
    QFont font = title_->font();
    font.setWeight(QFont::DemiBold);
    title_->setFont(font);
    layout->addWidget(title_, 1);
}

Button* SectionHeader::addLink(const QString& text) {
    auto* link = new Button(text, ButtonVariant::link);
    link->setButtonSize(ButtonSize::small);
    layout()->addWidget(link);
    return link;
}

KeyValueList::KeyValueList(QWidget* parent, int keyWidth) : QWidget(parent), keyWidth_(keyWidth) {
    grid_ = new QGridLayout(this);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(0);
    grid_->setVerticalSpacing(4);
    grid_->setColumnMinimumWidth(0, keyWidth_);
    grid_->setColumnStretch(1, 1);
}

Text* KeyValueList::addRow(const QString& key, const QString& value, const QString& remark, Tone remarkTone) {
    auto* line = new QWidget;
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto* text = new Text(value);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(text, remark.isEmpty() ? 1 : 0);
    if (!remark.isEmpty()) {
        auto* after = new Text(remark, TextStyle::small, remarkTone);
        after->setElided(true);
        layout->addWidget(after, 1);
    }
    addWidget(key, line);
    return text;
}

void KeyValueList::addWidget(const QString& key, QWidget* value) {
    const int row = grid_->rowCount();
    grid_->addWidget(new Text(key, TextStyle::body, Tone::secondary), row, 0, Qt::AlignTop);
    grid_->addWidget(value, row, 1);
}

void KeyValueList::addNote(const QString& text, Tone tone) {
    auto* note = new Text(text, TextStyle::small, tone);
    note->setWordWrap(true);
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid_->addWidget(note, grid_->rowCount(), 1);
}

void KeyValueList::clear() {
    while (QLayoutItem* item = grid_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
}

Badge::Badge(const QString& text, BadgeKind kind, QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    set(text, kind);
}

void Badge::set(const QString& text, BadgeKind kind) {
    text_ = text;
    kind_ = kind;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const {
    return pillSize(PillShape::badge, text_);
}

void Badge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintPill(&painter, rect(), PillShape::badge, Theme::current().kind(kind_), text_);
}

Tag::Tag(const QString& text, BadgeKind kind, QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    set(text, kind);
}

Tag::Tag(const QString& text, Environment environment, QWidget* parent) : Tag(text, BadgeKind::neutral, parent) {
    environment_ = environment;
}

void Tag::set(const QString& text, BadgeKind kind) {
    text_ = text;
    kind_ = kind;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const {
    return pillSize(PillShape::tag, text_);
}

void Tag::paintEvent(QPaintEvent*) {
    KindColors colors = Theme::current().kind(kind_);
    if (environment_) {
        const EnvironmentColors own = Theme::current().environment(*environment_);
        colors = {own.background, own.text, own.border, own.solid};
    }
    QPainter painter(this);
    paintPill(&painter, rect(), PillShape::tag, colors, text_);
}

KeyCap::KeyCap(const QString& keys, QWidget* parent) : QWidget(parent), keys_(keys) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(keys);
}

QSize KeyCap::sizeHint() const {
    return {qMax(18, textWidth(keys_, Theme::current().font(TextStyle::caption)) + 12), 18};
}

void KeyCap::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    paintCard(&painter, rect(), theme.color("surface.panelAlt"), theme.color("border.strong"), 4);
    QFont font = theme.font(TextStyle::caption);
    font.setWeight(QFont::Normal);
    paintText(&painter, rect(), keys_, font, theme.color("text.secondary"), Qt::AlignCenter);
}

LogoTile::LogoTile(const QString& name, int size, bool round, QWidget* parent)
    : QWidget(parent), size_(size), round_(round) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setName(name);
}

void LogoTile::setName(const QString& name) {
    setAccessibleName(name);
    setLogo(logoFor(name));
}

void LogoTile::setLogo(const Logo& logo) {
    logo_ = logo;
    update();
}

void LogoTile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintLogo(&painter, rect(), logo_, round_);
}

Separator::Separator(Qt::Orientation orientation, QWidget* parent) : QWidget(parent), orientation_(orientation) {
    if (orientation == Qt::Vertical) {
        setFixedSize(1, 16);
    } else {
        setFixedHeight(1);
    }
}

void Separator::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool stands = orientation_ == Qt::Vertical;
    painter.fillRect(rect(), Theme::current().color(stands ? ColorRole("border.default") : ColorRole("border.subtle")));
}

Card::Card(QWidget* parent) : QWidget(parent) {}

void Card::setRadius(int radius) {
    radius_ = radius;
    update();
}

void Card::setLine(ColorRole role) {
    line_ = role;
    update();
}

void Surface::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), Theme::current().color(role_));
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintCard(&painter, rect(), Theme::current().color("surface.panel"), Theme::current().color(line_), radius_);
}

}  // namespace steward::ui
