// What all commands share: which platform, who is signed in, how to print, and whether anything may be changed.
#pragma once

#include <QNetworkAccessManager>
#include <QUrl>
#include <memory>
#include <string>

#include "cli/output.h"
#include "client/platform_client.h"
#include "client/session_tokens.h"
#include "client/token_store.h"

namespace steward::cli {

struct Settings {
    std::string url;         // --url, STEWARD_URL, or the platform of the last login
    std::string token;       // STEWARD_TOKEN: an access token, instead of a login
    bool jsonAsked = false;  // --json
    bool json = false;       // that, or standard output is no terminal
    bool dryRun = false;     // --dry-run: nothing is sent that changes anything
    int timeoutSeconds = 30;
};

class Program {
public:
    explicit Program(Settings settings);
    ~Program();

    const Settings& settings() const { return settings_; }
    QUrl url() const;

    // Waits for a future while the event loop runs.
    template <class T>
    static T wait(QFuture<T> future) {
        waitFor(QFuture<void>(future));
        return future.result();
    }

    // One call. With --dry-run, one that would change something is printed instead: ErrorCode::cancelled, exit 0.
    template <class Request, class Response>
    Result<Response> call(const contract::Endpoint<Request, Response>& endpoint,
                          const std::type_identity_t<Request>& request, client::CallOptions options = {}) {
        STEWARD_CHECK(mayCall(endpoint.name, endpoint.method, client::encodeRequest(endpoint, request)));
        STEWARD_CHECK(connect());
        options.timeout = std::chrono::seconds(settings_.timeoutSeconds);
        return wait(client_->call(endpoint, request, std::move(options)));
    }
    template <class Request>
    Result<> stream(const contract::Endpoint<Request, contract::Lines>& endpoint,
                    const std::type_identity_t<Request>& request, client::LineHandler onLine) {
        STEWARD_CHECK(connect());
        return wait(client_->stream(endpoint, request, std::move(onLine)));
    }

    // Prints a reply, and gives the exit code of it. Errors go to standard error.
    template <class T>
    int print(const Result<T>& reply, const std::vector<std::string>& columns = {}) {
        if (!reply) return printError(reply.error());
        if constexpr (std::is_same_v<T, contract::Raw>) {
            return printText(reply->body);
        } else {
            const std::string text = json::write(*reply);
            return printText(settings_.json ? text + "\n" : forPeople(*json::parse(text), columns));
        }
    }
    int printText(const std::string& text);
    int printError(const Error& error);
    // For people only: a line on standard error.
    void note(const std::string& text);
    // The sentence that a plan asks for, as it was given or, on a terminal, as somebody types it now.
    // ErrorCode::invalid when it is missing or another one. nullopt: none is asked for.
    Result<std::optional<std::string>> confirmed(const std::string& sentence, const std::optional<std::string>& given);
    // Passes time while events go on.
    static void pause(std::chrono::milliseconds time);

    int login(bool openBrowser);
    // With a code that is typed into a browser anywhere.
    int loginWithCode();
    int logout();

private:
    static void waitFor(QFuture<void> future);
    Result<> mayCall(std::string_view name, contract::Method method, const client::EncodedRequest& request);
    Result<> connect();
    QString keyName() const;
    QString lockFile() const;  // held while a program renews
    Result<> keep(const QByteArray& refreshToken);
    // The exit code of a sign-in that succeeded.
    int signedIn(const client::Tokens& tokens);

    Settings settings_;
    std::unique_ptr<QNetworkAccessManager> manager_;
    std::shared_ptr<client::TokenStore> store_;
    std::unique_ptr<client::PlatformClient> client_;
    bool planned_ = false;
};

}  // namespace steward::cli
