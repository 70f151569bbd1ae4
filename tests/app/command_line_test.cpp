#include <QTest>

#include "app/command_line.h"

using namespace steward;
using namespace steward::app;
using namespace Qt::StringLiterals;

class CommandLineTest : public QObject {
    Q_OBJECT
    static Result<Options> parse(const QString& line) {
        return parseArguments((u"steward "_s + line).split(u' ', Qt::SkipEmptyParts));
    }

private Q_SLOTS:
    void understands() {
        QCOMPARE(parse({})->task, Options::Task::console);
        const auto local = parse(u"--local --demo --data /tmp/x"_s);
        QVERIFY(local->local && local->demo);
        QCOMPARE(local->dataFolder, u"/tmp/x"_s);
        QCOMPARE(parse(u"tour --out pictures"_s)->outFolder, u"pictures"_s);
        const auto exported = parse(u"export revenue --format xlsx --out r.xlsx --snapshot"_s);
        QCOMPARE(exported->task, Options::Task::exportReport);
        QCOMPARE(exported->report, u"revenue"_s);
        QCOMPARE(exported->format, u"xlsx"_s);
        QVERIFY(exported->snapshot);
        QCOMPARE(parse(u"--version"_s)->task, Options::Task::version);
        QCOMPARE(parse(u"tour --help"_s)->task, Options::Task::help);
    }

    void refuses_data() {
        QTest::addColumn<QString>("line");
        for (const char* line : {"fly", "tour", "export", "export a b --format csv --out f",
                                 "export a --format doc --out f", "export a --format csv", "--unknown", "--data"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void refuses() {
        QFETCH(QString, line);
        const auto options = parse(line);
        QVERIFY(!options);
        QCOMPARE(options.error().code, ErrorCode::invalid);
        QVERIFY(!options.error().message.empty());
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
