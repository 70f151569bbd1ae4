// The embedded platform: how it starts, what is said meanwhile, and that it ends with the console.
#include <QDir>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "client/local_platform.h"

using namespace steward;
using namespace steward::client;

namespace {

struct Fixture {
    QTemporaryDir dir;
    LocalPlatformOptions options{.program = QCoreApplication::applicationDirPath() + QStringLiteral("/fake_stewardd"),
                                 .dataFolder = dir.path() + QStringLiteral("/data")};
    std::unique_ptr<LocalPlatform> platform;
    std::unique_ptr<QSignalSpy> ready, failed, stopped;

    void start(const char* mode = "") {
        qputenv("FAKE_STEWARDD", mode);
        platform = std::make_unique<LocalPlatform>(options);
        ready = std::make_unique<QSignalSpy>(platform.get(), &LocalPlatform::ready);
        failed = std::make_unique<QSignalSpy>(platform.get(), &LocalPlatform::failed);
        stopped = std::make_unique<QSignalSpy>(platform.get(), &LocalPlatform::stopped);
        platform->start();
    }
    Error failure() const { return failed->at(0).at(0).value<Error>(); }
};

}  // namespace

class LocalPlatformTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        qRegisterMetaType<Tokens>();
        qRegisterMetaType<Error>();
    }

    void startsAndSignsIn() {
        Fixture f;
        f.start();
        QTRY_COMPARE(f.ready->size(), 1);
        QCOMPARE(f.platform->state(), LocalPlatform::State::running);
        QCOMPARE(f.ready->at(0).at(1).value<Tokens>().access, "at");
        QCOMPARE(f.platform->url().host(), QStringLiteral("127.0.0.1"));
        QCOMPARE(f.platform->steps().size(), std::size_t(4));
        for (const auto& step : f.platform->steps())
            QCOMPARE(step.state, StepState::done);
        QCOMPARE(f.platform->steps()[1].text, QStringLiteral("Database checked, schema 41"));
        QCOMPARE(f.platform->steps()[2].text, QStringLiteral("API started on port %1").arg(f.platform->url().port()));
        QTRY_COMPARE(f.platform->logTail(), QStringList{QStringLiteral("data in ") + f.options.dataFolder});
        QCOMPARE(QFile::permissions(f.options.dataFolder) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void stopsAndStartsAgain() {
        Fixture f;
        f.start();
        QTRY_COMPARE(f.ready->size(), 1);
        f.platform->stop();
        QTRY_COMPARE(f.stopped->size(), 1);
        QCOMPARE(f.platform->state(), LocalPlatform::State::stopped);
        f.platform->start();
        QTRY_COMPARE(f.ready->size(), 2);
        QCOMPARE(f.failed->size(), 0);
    }

    void twoConsolesDoNotShareIt() {
        Fixture f;
        f.start();
        QTRY_COMPARE(f.ready->size(), 1);
        LocalPlatform second(f.options);
        QSignalSpy refused(&second, &LocalPlatform::failed);
        second.start();
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused[0][0].value<Error>().code, ErrorCode::conflict);
        QCOMPARE(f.platform->state(), LocalPlatform::State::running);
    }

    void whatCannotBeStartedIsSaid() {
        Fixture f;
        f.options.program = QStringLiteral("/nonexistent/stewardd");
        f.start();
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure().code, ErrorCode::notFound);
    }

    void anEndAtTheStartShowsTheLog() {
        Fixture f;
        f.start("exit");
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure().detail, "the database is damaged");
        QCOMPARE(f.platform->steps()[1].state, StepState::failed);
    }

    void silenceEndsTheStart() {
        Fixture f;
        f.options.limit = std::chrono::milliseconds(300);
        f.start("silent");
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure().code, ErrorCode::timeout);
    }

    void aRefusedJoinIsSaid() {
        Fixture f;
        f.start("refuse");
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure().code, ErrorCode::unauthenticated);
        QCOMPARE(f.platform->steps()[3].state, StepState::failed);
    }

    void anEndWhileItRunsIsSaid() {
        Fixture f;
        f.start("leave");
        QTRY_COMPARE(f.ready->size(), 1);
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure().code, ErrorCode::unavailable);
        QCOMPARE(f.platform->state(), LocalPlatform::State::failed);
    }

    void aFolderThatCannotBeUsedIsSaid() {
        Fixture f;
        QFile file(f.options.dataFolder);
        QVERIFY(file.open(QIODevice::WriteOnly));
        f.start();
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure().code, ErrorCode::storage);
    }
};

QTEST_MAIN(LocalPlatformTest)
#include "local_platform_test.moc"
