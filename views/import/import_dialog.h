// A file becomes a plan in three steps: which file, which column is which field, which rows cannot be used. The button
// of the last step emits checked(), and what follows is the preview of the plan. Nothing is changed here.
#pragma once

#include "models/import/import_file.h"
#include "views/common/form_dialog.h"

class QMimeData;
class QStackedWidget;

namespace steward::ui {
class EmptyState;
class ProgressBar;
class StateStack;
class TableView;
}  // namespace steward::ui

namespace steward::views {

class ImportColumns;
class ImportProblems;

// The one file that is dragged; empty when it is none, or several.
QString droppedFile(const QMimeData* data);

class ImportDialog : public FormDialog {
    Q_OBJECT
public:
    ImportDialog(QWidget* window, const QString& title, const imports::Subject& subject);
    // Opens itself, with this file or none.
    void begin(const QString& file);
    QString fileName() const { return file_->fileName(); }

Q_SIGNALS:
    void checked(const imports::Import& import);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum Step { FileStep, ColumnsStep, RowsStep };

    QWidget* makeFileStep();
    QWidget* makeColumnsStep();
    QWidget* makeRowsStep();
    void choose();
    void goOn();
    void goBack();
    void goTo(Step step);
    void refresh();
    void showFile();
    void showColumns();
    void showRows();

    models::ImportFile* file_;
    Step step_ = FileStep;
    ui::Text* stepText_;
    QStackedWidget* steps_;
    ui::EmptyState* choice_ = nullptr;
    ui::FormField* sheetField_ = nullptr;
    ui::Select* sheet_ = nullptr;
    ui::Text* columnsNote_ = nullptr;
    ImportColumns* columns_ = nullptr;
    ui::Text* summary_ = nullptr;
    ImportProblems* problems_ = nullptr;
    ui::TableView* table_ = nullptr;
    ui::StateStack* states_ = nullptr;
    ui::ProgressBar* progress_;
    ui::Button* back_;
};

}  // namespace steward::views
