// A real mail server on a free loopback port (python3-aiosmtpd of Debian), with STARTTLS and a password where the test
// wants them.
//
//   test::MailServer mails({.secure = true, .user = "steward", .password = "p"});
//   QVERIFY(mails.start());
//   platform.set("mail.url=" + mails.url());  …  const auto mail = mails.wait(0);
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"

namespace steward::test {

struct ReceivedFile {
    std::string name;
    std::string mediaType;
    std::string content;  // each byte as a character of Latin-1
};
STEWARD_DESCRIBE(ReceivedFile, (name, mediaType, content))

// As Python's e-mail package understands it.
struct ReceivedMail {
    std::string sender;  // of the envelope
    std::vector<std::string> recipients;
    bool secure = false;
    std::string user;
    std::vector<std::string> headers;  // names
    std::string subject;
    std::string from;
    std::string to;
    std::string messageId;
    std::string autoSubmitted;
    std::string text;
    std::vector<ReceivedFile> attachments;
    std::vector<std::string> defects;
    std::int64_t longestLine = 0;

    // The link in the text, without the platform's address; "" without one.
    std::string link() const;
};
STEWARD_DESCRIBE(ReceivedMail, (sender, recipients, secure, user, headers, subject, from, to, messageId, autoSubmitted,
                                text, attachments, defects, longestLine))

class MailServer {
public:
    struct Options {
        bool secure = false;  // with a certificate of its own, see caFile()
        std::string user;
        std::string password;
    };
    explicit MailServer(Options options);
    MailServer() : MailServer(Options()) {}
    ~MailServer();

    // At the port it had before. False when it does not run: is python3-aiosmtpd there?
    bool start();
    void stop();

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    std::string caFile() const { return (folder_ / "certificate.pem").string(); }
    // In the order in which they came.
    std::vector<ReceivedMail> mails() const;
    // The mail of that number, once it is there; nullopt after ten seconds.
    std::optional<ReceivedMail> wait(std::size_t number) const;

private:
    Options options_;
    std::filesystem::path folder_;
    pid_t pid_ = -1;
    int port_ = 0;
};

}  // namespace steward::test
