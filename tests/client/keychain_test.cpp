// Tokens in a real key store: run by with_keyring.sh, which starts one for this test alone.
#include <QProcess>
#include <QtTest>

#include "client/token_store.h"
#include "tests/support/awaited.h"

using namespace steward;
using namespace steward::client;
using steward::test::awaited;

namespace {

const QString key = QStringLiteral("refresh-token/wsp_test");

void lockKeyring() {
    QProcess::execute(
        QStringLiteral("dbus-send"),
        {QStringLiteral("--session"), QStringLiteral("--print-reply"), QStringLiteral("--dest=org.freedesktop.secrets"),
         QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service.Lock"),
         QStringLiteral("array:objpath:/org/freedesktop/secrets/aliases/default")});
}

qint64 keyringProcess() {
    return qEnvironmentVariableIntValue("KEYRING_PID");
}

}  // namespace

class KeychainTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("KEYRING_PID")) QSKIP("There is no key store here.");
    }

    void memoryForgetsNothingWhileItLives() {
        MemoryStore store;
        QVERIFY(!awaited(store.read(key))->has_value());
        QVERIFY(awaited(store.write(key, "secret")));
        QCOMPARE(awaited(store.read(key))->value(), "secret");
        QVERIFY(awaited(store.remove(key)));
        QVERIFY(!awaited(store.read(key))->has_value());
    }

    void keepsAndForgets() {
        KeychainStore store(QStringLiteral("Steward test"));
        QVERIFY(!awaited(store.read(key))->has_value());
        const QByteArray secret(
            "rt_\0\xff"
            "binary",
            11);
        QVERIFY(awaited(store.write(key, secret)));
        QCOMPARE(awaited(KeychainStore(QStringLiteral("Steward test")).read(key))->value(), secret);
        QVERIFY(!awaited(KeychainStore(QStringLiteral("another")).read(key))->has_value());
        QVERIFY(awaited(store.remove(key)));
        QVERIFY(awaited(store.remove(key)));
        QVERIFY(!awaited(store.read(key))->has_value());
    }

    void aLockedKeyringIsNotAnEmptyOne() {
        KeychainStore store(QStringLiteral("Steward test"));
        QVERIFY(awaited(store.write(key, "secret")));
        lockKeyring();
        QCOMPARE(awaited(store.read(key)).error().code, ErrorCode::forbidden);
        QCOMPARE(awaited(store.write(key, "other")).error().code, ErrorCode::forbidden);
    }

    // The last one: the keyring does not come back.
    void aKeyringThatHangsIsGivenUp() {
        KeychainStore store(QStringLiteral("Steward test"), std::chrono::milliseconds(300));
        QCOMPARE(
            QProcess::execute(QStringLiteral("kill"), {QStringLiteral("-STOP"), QString::number(keyringProcess())}), 0);
        QCOMPARE(awaited(store.read(key)).error().code, ErrorCode::unavailable);
        QCOMPARE(
            QProcess::execute(QStringLiteral("kill"), {QStringLiteral("-CONT"), QString::number(keyringProcess())}), 0);
    }
};

QTEST_MAIN(KeychainTest)
#include "keychain_test.moc"
