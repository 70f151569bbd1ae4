// A popup that makes or changes one condition of a report's filter. Deletes itself when it closes.
#pragma once

#include <optional>

#include "report/filter.h"
#include "ui/overlay.h"

namespace steward::ui {
class LineField;
class Select;
}  // namespace steward::ui

namespace steward::views {

class ConditionEditor : public ui::Popup {
    Q_OBJECT
public:
    ConditionEditor(QWidget* anchor, const std::string& dataset, const std::optional<report::Condition>& condition);

Q_SIGNALS:
    void accepted(const steward::report::Condition& condition);

private:
    void showOperators();
    void showHint();
    void accept();

    std::string dataset_;
    ui::Select* field_;
    ui::Select* operator_;
    ui::LineField* value_;
    ui::Text* hint_;
};

}  // namespace steward::views
