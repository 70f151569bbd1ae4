// The dataset and its fields: drag one to a shelf, or press Enter to put it where it usually goes.
#pragma once

#include <QListWidget>
#include <QWidget>

#include "models/reports/report_builder.h"

namespace steward::ui {
class Button;
class SearchField;
class Select;
class Text;
}  // namespace steward::ui

namespace steward::views {

inline constexpr char fieldMimeType[] = "application/x-steward-field";

class FieldList : public QWidget {
    Q_OBJECT
public:
    explicit FieldList(models::ReportBuilder& builder, QWidget* parent = nullptr);
    // What is said under the dataset about its snapshot, and the button beside it.
    void setSnapshot(const QString& text, bool exists, bool canTake);

Q_SIGNALS:
    void snapshotAsked(const QString& dataset);
    void sourceChosen(bool snapshot);

private:
    class List;
    void fill();
    void put(const QListWidgetItem* item);

    models::ReportBuilder& builder_;
    ui::Select* dataset_;
    ui::Text* snapshot_;
    ui::Button* take_;
    ui::SearchField* search_;
    List* list_;
};

}  // namespace steward::views
