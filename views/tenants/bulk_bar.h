// What can be done with the selected rows; docked under the list while there are any.
#pragma once

#include <QWidget>

namespace steward::ui {
class Button;
class Text;
}  // namespace steward::ui

namespace steward::models {
class Session;
}

namespace steward::views {

class BulkBar : public QWidget {
    Q_OBJECT
public:
    explicit BulkBar(models::Session& session, QWidget* parent = nullptr);
    // `all`: every row of the filter is selected, loaded or not.
    void set(qint64 selected, qint64 total, bool all);

Q_SIGNALS:
    void selectAll();
    void clear();
    void changePlan();
    void addTag();
    void exportRows();
    void suspend();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ui::Text* selected_;
    ui::Text* total_;
    ui::Button* all_;
    ui::Button* export_;
};

}  // namespace steward::views
