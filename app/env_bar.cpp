#include "app/env_bar.h"

#include <QBoxLayout>
#include <QPainter>

#include "ui/icons.h"
#include "ui/paint.h"
#include "views/common/words.h"

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

struct Look {
    QColor background, text;
    bool line;
};

Look lookOf(ui::Environment environment) {
    const ui::EnvironmentColors colors = ui::Theme::current().environment(environment);
    if (environment == ui::Environment::production) return {colors.solid, colors.on, false};
    return {colors.background, colors.text, true};
}

QString iconOf(ui::Environment environment) {
    switch (environment) {
        case ui::Environment::local:
            return u"laptop"_s;
        case ui::Environment::staging:
            return u"layers"_s;
        case ui::Environment::production:
            break;
    }
    return u"exclamation-triangle-fill"_s;
}

}  // namespace

EnvBar::EnvBar(ui::Environment environment, QWidget* parent)
    : QWidget(parent), environment_(environment), menus_(new QMenuBar) {
    setObjectName(u"environmentBar"_s);
    setFixedHeight(ui::Theme::current().metric("envBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 12, 2);
    menus_->setNativeMenuBar(true);
    menus_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    row->addWidget(menus_);
    row->addStretch();
    connect(&ui::Theme::current(), &ui::Theme::changed, this, &EnvBar::colour);
    colour();
}

void EnvBar::colour() {
    const Look look = lookOf(environment_);
    QColor pressed = look.text;
    pressed.setAlphaF(0.16f);
    menus_->setFont(ui::Theme::current().font(ui::TextStyle::small));
    menus_->setStyleSheet(
        u"QMenuBar { background: transparent; color: %1; border: none; padding: 0; spacing: 0; }"
        u"QMenuBar::item { background: transparent; color: %1; padding: 2px 8px; border-radius: 4px; }"
        u"QMenuBar::item:selected, QMenuBar::item:pressed { background: %2; }"_s.arg(look.text.name(),
                                                                                     pressed.name(QColor::HexArgb)));
    update();
}

void EnvBar::setStatements(const QStringList& statements) {
    statements_ = statements;
    setAccessibleName(tr("Environment: %1. %2").arg(views::text(environment_), statements.join(u". "_s)));
    update();
}

QSize EnvBar::sizeHint() const {
    return {600, height()};
}

void EnvBar::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    const Look look = lookOf(environment_);
    QPainter painter(this);
    painter.fillRect(rect(), look.background);
    if (look.line) painter.fillRect(0, height() - 2, width(), 2, theme.environment(environment_).solid);
    QColor divider = look.text;
    divider.setAlphaF(0.4f);
    const QFont plain = theme.font(ui::TextStyle::small);
    const QFont strong = theme.font(ui::TextStyle::smallStrong);
    const int end = menus_->geometry().right() + 24;
    int right = width() - 12;
    for (qsizetype i = statements_.size() - 1; i >= 0; --i) {
        const int wide = ui::textWidth(statements_[i], plain);
        if (right - wide - 17 < end) continue;
        ui::paintText(&painter, QRect(right - wide, 0, wide + 1, height() - 1), statements_[i], plain, look.text);
        right -= wide + 8;
        painter.fillRect(right, 8, 1, 12, divider);
        right -= 9;
    }
    const QString name = views::text(environment_);
    const int wide = ui::textWidth(name, strong);
    ui::paintText(&painter, QRect(right - wide, 0, wide + 1, height() - 1), name, strong, look.text);
    ui::paintIcon(&painter, QRectF(right - wide - 20, 8, 12, 12), iconOf(environment_), look.text);
}

}  // namespace steward::app
