#include "models/branding/logo.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QtConcurrentRun>

namespace steward::models {
namespace {

constexpr qint64 maxFileBytes = 2 * 1024 * 1024;
constexpr qsizetype maxLogoBytes = 64 * 1024;
constexpr int edge = 256;

struct LogoWords {
    Q_DECLARE_TR_FUNCTIONS(LogoWords)
};

auto refused(const QString& why) {
    return fail(ErrorCode::invalid, LogoWords::tr("This file cannot be used as a logo.").toStdString(),
                why.toStdString());
}

// Only UTF-8 is judged, so nothing else may be rendered: another encoding would hide its references from this.
bool refersOutside(const QByteArray& svg) {
    static const QRegularExpression outside(
        QStringLiteral(
            "<script|<foreignObject|<!ENTITY|<\\?xml-stylesheet|\\son\\w+\\s*=|href\\s*=\\s*[\"'](?!#|data:image/"
            "png;base64,)|url\\(\\s*+[\"']?+(?!#)|@import|encoding\\s*=\\s*[\"'](?!utf-8)"),
        QRegularExpression::CaseInsensitiveOption);
    return svg.contains('\0') || QString::fromUtf8(svg).contains(outside);
}

Result<QImage> decode(const QByteArray& bytes) {
    if (bytes.trimmed().startsWith('<')) {
        if (refersOutside(bytes)) return refused(LogoWords::tr("the SVG has scripts or refers to other files"));
        QSvgRenderer renderer(bytes);
        if (!renderer.isValid()) return refused(LogoWords::tr("it is not a valid SVG"));
        QImage image(renderer.defaultSize().scaled(edge, edge, Qt::KeepAspectRatio),
                     QImage::Format_ARGB32_Premultiplied);
        if (image.isNull()) return refused(LogoWords::tr("the SVG has no size"));
        image.fill(Qt::transparent);
        QPainter painter(&image);
        renderer.render(&painter);
        return image;
    }
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer);
    if (reader.format() != "png" && reader.format() != "jpeg")
        return refused(LogoWords::tr("only SVG, PNG and JPEG are read"));
    if (reader.size().width() > 8192 || reader.size().height() > 8192)
        return refused(LogoWords::tr("it has more than 8,192 pixels a side"));
    const QImage image = reader.read();
    if (image.isNull()) return refused(LogoWords::tr("the picture is damaged"));
    return image.width() <= edge && image.height() <= edge
               ? image
               : image.scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

Result<std::string> convert(const QString& name) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) return refused(LogoWords::tr("it cannot be opened"));
    if (file.size() > maxFileBytes) return refused(LogoWords::tr("it is larger than 2 MiB"));
    STEWARD_TRY(const QImage image, decode(file.readAll()));
    QByteArray png;
    QBuffer out(&png);
    out.open(QIODevice::WriteOnly);
    if (!image.save(&out, "PNG") || png.size() > maxLogoBytes)
        return refused(LogoWords::tr("as a PNG it is larger than 64 KiB"));
    return png.toBase64().toStdString();
}

}  // namespace

QFuture<Result<std::string>> readLogo(const QString& file) {
    return QtConcurrent::run(convert, file);
}

}  // namespace steward::models
