// Says on standard output that a window was painted and answers its user again.
#pragma once

#include <QEvent>
#include <QTimer>
#include <QWidget>
#include <cstdio>

namespace steward::bench {

inline void say(const char* what) {
    std::puts(what);
    std::fflush(stdout);
}

class OnScreen final : public QObject {
public:
    OnScreen(QWidget* window, const char* what) : QObject(window), what_(what) { window->installEventFilter(this); }

protected:
    bool eventFilter(QObject* window, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            window->removeEventFilter(this);
            QTimer::singleShot(0, this, [this] { say(what_); });
        }
        return false;
    }

private:
    const char* what_;
};

}  // namespace steward::bench
