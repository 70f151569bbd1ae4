#include "client/device_sign_in.h"

#include <QDeadlineTimer>
#include <QNetworkReply>
#include <QTimer>

#include "base/json.h"
#include "client/address.h"
#include "client/issuer.h"
#include "client/request_encoding.h"

namespace steward::client {
namespace {

constexpr std::chrono::seconds standardInterval{5};
constexpr std::chrono::seconds longestInterval{60};
constexpr std::chrono::seconds longestLifetime = std::chrono::hours(1);

// RFC 8628 section 3.2.
struct Granted {
    std::string device_code;
    std::string user_code;
    std::string verification_uri;
    std::string verification_uri_complete;
    std::int64_t expires_in = 0;
    std::int64_t interval = standardInterval.count();
};
STEWARD_DESCRIBE(Granted, (device_code, user_code, verification_uri, verification_uri_complete, expires_in, interval))

struct Refused {
    std::string error;
};
STEWARD_DESCRIBE(Refused, (error))

Error problem(ErrorCode code, const QString& message, std::string detail = {}) {
    return {code, message.toStdString(), std::move(detail), {}, {}};
}

}  // namespace

struct DeviceSignIn::Private {
    DeviceSignIn& self;
    SignInOptions options;
    QNetworkAccessManager manager;
    QTimer pause;
    QDeadlineTimer deadline;
    Discovery discovery;
    Granted granted;
    SignInPlace place;
    std::chrono::seconds interval = standardInterval;
    bool running = false;

    Private(DeviceSignIn& owner, SignInOptions wanted) : self(owner), options(std::move(wanted)) {
        pause.setSingleShot(true);
        place = platformOf(options);
    }

    void end() {
        running = false;
        pause.stop();
    }
    void failed(const Error& error) {
        if (!running) return;
        end();
        Q_EMIT self.failed(error);
    }
    void discover();
    void discovered(int status, const QByteArray& body);
    void begun(int status, const QByteArray& body);
    void polled(int status, const QByteArray& body);
    void poll();
    void waitAndPoll();
    void post(const std::string& address, const std::string& form, void (Private::*handler)(int, const QByteArray&));
    // The handler gets status 0 when there was no whole answer.
    void read(QNetworkReply* reply, void (Private::*handler)(int, const QByteArray&));
};

void DeviceSignIn::Private::read(QNetworkReply* reply, void (Private::*handler)(int, const QByteArray&)) {
    reply->setReadBufferSize(maxIssuerBytes);
    connect(reply, &QNetworkReply::finished, &self, [this, reply, handler] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool truncated = status == 200 && reply->error() != QNetworkReply::NoError;
        if (running) (this->*handler)(truncated ? 0 : status, reply->readAll());
    });
}

void DeviceSignIn::Private::post(const std::string& address, const std::string& form,
                                 void (Private::*handler)(int, const QByteArray&)) {
    auto request = issuerRequest(url(address));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
    request.setHeader(QNetworkRequest::UserAgentHeader, options.clientId + QStringLiteral("/" STEWARD_VERSION));
    read(manager.post(request, QByteArray::fromStdString(form)), handler);
}

void DeviceSignIn::Private::discover() {
    read(manager.get(issuerRequest(discoveryOf(place))), &Private::discovered);
}

void DeviceSignIn::Private::discovered(int status, const QByteArray& body) {
    auto document = readDiscovery(status, body, place.issuer);
    if (!document) return failed(document.error());
    discovery = std::move(*document);
    const auto isElsewhere = follow(place, discovery);
    if (!isElsewhere) return failed(isElsewhere.error());
    if (*isElsewhere) return discover();
    if (discovery.device_authorization_endpoint.empty())
        return failed(
            problem(ErrorCode::unavailable, DeviceSignIn::tr("This platform offers no sign-in with a code.")));
    if (!mayCarryTokens(url(discovery.device_authorization_endpoint)) || !mayCarryTokens(url(discovery.token_endpoint)))
        return failed(untrusted("an endpoint is not https"));
    post(discovery.device_authorization_endpoint,
         "client_id=" + percentEncoded(place.client) + "&scope=" + percentEncoded(place.scope), &Private::begun);
}

void DeviceSignIn::Private::begun(int status, const QByteArray& body) {
    if (status == 0)
        return failed(problem(ErrorCode::offline, DeviceSignIn::tr("There is no connection to the platform.")));
    auto document = json::read<Granted>({body.constData(), std::size_t(body.size())});
    if (status != 200 || !document || document->device_code.empty() || document->user_code.empty())
        return failed(problem(ErrorCode::unavailable, DeviceSignIn::tr("The platform gave no code to sign in with."),
                              "HTTP " + std::to_string(status)));
    granted = std::move(*document);
    const DeviceCode code{
        url(granted.verification_uri), url(granted.verification_uri_complete),
        QString::fromStdString(granted.user_code),
        std::clamp(std::chrono::seconds(granted.expires_in), std::chrono::seconds(1), longestLifetime)};
    if (!mayCarryTokens(code.address)) return failed(untrusted("the address to open is not https"));
    interval = std::clamp(std::chrono::seconds(granted.interval), std::chrono::seconds(0), longestInterval);
    deadline.setRemainingTime(code.lifetime);
    Q_EMIT self.waiting(code);
    if (running) waitAndPoll();
}

void DeviceSignIn::Private::waitAndPoll() {
    if (deadline.hasExpired())
        return failed(problem(ErrorCode::timeout, DeviceSignIn::tr("The code has expired. Start again.")));
    pause.start(interval);
}

void DeviceSignIn::Private::poll() {
    post(discovery.token_endpoint,
         "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=" +
             percentEncoded(granted.device_code) + "&client_id=" + percentEncoded(place.client),
         &Private::polled);
}

void DeviceSignIn::Private::polled(int status, const QByteArray& body) {
    if (status == 0 || status >= 500) return waitAndPoll();
    if (status != 200) {
        const auto refusal = json::read<Refused>({body.constData(), std::size_t(body.size())});
        const std::string error = refusal ? refusal->error : std::string();
        if (error == "slow_down") interval = std::min(interval + standardInterval, longestInterval);
        if (error == "slow_down" || error == "authorization_pending" || status == 429) return waitAndPoll();
        if (error == "access_denied")
            return failed(problem(ErrorCode::cancelled, DeviceSignIn::tr("The sign-in was refused in the browser.")));
        if (error == "expired_token")
            return failed(problem(ErrorCode::timeout, DeviceSignIn::tr("The code has expired. Start again.")));
    }
    auto tokens = parseTokens(status, body);
    if (!tokens) return failed(tokens.error());
    const auto good = checkIdToken(tokens->idToken, place.issuer, place.client, std::nullopt);
    if (!good) return failed(good.error());
    tellWhere(*tokens, place, discovery);
    end();
    Q_EMIT self.succeeded(*tokens);
}

DeviceSignIn::DeviceSignIn(SignInOptions options, QObject* parent)
    : QObject(parent), d_(std::make_unique<Private>(*this, std::move(options))) {
    connect(&d_->pause, &QTimer::timeout, this, [this] { d_->poll(); });
}

DeviceSignIn::~DeviceSignIn() = default;

void DeviceSignIn::start() {
    if (std::exchange(d_->running, true)) return;
    if (mayCarryTokens(d_->options.platform)) return d_->discover();
    QMetaObject::invokeMethod(
        this,
        [this] {
            d_->failed(
                problem(ErrorCode::invalid, DeviceSignIn::tr("The address of the platform must begin with https.")));
        },
        Qt::QueuedConnection);
}

void DeviceSignIn::cancel() {
    d_->end();
}

}  // namespace steward::client
