#include "app/status_line.h"

#include <QBoxLayout>
#include <QPainter>

#include "ui/labels.h"
#include "views/common/words.h"

namespace steward::app {

using namespace Qt::StringLiterals;

StatusLine::StatusLine(QWidget* parent) : QWidget(parent) {
    setObjectName(u"statusLine"_s);
    setFixedHeight(ui::Theme::current().metric("statusBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(25, 1, 12, 0);
    row->setSpacing(12);
    stream_ = new ui::Text({}, ui::TextStyle::caption, ui::Tone::secondary);
    stream_->setObjectName(u"streamStatus"_s);
    page_ = new ui::Text({}, ui::TextStyle::caption, ui::Tone::secondary);
    page_->setObjectName(u"pageStatus"_s);
    page_->setElided(true);
    page_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* version =
        new ui::Text(tr("Steward %1").arg(QLatin1String(STEWARD_VERSION)), ui::TextStyle::caption, ui::Tone::secondary);
    QFont light = ui::Theme::current().font(ui::TextStyle::caption);
    light.setWeight(QFont::Normal);
    for (ui::Text* text : {stream_, page_, version})
        text->setFont(light);
    row->addWidget(stream_);
    row->addWidget(page_, 1);
    auto* line = new ui::Separator(Qt::Vertical);
    row->addWidget(line);
    row->addWidget(version);
}

void StatusLine::setStream(bool live, const QString& text) {
    live_ = live;
    stream_->setText(text);
    update();
}

void StatusLine::setPage(const QString& rows, const QDateTime& asOf) {
    QStringList parts;
    if (!rows.isEmpty()) parts << rows;
    if (asOf.isValid()) {
        const bool today = asOf.toUTC().date() == QDateTime::currentDateTimeUtc().date();
        parts << tr("Data as of %1").arg(today ? views::clockText(asOf) : views::momentText(asOf));
    }
    page_->setText(parts.join(u"   |   "_s));
}

void StatusLine::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color("surface.nav"));
    painter.fillRect(0, 0, width(), 1, theme.color("border.default"));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(live_ ? ui::ColorRole("success.solid") : ui::ColorRole("neutral.solid")));
    painter.drawEllipse(QRectF(12, (height() - 6) / 2.0, 7, 7));
}

}  // namespace steward::app
