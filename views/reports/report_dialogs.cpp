#include "views/reports/report_dialogs.h"

#include <QCheckBox>
#include <QListWidget>
#include <QSpinBox>
#include <QTimeZone>
#include <algorithm>
#include <cmath>

#include "report/expression.h"
#include "report/resolved.h"
#include "report/spelled_values.h"
#include "ui/labels.h"
#include "views/common/form_dialog.h"
#include "views/common/zone_field.h"
#include "views/reports/dialog_parts.h"
#include "views/reports/expression_field.h"
#include "views/reports/report_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::ReportBuilder;
using models::Shelf;
using report::FieldType;

namespace {

QString typeText(FieldType type) {
    switch (type) {
        case FieldType::integer:
            return ReportDialogs::tr("a whole number");
        case FieldType::decimal:
            return ReportDialogs::tr("a decimal");
        case FieldType::money:
            return ReportDialogs::tr("an amount");
        case FieldType::dateTime:
            return ReportDialogs::tr("a time");
        case FieldType::date:
            return ReportDialogs::tr("a day");
        case FieldType::boolean:
            return ReportDialogs::tr("yes or no");
        default:
            return ReportDialogs::tr("a text");
    }
}

int decimalsOf(FieldType type) {
    return type == FieldType::money ? 2 : type == FieldType::decimal ? 4 : 0;
}

QString unitsText(std::int64_t units, FieldType type) {
    const int decimals = decimalsOf(type);
    return QString::number(double(units) / std::pow(10, decimals), 'f', decimals);
}

// The names that can stand in an expression, or in a filter.
QStringList namesOf(const ReportBuilder& builder, bool withFunctions) {
    QStringList names;
    for (const auto& field : builder.fields().fields)
        if (!withFunctions || field.role != report::Role::filter) names << QString::fromStdString(field.name);
    for (const auto& parameter : builder.definition().parameters)
        names << u'$' + QString::fromStdString(parameter.name);
    if (withFunctions)
        for (const auto& name : report::expressionFunctions())
            names << QString::fromStdString(name);
    return names;
}

// The definition with a calculated field in the place of another, or at its end, as far as fields are concerned.
report::Definition withCalculated(const ReportBuilder& builder, const std::string& name,
                                  const report::CalculatedField& field, std::size_t& index) {
    report::Definition asked;
    asked.dataset = builder.definition().dataset;
    asked.fields = builder.definition().fields;
    asked.parameters = builder.definition().parameters;
    asked.timeZone = builder.definition().timeZone;
    const auto known = std::ranges::find(asked.fields, name, &report::CalculatedField::name);
    index = std::size_t(known - asked.fields.begin());
    if (known == asked.fields.end())
        asked.fields.push_back(field);
    else
        *known = field;
    return asked;
}

}  // namespace

void askCalculated(QWidget* window, ReportBuilder& builder, const std::string& name) {
    const auto& all = builder.definition().fields;
    const auto known = std::ranges::find(all, name, &report::CalculatedField::name);
    const report::CalculatedField before = known == all.end() ? report::CalculatedField{} : *known;
    auto* dialog = new FormDialog(
        window, name.empty() ? ReportDialogs::tr("New calculated field") : ReportDialogs::tr("Calculated field"),
        ReportDialogs::tr("Take over"));
    dialog->setObjectName(u"calculatedDialog"_s);
    auto* id = line(QString::fromStdString(before.name), 60);
    id->setEnabled(name.empty());
    auto* title = line(QString::fromStdString(before.title.value_or("")));
    auto* said = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    said->setObjectName(u"expressionSaid"_s);
    said->setWordWrap(true);
    // While it has no name yet, it is checked under one that nothing else has.
    const auto asCandidate = [=, &builder](const QString& expression, std::size_t& index) {
        const QString given = id->text().trimmed();
        return withCalculated(builder, name,
                              {given.isEmpty() ? "calculated_field" : given.toStdString(), expression.toStdString()},
                              index);
    };
    const auto check = [=](const QString& expression) -> std::optional<Error> {
        if (expression.isEmpty())
            return Error{ErrorCode::invalid,
                         ReportDialogs::tr("Write an expression, such as mrr * 12").toStdString(),
                         {},
                         {},
                         {}};
        std::size_t index = 0;
        const auto asked = asCandidate(expression, index);
        const auto resolved = report::resolve(asked, report::Missing::leaveOut);
        if (resolved) return std::nullopt;
        const std::string path = "/fields/" + std::to_string(index) + "/expression";
        for (const auto& field : resolved.error().fields)
            if (field.path == path) return Error{ErrorCode::invalid, field.message, field.message, {}, {}};
        return std::nullopt;
    };
    auto* expression = new ExpressionField(namesOf(builder, true), check);
    expression->setAccessibleName(ReportDialogs::tr("Expression"));
    expression->setPlainText(QString::fromStdString(before.expression));
    QObject::connect(expression, &ExpressionField::checked, said, [=] {
        said->setTone(expression->problem().isEmpty() ? ui::Tone::success : ui::Tone::danger);
        if (!expression->problem().isEmpty()) return said->setText(expression->problem());
        std::size_t index = 0;
        const auto asked = asCandidate(expression->text(), index);
        const auto resolved = report::resolve(asked, report::Missing::leaveOut);
        const auto* field = resolved ? resolved->dataset.find(asked.fields[index].name) : nullptr;
        //: %1 "a whole number", "a text" …
        said->setText(field ? ReportDialogs::tr("Gives %1.").arg(typeText(field->type)) : QString());
    });
    dialog->addField(u"/name"_s, ReportDialogs::tr("Name"), id,
                     ReportDialogs::tr("A word of letters, digits and _: what expressions call it"));
    dialog->addField(u"/title"_s, ReportDialogs::tr("Title"), title,
                     ReportDialogs::tr("What people read; without one, the name"));
    dialog->addField(u"/expression"_s, ReportDialogs::tr("Expression"), expression,
                     ReportDialogs::tr("Ctrl+Space offers fields, functions and parameters."));
    dialog->body()->addWidget(said);
    expression->checkNow();
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder] {
        report::CalculatedField field{id->text().trimmed().toStdString(), expression->text().toStdString()};
        if (const QString words = title->text().trimmed(); !words.isEmpty()) field.title = words.toStdString();
        if (field.name.empty()) return dialog->showError(wrong("/name", ReportDialogs::tr("It needs a name")));
        std::size_t index = 0;
        const auto asked = withCalculated(builder, name, field, index);
        if (const auto resolved = report::resolve(asked, report::Missing::leaveOut); !resolved) {
            const auto& first = resolved.error().fields.front();
            const std::string prefix = "/fields/" + std::to_string(index);
            // Of one after it, that no longer works with it.
            const bool isOwn = first.path.starts_with(prefix);
            return dialog->showError(wrong(isOwn ? first.path.substr(prefix.size()).c_str() : "/expression",
                                           QString::fromStdString(first.message)));
        }
        dialog->close(1);
        builder.setCalculated(name, field);
    });
    dialog->open(name.empty() ? static_cast<QWidget*>(id) : expression);
}

void askBins(QWidget* window, ReportBuilder& builder, Shelf shelf, std::size_t index) {
    const auto& list = shelf == Shelf::rows ? builder.definition().rows : builder.definition().columns;
    const report::Dimension before = list[index];
    const auto* field = builder.field(before.field);
    if (!field) return;
    const auto type = field->type;
    const report::Bin bin = before.bin.value_or(report::Bin{type == FieldType::money ? 10'000 : 10, 0});
    auto* width = line(unitsText(bin.width, type), 20);
    auto* origin = line(unitsText(bin.origin, type), 20);
    auto* dialog = new FormDialog(window, ReportDialogs::tr("Group in steps"), ReportDialogs::tr("Take over"));
    dialog->setObjectName(u"binsDialog"_s);
    dialog->addRow(dialog->addField(u"/width"_s, ReportDialogs::tr("Each step has"), width),
                   dialog->addField(u"/origin"_s, ReportDialogs::tr("Counted from"), origin));
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder] {
        const auto steps = report::scaled(width->text().trimmed().toStdString(), decimalsOf(type));
        const auto from = report::scaled(origin->text().trimmed().toStdString(), decimalsOf(type));
        if (!steps || *steps < 1)
            return dialog->showError(wrong("/width", ReportDialogs::tr("A number above 0, such as 25")));
        if (!from) return dialog->showError(wrong("/origin", ReportDialogs::tr("A number, such as 0")));
        dialog->close(1);
        report::Dimension changed = before;
        changed.bin = report::Bin{*steps, *from};
        builder.setDimension(shelf, index, changed);
    });
    dialog->open(width);
    width->selectAll();
}

void askTop(QWidget* window, ReportBuilder& builder, Shelf shelf, std::size_t index) {
    const auto& list = shelf == Shelf::rows ? builder.definition().rows : builder.definition().columns;
    const report::Dimension before = list[index];
    auto* count = new QSpinBox;
    count->setRange(1, 100);
    count->setValue(int(before.top ? before.top->count : 10));
    auto* by = select();
    for (const auto& measure : builder.definition().measures)
        if (!report::isDerived(measure.aggregate) || measure.aggregate == report::Aggregate::ratio)
            by->addItem(measureText(builder.definition(), measure), QString::fromStdString(keyOf(measure)));
    if (before.top) by->setCurrentIndex(std::max(0, by->findData(QString::fromStdString(before.top->by))));
    auto* which = select();
    which->addItem(ReportDialogs::tr("those with the most"));
    which->addItem(ReportDialogs::tr("those with the least"));
    which->setCurrentIndex(before.top && before.top->smallest ? 1 : 0);
    auto* dialog =
        new FormDialog(window, ReportDialogs::tr("Only some values, and others"), ReportDialogs::tr("Take over"));
    dialog->setObjectName(u"topDialog"_s);
    dialog->addRow(dialog->addField(u"/count"_s, ReportDialogs::tr("How many"), count),
                   dialog->addField(u"/smallest"_s, ReportDialogs::tr("Which"), which));
    dialog->addField(u"/by"_s, ReportDialogs::tr("Of"), by,
                     ReportDialogs::tr("All others become one group, computed from their rows."));
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder] {
        if (by->count() == 0)
            return dialog->showError(wrong("/by", ReportDialogs::tr("Put a measure on the shelf first")));
        dialog->close(1);
        report::Dimension changed = before;
        changed.top =
            report::Top{count->value(), by->currentData().toString().toStdString(), which->currentIndex() == 1};
        builder.setDimension(shelf, index, changed);
    });
    dialog->open(count);
}

void askPercentile(QWidget* window, ReportBuilder& builder, std::size_t index) {
    const report::Measure before = builder.definition().measures[index];
    auto* share = new QDoubleSpinBox;
    share->setRange(0.1, 100);
    share->setDecimals(1);
    share->setValue(double(before.perMille.value_or(950)) / 10);
    auto* dialog = new FormDialog(window, ReportDialogs::tr("Percentile"), ReportDialogs::tr("Take over"));
    dialog->setObjectName(u"percentileDialog"_s);
    dialog->addField(u"/perMille"_s, ReportDialogs::tr("Per cent of the values up to it"), share,
                     ReportDialogs::tr("50 is the median. It is always one of the values."));
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder] {
        dialog->close(1);
        report::Measure changed = before;
        changed.aggregate = report::Aggregate::percentile;
        changed.perMille = std::lround(share->value() * 10);
        builder.setMeasure(index, changed);
    });
    dialog->open(share);
    share->selectAll();
}

void askTitle(QWidget* window, ReportBuilder& builder, std::size_t index) {
    const report::Measure before = builder.definition().measures[index];
    report::Measure untitled = before;
    untitled.title.reset();
    auto* title = line(QString::fromStdString(before.title.value_or("")));
    title->setPlaceholderText(measureText(builder.definition(), untitled));
    auto* dialog = new FormDialog(window, ReportDialogs::tr("Rename the measure"), ReportDialogs::tr("Take over"));
    dialog->setObjectName(u"titleDialog"_s);
    dialog->addField(u"/title"_s, ReportDialogs::tr("Title"), title, ReportDialogs::tr("Empty: what it is by itself"));
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder] {
        dialog->close(1);
        report::Measure changed = untitled;
        if (const QString words = title->text().trimmed(); !words.isEmpty()) changed.title = words.toStdString();
        builder.setMeasure(index, changed);
    });
    dialog->open(title);
    title->selectAll();
}

void askHighlights(QWidget* window, ReportBuilder& builder, const std::string& measure) {
    auto* dialog = new FormDialog(window, ReportDialogs::tr("How cells stand out"), ReportDialogs::tr("Add"));
    dialog->setObjectName(u"highlightsDialog"_s);
    dialog->setPanelSize({520, 0});
    auto* list = new QListWidget;
    list->setObjectName(u"highlightsList"_s);
    list->setAccessibleName(ReportDialogs::tr("Rules of this report"));
    list->setFixedHeight(96);
    const auto ruleText = [](report::Highlighting rule) {
        switch (rule) {
            case report::Highlighting::atLeast:
                return ReportDialogs::tr("from a value up");
            case report::Highlighting::atMost:
                return ReportDialogs::tr("from a value down");
            case report::Highlighting::bar:
                return ReportDialogs::tr("a bar by its size");
            case report::Highlighting::shade:
                break;
        }
        return ReportDialogs::tr("a shade by its size");
    };
    const auto toneText = [](report::Tone tone) {
        return tone == report::Tone::good  ? ReportDialogs::tr("▲ good")
               : tone == report::Tone::bad ? ReportDialogs::tr("▼ bad")
                                           : ReportDialogs::tr("● to be noticed");
    };
    const auto fill = [=, &builder] {
        list->clear();
        for (const auto& one : builder.definition().highlights) {
            QString words = keyTitle(builder.definition(), one.measure) + u": "_s + ruleText(one.rule);
            if (one.value) words += u' ' + QString::fromStdString(*one.value) + u", "_s + toneText(one.tone);
            list->addItem(words);
        }
    };
    auto* remove = new ui::Button(ReportDialogs::tr("Remove the chosen rule"), ui::ButtonVariant::link);
    remove->setObjectName(u"removeHighlight"_s);
    remove->setEnabled(false);
    QObject::connect(list, &QListWidget::currentRowChanged, remove,
                     [remove](int row) { remove->setEnabled(row >= 0); });
    QObject::connect(remove, &QAbstractButton::clicked, dialog, [=, &builder] {
        report::Definition changed = builder.definition();
        const auto at = std::size_t(list->currentRow());
        if (at >= changed.highlights.size()) return;
        changed.highlights.erase(changed.highlights.begin() + std::ptrdiff_t(at));
        builder.change(std::move(changed));
        fill();
    });
    auto* of = select();
    for (const auto& one : shownMeasures(builder.definition()))
        of->addItem(measureText(builder.definition(), one), QString::fromStdString(keyOf(one)));
    of->setCurrentIndex(std::max(0, of->findData(QString::fromStdString(measure))));
    auto* rule = select();
    for (const auto one : {report::Highlighting::atLeast, report::Highlighting::atMost, report::Highlighting::bar,
                           report::Highlighting::shade})
        rule->addItem(ruleText(one), int(one));
    auto* value = line({}, 20);
    auto* tone = select();
    for (const auto one : {report::Tone::good, report::Tone::notice, report::Tone::bad})
        tone->addItem(toneText(one), int(one));
    dialog->body()->addWidget(list);
    dialog->body()->addWidget(remove, 0, Qt::AlignLeft);
    dialog->addRow(dialog->addField(u"/measure"_s, ReportDialogs::tr("Cells of"), of),
                   dialog->addField(u"/rule"_s, ReportDialogs::tr("Which"), rule));
    dialog->addRow(dialog->addField(u"/value"_s, ReportDialogs::tr("Value"), value),
                   dialog->addField(u"/tone"_s, ReportDialogs::tr("As"), tone));
    const auto follow = [=] {
        const bool hasValue = report::Highlighting(rule->currentData().toInt()) < report::Highlighting::bar;
        value->setEnabled(hasValue);
        tone->setEnabled(hasValue);
    };
    QObject::connect(rule, &QComboBox::currentIndexChanged, dialog, follow);
    follow();
    fill();
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder] {
        report::Highlight made{of->currentData().toString().toStdString(),
                               report::Highlighting(rule->currentData().toInt())};
        if (made.rule < report::Highlighting::bar) {
            made.value = value->text().trimmed().toStdString();
            made.tone = report::Tone(tone->currentData().toInt());
            if (!report::scaled(*made.value, 4))
                return dialog->showError(
                    wrong("/value", ReportDialogs::tr("A number with at most four decimals, such as 184.50")));
        }
        report::Definition changed = builder.definition();
        changed.highlights.push_back(made);
        builder.change(std::move(changed));
        value->clear();
        fill();
    });
    dialog->open(rule);
}

void askFilter(QWidget* window, ReportBuilder& builder) {
    auto* dialog = new FormDialog(window, ReportDialogs::tr("Filter as text"), ReportDialogs::tr("Filter"));
    dialog->setObjectName(u"filterDialog"_s);
    dialog->setPanelSize({640, 0});
    auto* said = new ui::Text({}, ui::TextStyle::small, ui::Tone::danger);
    said->setObjectName(u"filterSaid"_s);
    said->setWordWrap(true);
    auto* text = new ExpressionField(namesOf(builder, false), [&builder](const QString& filter) {
        return builder.filterProblem(filter.toStdString());
    });
    text->setAccessibleName(ReportDialogs::tr("Filter"));
    text->setPlainText(QString::fromStdString(builder.definition().filter));
    QObject::connect(text, &ExpressionField::checked, said, [=] { said->setText(text->problem()); });
    dialog->addField(
        u"/filter"_s, ReportDialogs::tr("Rows that count"), text,
        ReportDialogs::tr("plan in (team,scale);(users>=50|mrr>=184.50);createdAt last 30 days;renewsAt is not null"));
    dialog->body()->addWidget(said);
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder] {
        const std::string filter = text->text().toStdString();
        if (builder.filterProblem(filter)) return text->setFocus();
        dialog->close(1);
        builder.setFilter(report::parseFilter(filter).value_or(report::Filter{}));
    });
    dialog->open(text);
}

void askParameters(QWidget* window, ReportBuilder& builder) {
    auto* dialog = new FormDialog(window, ReportDialogs::tr("Parameters"), ReportDialogs::tr("Add"));
    dialog->setObjectName(u"parametersDialog"_s);
    auto* list = new QListWidget;
    list->setObjectName(u"parametersList"_s);
    list->setAccessibleName(ReportDialogs::tr("Parameters of this report"));
    list->setFixedHeight(110);
    const auto fill = [=, &builder] {
        list->clear();
        for (const auto& one : builder.definition().parameters) {
            QString words = u'$' + QString::fromStdString(one.name) + u", "_s + typeText(one.type);
            if (one.several) words += u", "_s + ReportDialogs::tr("several values");
            QStringList usual;
            for (const auto& value : one.fallback.value_or(std::vector<std::string>{}))
                usual << QString::fromStdString(value);
            if (!usual.isEmpty()) words += u", "_s + ReportDialogs::tr("usually %1").arg(usual.join(u", "_s));
            list->addItem(words);
        }
    };
    auto* remove = new ui::Button(ReportDialogs::tr("Remove the chosen parameter"), ui::ButtonVariant::link);
    remove->setObjectName(u"removeParameter"_s);
    remove->setEnabled(false);
    QObject::connect(list, &QListWidget::currentRowChanged, remove,
                     [remove](int row) { remove->setEnabled(row >= 0); });
    QObject::connect(remove, &QAbstractButton::clicked, dialog, [=, &builder] {
        report::Definition changed = builder.definition();
        const auto at = std::size_t(list->currentRow());
        if (at >= changed.parameters.size()) return;
        changed.parameters.erase(changed.parameters.begin() + std::ptrdiff_t(at));
        if (const auto valid = report::resolve(changed, report::Missing::leaveOut); !valid)
            return dialog->showError(
                wrong("/name", ReportDialogs::tr("It is used: %1").arg(QString::fromStdString(valid.error().detail))));
        builder.change(std::move(changed));
        fill();
    });
    auto* name = line({}, 60);
    auto* title = line({});
    auto* type = select();
    for (const auto one : {FieldType::text, FieldType::integer, FieldType::decimal, FieldType::money, FieldType::date,
                           FieldType::dateTime, FieldType::boolean})
        type->addItem(typeText(one), int(one));
    auto* several = new QCheckBox(ReportDialogs::tr("Several values, for lists"));
    auto* usual = line({}, 1000);
    dialog->body()->addWidget(list);
    dialog->body()->addWidget(remove, 0, Qt::AlignLeft);
    dialog->addRow(
        dialog->addField(u"/name"_s, ReportDialogs::tr("Name"), name, ReportDialogs::tr("Filters write it as $name")),
        dialog->addField(u"/title"_s, ReportDialogs::tr("Title"), title));
    dialog->addRow(dialog->addField(u"/type"_s, ReportDialogs::tr("Is"), type),
                   dialog->addField(u"/several"_s, QString(), several));
    dialog->addField(u"/fallback"_s, ReportDialogs::tr("Usually"), usual,
                     ReportDialogs::tr("Empty: it is always asked for"));
    fill();
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder] {
        report::Parameter made{name->text().trimmed().toStdString(), FieldType(type->currentData().toInt())};
        made.several = several->isChecked();
        if (const QString words = title->text().trimmed(); !words.isEmpty()) made.title = words.toStdString();
        std::vector<std::string> values;
        for (const QString& one :
             made.several ? usual->text().split(u',', Qt::SkipEmptyParts) : QStringList{usual->text()})
            if (!one.trimmed().isEmpty()) values.push_back(one.trimmed().toStdString());
        if (!values.empty()) made.fallback = values;
        report::Definition changed = builder.definition();
        changed.parameters.push_back(made);
        if (const auto valid = report::resolve(changed, report::Missing::leaveOut); !valid) {
            Error error = valid.error();
            const std::string prefix = "/parameters/" + std::to_string(changed.parameters.size() - 1);
            for (auto& field : error.fields)
                if (field.path.starts_with(prefix)) field.path = field.path.substr(prefix.size());
            return dialog->showError(error);
        }
        builder.change(std::move(changed));
        name->clear();
        title->clear();
        usual->clear();
        several->setChecked(false);
        fill();
        name->setFocus();
    });
    dialog->open(name);
}

void askValues(QWidget* window, ReportBuilder& builder, std::function<void()> then) {
    auto* dialog = new FormDialog(window, ReportDialogs::tr("Values of this run"), ReportDialogs::tr("Run"));
    dialog->setObjectName(u"valuesDialog"_s);
    std::vector<ui::LineField*> fields;
    for (const auto& parameter : builder.definition().parameters) {
        const auto given = builder.values().find(parameter.name);
        const auto values =
            given != builder.values().end() ? given->second : parameter.fallback.value_or(std::vector<std::string>{});
        QStringList words;
        for (const auto& value : values)
            words << QString::fromStdString(value);
        auto* field = line(words.join(u", "_s), 4000);
        const QString help =
            parameter.several ? ReportDialogs::tr("%1; several with commas between them").arg(typeText(parameter.type))
                              : typeText(parameter.type);
        dialog->addField(u"/"_s + QString::fromStdString(parameter.name),
                         QString::fromStdString(parameter.title.value_or(parameter.name)), field, help);
        fields.push_back(field);
    }
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder, then = std::move(then)] {
        report::Definition whole = builder.definition();
        ReportBuilder::Values values;
        Error missing{ErrorCode::invalid, {}, {}, {}, {}};
        for (std::size_t i = 0; i < fields.size() && i < whole.parameters.size(); ++i) {
            auto& parameter = whole.parameters[i];
            std::vector<std::string> given;
            const QString text = fields[i]->text();
            for (const QString& one : parameter.several ? text.split(u',', Qt::SkipEmptyParts) : QStringList{text})
                if (!one.trimmed().isEmpty()) given.push_back(one.trimmed().toStdString());
            if (given.empty())
                missing.fields.push_back({"/" + parameter.name, ReportDialogs::tr("A value is missing").toStdString()});
            else
                values[parameter.name] = given;
            parameter.value = given;
        }
        if (!missing.fields.empty()) return dialog->showError(missing);
        if (const auto valid = report::resolve(whole); !valid) {
            Error error = valid.error();
            for (auto& field : error.fields)
                for (std::size_t i = 0; i < whole.parameters.size(); ++i)
                    if (field.path.starts_with("/parameters/" + std::to_string(i)))
                        field.path = "/" + whole.parameters[i].name;
            return dialog->showError(error);
        }
        dialog->close(1);
        builder.setValues(std::move(values));
        then();
    });
    dialog->open(fields.empty() ? nullptr : fields.front());
}

void askSettings(QWidget* window, ReportBuilder& builder) {
    const auto& definition = builder.definition();
    auto* limit = new QSpinBox;
    limit->setRange(0, 1'000'000);
    limit->setSpecialValueText(ReportDialogs::tr("All"));
    limit->setGroupSeparatorShown(true);
    limit->setValue(int(definition.limit));
    auto* zone = zoneField(definition.timeZone);
    zone->setLarge(true);
    auto* week = select();
    for (int day = 0; day < 7; ++day)
        week->addItem(text(report::Weekday(day)), day);
    week->setCurrentIndex(int(definition.weekStart));
    auto* dialog = new FormDialog(window, ReportDialogs::tr("Lines, days and weeks"), ReportDialogs::tr("Take over"));
    dialog->setObjectName(u"settingsDialog"_s);
    dialog->addField(u"/limit"_s, ReportDialogs::tr("Lines of the finest grouping"), limit,
                     ReportDialogs::tr("Totals are always those of all lines."));
    dialog->addRow(dialog->addField(u"/timeZone"_s, ReportDialogs::tr("Days begin in"), zone),
                   dialog->addField(u"/weekStart"_s, ReportDialogs::tr("Weeks begin on"), week));
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder] {
        report::Definition changed = builder.definition();
        changed.limit = limit->value();
        changed.timeZone = zone->text().trimmed().toStdString();
        changed.weekStart = report::Weekday(week->currentIndex());
        if (!QTimeZone::isTimeZoneIdAvailable(QByteArray::fromStdString(changed.timeZone)))
            return dialog->showError(wrong("/timeZone", ReportDialogs::tr("A time zone such as Europe/Berlin")));
        dialog->close(1);
        builder.change(std::move(changed));
    });
    dialog->open(limit);
}

}  // namespace steward::views
