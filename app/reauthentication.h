// When the platform wants to know again who is there: asks the person, signs them in once more through the browser, and
// lets the requests that wait go on. Cancelled, they end as the platform answered them, and whatever asked stays as it
// was. GUI thread; one question at a time.
#pragma once

#include <QObject>
#include <QPointer>
#include <QPromise>
#include <memory>

#include "client/session.h"
#include "client/sign_in.h"

namespace steward::ui {
class Button;
class OverlayDialog;
class Text;
}  // namespace steward::ui

namespace steward::app {

class Reauthentication : public QObject {
    Q_OBJECT
public:
    // Takes requests of `session` from here on. Both outlive this.
    Reauthentication(client::Session& session, client::Opener opener, QWidget* window);
    ~Reauthentication() override;
    // The session's next question comes here: of its windows, this is where the person is.
    void take();

private:
    QFuture<Result<>> ask();
    void signIn();
    void refuse(const QString& why);
    void settle(Result<> outcome);

    client::Session& session_;
    client::Opener opener_;
    QWidget* window_;
    std::unique_ptr<client::BrowserSignIn> attempt_;
    std::shared_ptr<QPromise<Result<>>> asked_;
    QPointer<ui::OverlayDialog> dialog_;
    ui::Text* text_ = nullptr;
    ui::Button* again_ = nullptr;
};

}  // namespace steward::app
