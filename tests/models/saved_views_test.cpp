// Filters, saved views and the session that screens ask.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "models/common/session.h"
#include "models/tenants/tenant_detail.h"
#include "models/tenants/tenant_views.h"
#include "tests/models/fakes.h"

using namespace steward;
using namespace steward::models;

class SavedViewsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filtersAreSpelledAndReadBack() {
        const Clauses clauses{
            {QStringLiteral("status"), Comparison::isNot, {QStringLiteral("archived")}},
            {QStringLiteral("plan"), Comparison::is, {QStringLiteral("team"), QStringLiteral("scale")}},
            {QStringLiteral("users"), Comparison::atLeast, {QStringLiteral("100")}},
            {QStringLiteral("name"), Comparison::contains, {QStringLiteral("a;b \"c\"")}}};
        const QString text = filterText(clauses);
        QVERIFY2(text.startsWith(QLatin1String("status!=archived;plan in (team,scale);users>=100;name~")),
                 qPrintable(text));
        const auto read = clausesOf(text);
        QVERIFY(read);
        QCOMPARE(*read, clauses);
        QCOMPARE(filterText({{QStringLiteral("plan"), Comparison::is, {}}}), QString());
        QVERIFY(!clausesOf(QStringLiteral("plan in (")));
        QVERIFY(!clausesOf(QStringLiteral("createdAt last 6 months")));
    }

    void viewsAreCountedAndKept() {
        QTemporaryDir folder;
        store::OfflineStore store(folder.filePath(QStringLiteral("store.sqlite")).toStdString());
        auto opened = store.open();
        QTRY_VERIFY(opened.isFinished());
        test::TenantList list(14);
        SavedViews views("tenants", tenantViews(), countWith(list.fetch()), &store);
        const std::size_t standard = views.all().size();
        QSignalSpy counted(&views, &SavedViews::countChanged);
        views.readCounts();
        QTRY_COMPARE(counted.count(), int(standard));
        QCOMPARE(views.count(QStringLiteral("pastDue")), std::optional<qint64>(14));
        QCOMPARE(list.requests.front().limit, std::optional<std::int64_t>(1));
        const QString id =
            views.add(QStringLiteral("Mine"), {{QStringLiteral("region"), Comparison::is, {QStringLiteral("eu-west")}}},
                      QStringLiteral("name"));
        auto kept = store.recall("views/tenants");
        QTRY_VERIFY(kept.isFinished());

        SavedViews again("tenants", tenantViews(), countWith(list.fetch()), &store);
        QSignalSpy changed(&again, &SavedViews::changed);
        again.load();
        QTRY_COMPARE(changed.count(), 1);
        const SavedView* mine = again.find(id);
        QVERIFY(mine);
        QCOMPARE(mine->name, QStringLiteral("Mine"));
        QCOMPARE(filterText(mine->clauses), QStringLiteral("region=eu-west"));
        again.remove(id);
        again.remove(QStringLiteral("all"));
        QCOMPARE(again.all().size(), standard);
    }

    void sessionSaysWhatStandsInTheWay() {
        Session session;
        QSignalSpy online(&session, &Session::cameOnline);
        contract::Me me;
        me.permissions = {domain::Permission::tenantsRead};
        session.setMe(me);
        QVERIFY(session.allows(domain::Permission::tenantsRead));
        QCOMPARE(session.obstacleTo(domain::Permission::plansApply), Obstacle::forbidden);
        const QDateTime since = QDateTime::currentDateTimeUtc();
        session.setConnection(Connection::offline, since);
        QCOMPARE(session.obstacleTo(domain::Permission::tenantsRead), Obstacle::offline);
        QCOMPARE(session.offlineSince(), since);
        session.setConnection(Connection::live);
        QCOMPARE(online.count(), 1);
        QCOMPARE(session.obstacleTo(domain::Permission::tenantsRead), Obstacle::none);
    }

    void detailShowsTheNewestTenantOnly() {
        test::Scripted<contract::ById, domain::Tenant> one;
        test::Scripted<contract::MetricRangeRequest, contract::MetricRange> metrics;
        test::Scripted<contract::ListRequest, contract::Page<domain::AuditEntry>> audit;
        TenantDetail detail({one.fetch(), metrics.fetch(), audit.fetch(), nullptr});
        detail.open(QStringLiteral("ten_1"));
        detail.open(QStringLiteral("ten_2"));
        one.answer(test::tenant(1));
        one.answer(test::tenant(2));
        QTRY_VERIFY(detail.tenant());
        QCOMPARE(detail.tenant()->id, "ten_2");
        QCOMPARE(audit.asked.back().request.filter.value_or(""), "tenantId=ten_2");
        metrics.asked.pop_front();
        contract::MetricRange range;
        domain::MetricSeries requests, errors;
        requests.name = domain::metric::requests;
        requests.values = {1.0, std::nullopt, 2.0};
        errors.name = domain::metric::errors;
        errors.values = {0.0, std::nullopt, 50.0};
        range.series = {requests, errors};
        metrics.answer(range);
        QTRY_COMPARE(detail.requestsTotal(), 3.0 * 3600);
        QCOMPARE(qRound(detail.errorPercent().value_or(0) * 100), 3333);
    }
};

QTEST_GUILESS_MAIN(SavedViewsTest)
#include "saved_views_test.moc"
