#include "views/dashboard/panel_editor.h"

#include <QCompleter>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "domain/metric.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "views/dashboard/dashboard_view.h"
#include "views/dashboard/dashboard_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using namespace domain;

namespace {

QStringList knownSeries() {
    QStringList names;
    for (const auto name : {metric::requests, metric::errors, metric::latencyP50, metric::latencyP95,
                            metric::latencyP99, metric::sessions, metric::queueDepth, metric::feedClients,
                            metric::feedEvents, metric::cpu, metric::memory, metric::memoryShare})
        names << QString::fromUtf8(name.data(), qsizetype(name.size()));
    const QString bucket = QString::fromUtf8(metric::latencyBucket.data(), qsizetype(metric::latencyBucket.size()));
    for (const auto bound : metric::latencyBounds)
        names << bucket + QString::number(bound);
    names << bucket + u"inf"_s;
    return names;
}

template <class E>
void fill(ui::Select* select, E now) {
    boost::mp11::mp_for_each<Enumerators<E>>([&](auto one) { select->addItem(text(one.value), int(one.value)); });
    select->setCurrentIndex(select->findData(int(now)));
}

std::optional<double> numberIn(const ui::LineField* field) {
    bool isNumber = false;
    const double number = field->locale().toDouble(field->text().trimmed(), &isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}
QString written(const std::optional<double>& number, const QLocale& locale) {
    return number ? locale.toString(*number, 'g', 12) : QString();
}

QWidget* labelled(const QString& label, QWidget* field, const QString& name) {
    field->setObjectName(name);
    field->setAccessibleName(label);
    return new ui::FormField(label, field);
}

}  // namespace

PanelEditor::PanelEditor(PageContext& context, const DashboardPanel& panel, const models::DashboardChoice& choice,
                         qint64 spanMs)
    : ui::OverlayDialog(context.shell.window(), tr("Panel")), panel_(panel), view_(new DashboardView(context)) {
    setObjectName(u"panelEditor"_s);
    setPanelSize({1120, 680});
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFixedWidth(560);
    scroll->setWidget(makeForm());
    view_->setObjectName(u"panelPreview"_s);
    view_->canvas()->setFitting(true);
    row->addWidget(scroll);
    row->addWidget(view_, 1);
    body()->addLayout(row, 1);
    problem_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::danger);
    problem_->setObjectName(u"panelProblem"_s);
    problem_->setWordWrap(true);
    auto* cancel = new ui::Button(tr("Cancel"));
    cancel->setObjectName(u"cancelPanel"_s);
    apply_ = new ui::Button(tr("Take over"), ui::ButtonVariant::primary);
    apply_->setObjectName(u"applyPanel"_s);
    for (auto* button : {cancel, apply_})
        button->setButtonSize(ui::ButtonSize::large);
    footer()->addWidget(problem_, 1);
    footer()->addWidget(cancel);
    footer()->addWidget(apply_);
    connect(cancel, &QAbstractButton::clicked, this, [this] { close(); });
    connect(apply_, &QAbstractButton::clicked, this, [this] {
        showPreview();
        if (!apply_->isEnabled()) return;
        const auto made = this->panel();
        close(1);
        Q_EMIT accepted(made);
    });
    connect(this, &ui::OverlayDialog::closed, this, &QObject::deleteLater);
    soon_.setSingleShot(true);
    soon_.setInterval(250);
    connect(&soon_, &QTimer::timeout, this, &PanelEditor::showPreview);
    view_->setChoice(choice);
    showPreview();
    view_->setSpan(spanMs);
    view_->reloadRest();
    open(title_);
}

QWidget* PanelEditor::makeForm() {
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(2, 2, 12, 2);
    column->setSpacing(12);
    auto* grid = new QGridLayout;
    grid->setSpacing(12);
    title_ = new ui::LineField;
    title_->setText(QString::fromStdString(panel_.title));
    title_->setMaxLength(int(dashboard::longestTitle));
    kind_ = new ui::Select;
    fill(kind_, panel_.kind);
    unit_ = new ui::Select;
    fill(unit_, panel_.unit);
    word_ = new ui::LineField(tr("requests"));
    word_->setText(QString::fromStdString(panel_.word.value_or("")));
    word_->setMaxLength(int(dashboard::longestWord));
    decimals_ = new ui::Select;
    decimals_->addItem(tr("As needed"), -1);
    for (int i = 0; i <= 6; ++i)
        decimals_->addItem(QString::number(i), i);
    decimals_->setCurrentIndex(decimals_->findData(int(panel_.decimals.value_or(-1))));
    minimum_ = new ui::LineField(tr("By the data"));
    minimum_->setText(written(panel_.minimum, locale()));
    maximum_ = new ui::LineField(tr("By the data"));
    maximum_->setText(written(panel_.maximum, locale()));
    grid->addWidget(labelled(tr("Title"), title_, u"panelTitle"_s), 0, 0, 1, 2);
    grid->addWidget(labelled(tr("Kind"), kind_, u"panelKind"_s), 0, 2);
    grid->addWidget(labelled(tr("Unit"), unit_, u"panelUnit"_s), 1, 0);
    grid->addWidget(labelled(tr("Behind the figure"), word_, u"panelWord"_s), 1, 1);
    grid->addWidget(labelled(tr("Decimals"), decimals_, u"panelDecimals"_s), 1, 2);
    grid->addWidget(labelled(tr("Lowest of the axis"), minimum_, u"panelMinimum"_s), 2, 0);
    grid->addWidget(labelled(tr("Highest of the axis"), maximum_, u"panelMaximum"_s), 2, 1);
    column->addLayout(grid);

    auto* queries = new ui::SectionHeader(tr("What it shows"));
    auto* addOne = queries->addLink(tr("Add series"));
    addOne->setObjectName(u"addQuery"_s);
    connect(addOne, &QAbstractButton::clicked, this, [this] {
        addQuery({std::string(metric::requests), {}});
        queries_.back().series->setFocus(Qt::OtherFocusReason);
        showSoon();
    });
    column->addWidget(queries);
    queryRows_ = new QVBoxLayout;
    queryRows_->setSpacing(6);
    column->addLayout(queryRows_);
    auto* thresholds = new ui::SectionHeader(tr("Thresholds"));
    auto* addLimit = thresholds->addLink(tr("Add threshold"));
    addLimit->setObjectName(u"addThreshold"_s);
    connect(addLimit, &QAbstractButton::clicked, this, [this] {
        addThreshold({});
        thresholds_.back().value->setFocus(Qt::OtherFocusReason);
    });
    column->addWidget(thresholds);
    thresholdRows_ = new QVBoxLayout;
    thresholdRows_->setSpacing(6);
    column->addLayout(thresholdRows_);
    column->addStretch();
    for (const auto& query : panel_.queries)
        addQuery(query);
    for (const auto& threshold : panel_.thresholds)
        addThreshold(threshold);
    for (auto* field : {title_, word_, minimum_, maximum_})
        connect(field, &QLineEdit::textChanged, this, &PanelEditor::showSoon);
    for (auto* select : {kind_, unit_, decimals_})
        connect(select, &QComboBox::currentIndexChanged, this, &PanelEditor::showSoon);
    return form;
}

void PanelEditor::addQuery(const PanelQuery& query) {
    if (queries_.size() >= dashboard::mostQueries) return;
    const QString number = QString::number(made_++);
    QueryRow one{new QWidget,    new ui::LineField, new ui::LineField(tr("In the legend")),
                 new ui::Select, new ui::Select,    query};
    auto* row = new QHBoxLayout(one.row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    one.series->setText(QString::fromStdString(query.series));
    one.series->setMaxLength(int(dashboard::longestName));
    auto* suggestions = new QCompleter(knownSeries(), one.series);
    suggestions->setFilterMode(Qt::MatchContains);
    suggestions->setCaseSensitivity(Qt::CaseInsensitive);
    one.series->setCompleter(suggestions);
    one.series->setObjectName(u"query.series."_s + number);
    one.series->setAccessibleName(tr("Series"));
    one.label->setText(QString::fromStdString(query.label));
    one.label->setMaxLength(int(dashboard::longestTitle));
    one.label->setObjectName(u"query.label."_s + number);
    one.label->setAccessibleName(tr("Name in the legend"));
    fill(one.function, query.function.value_or(PanelFunction::value));
    one.function->setObjectName(u"query.function."_s + number);
    one.function->setAccessibleName(tr("Computed"));
    one.place->addItem(tr("Everywhere"));
    one.place->addItem(tr("Chosen tenant"), u"$tenant"_s);
    if (query.tenant && *query.tenant != "$tenant")
        one.place->addItem(QString::fromStdString(*query.tenant), QString::fromStdString(*query.tenant));
    one.place->setCurrentIndex(query.tenant ? one.place->count() == 3 ? 2 : 1 : 0);
    one.place->setObjectName(u"query.place."_s + number);
    one.place->setAccessibleName(tr("Of"));
    auto* remove = ui::iconButton(u"x"_s, tr("Remove the series"));
    remove->setObjectName(u"query.remove."_s + number);
    one.series->setFixedWidth(180);
    one.function->setFixedWidth(108);
    one.place->setFixedWidth(108);
    row->addWidget(one.series);
    row->addWidget(one.label, 1);
    row->addWidget(one.function);
    row->addWidget(one.place);
    row->addWidget(remove);
    queryRows_->addWidget(one.row);
    connect(remove, &QAbstractButton::clicked, this, [this, gone = one.row] {
        std::erase_if(queries_, [gone](const QueryRow& known) { return known.row == gone; });
        gone->hide();
        gone->deleteLater();
        showSoon();
    });
    for (auto* field : {one.series, one.label})
        connect(field, &QLineEdit::textChanged, this, &PanelEditor::showSoon);
    for (auto* select : {one.function, one.place})
        connect(select, &QComboBox::currentIndexChanged, this, &PanelEditor::showSoon);
    queries_.push_back(one);
}

void PanelEditor::addThreshold(const PanelThreshold& threshold) {
    if (thresholds_.size() >= dashboard::mostThresholds) return;
    const QString number = QString::number(made_++);
    ThresholdRow one{new QWidget, new ui::LineField(tr("Value")), new ui::LineField(tr("In the legend")),
                     new ui::Select};
    auto* row = new QHBoxLayout(one.row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    if (threshold.value != 0) one.value->setText(written(threshold.value, locale()));
    one.value->setObjectName(u"threshold.value."_s + number);
    one.value->setAccessibleName(tr("Value of the threshold"));
    one.value->setFixedWidth(110);
    one.level->addItem(tr("Warning"), int(ThresholdLevel::warning));
    one.level->addItem(tr("Critical"), int(ThresholdLevel::bad));
    one.level->setCurrentIndex(one.level->findData(int(threshold.level)));
    one.level->setObjectName(u"threshold.level."_s + number);
    one.level->setAccessibleName(tr("Level of the threshold"));
    one.level->setFixedWidth(108);
    one.label->setText(QString::fromStdString(threshold.label));
    one.label->setMaxLength(int(dashboard::longestTitle));
    one.label->setObjectName(u"threshold.label."_s + number);
    one.label->setAccessibleName(tr("Name of the threshold"));
    auto* remove = ui::iconButton(u"x"_s, tr("Remove the threshold"));
    remove->setObjectName(u"threshold.remove."_s + number);
    row->addWidget(one.value);
    row->addWidget(one.level);
    row->addWidget(one.label, 1);
    row->addWidget(remove);
    thresholdRows_->addWidget(one.row);
    connect(remove, &QAbstractButton::clicked, this, [this, gone = one.row] {
        std::erase_if(thresholds_, [gone](const ThresholdRow& known) { return known.row == gone; });
        gone->hide();
        gone->deleteLater();
        showSoon();
    });
    for (auto* field : {one.value, one.label})
        connect(field, &QLineEdit::textChanged, this, &PanelEditor::showSoon);
    connect(one.level, &QComboBox::currentIndexChanged, this, &PanelEditor::showSoon);
    thresholds_.push_back(one);
}

DashboardPanel PanelEditor::panel() const {
    DashboardPanel made = panel_;
    made.title = title_->text().trimmed().toStdString();
    made.kind = PanelKind(kind_->currentData().toInt());
    made.unit = PanelUnit(unit_->currentData().toInt());
    const std::string word = word_->text().trimmed().toStdString();
    made.word = word.empty() ? std::nullopt : std::optional(word);
    const int decimals = decimals_->currentData().toInt();
    made.decimals = decimals < 0 ? std::nullopt : std::optional<std::int64_t>(decimals);
    made.minimum = numberIn(minimum_);
    made.maximum = numberIn(maximum_);
    made.queries.clear();
    for (const auto& row : queries_) {
        PanelQuery query = row.rest;
        query.series = row.series->text().trimmed().toStdString();
        query.label = row.label->text().trimmed().toStdString();
        const auto function = PanelFunction(row.function->currentData().toInt());
        query.function = function == PanelFunction::value ? std::nullopt : std::optional(function);
        const std::string place = row.place->currentData().toString().toStdString();
        query.tenant = place.empty() ? std::nullopt : std::optional(place);
        made.queries.push_back(std::move(query));
    }
    made.thresholds.clear();
    for (const auto& row : thresholds_)
        if (const auto value = numberIn(row.value))
            made.thresholds.push_back(
                {*value, ThresholdLevel(row.level->currentData().toInt()), row.label->text().trimmed().toStdString()});
    std::ranges::stable_sort(made.thresholds, {}, &PanelThreshold::value);
    return made;
}

DashboardContent PanelEditor::preview() const {
    DashboardContent content;
    content.title = "x";
    content.panels = {panel()};
    content.panels[0].id = "preview";
    const auto& place = panel_.place;
    content.panels[0].place = {0, 0, grid::columns, std::max<std::int64_t>(4, place.rows)};
    return content;
}

void PanelEditor::showPreview() {
    soon_.stop();
    const auto content = preview();
    const auto errors = domain::check(content);
    apply_->setEnabled(errors.empty());
    problem_->setText(errors.empty() ? QString()
                                     : QString::fromStdString(errors.front().path + " " + errors.front().message));
    if (errors.empty()) view_->show(content);
}

}  // namespace steward::views
