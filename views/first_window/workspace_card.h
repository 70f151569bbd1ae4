// One workspace to choose: its colour, its name, where it is, and how one stands with it.
#pragma once

#include <QAbstractButton>

#include "client/workspace.h"
#include "ui/theme.h"

namespace steward::views {

enum class WorkspaceState { stopped, running, signedIn, signInNeeded, offline, unknown };

ui::Environment environmentOf(const client::Workspace& workspace);
QString iconOf(const client::Workspace& workspace);

class WorkspaceCard : public QAbstractButton {
    Q_OBJECT
public:
    explicit WorkspaceCard(const client::Workspace& workspace, QWidget* parent = nullptr);
    void setState(WorkspaceState state);
    const client::Workspace& workspace() const { return workspace_; }
    QSize sizeHint() const override { return {240, 82}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString addressText() const;
    QString lineText() const;
    client::Workspace workspace_;
    WorkspaceState state_ = WorkspaceState::unknown;
};

}  // namespace steward::views
