// Buttons, switch and segments. All are reached with Tab and pressed with Space (buttons also with Enter).
#pragma once

#include <QAbstractButton>
#include <QButtonGroup>
#include <QPushButton>

#include "ui/theme.h"

namespace steward::ui {

enum class ButtonVariant { secondary, primary, ghost, danger, dangerOutline, link };
enum class ButtonSize { normal, large, small };  // 28, 32 in dialogs and forms, 24 inline

class Button : public QPushButton {
    Q_OBJECT
public:
    explicit Button(const QString& text = {}, ButtonVariant variant = ButtonVariant::secondary,
                    QWidget* parent = nullptr);
    void setVariant(ButtonVariant variant);
    ButtonVariant variant() const { return variant_; }
    void setButtonSize(ButtonSize size);
    void setIconName(const QString& name);      // left of the text, or alone
    void setTrailingIcon(const QString& name);  // right of the text, small: "chevron-down"
    // While busy it shows a spinner, says `text` ("Saving…") and cannot be pressed, but keeps the focus.
    void setBusy(bool busy, const QString& text = {});
    bool isBusy() const { return busy_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    bool hitButton(const QPoint& position) const override { return !busy_ && QPushButton::hitButton(position); }
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Look;
    Look look() const;
    QString shownText() const;

    ButtonVariant variant_;
    ButtonSize size_ = ButtonSize::normal;
    QString icon_, trailing_, restText_, busyText_;
    bool busy_ = false;
};

// A square ghost button that only has an icon; `name` is its accessible name and tooltip.
Button* iconButton(const QString& icon, const QString& name, QWidget* parent = nullptr);

// On or off at once, no Apply. Text at the right. `live` is green when on.
class Switch : public QAbstractButton {
    Q_OBJECT
public:
    explicit Switch(const QString& text = {}, QWidget* parent = nullptr);
    void setLive(bool live);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool live_ = false;
};

// One of a few: left and right move the choice.
class SegmentedControl : public QWidget {
    Q_OBJECT
public:
    explicit SegmentedControl(QWidget* parent = nullptr);
    // Adds at the end; the first one is chosen. With an icon and no text, `name` is what screen readers say.
    int addSegment(const QString& text, const QString& icon = {}, const QString& name = {});
    int current() const { return group_.checkedId(); }
    void setCurrent(int index);
    QAbstractButton* segment(int index) const { return group_.button(index); }

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QButtonGroup group_;
};

enum class ChipLook { plain, accent, success, neutral };

// A filter: "Plan Scale ×". Click or Enter edits it, × or Delete removes it.
class Chip : public QAbstractButton {
    Q_OBJECT
public:
    Chip(const QString& key, const QString& value, QWidget* parent = nullptr);
    static Chip* adder(const QString& text, QWidget* parent = nullptr);  // dashed, with a plus
    // On or off, without a cross: checkable, filled and with a tick while it is on.
    static Chip* toggle(const QString& text, QWidget* parent = nullptr);
    void setLook(ChipLook look);  // all but plain are filled: what it says is in force
    void setActive(bool active) { setLook(active ? ChipLook::accent : ChipLook::plain); }
    void setGrip(bool grip);  // dots at its left: it can be dragged
    void setValue(const QString& value);
    QSize sizeHint() const override;

Q_SIGNALS:
    void removed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect crossRect() const;
    int textLeft() const;
    QString key_, value_;
    ChipLook look_ = ChipLook::plain;
    bool grip_ = false, adds_ = false, toggles_ = false;
};

}  // namespace steward::ui
