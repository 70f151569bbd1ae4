// Pictures shared by widgets and delegates, so that both look the same. All take colours from Theme::current(),
// paint with antialiasing, leave the painter as it was, and centre vertically in the rectangle.
#pragma once

#include <QList>
#include <QMetaType>
#include <QPainter>
#include <QString>

#include "ui/theme.h"

namespace steward::ui {

// Initials on a tinted tile. The ten tints stand for customers' colours and are the same in every theme.
struct Logo {
    QString initials;
    int tint = 0;
    bool operator==(const Logo&) const = default;
};
Logo logoFor(const QString& name);  // "Tarnwick Foods": TF, and a tint that depends on the name alone
QColor tint(int index);

enum class PillShape { badge, tag, connection };

QSize pillSize(PillShape shape, const QString& text, bool dot = true);
// At the left of `rect`, elided when it is too narrow. Only badges and connections have a dot.
void paintPill(QPainter* painter, const QRect& rect, PillShape shape, const KindColors& colors, const QString& text,
               bool dot = true);

void paintLogo(QPainter* painter, const QRect& rect, const Logo& logo, bool round = false);
// 1.25 px line, 10 % fill, dot at the end; fewer than two values paint nothing; NaN leaves a gap.
void paintSparkline(QPainter* painter, const QRectF& rect, const QList<qreal>& values, const QColor& line);
// `turn` 0 to 1. Stands at 0 with reduced motion.
void paintSpinner(QPainter* painter, const QRectF& rect, const QColor& color, qreal turn);
qreal spinnerTurn();  // where every spinner is now, so that they turn together
void paintCheck(QPainter* painter, const QRect& rect, Qt::CheckState state, bool enabled, bool hovered = false);
void paintRadio(QPainter* painter, const QRect& rect, bool on, bool enabled, bool hovered = false);
// Thin bar with round ends, `share` 0 to 1.
void paintBar(QPainter* painter, const QRectF& rect, qreal share, const QColor& fill);
// Rounded card with a 1 px line inside `rect`; the line is crisp at every ratio.
void paintCard(QPainter* painter, const QRectF& rect, const QColor& fill, const QColor& line, qreal radius);
// Under `card`, which is painted after it; blurred once per size and theme, then drawn as nine patches.
void paintShadow(QPainter* painter, const QRect& card, const QList<ShadowLayer>& layers, qreal radius);
// One line, elided at the right, never interpreted as markup.
void paintText(QPainter* painter, const QRect& rect, const QString& text, const QFont& font, const QColor& color,
               Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);
int textWidth(const QString& text, const QFont& font);

double contrast(const QColor& text, const QColor& surface);  // WCAG 2 ratio, 1 to 21

}  // namespace steward::ui

Q_DECLARE_METATYPE(steward::ui::Logo)
Q_DECLARE_METATYPE(steward::ui::BadgeKind)
