// The pages at the left, in groups, with the workspace above them. Wide with names, or a rail of icons with tooltips.
#pragma once

#include <QAbstractButton>
#include <QHash>
#include <QWidget>

#include "ui/theme.h"
#include "views/common/page.h"

class QVBoxLayout;

namespace steward::app {

// Shows the workspace and opens the switcher.
class WorkspaceButton : public QAbstractButton {
    Q_OBJECT
public:
    WorkspaceButton(const QString& name, ui::Environment environment, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {140, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ui::Environment environment_;
};

class NavigationItem : public QAbstractButton {
    Q_OBJECT
public:
    NavigationItem(const QString& icon, const QString& name, QWidget* parent = nullptr);
    void setKeys(const QString& keys);
    void setCount(const QString& count);
    void setRail(bool rail);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString icon_, keys_, count_;
    bool rail_ = false;
};

class Navigation : public QWidget {
    Q_OBJECT
public:
    Navigation(const QString& workspace, ui::Environment environment, QWidget* parent = nullptr);
    void setPages(const QList<views::PageInfo>& pages);
    void setCurrent(const QString& pageId);
    void setCount(const QString& pageId, const QString& count);
    void setKeys(const QString& pageId, const QString& keys);
    void setRail(bool rail);
    bool isRail() const { return rail_; }
    WorkspaceButton* workspaceButton() const { return workspace_; }
    void takeWorkspaceButton();  // back from where the rail's header showed it
    QWidget* currentItem() const;

Q_SIGNALS:
    void chosen(const QString& pageId);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool rail_ = false;
    WorkspaceButton* workspace_;
    QVBoxLayout* layout_;
    QVBoxLayout* list_;
    QHash<QString, NavigationItem*> items_;
    QList<QWidget*> titles_, lines_;
};

}  // namespace steward::app
