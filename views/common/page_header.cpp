#include "views/common/page_header.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/labels.h"
#include "ui/theme.h"

namespace steward::views {

PageHeader::PageHeader(const QString& title, QWidget* parent)
    : QWidget(parent),
      title_(new ui::Text(title, ui::TextStyle::title)),
      count_(new ui::Text({}, ui::TextStyle::body, ui::Tone::tertiary)),
      leading_(new QHBoxLayout),
      actions_(new QHBoxLayout) {
    setFixedHeight(ui::Theme::current().metric("pageHeader"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    title_->setObjectName(QStringLiteral("pageTitle"));
    count_->setContentsMargins(0, 3, 0, 0);
    count_->hide();
    leading_->setSpacing(8);
    actions_->setSpacing(8);
    row->addWidget(title_);
    row->addWidget(count_);
    row->addLayout(leading_);
    row->addStretch();
    row->addLayout(actions_);
}

void PageHeader::setTitle(const QString& title) {
    title_->setText(title);
}

void PageHeader::setCount(const QString& count) {
    count_->setText(count);
    count_->setVisible(!count.isEmpty());
}

void PageHeader::setLine(bool shown) {
    line_ = shown;
    update();
}

void PageHeader::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ui::Theme& theme = ui::Theme::current();
    painter.fillRect(rect(), theme.color("surface.panel"));
    if (line_) painter.fillRect(0, height() - 1, width(), 1, theme.color("border.default"));
}

}  // namespace steward::views
