#include "views/reports/condition_editor.h"

#include <QVBoxLayout>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "views/reports/report_words.h"

namespace steward::views {
namespace {

using report::FieldType;
using report::Operator;

std::vector<Operator> operatorsOf(const report::Field& field) {
    switch (field.type) {
        case FieldType::enumeration:
            return {Operator::in, Operator::notIn};
        case FieldType::date:
        case FieldType::dateTime:
            return {Operator::last, Operator::greaterOrEqual, Operator::less, Operator::equal};
        case FieldType::text:
            return {Operator::contains, Operator::equal, Operator::notEqual, Operator::in, Operator::notIn};
        default:
            break;
    }
    return {Operator::greaterOrEqual, Operator::lessOrEqual, Operator::equal, Operator::notEqual};
}

}  // namespace

ConditionEditor::ConditionEditor(QWidget* anchor, const std::string& dataset,
                                 const std::optional<report::Condition>& condition)
    : ui::Popup(anchor),
      dataset_(dataset),
      field_(new ui::Select),
      operator_(new ui::Select),
      value_(new ui::LineField),
      hint_(new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary)) {
    setObjectName(QStringLiteral("conditionEditor"));
    field_->setObjectName(QStringLiteral("conditionField"));
    field_->setAccessibleName(tr("Field"));
    operator_->setObjectName(QStringLiteral("conditionOperator"));
    operator_->setAccessibleName(tr("Comparison"));
    value_->setObjectName(QStringLiteral("conditionValue"));
    value_->setAccessibleName(tr("Values"));
    value_->setMaxLength(1000);
    hint_->setWordWrap(true);
    auto* apply = new ui::Button(tr("Filter"), ui::ButtonVariant::primary);
    apply->setObjectName(QStringLiteral("conditionApply"));
    if (const auto* declared = report::findDataset(dataset_))
        for (const auto& field : declared->fields)
            field_->addItem(fieldTitle(dataset_, field.name), QString::fromStdString(field.name));
    for (QWidget* widget : std::initializer_list<QWidget*>{field_, operator_, value_, hint_, apply}) {
        widget->setMinimumWidth(260);
        content()->addWidget(widget);
    }
    if (condition) field_->setCurrentIndex(field_->findData(QString::fromStdString(condition->field)));
    showOperators();
    if (condition) {
        operator_->setCurrentIndex(operator_->findData(int(condition->op)));
        QStringList values;
        for (const auto& value : condition->values)
            values << QString::fromStdString(value);
        value_->setText(values.join(QStringLiteral(", ")));
        showHint();
    }
    connect(field_, &QComboBox::currentIndexChanged, this, &ConditionEditor::showOperators);
    connect(operator_, &QComboBox::currentIndexChanged, this, &ConditionEditor::showHint);
    connect(value_, &QLineEdit::textEdited, this, [this] { value_->setInvalid(false); });
    connect(value_, &QLineEdit::returnPressed, this, &ConditionEditor::accept);
    connect(apply, &QAbstractButton::clicked, this, &ConditionEditor::accept);
    connect(this, &ui::Popup::closed, this, &QObject::deleteLater);
    open();
    value_->setFocus(Qt::PopupFocusReason);
}

void ConditionEditor::showOperators() {
    operator_->clear();
    const auto* declared = report::findDataset(dataset_);
    const auto* field = declared ? declared->find(field_->currentData().toString().toStdString()) : nullptr;
    if (!field) return;
    for (const auto op : operatorsOf(*field))
        operator_->addItem(text(op), int(op));
    showHint();
}

void ConditionEditor::showHint() {
    const auto* declared = report::findDataset(dataset_);
    const auto* field = declared ? declared->find(field_->currentData().toString().toStdString()) : nullptr;
    if (!field) return;
    const auto op = Operator(operator_->currentData().toInt());
    QString hint;
    if (op == Operator::last)
        hint = tr("How many, up to and with the current one: 6");
    else if (!field->values.empty()) {
        QStringList values;
        for (const auto& value : field->values)
            values << QString::fromStdString(value);
        hint = tr("Any of: %1").arg(values.join(QStringLiteral(", ")));
    } else if (field->type == FieldType::date || field->type == FieldType::dateTime)
        hint = tr("A day: 2026-11-23");
    else if (op == Operator::in || op == Operator::notIn)
        hint = tr("Values with commas between them");
    hint_->setTone(ui::Tone::tertiary);
    hint_->setText(hint);
    hint_->setVisible(!hint.isEmpty());
}

void ConditionEditor::accept() {
    report::Condition condition;
    condition.field = field_->currentData().toString().toStdString();
    condition.op = Operator(operator_->currentData().toInt());
    const bool several = condition.op == Operator::in || condition.op == Operator::notIn;
    const QStringList parts =
        several ? value_->text().split(QLatin1Char(','), Qt::SkipEmptyParts) : QStringList{value_->text()};
    for (const QString& part : parts)
        if (!part.trimmed().isEmpty()) condition.values.push_back(part.trimmed().toStdString());
    report::Filter filter{{condition}};
    const auto* declared = report::findDataset(dataset_);
    Error problem;
    if (condition.values.empty()) {
        problem.message = tr("A value is missing.").toStdString();
    } else if (const auto parsed = report::parseFilter(report::spellFilter(filter)); !parsed) {
        problem = parsed.error();
    } else if (const auto sql = report::filterToSql(*parsed, declared->fields, sql::Dialect::sqlite, {}); !sql) {
        problem = sql.error();
    }
    if (!problem.message.empty()) {
        value_->setInvalid(true);
        hint_->setTone(ui::Tone::danger);
        hint_->setText(QString::fromStdString(problem.message));
        hint_->show();
        return;
    }
    Q_EMIT accepted(condition);
    close();
}

}  // namespace steward::views
