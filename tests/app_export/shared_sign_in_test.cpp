// A console and exports beside it, as programs of their own with one key store and one sign-in on a real platform. Run
// through with_keyring.sh.
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/await.h"
#include "client/address.h"
#include "client/session.h"
#include "client/token_store.h"
#include "client/workspace.h"
#include "contract/endpoints.h"
#include "report/export.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using namespace steward::app;
using namespace Qt::StringLiterals;

class SharedSignInTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    test::StewarddFixture platform_;
    std::shared_ptr<client::TokenStore> secrets_ = std::make_shared<client::KeychainStore>();
    std::optional<client::Workspaces> workspaces_;
    client::Workspace production_;

    QString path(const QString& name) const { return folder_.filePath(name); }
    std::unique_ptr<client::Session> openSession() const {
        auto session =
            std::make_unique<client::Session>(production_, QUrl(), secrets_, workspaces_->storeFile(production_));
        QSignalSpy opened(session.get(), &client::Session::opened);
        session->open();
        if (opened.isEmpty()) opened.wait(10'000);
        return session;
    }
    std::unique_ptr<QProcess> startExport(const QString& out) const {
        auto process = std::make_unique<QProcess>();
        process->start(qEnvironmentVariable("STEWARD_BIN") + u"/steward"_s,
                       {u"export"_s, path(u"plans.json"_s), u"--format"_s, u"csv"_s, u"--out"_s, path(out),
                        u"--workspace"_s, u"Production"_s, u"--data"_s, path(u"data"_s)});
        return process;
    }
    // The key store answers this program's own requests, too, while the export is waited for.
    static bool ended(const QProcess& process) {
        return QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 50'000) &&
               process.exitCode() == 0;
    }

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("KEYRING_PID")) QSKIP("There is no key store here.");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        QVERIFY(QDir().mkpath(path(u"data"_s)));
        auto workspaces = client::Workspaces::load(path(u"data"_s).toStdString());
        QVERIFY(workspaces);
        workspaces_ = std::move(*workspaces);
        client::Workspace production;
        production.name = "Production";
        production.url = platform_.url();
        const auto added = workspaces_->add(production);
        QVERIFY(added);
        production_ = *added;
        QVERIFY(await(secrets_->write(u"refresh-token/"_s + QString::fromStdString(production_.id),
                                      QByteArray::fromStdString(platform_.refreshToken()))));
        report::Definition plans;
        plans.name = "Tenants by plan";
        plans.dataset = "tenants";
        plans.rows = {{"plan", report::Bucket::none}};
        plans.measures = {{"", report::Aggregate::count}};
        QFile file(path(u"plans.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(json::write(plans)));
    }

    void exportsAtOnceSignNobodyOut() {
        const auto console = openSession();
        QCOMPARE(console->state(), client::Session::State::signedIn);
        QTRY_VERIFY(console->me().has_value());
        for (int round = 0; round < 2; ++round) {
            const auto one = startExport(u"one.csv"_s), other = startExport(u"other.csv"_s);
            QVERIFY2(ended(*one), one->readAllStandardError().constData());
            QVERIFY2(ended(*other), other->readAllStandardError().constData());
            QVERIFY(report::verify(path(u"one.csv"_s).toStdString()));
            QVERIFY(report::verify(path(u"other.csv"_s).toStdString()));
        }
        const auto again = openSession();
        QVERIFY(await(again->client().call(contract::me, {})));
        QVERIFY(await(console->client().call(contract::me, {})));
        QCOMPARE(console->state(), client::Session::State::signedIn);
    }

    // The console slept: what it has was renewed more than once since.
    void aConsoleThatRenewsAfterExportsStaysSignedIn() {
        QNetworkAccessManager network;
        network.setAutoDeleteReplies(false);
        const QString lockFile =
            QString::fromStdString((workspaces_->storeFile(production_).parent_path() / "sign-in.lock").string());
        const auto kept = std::make_shared<client::KeptToken>(
            secrets_, u"refresh-token/"_s + QString::fromStdString(production_.id), lockFile);
        client::SessionTokens console(QUrl(QString::fromStdString(platform_.url() + "/oauth/token")),
                                      u"steward-console"_s, &network);
        console.setShared(kept);
        connect(&console, &client::SessionTokens::refreshTokenChanged, kept.get(), &client::KeptToken::write);
        const auto token = await(kept->read());
        QVERIFY(token && *token);
        console.setTokens({{}, **token, {}, {}});
        const auto access = await(console.token());
        QVERIFY(access);
        for (int i = 0; i < 2; ++i) {
            const auto process = startExport(u"meanwhile.csv"_s);
            QVERIFY2(ended(*process), process->readAllStandardError().constData());
        }
        console.refused(*access);
        const auto renewed = await(console.token());
        QVERIFY2(renewed, renewed ? "" : renewed.error().detail.c_str());
        QVERIFY(console.signedIn());
    }
};

QTEST_GUILESS_MAIN(SharedSignInTest)
#include "shared_sign_in_test.moc"
