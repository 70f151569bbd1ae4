// The focus ring: 2 px, 1 px outside the control, only while the keyboard moved the focus there (not after a click).
// Theme installs one FocusRing for the program. It serves buttons, combo boxes and every widget with the dynamic
// property "focusRing"; fields and views show focus themselves and ask keyboardFocus().
#pragma once

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

namespace steward::ui {

// True while the last thing the user touched was the keyboard.
bool keyboardFocus();

class FocusRing : public QObject {
    Q_OBJECT
public:
    explicit FocusRing(QObject* parent);
    ~FocusRing() override;
    static FocusRing* instance();
    QWidget* shownOn() const;  // the widget that wears the ring, or null
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(QWidget* widget);
    void hide();
    QPointer<QFocusFrame> frame_;
};

// A ring that stays on `widget`, for the component sheet.
QFocusFrame* pinFocusRing(QWidget* widget);

}  // namespace steward::ui
