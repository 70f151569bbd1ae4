// A server at the network access manager: replies are scripted, requests are kept, nothing touches a socket.
#pragma once

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>
#include <deque>
#include <functional>
#include <vector>

namespace steward::test {

struct Scripted {
    int status = 200;
    QByteArray body = "{}";
    QNetworkReply::NetworkError error = QNetworkReply::NoError;  // after the body: a truncated reply
    bool never = false;                                          // no answer at all
    bool held = false;                                           // answered by FakeNetwork::release()
    QList<QPair<QByteArray, QByteArray>> headers = {};
};

class FakeReply final : public QNetworkReply {
public:
    FakeReply(const QNetworkRequest& request, Scripted script, QObject* parent)
        : QNetworkReply(parent), script_(std::move(script)) {
        setRequest(request);
        setUrl(request.url());
        open(QIODevice::ReadOnly);
        if (!script_.never && !script_.held) QTimer::singleShot(0, this, &FakeReply::answer);
    }
    void answer() {
        if (aborted) return;
        const bool connected = script_.status > 0;
        if (connected) setAttribute(QNetworkRequest::HttpStatusCodeAttribute, script_.status);
        setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        for (const auto& [name, value] : script_.headers)
            setRawHeader(name, value);
        if (connected) Q_EMIT metaDataChanged();
        if (connected && !script_.body.isEmpty()) Q_EMIT readyRead();
        if (script_.error != NoError) setError(script_.error, QStringLiteral("scripted"));
        setFinished(true);
        Q_EMIT finished();
    }
    void abort() override {
        if (isFinished()) return;
        aborted = true;
        setError(OperationCanceledError, QStringLiteral("aborted"));
        setFinished(true);
        Q_EMIT finished();
    }
    qint64 bytesAvailable() const override { return script_.body.size() - read_ + QNetworkReply::bytesAvailable(); }
    bool isSequential() const override { return true; }
    bool aborted = false;

protected:
    qint64 readData(char* data, qint64 most) override {
        const qint64 count = std::min(most, qint64(script_.body.size()) - read_);
        if (count <= 0) return isFinished() ? -1 : 0;
        std::copy_n(script_.body.constData() + read_, count, data);
        read_ += count;
        return count;
    }

private:
    Scripted script_;
    qint64 read_ = 0;
};

class FakeNetwork final : public QNetworkAccessManager {
public:
    struct Seen {
        QNetworkRequest request;
        Operation operation;
        QByteArray verb;
        QByteArray body;
        QPointer<FakeReply> reply;
    };
    std::vector<Seen> seen;
    std::deque<Scripted> script;
    // Chosen over the script where it is set.
    std::function<Scripted(const Seen&)> respond;

    QByteArray path(std::size_t i) const {
        return seen[i].request.url().toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    }
    void release(std::size_t i) { seen[i].reply->answer(); }

protected:
    QNetworkReply* createRequest(Operation operation, const QNetworkRequest& request, QIODevice* body) override {
        Seen one{request, operation, request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray(),
                 body ? body->readAll() : QByteArray(), nullptr};
        Scripted scripted{.never = true};
        if (respond) {
            scripted = respond(one);
        } else if (!script.empty()) {
            scripted = script.front();
            script.pop_front();
        }
        one.reply = new FakeReply(request, std::move(scripted), this);
        seen.push_back(one);
        return one.reply;
    }
};

}  // namespace steward::test
