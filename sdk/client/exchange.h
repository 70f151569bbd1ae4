// One request on its way: waits for its token, is sent, is sent once more when the token was refused, and ends in time.
// Part of PlatformClient; nothing else includes this.
#pragma once

#include <QCoreApplication>
#include <QNetworkReply>
#include <QTimer>

#include "client/platform_client.h"

namespace steward::client {

// What requests say to people when they fail.
struct ExchangeWords {
    Q_DECLARE_TR_FUNCTIONS(ExchangeWords)
};

class PlatformClient::Exchange : public QObject {
public:
    Exchange(PlatformClient& client, EncodedRequest request, CallOptions options);
    ~Exchange() override;

protected:
    // Bytes of a good reply are waiting in reply().
    virtual void received() = 0;
    // The good reply is whole, or the error that ended it. Called once; deletes the exchange afterwards.
    virtual void ended(Result<> outcome) = 0;

    QNetworkReply* reply() { return reply_; }
    void finish(Result<> outcome);
    // The reply is over, and what is left of it has been read.
    Result<> verdict();
    virtual void replyFinished() { finish(verdict()); }
    // While nothing is read, silence is ours.
    void pauseTimeout() { timer_.stop(); }
    void resumeTimeout() { timer_.start(); }
    int status() const;  // 0 while there is none
    bool succeeded() const;

private:
    void askForToken();
    void send(const QByteArray& token);
    QNetworkReply* put(const QByteArray& token);
    void headArrived();
    void readyRead();
    void refusedToken();
    // The platform wants to know again who is there, and somebody can be asked.
    bool wantsProof();
    void proveAgain();
    void dropReply();
    QNetworkRequest header(const QByteArray& token) const;
    Error connectionError() const;
    Error problem();

    PlatformClient& client_;
    EncodedRequest request_;
    CallOptions options_;
    QByteArray requestId_;
    QByteArray token_;
    QNetworkReply* reply_ = nullptr;
    std::string problemBody_;
    QTimer timer_;
    std::chrono::steady_clock::time_point sentAt_{};
    bool secondTry_ = false;
    bool proved_ = false;
    bool over_ = false;
};

}  // namespace steward::client
