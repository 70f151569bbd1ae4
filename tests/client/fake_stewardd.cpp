// Stands in for stewardd: reads the secret from its pipe, says where it listens and lets the console join, as the real
// one does. How it misbehaves is in its environment: FAKE_STEWARDD=exit | silent | refuse | leave.
#include <unistd.h>

#include <QCoreApplication>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <cstdio>

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto numberAfter = [&](const char* name) {
        return arguments.value(arguments.indexOf(QLatin1String(name)) + 1).toInt();
    };
    const QByteArray mode = qgetenv("FAKE_STEWARDD");
    std::fprintf(stderr, "data in %s\n", qgetenv("STEWARD_DATA_FOLDER").constData());
    if (arguments.join(QLatin1Char(' ')).contains(QLatin1String("secret"))) return 9;
    if (mode == "exit") {
        std::fprintf(stderr, "the database is damaged\n");
        return 1;
    }

    QByteArray secret(65, '\0');
    if (::read(numberAfter("--local-join-fd"), secret.data(), 65) != 65) return 8;
    secret.chop(1);

    QTcpServer server;
    server.listen(QHostAddress::LocalHost, quint16(qEnvironmentVariableIntValue("STEWARD_PORT")));
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        auto* socket = server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
            if (!socket->peek(8192).endsWith('}')) return;
            const bool admitted = mode != "refuse" && socket->readAll().endsWith("{\"secret\":\"" + secret + "\"}");
            const QByteArray body =
                admitted ? R"({"access_token":"at","token_type":"Bearer","expires_in":900,"refresh_token":"rt"})"
                         : R"({"error":"invalid_grant"})";
            socket->write((admitted ? "HTTP/1.1 200 OK" : "HTTP/1.1 400 Bad Request") +
                          QByteArray("\r\nContent-Length: ") + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            if (mode == "leave") QTimer::singleShot(50, [] { std::_Exit(3); });
        });
    });
    if (mode != "silent") {
        const QByteArray line = "{\"port\":" + QByteArray::number(server.serverPort()) + ",\"schema\":41}\n";
        if (::write(numberAfter("--ready-fd"), line.constData(), std::size_t(line.size())) != line.size()) return 7;
    }
    return QCoreApplication::exec();
}
