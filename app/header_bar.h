// The line above the page: history, search, and at the right how things are: connection, jobs, notifications, help,
// user.
#pragma once

#include <QAbstractButton>
#include <QWidget>

#include "ui/status.h"

namespace steward::ui {
class Button;
}

namespace steward::app {

// Looks like a field, and opens the palette: typing belongs there.
class SearchButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit SearchButton(QWidget* parent = nullptr);
    QSize sizeHint() const override { return {420, 30}; }
    void setKeys(const QString& keys);  // that open it, too

Q_SIGNALS:
    void typed(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString keys_;
};

// "2 jobs" with a ring of how far they are.
class JobsButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit JobsButton(QWidget* parent = nullptr);
    void set(int running, double share);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double share_ = 0;
    int running_ = 0;
};

// A person's initials and an arrow down.
class UserButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit UserButton(QWidget* parent = nullptr);
    void setName(const QString& name);
    QSize sizeHint() const override { return {46, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString name_;
};

class HeaderBar : public QWidget {
    Q_OBJECT
public:
    explicit HeaderBar(QWidget* parent = nullptr);
    void setHistory(bool back, bool forward);
    // Of the rail: the switcher moves here.
    void setLeading(QWidget* widget);
    void setUnread(int count);

    ui::Button* back;
    ui::Button* forward;
    SearchButton* search;
    ui::ConnectionPill* connection;
    JobsButton* jobs;
    ui::Button* notifications;
    ui::Button* help;
    UserButton* user;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int unread_ = 0;
};

}  // namespace steward::app
