// A popup that makes or changes one condition of a report's filter: all comparisons of the language, values of the
// report or parameters ($name). Deletes itself when it closes.
#pragma once

#include <optional>

#include "models/reports/report_builder.h"
#include "ui/overlay.h"

namespace steward::ui {
class Button;
class LineField;
class Select;
class Text;
}  // namespace steward::ui

namespace steward::views {

class ConditionEditor : public ui::Popup {
    Q_OBJECT
public:
    // `field`: of a new one.
    ConditionEditor(QWidget* anchor, const models::ReportBuilder& builder,
                    const std::optional<report::Condition>& condition, const std::string& field = {});

Q_SIGNALS:
    void accepted(const steward::report::Condition& condition);
    // The same, and one more that may hold instead.
    void otherAsked(const steward::report::Condition& condition);

private:
    const report::Field* field() const;
    report::Operator op() const;
    void showOperators();
    void showHint();
    std::optional<report::Condition> made();

    const models::ReportBuilder& builder_;
    ui::Select* field_;
    ui::Select* operator_;
    ui::LineField* value_;
    ui::Select* unit_;
    ui::Text* hint_;
};

}  // namespace steward::views
