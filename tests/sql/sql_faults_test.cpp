// What the database does when the disk is full, the file is damaged, or somebody else is writing.
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "sql/connection.h"

using namespace steward;

class SqlFaultsTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    std::filesystem::path path(const char* name) const {
        return folder_.filePath(QString::fromLatin1(name)).toStdString();
    }

private Q_SLOTS:
    void aFullDiskChangesNothing() {
        auto connection = sql::Connection::open({.path = path("full.db")});
        QVERIFY(connection.has_value());
        QVERIFY(connection->script("CREATE TABLE t (a TEXT); PRAGMA max_page_count = 16").has_value());
        QVERIFY(connection->execute("INSERT INTO t VALUES ('kept')").has_value());
        {
            auto transaction = connection->writeTransaction();
            const auto full = connection->execute("INSERT INTO t VALUES (hex(zeroblob(1000000)))");
            QCOMPARE(full.error().code, ErrorCode::storage);
            QVERIFY(full.error().message.find("disk is full") != std::string::npos);
            QVERIFY(!transaction->commit() || (*connection->query("SELECT count(*) FROM t"))[0].integer(0) == 1);
        }
        QCOMPARE((*connection->query("SELECT group_concat(a) FROM t"))[0].text(0), std::string_view("kept"));
    }

    void aFileThatIsNoDatabaseIsRefused() {
        std::ofstream(path("text.db")) << std::string(8192, 'x');
        const auto connection = sql::Connection::open({.path = path("text.db")});
        QCOMPARE(connection.error().code, ErrorCode::storage);
    }

    void aMissingFileIsRefusedUnlessItMayBeCreated() {
        const auto missing = sql::Connection::open({.path = path("no/such.db"), .mode = sql::Mode::readOnly});
        QCOMPARE(missing.error().code, ErrorCode::storage);
    }

    void aDamagedPageIsFound() {
        {
            auto connection = sql::Connection::open({.path = path("damaged.db")});
            QVERIFY(connection
                        ->script("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);"
                                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 5000)"
                                 "INSERT INTO t SELECT i, 'text ' || i FROM n; PRAGMA wal_checkpoint(TRUNCATE)")
                        .has_value());
            QVERIFY(connection->check().has_value());
        }
        {
            std::fstream file(path("damaged.db"), std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(4096 * 3);
            file << std::string(4096, '\x7f');
        }
        auto connection = sql::Connection::open({.path = path("damaged.db")});
        QVERIFY(connection.has_value());
        QCOMPARE(connection->check().error().code, ErrorCode::storage);
        QCOMPARE(connection->query("SELECT sum(length(b)) FROM t").error().code, ErrorCode::storage);
    }

    void aSecondWriterWaitsAndThenIsTold() {
        auto first = sql::Connection::open({.path = path("busy.db")});
        auto second = sql::Connection::open({.path = path("busy.db"), .busyTimeout = std::chrono::milliseconds(50)});
        QVERIFY(first.has_value() && second.has_value());
        auto transaction = first->writeTransaction();
        QVERIFY(transaction.has_value());
        QCOMPARE(second->writeTransaction().error().code, ErrorCode::unavailable);
        QVERIFY(transaction->commit().has_value());
        QVERIFY(second->writeTransaction().has_value());
    }
};

QTEST_APPLESS_MAIN(SqlFaultsTest)
#include "sql_faults_test.moc"
