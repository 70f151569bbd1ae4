// The vocabulary everything stands on: JSON from descriptions, times, ids, files that are whole or absent.
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "base/ids.h"
#include "base/json.h"
#include "base/safe_file.h"
#include "base/time.h"

namespace sample {

enum class Colour { red, deepBlue };
STEWARD_DESCRIBE_ENUM(Colour, red, deepBlue)

struct Inner {
    std::int64_t seats = 0;
    std::optional<std::string> note;
    bool operator==(const Inner&) const = default;
};
STEWARD_DESCRIBE(Inner, (seats, note))

struct Outer {
    std::string name;
    Colour colour = Colour::red;
    steward::Time at{};
    std::vector<Inner> parts;
    std::map<std::string, double> prices;
    bool operator==(const Outer&) const = default;
};
STEWARD_DESCRIBE(Outer, (name, colour, at, parts, prices))

}  // namespace sample

using namespace steward;

class BaseTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonGoesThereAndBack() {
        sample::Outer outer{"Tarn \"wick\"\n\x01",
                            sample::Colour::deepBlue,
                            *parseRfc3339("2026-11-23T09:41:07.120Z"),
                            {{412, "vip"}, {3, std::nullopt}},
                            {{"eur", 18400.5}}};
        const std::string text = json::write(outer);
        QVERIFY(text.find("\"note\":null") == std::string::npos);
        const auto back = json::read<sample::Outer>(text, json::Unknown::refuse);
        QVERIFY(back.has_value());
        QCOMPARE(*back, outer);
    }

    void jsonNamesEveryRefusedField() {
        const auto read = json::read<sample::Outer>(
            R"({"name":1,"colour":"green","at":"soon","parts":[{"seats":1.5}],"surprise":true})",
            json::Unknown::refuse);
        QVERIFY(!read);
        std::string paths;
        for (const auto& field : read.error().fields)
            paths += field.path + " ";
        QCOMPARE(paths, std::string("/name /colour /at /parts/0/seats /prices /surprise "));
    }

    void jsonIgnoresWhatANewerPlatformSays() {
        const auto read = json::read<sample::Inner>(R"({"seats":3,"later":1})");
        QVERIFY(read.has_value());
        QCOMPARE(read->seats, 3);
    }

    void jsonRefuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"a\":");
        QTest::newRow("trailing") << QByteArray("{} x");
        QTest::newRow("bad utf-8") << QByteArray("\"\xff\"");
        QTest::newRow("a million levels") << QByteArray(1'000'000, '[');
    }
    void jsonRefuses() {
        QFETCH(QByteArray, text);
        const auto value = json::parse({text.constData(), std::size_t(text.size())});
        QVERIFY(!value);
        QCOMPARE(value.error().code, ErrorCode::invalid);
    }

    void jsonRefusesNumbersThatAreTooLarge() {
        for (const auto* text : {"1e400", "[-1e400]", R"({"a":{"b":[1,1e999]}})"})
            QVERIFY2(!json::parse(text), text);
        QVERIFY(json::parse("[1e308,-1e-400]").has_value());
    }

    void mergePatchIsRfc7396() {
        auto target = *json::parse(R"({"a":{"b":1,"c":2},"d":[1]})");
        json::mergePatch(target, *json::parse(R"({"a":{"b":null,"e":3},"d":[2]})"));
        QVERIFY(json::same(target, *json::parse(R"({"d":[2],"a":{"e":3,"c":2}})")));
    }

    void timesAreRfc3339_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("spelled");
        QTest::newRow("utc") << "2026-11-23T09:41:07Z" << "2026-11-23T09:41:07Z";
        QTest::newRow("offset") << "2026-11-23T09:41:07.5+01:30" << "2026-11-23T08:11:07.500Z";
        QTest::newRow("leap day") << "2024-02-29T00:00:00Z" << "2024-02-29T00:00:00Z";
        QTest::newRow("no such day") << "2026-02-29T00:00:00Z" << "";
        QTest::newRow("no zone") << "2026-11-23T09:41:07" << "";
        QTest::newRow("trailing") << "2026-11-23T09:41:07Zx" << "";
        QTest::newRow("last second") << "9999-12-31T23:59:59Z" << "9999-12-31T23:59:59Z";
        QTest::newRow("after year 9999 in UTC") << "9999-12-31T23:59:59-00:01" << "";
        QTest::newRow("before year 0 in UTC") << "0000-01-01T00:00:00+00:01" << "";
    }
    void timesAreRfc3339() {
        QFETCH(QString, text);
        QFETCH(QString, spelled);
        const auto time = parseRfc3339(text.toStdString());
        QCOMPARE(time.has_value(), !spelled.isEmpty());
        if (time) QCOMPARE(QString::fromStdString(toRfc3339(*time)), spelled);
    }

    void idsSortByTimeAndComeBack() {
        const Time now = SystemClock().now();
        const auto uuid = newUuid(now);
        const auto text = spellId(id::tenant, uuid);
        QCOMPARE(text.size(), std::size_t(30));
        QVERIFY(parseId(id::tenant, text) == uuid);
        QVERIFY(!parseId(id::user, text));
        QVERIFY(!parseId(id::tenant, text + "0"));
        QVERIFY(newId(id::tenant, now) < newId(id::tenant, now + std::chrono::milliseconds(1)));
        QVERIFY(seededUuid(now, 7) == seededUuid(now, 7));
        QVERIFY(newUuid(now) != newUuid(now));
    }

    void aSafeFileIsWholeOrAbsent() {
        QTemporaryDir folder;
        const std::filesystem::path target = folder.filePath(QStringLiteral("report.csv")).toStdString();
        const auto content = [&] {
            std::ifstream in(target);
            return std::string(std::istreambuf_iterator<char>(in), {});
        };
        {
            auto file = SafeFile::create(target);
            QVERIFY(file && file->write("first") && file->commit());
        }
        QCOMPARE(content(), std::string("first"));
        {
            auto file = SafeFile::create(target);
            QVERIFY(file && file->write("half of the sec"));
        }
        QCOMPARE(content(), std::string("first"));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(target.parent_path()), {}), 1);
    }

    void aFullDiskLeavesTheOldFile() {
        // /dev/full accepts the open and refuses every byte, as a full disk does.
        if (!std::filesystem::exists("/dev/full")) QSKIP("no /dev/full on this system");
        QTemporaryDir folder;
        const std::filesystem::path target = folder.filePath(QStringLiteral("report.csv")).toStdString();
        std::ofstream(target) << "old";
        auto file = SafeFile::create(target);
        QVERIFY(file.has_value());
        file->handOver();
        std::filesystem::remove(file->temporaryPath());
        std::filesystem::create_symlink("/dev/full", file->temporaryPath());
        QVERIFY(!file->commit());
        std::ifstream in(target);
        QCOMPARE(std::string(std::istreambuf_iterator<char>(in), {}), std::string("old"));
    }
};

QTEST_MAIN(BaseTest)
#include "base_test.moc"
