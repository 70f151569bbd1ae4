#include "views/common/filter_editor.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QRegularExpressionValidator>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::Clause;
using models::Comparison;
using Kind = FilterField::Kind;

namespace {

QString comparisonText(Comparison comparison) {
    switch (comparison) {
        case Comparison::is:
            return FilterEditor::tr("is");
        case Comparison::isNot:
            return FilterEditor::tr("is not");
        case Comparison::atLeast:
            return FilterEditor::tr("is at least");
        case Comparison::atMost:
            return FilterEditor::tr("is at most");
        case Comparison::contains:
            return FilterEditor::tr("contains");
    }
    return {};
}

QList<Comparison> comparisonsOf(Kind kind) {
    switch (kind) {
        case Kind::choice:
            return {Comparison::is, Comparison::isNot};
        case Kind::number:
            return {Comparison::atLeast, Comparison::atMost};
        case Kind::text:
            return {Comparison::contains, Comparison::is};
    }
    return {};
}

}  // namespace

FilterEditor::FilterEditor(QWidget* anchor, const QList<FilterField>& fields, const std::optional<Clause>& clause)
    : Popup(anchor), fields_(fields), before_(clause.value_or(Clause{fields.first().name, Comparison::is, {}})) {
    setObjectName(u"filterEditor"_s);
    setAccessibleName(clause ? tr("Change the filter") : tr("Add a filter"));
    field_ = new ui::Select;
    field_->setObjectName(u"filterField"_s);
    field_->setAccessibleName(tr("Field"));
    field_->setMinimumWidth(220);
    for (const FilterField& field : fields_)
        field_->addItem(fieldText(field.name), field.name);
    comparison_ = new ui::Select;
    comparison_->setObjectName(u"filterComparison"_s);
    comparison_->setAccessibleName(tr("Comparison"));
    place_ = new QVBoxLayout;
    apply_ = new ui::Button(clause ? tr("Change filter") : tr("Add filter"), ui::ButtonVariant::primary);
    apply_->setObjectName(u"filterApply"_s);
    auto* form = new QVBoxLayout;
    form->setContentsMargins(12, 12, 12, 12);
    form->setSpacing(8);
    form->addWidget(field_);
    form->addWidget(comparison_);
    form->addLayout(place_);
    form->addWidget(apply_, 0, Qt::AlignRight);
    content()->addLayout(form);
    field_->setCurrentIndex(std::max(0, field_->findData(before_.field)));
    connect(field_, &QComboBox::currentIndexChanged, this, &FilterEditor::showField);
    connect(apply_, &QAbstractButton::clicked, this, &FilterEditor::accept);
    connect(this, &Popup::closed, this, &QObject::deleteLater);
    showField();
}

void FilterEditor::showField() {
    const FilterField& field = fields_[field_->currentIndex()];
    const bool same = field.name == before_.field;
    comparison_->clear();
    for (const Comparison comparison : comparisonsOf(field.kind))
        comparison_->addItem(comparisonText(comparison), int(comparison));
    if (same) comparison_->setCurrentIndex(std::max(0, comparison_->findData(int(before_.comparison))));
    delete values_;
    values_ = new QWidget;
    auto* layout = new QVBoxLayout(values_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    if (field.kind == Kind::choice) {
        for (const QString& choice : field.choices) {
            auto* box = new QCheckBox(views::valueText(field.name, choice));
            box->setObjectName(u"filterValue."_s + choice);
            box->setProperty("value", choice);
            box->setChecked(same && before_.values.contains(choice));
            layout->addWidget(box);
        }
    } else {
        auto* line = new ui::LineField;
        line->setObjectName(u"filterValue"_s);
        line->setAccessibleName(tr("Value"));
        if (field.kind == Kind::number)
            line->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[0-9]{1,12}"_s), line));
        if (same) line->setText(before_.values.value(0));
        connect(line, &QLineEdit::returnPressed, this, &FilterEditor::accept);
        layout->addWidget(line);
    }
    place_->addWidget(values_);
    adjustSize();
}

Clause FilterEditor::clause() const {
    Clause clause{field_->currentData().toString(), Comparison(comparison_->currentData().toInt()), {}};
    for (const QCheckBox* box : values_->findChildren<QCheckBox*>())
        if (box->isChecked()) clause.values << box->property("value").toString();
    for (const auto* line : values_->findChildren<QLineEdit*>())
        if (!line->text().trimmed().isEmpty()) clause.values << line->text().trimmed();
    return clause;
}

void FilterEditor::accept() {
    const Clause made = clause();
    if (made.values.isEmpty()) return;
    Q_EMIT accepted(made);
    close();
}

QString FilterEditor::valueText(const Clause& clause) {
    QStringList values;
    for (const QString& value : clause.values)
        values << views::valueText(clause.field, value);
    const QString all = values.join(u", "_s);
    switch (clause.comparison) {
        case Comparison::is:
            return all;
        case Comparison::isNot:
            return tr("not %1").arg(all);
        case Comparison::atLeast:
            return tr("at least %1").arg(all);
        case Comparison::atMost:
            return tr("at most %1").arg(all);
        case Comparison::contains:
            return tr("contains %1").arg(all);
    }
    return all;
}

}  // namespace steward::views
