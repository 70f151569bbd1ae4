#include "app/reauthentication.h"

#include <QBoxLayout>

#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/overlay.h"

namespace steward::app {

using namespace Qt::StringLiterals;

Reauthentication::Reauthentication(client::Session& session, client::Opener opener, QWidget* window)
    : session_(session), opener_(std::move(opener)), window_(window) {
    take();
}

void Reauthentication::take() {
    session_.client().setProveAgain([self = QPointer(this)] {
        if (self) return self->ask();
        return client::readyFuture(Result<>(fail(ErrorCode::cancelled, tr("The window was closed.").toStdString())));
    });
}

Reauthentication::~Reauthentication() {
    delete dialog_;
    settle(fail(ErrorCode::cancelled, tr("The window was closed.").toStdString()));
}

QFuture<Result<>> Reauthentication::ask() {
    asked_ = std::make_shared<QPromise<Result<>>>();
    asked_->start();
    dialog_ = new ui::OverlayDialog(window_, tr("Is it still you?"));
    dialog_->setObjectName(u"reauthenticationDialog"_s);
    dialog_->setPanelSize({480, 0});
    text_ = new ui::Text(tr("For this the platform wants to know again who you are. Sign in once more in your browser; "
                            "what you began goes on by itself."),
                         ui::TextStyle::body, ui::Tone::secondary);
    text_->setObjectName(u"reauthenticationText"_s);
    text_->setWordWrap(true);
    dialog_->body()->addWidget(text_);
    auto* cancel = new ui::Button(tr("Cancel"));
    cancel->setObjectName(u"reauthenticationCancel"_s);
    cancel->setButtonSize(ui::ButtonSize::large);
    again_ = new ui::Button(tr("Sign in again"), ui::ButtonVariant::primary);
    again_->setObjectName(u"reauthenticationSignIn"_s);
    again_->setIconName(u"box-arrow-up-right"_s);
    again_->setButtonSize(ui::ButtonSize::large);
    dialog_->footer()->addStretch();
    dialog_->footer()->addWidget(cancel);
    dialog_->footer()->addWidget(again_);
    connect(cancel, &QAbstractButton::clicked, dialog_, [this] { dialog_->close(); });
    connect(again_, &QAbstractButton::clicked, this, &Reauthentication::signIn);
    connect(dialog_, &ui::OverlayDialog::closed, this, [this](int result) {
        dialog_->deleteLater();
        if (attempt_) {
            attempt_->cancel();
            attempt_.release()->deleteLater();
        }
        if (result == 1) return settle({});
        settle(fail(ErrorCode::cancelled, tr("You did not sign in again. Nothing was changed.").toStdString()));
    });
    dialog_->open(again_);
    return asked_->future();
}

void Reauthentication::signIn() {
    const auto& me = session_.me();
    if (!me) return refuse(tr("The platform has not said yet who you are. Try again in a moment."));
    client::SignInOptions options;
    options.platform = session_.url();
    options.again = true;
    options.loginHint = QString::fromStdString(me->principal.email);
    options.subject = me->principal.userId;
    attempt_ = std::make_unique<client::BrowserSignIn>(options, opener_);
    connect(attempt_.get(), &client::BrowserSignIn::waiting, this, [this](const QUrl& url, bool opened) {
        if (!opened)
            text_->setText(tr("No browser could be opened. Open this address yourself: %1").arg(url.toString()));
    });
    connect(attempt_.get(), &client::BrowserSignIn::succeeded, this, [this](const client::Tokens& tokens) {
        session_.renew(tokens);
        dialog_->close(1);
    });
    connect(attempt_.get(), &client::BrowserSignIn::failed, this, [this](const Error& error) {
        again_->setBusy(false);
        refuse(QString::fromStdString(error.message));
    });
    text_->setTone(ui::Tone::secondary);
    again_->setBusy(true, tr("Waiting for your browser…"));
    attempt_->start();
}

void Reauthentication::refuse(const QString& why) {
    text_->setTone(ui::Tone::danger);
    text_->setText(why);
}

void Reauthentication::settle(Result<> outcome) {
    if (!asked_) return;
    const auto asked = std::exchange(asked_, nullptr);
    asked->addResult(std::move(outcome));
    asked->finish();
}

}  // namespace steward::app
