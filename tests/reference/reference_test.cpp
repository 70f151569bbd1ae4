// The documents and their page, as the platform serves them.
#include <QRegularExpression>
#include <QtTest>
#include <fstream>

#include "contract/endpoints.h"
#include "contract/topics.h"
#include "reference/reference_page.h"
#include "reference/style.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;

namespace {

std::string fileText(const char* name) {
    std::ifstream in(qEnvironmentVariable("STEWARD_SOURCE").toStdString() + "/" + name);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

class ReferenceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY2(platform_.start(), platform_.log().c_str()); }

    void theDocumentsAreServedToAnybody() {
        for (const auto* name : {"openapi.json", "asyncapi.json"}) {
            const auto reply = test::ask(platform_.port(), {.target = std::string("/") + name});
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.header("Content-Type"), std::string("application/json"));
            QCOMPARE(reply.body, fileText((std::string("docs/") + name).c_str()));
            const test::Ask again{.target = std::string("/") + name,
                                  .headers = {{"If-None-Match", reply.header("ETag")}}};
            QCOMPARE(test::ask(platform_.port(), again).status, 304);
        }
        QCOMPARE(test::ask(platform_.port(), {.method = "POST", .target = "/openapi.json"}).status, 405);
    }

    void thePageNamesAllThatThereIs() {
        const auto page = test::ask(platform_.port(), {.target = "/docs"});
        QCOMPARE(page.status, 200);
        QCOMPARE(page.header("Content-Type"), std::string("text/html; charset=utf-8"));
        std::apply(
            [&](const auto&... endpoint) {
                const auto look = [&](const auto& one) {
                    const std::string card = "id=\"op-" + std::string(one.name) + "\"";
                    QVERIFY2(contains(page.body, card), card.c_str());
                };
                (look(endpoint), ...);
            },
            contract::endpoints);
        std::apply(
            [&](const auto&... topic) {
                const auto look = [&](const auto& one) {
                    const std::string card = "id=\"topic-" + std::string(one.name) + "\"";
                    QVERIFY2(contains(page.body, card), card.c_str());
                };
                (look(topic), ...);
            },
            contract::topics);
    }

    void everyLinkOfThePageLeadsSomewhere() {
        const auto page = QString::fromStdString(test::ask(platform_.port(), {.target = "/docs"}).body);
        static const QRegularExpression link(QStringLiteral("(?:href|src)=\"([^\"]*)\""));
        for (const auto& match : link.globalMatch(page)) {
            const QString target = match.captured(1);
            if (target.startsWith(u'#'))
                QVERIFY2(page.contains(QStringLiteral("id=\"%1\"").arg(target.mid(1))), qPrintable(target));
            else if (target.startsWith(u'/'))
                QCOMPARE(test::ask(platform_.port(), {.target = target.toStdString()}).status, 200);
            else
                QCOMPARE(target, QStringLiteral("data:,"));  // nothing is fetched from elsewhere
        }
    }

    void nothingInlineRuns() {
        const auto page = test::ask(platform_.port(), {.target = "/docs"});
        const std::string policy = page.header("Content-Security-Policy");
        QVERIFY2(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), policy.c_str());
        QVERIFY2(!contains(policy, "unsafe"), policy.c_str());
        const auto text = QString::fromStdString(page.body);
        QCOMPARE(text.count(QStringLiteral("<script")), 1);
        QVERIFY(text.contains(QStringLiteral("<script src=\"/docs/script.js\" defer></script>")));
        static const QRegularExpression inlined(QStringLiteral("<[^>]*\\s(?:style|on[a-z]+)="));
        QVERIFY(!inlined.match(text).hasMatch());
        QVERIFY(!text.contains(QStringLiteral("<style")));
    }

    void whatLooksLikeMarkupStaysText() {
        const json::Value hostile = "</code><script>alert(1)</script>\"'&<img src=x onerror=alert(1)>";
        const json::Value schema{{"type", "object"}, {"properties", {{hostile.get_string(), {{"type", "string"}}}}}};
        const json::Value operation{
            {"operationId", hostile},  {"summary", hostile},
            {"description", hostile},  {"tags", json::Array{hostile}},
            {"x-permission", hostile}, {"responses", {{hostile.get_string(), {{"description", hostile}}}}}};
        const json::Value api{{"info", {{"title", hostile}, {"description", hostile}}},
                              {"paths", {{hostile.get_string(), {{hostile.get_string(), operation}}}}},
                              {"components", {{"schemas", {{hostile.get_string(), schema}}}}}};
        const json::Value feed{{"channels", {{hostile.get_string(), {{"description", hostile}}}}}};
        const std::string page = reference::referencePage(api, feed);
        QCOMPARE(QString::fromStdString(page).count(QStringLiteral("<script")), 1);
        QVERIFY(!contains(page, "<img"));
        QVERIFY(contains(page, "&lt;img src=x onerror=alert(1)&gt;"));
        QVERIFY(!reference::referencePage(json::Value(), json::Array{1, 2}).empty());
    }

    void everyColourHasARoleInEveryTheme() {
        const auto style = QString::fromStdString(reference::styleSheet());
        static const QRegularExpression used(QStringLiteral("var\\((--[A-Za-z-]+)\\)"));
        for (const auto& match : used.globalMatch(style)) {
            const auto defined = style.count(match.captured(1) + QStringLiteral(": "));
            QVERIFY2(defined == 4, qPrintable(match.captured(1)));  // light, dark twice, high contrast
        }
        const auto rules = style.mid(style.indexOf(QStringLiteral("* { box-sizing")));
        static const QRegularExpression literal(QStringLiteral("#[0-9A-Fa-f]{3,8}\\b(?!\\w*\\s*\\{)"));
        QVERIFY(!literal.match(rules).hasMatch());
    }

private:
    test::StewarddFixture platform_;
};

QTEST_GUILESS_MAIN(ReferenceTest)
#include "reference_test.moc"
