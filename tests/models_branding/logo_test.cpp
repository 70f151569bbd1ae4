// Logo files: pictures become small PNGs, and whatever could reach outside the file is refused.
#include <QBuffer>
#include <QImage>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include "models/branding/logo.h"

using namespace steward;

class LogoTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;

    Result<std::string> read(const QByteArray& bytes, const QString& name = QStringLiteral("logo")) {
        QFile file(folder_.filePath(name));
        if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
        file.write(bytes);
        file.close();
        auto future = models::readLogo(file.fileName());
        future.waitForFinished();
        return future.result();
    }
    static QByteArray svg(const QByteArray& inside, const QByteArray& before = {}) {
        return before +
               "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
               "width=\"64\" height=\"32\">" +
               inside + "</svg>";
    }
    static QByteArray encoded(const QImage& image, const char* format) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, format);
        return bytes;
    }
    static QImage picture(const Result<std::string>& logo) {
        return logo ? QImage::fromData(QByteArray::fromBase64(QByteArray::fromStdString(*logo)), "PNG") : QImage();
    }
    static QImage filled(int width, int height) {
        QImage image(width, height, QImage::Format_ARGB32);
        image.fill(QColor(0x2F, 0x5B, 0xD8, 128));
        return image;
    }

private Q_SLOTS:
    void aSmallPngStaysAsItIs() {
        const QImage image = picture(read(encoded(filled(96, 64), "PNG")));
        QCOMPARE(image.size(), QSize(96, 64));
        QCOMPARE(image.pixelColor(5, 5).alpha(), 128);
    }

    void aLargePictureIsScaled() {
        QCOMPARE(picture(read(encoded(filled(1000, 500), "PNG"))).size(), QSize(256, 128));
        QCOMPARE(picture(read(encoded(filled(300, 900).convertToFormat(QImage::Format_RGB32), "JPEG"))).size(),
                 QSize(85, 256));
    }

    void anSvgIsDrawn() {
        const auto logo = read(svg("<rect width=\"64\" height=\"32\" fill=\"#ff0000\"/>"));
        QCOMPARE(picture(logo).size(), QSize(256, 128));
        QCOMPARE(picture(logo).pixelColor(128, 64), QColor(Qt::red));
        const auto gradient =
            read(svg("<defs><linearGradient id=\"g\"><stop stop-color=\"#00ff00\"/>"
                     "</linearGradient></defs><rect width=\"64\" height=\"32\" fill=\"url(#g)\"/>"
                     "<use href=\"#g\"/><rect fill=\"url( '#g' )\"/>"));
        QCOMPARE(picture(gradient).pixelColor(128, 64), QColor(Qt::green));
    }

    void whatReachesOutsideIsRefused_data() {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const QByteArray& file) { QTest::newRow(name) << file; };
        row("file", svg("<image href=\"/etc/passwd\" width=\"9\" height=\"9\"/>"));
        row("xlink", svg("<image xlink:href = 'file:///etc/hostname' width=\"9\" height=\"9\"/>"));
        row("upper case", svg("<image HREF=\"http://evil.example/a.png\"/>"));
        row("character reference", svg("<image href=\"&#102;ile:///etc/passwd\"/>"));
        row("svg in data", svg("<image href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>"));
        row("script", svg("<script>alert(1)</script>"));
        row("handler", svg("<rect width=\"4\" height=\"4\" onload=\"alert(1)\"/>"));
        row("foreign object", svg("<foreignObject><p>hi</p></foreignObject>"));
        row("style", svg("<style>rect{fill:url(http://evil.example/#a)}</style>"));
        row("quoted url", svg("<rect fill=\"url('http://evil.example/#a')\"/>"));
        row("import", svg("<style>@import 'http://evil.example/a.css';</style>"));
        row("style sheet", svg({}, "<?xml-stylesheet href='a.css'?>"));
        row("entity", svg("&x;", "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"));
        row("other encoding", svg({}, "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"));
        const QString hidden = QString::fromUtf8(svg("<image href=\"/etc/passwd\"/>"));
        row("UTF-16", QByteArray(reinterpret_cast<const char*>(hidden.utf16()), hidden.size() * 2));
    }
    void whatReachesOutsideIsRefused() {
        QFETCH(QByteArray, file);
        const auto logo = read(file);
        QVERIFY(!logo);
        QCOMPARE(logo.error().code, ErrorCode::invalid);
        QVERIFY(!logo.error().detail.empty());
    }

    void whatIsNoPictureIsRefused() {
        for (const QByteArray& file : {QByteArray("GIF89a"), QByteArray(), QByteArray("<svg"), QByteArray("<html/>"),
                                       encoded(filled(8, 8), "BMP"), encoded(filled(64, 64), "PNG").left(60)})
            QVERIFY2(!read(file), file.left(8).toHex().constData());
        auto missing = models::readLogo(folder_.filePath(QStringLiteral("missing")));
        missing.waitForFinished();
        QVERIFY(!missing.result());
    }

    void whatIsTooLargeIsRefused() {
        const auto heavy = read(QByteArray(3 * 1024 * 1024, '<'));
        QVERIFY(!heavy && heavy.error().detail.find("2 MiB") != std::string::npos);
        QImage noise(256, 256, QImage::Format_RGB32);
        auto random = QRandomGenerator(7);
        for (int y = 0; y < 256; ++y)
            for (int x = 0; x < 256; ++x)
                noise.setPixel(x, y, random.generate() | 0xFF000000U);
        const auto dense = read(encoded(noise, "PNG"));
        QVERIFY(!dense && dense.error().detail.find("64 KiB") != std::string::npos);
        const auto wide = read(encoded(QImage(9000, 1, QImage::Format_Mono), "PNG"));
        QVERIFY(!wide && wide.error().detail.find("8,192") != std::string::npos);
    }
};

QTEST_MAIN(LogoTest)
#include "logo_test.moc"
