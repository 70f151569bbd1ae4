// Icons by their Bootstrap name, as listed in resources/icons.txt. They take their colour from the theme each time they
// are painted: the given role at rest, accent when selected or on, text.disabled when disabled. GUI thread.
#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>

#include "ui/tokens.h"

namespace steward::ui {

// `icon(u"people"_s)`. A name that is not carried gives an empty icon and a warning in the log.
QIcon icon(const QString& name);
QIcon icon(const QString& name, ColorRole rest);

// For painters: the icon in one colour, `size` logical pixels square, cached by size, colour and ratio.
QPixmap iconPixmap(const QString& name, int size, const QColor& color, qreal devicePixelRatio);
void paintIcon(QPainter* painter, const QRectF& rect, const QString& name, const QColor& color);

}  // namespace steward::ui
