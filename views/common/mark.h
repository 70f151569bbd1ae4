// The mark of the product; the same in every theme.
#pragma once

class QPainter;
class QRectF;

namespace steward::views {

void paintMark(QPainter* painter, const QRectF& rect);

}  // namespace steward::views
