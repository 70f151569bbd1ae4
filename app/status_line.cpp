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

void StatusLine::setStream(const Stream& stream) {
    const QString api = (stream.latency ? tr("API %1 ms").arg(stream.latency->count()) : tr("API")) + u" · "_s;
    if (!stream.isLive) return show("neutral.solid", api + tr("stream reconnecting"));
    if (!stream.thinning)
        return show("success.solid", api + tr("stream %1 events/min").arg(views::countText(stream.eventsAMinute)));
    const QString factor = views::countText(stream.thinning->factor);
    show("warning.solid", api + tr("stream slow: one of %1 values").arg(factor),
         tr("The connection is slow: since %1 only one of %2 values comes, with peaks; the others follow")
             .arg(views::clockText(views::toDateTime(stream.thinning->since)), factor));
}

void StatusLine::setOffline() {
    show("neutral.solid", tr("Offline"));
}

void StatusLine::show(ui::ColorRole colour, const QString& text, const QString& more) {
    colour_ = colour;
    stream_->setText(text);
    stream_->setToolTip(more);
    stream_->setAccessibleDescription(more);
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
    painter.setBrush(theme.color(colour_));
    painter.drawEllipse(QRectF(12, (height() - 6) / 2.0, 7, 7));
}

}  // namespace steward::app
