#include "views/common/form_dialog.h"

#include <QBoxLayout>
#include <QLineEdit>

#include "ui/labels.h"
#include "ui/status.h"

namespace steward::views {

FormDialog::FormDialog(QWidget* window, const QString& title, const QString& submitText)
    : OverlayDialog(window, title),
      problem_(new ui::Text({}, ui::TextStyle::small, ui::Tone::danger)),
      submit_(new ui::Button(submitText, ui::ButtonVariant::primary)) {
    setPanelSize({520, 0});
    problem_->setWordWrap(true);
    problem_->setObjectName(QStringLiteral("formProblem"));
    problem_->hide();
    auto* cancel = new ui::Button(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("formCancel"));
    cancel->setButtonSize(ui::ButtonSize::large);
    submit_->setObjectName(QStringLiteral("formSubmit"));
    submit_->setButtonSize(ui::ButtonSize::large);
    footer()->addWidget(problem_, 1);
    footer()->addStretch();
    footer()->addWidget(cancel);
    footer()->addWidget(submit_);
    connect(cancel, &QAbstractButton::clicked, this, [this] { close(); });
    connect(submit_, &QAbstractButton::clicked, this, [this] {
        clearErrors();
        Q_EMIT submitted();
    });
    connect(this, &OverlayDialog::closed, this, &QObject::deleteLater);
}

ui::FormField* FormDialog::addField(const QString& path, const QString& label, QWidget* field, const QString& help) {
    auto* form = new ui::FormField(label, field, help);
    field->setObjectName(QStringLiteral("field.") + path.mid(1));
    fields_.insert(path, form);
    body()->addWidget(form);
    if (auto* line = qobject_cast<QLineEdit*>(field))
        connect(line, &QLineEdit::returnPressed, submit_, &QAbstractButton::click);
    return form;
}

void FormDialog::addRow(ui::FormField* left, ui::FormField* right) {
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    // An error under one of them moves none of the fields.
    row->addWidget(left, 1, Qt::AlignTop);
    row->addWidget(right, 1, Qt::AlignTop);
    body()->addLayout(row);
}

void FormDialog::setBusy(bool busy) {
    submit_->setBusy(busy, tr("Checking…"));
}

void FormDialog::clearErrors() {
    problem_->hide();
    for (ui::FormField* field : std::as_const(fields_))
        field->setError({});
}

void FormDialog::showNewer(const QString& text) {
    if (!newer_) {
        newer_ = new ui::Banner;
        newer_->setObjectName(QStringLiteral("formNewer"));
        auto* compare = newer_->addAction(tr("Compare"));
        compare->setObjectName(QStringLiteral("formCompare"));
        connect(compare, &QAbstractButton::clicked, submit_, &QAbstractButton::click);
        body()->insertWidget(0, newer_);
    }
    newer_->set(ui::BadgeKind::warn, QStringLiteral("people"), text);
}

void FormDialog::showError(const Error& error) {
    clearErrors();
    ui::FormField* first = nullptr;
    QStringList others;
    for (const FieldError& refused : error.fields) {
        // A plan's request carries the entity under "/patch".
        QString path = QString::fromStdString(refused.path);
        if (path.startsWith(QLatin1String("/patch"))) path = path.mid(6);
        ui::FormField* field = fields_.value(path, nullptr);
        if (!field) {
            others << path.mid(1) + QLatin1Char(' ') + QString::fromStdString(refused.message);
            continue;
        }
        field->setError(QString::fromStdString(refused.message));
        if (!first) first = field;
    }
    if (error.fields.empty()) others << QString::fromStdString(error.message);
    problem_->setText(others.join(QLatin1Char('\n')));
    problem_->setVisible(!others.isEmpty());
    if (first) first->field()->setFocus(Qt::OtherFocusReason);
}

}  // namespace steward::views
