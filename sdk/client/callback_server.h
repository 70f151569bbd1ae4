// Waits on 127.0.0.1 for the browser to come back from the sign-in page (RFC 8252 section 7.3). Part of BrowserSignIn.
#pragma once

#include <QObject>
#include <QTcpServer>
#include <QUrl>
#include <map>
#include <string>

class QTcpSocket;

namespace steward::client {

class CallbackServer final : public QObject {
    Q_OBJECT
public:
    explicit CallbackServer(QObject* parent = nullptr);

    // False when no port could be opened.
    bool listen();
    void close() { server_.close(); }
    // http://127.0.0.1:<port>/callback
    QString redirectUri() const;
    // Only an answer with this state counts.
    void expectState(QByteArray state) { state_ = std::move(state); }

Q_SIGNALS:
    // The parameters of the one answer with the right state; the browser was told that it can be closed.
    void answered(const std::map<std::string, std::string>& parameters);

private:
    void accept();
    void read(QTcpSocket* socket);
    void respond(QTcpSocket* socket, const char* status, const QString& title, const QString& text);

    QTcpServer server_;
    QByteArray state_;
    bool done_ = false;
};

// The parameters of a query or form ("a=1&b=%2F+"), decoded; the first of a name wins.
std::map<std::string, std::string> parseForm(const QByteArray& text);

}  // namespace steward::client
