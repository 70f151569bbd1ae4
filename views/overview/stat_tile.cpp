#include "views/overview/stat_tile.h"

#include <QBoxLayout>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme.h"

namespace steward::views {

using namespace Qt::StringLiterals;

StatTile::StatTile(const QString& id, const QString& title, const ui::ValueFormat& format, QWidget* parent)
    : ui::Card(parent), title_(title), format_(format) {
    setObjectName(u"stat."_s + id);
    setMinimumHeight(92);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(4);
    column->addWidget(new ui::Text(title, ui::TextStyle::small, ui::Tone::secondary));
    auto* figures = new QHBoxLayout;
    figures->setSpacing(6);
    number_ = new ui::Text(u"–"_s, ui::TextStyle::title);
    unit_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    figures->addWidget(number_, 0, Qt::AlignBaseline);
    figures->addWidget(unit_, 0, Qt::AlignBaseline);
    figures->addStretch();
    column->addLayout(figures);
    column->addStretch();
}

void StatTile::setValues(const QList<qreal>& values, bool isLive) {
    line_.clear();
    std::copy_if(values.begin(), values.end(), std::back_inserter(line_),
                 [](qreal value) { return !std::isnan(value); });
    const bool known = isLive && !values.isEmpty() && !std::isnan(values.last());
    const ui::ValueText text = known ? ui::valueText(values.last(), format_, locale()) : ui::ValueText{u"–"_s, {}};
    number_->setText(text.number);
    unit_->setText(text.unit);
    setAccessibleName(tr("%1: %2").arg(title_, known ? text.joined() : tr("not known")));
    update();
}

void StatTile::paintEvent(QPaintEvent* event) {
    ui::Card::paintEvent(event);
    if (line_.size() < 2) return;
    QPainter painter(this);
    const QRectF place(width() - 112, height() - 44, 96, 28);
    ui::paintSparkline(&painter, place, line_, ui::Theme::current().chart(0));
}

}  // namespace steward::views
