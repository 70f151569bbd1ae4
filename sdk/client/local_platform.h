// The platform embedded in the console: starts the `stewardd` beside the program and signs in to it without a browser.
// The secret that joins them goes over a pipe, never on a command line or into the environment (Unix).
// One console, one platform: the data folder is locked while it runs.
#pragma once

#include <QNetworkAccessManager>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "client/session_tokens.h"

namespace steward::client {

struct LocalPlatformOptions {
    QString program = {};     // stewardd beside the running program unless told
    QString dataFolder = {};  // "platform" in the user's data location unless told
    bool demoData = false;
    std::optional<int> demoTenants = {};
    std::chrono::milliseconds limit = std::chrono::minutes(3);  // demo data takes its time on a first start
};

enum class StepState { waiting, running, done, failed };

struct StartStep {
    QString text;
    StepState state = StepState::waiting;
    std::chrono::milliseconds took{0};
};

class LocalPlatform final : public QObject {
    Q_OBJECT
public:
    enum class State { stopped, starting, running, failed };

    explicit LocalPlatform(LocalPlatformOptions options, QObject* parent = nullptr);
    // Stops the platform, and waits for it up to two seconds.
    ~LocalPlatform() override;

    void start();
    // Asks it to finish its requests; stopped() follows.
    void stop();

    State state() const;
    // Data folder, database, API, sign-in; always four, in this order.
    const std::vector<StartStep>& steps() const;
    // The latest lines of its log, oldest first; at most 500.
    const QStringList& logTail() const;
    // Valid once running.
    const QUrl& url() const;

Q_SIGNALS:
    void stepsChanged();
    void logLine(const QString& line);
    // It runs and the local administrator is signed in.
    void ready(const QUrl& url, const steward::client::Tokens& tokens);
    // It could not start, or it ended by itself. conflict: another console has it.
    void failed(const steward::Error& error);
    void stopped();

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

}  // namespace steward::client
