// A workspace against the real platform: started by the console, joined, used, left, and opened again without it.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "client/local_platform.h"
#include "client/session.h"
#include "contract/endpoints.h"
#include "tests/support/awaited.h"
#include "tests/support/sign_in.h"

using namespace steward;
using namespace steward::client;
using steward::test::awaited;

namespace {

const Workspace local{"local", "Local platform", {}, Environment::local, {}, {}};

// As the key store of a computer: what is in it is there the next time.
class KeyStore final : public TokenStore {
public:
    QFuture<Result<std::optional<QByteArray>>> read(const QString& key) override { return kept_.read(key); }
    QFuture<Result<>> write(const QString& key, const QByteArray& secret) override { return kept_.write(key, secret); }
    QFuture<Result<>> remove(const QString& key) override { return kept_.remove(key); }

private:
    MemoryStore kept_;
};

}  // namespace

class SessionTest : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;
    std::filesystem::path storeFile_ = std::filesystem::path(dir_.path().toStdString()) / "local" / "offline.db";
    std::shared_ptr<KeyStore> secrets_ = std::make_shared<KeyStore>();
    std::unique_ptr<LocalPlatform> platform_;
    Tokens tokens_;

    std::unique_ptr<Session> open() {
        auto session = std::make_unique<Session>(local, platform_->url(), secrets_, storeFile_);
        QSignalSpy opened(session.get(), &Session::opened);
        session->open();
        if (opened.isEmpty()) opened.wait(10000);
        return session;
    }

private Q_SLOTS:
    void initTestCase() {
        platform_ = std::make_unique<LocalPlatform>(
            LocalPlatformOptions{.program = qEnvironmentVariable("STEWARD_BIN") + QStringLiteral("/stewardd"),
                                 .dataFolder = dir_.path() + QStringLiteral("/data"),
                                 .demoData = true,
                                 .demoTenants = 20});
        QSignalSpy ready(platform_.get(), &LocalPlatform::ready);
        platform_->start();
        QTRY_VERIFY_WITH_TIMEOUT(platform_->state() != LocalPlatform::State::starting, 60000);
        QVERIFY2(ready.size() == 1, qPrintable(platform_->logTail().join(u'\n')));
        tokens_ = ready[0][1].value<Tokens>();
    }

    void joinsAndKnowsWhoItIs() {
        auto session = open();
        QCOMPARE(session->state(), Session::State::signedOut);
        session->signIn(tokens_);
        QTRY_VERIFY(session->me().has_value());
        QCOMPARE(session->me()->environment, "local");
        QVERIFY(session->allows(domain::Permission::tenantsWrite));
        QTRY_COMPARE(session->feed().state(), FeedState::live);
        QTRY_VERIFY(awaited(secrets_->read(QStringLiteral("refresh-token/local")))->has_value());
    }

    void comesBackWithoutASignIn() {
        auto session = open();
        QCOMPARE(session->state(), Session::State::signedIn);
        const auto tenants = awaited(session->client().call(contract::listTenants, {.limit = 5, .sort = "name"}));
        QVERIFY2(tenants.has_value(), tenants ? "" : tenants.error().detail.c_str());
        QCOMPARE(tenants->items.size(), std::size_t(5));
        QCOMPARE(tenants->total, 20);
        QVERIFY(session->client().latency().has_value());
    }

    void aChangeComesOverTheFeed() {
        auto session = open();
        QTRY_COMPARE(session->feed().state(), FeedState::live);
        QStringList changed;
        auto subscription =
            session->feed().subscribe(contract::entitiesTopic, [&](const FeedEvents<contract::EntityChanged>& events) {
                for (const auto& event : events)
                    changed << QString::fromStdString(event.data.id);
            });
        const auto page =
            awaited(session->client().call(contract::listTenants, {.limit = 1, .filter = "status=active"}));
        QVERIFY(page && !page->items.empty());
        const auto tenant = page->items[0];
        const contract::TenantChange change{.id = tenant.id, .patch = {.ownerName = "Marta Oyelaran"}, .reason = {}};
        const auto done = awaited(session->client().call(contract::changeTenant, change, {.ifMatch = tenant.version}));
        QVERIFY2(done.has_value(), done ? "" : (done.error().message + done.error().detail).c_str());
        QTRY_VERIFY(changed.contains(QString::fromStdString(tenant.id)));
        const auto stale = awaited(session->client().call(contract::changeTenant, change, {.ifMatch = tenant.version}));
        QCOMPARE(stale.error().code, ErrorCode::preconditionFailed);
        QVERIFY(!stale.error().id.empty());
    }

    void everyDatasetCanBeTakenOffline() {
        auto session = open();
        for (const auto* dataset : {"tenants", "users", "usage", "subscriptions", "audit"}) {
            const auto info = awaited(session->takeSnapshot(dataset));
            QVERIFY2(info.has_value(),
                     info ? dataset : (std::string(dataset) + info.error().message + info.error().detail).c_str());
        }
        // The second time only what has changed meanwhile comes.
        const auto again = awaited(session->takeSnapshot("subscriptions"));
        QVERIFY(again);
        QVERIFY2(again->received < again->bytes / 4, qPrintable(QString::number(again->received)));
        QVERIFY(again->expiresAt.has_value());
        contract::SnapshotChoice choice;
        choice.from = "2026-01-01";
        const auto part = awaited(session->takeSnapshot("subscriptions", nullptr, {}, choice));
        QVERIFY(part);
        QCOMPARE(part->choice, choice);
        QVERIFY(awaited(session->store().status())->encrypted);
        QVERIFY(!session->storeKeyProblem());
        auto connection = session->store().reportConnection();
        QCOMPARE((*connection->query("SELECT count(*) FROM tenants"))[0].integer(0), std::int64_t(20));
    }

    // Also when all that is known is that a session ended: another issuer says no more than that.
    void whatIsKeptGoesWithTheAccess() {
        auto staff = open();
        const auto tenants =
            awaited(staff->client().call(contract::listTenants, {.limit = 1, .filter = "status=active"}));
        QVERIFY(tenants && !tenants->items.empty());
        const auto& tenant = tenants->items[0];
        const auto people = awaited(staff->client().call(
            contract::listUsers, {.limit = 1, .filter = "status=active;role=admin;tenantId=" + tenant.id}));
        QVERIFY(people && !people->items.empty());
        const auto& person = people->items[0];
        const auto signedIn = test::signIn(platform_->url().port(), tenant.slug, person.email);
        QVERIFY(!signedIn.refresh.empty());

        Workspace workspace = local;
        workspace.id = "person";
        const auto file = std::filesystem::path(dir_.path().toStdString()) / "person" / "offline.db";
        const auto secrets = std::make_shared<KeyStore>();
        const auto openTheirs = [&] {
            auto session = std::make_unique<Session>(workspace, platform_->url(), secrets, file);
            QSignalSpy opened(session.get(), &Session::opened);
            session->open();
            if (opened.isEmpty()) opened.wait(10000);
            return session;
        };
        auto theirs = openTheirs();
        theirs->signIn({QByteArray::fromStdString(signedIn.token),
                        QByteArray::fromStdString(signedIn.refresh),
                        {},
                        std::chrono::seconds(60)});
        QTRY_VERIFY(theirs->me().has_value());
        QVERIFY(!theirs->me()->offlineReceipt.empty());
        QVERIFY(awaited(theirs->takeSnapshot("tenants")));
        theirs->signOut();
        theirs.reset();
        const auto isKept = [](Session& session) {
            const auto info = awaited(session.store().snapshot("tenants"));
            return info && info->has_value();
        };
        // Who signed out, and may come back, keeps it.
        theirs = openTheirs();
        QCOMPARE(theirs->state(), Session::State::signedOut);
        QTest::qWait(500);
        QVERIFY(isKept(*theirs));
        theirs.reset();
        const auto allowed = [&](const std::string& receipt) {
            return awaited(staff->client().call(contract::offlineAccess, {receipt}));
        };
        const auto forged = allowed(person.id + ".AAAA");
        QCOMPARE(forged.error().code, ErrorCode::forbidden);
        const contract::UserChange change{.id = person.id, .patch = {.status = domain::UserStatus::suspended}};
        const auto suspended = awaited(staff->client().call(contract::changeUser, change, {.ifMatch = person.version}));
        QVERIFY2(suspended.has_value(),
                 suspended ? "" : (suspended.error().message + suspended.error().detail).c_str());
        theirs = openTheirs();
        QTRY_VERIFY(!isKept(*theirs));
        QVERIFY(!awaited(theirs->store().recall("offline-receipt"))->has_value());
    }

    void opensWithoutThePlatform() {
        platform_->stop();
        QTRY_COMPARE(platform_->state(), LocalPlatform::State::stopped);
        auto session = open();
        QVERIFY(session->me().has_value());
        QTRY_COMPARE(session->state(), Session::State::offline);
        QCOMPARE(awaited(session->client().call(contract::me, {})).error().code, ErrorCode::offline);
        QCOMPARE(awaited(session->store().snapshot("tenants"))->value().rows, 20);
    }
};

QTEST_MAIN(SessionTest)
#include "session_test.moc"
