// What the right side of the first window shows, one at a time.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QUrl>
#include <QWidget>

#include "client/device_sign_in.h"
#include "client/local_platform.h"
#include "client/workspace.h"
#include "ui/theme.h"

class QPlainTextEdit;
class QVBoxLayout;

namespace steward::ui {
class Button;
class ProgressBar;
class Text;
}  // namespace steward::ui

namespace steward::views {

// What will happen, and the button that starts it.
class WelcomePane : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePane(QWidget* parent = nullptr);
    // `signedIn`: opening needs no browser.
    void set(const client::Workspace& workspace, bool signedIn);
    void setProblem(const QString& problem);
    ui::Button* action() const { return action_; }

Q_SIGNALS:
    void started();
    void codeWanted();  // sign in with a code instead

private:
    QWidget* picture_;
    ui::Text* title_;
    ui::Text* text_;
    ui::Text* problem_;
    ui::Button* action_;
    ui::Button* code_;
    QVBoxLayout* facts_;
};

// The browser is open; this waits for it.
class BrowserPane : public QWidget {
    Q_OBJECT
public:
    explicit BrowserPane(QWidget* parent = nullptr);
    void start(std::chrono::milliseconds limit);
    void setAddress(const QUrl& address, bool opened);
    void stop();

Q_SIGNALS:
    void openAgain();
    void codeWanted();
    void cancelled();

private:
    void showTime();
    QUrl address_;
    QElapsedTimer since_;
    QTimer second_;
    std::chrono::milliseconds limit_{};
    ui::Text* time_;
    ui::Text* text_;
    ui::ProgressBar* bar_;
    ui::Button* copy_;
};

// A code to type on any device that has a browser; this waits until somebody has said yes there.
class CodePane : public QWidget {
    Q_OBJECT
public:
    explicit CodePane(QWidget* parent = nullptr);
    // Asks the platform for a code.
    void start();
    void setCode(const client::DeviceCode& code);
    void stop();
    // With the code filled in, where the platform gives such an address.
    QUrl address() const;
    ui::Button* openButton() const { return open_; }

Q_SIGNALS:
    void openWanted();
    void newCodeWanted();
    void cancelled();

private:
    void showTime();
    client::DeviceCode shown_;
    QElapsedTimer since_;
    QTimer second_;
    ui::Text* where_;
    ui::Text* code_;
    ui::Text* state_;
    ui::Text* time_;
    ui::Button* copy_;
    ui::Button* open_;
};

// The embedded server starts, step by step; its log on demand.
class StartPane : public QWidget {
    Q_OBJECT
public:
    explicit StartPane(QWidget* parent = nullptr);
    void setSteps(const std::vector<client::StartStep>& steps);
    void setLog(const QStringList& lines);
    void setProblem(const QString& problem);  // empty: it goes on

Q_SIGNALS:
    void stopped();
    void retried();

private:
    class StepRow;
    ui::Text* count_;
    ui::Text* problem_;
    QVBoxLayout* steps_;
    QPlainTextEdit* log_;
    ui::Button* showLog_;
    ui::Button* stop_;
    ui::Button* retry_;
    QList<StepRow*> rows_;
};

}  // namespace steward::views
