// Mails about accounts through a real mail server: invitations, forgotten passwords, changed addresses; and what
// happens when the server is away, refuses, or is asked for more than a mail.
#include <QtTest>
#include <fstream>

#include "base/json.h"
#include "contract/endpoints.h"
#include "tests/support/mail_server.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using contract::Invitation;
using domain::User;
using test::read;
using test::Reply;
using namespace std::chrono_literals;

namespace {

const std::string password = "nine wooden spoons";
const std::string otherPassword = "eleven silver forks";
const std::string mailPassword = "a password of the mail server";

}  // namespace

class AccountMailTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(mails_.start(), "the mail server does not run: is python3-aiosmtpd installed?");
        qputenv("STEWARD_MAIL_PASSWORD", QByteArray::fromStdString(mailPassword));
        platform_.set("mail.url=" + mails_.url());
        platform_.set("mail.from=no-reply@steward.example");
        platform_.set("mail.user=steward");
        platform_.set("mail.caFile=" + mails_.caFile());
        platform_.set("mail.firstRetryMs=20");
        // SHA-1 of the password that somebody had stolen.
        const auto list = (platform_.folder() / "breached").string();
        std::ofstream(list)
            << "0000000A0E3B9F25FF41DE4B5AC238C2D545C7A8:15\r\n"
            << QCryptographicHash::hash("a stolen umbrella", QCryptographicHash::Sha1).toHex().toUpper().toStdString()
            << ":3\r\n";
        platform_.set("passwords.breachList=" + list);
        QVERIFY2(platform_.loadDemo(5), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        tenant_ = read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3Dtarnwick"}))
                      .items.at(0);
    }
    void init() { seen_ = mails_.mails().size(); }

    void anInvitationComesByMail() {
        const auto invitation = invite("anna@tarnwick.example", "Anna Zażółć ✓");
        QVERIFY(invitation.sent.mailed);
        QVERIFY(!invitation.sent.link);
        const auto mail = mails_.wait(seen_);
        QVERIFY(mail.has_value());
        QVERIFY(mail->secure);
        QCOMPARE(mail->user, std::string("steward"));
        QCOMPARE(mail->sender, std::string("no-reply@steward.example"));
        QVERIFY(mail->recipients == std::vector<std::string>{"anna@tarnwick.example"});
        QCOMPARE(mail->autoSubmitted, std::string("auto-generated"));
        QVERIFY(mail->messageId.starts_with("<eml_"));
        QVERIFY(mail->defects.empty());
        QVERIFY(mail->longestLine <= 76);
        QVERIFY(mail->text.find("Hello Anna Zażółć ✓,") != std::string::npos);
        const auto stolen = fill(mail->link(), passwords("a stolen umbrella"));
        QCOMPARE(stolen.status, 422);
        QVERIFY(stolen.body.find("known from a data breach") != std::string::npos);
        QCOMPARE(fill(mail->link(), passwords(password)).status, 200);
        QVERIFY(!test::signIn(platform_.port(), tenant_.slug, "anna@tarnwick.example", password).token.empty());
    }

    void theForgetfulGetAMailAndTheAnswerTellsNothing() {
        const User user = join("ben@tarnwick.example");
        const auto known = forgot("tarnwick", user.email);
        const auto unknown = forgot("tarnwick", "nobody@tarnwick.example");
        QCOMPARE(known.status, 200);
        QCOMPARE(known.status, unknown.status);
        QCOMPARE(known.body, unknown.body);
        const auto mail = mails_.wait(seen_ + 1);
        QVERIFY(mail.has_value());
        QVERIFY(mail->recipients == std::vector<std::string>{user.email});

        // Asked again at once, there is no second mail.
        QCOMPARE(forgot("tarnwick", user.email).status, 200);
        const std::string token = test::signIn(platform_.port(), tenant_.slug, user.email, password).token;
        QVERIFY(!token.empty());
        QCOMPARE(fill(mail->link(), passwords(otherPassword)).status, 200);
        QTRY_COMPARE(platform_.ask({.target = "/v1/me", .token = token}).status, 401);
        QVERIFY(!test::signIn(platform_.port(), tenant_.slug, user.email, otherPassword).token.empty());
        const auto notice = mails_.wait(seen_ + 2);
        QVERIFY(notice.has_value());
        QVERIFY(notice->subject.find("has changed") != std::string::npos);
        QVERIFY(notice->link().empty());
        for (const auto& one : mails_.mails())
            QVERIFY(one.recipients != std::vector<std::string>{"nobody@tarnwick.example"});
    }

    void tooManyQuestionsAreRefused() {
        std::vector<int> answers;
        for (int i = 0; i < 12; ++i)
            answers.push_back(forgot("", "somebody" + std::to_string(i) + "@nowhere.example").status);
        QCOMPARE(answers.back(), 429);
    }

    void aNewAddressIsConfirmedAndTheOldOneIsTold() {
        const User user = join("cleo@tarnwick.example");
        const std::string token = test::signIn(platform_.port(), tenant_.slug, user.email, password).token;
        const auto asked = platform_.ask(
            {.method = "POST",
             .target = "/v1/me/email",
             .body = json::write(json::Value(json::Object{{"email", "cleo@new.example"}, {"password", password}})),
             .token = token});
        QCOMPARE(asked.status, 200);
        QVERIFY(!read<contract::SentLink>(asked).link);
        const auto mail = mails_.wait(seen_ + 1);
        QVERIFY(mail.has_value());
        QVERIFY(mail->recipients == std::vector<std::string>{"cleo@new.example"});
        QCOMPARE(fill(mail->link(), {}).status, 200);
        const auto notice = mails_.wait(seen_ + 2);
        QVERIFY(notice.has_value());
        QVERIFY(notice->recipients == std::vector<std::string>{user.email});
        QVERIFY(notice->text.find("cleo@new.example") != std::string::npos);
    }

    void aServerThatIsAwayGetsTheMailLater() {
        mails_.stop();
        const auto invitation = invite("dora@tarnwick.example", "Dora");
        QVERIFY(invitation.sent.mailed);
        QTRY_VERIFY(metric("steward_mails_waiting ") >= 1);
        QTRY_VERIFY(platform_.log().find("a mail waits for another attempt") != std::string::npos);
        QVERIFY(mails_.start());
        const auto mail = mails_.wait(seen_);
        QVERIFY(mail.has_value());
        QVERIFY(mail->recipients == std::vector<std::string>{"dora@tarnwick.example"});
        QTRY_VERIFY(metric("steward_mails_waiting ") == 0);
    }

    void aMailSurvivesARestart() {
        mails_.stop();
        invite("eva@tarnwick.example", "Eva");
        platform_.kill();
        QVERIFY(mails_.start());
        // It was with the platform that died, and is free again only when its time for one attempt is over; so the
        // next platform finds it either way, once.
        QVERIFY2(platform_.start(), platform_.log().c_str());
        const auto later = invite("finn@tarnwick.example", "Finn");
        const auto mail = mails_.wait(seen_);
        QVERIFY(mail.has_value());
    }

    void anUnknownMailboxIsGivenUpAndABusyOneIsNot() {
        invite("refused@tarnwick.example", "Nobody");
        QTRY_VERIFY(metric("steward_mails_failed_total ") >= 1);
        QVERIFY(platform_.log().find("a mail was given up") != std::string::npos);
        invite("busy@tarnwick.example", "Busy");
        QTRY_VERIFY(metric("steward_mails_waiting ") >= 1);
        invite("gil@tarnwick.example", "Gil");
        QTRY_VERIFY(received("gil@tarnwick.example"));
    }

    void namesMakeNoHeaders() {
        for (const std::string name :
             {"Hana\r\nBcc: all@victim.example", "Hana\nSubject: other", "Hana\u0085Bcc: all@victim.example"}) {
            const auto reply = inviteReply("hana@tarnwick.example", name);
            if (reply.status != 201) continue;
            const auto mail = mails_.wait(seen_);
            QVERIFY(mail.has_value());
            QVERIFY(mail->recipients == std::vector<std::string>{"hana@tarnwick.example"});
            QCOMPARE(mail->headers.size(), std::size_t(9));
        }
        for (const std::string email :
             {"ida@tarnwick.example\r\nRCPT TO:<all@victim.example>", "ida@tarnwick.example>,<all@victim.example",
              "<ida@tarnwick.example>", "ida@tarnwick.example all@victim.example"})
            QCOMPARE(inviteReply(email, "Ida").status, 422);
        QVERIFY(!received("all@victim.example"));
    }

    void theTextIsSealedUntilItIsSent() {
        mails_.stop();
        invite("kai@tarnwick.example", "Kai Kaisen");
        for (const auto& entry : std::filesystem::directory_iterator(platform_.folder() / "data")) {
            QFile file(QString::fromStdString(entry.path().string()));
            if (!file.open(QIODevice::ReadOnly)) continue;
            const auto bytes = file.readAll();
            QVERIFY2(!bytes.contains("/account/invitation?token="), entry.path().c_str());
            QVERIFY2(!bytes.contains(QByteArray::fromStdString(mailPassword)), entry.path().c_str());
        }
        QVERIFY(mails_.start());
        QTRY_VERIFY(received("kai@tarnwick.example"));
        QVERIFY(platform_.log().find(mailPassword) == std::string::npos);
    }

    void aServerWithAnotherCertificateGetsNothing() {
        test::MailServer impostor({.secure = true, .user = "steward", .password = mailPassword});
        QVERIFY(impostor.start());
        test::StewarddFixture other;
        other.set("mail.url=" + impostor.url());
        other.set("mail.from=no-reply@steward.example");
        other.set("mail.user=steward");
        other.set("mail.caFile=" + mails_.caFile());
        QVERIFY2(other.start(), other.log().c_str());
        const auto invited = other.ask({.method = "POST",
                                        .target = "/v1/users",
                                        .body = R"({"name":"Lea","email":"lea@staff.example","role":"support"})"});
        QCOMPARE(invited.status, 201);
        QTRY_VERIFY(other.log().find("a mail waits for another attempt") != std::string::npos);
        QVERIFY(impostor.mails().empty());
    }

    void ownersHearOfSupport() {
        const std::string target = "/v1/tenants/" + tenant_.id + "/support-access";
        const json::Value body = json::Object{{"reason", "Ticket 4711"}, {"minutes", 45}};
        QCOMPARE(platform_.ask({.method = "POST", .target = target, .body = json::write(body)}).status, 201);
        const auto mail = mails_.wait(seen_);
        QVERIFY(mail.has_value());
        QCOMPARE(mail->recipients, std::vector<std::string>{tenant_.ownerEmail});
        QCOMPARE(mail->subject, "Support access to " + tenant_.name);
        QVERIFY(mail->text.find("Ticket 4711") != std::string::npos);
        QVERIFY(mail->text.find("45 minutes") != std::string::npos);
    }

private:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    Reply inviteReply(const std::string& email, const std::string& name) const {
        const json::Value body =
            json::Object{{"tenantId", tenant_.id}, {"name", name}, {"email", email}, {"role", "viewer"}};
        return platform_.ask({.method = "POST", .target = "/v1/users", .body = json::write(body)});
    }
    Invitation invite(const std::string& email, const std::string& name) const {
        return read<Invitation>(inviteReply(email, name));
    }
    User join(const std::string& email) const {
        const auto invitation = invite(email, "Somebody New");
        const auto mail = mails_.wait(seen_);
        if (!mail || fill(mail->link(), passwords(password)).status != 200) qWarning("%s did not join", email.c_str());
        return invitation.user;
    }
    Reply fill(const std::string& link, Fields fields) const {
        const auto question = link.find('?');
        fields.emplace_back("token", link.substr(link.find("token=") + 6));
        return test::sendForm(platform_.port(), link.substr(0, question), fields);
    }
    static Fields passwords(const std::string& word) {
        return {{"name", "Somebody New"}, {"password", word}, {"repeated", word}};
    }
    Reply forgot(const std::string& tenant, const std::string& email) const {
        return test::sendForm(platform_.port(), "/account/forgot-password", {{"tenant", tenant}, {"email", email}});
    }
    double metric(const std::string& name) const {
        const auto text = platform_.ask({.target = "/metrics"}).body;
        const auto at = text.find("\n" + name);
        return at == std::string::npos ? -1 : std::atof(text.c_str() + at + 1 + name.size());
    }
    bool received(const std::string& recipient) const {
        for (const auto& mail : mails_.mails())
            if (mail.recipients == std::vector<std::string>{recipient}) return true;
        return false;
    }

    test::MailServer mails_{{.secure = true, .user = "steward", .password = mailPassword}};
    test::StewarddFixture platform_;
    domain::Tenant tenant_;
    std::size_t seen_ = 0;
};

QTEST_GUILESS_MAIN(AccountMailTest)
#include "account_mail_test.moc"
