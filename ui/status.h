// Small widgets that say how things are: connection, progress, limits, banners.
#pragma once

#include <QTime>
#include <QTimer>
#include <QWidget>
#include <functional>

#include "ui/theme.h"

namespace steward::ui {

class Button;
class Text;

enum class ConnectionState { live, reconnecting, offline };

// "Live", "Reconnecting…" (only after it took 2 s), "Offline since 09:12".
class ConnectionPill : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionPill(QWidget* parent = nullptr);
    void setState(ConnectionState state, const QTime& since = {});
    void setPatience(int milliseconds) { patience_ = milliseconds; }  // before "Reconnecting…" shows; 2,000
    ConnectionState shownState() const { return shown_; }
    QString text() const;
    QSize sizeHint() const override;

Q_SIGNALS:
    void stateShown();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showState(ConnectionState state);
    ConnectionState shown_ = ConnectionState::live;
    QTime since_;
    QTimer wait_;
    int patience_ = 2000;
};

// Turns while it is visible. Repaints 12 times a second, its own rectangle only.
class Spinner : public QWidget {
    Q_OBJECT
public:
    explicit Spinner(int size = 14, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {size_, size_}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int size_;
};

// Repaints `widget` while `turning()` and visible, for widgets that paint a spinner themselves. Owned by `widget`.
void keepTurning(QWidget* widget, std::function<bool()> turning);

// 4 px high by default. A negative share means "not known how much": a short part moves to and fro.
class ProgressBar : public QWidget {
    Q_OBJECT
public:
    explicit ProgressBar(QWidget* parent = nullptr, int height = 4);
    void setShare(double share);
    double share() const { return share_; }
    QSize sizeHint() const override { return {120, height_}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double share_ = 0;
    int height_;
};

// "Seats ▬▬▬▬ 412 of 500": amber from 90 %, red from 100 %. The numbers are always there as text.
class LimitBar : public QWidget {
    Q_OBJECT
public:
    explicit LimitBar(const QString& name, QWidget* parent = nullptr);
    void set(double used, double limit, const QString& text);
    QSize sizeHint() const override { return {240, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString name_, text_;
    double share_ = 0;
};

// A line of 36 px under the header of a page or window: offline, elevated, partial.
class Banner : public QWidget {
    Q_OBJECT
public:
    explicit Banner(BadgeKind kind = BadgeKind::warn, QWidget* parent = nullptr);
    // `lead` stands before the text, and stronger.
    void set(BadgeKind kind, const QString& icon, const QString& text, const QString& lead = {});
    // At the right: a countdown. Screen readers say `said` of it, and of the banner after its text, so that they are
    // not told of every second.
    void setRemark(const QString& text, const QString& said);
    Button* addAction(const QString& text);  // owned by the banner
    void setDismissible(bool dismissible);

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    BadgeKind kind_;
    QString icon_, said_;
    Text* lead_;
    Text* text_;
    Text* remark_;
    Button* close_;
};

}  // namespace steward::ui
