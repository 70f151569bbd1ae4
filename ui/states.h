// What a view shows when it has nothing to show yet, nothing at all, or could not get it. Never a blank page.
#pragma once

#include <QTimer>
#include <QWidget>

#include "base/error.h"
#include "ui/buttons.h"

class QHBoxLayout;
class QStackedLayout;

namespace steward::ui {

class Text;
class ProgressBar;

// Icon, what is (not) there, why, and one or two things to do about it.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(const QString& icon = {}, const QString& title = {}, const QString& text = {},
                        QWidget* parent = nullptr);
    void set(const QString& icon, const QString& title, const QString& text);
    void setIconSize(int size);  // 32
    Button* addAction(const QString& text, ButtonVariant variant = ButtonVariant::secondary);
    void clearActions();

private:
    QString icon_;
    QWidget* picture_;
    Text* title_;
    Text* text_;
    QHBoxLayout* actions_;
};

// A card: message, code and id, Retry, and the detail for operators behind "Show details" (selectable).
class ErrorState : public QWidget {
    Q_OBJECT
public:
    explicit ErrorState(QWidget* parent = nullptr);
    // `title` says what failed ("Could not load invoices"); without it the message is the title.
    // `code` is shown before the id ("503 · req_8c1f"); by default the error's code by name.
    void set(const Error& error, const QString& title = {}, const QString& code = {});
    Button* retryButton() const { return retry_; }

Q_SIGNALS:
    void retried();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Text* title_;
    Text* code_;
    Text* message_;
    Text* detail_;
    Button* retry_;
    Button* more_;
};

// Grey shapes of rows to come.
class Skeleton : public QWidget {
    Q_OBJECT
public:
    explicit Skeleton(int rowHeight = 36, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight_;
};

// Shows one of content, skeleton, empty and error. While it loads again the old content stays, under a 2 px bar.
class StateStack : public QWidget {
    Q_OBJECT
public:
    explicit StateStack(QWidget* content, QWidget* parent = nullptr);
    enum class State { content, loading, empty, error };
    State state() const { return state_; }
    void showLoading();  // content, if it was shown before, stays; else the skeleton, after 150 ms
    void showContent();
    void showEmpty(const QString& icon, const QString& title, const QString& text);
    void showError(const Error& error, const QString& title = {});
    EmptyState* empty() const { return empty_; }
    ErrorState* error() const { return error_; }
    void setSkeleton(QWidget* skeleton);  // instead of rows
    bool isRefreshing() const { return refreshing_; }

Q_SIGNALS:
    void retried();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showPage(State state);
    void setRefreshing(bool refreshing);
    QStackedLayout* stack_;
    QWidget* content_;
    QWidget* skeleton_;
    QWidget* blank_;
    EmptyState* empty_;
    ErrorState* error_;
    ProgressBar* bar_;
    QTimer patience_;
    State state_ = State::content;
    bool refreshing_ = false;
    bool hadContent_ = false;
};

}  // namespace steward::ui
