// Things above the page that live inside the window, so that they are right on X11 and Wayland alike.
#pragma once

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace steward::ui {

class Text;

// A dialog over a scrim that covers `window` from y 28: the environment bar is never hidden. It traps the focus, gives
// it back when it closes, closes with Esc, and is a dialog to screen readers. Enter presses nothing by itself.
// It is deleted by its parent; close() hides it, and open() shows it again.
class OverlayDialog : public QWidget {
    Q_OBJECT
public:
    OverlayDialog(QWidget* window, const QString& title);
    // The dialog's content area, between title row and footer, without margins of its own beyond 16 px at the sides.
    QVBoxLayout* body() const { return body_; }
    // Right-aligned row of buttons at the bottom; hidden while empty.
    QHBoxLayout* footer() const { return footer_; }
    QWidget* panel() const { return panel_; }
    void setTitle(const QString& title);
    void setHeader(bool shown);             // false: no title row (command palette)
    void setPanelSize(const QSize& size);   // wished; shrinks with the window. Height 0: that of the content, always
    void setPanelTop(int y);                // from the top of the window; -1 centres
    void setDismissible(bool dismissible);  // by Esc, × and a click on the scrim
    void open(QWidget* firstFocus = nullptr);
    void close(int result = 0);
    bool isOpen() const { return isVisible(); }

Q_SIGNALS:
    void opened();
    void closed(int result);  // what was given to close(); 0 for Esc, × and scrim

protected:
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    QWidget* panel_;
    QWidget* header_;
    Text* title_;
    QVBoxLayout* body_;
    QHBoxLayout* footer_;
    QPointer<QWidget> before_;
    QSize size_{480, 0};
    int top_ = -1;
    bool dismissible_ = true;
};

// A small panel with a shadow under (or over) `anchor`, inside the window that this is in when it opens; it goes with
// the anchor. A click elsewhere or Esc closes it and gives the focus back. Put widgets into content().
class Popup : public QWidget {
    Q_OBJECT
public:
    explicit Popup(QWidget* anchor);
    QVBoxLayout* content() const { return content_; }
    void open(Qt::Alignment side = Qt::AlignLeft);  // which edge of the anchor it aligns with
    void close();

Q_SIGNALS:
    void closed();

protected:
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QPointer<QWidget> anchor_;
    QPointer<QWidget> before_;
    QVBoxLayout* content_;
};

// Moves the focus inside `root` and never out of it. For widgets that override focusNextPrevChild.
bool cycleFocus(QWidget* root, bool next);
// To `before`; when that is no longer shown, to a list around it, or else to what comes first there.
void giveFocusBack(QWidget* before);

}  // namespace steward::ui
