// One open workspace: its client, feed, offline store and tokens, and who is signed in. What every screen is given.
//
//   session.client().call(contract::listTenants, {.limit = 50})   session.feed().subscribe(contract::jobsTopic, …)
//   session.store().recall("tenants")                             session.me() ? session.me()->principal.name : …
//
// Lives in the GUI thread.
#pragma once

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>
#include <filesystem>
#include <memory>
#include <optional>

#include "client/feed.h"
#include "client/platform_client.h"
#include "client/session_tokens.h"
#include "client/token_store.h"
#include "client/workspace.h"
#include "contract/messages.h"
#include "store/offline_store.h"

namespace steward::client {

class Session final : public QObject {
    Q_OBJECT
public:
    enum class State {
        signedOut,  // the store can be read, nothing else
        signedIn,
        offline,  // signed in as far as is known; the platform cannot be reached
    };

    // `url`: of the local platform once it runs; empty: the workspace's own.
    Session(Workspace workspace, QUrl url, std::shared_ptr<TokenStore> tokenStore, std::filesystem::path storeFile,
            QObject* parent = nullptr);
    ~Session() override;

    // Opens the store and signs in with what the key store holds; opened() follows, also when that leads to signedOut.
    void open();
    // After BrowserSignIn or LocalPlatform. `keep`: write the refresh token to the key store.
    void signIn(const Tokens& tokens, bool keep = true);
    // The same person proved again who they are: goes on with these tokens, and ends the session before.
    void renew(const Tokens& tokens);
    // Ends the session on the platform, too, when it can be reached.
    void signOut();

    State state() const { return state_; }
    const Workspace& workspace() const { return workspace_; }
    // As the platform last said; from the store while offline.
    const std::optional<contract::Me>& me() const { return me_; }
    bool allows(domain::Permission permission) const;
    // The refresh token could not be kept, so the session ends with the program; the reason, for people to read.
    const std::optional<Error>& keptInMemoryOnly() const { return memoryOnly_; }

    // The offline store was damaged and begun anew; what that means, for people to read.
    const std::optional<Error>& storeDamage() const { return storeDamage_; }

    const QUrl& url() const { return url_; }
    PlatformClient& client() { return *client_; }
    Feed& feed() { return *feed_; }
    store::OfflineStore& store() { return *store_; }
    // What is kept on this computer cannot be encrypted, or not be read; the reason, for people to read.
    const std::optional<Error>& storeKeyProblem() const { return storeKeyProblem_; }
    // Takes the chosen rows of a dataset into the offline store, or what has changed of them since the last time;
    // `progress` (rows so far) is called in the thread of the session.
    QFuture<Result<store::SnapshotInfo>> takeSnapshot(
        const std::string& dataset, QObject* context = nullptr,
        std::function<void(std::int64_t rows, std::int64_t all)> progress = {}, contract::SnapshotChoice choice = {});

Q_SIGNALS:
    void opened();
    void stateChanged(steward::client::Session::State state);
    void meChanged();
    void keptInMemoryOnlyChanged();
    void storeDamaged();

private:
    void setState(State state);
    void setMemoryOnly(std::optional<Error> reason);
    void readStoredToken();
    void revoke(const QByteArray& refreshToken);
    void enter();
    void loadMe();
    void keepWhatMayBeRead();
    void askWhetherItMayStay();
    void openStore();

    Workspace workspace_;
    QUrl url_;
    std::unique_ptr<QNetworkAccessManager> manager_;
    std::shared_ptr<TokenStore> keys_;
    std::shared_ptr<KeptToken> kept_;
    std::shared_ptr<SessionTokens> tokens_;
    std::unique_ptr<PlatformClient> client_;
    std::unique_ptr<Feed> feed_;
    std::unique_ptr<store::OfflineStore> store_;
    std::optional<contract::Me> me_;
    std::optional<Error> memoryOnly_;
    std::optional<Error> storeDamage_;
    std::optional<Error> storeKeyProblem_;
    State state_ = State::signedOut;
    bool keep_ = true;
    bool meIsFresh_ = false;
};

}  // namespace steward::client
