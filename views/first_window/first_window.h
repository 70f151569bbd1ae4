// The first thing one sees: the workspaces at the left, and at the right how to come into the chosen one. Knows no
// session: it says what the person wants, and shows what the composition root tells it.
#pragma once

#include <QHash>
#include <QWidget>

#include "client/workspace.h"
#include "views/first_window/sign_in_panes.h"
#include "views/first_window/workspace_card.h"

class QStackedWidget;
class QVBoxLayout;

namespace steward::views {

class FirstWindow : public QWidget {
    Q_OBJECT
public:
    explicit FirstWindow(QWidget* parent = nullptr);

    void setWorkspaces(const std::vector<client::Workspace>& workspaces);
    void setState(const QString& workspaceId, WorkspaceState state);
    // "Production snapshot from 09:12"; without text there is nothing to work on offline.
    void setSnapshot(const QString& workspaceId, const QString& text);
    void choose(const QString& workspaceId);
    QString chosen() const { return chosen_; }

    void showWelcome(const QString& problem = {});
    BrowserPane* showBrowser();
    CodePane* showCode();
    StartPane* showStart();
    // Errors of addRequested(); empty closes the dialog.
    void showAddResult(const std::optional<Error>& error);

Q_SIGNALS:
    void openRequested(const QString& workspaceId);
    void offlineRequested(const QString& workspaceId);
    void signInCancelled();
    void openAgainRequested();
    void codeRequested(const QString& workspaceId);
    void codePageRequested(const QUrl& address);
    void startStopped();
    void startRetried();
    void addRequested(const steward::client::Workspace& workspace);
    void removeRequested(const QString& workspaceId);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeRight();
    void showChosen();
    void addWorkspace();

    std::vector<client::Workspace> workspaces_;
    QHash<QString, WorkspaceCard*> cards_;
    QHash<QString, WorkspaceState> states_;
    QHash<QString, QString> snapshots_;
    QString chosen_;
    QVBoxLayout* list_;
    QWidget* offline_;
    ui::Text* snapshot_;
    QStackedWidget* panes_;
    WelcomePane* welcome_;
    BrowserPane* browser_;
    CodePane* code_;
    StartPane* start_;
    class FormDialog* adding_ = nullptr;
};

}  // namespace steward::views
