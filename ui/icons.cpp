#include "ui/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/theme.h"

namespace steward::ui {
namespace {

QPixmap render(const QString& name, const QSize& size, const QColor& color, qreal ratio) {
    const QString key = QStringLiteral("steward/%1/%2x%3/%4/%5")
                            .arg(name)
                            .arg(size.width())
                            .arg(size.height())
                            .arg(ratio)
                            .arg(color.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    QSvgRenderer svg(QStringLiteral(":/steward/icons/%1.svg").arg(name));
    if (!svg.isValid()) {
        qWarning("There is no icon named %s", qUtf8Printable(name));
        return {};
    }
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    svg.render(&painter, QRectF(QPointF(), QSizeF(image.size())));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), color);
    painter.end();
    image.setDevicePixelRatio(ratio);
    pixmap = QPixmap::fromImage(image);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class Engine : public QIconEngine {
public:
    Engine(QString name, ColorRole rest) : name_(std::move(name)), rest_(rest) {}

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1);
    }
    // `size` is in device pixels here, as Qt asks for it.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
        QPixmap pixmap = render(name_, size, colorFor(mode, state), 1);
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        paintIcon(painter, rect, name_, colorFor(mode, state));
    }
    QIconEngine* clone() const override { return new Engine(*this); }
    bool isNull() override { return !QFile::exists(QStringLiteral(":/steward/icons/%1.svg").arg(name_)); }
    QString iconName() override { return name_; }

private:
    QColor colorFor(QIcon::Mode mode, QIcon::State state) const {
        const Theme& theme = Theme::current();
        if (mode == QIcon::Disabled) return theme.color("text.disabled");
        return state == QIcon::On ? theme.color("accent.fg") : theme.color(rest_);
    }
    QString name_;
    ColorRole rest_;
};

}  // namespace

QIcon icon(const QString& name) {
    return icon(name, "text.secondary");
}

QIcon icon(const QString& name, ColorRole rest) {
    return QIcon(new Engine(name, rest));
}

QPixmap iconPixmap(const QString& name, int size, const QColor& color, qreal devicePixelRatio) {
    return render(name, {size, size}, color, devicePixelRatio);
}

void paintIcon(QPainter* painter, const QRectF& rect, const QString& name, const QColor& color) {
    const int size = qRound(qMin(rect.width(), rect.height()));
    if (size <= 0) return;
    const QPointF corner(qRound(rect.center().x() - size / 2.0), qRound(rect.center().y() - size / 2.0));
    painter->drawPixmap(corner, iconPixmap(name, size, color, painter->device()->devicePixelRatioF()));
}

}  // namespace steward::ui
