#include "views/reports/reports_page.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QStandardPaths>

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "report/dataset.h"
#include "report/file_name.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/states.h"
#include "ui/toast.h"
#include "views/common/words.h"
#include "views/reports/chart_panel.h"
#include "views/reports/condition_editor.h"
#include "views/reports/field_list.h"
#include "views/reports/pivot_model.h"
#include "views/reports/report_dialogs.h"
#include "views/reports/report_export.h"
#include "views/reports/report_words.h"
#include "views/reports/saved_reports.h"
#include "views/reports/schedule_part.h"
#include "views/reports/shelves.h"

namespace steward::views {
namespace {

using namespace Qt::StringLiterals;
using models::ReportSource;
using report::Definition;
using State = models::ReportBuilder::State;

Definition firstReport() {
    Definition definition;
    definition.name = ReportsPage::tr("MRR by region and plan").toStdString();
    definition.dataset = "subscriptions";
    definition.rows = {{"region", report::Bucket::none}, {"plan", report::Bucket::none}};
    definition.columns = {{"month", report::Bucket::month}};
    definition.measures = {{"mrr", report::Aggregate::sum}};
    definition.filter = "status in (active,pastDue);month last 6";
    return definition;
}

// The rows of a list as a report, with what one wants to know of each, and may.
Definition rowsOf(const QString& dataset, const QString& filter, bool withPersonal) {
    static const QHash<QString, std::vector<std::string>> shown{
        {u"tenants"_s, {"name", "status", "plan", "region", "ownerName"}},
        {u"subscriptions"_s, {"month", "plan", "status"}},
        {u"users"_s, {"name", "email", "tenant", "role", "status"}},
        {u"audit"_s, {"at", "actor", "action", "entityName", "reason"}}};
    Definition definition;
    definition.name =
        filter.isEmpty() ? ReportsPage::tr("All rows").toStdString() : ReportsPage::tr("Rows of a list").toStdString();
    definition.dataset = dataset.toStdString();
    const auto* known = report::findDataset(definition.dataset);
    for (const std::string& name : shown.value(dataset)) {
        const auto* field = known ? known->find(name) : nullptr;
        if (withPersonal || !field || !field->isPersonal) definition.rows.push_back({name, report::Bucket::none});
    }
    if (dataset == "tenants"_L1)
        definition.measures = {{"mrr", report::Aggregate::sum}, {"users", report::Aggregate::sum}};
    else if (dataset == "subscriptions"_L1)
        definition.measures = {{"mrr", report::Aggregate::sum}};
    else
        definition.measures = {{"", report::Aggregate::count}};
    definition.filter = filter.toStdString();
    return definition;
}

// A line from top to bottom.
QWidget* edge() {
    auto* line = new ui::Surface("border.default");
    line->setFixedWidth(1);
    return line;
}

QString extensionOf(report::Format format) {
    return QString::fromUtf8(enumName(format).data(), qsizetype(enumName(format).size()));
}

}  // namespace

ReportsPage::ReportsPage(PageContext& context)
    : Page(context),
      engine_(&context.client, &context.store),
      builder_(engine_, models::savedReportSource(context.client, &context.store)),
      fields_(new FieldList(builder_)),
      pivot_(new PivotModel(this)) {
    auto* whole = new QHBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    auto* surface = new ui::Surface;
    whole->addWidget(surface);
    auto* row = new QHBoxLayout(surface);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(fields_);
    row->addWidget(edge());
    auto* middle = new QVBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(makeHeader());
    middle->addWidget(new ui::Separator);
    middle->addWidget(makeTruth());
    middle->addWidget(new ui::Separator);
    middle->addWidget(new Shelves(builder_, context.shell.window()));
    middle->addWidget(makeResult(), 1);
    row->addLayout(middle, 1);
    row->addWidget(edge());
    row->addWidget(makeSide());

    connect(&builder_, &models::ReportBuilder::definitionChanged, this, &ReportsPage::showDefinition);
    connect(&builder_, &models::ReportBuilder::chartChanged, this, &ReportsPage::showChart);
    connect(&builder_, &models::ReportBuilder::stateChanged, this, &ReportsPage::showState);
    connect(&builder_, &models::ReportBuilder::progressChanged, this, &ReportsPage::showState);
    connect(&builder_, &models::ReportBuilder::resultChanged, this, &ReportsPage::showResult);
    connect(&builder_, &models::ReportBuilder::savedChanged, this, &ReportsPage::showSaved);
    connect(&builder_, &models::ReportBuilder::saveFailed, this, [this](const Error& error) {
        if (error.code == ErrorCode::preconditionFailed && builder_.saved())
            return askConflict(this->context().shell.window(), builder_,
                               [this, id = QString::fromStdString(builder_.saved()->id)] { openSaved(id); });
        this->context().toasts.show(ui::BadgeKind::bad, QString::fromStdString(error.message));
    });
    connect(&builder_, &models::ReportBuilder::valuesNeeded, this,
            [this] { askValues(this->context().shell.window(), builder_, [this] { builder_.run(); }); });
    const auto showPersonal = [this] { fields_->setPersonal(mayReadPeople()); };
    connect(&context.session, &models::Session::changed, this, showPersonal);
    showPersonal();
    connect(fields_, &FieldList::snapshotAsked, this, &ReportsPage::takeSnapshot);
    connect(fields_, &FieldList::samplesAsked, this, &ReportsPage::showSamples);
    connect(fields_, &FieldList::calculatedAsked, this,
            [this](const std::string& name) { askCalculated(this->context().shell.window(), builder_, name); });
    connect(fields_, &FieldList::filterAsked, this, [this](const std::string& field) {
        auto* editor = new ConditionEditor(fields_, builder_, std::nullopt, field);
        connect(editor, &ConditionEditor::accepted, this,
                [this](const report::Condition& made) { builder_.setCondition(std::nullopt, made); });
    });
    connect(&context.session, &models::Session::changed, this, &ReportsPage::followConnection);
    connect(&ui::Theme::current(), &ui::Theme::changed, this, &ReportsPage::showChart);

    makeCommands();
    builder_.setPreviewing(true);
    builder_.setDefinition(firstReport());
    followConnection();
    showSaved();
}

// How it is drawn and how it goes out: where the window is low, it scrolls.
QWidget* ReportsPage::makeSide() {
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* chart = new ChartPanel(builder_);
    column->addWidget(chart);
    column->addWidget(new ui::Separator);
    column->addWidget(new SchedulePart(context(), builder_));
    column->addStretch();
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFixedWidth(chart->width());
    area->setWidget(content);
    return area;
}

QWidget* ReportsPage::makeHeader() {
    auto* header = new QWidget;
    header->setFixedHeight(48);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    name_ = new QLineEdit;
    name_->setObjectName(QStringLiteral("reportName"));
    name_->setAccessibleName(tr("Name of the report"));
    name_->setFont(ui::Theme::current().font(ui::TextStyle::heading));
    name_->setFrame(false);
    name_->setMaxLength(120);
    name_->setMinimumWidth(200);
    auto* list = ui::iconButton(QStringLiteral("chevron-down"), tr("Saved reports"));
    list->setObjectName(QStringLiteral("openSavedReports"));
    savedText_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    savedText_->setElided(true);
    undo_ = ui::iconButton(QStringLiteral("arrow-counterclockwise"), tr("Undo (Ctrl+Z)"));
    undo_->setObjectName(QStringLiteral("undoReport"));
    redo_ = ui::iconButton(QStringLiteral("arrow-clockwise"), tr("Redo (Ctrl+Shift+Z)"));
    redo_->setObjectName(QStringLiteral("redoReport"));
    versions_ = ui::iconButton(QStringLiteral("clock-history"), tr("Versions"));
    versions_->setObjectName(QStringLiteral("reportVersions"));
    more_ = ui::iconButton(QStringLiteral("three-dots"), tr("More of this report"));
    more_->setObjectName(QStringLiteral("reportMore"));
    save_ = new ui::Button(tr("Save"));
    save_->setObjectName(QStringLiteral("saveReport"));
    export_ = new ui::Button(tr("Export"));
    export_->setObjectName(QStringLiteral("exportReport"));
    export_->setIconName(QStringLiteral("download"));
    export_->setTrailingIcon(QStringLiteral("chevron-down"));
    run_ = new ui::Button(tr("Run"), ui::ButtonVariant::primary);
    run_->setObjectName(QStringLiteral("runReport"));
    run_->setIconName(QStringLiteral("play-fill"));
    run_->setToolTip(tr("Run the report (Ctrl+Enter)"));
    row->addWidget(name_);
    row->addWidget(list);
    row->addWidget(savedText_, 1);
    auto* tools = new QHBoxLayout;
    tools->setSpacing(0);
    for (QWidget* widget : {undo_, redo_, versions_, more_})
        tools->addWidget(widget);
    row->addLayout(tools);
    for (QWidget* widget : {save_, export_, run_})
        row->addWidget(widget);
    connect(undo_, &QAbstractButton::clicked, &builder_, &models::ReportBuilder::undo);
    connect(redo_, &QAbstractButton::clicked, &builder_, &models::ReportBuilder::redo);
    connect(versions_, &QAbstractButton::clicked, this, &ReportsPage::openVersions);
    connect(more_, &QAbstractButton::clicked, this, &ReportsPage::showMore);
    connect(name_, &QLineEdit::textEdited, this,
            [this](const QString& text) { builder_.setName(text.trimmed().toStdString()); });
    list_ = list;
    connect(list, &QAbstractButton::clicked, this, &ReportsPage::showSavedReports);
    connect(save_, &QAbstractButton::clicked, &builder_, &models::ReportBuilder::save);
    connect(export_, &QAbstractButton::clicked, this, &ReportsPage::showExportMenu);
    connect(run_, &QAbstractButton::clicked, &builder_, &models::ReportBuilder::run);
    return header;
}

void ReportsPage::openVersions() {
    showVersions(context().shell.window(), builder_,
                 whyNot(context().session, domain::Permission::reportsWrite).isEmpty());
}

void ReportsPage::showMore() {
    QWidget* window = context().shell.window();
    auto* menu = new QMenu(more_);
    menu->setObjectName(QStringLiteral("moreMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Calculated field…"), this, [this, window] { askCalculated(window, builder_); });
    menu->addAction(tr("Parameters…"), this, [this, window] { askParameters(window, builder_); });
    menu->addAction(tr("Filter as text…"), this, [this, window] { askFilter(window, builder_); });
    menu->addAction(tr("Cells that stand out…"), this, [this, window] { askHighlights(window, builder_, {}); });
    menu->addAction(tr("Lines, days and weeks…"), this, [this, window] { askSettings(window, builder_); });
    auto* preview = menu->addAction(tr("Preview while building"));
    preview->setCheckable(true);
    preview->setChecked(isPreviewing_);
    connect(preview, &QAction::toggled, this, [this](bool on) {
        isPreviewing_ = on;
        builder_.setPreviewing(on);
    });
    menu->addSeparator();
    menu->addAction(tr("Show the SQL…"), this, [this, window] { showSql(window, builder_); });
    menu->addSeparator();
    const QString why = whyNot(context().session, domain::Permission::reportsWrite);
    const auto addSaved = [&](const QString& words, bool isPossible, auto act) {
        auto* action = menu->addAction(words, this, act);
        action->setEnabled(why.isEmpty() && isPossible);
        action->setToolTip(why);
    };
    addSaved(tr("Save as a new report"), builder_.saved().has_value(), [this] { builder_.saveAsNew(); });
    addSaved(tr("Folder…"), true, [this, window] { askFolder(window, builder_); });
    addSaved(tr("Share…"), true, [this, window] {
        const auto& me = context().session.me();
        askSharing(window, builder_, me && !me->principal.tenantId);
    });
    menu->popup(more_->mapToGlobal(QPoint(0, more_->height() + 2)));
}

// Numbers by their ends, all else by its most frequent values: of the first rows.
void ReportsPage::showSamples(const std::string& name) {
    const auto* field = builder_.field(name);
    if (!field) return;
    report::Definition asked;
    asked.name = "samples";
    asked.dataset = builder_.definition().dataset;
    asked.fields = builder_.definition().fields;
    asked.timeZone = builder_.definition().timeZone;
    const bool isText = field->type == report::FieldType::text || field->type == report::FieldType::enumeration ||
                        field->type == report::FieldType::boolean;
    if (isText) {
        asked.rows = {{name}};
        asked.measures = {{"", report::Aggregate::count}};
        asked.sort = {{"count()", true}};
        asked.limit = 6;
    } else {
        asked.measures = {
            {name, report::Aggregate::min}, {name, report::Aggregate::max}, {name, report::Aggregate::distinct}};
    }
    constexpr std::int64_t sample = 2000;
    samples_.take(engine_.run(asked, builder_.source(), {}, {}, sample), [this, isText](Result<report::Report> result) {
        if (!result) return fields_->setSamples(QString::fromStdString(result.error().message));
        const auto& table = result->table;
        QStringList words;
        if (isText) {
            for (const auto& line : table.lines)
                if (line.kind == report::LineKind::leaf)
                    words << QStringLiteral("%1 (%2)").arg(cellText(line.keys[0], table.rows[0], locale()),
                                                           cellText(line.cells[0], table.measures[0], locale()));
        } else if (!table.lines.empty()) {
            const auto& cells = table.lines.back().cells;
            words << tr("%1 to %2")
                         .arg(cellText(cells[0], table.measures[0], locale()),
                              cellText(cells[1], table.measures[1], locale()))
                  << tr("%1 different").arg(cellText(cells[2], table.measures[2], locale()));
        }
        const QString of = result->truth.sample ? tr("In the first %1 rows:").arg(countText(*result->truth.sample))
                                                : tr("In all rows:");
        fields_->setSamples(of + QLatin1Char(' ') + (words.isEmpty() ? tr("none") : words.join(QStringLiteral(", "))));
    });
}

void ReportsPage::showSavedReports() {
    new SavedReports(list_, builder_, whyNot(context().session, domain::Permission::reportsWrite));
}

QWidget* ReportsPage::makeTruth() {
    auto* bar = new QWidget;
    bar->setFixedHeight(36);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    truthIcon_ = new QLabel;
    truth_ = new ui::Text({}, ui::TextStyle::bodyStrong);
    truth_->setObjectName(QStringLiteral("reportTruth"));
    truthDetail_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    truthDetail_->setObjectName(QStringLiteral("reportTruthDetail"));
    truthDetail_->setElided(true);
    cancel_ = new ui::Button(tr("Cancel"), ui::ButtonVariant::link);
    cancel_->setObjectName(QStringLiteral("cancelRun"));
    source_ = new ui::SegmentedControl;
    source_->setObjectName(QStringLiteral("reportSource"));
    source_->setAccessibleName(tr("Run on"));
    source_->addSegment(tr("Platform"));
    source_->addSegment(tr("Snapshot"));
    row->addWidget(truthIcon_);
    row->addWidget(truth_);
    row->addWidget(truthDetail_, 1);
    row->addWidget(cancel_);
    row->addWidget(source_);
    connect(cancel_, &QAbstractButton::clicked, &builder_, &models::ReportBuilder::cancel);
    connect(source_, &ui::SegmentedControl::currentChanged, this,
            [this](int index) { builder_.setSource(index == 1 ? ReportSource::snapshot : ReportSource::platform); });
    return bar;
}

bool ReportsPage::mayReadPeople() const {
    const auto& session = context().session;
    return !session.me() || session.allows(domain::permissionForPersonalFields);
}

void ReportsPage::visit(const QVariantMap& target) {
    showSnapshot();
    if (target.contains(u"dataset"_s))
        builder_.setDefinition(
            rowsOf(target.value(u"dataset"_s).toString(), target.value(u"filter"_s).toString(), mayReadPeople()));
    if (target.contains(u"id"_s)) openSaved(target.value(u"id"_s).toString());
    if (target.contains(u"dataset"_s)) return builder_.run();
    if (builder_.state() == State::old && !builder_.result()) builder_.run();
}

void ReportsPage::openSaved(const QString& id) {
    client::whenReady(context().client.call(contract::getReport, {id.toStdString()}), this,
                      [this](Result<contract::SavedReport> saved) {
                          if (!saved)
                              return tell(context(), std::optional(saved.error()), {}, tr("The report was not opened"));
                          builder_.open(*saved);
                          builder_.run();
                      });
}

void ReportsPage::followConnection() {
    const bool online = context().session.isOnline();
    if (!online) {
        source_->setCurrent(1);
        builder_.setSource(ReportSource::snapshot);
    }
    source_->segment(0)->setEnabled(online);
    source_->segment(0)->setToolTip(online ? QString() : tr("Offline: reports run on the snapshot."));
    showSnapshot();
    showSaved();
}

void ReportsPage::showDefinition() {
    const auto& definition = builder_.definition();
    if (const QString name = QString::fromStdString(definition.name); name_->text().trimmed() != name) {
        name_->setText(name);
        name_->setCursorPosition(0);
    }
    undo_->setEnabled(builder_.canUndo());
    redo_->setEnabled(builder_.canRedo());
    showSaved();
    showSnapshot();
}

void ReportsPage::showState() {
    const auto state = builder_.state();
    run_->setBusy(state == State::running, tr("Running…"));
    run_->setEnabled(state != State::empty);
    cancel_->setVisible(state == State::running);
    export_->setEnabled(state != State::empty);
    if (state == State::running) {
        stack_->showLoading();
        const auto [done, total] = builder_.progress();
        if (done > 0)
            truthDetail_->setText(total > 0 ? tr("%1 of %2 rows").arg(countText(done), countText(total))
                                            : tr("%1 rows").arg(countText(done)));
        return;
    }
    if (state == State::empty && !builder_.result())
        return stack_->showEmpty(QStringLiteral("bar-chart-line"), tr("Nothing to show yet"),
                                 tr("Put a measure or a dimension on a shelf, then run."));
    if (state == State::failed) return stack_->showError(*builder_.error(), tr("The report could not be run"));
    if (builder_.result())
        stack_->showContent();
    else
        stack_->showEmpty(QStringLiteral("play-fill"), tr("Ready to run"), tr("Press Run, or Ctrl+Enter."));
    showResult();
}

bool ReportsPage::holdsUnsaved() const {
    if (builder_.saved()) return builder_.isChanged();
    return !json::same(json::toValue(builder_.definition()), json::toValue(firstReport()));
}

void ReportsPage::showSaved() {
    const auto& saved = builder_.saved();
    savedText_->setText(
        !saved ? tr("Not saved yet")
        : builder_.isChanged()
            ? tr("Changed since it was saved")
            : tr("Saved %1 by %2").arg(momentText(toDateTime(saved->savedAt)), QString::fromStdString(saved->savedBy)));
    const QString why = whyNot(context().session, domain::Permission::reportsWrite);
    versions_->setEnabled(saved.has_value());
    save_->setEnabled(why.isEmpty() && builder_.isChanged());
    save_->setToolTip(why);
}

void ReportsPage::showSnapshot() {
    const std::string dataset = builder_.definition().dataset;
    client::whenReady(context().store.snapshot(dataset), this, [this](Result<std::optional<store::SnapshotInfo>> info) {
        const bool exists = info && info->has_value();
        fields_->setSnapshot(
            exists ? tr("Snapshot %1, %2").arg(clockText(toDateTime((*info)->dataTime)), bytesText((*info)->bytes))
                   : tr("No snapshot"),
            exists, context().session.isOnline());
        source_->segment(1)->setEnabled(exists);
        source_->segment(1)->setToolTip(exists ? QString() : tr("Take a snapshot first."));
    });
}

void ReportsPage::takeSnapshot(const QString& dataset) {
    models::keepSavedReports(context().client, context().store);
    // Reports on usage, users and months join tenants.
    std::vector<std::string> datasets{"tenants"};
    if (dataset != QLatin1String("tenants")) datasets.push_back(dataset.toStdString());
    for (const auto& name : datasets) {
        client::whenReady(
            context().store.beginSnapshot(name), this,
            [this, name](Result<std::shared_ptr<store::SnapshotWriter>> writer) {
                if (!writer) {
                    context().toasts.show(ui::BadgeKind::bad, QString::fromStdString(writer.error().message));
                    return;
                }
                fields_->setSnapshot(tr("Taking the snapshot…"), true, false);
                auto stream =
                    context().client.stream(contract::refreshSnapshot, {name, {}, (*writer)->known()},
                                            [writer = *writer](std::string_view line) { return writer->add(line); });
                client::whenReady(std::move(stream), this, [this, writer = *writer](Result<> streamed) {
                    if (!streamed) {
                        context().toasts.show(ui::BadgeKind::bad, QString::fromStdString(streamed.error().message));
                        return showSnapshot();
                    }
                    client::whenReady(writer->finish(), this, [this](Result<store::SnapshotInfo> info) {
                        if (!info)
                            context().toasts.show(ui::BadgeKind::bad, QString::fromStdString(info.error().message));
                        showSnapshot();
                    });
                });
            });
    }
}

void ReportsPage::showExportMenu() {
    auto* popup = new ui::Popup(export_);
    popup->setObjectName(QStringLiteral("exportMenu"));
    auto* column = popup->content();
    column->addWidget(new ui::Text(tr("Export the complete result"), ui::TextStyle::small, ui::Tone::tertiary));
    const std::tuple<report::Format, QString, QString, QString> all[] = {
        {report::Format::csv, QStringLiteral("CSV"), tr("UTF-8, one row per group and column"),
         QStringLiteral("file-earmark-text")},
        {report::Format::xlsx, QStringLiteral("XLSX"), tr("Pivot layout, frozen header, number formats"),
         QStringLiteral("file-earmark-spreadsheet")},
        {report::Format::pdf, QStringLiteral("PDF"), tr("Table and chart, A4 landscape"),
         QStringLiteral("file-earmark-pdf")},
        {report::Format::json, QStringLiteral("JSON"), tr("Rows with field types"), QStringLiteral("braces")},
        {report::Format::jsonl, QStringLiteral("JSON Lines"), tr("One object a row"), QStringLiteral("braces")},
        {report::Format::html, QStringLiteral("HTML"), tr("One page for any browser, light or dark"),
         QStringLiteral("file-earmark-text")}};
    for (const auto& [format, name, what, icon] : all) {
        auto* button = new ui::Button(QStringLiteral("%1   %2").arg(name, what), ui::ButtonVariant::ghost);
        button->setIconName(icon);
        button->setObjectName(QStringLiteral("export.") + extensionOf(format));
        button->setAccessibleName(tr("Export as %1: %2").arg(name, what));
        column->addWidget(button, 0, Qt::AlignLeft);
        connect(button, &QAbstractButton::clicked, this, [this, popup, chosen = format] {
            popup->close();
            askAndExport(chosen);
        });
    }
    auto* truth = new QCheckBox(tr("Add filters, row count and data time"));
    truth->setObjectName(QStringLiteral("exportTruth"));
    truth->setChecked(withTruth_);
    connect(truth, &QCheckBox::toggled, this, [this](bool on) { withTruth_ = on; });
    const auto& result = builder_.result();
    auto* rows =
        new QCheckBox(result ? tr("Underlying %1 rows instead of groups").arg(countText(result->truth.rowsScanned))
                             : tr("Underlying rows instead of groups"));
    rows->setObjectName(QStringLiteral("exportUnderlying"));
    rows->setChecked(underlying_);
    connect(rows, &QCheckBox::toggled, this, [this](bool on) { underlying_ = on; });
    column->addWidget(truth);
    column->addWidget(rows);
    connect(popup, &ui::Popup::closed, popup, &QObject::deleteLater);
    popup->open(Qt::AlignRight);
}

void ReportsPage::makeCommands() {
    using domain::Permission;
    addCommand(tr("Run report"), QStringLiteral("report.run"), QStringLiteral("play-fill"),
               QKeySequence(Qt::CTRL | Qt::Key_Return), Permission::none, [this] { builder_.run(); });
    addCommand(tr("Save report"), QStringLiteral("report.save"), QStringLiteral("save"), QKeySequence::Save,
               Permission::reportsWrite, [this] { builder_.save(); });
    addCommand(tr("Undo"), QStringLiteral("report.undo"), QStringLiteral("arrow-counterclockwise"), QKeySequence::Undo,
               Permission::none, [this] { builder_.undo(); });
    addCommand(tr("Redo"), QStringLiteral("report.redo"), QStringLiteral("arrow-clockwise"), QKeySequence::Redo,
               Permission::none, [this] { builder_.redo(); });
    addCommand(tr("New calculated field…"), QStringLiteral("report.calculated"), QStringLiteral("plus-lg"), {},
               Permission::none, [this] { askCalculated(context().shell.window(), builder_); });
    addCommand(tr("Filter the report as text…"), QStringLiteral("report.filter"), QStringLiteral("funnel"), {},
               Permission::none, [this] { askFilter(context().shell.window(), builder_); });
    addCommand(tr("Show the SQL of the report…"), QStringLiteral("report.sql"), QStringLiteral("code-slash"), {},
               Permission::none, [this] { showSql(context().shell.window(), builder_); });
    addCommand(tr("Versions of the report…"), QStringLiteral("report.versions"), QStringLiteral("clock-history"), {},
               Permission::none, [this] {
                   if (builder_.saved()) openVersions();
               });
    addCommand(tr("Open a saved report…"), QStringLiteral("report.open"), QStringLiteral("folder2-open"),
               QKeySequence::Open, Permission::none, [this] { showSavedReports(); });
    const std::pair<report::Format, QString> formats[] = {
        {report::Format::csv, QStringLiteral("CSV")},          {report::Format::xlsx, QStringLiteral("XLSX")},
        {report::Format::pdf, QStringLiteral("PDF")},          {report::Format::json, QStringLiteral("JSON")},
        {report::Format::jsonl, QStringLiteral("JSON Lines")}, {report::Format::html, QStringLiteral("HTML")}};
    for (const auto& [format, name] : formats)
        addCommand(tr("Export report as %1…").arg(name), QStringLiteral("report.export.") + extensionOf(format),
                   QStringLiteral("download"), {}, Permission::none, [this, chosen = format] {
                       if (export_->isEnabled()) askAndExport(chosen);
                   });
}

void ReportsPage::askAndExport(report::Format format) {
    askFileOptions(window(), format, fileOptions_, [this, format](const report::FileOptions& chosen) {
        fileOptions_ = chosen;
        askFileAndExport(format);
    });
}

void ReportsPage::askFileAndExport(report::Format format) {
    const QString name = QString::fromStdString(report::safeFileName(builder_.definition().name)) + QLatin1Char('.') +
                         extensionOf(format);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString file = QFileDialog::getSaveFileName(window(), tr("Export as"), folder + QLatin1Char('/') + name);
    if (!file.isEmpty()) exportTo(file, format);
}

void ReportsPage::exportTo(const QString& file, report::Format format) {
    models::ExportRequest request;
    if (builder_.needsValues()) {
        askValues(context().shell.window(), builder_, [this, file, format] { exportTo(file, format); });
        return;
    }
    request.definition = builder_.runnable();
    request.file = file.toStdString();
    request.format = format;
    request.underlying = underlying_ && format != report::Format::pdf;
    request.options = fileOptions_;
    request.options.truth = withTruth_;
    if (builder_.result() && !builder_.result()->truth.sample) {
        report::Report shown = *builder_.result();
        shown.definition.chart = builder_.definition().chart;
        request.chart = paintChartOf(shown);
    }
    new ReportExport(engine_, context().toasts, context().shell.window(), std::move(request), builder_.source());
}

PageInfo reportsPage() {
    return {QStringLiteral("reports"),
            ReportsPage::tr("Reports"),
            QStringLiteral("bar-chart-line"),
            PageGroup::business,
            domain::Permission::reportsRun,
            QLatin1Char('R'),
            [](PageContext& context) -> Page* { return new ReportsPage(context); }};
}

}  // namespace steward::views
