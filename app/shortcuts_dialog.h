// Every command with its keys, which can be changed here: press the keys' button, then the new keys. Delete takes them
// away, Esc leaves them. Who has them already is said before they are taken from it.
#pragma once

#include <QKeySequenceEdit>
#include <QPointer>

#include "app/shortcuts.h"
#include "ui/overlay.h"

class QGridLayout;

namespace steward::ui {
class Button;
class LineField;
}  // namespace steward::ui

namespace steward::app {

// Takes the keys that are pressed, whatever they do elsewhere.
class KeyField : public QKeySequenceEdit {
    Q_OBJECT
public:
    using QKeySequenceEdit::QKeySequenceEdit;

Q_SIGNALS:
    void given(const QKeySequence& keys);  // empty: none
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
};

class ShortcutsDialog : public ui::OverlayDialog {
    Q_OBJECT
public:
    // `shortcuts` outlives the dialog. `pageTitle`: of a page by its id.
    ShortcutsDialog(QWidget* window, Shortcuts& shortcuts, std::function<QString(const QString&)> pageTitle);

private:
    void fill();
    void addRow(const Shortcuts::Command& command);
    void record(const QString& name, ui::Button* button);
    void take(const QString& name, const QKeySequence& keys);
    void say(const QString& text);

    Shortcuts& shortcuts_;
    std::function<QString(const QString&)> pageTitle_;
    ui::LineField* search_;
    QWidget* rows_ = nullptr;
    QGridLayout* grid_ = nullptr;
    QVBoxLayout* place_;
    ui::Text* problem_;
    ui::Button* takeOver_;
    std::function<void()> wanted_;
    QPointer<KeyField> recording_;
};

}  // namespace steward::app
