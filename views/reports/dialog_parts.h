// What dialogs about reports are made of. Private to this room.
#pragma once

#include <QCoreApplication>
#include <QVBoxLayout>

#include "base/error.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/overlay.h"

namespace steward::views {

struct ReportDialogs {
    Q_DECLARE_TR_FUNCTIONS(ReportDialogs)
};

// Deletes itself after it closed.
inline ui::OverlayDialog* makeDialog(QWidget* window, const QString& title, const QString& name, QSize size) {
    auto* dialog = new ui::OverlayDialog(window, title);
    dialog->setObjectName(name);
    dialog->setPanelSize(size);
    dialog->footer()->addStretch();
    QObject::connect(dialog, &ui::OverlayDialog::closed, dialog, &QObject::deleteLater);
    return dialog;
}

inline ui::Button* addButton(ui::OverlayDialog* dialog, const QString& text, const QString& name,
                             ui::ButtonVariant variant = ui::ButtonVariant::secondary) {
    auto* button = new ui::Button(text, variant);
    button->setObjectName(name);
    button->setButtonSize(ui::ButtonSize::large);
    dialog->footer()->addWidget(button);
    return button;
}

inline void closeBy(ui::OverlayDialog* dialog, ui::Button* button) {
    QObject::connect(button, &QAbstractButton::clicked, dialog, [dialog] { dialog->close(); });
}

inline ui::LineField* line(const QString& text, int most = 200) {
    auto* field = new ui::LineField;
    field->setLarge(true);
    field->setText(text);
    field->setMaxLength(most);
    return field;
}

inline ui::Select* select() {
    auto* field = new ui::Select;
    field->setLarge(true);
    return field;
}

inline Error wrong(const char* path, const QString& why) {
    return {ErrorCode::invalid, {}, {}, {}, {{path, why.toStdString()}}};
}

}  // namespace steward::views
