// The document of a configuration: read, written, compared and promoted, without a platform.
#include <QtTest>

#include "configuration/difference.h"

using namespace steward;
using configuration::Change;
using configuration::Document;
using configuration::Format;

namespace {

json::Object tenant(const std::string& name, const std::string& plan = "team") {
    domain::TenantConfiguration tenant;
    tenant.name = name;
    tenant.plan = *enumFromName<domain::SubscriptionPlan>(plan);
    tenant.tags = {"a", "b"};
    return json::toValue(tenant).as_object();
}

Document sample() {
    Document document;
    document.parts["plans"]["team"] =
        json::toValue(domain::initialPlans().at(domain::SubscriptionPlan::team)).as_object();
    document.parts["tenants"]["tarnwick"] = tenant("Tarnwick Foods");
    document.parts["tenants"]["quillmark"] = tenant("Quillmark Press");
    document.parts["roles"]["tarnwick/Report desk"] =
        json::Object{{"description", "Runs reports: all, even 1e3"}, {"permissions", json::Array{"signedIn"}}};
    document.parts["brands"]["tarnwick"] = json::toValue(domain::Brand{.productName = "Tarnwick"}).as_object();
    return document;
}

std::string detailOf(const std::string& text) {
    const auto read = configuration::read(text);
    return read ? "it was read" : read.error().message + " " + read.error().detail;
}

// Texts that some reader takes for something else, or that could end the scalar they stand in.
const std::vector<std::string> deceptive{"",
                                         "true",
                                         "False",
                                         "null",
                                         "~",
                                         "yes",
                                         "No",
                                         "on",
                                         "y",
                                         "1",
                                         "-1",
                                         "+1",
                                         "0x1f",
                                         "0o17",
                                         "017",
                                         "1_000",
                                         "1e3",
                                         "1.0",
                                         ".5",
                                         ".inf",
                                         "-.INF",
                                         ".nan",
                                         "12:30",
                                         "2026-01-01",
                                         "- a",
                                         "-",
                                         "?",
                                         ": ",
                                         "a: b",
                                         "a #b",
                                         "#b",
                                         "&a",
                                         "*a",
                                         "!a",
                                         "|",
                                         ">",
                                         "'",
                                         "\"",
                                         "%a",
                                         "@a",
                                         "`a",
                                         "{",
                                         "[]",
                                         "a\nb",
                                         "a\n",
                                         "\ta",
                                         " a",
                                         "a ",
                                         "a\\b",
                                         "<<",
                                         "=",
                                         "---",
                                         "...",
                                         "a\r\nb",
                                         "\x7f",
                                         "\xc2\x85",
                                         "\xe2\x80\xa8",
                                         "\xef\xbb\xbf",
                                         "\xf0\x9f\x8c\xb1",
                                         "\x01",
                                         "Zürich"};

}  // namespace

class ConfigurationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsReadTheSame() {
        for (const auto format : {Format::json, Format::yaml}) {
            const auto text = configuration::write(sample(), format);
            const auto again = configuration::read(text);
            QVERIFY2(again.has_value(), detailOf(text).c_str());
            QVERIFY(*again == sample());
            QCOMPARE(configuration::write(*again, format), text);
        }
    }

    void theOrderIsThatOfTheTypeWhateverItWasReadIn() {
        const std::string mixed =
            R"({"tenants":{"b":{"zone":1,"plan":"team","name":"B"},"a":{}},"form":1,"plans":{},"hooks":{"x":{}}})";
        const auto document = configuration::read(mixed);
        QVERIFY2(document.has_value(), detailOf(mixed).c_str());
        QCOMPARE(configuration::write(*document, Format::yaml),
                 std::string("form: 1\nplans: {}\ntenants:\n  a: {}\n  b:\n    name: B\n    plan: team\n    zone: 1\n"
                             "hooks:\n  x: {}\n"));
        QCOMPARE(configuration::write(*document, Format::json),
                 std::string("{\n  \"form\": 1,\n  \"plans\": {},\n  \"tenants\": {\n    \"a\": {},\n    \"b\": {\n"
                             "      \"name\": \"B\",\n      \"plan\": \"team\",\n      \"zone\": 1\n    }\n  },\n"
                             "  \"hooks\": {\n    \"x\": {}\n  }\n}\n"));
    }

    void deceptiveTextStaysText() {
        Document document;
        int count = 0;
        auto& entries = document.parts["tenants"];
        for (const auto& text : deceptive) {
            json::Object entry{{"name", text}, {"tags", json::Array{json::Value(text), json::Value(text)}}};
            entry["k" + text] = text;
            entries["key " + std::to_string(count++)] = entry;
            entries[text] = entry;
        }
        entries[std::string(5000, 'k')] = json::Object{{std::string(2000, '"'), json::Array{json::Object{{"x", 1}}}}};
        for (const auto format : {Format::json, Format::yaml}) {
            const auto text = configuration::write(document, format);
            const auto again = configuration::read(text);
            QVERIFY2(again.has_value(), detailOf(text).c_str());
            QVERIFY(*again == document);
        }
    }

    void scalarsMeanWhatTheCoreSchemaSays() {
        const auto value = configuration::parseYaml(
            "a: 1\nb: -2.5\nc: 0x10\nd: 0o17\ne: 1e3\nf: true\ng: ~\nh:\ni: yes\nj: \"1\"\nk: '2'\nl: !!str 3\n"
            "m: 18446744073709551615\nn: .5\no: 1_000\np: +7\nq: 2026-01-01\n");
        QVERIFY2(value.has_value(), value ? "" : value.error().detail.c_str());
        QCOMPARE(json::write(*value),
                 std::string(R"({"a":1,"b":-2.5,"c":16,"d":15,"e":1000,"f":true,"g":null,"h":null,"i":"yes","j":"1",)"
                             R"("k":"2","l":"3","m":18446744073709551615,"n":0.5,"o":"1_000","p":7,)"
                             R"("q":"2026-01-01"})"));
    }

    void badYamlIsRefusedWithItsPlace_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const std::string& text, const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(expected);
        };
        row("empty", "", "nothing in it");
        row("alias", "form: 1\ntenants:\n  a: &x {name: b}\n  c: *x\n", "line 4, column 6: aliases");
        row("laughs", "a: &a [x,x,x]\nb: &b [*a,*a,*a]\n", "line 2, column 8: aliases");
        row("tag", "form: !!int 1\n", "tags are not read here");
        row("foreign tag", "form: !exec [a]\n", "tags are not read here");
        row("twice", "form: 1\ntenants:\n  a: {}\n  a: {}\n", "line 4, column 3: \"a\" is there already");
        row("key is a list", "? [a]\n: b\n", "a key must be text");
        row("two documents", "form: 1\n---\nform: 1\n", "more than one YAML document");
        row("open quote", "form: \"1\n", "line ");
        row("tab", "form: 1\ntenants:\n\ta: {}\n", "line 3");
        row("control", std::string("form: 1\nx: \x01\n"), "line 2, column 4");
        row("NUL", std::string("f\0orm", 5), "line 1, column 2");
        row("no UTF-8", "form: \xff\n", "line 1, column 7");
        row("surrogate", "form: \xed\xa0\x80\n", "line 1, column 7");
        row("infinite", "form: 1e999\n", "too large");
        row("escape", "form: \"\\N\"\n", "line 1, column 7: an escape");
        row("deep", std::string(200, '['), "line 1");
        row("very deep", "form: " + std::string(1'000'000, '['), "line 1, column ");
        row("deep lists", "form: " + std::string(70, '[') + std::string(70, ']'), "64 levels");
        row("broken JSON", "{\"form\": 1,\n  \"tenants\": }\n", "line 2, column 14");
        row("JSON twice", R"({"form": 1, "tenants": {"a": {"name": "x", "name": "y"}}})",
            "/tenants/a/name is there twice");
        row("JSON entry twice", R"({"form": 1, "tenants": {"a": {}, "a": {}}})", "/tenants/a is there twice");
        row("JSON escaped twice", R"({"form": 1, "tenants": {"a": {"n": 1, "\u006e": 2}}})", "/tenants/a/n is there");
        row("no object", "- a\n", "it must be an object");
        row("no form", "tenants: {}\n", "/form is missing");
        row("newer form", "form: 2\n", "/form is another than 1");
        row("part", "form: 1\ntenants: []\n", "/tenants must be an object");
        row("entry", "form: 1\ntenants:\n  a: 1\n", "/tenants/a must be an object");
        row("singular", "form: 1\ntenant:\n  a: {}\n", "/tenant is called tenants");
    }
    void badYamlIsRefusedWithItsPlace() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto detail = detailOf(text.toStdString());
        QVERIFY2(detail.find(expected.toStdString()) != std::string::npos, detail.substr(0, 300).c_str());
    }

    void whatIsTooLargeIsRefused() {
        QCOMPARE(configuration::read(std::string(configuration::maxBytes + 1, ' ')).error().code, ErrorCode::tooLarge);
        std::string many = "form: 1\ntenants:\n";
        for (int i = 0; i <= 10'000; ++i)
            many += "  t" + std::to_string(i) + ": {}\n";
        QCOMPARE(configuration::read(many).error().code, ErrorCode::tooLarge);
        std::string nodes = "form: 1\nx:\n  a:\n    b: [";
        for (std::size_t i = 0; i <= configuration::maxNodes; ++i)
            nodes += "1,";
        QVERIFY(detailOf(nodes + "]\n").find("at most 1,000,000 values") != std::string::npos);
    }

    void differencesAreToldFieldByField() {
        auto after = sample();
        after.parts["tenants"]["tarnwick"]["plan"] = "scale";
        after.parts["tenants"]["tarnwick"]["motto"] = "New";
        after.parts["tenants"].erase("quillmark");
        after.parts["roles"]["Auditor's help"] = json::Object{{"description", "New"}};
        const auto differences = configuration::difference(sample(), after);
        QCOMPARE(differences.entries.size(), std::size_t(3));
        QCOMPARE(differences.entries[0].key, std::string("quillmark"));
        QCOMPARE(differences.entries[0].change, Change::removed);
        const auto& changed = differences.entries[1];
        QCOMPARE(changed.kind + " " + changed.key, std::string("tenant tarnwick"));
        QCOMPARE(changed.change, Change::changed);
        QCOMPARE(changed.fields.size(), std::size_t(2));
        QCOMPARE(changed.fields[0].field, std::string("plan"));
        QCOMPARE(changed.fields[0].before, json::Value("team"));
        QCOMPARE(changed.fields[0].after, json::Value("scale"));
        QVERIFY(changed.fields[1].before.is_null());
        QCOMPARE(differences.entries[2].kind, std::string("role"));
        QCOMPARE(differences.entries[2].change, Change::added);
        QVERIFY(configuration::difference(after, after).empty());
    }

    void whatIsNotNamedIsNotNeeded() {
        Document wanted;
        wanted.parts["tenants"]["tarnwick"] = json::Object{{"plan", "team"}};
        QVERIFY(configuration::needed(sample(), wanted).empty());
        wanted.parts["tenants"]["tarnwick"]["plan"] = "scale";
        wanted.parts["tenants"]["new"];
        const auto needed = configuration::needed(sample(), wanted);
        QCOMPARE(needed.entries.size(), std::size_t(2));
        QCOMPARE(needed.entries[0].change, Change::added);
        QCOMPARE(needed.entries[1].fields.size(), std::size_t(1));
        QCOMPARE(configuration::difference(sample(), wanted).entries.size(), std::size_t(3));
    }

    void whatOnlyOneSideSaysIsNotCompared() {
        auto after = sample();
        after.parts.erase("brands");
        after.parts["hooks"];
        const auto differences = configuration::difference(sample(), after);
        QVERIFY(differences.empty());
        QCOMPARE(differences.notCompared, (std::vector<std::string>{"hooks", "brands"}));
    }

    void whatIsChosenBecomesTargets() {
        auto after = sample();
        after.parts["tenants"]["tarnwick"]["plan"] = "scale";
        after.parts["plans"]["team"]["seats"] = 60;
        after.parts["brands"].erase("tarnwick");
        const auto differences = configuration::difference(sample(), after);
        const auto choose = [&](const std::string& word) {
            return configuration::chosen(differences, {configuration::choiceFrom(word).value()}, sample(), after);
        };
        const auto all = configuration::toTargets(after, differences.entries);
        QVERIFY(all.has_value());
        QCOMPARE(all->size(), std::size_t(2));
        QCOMPARE(all->at(0).entity, domain::EntityKind::subscriptionPlan);
        QCOMPARE(all->at(0).key, std::string("team"));
        const auto one = choose("tenant:tarnwick");
        QCOMPARE(one->size(), std::size_t(1));
        const auto targets = configuration::toTargets(after, *one);
        QCOMPARE(targets->at(0).entity, domain::EntityKind::tenant);
        // The limits follow from the plan, so they are said, too, though they are the same on both sides.
        QVERIFY(targets->at(0).patch.as_object().contains("seatsLimit"));
        QVERIFY(choose("tenants:quillmark")->empty());
        QCOMPARE(choose("tenant:nowhere").error().code, ErrorCode::notFound);
        QVERIFY(!configuration::choiceFrom("tenant"));
        QVERIFY(!configuration::choiceFrom(":tarnwick"));
    }

    void whatThisVersionDoesNotKnowIsNotPromoted() {
        auto before = sample();
        auto after = sample();
        before.parts["hooks"];
        after.parts["hooks"]["x"] = json::Object{{"url", "https://x.example"}};
        const auto differences = configuration::difference(before, after);
        QCOMPARE(differences.entries.size(), std::size_t(1));
        QCOMPARE(differences.entries[0].kind, std::string("hooks"));
        QCOMPARE(configuration::toTargets(after, differences.entries).error().code, ErrorCode::invalid);
    }

    void slugsAreThoseOfTenants() {
        auto document = sample();
        document.parts["roles"]["Night shift"] = {};
        document.parts["roles"]["/a/b"] = {};
        QCOMPARE(configuration::slugsOf(document), (std::vector<std::string>{"quillmark", "tarnwick"}));
    }
};

QTEST_APPLESS_MAIN(ConfigurationTest)
#include "configuration_test.moc"
