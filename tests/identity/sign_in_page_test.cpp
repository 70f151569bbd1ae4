// The sign-in page: what a brand or a request holds is shown and never run, and the preview is the same page.
#include <QRegularExpression>
#include <QtTest>

#include "identity/secrets.h"
#include "identity/sign_in_page.h"

using namespace steward;
using namespace steward::identity;

namespace {

domain::Brand clinics() {
    domain::Brand brand;
    brand.productName = "Fernhollow Care";
    brand.headline = "Appointments, letters and results in one place.";
    brand.welcome = "Welcome back to Fernhollow Care.";
    brand.primaryColour = "#1D6B57";
    brand.backgroundColour = "#F3F7F4";
    brand.textColour = "#1B2B25";
    brand.headingFont = "Inter Display";
    return brand;
}

bool has(const std::string& html, std::string_view text) {
    return html.find(text) != std::string::npos;
}

std::string styleOf(const std::string& html) {
    const auto start = html.find("<style>") + 7;
    return html.substr(start, html.find("</style>") - start);
}

}  // namespace

class SignInPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsTheBrand() {
        const std::string html = signInPage(clinics(), {.action = "/oauth/authorize"});
        QVERIFY(has(html, "<span class=\"product\">Fernhollow Care</span>"));
        QVERIFY(has(html, "Appointments, letters and results in one place."));
        QVERIFY(has(html, "Welcome back to Fernhollow Care."));
        QVERIFY(has(html, "background:#1D6B57"));
        QVERIFY(has(html, "'Inter Display',Inter,sans-serif"));
        for (const char* name : {"@primary", "@background", "@text", "@muted", "@line", "Font"})
            QVERIFY2(!has(html, name), name);
        QVERIFY(has(html, "<title>Sign in · Fernhollow Care</title>"));
    }

    void whoForgotThePasswordIsSentOn() {
        SignInPageState state;
        QVERIFY(!has(signInPage(clinics(), state), "Forgot your password?"));
        state.forgotPassword = "/account/forgot-password?tenant=\"><script>";
        const std::string html = signInPage(clinics(), state);
        QVERIFY(has(html, "Forgot your password?"));
        QVERIFY(has(html, "href=\"/account/forgot-password?tenant=&quot;&gt;&lt;script&gt;\""));
    }

    void aFormIsInertToo() {
        FormPageState state;
        state.title = state.text = state.error = state.button = "<b>\"";
        state.hidden = {{"token", "\"><script>"}};
        state.fields.push_back({"name", "<i>", "text", "name", "\" onfocus=\"alert(1)", 120});
        const std::string html = formPage(clinics(), state);
        for (const char* mark : {"<b>", "<i>", "<script>", "\" onfocus"})
            QVERIFY2(!has(html, mark), mark);
    }

    void htmlInTheBrandIsInert() {
        domain::Brand brand = clinics();
        brand.productName = "<script>alert(1)</script>\"'&";
        brand.headline = "</p><img src=x onerror=alert(1)>";
        brand.welcome = "</style><style>*{display:none}</style>";
        brand.primaryColour = "red;}</style><script>alert(1)</script>";
        brand.textColour = "#12345g";
        brand.bodyFont = "x';}body{display:none}";
        brand.logoPng = "\"><script>alert(1)</script>";
        const std::string html = signInPage(brand, {});
        QVERIFY(!has(html, "<script"));
        QVERIFY(!has(html, "<img"));
        QVERIFY(!has(styleOf(html), "display:none"));
        QVERIFY(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
        QCOMPARE(html.find("<style>"), html.rfind("<style>"));
        QCOMPARE(html.find("</style>"), html.rfind("</style>"));
        QVERIFY(has(styleOf(html), "background:#2F5BD8"));
    }

    void whatTheRequestHoldsIsInert() {
        SignInPageState state;
        state.hidden = {{"state", "\"><script>alert(1)</script>"}};
        state.email = "\" autofocus onfocus=\"alert(1)";
        state.error = "<b>no</b>";
        const std::string html = signInPage(clinics(), state);
        QVERIFY(!has(html, "<script"));
        QVERIFY(!has(html, "<b>"));
        QVERIFY(has(html, "value=\"&quot; autofocus onfocus=&quot;alert(1)\""));
    }

    void directionOverridesAreDropped() {
        domain::Brand brand = clinics();
        brand.productName = "Safe \xE2\x80\xAEgnp.exe\xE2\x81\xA6 name";
        QVERIFY(has(signInPage(brand, {}), ">Safe gnp.exe name<"));
    }

    void theLogoIsDataOrTheFirstLetter() {
        domain::Brand brand = clinics();
        brand.productName = "Öresund";
        QVERIFY(has(signInPage(brand, {}), "initial\">Ö</span>"));
        brand.logoPng = "iVBORw0KGgo=";
        QVERIFY(has(signInPage(brand, {}), "src=\"data:image/png;base64,iVBORw0KGgo=\""));
    }

    void thePolicyAllowsThisStyleAndNothingElse() {
        const std::string html = signInPage(clinics(), {});
        const std::string policy = contentSecurityPolicy(html, "http://127.0.0.1:50123");
        QVERIFY(policy.starts_with("default-src 'none'; style-src 'sha256-" + toBase64(sha256(styleOf(html))) + "'"));
        QVERIFY(has(policy, "form-action 'self' http://127.0.0.1:50123"));
        QVERIFY(has(policy, "frame-ancestors 'none'"));
        QVERIFY(!has(policy, "unsafe"));
        QVERIFY(!has(html, " style="));
    }

    void thePreviewIsTheSamePageWithoutAForm() {
        const std::string real = signInPage(clinics(), {.email = "rosa@fernhollow.example"});
        const std::string preview = signInPage(clinics(), {.email = "rosa@fernhollow.example", .preview = true});
        QCOMPARE(styleOf(preview), styleOf(real));
        QVERIFY(has(real, "<form"));
        QVERIFY(!has(preview, "<form"));
        QVERIFY(!has(preview, "<input"));
        QVERIFY(has(preview, "rosa@fernhollow.example"));
        QCOMPARE(preview.substr(0, preview.find("class=\"fields\"") - 5),
                 real.substr(0, real.find("class=\"fields\"") - 6));
    }

    void theStyleIsCss21() {
        const QString style = QString::fromStdString(styleOf(signInPage(clinics(), {})));
        for (const char* modern : {"flex", "grid", "var(", "calc(", "@import", "url("})
            QVERIFY2(!style.contains(QLatin1String(modern)), modern);
    }
};

QTEST_GUILESS_MAIN(SignInPageTest)
#include "sign_in_page_test.moc"
