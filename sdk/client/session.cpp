#include "client/session.h"

#include <QNetworkReply>
#include <algorithm>
#include <atomic>

#include "client/address.h"
#include "client/request_encoding.h"
#include "client/store_key.h"
#include "contract/endpoints.h"
#include "report/dataset.h"

namespace steward::client {
namespace {

const QString clientId = QStringLiteral("steward-console");

QUrl tokenEndpoint(const QUrl& platform) {
    return joined(platform, "/oauth/token");
}

const std::string receiptKey = "offline-receipt";

QString keyName(const Workspace& workspace) {
    return QStringLiteral("refresh-token/") + QString::fromStdString(workspace.id);
}

QString lockBeside(const std::filesystem::path& storeFile) {
    return QString::fromStdString((storeFile.parent_path() / "sign-in.lock").string());
}

}  // namespace

Session::Session(Workspace workspace, QUrl url, std::shared_ptr<TokenStore> tokenStore, std::filesystem::path storeFile,
                 QObject* parent)
    : QObject(parent),
      workspace_(std::move(workspace)),
      url_(url.isEmpty() ? QUrl(QString::fromStdString(workspace_.url)) : std::move(url)),
      manager_(std::make_unique<QNetworkAccessManager>()),
      keys_(std::move(tokenStore)),
      kept_(std::make_shared<KeptToken>(keys_, keyName(workspace_), lockBeside(storeFile))),
      tokens_(std::make_shared<SessionTokens>(tokenEndpoint(url_), clientId, manager_.get())),
      client_(std::make_unique<PlatformClient>(url_, tokens_, manager_.get())),
      feed_(std::make_unique<Feed>(url_, tokens_)),
      store_(std::make_unique<store::OfflineStore>(std::move(storeFile))) {
    manager_->setAutoDeleteReplies(false);
    tokens_->setShared(kept_);
    connect(tokens_.get(), &SessionTokens::refreshTokenChanged, this, [this](const QByteArray& token) {
        if (keep_ || token.isEmpty()) kept_->write(token);
    });
    connect(kept_.get(), &KeptToken::kept, this, [this] { setMemoryOnly({}); });
    connect(kept_.get(), &KeptToken::notKept, this, &Session::setMemoryOnly);
    connect(kept_.get(), &KeptToken::changedElsewhere, this, &Session::loadMe);
    connect(tokens_.get(), &SessionTokens::signedOut, this, [this](const Error& reason) {
        if (reason.code == ErrorCode::forbidden)
            store_->wipe();
        else
            askWhetherItMayStay();
        feed_->stop();
        setState(State::signedOut);
    });
    connect(store_.get(), &store::OfflineStore::rebuilt, this, [this](const QString& aside, int moved, int found) {
        QString text = tr("What this computer kept for offline work was damaged and is set aside as %1. Take a new "
                          "snapshot.")
                           .arg(aside);
        if (moved != found) text += QLatin1Char(' ') + tr("Edits that were not sent yet may be missing.");
        storeDamage_ = Error{ErrorCode::storage, text.toStdString(), {}, {}, {}};
        Q_EMIT storeDamaged();
    });
    // The stream came through. Whether requests do, too, only one can tell.
    connect(feed_.get(), &Feed::stateChanged, this, [this](FeedState state) {
        if (state == FeedState::live && state_ == State::offline) loadMe();
    });
    connect(client_.get(), &PlatformClient::linkChanged, this, [this](Link link) {
        if (state_ == State::signedIn && link == Link::offline) setState(State::offline);
        if (state_ != State::offline || link != Link::online) return;
        setState(State::signedIn);
        feed_->wake();
        if (!meIsFresh_) loadMe();
    });
}

// The feed and the client first: what they are made of must outlive them.
Session::~Session() {
    feed_.reset();
    client_.reset();
    tokens_.reset();
}

void Session::open() {
    whenReady(giveKey(*store_, keys_, workspace_.id), this, [this](const Result<>& given) {
        if (!given) storeKeyProblem_ = given.error();
        openStore();
    });
}

void Session::openStore() {
    whenReady(store_->open(), this, [this](const Result<>& open) {
        if (!open) return readStoredToken();
        whenReady(store_->recall("me"), this, [this](const Result<std::optional<store::Kept>>& kept) {
            if (kept && *kept && !me_) {
                if (auto me = json::read<contract::Me>((*kept)->json)) me_ = std::move(*me);
                Q_EMIT meChanged();
            }
            readStoredToken();
        });
    });
}

void Session::readStoredToken() {
    if (tokens_->signedIn()) return Q_EMIT opened();
    whenReady(kept_->read(), this, [this](const Result<std::optional<QByteArray>>& token) {
        if (!token) setMemoryOnly(token.error());
        if (token && *token && !tokens_->signedIn()) {
            tokens_->setTokens({{}, **token, {}, {}});
            enter();
        }
        if (token && !*token) askWhetherItMayStay();
        Q_EMIT opened();
    });
}

void Session::signIn(const Tokens& tokens, bool keep) {
    keep_ = keep;
    tokens_->setTokens(tokens);
    enter();
}

void Session::enter() {
    meIsFresh_ = false;
    setState(State::signedIn);
    feed_->start();
    loadMe();
}

void Session::renew(const Tokens& tokens) {
    const QByteArray before = tokens_->refreshToken();
    tokens_->setTokens(tokens);
    // At another issuer both belong to one sign-in, which goes on.
    const RefreshGrant own{tokenEndpoint(url_), joined(url_, "/oauth/revoke"), clientId, {}};
    if (readGrant(before, own).tokenEndpoint == own.tokenEndpoint) revoke(before);
    loadMe();
}

void Session::revoke(const QByteArray& refreshToken) {
    const RefreshGrant own{tokenEndpoint(url_), joined(url_, "/oauth/revoke"), clientId, {}};
    const RefreshGrant grant = readGrant(refreshToken, own);
    if (grant.token.isEmpty() || grant.revocationEndpoint.isEmpty()) return;
    QNetworkRequest request(grant.revocationEndpoint);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
    const std::string form = "client_id=" + percentEncoded(grant.clientId.toStdString()) +
                             "&token=" + percentEncoded(grant.token.toStdString());
    auto* reply = manager_->post(request, QByteArray::fromStdString(form));
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

void Session::signOut() {
    revoke(tokens_->refreshToken());
    keep_ = true;
    feed_->stop();
    tokens_->clear();
    me_.reset();
    setMemoryOnly({});
    store_->forget("me");
    setState(State::signedOut);
    Q_EMIT meChanged();
}

bool Session::allows(domain::Permission permission) const {
    return me_ && me_->permissions.contains(permission);
}

void Session::loadMe() {
    whenReady(client_->call(contract::me, {}), this, [this](Result<contract::Me> me) {
        if (!me) return;
        meIsFresh_ = true;
        store_->keep("me", json::write(*me));
        if (!me->offlineReceipt.empty()) store_->keep(receiptKey, json::write(me->offlineReceipt));
        me_ = std::move(*me);
        keepWhatMayBeRead();
        Q_EMIT meChanged();
    });
}

// Who is signed out is not told by a refusal that access was taken away: another issuer says only that a session ended.
void Session::askWhetherItMayStay() {
    whenReady(store_->recall(receiptKey), this, [this](const Result<std::optional<store::Kept>>& kept) {
        const auto receipt = kept && *kept ? json::read<std::string>((*kept)->json) : Result<std::string>("");
        if (!receipt || receipt->empty()) return;
        whenReady(client_->call(contract::offlineAccess, {*receipt}), this,
                  [this](const Result<contract::OfflineAccess>& access) {
                      if (access && !access->allowed && !tokens_->signedIn()) store_->wipe();
                  });
    });
}

// A role that lost a permission loses the rows that it had taken along with it.
void Session::keepWhatMayBeRead() {
    std::vector<std::string> readable;
    for (const auto& dataset : report::datasets())
        if (me_->permissions.contains(domain::Permission::reportsRun) &&
            me_->permissions.contains(domain::permissionToRead(dataset.name)))
            readable.push_back(dataset.name);
    store_->keepSnapshotsOf(std::move(readable));
    if (!me_->permissions.contains(domain::permissionForPersonalFields)) store_->dropPersonalFields();
}

QFuture<Result<store::SnapshotInfo>> Session::takeSnapshot(const std::string& dataset, QObject* context,
                                                           std::function<void(std::int64_t, std::int64_t)> progress,
                                                           contract::SnapshotChoice choice) {
    using Outcome = Result<store::SnapshotInfo>;
    auto promise = std::make_shared<QPromise<Outcome>>();
    promise->start();
    const auto settle = [promise](Outcome outcome) {
        promise->addResult(std::move(outcome));
        promise->finish();
    };
    const QPointer<QObject> listener = context ? context : this;
    whenReady(store_->beginSnapshot(dataset, choice), this,
              [=, this](Result<std::shared_ptr<store::SnapshotWriter>> begun) {
                  if (!begun) return settle(fail(begun.error()));
                  auto writer = *begun;
                  auto* ticker = new QTimer(this);
                  if (progress) {
                      connect(ticker, &QTimer::timeout, this, [=] {
                          if (listener) progress(writer->rows(), writer->expected());
                      });
                      ticker->start(100);
                  }
                  const auto lines = client_->stream(contract::refreshSnapshot, {dataset, choice, writer->known()},
                                                     [writer](std::string_view line) { return writer->add(line); });
                  // Whoever waits for the snapshot no longer: neither does the stream.
                  auto* watcher = new QFutureWatcher<Outcome>(this);
                  connect(watcher, &QFutureWatcherBase::canceled, this, [lines] { QFuture(lines).cancel(); });
                  connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
                  watcher->setFuture(promise->future());
                  auto* waiting = whenReady(lines, this, [=, this](const Result<>& read) {
                      if (!read) return settle(fail(read.error()));
                      whenReady(writer->finish(), this, [=](Result<store::SnapshotInfo> info) {
                          if (progress && listener && info) progress(info->rows, info->rows);
                          settle(std::move(info));
                      });
                  });
                  connect(waiting, &QObject::destroyed, ticker, &QObject::deleteLater);
              });
    return promise->future();
}

void Session::setState(State state) {
    if (state_ == state) return;
    state_ = state;
    Q_EMIT stateChanged(state);
}

void Session::setMemoryOnly(std::optional<Error> reason) {
    if (memoryOnly_ == reason) return;
    memoryOnly_ = std::move(reason);
    Q_EMIT keptInMemoryOnlyChanged();
}

}  // namespace steward::client
