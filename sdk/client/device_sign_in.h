// Sign-in for programs that cannot open a browser, or should not: the device authorization grant (RFC 8628). The person
// opens an address on any computer and types a short code; this asks until they have said yes.
//
//   auto* signIn = new DeviceSignIn({platform, "stewardctl"}, this);
//   connect(signIn, &DeviceSignIn::waiting, …);  connect(signIn, &DeviceSignIn::succeeded, …);  signIn->start();
#pragma once

#include <QObject>
#include <QUrl>
#include <memory>

#include "client/sign_in.h"

namespace steward::client {

// What to show to the person.
struct DeviceCode {
    QUrl address;          // to be opened
    QUrl addressWithCode;  // the same with the code filled in, for a link or a QR code; may be empty
    QString code;          // "WDJB-MJHT"
    std::chrono::seconds lifetime{0};
};

// One attempt. Exactly one of succeeded, failed and nothing (after cancel()) follows start(). A connection that is lost
// meanwhile ends nothing: it asks again until the code has expired. The options' limit and login hint are not used.
class DeviceSignIn final : public QObject {
    Q_OBJECT
public:
    explicit DeviceSignIn(SignInOptions options, QObject* parent = nullptr);
    ~DeviceSignIn() override;

    void start();
    void cancel();

Q_SIGNALS:
    void waiting(const steward::client::DeviceCode& code);
    void succeeded(const steward::client::Tokens& tokens);
    // cancelled (the person said no), timeout (the code has expired), offline, unavailable, unauthenticated, …
    void failed(const steward::Error& error);

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

}  // namespace steward::client
