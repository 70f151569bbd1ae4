// A dialog with fields and one button that goes on. Errors of the platform stand at the field they are about, others
// above the buttons. It deletes itself after it closed. Enter in a one-line field is the same as the button: what
// follows is a preview, nothing is changed here.
#pragma once

#include <QHash>

#include "base/error.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/overlay.h"

namespace steward::ui {
class Banner;
class Text;
}  // namespace steward::ui

namespace steward::views {

class FormDialog : public ui::OverlayDialog {
    Q_OBJECT
public:
    FormDialog(QWidget* window, const QString& title, const QString& submitText);
    // `path`: the JSON pointer that the platform names the field by ("/name"). The object name becomes "field.name".
    ui::FormField* addField(const QString& path, const QString& label, QWidget* field, const QString& help = {});
    // Two fields side by side.
    void addRow(ui::FormField* left, ui::FormField* right);
    ui::Button* submitButton() const { return submit_; }
    void setBusy(bool busy);
    void showError(const Error& error);
    void clearErrors();
    // Somebody saved what this form is about: "Ines Moreau saved this a moment ago." With a button that compares, which
    // is the same as submitting.
    void showNewer(const QString& text);

Q_SIGNALS:
    void submitted();

private:
    QHash<QString, ui::FormField*> fields_;
    ui::Banner* newer_ = nullptr;
    ui::Text* problem_;
    ui::Button* submit_;
};

}  // namespace steward::views
