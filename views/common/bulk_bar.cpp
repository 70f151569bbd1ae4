#include "views/common/bulk_bar.h"

#include <QBoxLayout>
#include <QPainter>

#include "models/common/session.h"
#include "ui/labels.h"
#include "ui/paint.h"
#include "views/common/page.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

BulkBar::BulkBar(models::Session& session, const QString& name, QWidget* parent)
    : QWidget(parent), session_(session), actions_(new QHBoxLayout) {
    setFixedHeight(64);
    setAccessibleName(name);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(50, 11, 24, 10);
    row->setSpacing(8);
    selected_ = new ui::Text({}, ui::TextStyle::bodyStrong);
    total_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    all_ = new ui::Button({}, ui::ButtonVariant::link);
    all_->setObjectName(u"selectAll"_s);
    row->addWidget(selected_);
    row->addWidget(total_);
    row->addWidget(all_);
    row->addStretch();
    actions_->setSpacing(8);
    row->addLayout(actions_);
    row->addWidget(new ui::Separator(Qt::Vertical));
    auto* close = ui::iconButton(u"x"_s, tr("Clear the selection"));
    close->setObjectName(u"clearSelection"_s);
    row->addWidget(close);
    connect(close, &QAbstractButton::clicked, this, &BulkBar::clear);
    connect(all_, &QAbstractButton::clicked, this, &BulkBar::selectAll);
}

ui::Button* BulkBar::add(const QString& text, const QString& name, domain::Permission permission,
                         ui::ButtonVariant variant) {
    auto* button = new ui::Button(text, variant);
    button->setObjectName(name);
    needs(button, session_, permission);
    actions_->addWidget(button);
    return button;
}

void BulkBar::set(qint64 selected, qint64 total, bool all) {
    selected_->setText(tr("%1 selected").arg(countText(selected)));
    total_->setText(tr("of %1").arg(countText(total)));
    all_->setText(tr("Select all %1").arg(countText(total)));
    all_->setVisible(!all && selected < total);
}

void BulkBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ui::Theme& theme = ui::Theme::current();
    painter.fillRect(rect(), theme.color("surface.panelAlt"));
    painter.fillRect(0, 0, width(), 1, theme.color("border.default"));
    const QRect card = rect().adjusted(16, 10, -16, -10);
    ui::paintCard(&painter, card, theme.color("surface.raised"), theme.color("accent.border"), 10);
    ui::paintCheck(&painter, QRect(card.left() + 12, card.top(), 14, card.height()), Qt::PartiallyChecked, true);
}

}  // namespace steward::views
