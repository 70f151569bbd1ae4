// What just happened, at the bottom right of a window, with one way to act on it.
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <functional>

#include "ui/theme.h"

namespace steward::ui {

class Button;

// One message. Esc or × closes it; it stays while the pointer or the focus is on it.
class Toast : public QWidget {
    Q_OBJECT
public:
    Toast(BadgeKind kind, const QString& text, const QString& action = {}, QWidget* parent = nullptr);
    Button* action() const { return action_; }  // null without an action
    void setTimeout(int milliseconds);          // 0: stays until closed
    static QMargins shadowMargins();            // transparent border around the card, for layouts

Q_SIGNALS:
    void actionTriggered();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    BadgeKind kind_;
    Button* action_ = nullptr;
    QTimer timer_;
};

// Stacks toasts over `window` (a child of it, follows its size), newest at the bottom, at most four.
// Announces each to screen readers. Errors stay until closed; others 6 s, 12 s with an action.
class ToastHost : public QWidget {
    Q_OBJECT
public:
    explicit ToastHost(QWidget* window);
    using QWidget::show;
    Toast* show(BadgeKind kind, const QString& text, const QString& action = {}, std::function<void()> act = {});
    QList<Toast*> toasts() const;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
};

}  // namespace steward::ui
