// Which passwords are taken, and the list of breached ones.
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <fstream>

#include "identity/breach_list.h"
#include "identity/password_rules.h"

using namespace steward;
using namespace steward::identity;

namespace {

// SHA-1 of "correct horse battery staple" and of "password1234", as the published list spells them.
constexpr const char* horse = "ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42";
constexpr const char* password1234 = "E6B6AFBD6D76BB5D2041542D7D2E3FAC5BB05593";

}  // namespace

class PasswordTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rules_data() {
        QTest::addColumn<QString>("password");
        QTest::addColumn<bool>("taken");
        QTest::newRow("a sentence") << "nine wooden spoons" << true;
        QTest::newRow("no mixture is asked for") << "plumvioletteapot" << true;
        QTest::newRow("digits of no order") << "802419375561" << true;
        QTest::newRow("Japanese, 12 characters") << QStringLiteral("正しい馬の電池の留め金です") << true;
        QTest::newRow("11 characters") << "plumviolett" << false;
        QTest::newRow("128 characters") << QStringLiteral("plumviolet teapots") + QString(110, QChar(0x4e00)) << true;
        QTest::newRow("129 characters") << QStringLiteral("plumviolet teapots") + QString(111, QChar(0x4e00)) << false;
        QTest::newRow("a word with digits") << "Password2026!!" << false;
        QTest::newRow("a word twice") << "password-password" << false;
        QTest::newRow("keyboard") << "qwertyuiop[]12" << false;
        QTest::newRow("a row") << "asdfghjklzxc" << false;
        QTest::newRow("counting") << "123456789012" << false;
        QTest::newRow("counting down") << "210987654321" << false;
        QTest::newRow("one character") << "zzzzzzzzzzzzzz" << false;
        QTest::newRow("three over and over") << "xyzxyzxyzxyz" << false;
        QTest::newRow("the own name") << "moreau likes tea" << false;
        QTest::newRow("the own name, loud") << "teaMOREAUtea42" << false;
        QTest::newRow("the own address") << "i.am.tealover77!" << false;
        QTest::newRow("short parts of a name do not count") << "an old kettle" << true;
    }
    void rules() {
        QFETCH(QString, password);
        QFETCH(bool, taken);
        const auto checked = checkPassword(password.toStdString(), {"An Moreau", "tealover77@tarnwick.example"});
        QCOMPARE(checked.has_value(), taken);
        if (!taken) QCOMPARE(checked.error().code, ErrorCode::unprocessable);
    }

    void aBreachedPasswordIsFound() {
        QTemporaryDir folder;
        std::vector<std::string> lines;
        for (int i = 0; i < 1000; ++i)
            lines.push_back(QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha1)
                                .toHex()
                                .toUpper()
                                .toStdString() +
                            ":" + std::to_string(i * i));
        lines.push_back(std::string(horse) + ":384");
        std::ranges::sort(lines);
        for (const char* ending : {"\n", "\r\n"}) {
            const auto path = folder.filePath(QStringLiteral("list")).toStdString();
            std::ofstream file(path, std::ios::binary);
            for (std::size_t i = 0; i < lines.size(); ++i)
                file << lines[i] << (i + 1 < lines.size() ? ending : "");
            file.close();
            const auto list = BreachList::open(path);
            QVERIFY(list.has_value());
            for (int i = 0; i < 1000; ++i)
                QVERIFY2(*list->contains(std::to_string(i)), std::to_string(i).c_str());
            for (int i = 1000; i < 2000; ++i)
                QVERIFY2(!*list->contains(std::to_string(i)), std::to_string(i).c_str());
            QVERIFY(*list->contains("correct horse battery staple"));
            QVERIFY(!*list->contains("password1234"));
        }
        const auto path = folder.filePath(QStringLiteral("one")).toStdString();
        std::ofstream(path) << password1234 << ":1";
        QVERIFY(*BreachList::open(path)->contains("password1234"));
        QVERIFY(!*BreachList::open(path)->contains("another"));
    }

    void aListThatIsNoneIsRefused() {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("list")).toStdString();
        QCOMPARE(BreachList::open(path).error().code, ErrorCode::storage);
        std::ofstream(path) << "hunter2\npassword\n";
        QCOMPARE(BreachList::open(path).error().code, ErrorCode::storage);
        std::ofstream(path) << password1234 << ":1\n";
        const auto list = BreachList::open(path);
        QVERIFY(list.has_value());
        std::filesystem::remove(path);
        QCOMPARE(list->contains("another").error().code, ErrorCode::unavailable);
    }
};

QTEST_GUILESS_MAIN(PasswordTest)
#include "password_test.moc"
