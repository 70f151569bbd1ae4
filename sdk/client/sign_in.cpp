#include "client/sign_in.h"

#include <QCryptographicHash>
#include <QDesktopServices>
#include <QNetworkReply>
#include <QTimer>

#include "base/ids.h"
#include "base/json.h"
#include "client/address.h"
#include "client/callback_server.h"
#include "client/issuer.h"
#include "client/request_encoding.h"
#include "contract/endpoints.h"

namespace steward::client {
namespace {

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

}  // namespace

bool openInBrowser(const QUrl& address) {
    return mayCarryTokens(address) && QDesktopServices::openUrl(address);
}

struct BrowserSignIn::Private {
    BrowserSignIn& self;
    SignInOptions options;
    Opener opener;
    QNetworkAccessManager manager;
    CallbackServer server;
    QTimer limit;
    Discovery discovery;
    SignInPlace place;
    std::string verifier = randomHex(32);  // 64 characters of RFC 7636's alphabet, 256 random bits
    std::string state = randomHex(16);
    std::string nonce = randomHex(16);
    QUrl authorization;
    Tokens tokens;
    bool running = false;

    Private(BrowserSignIn& owner, SignInOptions wanted, Opener open)
        : self(owner), options(std::move(wanted)), opener(std::move(open)) {
        limit.setSingleShot(true);
        place = platformOf(options);
    }

    void end() {
        running = false;
        limit.stop();
        server.close();
    }
    void failed(Error error) {
        if (!running) return;
        end();
        Q_EMIT self.failed(error);
    }
    void discover();
    void discovered(int status, const QByteArray& body);
    void ask();
    void callback(const std::map<std::string, std::string>& parameters);
    void exchange(const std::string& code);
    void exchanged(int status, const QByteArray& body);
    // Another issuer has names of its own for people, so the platform says who that was.
    void recognise();
    void recognised(int status, const QByteArray& body);
    void succeed();
    void revoke();
    // The handler gets status 0 when there was no whole answer.
    void read(QNetworkReply* reply, void (Private::*handler)(int, const QByteArray&));
};

void BrowserSignIn::Private::read(QNetworkReply* reply, void (Private::*handler)(int, const QByteArray&)) {
    reply->setReadBufferSize(maxIssuerBytes);
    connect(reply, &QNetworkReply::finished, &self, [this, reply, handler] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool truncated = status == 200 && reply->error() != QNetworkReply::NoError;
        if (running) (this->*handler)(truncated ? 0 : status, reply->readAll());
    });
}

void BrowserSignIn::Private::discover() {
    read(manager.get(issuerRequest(discoveryOf(place))), &Private::discovered);
}

void BrowserSignIn::Private::discovered(int status, const QByteArray& body) {
    auto document = readDiscovery(status, body, place.issuer);
    if (!document) return failed(document.error());
    discovery = std::move(*document);
    const auto isElsewhere = follow(place, discovery);
    if (!isElsewhere) return failed(isElsewhere.error());
    if (*isElsewhere) return discover();
    if (!mayCarryTokens(url(discovery.authorization_endpoint)) || !mayCarryTokens(url(discovery.token_endpoint)))
        return failed(untrusted("an endpoint is not https"));
    ask();
}

void BrowserSignIn::Private::ask() {
    if (!server.listen())
        return failed(
            {ErrorCode::unavailable,
             BrowserSignIn::tr("The answer of the browser cannot be received on this computer.").toStdString(),
             {},
             {},
             {}});
    server.expectState(QByteArray::fromStdString(state));
    const QByteArray challenge =
        QCryptographicHash::hash(QByteArray::fromStdString(verifier), QCryptographicHash::Sha256).toBase64(base64Url);
    std::string address = discovery.authorization_endpoint;
    address += address.find('?') == std::string::npos ? '?' : '&';
    const auto add = [&address](std::string_view name, const std::string& value) {
        address.append(name).append("=").append(percentEncoded(value)).append("&");
    };
    add("response_type", "code");
    add("client_id", place.client);
    add("redirect_uri", server.redirectUri().toStdString());
    add("scope", place.scope);
    add("state", state);
    add("nonce", nonce);
    add("code_challenge", challenge.toStdString());
    if (options.again) add("prompt", "login");
    if (!options.loginHint.isEmpty()) add("login_hint", options.loginHint.toStdString());
    authorization = url(address + "code_challenge_method=S256");
    const bool opened = opener(authorization);
    Q_EMIT self.waiting(authorization, opened);
}

void BrowserSignIn::Private::callback(const std::map<std::string, std::string>& parameters) {
    if (!running) return;
    const auto value = [&](const char* name) {
        const auto found = parameters.find(name);
        return found == parameters.end() ? std::string() : found->second;
    };
    const std::string from = value("iss");
    if (discovery.authorization_response_iss_parameter_supported ? withoutSlash(from) != place.issuer
                                                                 : !from.empty() && withoutSlash(from) != place.issuer)
        return failed(untrusted("the answer is from '" + from + "'"));
    if (value("error") == "access_denied")
        return failed({ErrorCode::cancelled,
                       BrowserSignIn::tr("The sign-in was cancelled in the browser.").toStdString(),
                       {},
                       {},
                       {}});
    if (!value("error").empty())
        return failed({ErrorCode::unauthenticated,
                       BrowserSignIn::tr("The platform refused the sign-in.").toStdString(),
                       value("error") + " " + value("error_description"),
                       {},
                       {}});
    if (value("code").empty()) return failed(untrusted("the answer has no code"));
    exchange(value("code"));
}

void BrowserSignIn::Private::exchange(const std::string& code) {
    std::string form = "grant_type=authorization_code&code=" + percentEncoded(code);
    form += "&redirect_uri=" + percentEncoded(server.redirectUri().toStdString());
    form += "&client_id=" + percentEncoded(place.client);
    form += "&code_verifier=" + verifier;
    auto post = issuerRequest(url(discovery.token_endpoint));
    post.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
    read(manager.post(post, QByteArray::fromStdString(form)), &Private::exchanged);
}

void BrowserSignIn::Private::exchanged(int status, const QByteArray& body) {
    auto given = parseTokens(status, body);
    if (!given) return failed(given.error());
    const std::string subject = place.elsewhere ? std::string() : options.subject;
    if (const auto good = checkIdToken(given->idToken, place.issuer, place.client, nonce, subject); !good)
        return failed(good.error());
    tokens = std::move(*given);
    if (place.elsewhere && !options.subject.empty()) return recognise();
    succeed();
}

void BrowserSignIn::Private::recognise() {
    auto get = issuerRequest(joined(options.platform, QByteArray(contract::me.path.data(), contract::me.path.size())));
    get.setRawHeader("Authorization", "Bearer " + tokens.access);
    read(manager.get(get), &Private::recognised);
}

void BrowserSignIn::Private::recognised(int status, const QByteArray& body) {
    const auto me = json::read<contract::Me>({body.constData(), std::size_t(body.size())});
    if (status == 200 && me && me->principal.userId == options.subject) return succeed();
    revoke();
    if (status == 200 && me) return failed(somebodyElse());
    if (status == 0)
        return failed({ErrorCode::offline,
                       BrowserSignIn::tr("There is no connection to the platform.").toStdString(),
                       {},
                       {},
                       {}});
    failed({ErrorCode::unauthenticated,
            BrowserSignIn::tr("The platform does not let in who signed in there. Nothing was changed.").toStdString(),
            "HTTP " + std::to_string(status),
            {},
            {}});
}

void BrowserSignIn::Private::succeed() {
    tellWhere(tokens, place, discovery);
    end();
    Q_EMIT self.succeeded(tokens);
}

// Nobody uses these tokens. Whether the answer comes does not matter.
void BrowserSignIn::Private::revoke() {
    const QUrl endpoint = url(discovery.revocation_endpoint);
    if (tokens.refresh.isEmpty() || !mayCarryTokens(endpoint)) return;
    auto post = issuerRequest(endpoint);
    post.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
    manager.post(post, QByteArray::fromStdString("client_id=" + percentEncoded(place.client) +
                                                 "&token=" + percentEncoded(tokens.refresh.toStdString())));
}

BrowserSignIn::BrowserSignIn(SignInOptions options, Opener opener, QObject* parent)
    : QObject(parent), d_(std::make_unique<Private>(*this, std::move(options), std::move(opener))) {
    connect(&d_->limit, &QTimer::timeout, this, [this] {
        d_->failed({ErrorCode::timeout,
                    BrowserSignIn::tr("The sign-in was not finished in time. Start again.").toStdString(),
                    {},
                    {},
                    {}});
    });
    connect(&d_->server, &CallbackServer::answered, this,
            [this](const std::map<std::string, std::string>& parameters) { d_->callback(parameters); });
}

BrowserSignIn::~BrowserSignIn() = default;

void BrowserSignIn::start() {
    if (std::exchange(d_->running, true)) return;
    d_->limit.start(d_->options.limit);
    if (mayCarryTokens(d_->options.platform)) return d_->discover();
    QMetaObject::invokeMethod(
        this,
        [this] {
            d_->failed({ErrorCode::invalid,
                        BrowserSignIn::tr("The address of the platform must begin with https.").toStdString(),
                        {},
                        {},
                        {}});
        },
        Qt::QueuedConnection);
}

void BrowserSignIn::openAgain() {
    if (d_->running && !d_->authorization.isEmpty()) Q_EMIT waiting(d_->authorization, d_->opener(d_->authorization));
}

void BrowserSignIn::cancel() {
    d_->end();
}
QUrl BrowserSignIn::authorizationUrl() const {
    return d_->authorization;
}
std::chrono::milliseconds BrowserSignIn::limit() const {
    return d_->options.limit;
}

}  // namespace steward::client
