#include "views/common/mark.h"

#include <QPainter>
#include <QPainterPath>

namespace steward::views {

void paintMark(QPainter* painter, const QRectF& rect) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.topLeft());
    painter->scale(rect.width() / 24, rect.height() / 24);
    painter->setPen(Qt::NoPen);
    painter->setBrush(QColor(0x1D, 0x2B, 0x53));
    painter->drawRoundedRect(QRectF(0, 0, 24, 24), 6, 6);
    QPainterPath letter;
    letter.moveTo(7, 8.25);
    letter.arcTo(QRectF(7, 6, 4.5, 4.5), 180, -90);
    letter.lineTo(17, 6);
    letter.lineTo(17, 8.5);
    letter.lineTo(9.75, 8.5);
    letter.lineTo(9.75, 10.75);
    letter.lineTo(14.75, 10.75);
    letter.arcTo(QRectF(12.5, 10.75, 4.5, 4.5), 90, -90);
    letter.lineTo(17, 15.75);
    letter.arcTo(QRectF(12.5, 13.5, 4.5, 4.5), 0, -90);
    letter.lineTo(7, 18);
    letter.lineTo(7, 15.5);
    letter.lineTo(14.25, 15.5);
    letter.lineTo(14.25, 13.25);
    letter.lineTo(9.25, 13.25);
    letter.arcTo(QRectF(7, 8.75, 4.5, 4.5), 270, -90);
    letter.closeSubpath();
    painter->fillPath(letter, Qt::white);
    painter->restore();
}

}  // namespace steward::views
