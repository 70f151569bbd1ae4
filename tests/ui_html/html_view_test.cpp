// The preview: the page that the platform serves, drawn as a browser does, and inert whatever the brand holds.
#include <QBuffer>
#include <QDir>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QtTest>

#include "identity/sign_in_page.h"
#include "ui/html/html_view.h"
#include "ui/theme.h"

using namespace steward;
using ui::HtmlView;

namespace {

const QColor green(0x1D, 0x6B, 0x57);
const QColor ground(0xF3, 0xF7, 0xF4);

domain::Brand clinics() {
    domain::Brand brand;
    brand.productName = "Fernhollow Care";
    brand.headline = "Appointments, letters and results in one place.";
    brand.welcome = "Welcome back. Use your clinic account.";
    brand.primaryColour = "#1D6B57";
    brand.backgroundColour = "#F3F7F4";
    brand.textColour = "#1B2B25";
    return brand;
}

std::string page(const domain::Brand& brand, const std::string& error = {}) {
    identity::SignInPageState state;
    state.preview = true;
    state.email = "olivia.brand@fernhollow.example";
    state.error = error;
    return identity::signInPage(brand, state);
}

std::string pngOf(const QColor& color) {
    QImage image(64, 64, QImage::Format_ARGB32);
    image.fill(color);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes.toBase64().toStdString();
}

struct Shown : HtmlView {
    explicit Shown(const std::string& html, QSize size = {678, 520}, int pageWidth = 0) {
        resize(size);
        setPageWidth(pageWidth);
        setHtml(html);
        show();
        if (!QTest::qWaitForWindowExposed(this)) qFatal("not shown");
    }
    QImage picture() { return viewport()->grab().toImage(); }
};

int count(const QImage& image, const QColor& color, QRect where = {}) {
    if (where.isNull()) where = image.rect();
    int found = 0;
    for (int y = where.top(); y <= where.bottom(); ++y)
        for (int x = where.left(); x <= where.right(); ++x)
            if (image.pixelColor(x, y) == color) ++found;
    return found;
}

// The box around all pixels of this colour.
QRect box(const QImage& image, const QColor& color, QRect where) {
    QRect found;
    for (int y = where.top(); y <= where.bottom(); ++y)
        for (int x = where.left(); x <= where.right(); ++x)
            if (image.pixelColor(x, y) == color) found |= QRect(x, y, 1, 1);
    return found;
}

}  // namespace

class HtmlViewTest : public QObject {
    Q_OBJECT
    QTemporaryDir temporary_;

    void keep(const QImage& image, const QString& name) {
        const QString given = qEnvironmentVariable("STEWARD_SHOTS");
        const QDir folder(given.isEmpty() ? temporary_.path() : given);
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        QVERIFY(image.save(folder.filePath(name)));
    }

private Q_SLOTS:
    void initTestCase() { ui::Theme::current().apply(ui::ThemeKind::light); }

    void drawsTheBrand() {
        Shown view(page(clinics()));
        const QImage image = view.picture();
        keep(image, QStringLiteral("sign-in.png"));
        // The panel takes two fifths of the width and the whole height; the rest is the background.
        QCOMPARE(image.pixelColor(4, 4), green);
        QCOMPARE(image.pixelColor(4, image.height() - 4), green);
        QCOMPARE(image.pixelColor(int(image.width() * 0.4) - 4, 300), green);
        QCOMPARE(image.pixelColor(int(image.width() * 0.4) + 4, 300), ground);
        QCOMPARE(image.pixelColor(image.width() - 4, image.height() - 4), ground);
        // The button is as wide as the form, and the form is centred in its side.
        const QRect side(int(image.width() * 0.4) + 2, 0, image.width() - int(image.width() * 0.4) - 4, image.height());
        const QRect button = box(image, green, side);
        QCOMPARE(button.width(), 336);
        QVERIFY2(std::abs(button.center().x() - side.center().x()) <= 2, qPrintable(QString::number(button.x())));
        QVERIFY(button.height() >= 36 && button.height() <= 44);
        QVERIFY(count(image, Qt::white, side) > 2 * 300 * 20);
        QVERIFY(!view.verticalScrollBar()->isVisible());
    }

    void readsAsText() {
        Shown view(page(clinics(), "E-mail or password is wrong."));
        const QString text = view.plainText();
        for (const char* words : {"Fernhollow Care", "Appointments, letters and results in one place.",
                                  "Welcome back. Use your clinic account.", "olivia.brand@fernhollow.example",
                                  "E-mail or password is wrong.", "Keep me signed in", "Sign in"})
            QVERIFY2(text.contains(QLatin1String(words)), qPrintable(text));
        QVERIFY2(!text.contains(QLatin1Char('{')), qPrintable(text));
        QCOMPARE(view.accessibleDescription(), text);
        keep(view.picture(), QStringLiteral("sign-in-error.png"));
    }

    void drawsTheLogo() {
        domain::Brand brand = clinics();
        brand.logoPng = pngOf(QColor(0xFF, 0x80, 0x00));
        Shown view(page(brand));
        const QImage image = view.picture();
        keep(image, QStringLiteral("sign-in-logo.png"));
        const QRect logo = box(image, QColor(0xFF, 0x80, 0x00), image.rect());
        QVERIFY2(logo.width() >= 30 && logo.width() <= 32 && logo.height() >= 30,
                 qPrintable(QString::number(logo.width())));
        QVERIFY(logo.x() >= 27 && logo.y() >= 24);
    }

    void anyBrandIsInert() {
        domain::Brand brand = clinics();
        brand.productName = "<script>alert(1)</script><b>Bold</b>";
        brand.headline = "</p><img src=\"file:///etc/passwd\"><iframe src=\"http://evil.example\">";
        brand.welcome = "</style><style>*{background:#FF0000}</style>";
        brand.primaryColour = "red;}body{background:#FF0000}";
        brand.bodyFont = "x';}body{background:#FF0000}";
        brand.logoPng = "\"><script>alert(1)</script>";
        Shown view(page(brand, "<h1>No</h1>"));
        const QString text = view.plainText();
        QVERIFY2(text.contains(QStringLiteral("<script>alert(1)</script><b>Bold</b>")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("</style><style>*{background:#FF0000}</style>")));
        QVERIFY(text.contains(QStringLiteral("<h1>No</h1>")));
        const QImage image = view.picture();
        QCOMPARE(count(image, Qt::red), 0);
        // Long words end at the edge of the panel.
        QCOMPARE(count(image, Qt::white, QRect(int(image.width() * 0.4) + 2, 20, 100, 50)), 0);
        keep(image, QStringLiteral("sign-in-hostile.png"));
    }

    void fetchesAndRunsNothing() {
        QTemporaryDir folder;
        QImage picture(40, 40, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QVERIFY(picture.save(folder.filePath(QStringLiteral("a.png"))));
        const std::string url = "file://" + folder.path().toStdString() + "/a.png";
        Shown view("<html><head><style>@import url('" + url + "');body{background:url('" + url +
                   "')}</style><link rel=\"stylesheet\" href=\"" + url +
                   "\"><script>document.write('<p>ran</p>')</script></head><body><p>here</p><img src=\"" + url +
                   "\"><img src=\"data:image/svg+xml;base64,PHN2Zy8+\"><img src=\"data:image/png;base64,AAAA\">"
                   "</body></html>");
        QCOMPARE(count(view.picture(), Qt::red), 0);
        QVERIFY2(!view.plainText().contains(QStringLiteral("ran")), qPrintable(view.plainText()));
        QVERIFY(view.plainText().contains(QStringLiteral("here")));
    }

    void anythingIsTaken() {
        Shown view("");
        QVERIFY(view.plainText().isEmpty());
        std::string deep;
        for (int i = 0; i < 300; ++i)
            deep += "<div>";
        for (const std::string& html :
             {std::string("plain"), std::string("<"), std::string("<html><body><p>open"), deep + "deep",
              std::string("<p style='width:99999999px;height:calc(;color:#'>x</p>"), std::string("\xff\xfe\x80"),
              std::string("<table><tr><td><ul><li>a<li>b")})
            view.setHtml(html), view.picture();
        view.setHtml("");
        QVERIFY(view.plainText().isEmpty());
    }

    void aPhoneStacksThePage() {
        Shown view(page(clinics()), {678, 560}, 390);
        const QImage image = view.picture();
        keep(image, QStringLiteral("sign-in-phone.png"));
        const int left = (678 - 390) / 2;
        QCOMPARE(image.pixelColor(left + 4, 4), green);
        QCOMPARE(image.pixelColor(left + 386, 4), green);
        QCOMPARE(image.pixelColor(left + 4, image.height() - 4), ground);
        QVERIFY(image.pixelColor(left - 4, 4) != green);
        QVERIFY(image.pixelColor(left + 394, 4) != green);
        // Scaled down where there is less room than that.
        view.resize(200, 400);
        const QImage small = view.picture();
        QCOMPARE(small.pixelColor(3, 3), green);
        QCOMPARE(small.pixelColor(196, 3), green);
    }

    void aLongPageScrolls() {
        Shown view(page(clinics()), {678, 300});
        QVERIFY(view.verticalScrollBar()->maximum() > 100);
        const QImage top = view.picture();
        QTest::keyClick(&view, Qt::Key_PageDown);
        QVERIFY(view.verticalScrollBar()->value() > 0);
        QVERIFY(view.picture() != top);
        const int place = view.verticalScrollBar()->value();
        domain::Brand brand = clinics();
        brand.productName = "Another";
        view.setHtml(page(brand));
        QCOMPARE(view.verticalScrollBar()->value(), place);
    }

    void theServedPageIsDrawnToo() {
        identity::SignInPageState state;
        state.action = "/sign-in";
        Shown view(identity::signInPage(clinics(), state));
        QVERIFY(view.plainText().contains(QStringLiteral("Keep me signed in")));
        Shown message(identity::messagePage(clinics(), "Signed out", "You can close this window."));
        QVERIFY(message.plainText().contains(QStringLiteral("You can close this window.")));
        keep(message.picture(), QStringLiteral("message.png"));
    }
};

QTEST_MAIN(HtmlViewTest)
#include "html_view_test.moc"
