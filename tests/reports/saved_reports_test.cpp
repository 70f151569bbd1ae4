// Saved reports of people: shared with roles, in folders, with versions from the audit log, previewed, found; and as
// documents that a team keeps in git with stewardctl. Through a real stewardd.
#include <QFile>
#include <QtTest>

#include "base/json.h"
#include "contract/endpoints.h"
#include "report/definition.h"
#include "report/result.h"
#include "tests/cli/stewardctl.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using contract::SavedReport;
using domain::Role;
using test::Ask;
using test::Ran;
using test::read;
using test::Reply;
using test::words;

namespace {

report::Definition byPlan(const std::string& name) {
    report::Definition definition;
    definition.name = name;
    definition.dataset = "subscriptions";
    definition.rows = {{"plan"}};
    definition.measures = {{"mrr", report::Aggregate::sum}};
    return definition;
}

QByteArray written(const Ran& ran) {
    return QByteArray::number(ran.code) + "\n" + ran.out + ran.err;
}

#define RAN(ran, wanted) QVERIFY2((ran).code == (wanted), written(ran).constData())

}  // namespace

class SavedReportsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(60), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        const auto tarnwick =
            read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3Dtarnwick"}))
                .items.at(0);
        for (const auto role : {Role::owner, Role::admin, Role::analyst}) {
            const auto users = read<contract::Page<domain::User>>(
                platform_.ask({.target = "/v1/users?limit=1&filter=status%3Dactive%3BtenantId%3D" + tarnwick.id +
                                         "%3Brole%3D" + std::string(enumName(role))}));
            tokens_[role] = test::signIn(platform_.port(), tarnwick.slug, users.items.at(0).email).token;
            QVERIFY2(!tokens_[role].empty(), std::string(enumName(role)).c_str());
        }
    }

    void withoutSharingItIsForEverybodyHere() {
        const auto report = saved(byPlan("Open to all"), tokens_[Role::analyst]);
        QVERIFY(!report.viewers && !report.editors);
        for (const auto role : {Role::owner, Role::admin, Role::analyst})
            QVERIFY(names(tokens_[role]).contains(QStringLiteral("Open to all")));
        // Staff have their own.
        QVERIFY(!names(platform_.token()).contains(QStringLiteral("Open to all")));
        QCOMPARE(get(report.id, platform_.token()).status, 404);
        auto renamed = byPlan("Open, renamed");
        QCOMPARE(change(report, renamed, tokens_[Role::owner]).status, 200);
        QCOMPARE(remove(report.id, tokens_[Role::admin]).status, 204);
    }

    void rolesSeeAndChangeWhatIsSharedWithThem() {
        const std::string& mine = tokens_[Role::analyst];
        auto report = saved(byPlan("Only mine"), mine, R"({"viewers":[]})");
        QVERIFY(report.editors && report.editors->empty());
        QVERIFY(names(mine).contains(QStringLiteral("Only mine")));
        for (const auto role : {Role::owner, Role::admin}) {
            QVERIFY(!names(tokens_[role]).contains(QStringLiteral("Only mine")));
            QCOMPARE(get(report.id, tokens_[role]).status, 404);
            QCOMPARE(get(report.id + "/versions", tokens_[role]).status, 404);
            QCOMPARE(change(report, byPlan("Taken"), tokens_[role]).status, 404);
            QCOMPARE(remove(report.id, tokens_[role]).status, 404);
            QVERIFY(!isFound(report.id, tokens_[role]));
        }
        QVERIFY(isFound(report.id, mine));

        const auto shared = change(report, byPlan("Only mine"), mine, R"("sharing":{"viewers":["admin"]})");
        QCOMPARE(shared.status, 200);
        report = read<SavedReport>(shared);
        QVERIFY(names(tokens_[Role::admin]).contains(QStringLiteral("Only mine")));
        QVERIFY(!names(tokens_[Role::owner]).contains(QStringLiteral("Only mine")));
        QCOMPARE(change(report, byPlan("Mine"), tokens_[Role::admin]).status, 403);
        report = read<SavedReport>(
            change(report, byPlan("Only mine"), mine, R"("sharing":{"viewers":["admin"],"editors":["admin"]})"));
        const auto changed = change(report, byPlan("Ours now"), tokens_[Role::admin]);
        QCOMPARE(changed.status, 200);
        // Only the owner says who sees it, and only to people here.
        QCOMPARE(change(read<SavedReport>(changed), byPlan("Ours now"), tokens_[Role::admin], R"("sharing":{})").status,
                 403);
        QCOMPARE(
            change(read<SavedReport>(changed), byPlan("Ours now"), mine, R"("sharing":{"viewers":["support"]})").status,
            422);
        // A second save of the version before is refused.
        QCOMPARE(change(report, byPlan("Late"), mine).status, 412);
    }

    void reportsReadNoMoreThanWhoRunsThem() {
        struct Case {
            const char* what;
            report::Definition definition;
            int ofAnalyst = 403;
        };
        const auto on = [](const char* dataset, const char* row) {
            report::Definition definition;
            definition.name = "Reads";
            definition.dataset = dataset;
            definition.rows = {{row}};
            definition.measures = {{"", report::Aggregate::count}};
            return definition;
        };
        auto searched = on("tenants", "plan");
        searched.filter = "search~tarnwick";
        auto calculated = on("usage", "who");
        calculated.fields = {{"who", "concat(tenant.ownerName, metric)"}};
        auto counted = on("subscriptions", "plan");
        counted.measures = {{"ownerName", report::Aggregate::distinct}};
        const Case cases[] = {{"its own", on("tenants", "plan"), 200},
                              {"through a relation", on("usage", "tenant.slug"), 200},
                              {"people", on("users", "role")},
                              {"people through a relation", on("audit", "actor.email")},
                              {"a person's name", on("tenants", "ownerName")},
                              {"through a relation, a person's address", on("usage", "tenant.ownerEmail")},
                              {"calculated of a name", calculated},
                              {"counted by name", counted},
                              {"searched by address", searched}};
        for (const auto& [what, definition, ofAnalyst] : cases) {
            const std::string body = "{\"definition\":" + json::write(definition) + "}";
            for (const auto role : {Role::analyst, Role::owner}) {
                const auto reply = platform_.ask(
                    {.method = "POST", .target = "/v1/reports/run", .body = body, .token = tokens_[role]});
                QVERIFY2(reply.status == (role == Role::analyst ? ofAnalyst : 200), (what + reply.body).c_str());
            }
            // Nor may it be kept for others to run.
            if (ofAnalyst == 403) {
                const auto kept = platform_.ask(
                    {.method = "POST", .target = "/v1/reports", .body = body, .token = tokens_[Role::analyst]});
                QVERIFY2(kept.status == 403, (what + kept.body).c_str());
            }
        }
    }

    void versionsComeFromTheAuditLog() {
        auto report = saved(byPlan("Versioned"), platform_.token());
        auto second = byPlan("Versioned");
        second.limit = 3;
        report = read<SavedReport>(change(report, second, platform_.token(), R"("note":"Only the first")"));
        report = read<SavedReport>(change(report, second, platform_.token(), R"("folder":"Finance/Monthly")"));
        QCOMPARE(report.folder, std::string("Finance/Monthly"));
        const auto history = read<contract::ReportHistory>(get(report.id + "/versions", platform_.token()));
        QCOMPARE(history.items.size(), std::size_t(3));
        QCOMPARE(history.items[0].version, std::int64_t(3));
        QCOMPARE(history.items[0].folder, std::string("Finance/Monthly"));
        QCOMPARE(history.items[1].note, std::string("Only the first"));
        QCOMPARE(*report::readDefinition(json::write(history.items[1].definition)), second);
        QCOMPARE(*report::readDefinition(json::write(history.items[2].definition)), byPlan("Versioned"));
        QVERIFY(!history.items[2].savedBy.empty());
        // The log has them, and its chain holds.
        const auto entries = read<contract::Page<domain::AuditEntry>>(
            platform_.ask({.target = "/v1/audit?filter=entity%3Dreport%3BentityId%3D" + report.id}));
        QCOMPARE(entries.items.size(), std::size_t(3));
        QCOMPARE(read<contract::Page<SavedReport>>(
                     platform_.ask({.target = "/v1/reports?filter=folder%3D%22Finance/Monthly%22"}))
                     .items.size(),
                 std::size_t(1));
        for (const char* folder : {"/x", "x/", "a//b", "a\\u0007"})
            QCOMPARE(change(report, second, platform_.token(), std::string("\"folder\":\"") + folder + "\"").status,
                     422);
    }

    void aPreviewSaysThatItIsOne() {
        const auto truthOf = [&](const std::string& sample) {
            const auto reply =
                platform_.ask({.method = "POST",
                               .target = "/v1/reports/run",
                               .body = "{\"definition\":" + json::write(byPlan("Preview")) + sample + "}"});
            const auto end = reply.body.substr(reply.body.rfind("\n{") + 1);
            return json::fromValue<report::Truth>(json::parse(end)->at("truth"), json::Unknown::ignore).value();
        };
        const auto whole = truthOf("");
        QVERIFY(whole.complete && !whole.sample && whole.rowsScanned > 50);
        const auto first = truthOf(",\"sample\":50");
        QVERIFY(!first.complete);
        QCOMPARE(first.sample, std::optional<std::int64_t>(50));
        QCOMPARE(first.rowsScanned, std::int64_t(50));
        // More than there is: nothing was left out.
        const auto all = truthOf(",\"sample\":100000");
        QVERIFY(all.complete && !all.sample);
        QCOMPARE(all.rowsScanned, whole.rowsScanned);
        for (const char* wrong : {"0", "-1", "100001"})
            QCOMPARE(
                platform_
                    .ask({.method = "POST",
                          .target = "/v1/reports/run",
                          .body = "{\"definition\":" + json::write(byPlan("Preview")) + ",\"sample\":" + wrong + "}"})
                    .status,
                400);
    }

    void documentsGoRoundWithStewardctl() {
        QFile file(program_.file(QStringLiteral("plans.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "{\"dataset\":\"subscriptions\",\"name\":\"Plans of a region\",\"version\":2,"
            "\"measures\":[{\"aggregate\":\"sum\",\"field\":\"mrr\"},{\"of\":\"sum(mrr)\",\"aggregate\":\"share\"}],"
            "\"rows\":[{\"field\":\"plan\"}],\"filter\":\"region in ($regions)\","
            "\"parameters\":[{\"name\":\"regions\",\"type\":\"text\",\"several\":true}]}");
        file.close();
        RAN(run("report put plans.json --folder Finance"), 0);
        const auto got = run("report get Plans\u00a0of\u00a0a\u00a0region");
        RAN(got, 0);
        // The order of members is always the same, and what is usual is not there.
        QVERIFY2(got.out.startsWith("{\n  \"version\": 2,\n  \"name\": \"Plans of a region\",\n  \"dataset\""),
                 got.out);
        QVERIFY(!got.out.contains("weekStart") && !got.out.contains("hidden"));
        RAN(run("report get Plans\u00a0of\u00a0a\u00a0region --out again.json"), 0);
        RAN(run("report diff plans.json again.json"), 0);
        const auto version = [&] { return json::parse(run("report put again.json").out.toStdString())->at("version"); };
        QCOMPARE(version().as_int64(), 1);  // no change

        const auto missing = run("report run plans.json");
        RAN(missing, 1);
        QVERIFY2(missing.err.contains("regions"), written(missing));
        const auto one = run("report run plans.json --parameter regions=eu-west");
        RAN(one, 0);
        const auto two = run("report run plans.json -p regions=eu-west -p regions=eu-central");
        RAN(two, 0);
        const auto rowsOf = [](const Ran& ran) {
            return json::parse(ran.out.toStdString())->at("truth").at("rowsScanned").as_int64();
        };
        QVERIFY(rowsOf(one) > 0 && rowsOf(two) > rowsOf(one));
        RAN(run("report run plans.json -p nothing=1"), 1);
        RAN(run("report run plans.json -p nothing"), 2);

        QByteArray text = got.out;
        text.replace("\"plan\"", "\"billingInterval\"");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        RAN(run("report put plans.json --note Intervals"), 0);
        const auto different =
            run("report diff --json Plans\u00a0of\u00a0a\u00a0region@1 Plans\u00a0of\u00a0a\u00a0region");
        RAN(different, 1);
        const auto found = json::parse(different.out.toStdString());
        QVERIFY2(found && found->as_array().size() == 2, written(different));
        QCOMPARE(std::string(found->as_array()[0].at("path").as_string()), std::string("/rows/0"));
        RAN(run("report get --all kept"), 0);
        QVERIFY(QFile::exists(program_.file(QStringLiteral("kept/Finance/Plans of a region.json"))));
        RAN(run("report get --all kept"), 0);
        RAN(run("report get nothing"), 1);
        RAN(run("report put nothing.json"), 1);
        RAN(run("report export plans.json -p regions=eu-west --out plans.csv"), 0);
        QVERIFY(QFile::exists(program_.file(QStringLiteral("plans.csv"))));
    }

private:
    // A no-break space in a word is a space of its text.
    Ran run(const char* line) const {
        QStringList list = words(line);
        for (QString& word : list)
            word.replace(QChar(0xa0), QLatin1Char(' '));
        return program_.run(QString::fromStdString(platform_.url()), QByteArray::fromStdString(platform_.token()),
                            list);
    }
    Reply send(Ask ask, const std::string& token) const {
        ask.token = token;
        return platform_.ask(ask);
    }
    Reply get(const std::string& id, const std::string& token) const {
        return send({.target = "/v1/reports/" + id}, token);
    }
    SavedReport saved(const report::Definition& definition, const std::string& token, const std::string& sharing = {}) {
        const auto reply = send({.method = "POST",
                                 .target = "/v1/reports",
                                 .body = "{\"definition\":" + json::write(definition) +
                                         (sharing.empty() ? "" : ",\"sharing\":" + sharing) + "}",
                                 .headers = {{"Idempotency-Key", "saved-" + std::to_string(++keys_)}}},
                                token);
        if (reply.status != 201) qFatal("%s", reply.body.c_str());
        return read<SavedReport>(reply);
    }
    Reply change(const SavedReport& report, const report::Definition& definition, const std::string& token,
                 const std::string& more = {}) const {
        return send({.method = "PUT",
                     .target = "/v1/reports/" + report.id,
                     .body = "{\"definition\":" + json::write(definition) + (more.empty() ? "" : "," + more) + "}",
                     .headers = {{"If-Match", "\"v" + std::to_string(report.version) + "\""}}},
                    token);
    }
    Reply remove(const std::string& id, const std::string& token) const {
        return send({.method = "DELETE", .target = "/v1/reports/" + id}, token);
    }
    QStringList names(const std::string& token) const {
        QStringList names;
        for (const auto& one :
             read<contract::Page<SavedReport>>(send({.target = "/v1/reports?limit=100"}, token)).items)
            names << QString::fromStdString(one.name);
        return names;
    }
    bool isFound(const std::string& id, const std::string& token) const {
        const auto reply = send({.target = "/v1/find?text=" + id}, token);
        return reply.body.find("\"" + id + "\"") != std::string::npos;
    }

    test::StewarddFixture platform_;
    test::Stewardctl program_;
    std::map<Role, std::string> tokens_;
    int keys_ = 0;
};

QTEST_GUILESS_MAIN(SavedReportsTest)
#include "saved_reports_test.moc"
