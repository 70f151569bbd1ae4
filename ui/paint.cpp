#include "ui/paint.h"

#include <QElapsedTimer>
#include <QFontMetrics>
#include <QPainterPath>
#include <QPixmapCache>
#include <QtMath>
#include <cmath>

namespace steward::ui {
namespace {

class Saved {
public:
    explicit Saved(QPainter* painter) : painter_(painter) {
        painter_->save();
        painter_->setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { painter_->restore(); }
    Q_DISABLE_COPY_MOVE(Saved)

private:
    QPainter* painter_;
};

struct PillMetrics {
    int height, radius, left, right, gap, dot;
    TextStyle style;
};

PillMetrics metricsOf(PillShape shape) {
    switch (shape) {
        case PillShape::badge:
            return {20, 10, 8, 8, 5, 6, TextStyle::caption};
        case PillShape::tag:
            return {18, 4, 5, 5, 4, 0, TextStyle::caption};
        case PillShape::connection:
            return {24, 12, 8, 10, 6, 8, TextStyle::smallStrong};
    }
    Q_UNREACHABLE();
}

// Three box blurs are a Gaussian of the CSS radius to the eye.
void boxBlur(QList<float>& alpha, int size, int radius, bool alongRows) {
    QList<float> line(size);
    const int window = 2 * radius + 1;
    for (int row = 0; row < size; ++row) {
        const auto at = [&](int i) -> float& { return alongRows ? alpha[row * size + i] : alpha[i * size + row]; };
        float sum = 0;
        for (int i = -radius; i < size; ++i) {
            if (i + radius < size) sum += at(i + radius);
            if (i - radius - 1 >= 0) sum -= at(i - radius - 1);
            if (i >= 0) line[i] = sum / float(window);
        }
        for (int i = 0; i < size; ++i)
            at(i) = line[i];
    }
}

QPixmap shadowPatch(const ShadowLayer& layer, int radius) {
    const QString key = QStringLiteral("steward/shadow/%1/%2/%3").arg(layer.blur).arg(radius).arg(layer.color.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    const int margin = layer.blur;
    const int size = 4 * margin + 2 * radius + 1;
    QImage shape(size, size, QImage::Format_Alpha8);
    shape.fill(0);
    QPainter painter(&shape);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    painter.drawRoundedRect(shape.rect().adjusted(margin, margin, -margin, -margin), radius, radius);
    painter.end();
    QList<float> alpha(qsizetype(size) * size);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x)
            alpha[y * size + x] = float(shape.constScanLine(y)[x]) / 255.0F;
    }
    for (int pass = 0; pass < 3; ++pass) {
        for (const bool rows : {true, false})
            boxBlur(alpha, size, qMax(1, layer.blur / 4), rows);
    }
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            QColor color = layer.color;
            color.setAlphaF(color.alphaF() * qBound(0.0F, alpha[y * size + x], 1.0F));
            image.setPixelColor(x, y, color);
        }
    }
    pixmap = QPixmap::fromImage(image);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

double channel(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

}  // namespace

Logo logoFor(const QString& name) {
    QString initials;
    for (const QString& word : name.split(u' ', Qt::SkipEmptyParts)) {
        if (word.front().isLetterOrNumber() && initials.size() < 2) initials += word.front().toUpper();
    }
    quint32 hash = 2166136261U;
    for (const QChar letter : name)
        hash = (hash ^ letter.unicode()) * 16777619U;
    return {initials, int(hash % 10)};
}

QColor tint(int index) {
    static const std::array<QRgb, 10> tints{0xff3558D7, 0xff04755A, 0xffB8325F, 0xff756711, 0xff8D5505,
                                            0xff1E6CA8, 0xff9B2C3B, 0xff6B3C93, 0xff4A5568, 0xff2C6E49};
    return QColor::fromRgb(tints[std::size_t(qAbs(index)) % tints.size()]);
}

int textWidth(const QString& text, const QFont& font) {
    return qCeil(QFontMetricsF(font).horizontalAdvance(text));
}

QSize pillSize(PillShape shape, const QString& text, bool dot) {
    const PillMetrics metrics = metricsOf(shape);
    const int dotWidth = dot && metrics.dot > 0 ? metrics.dot + metrics.gap : 0;
    const int width = textWidth(text, Theme::current().font(metrics.style));
    return {metrics.left + dotWidth + width + metrics.right, metrics.height};
}

void paintPill(QPainter* painter, const QRect& rect, PillShape shape, const KindColors& colors, const QString& text,
               bool dot) {
    const PillMetrics metrics = metricsOf(shape);
    QRect pill(rect.topLeft(), pillSize(shape, text, dot));
    pill.setWidth(qMin(pill.width(), rect.width()));
    pill.moveTop(rect.top() + (rect.height() - pill.height()) / 2);
    paintCard(painter, pill, colors.background, colors.border, metrics.radius);
    QRect inner = pill.adjusted(metrics.left, 0, -metrics.right, 0);
    if (dot && metrics.dot > 0) {
        const Saved saved(painter);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.solid);
        painter->drawEllipse(
            QRectF(inner.left(), pill.top() + (pill.height() - metrics.dot) / 2.0, metrics.dot, metrics.dot));
        inner.setLeft(inner.left() + metrics.dot + metrics.gap);
    }
    paintText(painter, inner, text, Theme::current().font(metrics.style), colors.text);
}

void paintLogo(QPainter* painter, const QRect& rect, const Logo& logo, bool round) {
    const Saved saved(painter);
    const int size = rect.height();
    const qreal radius = round ? size / 2.0 : size > 24 ? 8 : 5;
    painter->setPen(Qt::NoPen);
    painter->setBrush(tint(logo.tint));
    painter->drawRoundedRect(rect, radius, radius);
    QFont font = Theme::current().font(TextStyle::caption);
    font.setWeight(QFont::DemiBold);
    font.setPixelSize(round ? 11 : size > 24 ? 14 : 9);
    painter->setFont(font);
    painter->setPen(Qt::white);
    painter->drawText(rect, Qt::AlignCenter, logo.initials);
}

void paintSparkline(QPainter* painter, const QRectF& rect, const QList<qreal>& values, const QColor& line) {
    qreal least = qInf(), most = -qInf();
    for (const qreal value : values) {
        if (qIsNaN(value)) continue;
        least = qMin(least, value);
        most = qMax(most, value);
    }
    if (values.size() < 2 || least > most) return;
    const Saved saved(painter);
    const QRectF plot = rect.adjusted(2, 2, -2, -2);
    const qreal scale = plot.height() / (most > least ? most - least : 1);
    const auto pointAt = [&](qsizetype i) {
        return QPointF(plot.left() + plot.width() * qreal(i) / qreal(values.size() - 1),
                       plot.bottom() - (values[i] - least) * scale);
    };
    QColor fill = line;
    fill.setAlphaF(0.10F);
    qsizetype i = 0;
    while (i < values.size()) {
        QPolygonF run;
        for (; i < values.size() && !qIsNaN(values[i]); ++i)
            run << pointAt(i);
        ++i;
        if (run.isEmpty()) continue;
        QPolygonF area = run;
        area << QPointF(run.last().x(), rect.bottom()) << QPointF(run.first().x(), rect.bottom());
        painter->setPen(Qt::NoPen);
        painter->setBrush(fill);
        painter->drawPolygon(area);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(line, 1.25, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(run);
    }
    if (qIsNaN(values.last())) return;
    painter->setPen(Qt::NoPen);
    painter->setBrush(line);
    painter->drawEllipse(pointAt(values.size() - 1), 1.75, 1.75);
}

qreal spinnerTurn() {
    static const QElapsedTimer clock = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }();
    return Theme::current().reducedMotion() ? 0 : qreal(clock.elapsed() % 900) / 900;
}

void paintSpinner(QPainter* painter, const QRectF& rect, const QColor& color, qreal turn) {
    const Saved saved(painter);
    const qreal scale = rect.width() / 16;
    const QRectF circle(rect.left() + 2 * scale, rect.top() + 2 * scale, 12 * scale, 12 * scale);
    QColor track = color;
    track.setAlphaF(color.alphaF() * 0.28F);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(track, 2 * scale));
    painter->drawEllipse(circle);
    painter->setPen(QPen(color, 2 * scale, Qt::SolidLine, Qt::RoundCap));
    painter->drawArc(circle, int((90 - 360 * turn) * 16), -90 * 16);
}

void paintCheck(QPainter* painter, const QRect& rect, Qt::CheckState state, bool enabled, bool hovered) {
    const Theme& theme = Theme::current();
    QRect box(0, 0, 14, 14);
    box.moveCenter(rect.center());
    if (state == Qt::Unchecked) {
        const ColorRole line = !enabled  ? ColorRole("border.default")
                               : hovered ? ColorRole("border.controlHover")
                                         : ColorRole("border.control");
        return paintCard(painter, box,
                         theme.color(enabled ? ColorRole("surface.field") : ColorRole("surface.panelAlt")),
                         theme.color(line), 4);
    }
    const QColor fill = theme.color(!enabled  ? ColorRole("text.disabled")
                                    : hovered ? ColorRole("accent.fillHover")
                                              : ColorRole("accent.fill"));
    paintCard(painter, box, fill, fill, 4);
    const Saved saved(painter);
    painter->translate(box.left() + 2, box.top() + 2);
    painter->setPen(QPen(theme.color("accent.on"), 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (state == Qt::Checked) {
        painter->drawPolyline(QPolygonF{{2, 5.2}, {4.2, 7.4}, {8, 3}});
    } else {
        painter->drawLine(QPointF(2, 5), QPointF(8, 5));
    }
}

void paintRadio(QPainter* painter, const QRect& rect, bool on, bool enabled, bool hovered) {
    const Theme& theme = Theme::current();
    QRectF circle(0, 0, 14, 14);
    circle.moveCenter(QRectF(rect).center());
    const Saved saved(painter);
    const ColorRole line = !enabled  ? ColorRole("border.default")
                           : hovered ? ColorRole("border.controlHover")
                                     : ColorRole("border.control");
    const ColorRole ring = enabled ? ColorRole("accent.fill") : ColorRole("text.disabled");
    const qreal width = on ? 4 : 1;
    painter->setPen(QPen(theme.color(on ? ring : line), width));
    painter->setBrush(theme.color("surface.field"));
    painter->drawEllipse(circle.adjusted(width / 2, width / 2, -width / 2, -width / 2));
}

void paintBar(QPainter* painter, const QRectF& rect, qreal share, const QColor& fill) {
    const Saved saved(painter);
    const qreal radius = rect.height() / 2;
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::current().color("surface.pressed"));
    painter->drawRoundedRect(rect, radius, radius);
    if (share <= 0) return;
    QRectF part = rect;
    part.setWidth(qMax(rect.height(), rect.width() * qMin(1.0, share)));
    painter->setBrush(fill);
    painter->drawRoundedRect(part, radius, radius);
}

void paintCard(QPainter* painter, const QRectF& rect, const QColor& fill, const QColor& line, qreal radius) {
    const Saved saved(painter);
    painter->setPen(Qt::NoPen);
    if (line.alpha() == 0) {
        painter->setBrush(fill);
        painter->drawRoundedRect(rect, radius, radius);
        return;
    }
    painter->setBrush(fill);
    painter->setPen(QPen(line, 1));
    painter->drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5);
}

void paintShadow(QPainter* painter, const QRect& card, const QList<ShadowLayer>& layers, qreal radius) {
    for (const ShadowLayer& layer : layers) {
        const QPixmap patch = shadowPatch(layer, qRound(radius));
        const int margin = layer.blur;
        const int corner = 2 * margin + qRound(radius);
        const QRect target = card.adjusted(-margin, -margin, margin, margin).translated(0, layer.offsetY);
        const int cornerX = qMin(corner, target.width() / 2), cornerY = qMin(corner, target.height() / 2);
        const std::array<int, 4> x{target.left(), target.left() + cornerX, target.right() + 1 - cornerX,
                                   target.right() + 1};
        const std::array<int, 4> y{target.top(), target.top() + cornerY, target.bottom() + 1 - cornerY,
                                   target.bottom() + 1};
        const int far = patch.width();
        const std::array<int, 4> sourceX{0, cornerX, far - cornerX, far};
        const std::array<int, 4> sourceY{0, cornerY, far - cornerY, far};
        for (std::size_t row = 0; row < 3; ++row) {
            for (std::size_t column = 0; column < 3; ++column) {
                painter->drawPixmap(QRect(x[column], y[row], x[column + 1] - x[column], y[row + 1] - y[row]), patch,
                                    QRect(sourceX[column], sourceY[row], sourceX[column + 1] - sourceX[column],
                                          sourceY[row + 1] - sourceY[row]));
            }
        }
    }
}

void paintText(QPainter* painter, const QRect& rect, const QString& text, const QFont& font, const QColor& color,
               Qt::Alignment alignment) {
    if (rect.width() <= 0 || text.isEmpty()) return;
    painter->setFont(font);
    painter->setPen(color);
    const QFontMetricsF metrics(font);
    const bool fits = metrics.horizontalAdvance(text) <= rect.width() + 1;
    painter->drawText(rect, int(alignment) | Qt::TextSingleLine | Qt::TextDontClip,
                      fits ? text : metrics.elidedText(text, Qt::ElideRight, rect.width()));
}

double contrast(const QColor& text, const QColor& surface) {
    const double a = luminance(text), b = luminance(surface);
    return (qMax(a, b) + 0.05) / (qMin(a, b) + 0.05);
}

}  // namespace steward::ui
