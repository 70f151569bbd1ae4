// A real HTTP server on 127.0.0.1 that says what the test tells it to, byte by byte if need be.
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <functional>
#include <vector>

namespace steward::test {

class LoopbackServer : public QTcpServer {
public:
    struct Request {
        QByteArray method;
        QByteArray target;
        QByteArray head;
        QByteArray body;
    };
    // Writes whatever it likes to the socket; nothing more is done with it.
    using Handler = std::function<void(const Request&, QTcpSocket*)>;

    explicit LoopbackServer(Handler handler) : handler_(std::move(handler)) {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (auto* socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }
    std::vector<Request> seen;

    static void json(QTcpSocket* socket, const QByteArray& body, const QByteArray& status = "200 OK",
                     const QByteArray& headers = {}) {
        socket->write("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + headers +
                      "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

private:
    void read(QTcpSocket* socket) {
        const QByteArray bytes = socket->peek(socket->bytesAvailable());
        const auto end = bytes.indexOf("\r\n\r\n");
        if (end < 0) return;
        const QByteArray head = bytes.left(end);
        qint64 length = 0;
        for (const auto& line : head.split('\n'))
            if (line.toLower().startsWith("content-length:")) length = line.mid(15).trimmed().toLongLong();
        if (bytes.size() < end + 4 + length) return;
        const auto words = head.left(head.indexOf('\r')).split(' ');
        const Request request{words.value(0), words.value(1), head, bytes.mid(end + 4, length)};
        socket->read(end + 4 + length);
        seen.push_back(request);
        handler_(request, socket);
    }
    Handler handler_;
};

}  // namespace steward::test
