// The list of tenants over pages: fills, shrinks, jumps, refreshes, fails, and keeps to its memory.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "models/tenants/tenants_model.h"
#include "tests/models/fakes.h"

using namespace steward;
using namespace steward::models;
using State = PagedModel::State;

class TenantsModelTest : public QObject {
    Q_OBJECT

    static TenantsSource over(test::TenantList& list, store::OfflineStore* store = nullptr) {
        return {list.fetch(),
                {},
                [](auto) { return client::readyFuture<Result<contract::MetricRange>>(contract::MetricRange{}); },
                store};
    }
    static QString nameAt(const TenantsModel& model, int row) {
        return model.data(model.index(row, TenantsModel::Name), Qt::DisplayRole).toString();
    }

    // A list that has groups; each of its pages comes from the same rows.
    struct Grouped {
        explicit Grouped(std::vector<contract::Group> all) : groups(std::move(all)) {}
        std::vector<contract::Group> groups;
        std::vector<contract::ListRequest> requests;
        std::vector<contract::GroupsRequest> asked;
        std::optional<Error> refusal;
        // As many rows as the group that the filter ends in holds, or as all hold.
        Result<contract::Page<domain::Tenant>> page(const contract::ListRequest& request) {
            requests.push_back(request);
            int total = 0;
            for (const auto& group : groups)
                if (request.filter.value_or("").ends_with("plan=" + group.value)) total = int(group.count);
            if (total == 0)
                for (const auto& group : groups)
                    total += int(group.count);
            const int first = (request.cursor ? std::stoi(*request.cursor) : 0) + int(request.skip.value_or(0));
            const int last = std::min(total, first + int(request.limit.value_or(50)));
            contract::Page<domain::Tenant> page;
            for (int row = first; row < last; ++row)
                page.items.push_back(test::tenant(row));
            if (last < total) page.nextCursor = std::to_string(last);
            page.total = total;
            return page;
        }
        TenantsModel model{
            {[this](const contract::ListRequest& request) { return client::readyFuture(page(request)); },
             {},
             [](auto) { return client::readyFuture<Result<contract::MetricRange>>(contract::MetricRange{}); },
             nullptr,
             [this](contract::GroupsRequest request) {
                 asked.push_back(request);
                 if (refusal) return client::readyFuture<Result<contract::Groups>>(fail(*refusal));
                 contract::Groups counted{groups, 0, true};
                 for (const auto& group : groups)
                     counted.total += group.count;
                 return client::readyFuture<Result<contract::Groups>>(counted);
             }}};
    };

private Q_SLOTS:
    void fillsShowsAndIsAModel() {
        test::TenantList list(450);
        TenantsModel model(over(list));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(model.state(), State::loading);
        model.setFilter(QStringLiteral("status!=archived"));
        QTRY_COMPARE(model.state(), State::ready);
        QCOMPARE(model.rowCount(), 450);
        QCOMPARE(nameAt(model, 0), QStringLiteral("Tenant 0"));
        QCOMPARE(list.requests.front().filter.value_or(""), "status!=archived");
        QCOMPARE(list.requests.front().sort.value_or(""), "-mrrMinor");
        QVERIFY(model.asOf().isValid());
    }

    void aJumpIsOneRequest() {
        test::TenantList list(2000);
        TenantsModel model(over(list));
        model.restart();
        QTRY_COMPARE(model.state(), State::ready);
        QCOMPARE(nameAt(model, 1500), QString());
        QTRY_COMPARE(nameAt(model, 1500), QStringLiteral("Tenant 1500"));
        QCOMPARE(list.requests.size(), std::size_t(2));
        // From there on by its cursor, back again from the nearest one.
        model.at(1650);
        QTRY_VERIFY(model.at(1650));
        QCOMPARE(list.requests.back().cursor.value_or(""), "1600");
        QVERIFY(!list.requests.back().skip);
        model.at(900);
        QTRY_COMPARE(nameAt(model, 900), QStringLiteral("Tenant 900"));
        QCOMPARE(list.requests.back().cursor.value_or(""), "200");
        QCOMPARE(list.requests.back().skip.value_or(0), 600);
        model.at(1999);
        QTRY_COMPARE(nameAt(model, 1999), QStringLiteral("Tenant 1999"));
        QCOMPARE(model.rowCount(), 2000);
        QCOMPARE(list.requests.size(), std::size_t(5));
    }

    void aJumpBehindTheEndFindsTheEnd() {
        test::TenantList list(2000);
        TenantsModel model(over(list));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.restart();
        QTRY_COMPARE(model.state(), State::ready);
        list.setTotal(700);
        model.at(1900);
        QTRY_COMPARE(model.rowCount(), 700);
        model.at(699);
        QTRY_COMPARE(nameAt(model, 699), QStringLiteral("Tenant 699"));
    }

    void keepsToItsMemory() {
        test::TenantList list(100 * PagedModel::pageRows);
        TenantsModel model(over(list));
        model.restart();
        QTRY_COMPARE(model.state(), State::ready);
        for (int row = PagedModel::pageRows; row < model.rowCount(); row += PagedModel::pageRows) {
            model.at(row);
            QTRY_VERIFY(model.at(row));
        }
        int here = 0;
        for (int row = 0; row < model.rowCount(); row += PagedModel::pageRows)
            here += model.isHere(row) ? 1 : 0;
        QVERIFY(here <= PagedModel::residentPages);
        // What was let go comes again, from the cursor that is still known.
        const std::size_t before = list.requests.size();
        QVERIFY(!model.at(0));
        QTRY_VERIFY(model.at(0));
        QCOMPARE(list.requests.size(), before + 1);
    }

    void shrinksAndClears() {
        test::TenantList list(500);
        TenantsModel model(over(list));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.restart();
        QTRY_COMPARE(model.rowCount(), 500);
        list.setTotal(30);
        model.reload();
        QCOMPARE(model.rowCount(), 500);  // old rows until the new ones are here
        QTRY_COMPARE(model.rowCount(), 30);
        list.setTotal(0);
        model.reload();
        QTRY_COMPARE(model.rowCount(), 0);
        QCOMPARE(model.state(), State::ready);
    }

    void newestRequestWins() {
        test::Scripted<contract::ListRequest, contract::Page<domain::Tenant>> list;
        TenantsModel model({list.fetch(), {}, {}, nullptr});
        model.setFilter(QStringLiteral("name~old"));
        model.setFilter(QStringLiteral("name~new"));
        QCOMPARE(list.asked.size(), std::size_t(2));
        contract::Page<domain::Tenant> late{{test::tenant(1)}, {}, 1, true};
        contract::Page<domain::Tenant> newest{{test::tenant(2), test::tenant(3)}, {}, 2, true};
        auto first = list.asked.front().promise;
        list.asked.pop_front();
        list.answer(newest);
        QTRY_COMPARE(model.rowCount(), 2);
        first->addResult(Result<contract::Page<domain::Tenant>>(late));
        first->finish();
        QCoreApplication::processEvents();
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(nameAt(model, 0), QStringLiteral("Tenant 2"));
    }

    void failsAndTriesAgain() {
        test::TenantList list(10);
        list.failure = Error{ErrorCode::internal, "No."};
        TenantsModel model(over(list));
        model.restart();
        QTRY_COMPARE(model.state(), State::failed);
        QCOMPARE(model.error()->message, "No.");
        list.failure.reset();
        model.reload();
        QTRY_COMPARE(model.state(), State::ready);
        list.failure = Error{ErrorCode::internal, "Again no."};
        model.reload();
        QTRY_VERIFY(model.error());
        QCOMPARE(model.state(), State::ready);  // what was here stays
        QCOMPARE(model.rowCount(), 10);
        const std::size_t asked = list.requests.size();
        model.at(5);
        QCoreApplication::processEvents();
        QCOMPARE(list.requests.size(), asked);  // and nobody asks by merely looking
    }

    void sortsOnThePlatform() {
        test::TenantList list(10);
        TenantsModel model(over(list));
        model.restart();
        QTRY_COMPARE(model.state(), State::ready);
        model.sort(TenantsModel::Users, Qt::AscendingOrder);
        QCOMPARE(list.requests.back().sort.value_or(""), "users");
        model.sort(TenantsModel::Requests, Qt::AscendingOrder);
        QCOMPARE(model.sortField(), QStringLiteral("users"));
    }

    void changedTenantIsReadAgain() {
        test::TenantList list(10);
        TenantsSource source = over(list);
        domain::Tenant newer = test::tenant(3);
        newer.name = "Renamed";
        source.one = [newer](contract::ById) { return client::readyFuture<Result<domain::Tenant>>(newer); };
        TenantsModel model(source);
        model.restart();
        QTRY_COMPARE(model.state(), State::ready);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        contract::EntityChanged event;
        event.id = "ten_3";
        event.version = 2;
        model.entityChanged(event);
        QTRY_COMPARE(nameAt(model, 3), QStringLiteral("Renamed"));
        QVERIFY(!changed.isEmpty());
    }

    void requestsOfShownRowsOnly() {
        test::TenantList list(10);
        TenantsSource source = over(list);
        std::vector<std::string> asked;
        source.requests = [&asked](contract::TenantRequestsRequest request) {
            asked.push_back(request.tenantIds);
            contract::MetricRange range;
            domain::MetricSeries series;
            series.tenantId = "ten_4";
            series.values = {1.0, std::nullopt, 3.0};
            range.series.push_back(series);
            return client::readyFuture<Result<contract::MetricRange>>(range);
        };
        TenantsModel model(source);
        model.restart();
        QTRY_COMPARE(model.state(), State::ready);
        QVERIFY(!model.requestsOf(*model.at(4)));
        QTRY_VERIFY(model.requestsOf(*model.at(4)));
        QCOMPARE(asked, std::vector<std::string>{"ten_4"});
        QCOMPARE(model.requestsOf(*model.at(4))->size(), 3);
        QVERIFY(qIsNaN(model.requestsOf(*model.at(4))->at(1)));
    }

    void offlineShowsWhatWasSeenWithItsTime() {
        QTemporaryDir folder;
        store::OfflineStore store(folder.filePath(QStringLiteral("store.sqlite")).toStdString());
        auto opened = store.open();
        QTRY_VERIFY(opened.isFinished());
        test::TenantList list(10);
        {
            TenantsModel online(over(list, &store));
            online.restart();
            QTRY_COMPARE(online.rowCount(), 10);
            QVERIFY(!online.staleSince().isValid());
        }
        list.failure = Error{ErrorCode::offline, "No connection."};
        TenantsModel offline(over(list, &store));
        offline.restart();
        QTRY_COMPARE(offline.rowCount(), 10);
        QVERIFY(offline.staleSince().isValid());
        TenantsModel unseen(over(list, &store));
        unseen.setFilter(QStringLiteral("name~nobody saw this"));
        QTRY_COMPARE(unseen.state(), State::failed);
    }

    void standsInGroupsThatThePlatformCounts() {
        Grouped grouped({{"team", 450}, {"scale", 30}});
        QAbstractItemModelTester tester(&grouped.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        grouped.model.setFilter(QStringLiteral("status=active"));
        grouped.model.setGroups(QStringLiteral("plan"), {QStringLiteral("scale"), QStringLiteral("team")});
        QTRY_COMPARE(grouped.model.rowCount(), 482);
        QCOMPARE(grouped.asked.back().by, "plan");
        QCOMPARE(grouped.asked.back().filter.value_or(""), "status=active");
        QCOMPARE(grouped.model.total(), 480);
        QCOMPARE(grouped.model.groupAt(0)->value, QStringLiteral("scale"));
        QCOMPARE(grouped.model.groupAt(31)->value, QStringLiteral("team"));
        QVERIFY(!grouped.model.groupAt(1) && !grouped.model.at(0) && !grouped.model.isHere(0));

        // Each group is paged by itself, with its own filter.
        grouped.model.at(1);
        QTRY_VERIFY(grouped.model.at(1));
        QCOMPARE(grouped.requests.back().filter.value_or(""), "status=active;plan=scale");
        QCOMPARE(nameAt(grouped.model, 1), QStringLiteral("Tenant 0"));
        grouped.model.at(32 + 400);
        QTRY_VERIFY(grouped.model.at(32 + 400));
        QCOMPARE(nameAt(grouped.model, 32 + 400), QStringLiteral("Tenant 400"));
        QCOMPARE(grouped.requests.back().filter.value_or(""), "status=active;plan=team");
        QCOMPARE(grouped.model.rowOf(QStringLiteral("ten_400")), 32 + 400);
        QTRY_COMPARE(nameAt(grouped.model, 33), QStringLiteral("Tenant 1"));
    }

    void groupsCloseAndOpen() {
        Grouped grouped({{"team", 450}, {"scale", 30}});
        QAbstractItemModelTester tester(&grouped.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        grouped.model.setGroups(QStringLiteral("plan"));
        QTRY_COMPARE(grouped.model.rowCount(), 482);
        grouped.model.setOpen(0, false);  // scale: without a known order by name
        QCOMPARE(grouped.model.rowCount(), 452);
        QCOMPARE(grouped.model.total(), 480);
        QCOMPARE(grouped.model.groupAt(1)->value, QStringLiteral("team"));
        grouped.model.setOpen(5, false);  // no heading: nothing
        QCOMPARE(grouped.model.rowCount(), 452);

        // What was closed stays closed when the list is read again, with what the groups hold now.
        grouped.groups = {{"team", 449}, {"scale", 31}};
        grouped.model.reload();
        QTRY_COMPARE(grouped.model.rowCount(), 451);
        QCOMPARE(grouped.model.groupAt(0)->count, 31);
        QVERIFY(!grouped.model.groupAt(0)->open);
        grouped.model.setOpen(0, true);
        QCOMPARE(grouped.model.rowCount(), 482);
        grouped.model.setGroups({});
        QTRY_COMPARE(grouped.model.rowCount(), 480);
        QVERIFY(!grouped.model.isGrouped());
    }

    void groupsThatGoAndComeAreRead() {
        Grouped grouped({{"team", 450}});
        QAbstractItemModelTester tester(&grouped.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        grouped.model.setGroups(QStringLiteral("plan"));
        QTRY_COMPARE(grouped.model.rowCount(), 451);
        grouped.groups = {{"free", 2}, {"team", 450}};
        grouped.model.reload();
        QTRY_COMPARE(grouped.model.rowCount(), 454);
        grouped.groups = {};
        grouped.model.reload();
        QTRY_COMPARE(grouped.model.rowCount(), 0);
        QCOMPARE(grouped.model.state(), State::ready);
        grouped.refusal = Error{ErrorCode::internal, "Broken."};
        grouped.model.reload();
        QTRY_VERIFY(grouped.model.error());
    }
};

QTEST_GUILESS_MAIN(TenantsModelTest)
#include "tenants_model_test.moc"
