// The lists about people: users in pages, roles, sign-ins and keys; and what the panel knows about one of them.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "models/users/user_detail.h"
#include "models/users/users_model.h"
#include "tests/models/fakes.h"

using namespace steward;
using namespace steward::models;
using State = PagedModel::State;
using Tester = QAbstractItemModelTester;

namespace {

domain::User user(int number) {
    domain::User made;
    made.id = "usr_" + std::to_string(number);
    made.name = "Person " + std::to_string(number);
    made.email = "p" + std::to_string(number) + "@tarnwick.example";
    made.tenantId = number == 0 ? "" : "ten_" + std::to_string(number % 3);
    made.role = number == 0 ? domain::Role::support : domain::Role::analyst;
    made.version = 1;
    return made;
}

template <class T, class Make>
contract::Page<T> pageOf(int count, Make make) {
    contract::Page<T> page;
    for (int i = 0; i < count; ++i)
        page.items.push_back(make(i));
    page.total = count;
    return page;
}

contract::RoleList roles(int custom) {
    contract::RoleList list;
    list.items.push_back(
        {"analyst", "", "Analyst", "Reads", domain::permissionsOf(domain::Role::analyst), domain::Role::analyst, 3, 0});
    for (int i = 0; i < custom; ++i)
        list.items.push_back({"rol_" + std::to_string(i), "ten_1", "Role " + std::to_string(i), "", {}, {}, 0, 1});
    return list;
}

domain::UserSession session(int number) {
    domain::UserSession made;
    made.id = "ses_" + std::to_string(number);
    made.device = "Firefox on Linux";
    return made;
}

domain::ApiKey apiKey(int number) {
    domain::ApiKey made;
    made.id = "key_" + std::to_string(number);
    made.name = "Import " + std::to_string(number);
    return made;
}

// Fill, change, shrink, clear, and fail, under the eyes of Qt's own checks. `answer` gives a list of so many rows.
template <class Model, class Answer, class Refuse>
void liveThrough(Model& model, Answer answer, Refuse refuse) {
    Tester tester(&model, Tester::FailureReportingMode::Fatal);
    QCOMPARE(model.state(), State::loading);
    for (const int rows : {3, 7, 2, 0, 4}) {
        model.reload();
        answer(rows);
        QTRY_COMPARE(model.rowCount(), rows);
        QCOMPARE(model.state(), State::ready);
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < model.columnCount(); ++column)
                model.data(model.index(row, column), Qt::DisplayRole);
        QCOMPARE(model.data(model.index(0, 0), KeyRole).toString().isEmpty(), rows == 0);
    }
    model.reload();
    refuse();
    QTRY_VERIFY(model.error());
    QCOMPARE(model.rowCount(), 4);  // what was here stays
}

const Error away{ErrorCode::offline, "There is no connection to the platform.", {}, {}, {}};

}  // namespace

class UsersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void usersFillChangeShrinkAndClear() {
        test::Scripted<contract::ListRequest, contract::Page<domain::User>> list;
        test::Scripted<contract::ListRequest, contract::Page<domain::Tenant>> tenants;
        UsersModel model({list.fetch(), {}, tenants.fetch(), nullptr});
        liveThrough(
            model, [&](int rows) { list.answer(pageOf<domain::User>(rows, user)); }, [&] { list.answer(fail(away)); });
    }

    void usersAreAskedForByFilterAndOrder() {
        test::Scripted<contract::ListRequest, contract::Page<domain::User>> list;
        UsersModel model({list.fetch(), {}, {}, nullptr});
        model.setFilter(QStringLiteral("role=owner"));
        QCOMPARE(list.asked.back().request.filter.value_or(""), "role=owner");
        QCOMPARE(list.asked.back().request.sort.value_or(""), "name");
        model.sort(UsersModel::LastSeen, Qt::DescendingOrder);
        QCOMPARE(list.asked.back().request.sort.value_or(""), "-lastSeenAt");
        const std::size_t before = list.asked.size();
        model.sort(UsersModel::Tenant, Qt::AscendingOrder);  // nothing the platform sorts by
        QCOMPARE(list.asked.size(), before);
    }

    void namesOfTenantsAreReadTogether() {
        test::Scripted<contract::ListRequest, contract::Page<domain::User>> list;
        test::Scripted<contract::ListRequest, contract::Page<domain::Tenant>> tenants;
        UsersModel model({list.fetch(), {}, tenants.fetch(), nullptr});
        model.restart();
        list.answer(pageOf<domain::User>(5, user));
        QTRY_COMPARE(model.rowCount(), 5);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        for (int row = 0; row < 5; ++row)
            QCOMPARE(model.tenantNameOf(*model.at(row)), QString());
        QTRY_COMPARE(tenants.asked.size(), std::size_t(1));
        const std::string filter = tenants.asked.front().request.filter.value_or("");
        for (const char* id : {"ten_0", "ten_1", "ten_2"})
            QVERIFY2(filter.find(id) != std::string::npos, filter.c_str());
        tenants.answer(pageOf<domain::Tenant>(3, test::tenant));
        QTRY_VERIFY(changed.count() > 0);
        QCOMPARE(model.tenantNameOf(*model.at(1)), QStringLiteral("Tenant 1"));
        QCOMPARE(model.tenantNameOf(*model.at(0)), QString());  // staff
    }

    void usersAreKeptForOfflineWork() {
        QTemporaryDir folder;
        store::OfflineStore store(folder.filePath(QStringLiteral("store.sqlite")).toStdString());
        auto opened = store.open();
        QTRY_VERIFY(opened.isFinished());
        test::Scripted<contract::ListRequest, contract::Page<domain::User>> list;
        UsersModel model({list.fetch(), {}, {}, &store});
        model.restart();
        list.answer(pageOf<domain::User>(4, user));
        QTRY_COMPARE(model.rowCount(), 4);
        UsersModel later({list.fetch(), {}, {}, &store});
        later.restart();
        list.answer(fail(away));
        QTRY_COMPARE(later.rowCount(), 4);
        QVERIFY(later.staleSince().isValid());
    }

    void theFeedChangesRowsInPlace() {
        test::Scripted<contract::ListRequest, contract::Page<domain::User>> list;
        test::Scripted<contract::ById, domain::User> one;
        UsersModel model({list.fetch(), one.fetch(), {}, nullptr});
        model.restart();
        list.answer(pageOf<domain::User>(4, user));
        QTRY_COMPARE(model.rowCount(), 4);
        contract::EntityChanged change;
        change.kind = domain::EntityKind::user;
        change.id = "usr_2";
        change.version = 2;
        model.entityChanged(change);
        QTRY_VERIFY(one.isOpen());
        domain::User newer = user(2);
        newer.status = domain::UserStatus::suspended;
        one.answer(newer);
        QTRY_COMPARE(model.at(2)->status, domain::UserStatus::suspended);
        QCOMPARE(model.rowCount(), 4);
    }

    void rolesFillChangeShrinkAndClear() {
        test::Scripted<contract::RolesRequest, contract::RoleList> list;
        RolesModel model(list.fetch());
        liveThrough(
            model, [&](int rows) { list.answer(rows == 0 ? contract::RoleList{} : roles(rows - 1)); },
            [&] { list.answer(fail(away)); });
        model.setTenant(QStringLiteral("ten_7"));
        QCOMPARE(list.asked.back().request.tenantId.value_or(""), "ten_7");
    }

    void keysFillChangeShrinkAndClear() {
        test::Scripted<contract::Nothing, contract::Page<domain::ApiKey>> list;
        ApiKeysModel model(list.fetch());
        liveThrough(
            model, [&](int rows) { list.answer(pageOf<domain::ApiKey>(rows, apiKey)); },
            [&] { list.answer(fail(away)); });
    }

    void signInsFillChangeShrinkAndClear() {
        test::Scripted<contract::Nothing, contract::Page<domain::UserSession>> list;
        SessionsModel model;
        const auto read = list.fetch();
        model.setRead([read] { return read({}); });
        list.answer(pageOf<domain::UserSession>(1, session));
        QTRY_COMPARE(model.rowCount(), 1);
        Tester tester(&model, Tester::FailureReportingMode::Fatal);
        model.setRead({});  // nobody
        QTRY_COMPARE(model.rowCount(), 0);
        SessionsModel other;
        other.setRead([read] { return read({}); });
        list.answer(pageOf<domain::UserSession>(1, session));
        QTRY_COMPARE(other.rowCount(), 1);
    }

    void theNewestUserWins() {
        test::Scripted<contract::ById, domain::User> one;
        test::Scripted<contract::ById, domain::Tenant> tenant;
        test::Scripted<contract::RolesRequest, contract::RoleList> list;
        test::Scripted<contract::ById, contract::Page<domain::UserSession>> sessions;
        test::Scripted<contract::ListRequest, contract::Page<domain::AuditEntry>> audit;
        UserDetail detail({one.fetch(), tenant.fetch(), list.fetch(), sessions.fetch(), audit.fetch(), nullptr});
        detail.open(QStringLiteral("usr_1"));
        detail.open(QStringLiteral("usr_2"));
        one.answer(user(1));
        one.answer(user(2));
        QTRY_VERIFY(detail.user());
        QCOMPARE(detail.user()->id, "usr_2");
        QCOMPARE(sessions.asked.back().request.id, "usr_2");
        QCOMPARE(audit.asked.back().request.filter.value_or(""), "entityId=usr_2");
        QCOMPARE(list.asked.back().request.tenantId.value_or(""), "ten_2");
        QVERIFY(!detail.role());
        list.answer(roles(1));
        QTRY_VERIFY(detail.role());
        QCOMPARE(detail.role()->name, "Analyst");
        tenant.answer(test::tenant(2));
        QTRY_COMPARE(detail.tenantName(), QStringLiteral("Tenant 2"));
        detail.open({});
        QVERIFY(!detail.user());
        QTRY_COMPARE(detail.sessions()->rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(UsersTest)
#include "users_test.moc"
