// Mails as text: what the headers and the body look like, and that nothing in them makes a header of its own.
#include <QtTest>

#include "kernel/mail/mailer.h"
#include "kernel/mail/message.h"

using namespace steward;
using namespace steward::kernel;

namespace {

MailMessage example() {
    return {"eml_1",           "Tarnwick",      "no-reply@steward.example",           "ines@tarnwick.example",
            "You are invited", "Hello Ines,\n", *parseRfc3339("2026-11-05T09:04:05Z")};
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = text.find("\r\n", start);
        lines.push_back(text.substr(start, end - start));
        if (end == std::string::npos) break;
        start = end + 2;
    }
    return lines;
}

std::vector<std::string> headersOf(const std::string& text) {
    std::vector<std::string> names;
    for (const auto& line : linesOf(text.substr(0, text.find("\r\n\r\n"))))
        if (line.front() != ' ') names.push_back(line.substr(0, line.find(':')));
    return names;
}

const std::vector<std::string> expectedHeaders{"Date",         "From",         "To",
                                               "Message-ID",   "Subject",      "Auto-Submitted",
                                               "MIME-Version", "Content-Type", "Content-Transfer-Encoding"};

}  // namespace

class MailMessageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMessageIsWhatTheStandardSays() {
        const auto text = composeMail(example());
        QVERIFY(text.has_value());
        QCOMPARE(*text, std::string("Date: Thu, 5 Nov 2026 09:04:05 +0000\r\n"
                                    "From: \"Tarnwick\"\r\n <no-reply@steward.example>\r\n"
                                    "To: ines@tarnwick.example\r\n"
                                    "Message-ID: <eml_1@steward.example>\r\n"
                                    "Subject: You are invited\r\n"
                                    "Auto-Submitted: auto-generated\r\n"
                                    "MIME-Version: 1.0\r\n"
                                    "Content-Type: text/plain; charset=utf-8\r\n"
                                    "Content-Transfer-Encoding: quoted-printable\r\n"
                                    "\r\n"
                                    "Hello Ines,\r\n\r\n"));
    }

    void nothingBecomesAHeader() {
        for (const std::string attack :
             {"Hello\r\nBcc: all@victim.example", "Hello\nBcc: all@victim.example", "Hello\rBcc: all@victim.example",
              "Hello\r\n\r\nBody", "=?UTF-8?Q?Hello=0D=0ABcc:_x?=", "\" <x@victim.example>, \"", "a\\\"b"}) {
            auto message = example();
            message.subject = message.fromName = message.id = attack;
            message.text = attack + "\n.\r\nMAIL FROM:<x@victim.example>\r\n";
            const auto text = composeMail(message);
            QVERIFY(text.has_value());
            QVERIFY2(headersOf(*text) == expectedHeaders, text->c_str());
            for (std::size_t at = 0; at < text->size(); ++at) {
                if ((*text)[at] == '\n') QCOMPARE((*text)[at - 1], '\r');
                if ((*text)[at] == '\r') QCOMPARE((*text)[at + 1], '\n');
            }
        }
        for (const std::string address :
             {"a@b.example\r\nBcc: x@victim.example", "a@b.example>", "<a@b.example>", "a b@c.example", "a@b@c.example",
              "\"a\"@b.example", "a,b@c.example", "jörg@müller.example", "a@", "@b.example", "a..b@c.example",
              "a@-b.example", ""}) {
            auto message = example();
            message.toAddress = address;
            QVERIFY2(!composeMail(message), address.c_str());
            message = example();
            message.fromAddress = address;
            QVERIFY2(!composeMail(message), address.c_str());
        }
    }

    void longAndForeignTextIsCutBetweenCharacters() {
        auto message = example();
        message.subject = message.fromName = QString(60, QChar(0x1F3)).toStdString() + " ✓ " + std::string(200, 'x');
        message.text = QString(300, QChar(0x4e00)).toStdString() + "\n" + std::string(500, '=') + " \n\tend \n";
        const auto text = composeMail(message);
        QVERIFY(text.has_value());
        for (const auto& line : linesOf(*text))
            QVERIFY2(line.size() <= 76, line.c_str());
        for (const char c : *text)
            QVERIFY(static_cast<unsigned char>(c) < 0x80);
    }

    void attemptsGrowApart() {
        using namespace std::chrono_literals;
        QCOMPARE(pauseAfter(1, 30s), Duration(30s));
        QCOMPARE(pauseAfter(2, 30s), Duration(60s));
        QCOMPARE(pauseAfter(5, 30s), Duration(480s));
        QCOMPARE(pauseAfter(60, 30s), Duration(6h));
    }
};

QTEST_GUILESS_MAIN(MailMessageTest)
#include "mail_message_test.moc"
