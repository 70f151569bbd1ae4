// The tenant's rule for support, to choose from by those who may: a line under the page's header.
#pragma once

#include <QWidget>

#include "models/support/support_rule.h"

namespace steward::ui {
class SegmentedControl;
class Text;
}  // namespace steward::ui

namespace steward::views {

struct PageContext;

class SupportRuleBar : public QWidget {
    Q_OBJECT
public:
    // Both outlive this.
    SupportRuleBar(PageContext& context, models::SupportRule* rule, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showRule();
    void choose(int index);

    PageContext& context_;
    models::SupportRule* rule_;
    ui::SegmentedControl* choice_;
    ui::Text* text_;
    bool showing_ = false;
};

}  // namespace steward::views
