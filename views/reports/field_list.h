// The dataset and its fields, those of its relations and the calculated ones: drag one to a shelf, press Enter to put
// it where it usually goes, or choose from its menu. Below stands what values the chosen one has.
#pragma once

#include <QListWidget>
#include <QTimer>
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
    // Values of the field that samplesAsked() named.
    void setSamples(const QString& text);
    void setSnapshot(const QString& text, bool exists, bool canTake);
    // Whether personal fields (report/field.h) are offered.
    void setPersonal(bool areShown);

Q_SIGNALS:
    void snapshotAsked(const QString& dataset);
    void samplesAsked(const std::string& field);
    void filterAsked(const std::string& field);
    void calculatedAsked(const std::string& field);  // empty: a new one

private:
    class List;
    void fill();
    void put(const QListWidgetItem* item);
    void showMenu(const QPoint& at);
    std::optional<std::string> currentField() const;

    models::ReportBuilder& builder_;
    bool personalAreShown_ = true;
    ui::Select* dataset_;
    ui::Text* snapshot_;
    ui::Button* take_;
    ui::SearchField* search_;
    List* list_;
    ui::Text* samples_;
    ui::Text* others_;
    QTimer patience_;
};

}  // namespace steward::views
