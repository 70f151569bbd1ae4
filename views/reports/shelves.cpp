#include "views/reports/shelves.h"

#include <QMenu>
#include <QVBoxLayout>

#include "ui/labels.h"
#include "views/reports/condition_editor.h"
#include "views/reports/report_dialogs.h"
#include "views/reports/report_words.h"
#include "views/reports/shelf.h"

namespace steward::views {
namespace {

using report::Aggregate;
using report::Bucket;
using report::FieldType;
using report::Measure;

bool isTime(const report::Field* field) {
    return field && (field->type == FieldType::date || field->type == FieldType::dateTime);
}

bool isNumber(const report::Field* field) {
    return field &&
           (field->type == FieldType::integer || field->type == FieldType::money || field->type == FieldType::decimal);
}

// What can be made of a field's values (report/definition.cpp refuses the rest). Without a field, rows are counted.
std::vector<Aggregate> aggregatesOf(const report::Field* field) {
    if (!field) return {};
    if (isNumber(field) && field->repeated)
        return {Aggregate::min, Aggregate::max, Aggregate::count, Aggregate::distinct};
    if (isNumber(field))
        return {Aggregate::sum, Aggregate::average, Aggregate::median,  Aggregate::min,
                Aggregate::max, Aggregate::count,   Aggregate::distinct};
    if (isTime(field))
        return {Aggregate::min, Aggregate::max, Aggregate::median, Aggregate::count, Aggregate::distinct};
    return {Aggregate::count, Aggregate::distinct};
}

models::Shelf shelfFrom(const QString& id) {
    return id == QLatin1String("rows")      ? models::Shelf::rows
           : id == QLatin1String("columns") ? models::Shelf::columns
                                            : models::Shelf::measures;
}

QMenu* subMenu(QMenu* menu, const QString& title, const QString& name) {
    auto* inner = menu->addMenu(title);
    inner->setObjectName(name);
    return inner;
}

}  // namespace

Shelves::Shelves(models::ReportBuilder& builder, QWidget* window, QWidget* parent)
    : QWidget(parent),
      builder_(builder),
      window_(window),
      rows_(new Shelf(QStringLiteral("rows"), QStringLiteral("list-ul"), tr("Rows"), tr("Drop a dimension here"))),
      columns_(new Shelf(QStringLiteral("columns"), QStringLiteral("layout-three-columns"), tr("Columns"),
                         tr("Drop a dimension here"))),
      measures_(
          new Shelf(QStringLiteral("measures"), QStringLiteral("hash"), tr("Measures"), tr("Drop a measure here"))),
      filters_(new Shelf(QStringLiteral("filters"), QStringLiteral("funnel"), tr("Filters"), {})) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (Shelf* shelf : {rows_, columns_, measures_, filters_}) {
        column->addWidget(shelf);
        column->addWidget(new ui::Separator);
    }
    filters_->setAdder(tr("Filter"), [this](QWidget* chip) { editCondition(chip, std::nullopt); });
    for (const auto kind : {models::Shelf::rows, models::Shelf::columns, models::Shelf::measures}) {
        Shelf* shelf = shelfOf(kind);
        shelf->setMovable(true);
        connect(shelf, &Shelf::fieldDropped, this,
                [this, kind](const QString& field) { builder_.add(kind, field.toStdString()); });
        connect(shelf, &Shelf::entryDropped, this, [this, kind](const QString& from, int index, int place) {
            const auto source = shelfFrom(from);
            // What is taken out before the place moves it up by one.
            if (source == kind && index < place) --place;
            builder_.move(source, std::size_t(index), kind, std::size_t(place));
        });
        connect(shelf, &Shelf::entryMoved, this,
                [this, kind](int index, int along, int shelves) { moveEntry(kind, index, along, shelves); });
    }
    connect(filters_, &Shelf::fieldDropped, this, [this](const QString& field) {
        auto* editor = new ConditionEditor(filters_, builder_, std::nullopt, field.toStdString());
        connect(editor, &ConditionEditor::accepted, this,
                [this](const report::Condition& made) { builder_.setCondition(std::nullopt, made); });
    });
    connect(&builder_, &models::ReportBuilder::definitionChanged, this, &Shelves::show);
    show();
}

Shelf* Shelves::shelfOf(models::Shelf shelf) const {
    return shelf == models::Shelf::rows ? rows_ : shelf == models::Shelf::columns ? columns_ : measures_;
}

void Shelves::moveEntry(models::Shelf from, int index, int along, int shelves) {
    if (shelves != 0) {
        if (from == models::Shelf::measures) return;
        const auto to = from == models::Shelf::rows ? models::Shelf::columns : models::Shelf::rows;
        if ((shelves > 0) != (to == models::Shelf::columns)) return;
        builder_.move(from, std::size_t(index), to);
        const auto& there = to == models::Shelf::rows ? builder_.definition().rows : builder_.definition().columns;
        return shelfOf(to)->focusEntry(int(there.size()) - 1);
    }
    if (index + along < 0) return;
    builder_.move(from, std::size_t(index), from, std::size_t(index + along));
    shelfOf(from)->focusEntry(index + along);
}

void Shelves::fillSort(QMenu* menu, const std::string& key) {
    auto* sort = subMenu(menu, tr("Sort"), QStringLiteral("sortMenu"));
    const auto& all = builder_.definition().sort;
    const auto known = std::ranges::find(all, key, &report::Sort::by);
    const bool isSorted = known != all.end();
    const auto add = [&](const QString& words, std::optional<bool> descending, bool isChosen) {
        auto* action = sort->addAction(words, this, [this, key, descending] { builder_.sortBy(key, descending); });
        action->setCheckable(true);
        action->setChecked(isChosen);
    };
    add(tr("Smallest first"), false, isSorted && !known->descending);
    add(tr("Largest first"), true, isSorted && known->descending);
    add(tr("Not by this"), std::nullopt, !isSorted);
}

void Shelves::fillDimension(QMenu* menu, models::Shelf shelf, std::size_t index) {
    const auto& list = shelf == models::Shelf::rows ? builder_.definition().rows : builder_.definition().columns;
    const report::Dimension dimension = list[index];
    const auto* field = builder_.field(dimension.field);
    if (isTime(field)) {
        const bool isDate = field->type == FieldType::date;
        for (const auto bucket :
             {Bucket::minute, Bucket::hour, Bucket::day, Bucket::week, Bucket::month, Bucket::quarter, Bucket::year}) {
            if (isDate && bucket < std::max(field->grain, Bucket::day)) continue;
            auto* action = menu->addAction(tr("By %1").arg(text(bucket)), this,
                                           [this, shelf, index, bucket] { builder_.setBucket(shelf, index, bucket); });
            action->setCheckable(true);
            action->setChecked(dimension.bucket == bucket);
        }
        menu->addSeparator();
    }
    if (isNumber(field)) {
        menu->addAction(tr("In steps…"), this, [this, shelf, index] { askBins(window_, builder_, shelf, index); });
        if (dimension.bin && field->role != report::Role::measure)
            menu->addAction(tr("Each value by itself"), this, [this, shelf, index, dimension] {
                report::Dimension changed = dimension;
                changed.bin.reset();
                builder_.setDimension(shelf, index, changed);
            });
    }
    menu->addAction(tr("Only some values…"), this, [this, shelf, index] { askTop(window_, builder_, shelf, index); });
    if (dimension.top)
        menu->addAction(tr("All values"), this, [this, shelf, index, dimension] {
            report::Dimension changed = dimension;
            changed.top.reset();
            builder_.setDimension(shelf, index, changed);
        });
    fillSort(menu, keyOf(dimension));
    menu->addSeparator();
    const auto other = shelf == models::Shelf::rows ? models::Shelf::columns : models::Shelf::rows;
    menu->addAction(other == models::Shelf::rows ? tr("Move to rows") : tr("Move to columns"), this,
                    [this, shelf, index, other] { builder_.move(shelf, index, other); });
    if (index > 0)
        menu->addAction(tr("Move to the left"), this,
                        [this, shelf, index] { builder_.move(shelf, index, shelf, index - 1); });
    if (index + 1 < list.size())
        menu->addAction(tr("Move to the right"), this,
                        [this, shelf, index] { builder_.move(shelf, index, shelf, index + 1); });
    menu->addAction(tr("Remove"), this, [this, shelf, index] { builder_.remove(shelf, index); });
}

void Shelves::fillMeasure(QMenu* menu, std::size_t index) {
    const auto& definition = builder_.definition();
    const Measure measure = definition.measures[index];
    const std::string key = keyOf(measure);
    const auto* field = measure.field.empty() ? nullptr : builder_.field(measure.field);
    const bool isOfRows = !report::isDerived(measure.aggregate);
    for (const auto aggregate : isOfRows ? aggregatesOf(field) : std::vector<Aggregate>{}) {
        auto* action = menu->addAction(text(aggregate), this,
                                       [this, index, aggregate] { builder_.setAggregate(index, aggregate); });
        action->setCheckable(true);
        action->setChecked(measure.aggregate == aggregate);
    }
    if (isOfRows && field && !field->repeated && (isNumber(field) || isTime(field)))
        menu->addAction(tr("Percentile…"), this, [this, index] { askPercentile(window_, builder_, index); });
    menu->addSeparator();

    // What is made of it.
    auto* more = subMenu(menu, tr("Add from this"), QStringLiteral("deriveMenu"));
    const auto add = [&](const QString& words, const Measure& made) {
        more->addAction(words, this, [this, made] { builder_.addMeasure(made); });
    };
    const auto made = [&](Aggregate aggregate) {
        Measure one{"", aggregate};
        one.of = key;
        return one;
    };
    const bool isPart = measure.aggregate == Aggregate::sum || measure.aggregate == Aggregate::count;
    const bool isPlain = isOfRows || measure.aggregate == Aggregate::ratio;
    const bool isDay =
        isTime(field) && measure.aggregate != Aggregate::count && measure.aggregate != Aggregate::distinct;
    if (isPart) {
        add(tr("Share of all"), made(Aggregate::share));
        for (const auto within : {report::Within::row, report::Within::column}) {
            Measure one = made(Aggregate::share);
            one.within = within;
            add(within == report::Within::row ? tr("Share of the row") : tr("Share of the column"), one);
        }
        add(tr("Running total down"), made(Aggregate::runningTotal));
        Measure across = made(Aggregate::runningTotal);
        across.along = report::Along::columns;
        add(tr("Running total across"), across);
    }
    if (isPlain) {
        add(tr("Rank"), made(Aggregate::rank));
        Measure across = made(Aggregate::rank);
        across.along = report::Along::columns;
        add(tr("Rank across"), across);
    }
    if (isPlain && !isDay) {
        const std::tuple<Aggregate, QString, QString> periods[] = {
            {Aggregate::previous, tr("The period before"), tr("Last year")},
            {Aggregate::difference, tr("Change since the period before"), tr("Change since last year")},
            {Aggregate::growth, tr("Growth since the period before"), tr("Growth since last year")}};
        for (const auto& [aggregate, before, year] : periods) {
            add(before, made(aggregate));
            Measure one = made(aggregate);
            one.period = report::Period::lastYear;
            add(year, one);
        }
    }
    if (isOfRows && !isDay)
        for (const auto& other : definition.measures) {
            if (report::isDerived(other.aggregate) || keyOf(other) == key) continue;
            Measure one = made(Aggregate::ratio);
            one.over = keyOf(other);
            //: a ratio: %1 the divisor
            add(tr("Divided by %1").arg(measureText(definition, other)), one);
        }
    more->setEnabled(!more->isEmpty());

    if (measure.aggregate != Aggregate::runningTotal) fillSort(menu, key);
    menu->addAction(tr("Stand out…"), this, [this, key] { askHighlights(window_, builder_, key); });
    menu->addAction(tr("Rename…"), this, [this, index] { askTitle(window_, builder_, index); });
    menu->addAction(measure.hidden ? tr("Show") : tr("Hide, only for others"), this, [this, index, measure] {
        Measure changed = measure;
        changed.hidden = !changed.hidden;
        builder_.setMeasure(index, changed);
    });
    menu->addSeparator();
    if (index > 0)
        menu->addAction(tr("Move to the left"), this, [this, index] {
            builder_.move(models::Shelf::measures, index, models::Shelf::measures, index - 1);
        });
    if (index + 1 < definition.measures.size())
        menu->addAction(tr("Move to the right"), this, [this, index] {
            builder_.move(models::Shelf::measures, index, models::Shelf::measures, index + 1);
        });
    menu->addAction(tr("Remove"), this, [this, index] { builder_.remove(models::Shelf::measures, index); });
}

void Shelves::show() {
    const auto& definition = builder_.definition();
    const auto sortHint = [&](const std::string& key) {
        for (const auto& sort : definition.sort)
            if (sort.by == key) return sort.descending ? tr("Largest first") : tr("Smallest first");
        return QString();
    };
    const auto marked = [&](const QString& words, const std::string& key) {
        for (const auto& sort : definition.sort)
            if (sort.by == key) return words + (sort.descending ? QStringLiteral(" ↓") : QStringLiteral(" ↑"));
        return words;
    };
    for (const auto shelf : {models::Shelf::rows, models::Shelf::columns}) {
        const auto& list = shelf == models::Shelf::rows ? definition.rows : definition.columns;
        std::vector<ShelfEntry> entries;
        for (std::size_t i = 0; i < list.size(); ++i) {
            ShelfEntry entry;
            entry.text = marked(dimensionText(definition, list[i]), keyOf(list[i]));
            entry.hint = sortHint(keyOf(list[i]));
            entry.remove = [this, shelf, i] { builder_.remove(shelf, i); };
            entry.fillMenu = [this, shelf, i](QMenu* menu) { fillDimension(menu, shelf, i); };
            entries.push_back(std::move(entry));
        }
        shelfOf(shelf)->setEntries(std::move(entries));
    }
    std::vector<ShelfEntry> measures;
    for (std::size_t i = 0; i < definition.measures.size(); ++i) {
        ShelfEntry entry;
        entry.text = marked(measureText(definition, definition.measures[i]), keyOf(definition.measures[i]));
        entry.look = definition.measures[i].hidden ? ui::ChipLook::plain : ui::ChipLook::success;
        entry.hint =
            definition.measures[i].hidden ? tr("Hidden, only for others") : sortHint(keyOf(definition.measures[i]));
        entry.remove = [this, i] { builder_.remove(models::Shelf::measures, i); };
        entry.fillMenu = [this, i](QMenu* menu) { fillMeasure(menu, i); };
        measures.push_back(std::move(entry));
    }
    measures_->setEntries(std::move(measures));
    showFilters();
}

void Shelves::showFilters() {
    const auto& definition = builder_.definition();
    const report::Filter filter = builder_.filter();
    std::vector<ShelfEntry> entries;
    for (std::size_t i = 0; i < filter.conditions.size(); ++i)
        entries.push_back({conditionText(definition, filter.conditions[i]),
                           ui::ChipLook::neutral,
                           {},
                           [this, i] { builder_.removeCondition(i); },
                           [this, i](QWidget* chip) { editCondition(chip, i); }});
    for (std::size_t i = 0; i < filter.alternatives.size(); ++i)
        entries.push_back({alternativesText(definition, filter.alternatives[i]),
                           ui::ChipLook::neutral,
                           {},
                           [this, i] {
                               report::Filter all = builder_.filter();
                               if (i >= all.alternatives.size()) return;
                               all.alternatives.erase(all.alternatives.begin() + std::ptrdiff_t(i));
                               builder_.setFilter(all);
                           },
                           [this](QWidget*) { askFilter(window_, builder_); }});
    for (const auto& parameter : definition.parameters) {
        const auto given = builder_.values().find(parameter.name);
        const auto values =
            given != builder_.values().end() ? given->second : parameter.fallback.value_or(std::vector<std::string>{});
        QStringList words;
        for (const auto& value : values)
            words << QString::fromStdString(value);
        const QString title = QString::fromStdString(parameter.title.value_or(parameter.name));
        entries.push_back(
            {QStringLiteral("$%1: %2").arg(title, words.isEmpty() ? tr("asked for") : words.join(QStringLiteral(", "))),
             ui::ChipLook::accent,
             {},
             [this] { askParameters(window_, builder_); },
             [this](QWidget*) { askValues(window_, builder_, [this] { builder_.run(); }); }});
    }
    filters_->setEntries(std::move(entries));
}

void Shelves::editCondition(QWidget* chip, std::optional<std::size_t> index) {
    std::optional<report::Condition> condition;
    if (index) condition = builder_.filter().conditions[*index];
    auto* editor = new ConditionEditor(chip, builder_, condition);
    connect(editor, &ConditionEditor::accepted, this,
            [this, index](const report::Condition& changed) { builder_.setCondition(index, changed); });
    // Another that may hold instead: both become one group.
    connect(editor, &ConditionEditor::otherAsked, this, [this, index](const report::Condition& changed) {
        report::Filter all = builder_.filter();
        if (index && *index < all.conditions.size())
            all.conditions.erase(all.conditions.begin() + std::ptrdiff_t(*index));
        auto* other = new ConditionEditor(filters_, builder_, std::nullopt);
        connect(other, &ConditionEditor::accepted, this, [this, all, changed](const report::Condition& second) {
            report::Filter whole = all;
            whole.alternatives.push_back({report::Filter{{changed}}, report::Filter{{second}}});
            builder_.setFilter(whole);
        });
    });
}

}  // namespace steward::views
