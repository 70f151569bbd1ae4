#include "views/reports/condition_editor.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "views/common/words.h"
#include "views/reports/report_words.h"

namespace steward::views {
namespace {

using report::Bucket;
using report::FieldType;
using report::Operator;

std::vector<Operator> operatorsOf(const report::Field& field) {
    switch (field.type) {
        case FieldType::enumeration:
            return {Operator::in, Operator::notIn, Operator::isNull, Operator::isNotNull};
        case FieldType::date:
        case FieldType::dateTime:
            return {Operator::last, Operator::current, Operator::previous, Operator::greaterOrEqual,
                    Operator::less, Operator::equal,   Operator::isNull,   Operator::isNotNull};
        case FieldType::text:
            if (field.role == report::Role::filter) return {Operator::contains};
            return {Operator::contains, Operator::equal,  Operator::notEqual, Operator::in,
                    Operator::notIn,    Operator::isNull, Operator::isNotNull};
        case FieldType::boolean:
            return {Operator::equal, Operator::isNull, Operator::isNotNull};
        default:
            break;
    }
    return {Operator::greaterOrEqual, Operator::lessOrEqual, Operator::greater, Operator::less,   Operator::equal,
            Operator::notEqual,       Operator::in,          Operator::notIn,   Operator::isNull, Operator::isNotNull};
}

bool isRelative(Operator op) {
    return op == Operator::last || op == Operator::current || op == Operator::previous;
}

bool hasValue(Operator op) {
    return op != Operator::isNull && op != Operator::isNotNull && op != Operator::current;
}

bool isList(Operator op) {
    return op == Operator::in || op == Operator::notIn;
}

}  // namespace

ConditionEditor::ConditionEditor(QWidget* anchor, const models::ReportBuilder& builder,
                                 const std::optional<report::Condition>& condition, const std::string& field)
    : ui::Popup(anchor),
      builder_(builder),
      field_(new ui::Select),
      operator_(new ui::Select),
      value_(new ui::LineField),
      unit_(new ui::Select),
      hint_(new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary)) {
    setObjectName(QStringLiteral("conditionEditor"));
    field_->setObjectName(QStringLiteral("conditionField"));
    field_->setAccessibleName(tr("Field"));
    operator_->setObjectName(QStringLiteral("conditionOperator"));
    operator_->setAccessibleName(tr("Comparison"));
    value_->setObjectName(QStringLiteral("conditionValue"));
    value_->setAccessibleName(tr("Values"));
    value_->setMaxLength(20'000);
    unit_->setObjectName(QStringLiteral("conditionUnit"));
    unit_->setAccessibleName(tr("Unit"));
    hint_->setWordWrap(true);
    auto* other = new ui::Button(tr("Or another…"), ui::ButtonVariant::link);
    other->setObjectName(QStringLiteral("conditionOr"));
    auto* apply = new ui::Button(tr("Filter"), ui::ButtonVariant::primary);
    apply->setObjectName(QStringLiteral("conditionApply"));
    for (const auto& known : builder_.fields().fields)
        field_->addItem(fieldTitle(builder_.definition(), known.name), QString::fromStdString(known.name));
    for (QWidget* widget : std::initializer_list<QWidget*>{field_, operator_, value_, unit_, hint_}) {
        widget->setMinimumWidth(280);
        content()->addWidget(widget);
    }
    auto* row = new QHBoxLayout;
    row->addWidget(other);
    row->addStretch();
    row->addWidget(apply);
    content()->addLayout(row);
    if (const auto& chosen = condition ? condition->field : field; !chosen.empty())
        field_->setCurrentIndex(std::max(0, field_->findData(QString::fromStdString(chosen))));
    showOperators();
    if (condition) {
        operator_->setCurrentIndex(std::max(0, operator_->findData(int(condition->op))));
        QStringList values;
        for (const auto& value : condition->values)
            values << QString::fromStdString(value);
        value_->setText(values.join(QStringLiteral(", ")));
        showHint();
        if (condition->unit != Bucket::none) unit_->setCurrentIndex(unit_->findData(int(condition->unit)));
    }
    connect(field_, &QComboBox::currentIndexChanged, this, &ConditionEditor::showOperators);
    connect(operator_, &QComboBox::currentIndexChanged, this, &ConditionEditor::showHint);
    connect(value_, &QLineEdit::textEdited, this, [this] { value_->setInvalid(false); });
    const auto accept = [this] {
        const auto made = this->made();
        if (!made) return;
        Q_EMIT accepted(*made);
        close();
    };
    connect(value_, &QLineEdit::returnPressed, this, accept);
    connect(apply, &QAbstractButton::clicked, this, accept);
    connect(other, &QAbstractButton::clicked, this, [this] {
        const auto made = this->made();
        if (!made) return;
        close();
        Q_EMIT otherAsked(*made);
    });
    connect(this, &ui::Popup::closed, this, &QObject::deleteLater);
    open();
    if (value_->isVisibleTo(this))
        value_->setFocus(Qt::PopupFocusReason);
    else
        operator_->setFocus(Qt::PopupFocusReason);
}

const report::Field* ConditionEditor::field() const {
    return builder_.field(field_->currentData().toString().toStdString());
}

Operator ConditionEditor::op() const {
    return Operator(operator_->currentData().toInt());
}

void ConditionEditor::showOperators() {
    operator_->clear();
    const auto* chosen = field();
    if (!chosen) return;
    for (const auto op : operatorsOf(*chosen))
        operator_->addItem(text(op), int(op));
    unit_->clear();
    const bool isDate = chosen->type == FieldType::date;
    for (const auto bucket :
         {Bucket::minute, Bucket::hour, Bucket::day, Bucket::week, Bucket::month, Bucket::quarter, Bucket::year})
        if (!isDate || bucket >= std::max(chosen->grain, Bucket::day)) unit_->addItem(text(bucket), int(bucket));
    if (isDate) unit_->setCurrentIndex(unit_->findData(int(std::max(chosen->grain, Bucket::day))));
    if (!isDate) unit_->setCurrentIndex(std::max(0, unit_->findData(int(Bucket::day))));
    showHint();
}

void ConditionEditor::showHint() {
    const auto* chosen = field();
    if (!chosen || operator_->count() == 0) return;
    const auto op = this->op();
    QString hint;
    if (op == Operator::last)
        hint = tr("How many, up to and with the current one: 6");
    else if (op == Operator::previous)
        hint = tr("How many whole ones before the current one: 3");
    else if (op == Operator::current)
        hint = tr("From the beginning of the current one");
    else if (!chosen->values.empty() && hasValue(op)) {
        QStringList values;
        for (const auto& value : chosen->values)
            values << QString::fromStdString(value);
        hint = tr("Any of: %1").arg(values.join(QStringLiteral(", ")));
    } else if (hasValue(op) && (chosen->type == FieldType::date || chosen->type == FieldType::dateTime))
        hint = tr("A day: 2026-11-23");
    else if (isList(op))
        hint = tr("Values with commas between them");
    if (hasValue(op) && !isRelative(op) && !builder_.definition().parameters.empty()) {
        QStringList names;
        for (const auto& parameter : builder_.definition().parameters)
            names << QLatin1Char('$') + QString::fromStdString(parameter.name);
        hint += (hint.isEmpty() ? QString() : QStringLiteral(". ")) +
                tr("Or a parameter: %1").arg(names.join(QStringLiteral(", ")));
    }
    value_->setVisible(hasValue(op));
    unit_->setVisible(isRelative(op));
    value_->setInvalid(false);
    hint_->setTone(ui::Tone::tertiary);
    hint_->setText(hint);
    hint_->setVisible(!hint.isEmpty());
}

std::optional<report::Condition> ConditionEditor::made() {
    report::Condition condition;
    condition.field = field_->currentData().toString().toStdString();
    condition.op = op();
    if (isRelative(condition.op)) condition.unit = Bucket(unit_->currentData().toInt());
    if (hasValue(condition.op)) {
        const QStringList parts = isList(condition.op) ? value_->text().split(QLatin1Char(','), Qt::SkipEmptyParts)
                                                       : QStringList{value_->text()};
        for (const QString& part : parts) {
            const QString value = part.trimmed();
            if (value.isEmpty()) continue;
            const bool isParameter = std::ranges::any_of(builder_.definition().parameters, [&](const auto& one) {
                return value == QLatin1Char('$') + QString::fromStdString(one.name);
            });
            if (isParameter) condition.references.push_back(condition.values.size());
            condition.values.push_back(value.toStdString());
        }
    }
    std::optional<Error> problem;
    if (hasValue(condition.op) && condition.values.empty())
        problem = Error{ErrorCode::invalid, tr("A value is missing.").toStdString(), {}, {}, {}};
    else
        problem = builder_.filterProblem(report::spellFilter({{condition}}));
    if (!problem) return condition;
    value_->setInvalid(true);
    hint_->setTone(ui::Tone::danger);
    hint_->setText(QString::fromStdString(problem->detail.empty() ? problem->message : problem->detail));
    hint_->show();
    return std::nullopt;
}

}  // namespace steward::views
