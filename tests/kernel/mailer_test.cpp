// The mailers of several nodes on one database and one real mail server: each mail goes out once, and what was with a
// node that died goes out later.
#include <QtTest>
#include <set>

#include "kernel/mail/mailer.h"
#include "tests/support/mail_server.h"
#include "tests/support/served.h"

using namespace steward;
using namespace std::chrono_literals;

namespace {

constexpr int mails = 40;

kernel::Mailer::Seal plain() {
    return {[](std::string_view text) { return std::string(text); },
            [](std::string_view sealed) -> Result<std::string> { return std::string(sealed); }};
}

struct Node {
    Node(const std::filesystem::path& path, const Clock& clock, const kernel::MailConfig& config)
        : database(test::openDatabase(path)), mailer(*database, telemetry, clock, config, plain()) {
        database->onCommit([this](sql::Connection&) { mailer.wake(); });
    }
    ~Node() {
        mailer.stop();
        database->close();
    }

    Result<> write(const kernel::Mail& mail, Time now) {
        return database->writeNow([&](sql::Connection& db) { return mailer.enqueue(db, mail, now); });
    }

    std::unique_ptr<kernel::Database> database;
    kernel::Telemetry telemetry;
    kernel::Mailer mailer;
};

kernel::Mail mailTo(const std::string& name) {
    return {"", name + "@tarnwick.example", "Steward", "Hello " + name, "Hello.\n"};
}

}  // namespace

class MailerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        server_ = std::make_unique<test::MailServer>();
        QVERIFY2(server_->start(), "the mail server does not run: is python3-aiosmtpd installed?");
        config_.url = server_->url();
        config_.from = "no-reply@steward.example";
        config_.tls = "none";
        config_.firstRetryMs = 20;
    }

    void eachMailGoesOutOnce() {
        const test::TemporaryFolder folder;
        const SystemClock clock;
        std::vector<std::unique_ptr<Node>> nodes;
        for (int i = 0; i < 3; ++i)
            nodes.push_back(std::make_unique<Node>(folder.path() / "db", clock, config_));
        for (int i = 0; i < mails; ++i)
            QVERIFY(nodes[0]->write(mailTo("user" + std::to_string(i)), clock.now()).has_value());
        for (const auto& node : nodes)
            node->mailer.start();
        QTRY_COMPARE(server_->mails().size(), std::size_t(mails));
        for (const auto& node : nodes)
            node->mailer.stop();
        std::set<std::string> ids;
        std::uint64_t sent = 0;
        for (const auto& mail : server_->mails())
            ids.insert(mail.messageId);
        for (const auto& node : nodes)
            sent += node->telemetry.counter("steward_mails_sent_total");
        QCOMPARE(ids.size(), std::size_t(mails));
        QCOMPARE(sent, std::uint64_t(mails));
    }

    void whatADeadNodeHadGoesOutLater() {
        const test::TemporaryFolder folder;
        test::TestClock clock(SystemClock().now());
        Node node(folder.path() / "db", clock, config_);
        QVERIFY(node.write(mailTo("anna"), clock.now()).has_value());
        // As a node leaves it that took the mail and died.
        const auto claimed = node.database->writeNow([&](sql::Connection& db) {
            return db.execute(sql::tenantOwned("UPDATE outgoing_mail SET attempts = 1, next_attempt_at = ?1"
                                               " WHERE :tenant(tenant_id)"),
                              sql::TenantScope::all(), {clock.now() + 2min});
        });
        QVERIFY(claimed.has_value());
        node.mailer.start();
        QVERIFY(node.write(mailTo("ben"), clock.now()).has_value());
        QTRY_COMPARE(server_->mails().size(), std::size_t(1));
        QCOMPARE(server_->mails().front().recipients.front(), std::string("ben@tarnwick.example"));
        clock.move(3min);
        QVERIFY(node.write(mailTo("cleo"), clock.now()).has_value());
        QTRY_COMPARE(server_->mails().size(), std::size_t(3));
    }

    void attemptsHaveAnEnd() {
        const test::TemporaryFolder folder;
        const SystemClock clock;
        server_->stop();
        config_.maxAttempts = 3;
        Node node(folder.path() / "db", clock, config_);
        node.mailer.start();
        QVERIFY(node.write(mailTo("anna"), clock.now()).has_value());
        QTRY_COMPARE(node.telemetry.counter("steward_mails_failed_total"), std::uint64_t(1));
        const auto rows = node.database->readNow([](sql::Connection& db) {
            return db.query(sql::tenantOwned("SELECT state, attempts, sealed FROM outgoing_mail"
                                             " WHERE :tenant(tenant_id)"),
                            sql::TenantScope::all());
        });
        QCOMPARE(std::string((*rows)[0].text(0)), std::string("failed"));
        QCOMPARE((*rows)[0].integer(1), std::int64_t(3));
        QCOMPARE(std::string((*rows)[0].text(2)), std::string());
    }

    void nothingIsWrittenWhenTheChangeIsNot() {
        const test::TemporaryFolder folder;
        const SystemClock clock;
        Node node(folder.path() / "db", clock, config_);
        node.mailer.start();
        const auto undone = node.database->writeNow([&](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(node.mailer.enqueue(db, mailTo("anna"), clock.now()));
            return fail(ErrorCode::conflict, "No.");
        });
        QVERIFY(!undone);
        QVERIFY(!node.write({"", "ben@tarnwick.example\r\nRCPT TO:<x@y.example>", "", "", ""}, clock.now()));
        QVERIFY(node.write(mailTo("cleo"), clock.now()).has_value());
        QTRY_COMPARE(server_->mails().size(), std::size_t(1));
        QCOMPARE(server_->mails().front().recipients.front(), std::string("cleo@tarnwick.example"));
    }

private:
    std::unique_ptr<test::MailServer> server_;
    kernel::MailConfig config_;
};

QTEST_GUILESS_MAIN(MailerTest)
#include "mailer_test.moc"
