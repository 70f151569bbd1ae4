// The list of workspaces: kept, ordered, refused where it cannot be used, and survived when damaged.
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "client/workspace.h"

using namespace steward;
using namespace steward::client;

namespace {

struct Fixture {
    QTemporaryDir dir;
    std::filesystem::path folder = dir.path().toStdString();
    Workspaces load() { return *Workspaces::load(folder); }
};

Workspace production() {
    return {{}, "Production", "https://admin.steward.example", Environment::production, {}, {}};
}

}  // namespace

class WorkspaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLocalPlatformIsAlwaysThere() {
        Fixture f;
        auto workspaces = f.load();
        QCOMPARE(workspaces.all().size(), std::size_t(1));
        QVERIFY(workspaces.all()[0].isLocal());
        QCOMPARE(workspaces.remove("local").error().code, ErrorCode::conflict);
    }

    void whatIsAddedIsThereNextTime() {
        Fixture f;
        auto workspaces = f.load();
        const auto added = workspaces.add(production());
        QVERIFY(added);
        QVERIFY(added->id.starts_with("wsp_"));
        auto changed = *added;
        changed.userName = "Marta Oyelaran";
        QVERIFY(workspaces.change(changed));
        QVERIFY(workspaces.add({{}, "Acme", "http://localhost:8443", Environment::staging, {}, {}}));
        const auto again = f.load();
        QCOMPARE(again.all().size(), std::size_t(3));
        QCOMPARE(again.all()[0].id, "local");
        QCOMPARE(again.all()[1].name, "Acme");
        QCOMPARE(*again.find(added->id), changed);
        QVERIFY(again.storeFile(changed) != again.storeFile(again.all()[0]));
    }

    void whatCannotBeUsedIsRefused_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("path");
        QTest::newRow("no name") << QString() << QStringLiteral("https://a.example") << QStringLiteral("/name");
        QTest::newRow("long name") << QString(61, u'x') << QStringLiteral("https://a.example")
                                   << QStringLiteral("/name");
        QTest::newRow("plain") << QStringLiteral("A") << QStringLiteral("http://a.example") << QStringLiteral("/url");
        QTest::newRow("no address") << QStringLiteral("A") << QString() << QStringLiteral("/url");
        QTest::newRow("file") << QStringLiteral("A") << QStringLiteral("file:///etc") << QStringLiteral("/url");
        QTest::newRow("password") << QStringLiteral("A") << QStringLiteral("https://u:p@a.example")
                                  << QStringLiteral("/url");
    }
    void whatCannotBeUsedIsRefused() {
        QFETCH(QString, name);
        QFETCH(QString, url);
        QFETCH(QString, path);
        Fixture f;
        const auto refused = f.load().add({{}, name.toStdString(), url.toStdString(), Environment::production, {}, {}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().fields.at(0).path, path.toStdString());
    }

    void twoOfOneNameAreRefused() {
        Fixture f;
        auto workspaces = f.load();
        QVERIFY(workspaces.add(production()));
        QCOMPARE(workspaces.add(production()).error().code, ErrorCode::conflict);
    }

    void aDamagedListIsSetAside() {
        Fixture f;
        std::ofstream(f.folder / "workspaces.json") << "{\"workspaces\":[{";
        const auto workspaces = f.load();
        QCOMPARE(workspaces.all().size(), std::size_t(1));
        QVERIFY(std::filesystem::exists(f.folder / "workspaces.json.damaged"));
    }

    void aFolderThatCannotBeWrittenChangesNothing() {
        Fixture f;
        auto workspaces = f.load();
        std::filesystem::remove_all(f.folder);
        std::ofstream(f.folder) << "a file";
        QCOMPARE(workspaces.add(production()).error().code, ErrorCode::storage);
        QCOMPARE(workspaces.all().size(), std::size_t(1));
        std::filesystem::remove(f.folder);
    }
};

QTEST_MAIN(WorkspaceTest)
#include "workspace_test.moc"
