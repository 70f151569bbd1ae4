#include "client/callback_server.h"

#include <QTcpSocket>
#include <QTimer>

namespace steward::client {
namespace {

constexpr qint64 maxHeadBytes = 16 * 1024;
constexpr std::chrono::seconds requestLimit{10};

const QString page = QStringLiteral(
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
    "<title>%1</title><style>:root{color-scheme:light dark}body{font:16px/24px system-ui,sans-serif;max-width:28rem;"
    "margin:20vh auto 0;padding:0 1.5rem}h1{font-size:20px;line-height:28px}</style><h1>%1</h1><p>%2</p></html>");

}  // namespace

std::map<std::string, std::string> parseForm(const QByteArray& text) {
    std::map<std::string, std::string> parameters;
    for (const QByteArray& pair : text.split('&')) {
        const auto equals = pair.indexOf('=');
        const auto decoded = [](QByteArray part) {
            return QByteArray::fromPercentEncoding(part.replace('+', ' ')).toStdString();
        };
        if (equals > 0) parameters.try_emplace(decoded(pair.left(equals)), decoded(pair.mid(equals + 1)));
    }
    return parameters;
}

CallbackServer::CallbackServer(QObject* parent) : QObject(parent) {
    server_.setMaxPendingConnections(8);
    connect(&server_, &QTcpServer::newConnection, this, &CallbackServer::accept);
}

bool CallbackServer::listen() {
    return server_.listen(QHostAddress::LocalHost);
}

QString CallbackServer::redirectUri() const {
    return QStringLiteral("http://127.0.0.1:%1/callback").arg(server_.serverPort());
}

void CallbackServer::accept() {
    while (auto* socket = server_.nextPendingConnection()) {
        socket->setReadBufferSize(maxHeadBytes);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(requestLimit, socket, [socket] { socket->abort(); });
    }
}

// A request may come in any number of pieces: nothing is decided before its head is whole.
void CallbackServer::read(QTcpSocket* socket) {
    const QByteArray head = socket->peek(maxHeadBytes);
    if (!head.contains("\r\n\r\n")) {
        if (head.size() >= maxHeadBytes)
            respond(socket, "431 Request Header Fields Too Large", tr("This request is too long."), {});
        return;
    }
    socket->disconnect(this);
    const QByteArray line = head.left(head.indexOf("\r\n"));
    const auto parts = line.split(' ');
    const QByteArray host = "\r\nhost: 127.0.0.1:" + QByteArray::number(server_.serverPort()) + "\r\n";
    if (parts.size() != 3 || !parts[2].startsWith("HTTP/1.") || !head.toLower().contains(host))
        return respond(socket, "400 Bad Request", tr("This is not a request of the sign-in page."), {});
    const auto question = parts[1].indexOf('?');
    if (parts[1].left(question < 0 ? parts[1].size() : question) != "/callback")
        return respond(socket, "404 Not Found", tr("There is nothing here."), {});
    if (parts[0] != "GET")
        return respond(socket, "405 Method Not Allowed", tr("This is not a request of the sign-in page."), {});
    const auto parameters = parseForm(question < 0 ? QByteArray() : parts[1].mid(question + 1));
    const auto state = parameters.find("state");
    if (done_ || state_.isEmpty() || state == parameters.end() || state->second != state_.toStdString())
        return respond(socket, "400 Bad Request", tr("This sign-in is not the one that Steward is waiting for."),
                       tr("Start again from Steward."));
    done_ = true;
    if (parameters.contains("error"))
        respond(socket, "200 OK", tr("You are not signed in."), tr("Steward knows. You can close this page."));
    else
        respond(socket, "200 OK", tr("Steward has your sign-in."), tr("You can close this page and go on there."));
    Q_EMIT answered(parameters);
}

void CallbackServer::respond(QTcpSocket* socket, const char* status, const QString& title, const QString& text) {
    const QByteArray body = page.arg(title.toHtmlEscaped(), text.toHtmlEscaped()).toUtf8();
    socket->write(QByteArray("HTTP/1.1 ") + status +
                  "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size()) +
                  "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff"
                  "\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
                  "\r\nConnection: close\r\n\r\n" +
                  body);
    socket->disconnectFromHost();
}

}  // namespace steward::client
