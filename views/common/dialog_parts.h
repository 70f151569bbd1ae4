// What small dialogs are made of: a title, a body, buttons in the footer. GUI thread.
#pragma once

#include <QBoxLayout>
#include <utility>

#include "ui/buttons.h"
#include "ui/overlay.h"

namespace steward::views {

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

// First it closes, then it acts: what is done may open another one.
template <class Act>
void closeWith(ui::OverlayDialog* dialog, ui::Button* button, Act act) {
    QObject::connect(button, &QAbstractButton::clicked, dialog, [dialog, act = std::move(act)] {
        dialog->close(1);
        act();
    });
}

}  // namespace steward::views
