// A popup that says which columns of a table are shown, and in which order. Space shows or hides the current one,
// Alt+Up and Alt+Down move it; so does dragging. What is chosen shows in the table at once. Deletes itself when it
// closes.
#pragma once

#include "ui/overlay.h"

class QListWidget;

namespace steward::ui {

class TableView;

class ColumnChooser : public Popup {
    Q_OBJECT
public:
    ColumnChooser(QWidget* anchor, TableView* table);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void apply();
    void moveCurrent(int by);

    TableView* table_;
    QListWidget* list_;
    bool filling_ = false;
};

}  // namespace steward::ui
