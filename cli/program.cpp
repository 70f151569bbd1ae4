#include "cli/program.h"

#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QNetworkReply>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <iostream>

#include "client/address.h"
#include "client/device_sign_in.h"
#include "client/kept_token.h"
#include "client/sign_in.h"
#include "contract/problem.h"

namespace steward::cli {
namespace {

const QString clientId = QStringLiteral("stewardctl");

// These ask with POST for what they cannot say in an address; they change nothing.
constexpr std::string_view readingPosts[] = {"runReport", "previewSignIn"};

// The platform of the last login; no secret.
QString lastUrlFile() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/steward/platform");
}

std::string lastUrl() {
    QFile file(lastUrlFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toStdString() : std::string();
}

void rememberUrl(const std::string& url) {
    QDir().mkpath(QFileInfo(lastUrlFile()).path());
    QFile file(lastUrlFile());
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate)) file.write(QByteArray::fromStdString(url + "\n"));
}

}  // namespace

Program::Program(Settings settings)
    : settings_(std::move(settings)),
      manager_(std::make_unique<QNetworkAccessManager>()),
      store_(std::make_shared<client::KeychainStore>(QStringLiteral("stewardctl"))) {
    if (settings_.url.empty()) settings_.url = lastUrl();
}

Program::~Program() {
    client_.reset();
}

QUrl Program::url() const {
    return QUrl(QString::fromStdString(settings_.url), QUrl::StrictMode);
}

void Program::waitFor(QFuture<void> future) {
    QEventLoop loop;
    QFutureWatcher<void> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished()) loop.exec();
}

Result<> Program::mayCall(std::string_view name, contract::Method method, const client::EncodedRequest& request) {
    const bool reads =
        method == contract::Method::get || std::ranges::find(readingPosts, name) != std::end(readingPosts);
    if (!settings_.dryRun || reads) return {};
    planned_ = true;
    const std::string line = client::verbOf(method).toStdString() + " " + request.target;
    printText(line + (request.body.empty() ? "" : "\n" + request.body) + "\n");
    return fail(ErrorCode::cancelled, "Dry run: this was not sent.");
}

Result<> Program::connect() {
    if (client_) return {};
    if (!client::mayCarryTokens(url()))
        return fail(ErrorCode::invalid,
                    "Which platform? Give its address, beginning with https, with --url or STEWARD_URL.");
    if (!settings_.token.empty()) {
        client_ = std::make_unique<client::PlatformClient>(
            url(), std::make_shared<client::FixedToken>(QByteArray::fromStdString(settings_.token)), manager_.get());
        return {};
    }
    const auto shared = std::make_shared<client::KeptToken>(store_, keyName(), lockFile());
    const auto kept = wait(shared->read());
    if (!kept) return fail(kept.error());
    auto tokens =
        std::make_shared<client::SessionTokens>(client::joined(url(), "/oauth/token"), clientId, manager_.get());
    // Rotation makes the token in the key store worthless: the new one must be there before the program ends.
    QObject::connect(tokens.get(), &client::SessionTokens::refreshTokenChanged, tokens.get(),
                     [this, first = kept->value_or(QByteArray())](const QByteArray& token) {
                         if (token != first) keep(token);
                     });
    tokens->setShared(shared);
    if (*kept) tokens->setTokens({{}, **kept, {}, {}});
    client_ = std::make_unique<client::PlatformClient>(url(), std::move(tokens), manager_.get());
    return {};
}

Result<> Program::keep(const QByteArray& refreshToken) {
    if (refreshToken.isEmpty()) return wait(store_->remove(keyName()));
    return wait(store_->write(keyName(), refreshToken));
}

QString Program::keyName() const {
    return QStringLiteral("refresh-token/") + url().toString();
}

QString Program::lockFile() const {
    const auto name = QCryptographicHash::hash(keyName().toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/steward/stewardctl-%1.lock").arg(QLatin1String(name));
}

int Program::login(bool openBrowser) {
    QEventLoop loop;
    int code = Exit::failed;
    client::BrowserSignIn signIn({.platform = url(), .clientId = clientId}, [openBrowser](const QUrl& address) {
        return openBrowser && client::openInBrowser(address);
    });
    QObject::connect(&signIn, &client::BrowserSignIn::waiting, &loop, [](const QUrl& address, bool opened) {
        std::fprintf(stderr, "%s\n  %s\n",
                     opened ? "Finish signing in in your browser, or open:" : "Open this address to sign in:",
                     address.toEncoded().constData());
    });
    QObject::connect(&signIn, &client::BrowserSignIn::succeeded, &loop, [&](const client::Tokens& tokens) {
        code = signedIn(tokens);
        loop.quit();
    });
    QObject::connect(&signIn, &client::BrowserSignIn::failed, &loop, [&](const Error& error) {
        code = printError(error);
        loop.quit();
    });
    signIn.start();
    loop.exec();
    return code;
}

int Program::loginWithCode() {
    QEventLoop loop;
    int code = Exit::failed;
    client::DeviceSignIn signIn({.platform = url(), .clientId = clientId});
    QObject::connect(&signIn, &client::DeviceSignIn::waiting, &loop, [](const client::DeviceCode& shown) {
        std::fprintf(stderr, "Open this address on any computer:\n  %s\nand type this code:\n  %s\n",
                     shown.address.toEncoded().constData(), shown.code.toUtf8().constData());
    });
    QObject::connect(&signIn, &client::DeviceSignIn::succeeded, &loop, [&](const client::Tokens& tokens) {
        code = signedIn(tokens);
        loop.quit();
    });
    QObject::connect(&signIn, &client::DeviceSignIn::failed, &loop, [&](const Error& error) {
        code = printError(error);
        loop.quit();
    });
    signIn.start();
    loop.exec();
    return code;
}

int Program::signedIn(const client::Tokens& tokens) {
    const auto kept = keep(tokens.refresh);
    if (!kept) return printError(kept.error());
    rememberUrl(settings_.url);
    return printText("Signed in to " + settings_.url + "\n");
}

int Program::logout() {
    const auto kept = wait(store_->read(keyName()));
    if (!kept) return printError(kept.error());
    const client::RefreshGrant own{{}, client::joined(url(), "/oauth/revoke"), clientId, {}};
    const auto grant = client::readGrant(kept->value_or(QByteArray()), own);
    if (!grant.token.isEmpty() && !grant.revocationEndpoint.isEmpty()) {
        QNetworkRequest request(grant.revocationEndpoint);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
        request.setTransferTimeout(settings_.timeoutSeconds * 1000);
        const std::string form = "client_id=" + client::percentEncoded(grant.clientId.toStdString()) +
                                 "&token=" + client::percentEncoded(grant.token.toStdString());
        auto* reply = manager_->post(request, QByteArray::fromStdString(form));
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        reply->deleteLater();
    }
    const auto removed = keep({});
    return removed ? printText("Signed out of " + settings_.url + "\n") : printError(removed.error());
}

int Program::printText(const std::string& text) {
    const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    return whole ? Exit::ok : Exit::failed;
}

void Program::note(const std::string& text) {
    std::fprintf(stderr, "%s\n", text.c_str());
}

Result<std::optional<std::string>> Program::confirmed(const std::string& sentence,
                                                      const std::optional<std::string>& given) {
    if (sentence.empty()) return std::optional<std::string>();
    std::optional<std::string> typed = given;
    if (!typed && isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) {
        std::fprintf(stderr, "Type \"%s\" to apply it: ", sentence.c_str());
        std::getline(std::cin, typed.emplace());
    }
    if (typed == sentence) return typed;
    return fail(ErrorCode::invalid,
                "Nothing was applied. This plan asks for its sentence: --confirm \"" + sentence + "\"");
}

void Program::pause(std::chrono::milliseconds time) {
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

int Program::printError(const Error& error) {
    if (planned_ && error.code == ErrorCode::cancelled) {
        std::fprintf(stderr, "%s\n", error.message.c_str());
        return Exit::ok;
    }
    if (settings_.json)
        std::fprintf(stderr, "%s\n", json::write(contract::toProblem(error, error.id)).c_str());
    else
        std::fputs(describe(error).c_str(), stderr);
    return exitOf(error);
}

}  // namespace steward::cli
