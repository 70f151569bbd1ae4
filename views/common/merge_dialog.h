// Two people changed one entity: base, theirs and mine side by side. What only one of them changed is chosen already;
// where both did, somebody has to. It deletes itself after it closed.
#pragma once

#include "domain/merge.h"
#include "ui/overlay.h"

class QButtonGroup;
class QGridLayout;

namespace steward::ui {
class Button;
class Text;
}  // namespace steward::ui

namespace steward::views {

class MergeDialog : public ui::OverlayDialog {
    Q_OBJECT
public:
    // `name` of the entity. `mayForce`: offers to overwrite theirs unseen.
    MergeDialog(QWidget* window, const QString& name, std::vector<domain::FieldMerge> fields, bool mayForce);

    // Where somebody has to choose first.
    QWidget* first() const;
    bool isDecided() const;
    // What has to change in theirs; {} when all of theirs stays.
    json::Object patch() const;

Q_SIGNALS:
    void decided();  // each field is, and the person goes on
    void forced();   // overwrite theirs with all of mine

private:
    void addRow(QGridLayout* grid, int row, const domain::FieldMerge& field);
    void showOpen();

    std::vector<domain::FieldMerge> fields_;
    std::vector<QButtonGroup*> choices_;  // one for each field: 0 theirs, 1 mine
    ui::Text* note_;
    ui::Button* goOn_;
};

}  // namespace steward::views
