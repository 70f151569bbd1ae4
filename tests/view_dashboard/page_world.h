// The world of one page: a platform that answers as the test says, a feed that the test speaks on, an offline store in
// a folder of its own, and a shell that remembers what it was asked for.
#pragma once

#include <QDir>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QVBoxLayout>
#include <QWebSocket>
#include <QWebSocketServer>
#include <QtTest>

#include "base/json.h"
#include "client/feed.h"
#include "client/platform_client.h"
#include "contract/identity_messages.h"
#include "store/offline_store.h"
#include "tests/client/fake_network.h"
#include "ui/labels.h"
#include "ui/theme.h"
#include "ui/toast.h"
#include "views/common/page.h"

namespace steward::test {

class ShellSpy final : public views::Shell {
public:
    explicit ShellSpy(QWidget* window) : window_(window) {}
    void goTo(const QString& page, const QVariantMap& target) override { visits.emplaceBack(page, target); }
    void openInNewWindow(const QString& page, const QVariantMap& target) override { windows.emplaceBack(page, target); }
    void openPlan(views::PlanAsk ask) override { plans.push_back(std::move(ask)); }
    void openRevert(const QString& batch, const QStringList& audit) override { reverts.emplaceBack(batch, audit); }
    void enterSupport(const contract::StartedSupport& started) override { entered.push_back(started); }
    void showJobs() override { ++jobs; }
    QWidget* window() override { return window_; }

    int jobs = 0;

    std::vector<contract::StartedSupport> entered;
    QList<std::pair<QString, QVariantMap>> visits, windows;
    std::vector<views::PlanAsk> plans;
    QList<std::pair<QString, QStringList>> reverts;

private:
    QWidget* window_;
};

// A WebSocket server that says what the test says.
class FeedServer {
public:
    FeedServer() {
        server_.listen(QHostAddress::LocalHost);
        QObject::connect(&server_, &QWebSocketServer::newConnection, &server_, [this] {
            auto* socket = server_.nextPendingConnection();
            socket->setParent(&server_);
            sockets_.push_back(socket);
            QObject::connect(socket, &QWebSocket::textMessageReceived, &server_,
                             [this](const QString& text) { received << text; });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server_.serverPort())); }
    template <class Message>
    void send(const char* topic, std::int64_t seq, Time time, const Message& message) {
        contract::Frame frame;
        frame.type = contract::FrameType::events;
        frame.topic = topic;
        frame.events = {{seq, time, json::toValue(message)}};
        sockets_.back()->sendTextMessage(QString::fromStdString(json::write(frame)));
    }
    void say(const char* text) { sockets_.back()->sendTextMessage(QString::fromUtf8(text)); }
    QStringList received;

private:
    QWebSocketServer server_{QStringLiteral("feed"), QWebSocketServer::NonSecureMode};
    std::vector<QWebSocket*> sockets_;
};

struct PageWorld {
    using Answer = std::function<Scripted(const FakeNetwork::Seen&)>;

    FeedServer feedServer;
    FakeNetwork network;
    client::PlatformClient client{QUrl(QStringLiteral("https://admin.steward.example")),
                                  std::make_shared<client::FixedToken>("secret"), &network};
    client::Feed feed{feedServer.url(), std::make_shared<client::FixedToken>("secret")};
    QTemporaryDir folder;
    store::OfflineStore store{std::filesystem::path(folder.path().toStdString()) / "offline.db"};
    models::Session session;
    QWidget window;
    ui::ToastHost toasts{&window};
    ShellSpy shell{&window};
    views::PageContext context{client, feed, store, session, toasts, shell};

    explicit PageWorld(QSize size = {1230, 800}) {
        ui::Theme::current().apply(ui::ThemeKind::light);
        network.respond = [this](const FakeNetwork::Seen& seen) {
            const QByteArray asked = verb(seen) + ' ' + seen.request.url().path().toUtf8();
            for (auto one = answers_.rbegin(); one != answers_.rend(); ++one)
                if (asked.startsWith(one->first)) return one->second(seen);
            return Scripted{.never = true};
        };
        contract::Me me;
        me.principal.name = "Marta Oyelaran";
        me.permissions = domain::permissionsOf(domain::Role::platformOperator);
        session.setMe(me);
        window.resize(size);
        auto* column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
    }

    // `what`: "GET /v1/brands/"; the newest answer that fits is given.
    void answer(const char* what, Answer answer) { answers_.emplace_back(what, std::move(answer)); }
    template <class T>
    void answer(const char* what, const T& document) {
        const QByteArray body = QByteArray::fromStdString(json::write(document));
        answer(what, Answer([body](const FakeNetwork::Seen&) { return Scripted{.body = body}; }));
    }
    void refuse(const char* what, int status, const char* title) {
        const QByteArray body = QByteArray(R"({"type":"about:blank","title":")") + title + R"(","status":)" +
                                QByteArray::number(status) + R"(,"detail":"","requestId":"req_1"})";
        answer(what, Answer([status, body](const FakeNetwork::Seen&) { return Scripted{status, body}; }));
    }
    void cutOff(const char* what) {
        answer(what, Answer([](const FakeNetwork::Seen&) {
                   return Scripted{.status = 0, .body = {}, .error = QNetworkReply::ConnectionRefusedError};
               }));
    }
    // How often this was asked for.
    int count(const char* what) const {
        return int(std::count_if(network.seen.begin(), network.seen.end(), [&](const auto& seen) {
            return (verb(seen) + ' ' + seen.request.url().path().toUtf8()).startsWith(what);
        }));
    }
    QByteArray lastBody(const char* what) const {
        for (auto seen = network.seen.rbegin(); seen != network.seen.rend(); ++seen)
            if ((verb(*seen) + ' ' + seen->request.url().path().toUtf8()).startsWith(what)) return seen->body;
        return {};
    }

    template <class P>
    P* show(P* page, const QVariantMap& target = {}) {
        window.layout()->addWidget(page);
        window.show();
        if (!QTest::qWaitForWindowExposed(&window)) qFatal("the window was not shown");
        window.activateWindow();
        page->visit(target);
        return page;
    }
    template <class W>
    W* find(const char* name) const {
        auto* found = window.findChild<W*>(QLatin1String(name));
        if (!found) qFatal("there is no %s", name);
        return found;
    }
    QString text(const char* name) const { return find<QLabel>(name)->text(); }
    void click(const char* name) { QTest::mouseClick(find<QWidget>(name), Qt::LeftButton); }
    // Every string that a label or a button shows now.
    QString everything() const {
        QStringList all;
        for (const auto* label : window.findChildren<QLabel*>())
            if (label->isVisible()) all << label->text();
        for (const auto* button : window.findChildren<QAbstractButton*>())
            if (button->isVisible()) all << button->text();
        return all.join(QLatin1Char('|'));
    }

    // Leaves pictures in $STEWARD_SHOTS, or nowhere.
    void keep(const QString& name) {
        const QString given = qEnvironmentVariable("STEWARD_SHOTS");
        const QDir out(given.isEmpty() ? folder.path() : given);
        QVERIFY(out.mkpath(QStringLiteral(".")));
        QVERIFY(window.grab().save(out.filePath(name)));
    }

    // Names that screen readers and tests need: what takes the focus and lacks one of them.
    QStringList nameless() const {
        QStringList missing;
        for (const auto* widget : window.findChildren<QWidget*>()) {
            const bool isControl = widget->inherits("QAbstractButton") || widget->inherits("QLineEdit") ||
                                   widget->inherits("QComboBox") || widget->inherits("QPlainTextEdit") ||
                                   widget->inherits("QAbstractItemView");
            if (!isControl || !widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) continue;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool isNamed = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            const QString id = widget->objectName();
            const QWidget* parent = widget->parentWidget();
            const bool isPart =
                parent && (parent->inherits("QComboBox") || parent->inherits("QTableView") ||
                           parent->inherits("steward::ui::SegmentedControl") ||
                           parent->inherits("steward::ui::StateStack") || parent->inherits("steward::ui::ErrorState"));
            if (!isNamed || (id.isEmpty() && !isPart))
                missing << QStringLiteral("%1 '%2' '%3'")
                               .arg(QLatin1String(widget->metaObject()->className()), id,
                                    button ? button->text() : QString());
        }
        return missing;
    }

    ~PageWorld() { qDeleteAll(window.findChildren<views::Page*>()); }

private:
    static QByteArray verb(const FakeNetwork::Seen& seen) {
        switch (seen.operation) {
            case QNetworkAccessManager::GetOperation:
                return "GET";
            case QNetworkAccessManager::PostOperation:
                return "POST";
            case QNetworkAccessManager::PutOperation:
                return "PUT";
            case QNetworkAccessManager::DeleteOperation:
                return "DELETE";
            default:
                return seen.verb;
        }
    }
    std::vector<std::pair<QByteArray, Answer>> answers_;
};

}  // namespace steward::test
