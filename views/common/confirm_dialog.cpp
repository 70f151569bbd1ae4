#include "views/common/confirm_dialog.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

struct ConfirmWords {
    Q_DECLARE_TR_FUNCTIONS(ConfirmWords)
};

ui::OverlayDialog* makeDialog(QWidget* window, const QString& title, const QString& text, const QString& name) {
    auto* dialog = new ui::OverlayDialog(window, title);
    dialog->setObjectName(name);
    dialog->setPanelSize({480, 0});
    auto* words = new ui::Text(text, ui::TextStyle::body, ui::Tone::secondary);
    words->setObjectName(name + u"Text"_s);
    words->setWordWrap(true);
    dialog->body()->addWidget(words);
    QObject::connect(dialog, &ui::OverlayDialog::closed, dialog, &QObject::deleteLater);
    return dialog;
}

ui::Button* addButton(ui::OverlayDialog* dialog, const QString& text, const QString& name,
                      ui::ButtonVariant variant = ui::ButtonVariant::secondary) {
    auto* button = new ui::Button(text, variant);
    button->setObjectName(name);
    button->setButtonSize(ui::ButtonSize::large);
    dialog->footer()->addWidget(button);
    return button;
}

}  // namespace

void confirmFirst(QWidget* window, const QString& title, const QString& text, const QString& verb,
                  std::function<void()> then, std::function<void()> otherwise) {
    auto* dialog = makeDialog(window, title, text, u"confirmDialog"_s);
    dialog->footer()->addStretch();
    auto* cancel = addButton(dialog, ConfirmWords::tr("Cancel"), u"confirmCancel"_s);
    auto* yes = addButton(dialog, verb, u"confirmYes"_s, ui::ButtonVariant::danger);
    QObject::connect(cancel, &QAbstractButton::clicked, dialog, [dialog] { dialog->close(); });
    QObject::connect(yes, &QAbstractButton::clicked, dialog, [dialog] { dialog->close(1); });
    QObject::connect(dialog, &ui::OverlayDialog::closed, dialog,
                     [then = std::move(then), otherwise = std::move(otherwise)](int result) {
                         if (result == 1)
                             then();
                         else if (otherwise)
                             otherwise();
                     });
    dialog->open(cancel);
}

void showOnce(QWidget* window, const QString& title, const QString& text, const QString& secret) {
    auto* dialog = makeDialog(window, title, text, u"onceDialog"_s);
    dialog->setDismissible(false);
    auto* field = new ui::LineField;
    field->setObjectName(u"onceSecret"_s);
    field->setAccessibleName(title);
    field->setLarge(true);
    field->setReadOnly(true);
    field->setFont(ui::Theme::current().font(ui::TextStyle::mono));
    field->setText(secret);
    field->setCursorPosition(0);
    dialog->body()->addSpacing(8);
    dialog->body()->addWidget(field);
    auto* note = new ui::Text(ConfirmWords::tr("It is shown this once and cannot be shown again."),
                              ui::TextStyle::small, ui::Tone::warning);
    dialog->body()->addWidget(note);
    dialog->footer()->addStretch();
    auto* copy = addButton(dialog, ConfirmWords::tr("Copy"), u"onceCopy"_s, ui::ButtonVariant::primary);
    copy->setIconName(u"files"_s);
    auto* done = addButton(dialog, ConfirmWords::tr("Done"), u"onceDone"_s);
    QObject::connect(copy, &QAbstractButton::clicked, dialog, [copy, secret] {
        QGuiApplication::clipboard()->setText(secret);
        copy->setText(ConfirmWords::tr("Copied"));
    });
    QObject::connect(done, &QAbstractButton::clicked, dialog, [dialog] { dialog->close(1); });
    dialog->open(copy);
}

}  // namespace steward::views
