// In front of a platform: passes everything on and keeps the methods that were asked with. In the thread of the test.
#pragma once

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace steward::test {

class RecordingRelay : public QTcpServer {
public:
    explicit RecordingRelay(int port) {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, port] {
            while (auto* client = nextPendingConnection())
                relay(client, port);
        });
    }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    QStringList methods;

private:
    void relay(QTcpSocket* client, int port) {
        auto* platform = new QTcpSocket(client);
        platform->connectToHost(QHostAddress::LocalHost, quint16(port));
        connect(client, &QTcpSocket::readyRead, this, [this, client, platform] {
            const QByteArray bytes = client->readAll();
            static const QRegularExpression line(QStringLiteral("(?:^|\n)([A-Z]+) /[^ \n]* HTTP/1\\.1\r"));
            for (auto found = line.globalMatch(QString::fromLatin1(bytes)); found.hasNext();)
                methods << found.next().captured(1);
            platform->write(bytes);
        });
        connect(platform, &QTcpSocket::readyRead, client, [client, platform] { client->write(platform->readAll()); });
        connect(platform, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }
};

}  // namespace steward::test
