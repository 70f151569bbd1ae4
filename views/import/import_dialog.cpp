#include "views/import/import_dialog.h"

#include <QBoxLayout>
#include <QDropEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QMimeData>
#include <QStackedWidget>

#include "ui/labels.h"
#include "ui/states.h"
#include "ui/status.h"
#include "ui/table.h"
#include "views/common/words.h"
#include "views/import/import_columns.h"
#include "views/import/import_problems.h"
#include "views/import/import_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using Stage = models::ImportFile::Stage;

namespace {

constexpr int panelWidth = 760, stepsHeight = 400;

QVBoxLayout* columnOf(QWidget* page) {
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    return column;
}

}  // namespace

QString droppedFile(const QMimeData* data) {
    const auto urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

ImportDialog::ImportDialog(QWidget* window, const QString& title, const imports::Subject& subject)
    : FormDialog(window, title, tr("Next")),
      file_(new models::ImportFile(named(subject), this)),
      stepText_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)),
      steps_(new QStackedWidget),
      progress_(new ui::ProgressBar),
      back_(new ui::Button(tr("Back"))) {
    setObjectName(u"importDialog"_s);
    setPanelSize({panelWidth, 0});
    setAcceptDrops(true);
    stepText_->setObjectName(u"importStep"_s);
    steps_->setFixedHeight(stepsHeight);
    steps_->addWidget(makeFileStep());
    steps_->addWidget(makeColumnsStep());
    steps_->addWidget(makeRowsStep());
    progress_->setObjectName(u"importProgress"_s);
    body()->addWidget(stepText_);
    body()->addWidget(steps_);
    body()->addWidget(progress_);
    back_->setObjectName(u"importBack"_s);
    back_->setButtonSize(ui::ButtonSize::large);
    footer()->insertWidget(footer()->count() - 2, back_);
    connect(back_, &QAbstractButton::clicked, this, &ImportDialog::goBack);
    connect(this, &FormDialog::submitted, this, &ImportDialog::goOn);
    connect(file_, &models::ImportFile::changed, this, &ImportDialog::refresh);
    connect(file_, &models::ImportFile::progressed, progress_, &ui::ProgressBar::setShare);
    // Reading ends with the dialog, not with its deletion.
    connect(this, &OverlayDialog::closed, file_, &models::ImportFile::cancel);
}

QWidget* ImportDialog::makeFileStep() {
    auto* page = new QWidget;
    auto* column = columnOf(page);
    choice_ = new ui::EmptyState;
    auto* choose = choice_->addAction(tr("Choose a file…"));
    choose->setObjectName(u"importChoose"_s);
    connect(choose, &QAbstractButton::clicked, this, &ImportDialog::choose);
    sheet_ = new ui::Select;
    sheet_->setLarge(true);
    sheet_->setObjectName(u"importSheet"_s);
    sheet_->setAccessibleName(tr("Sheet"));
    sheetField_ = new ui::FormField(tr("Sheet"), sheet_);
    column->addWidget(choice_, 1);
    column->addWidget(sheetField_);
    connect(sheet_, &QComboBox::activated, this, [this] { file_->open(file_->path(), sheet_->currentText()); });
    return page;
}

QWidget* ImportDialog::makeColumnsStep() {
    auto* page = new QWidget;
    auto* column = columnOf(page);
    columns_ = new ImportColumns;
    columnsNote_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    columnsNote_->setObjectName(u"importColumnsNote"_s);
    columnsNote_->setWordWrap(true);
    column->addWidget(columns_, 1);
    column->addWidget(columnsNote_);
    connect(columns_, &ImportColumns::chosen, file_, &models::ImportFile::setField);
    return page;
}

QWidget* ImportDialog::makeRowsStep() {
    auto* page = new QWidget;
    auto* column = columnOf(page);
    summary_ = new ui::Text({}, ui::TextStyle::bodyStrong);
    summary_->setObjectName(u"importSummary"_s);
    summary_->setWordWrap(true);
    problems_ = new ImportProblems(this);
    table_ = new ui::TableView;
    table_->setObjectName(u"importProblems"_s);
    table_->setAccessibleName(tr("Rows that are left out"));
    table_->setModel(problems_);
    table_->setColumns(ImportProblems::columns());
    table_->horizontalHeader()->setSectionsClickable(false);
    states_ = new ui::StateStack(table_);
    column->addWidget(summary_);
    column->addWidget(states_, 1);
    return page;
}

void ImportDialog::begin(const QString& file) {
    refresh();
    open(findChild<QWidget*>(u"importChoose"_s));
    if (!file.isEmpty()) file_->open(file);
}

void ImportDialog::choose() {
    const QString chosen = QFileDialog::getOpenFileName(window(), tr("Choose a file to import"), {},
                                                        tr("Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)"));
    if (!chosen.isEmpty()) file_->open(chosen);
}

void ImportDialog::goTo(Step step) {
    step_ = step;
    steps_->setCurrentIndex(step);
    refresh();
    if (step == ColumnsStep && columns_->first()) columns_->first()->setFocus(Qt::OtherFocusReason);
    if (step == RowsStep) submitButton()->setFocus(Qt::OtherFocusReason);
}

void ImportDialog::goOn() {
    switch (step_) {
        case FileStep:
            columns_->set(*file_->overview(), file_->mapping(), file_->subject());
            return goTo(ColumnsStep);
        case ColumnsStep:
            file_->read();
            return goTo(RowsStep);
        case RowsStep:
            if (file_->result()) Q_EMIT checked(*file_->result());
    }
}

void ImportDialog::goBack() {
    const Step before = step_ == RowsStep ? ColumnsStep : FileStep;
    file_->reconsider();
    goTo(before);
}

void ImportDialog::refresh() {
    constexpr int count = 3;
    const QString names[count] = {tr("File"), tr("Columns"), tr("Rows")};
    // Rows that could not be read, or are read no more.
    if (file_->stage() != Stage::reading && file_->stage() != Stage::checked && step_ == RowsStep) {
        step_ = ColumnsStep;
        steps_->setCurrentIndex(ColumnsStep);
    }
    stepText_->setText(tr("Step %1 of %2: %3").arg(step_ + 1).arg(count).arg(names[step_]));
    progress_->setVisible(file_->isBusy());
    if (file_->stage() == Stage::looking) progress_->setShare(-1);
    back_->setVisible(step_ != FileStep);
    submitButton()->setText(step_ == RowsStep ? tr("Preview…") : tr("Next"));
    showFile();
    if (step_ == ColumnsStep) showColumns();
    if (step_ == RowsStep) showRows();
    if (file_->problem())
        showError({ErrorCode::invalid, placedText(*file_->problem()).toStdString(), {}, {}, {}});
    else
        clearErrors();
}

void ImportDialog::showFile() {
    const auto& seen = file_->overview();
    const bool looking = file_->stage() == Stage::looking;
    if (looking)
        choice_->set(u"file-earmark-spreadsheet"_s, tr("Reading…"), {});
    else if (!seen)
        choice_->set(
            u"file-earmark-spreadsheet"_s, tr("A CSV or XLSX file"),
            tr("Choose it, or drop it here. Its first row names the columns, each row below is one tenant, and "
               "there are at most %1 of them. Nothing is changed before you have seen what would be.")
                .arg(countText(imports::Limits{}.rows)));
    else
        choice_->set(u"file-earmark-spreadsheet"_s, file_->fileName(),
                     tr("%n column(s)", nullptr, int(seen->columns.size())));
    const bool many = seen && seen->sheets.size() > 1;
    sheetField_->setVisible(many);
    if (many && !looking) {
        const QSignalBlocker quiet(sheet_);
        sheet_->clear();
        for (const auto& name : seen->sheets)
            sheet_->addItem(QString::fromStdString(name));
        sheet_->setCurrentIndex(sheet_->findText(QString::fromStdString(seen->sheet)));
    }
    if (step_ != FileStep) return;
    submitButton()->setEnabled(seen.has_value() && !looking);
    if (submitButton()->isEnabled() && isOpen() && !sheet_->hasFocus()) submitButton()->setFocus(Qt::OtherFocusReason);
}

void ImportDialog::showColumns() {
    const auto wrong = file_->mappingProblems();
    submitButton()->setEnabled(wrong.empty());
    QStringList notes;
    for (const auto& problem : wrong)
        notes << problemText(problem);
    const auto missing = file_->missingForNew();
    if (wrong.empty() && !missing.empty())
        notes << tr("Without %1 only tenants that exist are changed; rows about new ones will be left out.")
                     .arg(fieldsText(missing));
    if (notes.isEmpty()) notes << tr("Cells that are empty leave their field as it is.");
    columnsNote_->setText(notes.join(u'\n'));
    columnsNote_->setTone(!wrong.empty()    ? ui::Tone::danger
                          : missing.empty() ? ui::Tone::secondary
                                            : ui::Tone::warning);
}

void ImportDialog::showRows() {
    const auto& read = file_->result();
    submitButton()->setEnabled(read && !read->targets.empty());
    if (!read) {
        summary_->setText(tr("Checking each row…"));
        return states_->showLoading();
    }
    problems_->set(read->problems);
    QStringList said{
        tr("%1 of %2 rows can be imported.").arg(countText(read->rows - read->leftOut), countText(read->rows))};
    if (read->leftOut > 0) said << tr("Left out: %1.").arg(countText(read->leftOut));
    if (read->formulas > 0)
        said << tr("%n cell(s) hold formulas; the values that were saved with them are used.", nullptr,
                   int(read->formulas));
    summary_->setText(said.join(u' '));
    if (read->rows == 0)
        states_->showEmpty(u"inbox"_s, tr("No rows"), tr("There is nothing below the names of the columns."));
    else if (read->problems.empty())
        states_->showEmpty(u"check-circle-fill"_s, tr("Every row can be imported"),
                           tr("The preview shows what each would change."));
    else
        states_->showContent();
}

void ImportDialog::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFile(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    if (step_ != FileStep) goTo(FileStep);
    file_->open(droppedFile(event->mimeData()));
}

}  // namespace steward::views
