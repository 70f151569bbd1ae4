#include "views/common/filter_editor.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDate>
#include <QRegularExpressionValidator>
#include <QScrollArea>

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
        case Comparison::last:
            return FilterEditor::tr("is in the last");
    }
    return {};
}

QList<Comparison> comparisonsOf(Kind kind) {
    switch (kind) {
        case Kind::choice:
        case Kind::found:
            return {Comparison::is, Comparison::isNot};
        case Kind::moment:
            return {Comparison::last, Comparison::atLeast, Comparison::atMost};
        case Kind::number:
            return {Comparison::atLeast, Comparison::atMost};
        case Kind::text:
            return {Comparison::contains, Comparison::is};
    }
    return {};
}

// "7 day" as people say it.
QString spanText(const QString& span) {
    const int number = span.section(u' ', 0, 0).toInt();
    const QString unit = span.section(u' ', 1);
    if (unit == "week"_L1) return FilterEditor::tr("%n week(s)", nullptr, number);
    if (unit == "month"_L1) return FilterEditor::tr("%n month(s)", nullptr, number);
    if (unit == "quarter"_L1) return FilterEditor::tr("%n quarter(s)", nullptr, number);
    if (unit == "year"_L1) return FilterEditor::tr("%n year(s)", nullptr, number);
    return FilterEditor::tr("%n day(s)", nullptr, number);
}

constexpr int manyChoices = 10;

}  // namespace

FilterEditor::FilterEditor(QWidget* anchor, const QList<FilterField>& fields, const std::optional<Clause>& clause,
                           Count count, const QString& field)
    : Popup(anchor),
      fields_(fields),
      count_(std::move(count)),
      before_(clause.value_or(Clause{field.isEmpty() ? fields.first().name : field, Comparison::is, {}})) {
    setObjectName(u"filterEditor"_s);
    setAccessibleName(clause ? tr("Change the filter") : tr("Add a filter"));
    field_ = new ui::Select;
    field_->setObjectName(u"filterField"_s);
    field_->setAccessibleName(tr("Field"));
    field_->setMinimumWidth(220);
    for (const FilterField& offered : fields_)
        field_->addItem(fieldText(offered.name), offered.name);
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
    connect(comparison_, &QComboBox::activated, this, [this] {
        if (fields_[field_->currentIndex()].kind == Kind::moment) showValues();
    });
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
    showValues();
}

void FilterEditor::showValues() {
    const FilterField& field = fields_[field_->currentIndex()];
    counting_.drop();
    choices_ = nullptr;
    delete values_;
    const bool isSpan = Comparison(comparison_->currentData().toInt()) == Comparison::last;
    if (field.kind == Kind::choice || field.kind == Kind::found)
        values_ = makeChoices(field);
    else
        values_ = field.kind == Kind::moment && isSpan ? makeSpans() : makeLine(field);
    place_->addWidget(values_);
    if (choices_) count(field);
    adjustSize();
}

QWidget* FilterEditor::makeChoices(const FilterField& field) {
    auto* box = new QWidget;
    choices_ = new QVBoxLayout(box);
    choices_->setContentsMargins(0, 0, 0, 0);
    choices_->setSpacing(6);
    for (const QString& choice : field.choices)
        addChoice(field.name, choice, {});
    if (field.kind == Kind::choice) return box;
    for (const QString& value : before_.field == field.name ? before_.values : QStringList())
        addChoice(field.name, value, {});
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(box);
    area->setFixedHeight(manyChoices * 26);
    return area;
}

void FilterEditor::addChoice(const QString& field, const QString& value, const QString& count) {
    const QString name = u"filterValue."_s + value;
    auto* box = choices_->parentWidget()->findChild<QCheckBox*>(name);
    if (!box) {
        box = new QCheckBox;
        box->setObjectName(name);
        box->setProperty("value", value);
        box->setChecked(before_.field == field && before_.values.contains(value));
        choices_->addWidget(box);
    }
    const QString text = views::valueText(field, value);
    box->setText(count.isEmpty() ? text : tr("%1  (%2)", "a choice, and how many rows have it").arg(text, count));
}

void FilterEditor::count(const FilterField& field) {
    if (!count_) return;
    counting_.take(count_(field.name), [this, field](Result<contract::Groups> groups) {
        if (!groups) {
            if (field.kind == Kind::found)
                choices_->addWidget(new ui::Text(QString::fromStdString(groups.error().message), ui::TextStyle::small,
                                                 ui::Tone::danger));
            return;
        }
        const QString none = countText(0);
        for (const QString& choice : field.choices)
            addChoice(field.name, choice, none);
        for (const contract::Group& group : groups->items)
            if (const QString value = QString::fromStdString(group.value); !value.isEmpty())
                if (field.kind == Kind::found || field.choices.contains(value))
                    addChoice(field.name, value, countText(group.count));
        if (field.kind == Kind::found && groups->items.empty())
            choices_->addWidget(new ui::Text(tr("No rows"), ui::TextStyle::small, ui::Tone::tertiary));
        if (!groups->complete)
            choices_->addWidget(new ui::Text(tr("The most frequent ones."), ui::TextStyle::small, ui::Tone::tertiary));
        adjustSize();
    });
}

QWidget* FilterEditor::makeLine(const FilterField& field) {
    auto* line = new ui::LineField;
    line->setObjectName(u"filterValue"_s);
    line->setAccessibleName(tr("Value"));
    const auto accept = [line](const QString& form) {
        line->setValidator(new QRegularExpressionValidator(QRegularExpression(form), line));
    };
    if (field.kind == Kind::number) accept(u"[0-9]{1,12}"_s);
    if (field.kind == Kind::moment) {
        accept(u"[0-9]{4}-[0-9]{2}-[0-9]{2}"_s);
        line->setPlaceholderText(QDate::currentDate().toString(Qt::ISODate));
    }
    if (before_.field == field.name && before_.comparison != Comparison::last) line->setText(before_.values.value(0));
    connect(line, &QLineEdit::returnPressed, this, &FilterEditor::accept);
    return line;
}

QWidget* FilterEditor::makeSpans() {
    auto* spans = new ui::Select;
    spans->setObjectName(u"filterSpan"_s);
    spans->setAccessibleName(tr("How long"));
    QStringList offered{u"1 day"_s, u"7 day"_s, u"30 day"_s, u"3 month"_s, u"12 month"_s};
    const QString before = before_.comparison == Comparison::last ? before_.values.value(0) : QString();
    if (!before.isEmpty() && !offered.contains(before)) offered << before;
    for (const QString& span : std::as_const(offered))
        spans->addItem(spanText(span), span);
    spans->setCurrentIndex(std::max(0, spans->findData(before)));
    return spans;
}

Clause FilterEditor::clause() const {
    Clause clause{field_->currentData().toString(), Comparison(comparison_->currentData().toInt()), {}};
    for (const QCheckBox* box : values_->findChildren<QCheckBox*>())
        if (box->isChecked()) clause.values << box->property("value").toString();
    if (const auto* spans = qobject_cast<QComboBox*>(values_)) clause.values << spans->currentData().toString();
    if (const auto* line = qobject_cast<QLineEdit*>(values_))
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
        case Comparison::last:
            return tr("last %1", "%1 is a span of time").arg(spanText(clause.values.value(0)));
    }
    return all;
}

}  // namespace steward::views
