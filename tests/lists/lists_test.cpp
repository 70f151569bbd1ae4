// Views that people keep of lists, for themselves and for others, and the groups in lists: through the API of a real
// stewardd.
#include <QtTest>
#include <numeric>

#include "base/json.h"
#include "contract/endpoints.h"
#include "contract/problem.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using contract::ListView;
using contract::ListViewDraft;
using domain::Role;
using test::Ask;
using test::read;
using test::Reply;

namespace {

std::string firstField(const Reply& reply) {
    const auto problem = read<contract::Problem>(reply);
    return problem.errors && !problem.errors->empty() ? problem.errors->front().path : std::string();
}

}  // namespace

class ListsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(60), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        tarnwick_ =
            read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3Dtarnwick"}))
                .items.at(0);
        for (const auto role : {Role::owner, Role::admin, Role::analyst, Role::viewer}) {
            const auto users = read<contract::Page<domain::User>>(
                platform_.ask({.target = "/v1/users?limit=1&filter=status%3Dactive%3BtenantId%3D" + tarnwick_.id +
                                         "%3Brole%3D" + std::string(enumName(role))}));
            tokens_[role] = test::signIn(platform_.port(), tarnwick_.slug, users.items.at(0).email).token;
            QVERIFY2(!tokens_[role].empty(), std::string(enumName(role)).c_str());
        }
    }

    void aPrivateViewIsItsOwnersAlone() {
        const auto saved = save({.name = "Mine",
                                 .filter = "status=active;users>=10",
                                 .sort = "-mrrMinor",
                                 .columns = {"name", "mrr"},
                                 .groupBy = "plan"},
                                tokens_[Role::owner]);
        QCOMPARE(saved.status, 201);
        const auto view = read<ListView>(saved);
        QCOMPARE(saved.header("Location"), "/v1/views/" + view.id);
        QCOMPARE(saved.header("ETag"), std::string("\"v1\""));
        QCOMPARE(view.columns, (std::vector<std::string>{"name", "mrr"}));
        QCOMPARE(view.groupBy.value_or(""), std::string("plan"));
        QCOMPARE(namesFor(tokens_[Role::owner]), (std::vector<std::string>{"Mine"}));
        QVERIFY(namesFor(tokens_[Role::admin]).empty());
        QVERIFY(namesFor(platform_.token()).empty());
        for (const std::string& token : {tokens_[Role::admin], platform_.token()}) {
            QCOMPARE(send({.target = "/v1/views/" + view.id}, token).status, 404);
            QCOMPARE(change(view, token).status, 404);
            QCOMPARE(send({.method = "DELETE", .target = "/v1/views/" + view.id}, token).status, 404);
        }
        QCOMPARE(send({.method = "DELETE", .target = "/v1/views/" + view.id}, tokens_[Role::owner]).status, 204);
        QVERIFY(namesFor(tokens_[Role::owner]).empty());
    }

    void aSharedViewIsThereForThePlace() {
        auto view = read<ListView>(save({.name = "Ours", .filter = "region=eu-west"}, tokens_[Role::analyst]));
        QVERIFY(namesFor(tokens_[Role::viewer]).empty());
        view.shared = true;
        QCOMPARE(change(view, tokens_[Role::analyst]).status, 200);
        for (const auto role : {Role::owner, Role::admin, Role::viewer})
            QCOMPARE(namesFor(tokens_[role]), (std::vector<std::string>{"Ours"}));
        QVERIFY(namesFor(platform_.token()).empty());  // staff have their own

        // The second of two who saw the same version is told, with what is there now.
        const auto stale = change(view, tokens_[Role::analyst]);
        QCOMPARE(stale.status, 412);
        QVERIFY2(stale.body.find("\"shared\":true") != std::string::npos, stale.body.c_str());
        QCOMPARE(send({.method = "PUT", .target = "/v1/views/" + view.id, .body = bodyOf(view)}, tokens_[Role::analyst])
                     .status,
                 428);
        view.version = 2;
        QCOMPARE(change(view, tokens_[Role::admin]).status, 403);  // it is not theirs
        QCOMPARE(send({.method = "DELETE", .target = "/v1/views/" + view.id}, tokens_[Role::viewer]).status, 403);
        QCOMPARE(send({.method = "DELETE", .target = "/v1/views/" + view.id}, tokens_[Role::owner]).status, 204);
        QVERIFY(namesFor(tokens_[Role::analyst]).empty());
    }

    void sharingNeedsThePermission() {
        const auto refused = save({.name = "For all", .shared = true}, tokens_[Role::viewer]);
        QCOMPARE(refused.status, 422);
        QCOMPARE(firstField(refused), std::string("/shared"));
        QCOMPARE(save({.list = contract::ListName::audit, .name = "Entries"}, tokens_[Role::viewer]).status, 403);
        QCOMPARE(send({.target = "/v1/views?list=audit"}, tokens_[Role::viewer]).status, 403);
        QCOMPARE(send({.target = "/v1/views?list=nothing"}, tokens_[Role::viewer]).status, 400);
    }

    void whatCannotBeShownIsRefusedAtItsField() {
        const auto fieldOf = [this](const ListViewDraft& draft) { return firstField(save(draft, platform_.token())); };
        QCOMPARE(fieldOf({.name = ""}), std::string("/name"));
        QCOMPARE(fieldOf({.name = std::string(61, 'x')}), std::string("/name"));
        QCOMPARE(fieldOf({.name = "A", .filter = "plan in ("}), std::string("/filter"));
        QCOMPARE(fieldOf({.name = "A", .filter = "nothing=1"}), std::string("/filter"));
        QCOMPARE(fieldOf({.name = "A", .sort = "name; --"}), std::string("/sort"));
        QCOMPARE(fieldOf({.name = "A", .columns = {"name", "a b"}}), std::string("/columns"));
        QCOMPARE(fieldOf({.name = "A", .groupBy = ""}), std::string("/groupBy"));
        QCOMPARE(fieldOf({.list = contract::ListName::logs, .name = "A", .filter = "plan=team"}),
                 std::string("/filter"));
        QCOMPARE(save({.list = contract::ListName::logs, .name = "L", .filter = "severity=error;search~timeout"},
                      platform_.token())
                     .status,
                 201);
        QCOMPARE(save({.list = contract::ListName::logs, .name = "L"}, tokens_[Role::viewer]).status, 403);
        QCOMPARE(send({.target = "/v1/groups?list=logs&by=service"}, platform_.token()).status, 400);
        QCOMPARE(save({.name = "Sechzig äöü"}, platform_.token()).status, 201);
    }

    void nobodyKeepsMoreThanAHundred() {
        int last = 201, saved = 0;
        while (last == 201 && saved < 150) {
            last = save({.name = "No. " + std::to_string(saved)}, tokens_[Role::viewer]).status;
            saved += last == 201;
        }
        QCOMPARE(last, 422);
        QCOMPARE(saved, 100);
        QCOMPARE(namesFor(tokens_[Role::viewer]).size(), std::size_t(100));
        QCOMPARE(save({.name = "Another's"}, tokens_[Role::admin]).status, 201);
    }

    void groupsCountWhatTheListHolds() {
        for (const std::string by : {"status", "plan", "region"}) {
            const auto groups =
                read<contract::Groups>(platform_.ask({.target = "/v1/groups?list=tenants&filter=users%3E5&by=" + by}));
            QVERIFY(groups.complete && groups.items.size() > 1);
            const auto sum = std::accumulate(groups.items.begin(), groups.items.end(), std::int64_t(0),
                                             [](auto all, const auto& group) { return all + group.count; });
            QCOMPARE(sum, groups.total);
            for (const auto& group : groups.items) {
                const auto list = read<contract::Page<domain::Tenant>>(
                    platform_.ask({.target = "/v1/tenants?limit=1&filter=users%3E5%3B" + by + "%3D" + group.value}));
                QCOMPARE(list.total, group.count);
            }
        }
        const auto few = read<contract::Groups>(platform_.ask({.target = "/v1/groups?list=users&by=name&limit=3"}));
        QCOMPARE(few.items.size(), std::size_t(3));
        QVERIFY(!few.complete && few.total > 3);
        const auto regions = read<contract::Groups>(platform_.ask({.target = "/v1/groups?list=users&by=region"}));
        QVERIFY(regions.items.size() > 1);  // of their tenants; staff have none
        for (const std::string wrong : {"by=mrr", "by=createdAt", "by=nothing", "by=status&limit=0",
                                        "by=status&limit=201", "by=status&filter=plan%20in%20%28"})
            QCOMPARE(platform_.ask({.target = "/v1/groups?list=tenants&" + wrong}).status, 400);
    }

private:
    Reply send(Ask question, const std::string& token) const {
        question.token = token;
        return platform_.ask(question);
    }
    Reply save(const ListViewDraft& draft, const std::string& token) const {
        return send({.method = "POST", .target = "/v1/views", .body = json::write(draft)}, token);
    }
    static std::string bodyOf(const ListView& view) {
        auto body = json::toValue(contract::ListViewChange{view.id, view.name, view.filter, view.sort, view.columns,
                                                           view.groupBy, view.shared})
                        .as_object();
        body.erase("id");
        return json::write(json::Value(std::move(body)));
    }
    Reply change(const ListView& view, const std::string& token) const {
        return send({.method = "PUT",
                     .target = "/v1/views/" + view.id,
                     .body = bodyOf(view),
                     .headers = {{"If-Match", "\"v" + std::to_string(view.version) + "\""}}},
                    token);
    }
    std::vector<std::string> namesFor(const std::string& token) const {
        std::vector<std::string> names;
        for (const auto& view : read<contract::ListViews>(send({.target = "/v1/views?list=tenants"}, token)).items)
            names.push_back(view.name);
        return names;
    }

    test::StewarddFixture platform_;
    domain::Tenant tarnwick_;
    std::map<Role, std::string> tokens_;
};

QTEST_GUILESS_MAIN(ListsTest)
#include "lists_test.moc"
