// A popup that makes or changes one clause: field, comparison, values. Deletes itself when it closes.
#pragma once

#include <optional>

#include "models/common/filter.h"
#include "ui/overlay.h"

class QVBoxLayout;

namespace steward::ui {
class Button;
class LineField;
class Select;
}  // namespace steward::ui

namespace steward::views {

class FilterEditor : public ui::Popup {
    Q_OBJECT
public:
    FilterEditor(QWidget* anchor, const std::optional<models::Clause>& clause);
    // "Enterprise, Scale", "not Archived", "at least 100".
    static QString valueText(const models::Clause& clause);

Q_SIGNALS:
    void accepted(const steward::models::Clause& clause);

private:
    void showField();
    models::Clause clause() const;
    void accept();

    models::Clause before_;
    ui::Select* field_;
    ui::Select* comparison_;
    QWidget* values_ = nullptr;
    QVBoxLayout* place_;
    ui::Button* apply_;
};

}  // namespace steward::views
