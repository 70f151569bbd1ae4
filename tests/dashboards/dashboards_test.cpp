// Dashboards that people keep, share with roles, take back and delete: through the API of a real stewardd.
#include <QtTest>

#include "base/json.h"
#include "contract/endpoints.h"
#include "contract/problem.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using contract::Dashboard;
using domain::DashboardContent;
using domain::Role;
using test::Ask;
using test::read;
using test::Reply;

namespace {

std::string firstField(const Reply& reply) {
    const auto problem = read<contract::Problem>(reply);
    return problem.errors && !problem.errors->empty() ? problem.errors->front().path : std::string();
}

DashboardContent contentOf(const std::string& title, int panels = 1) {
    DashboardContent content;
    content.title = title;
    for (int i = 0; i < panels; ++i) {
        domain::DashboardPanel panel;
        panel.id = "p" + std::to_string(i);
        panel.title = "Requests";
        panel.place = {0, 0, 6, 4};
        panel.queries = {{"http.requests", "Requests"}};
        content.panels.push_back(std::move(panel));
    }
    return content;
}

}  // namespace

class DashboardsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(60), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        const auto tarnwick =
            read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3Dtarnwick"}))
                .items.at(0);
        for (const auto role : {Role::owner, Role::admin, Role::analyst, Role::viewer}) {
            const auto users = read<contract::Page<domain::User>>(
                platform_.ask({.target = "/v1/users?limit=1&filter=status%3Dactive%3BtenantId%3D" + tarnwick.id +
                                         "%3Brole%3D" + std::string(enumName(role))}));
            tokens_[role] = test::signIn(platform_.port(), tarnwick.slug, users.items.at(0).email).token;
            QVERIFY2(!tokens_[role].empty(), std::string(enumName(role)).c_str());
        }
    }

    void whatIsMadeIsItsOwnersAlone() {
        const auto made = create(contentOf("Mine", 3), tokens_[Role::viewer]);
        QCOMPARE(made.status, 201);
        const auto dashboard = read<Dashboard>(made);
        QCOMPARE(made.header("Location"), "/v1/dashboards/" + dashboard.id);
        QCOMPARE(made.header("ETag"), std::string("\"v1\""));
        // Three panels were in one place: the later ones went down.
        QCOMPARE(dashboard.content.panels[2].place, (domain::GridPlace{0, 8, 6, 4}));
        QCOMPARE(read<Dashboard>(get(dashboard.id, tokens_[Role::viewer])), dashboard);
        QCOMPARE(titlesFor(tokens_[Role::viewer]), (std::vector<std::string>{"Mine"}));
        for (const std::string& token : {tokens_[Role::owner], platform_.token()}) {
            QVERIFY(titlesFor(token).empty());
            QCOMPARE(get(dashboard.id, token).status, 404);
            QCOMPARE(change(dashboard, token).status, 404);
            QCOMPARE(get(dashboard.id + "/versions", token).status, 404);
            QCOMPARE(remove(dashboard.id, token).status, 404);
        }
        QCOMPARE(remove(dashboard.id, tokens_[Role::viewer]).status, 204);
        QVERIFY(titlesFor(tokens_[Role::viewer]).empty());
        QCOMPARE(get(dashboard.id + "/versions", tokens_[Role::viewer]).status, 404);
    }

    void rolesSeeAndEditWhatIsSharedWithThem() {
        auto dashboard = read<Dashboard>(create(contentOf("Ours"), tokens_[Role::analyst]));
        const auto shared = share(dashboard, {Role::viewer}, {Role::admin}, tokens_[Role::analyst]);
        QCOMPARE(shared.status, 200);
        dashboard = read<Dashboard>(shared);
        QCOMPARE(dashboard.version, std::int64_t(2));
        QCOMPARE(titlesFor(tokens_[Role::viewer]), (std::vector<std::string>{"Ours"}));
        QCOMPARE(titlesFor(tokens_[Role::admin]), (std::vector<std::string>{"Ours"}));
        QVERIFY(titlesFor(tokens_[Role::owner]).empty());
        QCOMPARE(get(dashboard.id, tokens_[Role::owner]).status, 404);

        QCOMPARE(change(dashboard, tokens_[Role::viewer]).status, 403);
        QCOMPARE(share(dashboard, {}, {}, tokens_[Role::admin]).status, 403);
        dashboard.content.title = "Ours, better";
        const auto saved = change(dashboard, tokens_[Role::admin], "A clearer name");
        QCOMPARE(saved.status, 200);
        // The second of two who saw the same version is told, with what is there now.
        const auto stale = change(dashboard, tokens_[Role::analyst]);
        QCOMPARE(stale.status, 412);
        QVERIFY2(stale.body.find("Ours, better") != std::string::npos, stale.body.c_str());
        QCOMPARE(send({.method = "PUT", .target = "/v1/dashboards/" + dashboard.id, .body = bodyOf(dashboard)},
                      tokens_[Role::admin])
                     .status,
                 428);
        QCOMPARE(remove(dashboard.id, tokens_[Role::viewer]).status, 403);
        QCOMPARE(remove(dashboard.id, tokens_[Role::admin]).status, 204);  // who manages people
    }

    void sharingStaysInThePlace() {
        const auto mine = read<Dashboard>(create(contentOf("Shared"), tokens_[Role::analyst]));
        QCOMPARE(share(mine, {Role::support}, {}, tokens_[Role::analyst]).status, 422);
        QCOMPARE(firstField(share(mine, {}, {Role::platformOperator}, tokens_[Role::analyst])),
                 std::string("/editors"));
        const auto viewers = read<Dashboard>(create(contentOf("No right to share"), tokens_[Role::viewer]));
        QCOMPARE(share(viewers, {Role::admin}, {}, tokens_[Role::viewer]).status, 403);
        QCOMPARE(remove(mine.id, tokens_[Role::analyst]).status, 204);
        QCOMPARE(remove(viewers.id, tokens_[Role::viewer]).status, 204);
    }

    void everyVersionIsKeptAndTakenBack() {
        auto dashboard = read<Dashboard>(create(contentOf("One", 1), platform_.token()));
        dashboard.content = contentOf("Two", 2);
        dashboard = read<Dashboard>(change(dashboard, platform_.token(), "Twice as much"));
        const auto old = read<Dashboard>(get(dashboard.id + "?version=1", platform_.token()));
        QCOMPARE(old.content, contentOf("One", 1));
        QCOMPARE(old.version, std::int64_t(1));
        QCOMPARE(get(dashboard.id + "?version=9", platform_.token()).status, 404);

        QCOMPARE(revert(dashboard, 1, "\"v1\"").status, 412);
        QCOMPARE(revert(dashboard, 9, "\"v2\"").status, 404);
        const auto reverted = read<Dashboard>(revert(dashboard, 1, "\"v2\""));
        QCOMPARE(reverted.content, contentOf("One", 1));
        QCOMPARE(reverted.version, std::int64_t(3));
        const auto history = read<contract::DashboardHistory>(get(dashboard.id + "/versions", platform_.token())).items;
        QCOMPARE(history.size(), std::size_t(3));
        QCOMPARE(history[0].revertedTo.value_or(0), std::int64_t(1));
        QCOMPARE(history[1].note, std::string("Twice as much"));
        QCOMPARE(history[1].panels, std::int64_t(2));

        const auto audit = read<contract::Page<domain::AuditEntry>>(
            platform_.ask({.target = "/v1/audit?filter=entityId%3D" + dashboard.id}));
        std::vector<std::string> actions;
        for (const auto& entry : audit.items)
            actions.push_back(entry.action);
        QCOMPARE(actions, (std::vector<std::string>{"dashboard.revert", "dashboard.change", "dashboard.create"}));
        QCOMPARE(audit.items[1].reason.value_or(""), std::string("Twice as much"));
        QVERIFY(read<domain::AuditVerification>(platform_.ask({.target = "/v1/audit-verification"})).intact);
    }

    void fiftyVersionsAreKept() {
        auto dashboard = read<Dashboard>(create(contentOf("Often"), platform_.token()));
        for (int i = 0; i < 55; ++i) {
            dashboard.content.description = std::to_string(i);
            dashboard = read<Dashboard>(change(dashboard, platform_.token()));
        }
        const auto history = read<contract::DashboardHistory>(get(dashboard.id + "/versions", platform_.token())).items;
        QCOMPARE(history.size(), std::size_t(50));
        QCOMPARE(history.front().version, std::int64_t(56));
        QCOMPARE(history.back().version, std::int64_t(7));
    }

    void whatCannotBeDrawnIsRefusedAtItsField() {
        auto content = contentOf("");
        QCOMPARE(firstField(create(content, platform_.token())), std::string("/content/title"));
        content = contentOf("Many", 41);
        QCOMPARE(create(content, platform_.token()).status, 422);
        const auto dashboard = read<Dashboard>(create(contentOf("Note"), platform_.token()));
        QCOMPARE(firstField(change(dashboard, platform_.token(), std::string(201, 'x'))), std::string("/note"));
        QCOMPARE(send({.method = "POST", .target = "/v1/dashboards", .body = R"({"content":{"title":3}})"},
                      platform_.token())
                     .status,
                 400);
    }

    void nobodyKeepsMoreThanAHundred() {
        int last = 201, made = 0;
        while (last == 201 && made < 150) {
            last = create(contentOf("No. " + std::to_string(made)), tokens_[Role::viewer]).status;
            made += last == 201;
        }
        QCOMPARE(last, 422);
        QCOMPARE(made, 100);
        QCOMPARE(create(contentOf("Another's"), tokens_[Role::admin]).status, 201);
    }

private:
    Reply send(Ask question, const std::string& token) const {
        question.token = token;
        return platform_.ask(question);
    }
    Reply create(const DashboardContent& content, const std::string& token) const {
        return send(
            {.method = "POST", .target = "/v1/dashboards", .body = json::write(contract::DashboardDraft{content})},
            token);
    }
    Reply get(const std::string& id, const std::string& token) const {
        return send({.target = "/v1/dashboards/" + id}, token);
    }
    Reply remove(const std::string& id, const std::string& token) const {
        return send({.method = "DELETE", .target = "/v1/dashboards/" + id}, token);
    }
    static std::string bodyOf(const Dashboard& dashboard, const std::string& note = {}) {
        json::Object body{{"content", json::toValue(dashboard.content)}};
        if (!note.empty()) body["note"] = note;
        return json::write(json::Value(std::move(body)));
    }
    static std::string etagOf(const Dashboard& dashboard) { return "\"v" + std::to_string(dashboard.version) + "\""; }
    Reply change(const Dashboard& dashboard, const std::string& token, const std::string& note = {}) const {
        return send({.method = "PUT",
                     .target = "/v1/dashboards/" + dashboard.id,
                     .body = bodyOf(dashboard, note),
                     .headers = {{"If-Match", etagOf(dashboard)}}},
                    token);
    }
    Reply share(const Dashboard& dashboard, const std::vector<Role>& viewers, const std::vector<Role>& editors,
                const std::string& token) const {
        const json::Object body{{"viewers", json::toValue(viewers)}, {"editors", json::toValue(editors)}};
        return send({.method = "PUT",
                     .target = "/v1/dashboards/" + dashboard.id + "/sharing",
                     .body = json::write(json::Value(body)),
                     .headers = {{"If-Match", etagOf(dashboard)}}},
                    token);
    }
    Reply revert(const Dashboard& dashboard, int version, const std::string& etag) const {
        return send({.method = "POST",
                     .target = "/v1/dashboards/" + dashboard.id + "/revert",
                     .body = "{\"version\":" + std::to_string(version) + "}",
                     .headers = {{"If-Match", etag}}},
                    platform_.token());
    }
    std::vector<std::string> titlesFor(const std::string& token) const {
        std::vector<std::string> titles;
        for (const auto& one : read<contract::DashboardList>(send({.target = "/v1/dashboards"}, token)).items)
            titles.push_back(one.title);
        return titles;
    }

    test::StewarddFixture platform_;
    std::map<Role, std::string> tokens_;
};

QTEST_GUILESS_MAIN(DashboardsTest)
#include "dashboards_test.moc"
