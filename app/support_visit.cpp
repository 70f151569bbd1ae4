#include "app/support_visit.h"

#include "app/main_window.h"
#include "contract/endpoints.h"
#include "views/common/words.h"
#include "views/support/support_words.h"

namespace steward::app {

using namespace Qt::StringLiterals;
using client::Session;
using client::whenReady;

SupportVisit::SupportVisit(Session& own, const contract::StartedSupport& started, MakeWindow makeWindow)
    : own_(own), access_(started.access), makeWindow_(std::move(makeWindow)) {
    const std::filesystem::path store = std::filesystem::path(folder_.path().toStdString()) / "offline.db";
    session_ = std::make_unique<Session>(own.workspace(), own.url(), std::make_shared<client::MemoryStore>(), store);
    connect(session_.get(), &Session::meChanged, this, &SupportVisit::enter);
    connect(session_.get(), &Session::stateChanged, this, [this](Session::State state) {
        if (state == Session::State::signedOut) return ended();
        if (state == Session::State::offline && stage_ == Stage::entering)
            settle(ui::BadgeKind::warn, tr("The platform cannot be reached. You are not within %1; enter again later.")
                                            .arg(QString::fromStdString(access_.tenantName)));
    });
    session_->signIn({QByteArray::fromStdString(started.token), {}, {}, std::chrono::minutes(access_.minutes)}, false);
    session_->open();
}

// The window before the session that it uses.
SupportVisit::~SupportVisit() {
    window_.reset();
    session_->disconnect(this);
}

void SupportVisit::enter() {
    if (stage_ != Stage::entering || !session_->me() || !session_->me()->principal.support) return;
    stage_ = Stage::inside;
    window_ = makeWindow_(*session_);
    connect(window_.get(), &MainWindow::leaveRequested, this, &SupportVisit::leave);
    Q_EMIT entered();
}

void SupportVisit::leave() {
    if (stage_ == Stage::ended) return finish();
    if (stage_ != Stage::inside) return;
    stage_ = Stage::leaving;
    const QString tenant = QString::fromStdString(access_.tenantName);
    whenReady(own_.client().call(contract::revokeSupportAccess, {access_.id}), this,
              [this, tenant](Result<contract::Nothing> revoked) {
                  kind_ = ui::BadgeKind::ok;
                  message_ = tr("You left %1. The support access has ended.").arg(tenant);
                  if (!revoked && revoked.error().code != ErrorCode::notFound) {
                      kind_ = ui::BadgeKind::warn;
                      message_ =
                          tr("You left %1, but the platform could not be told: %2 The access ends by itself at %3.")
                              .arg(tenant, QString::fromStdString(revoked.error().message),
                                   views::clockText(views::toDateTime(access_.expiresAt)));
                  }
                  finish();
              });
}

// The platform takes the token no more. Why, the person's own session is told.
void SupportVisit::ended() {
    if (stage_ != Stage::entering && stage_ != Stage::inside) return;
    stage_ = Stage::asked;
    whenReady(own_.client().call(contract::getSupportAccess, {access_.id}), this,
              [this](Result<domain::SupportAccess> access) {
                  if (access) access_ = std::move(*access);
                  settle(ui::BadgeKind::info, views::endOf(access_));
              });
}

void SupportVisit::settle(ui::BadgeKind kind, const QString& message) {
    kind_ = kind;
    message_ = message;
    if (!window_ || !window_->holdsUnsaved()) return finish();
    stage_ = Stage::ended;
    window_->showSupportOver(message);
    connect(window_.get(), &MainWindow::unsavedGone, this, &SupportVisit::finish);
}

void SupportVisit::finish() {
    if (stage_ == Stage::over) return;
    stage_ = Stage::over;
    Q_EMIT over(kind_, message_);
}

}  // namespace steward::app
