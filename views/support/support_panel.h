// One support access beside the list: who, where, why, when, what has become of it, and what it allows.
#pragma once

#include "domain/support.h"
#include "views/common/panel_parts.h"

namespace steward::ui {
class Badge;
class KeyValueList;
class Text;
}  // namespace steward::ui

namespace steward::views {

class PermissionFacts;

class SupportPanel : public DetailPanel {
    Q_OBJECT
public:
    explicit SupportPanel(QWidget* parent = nullptr);
    void set(const domain::SupportAccess& access);

private:
    ui::Text* who_;
    ui::Badge* state_;
    ui::Text* reason_;
    ui::KeyValueList* facts_;
    PermissionFacts* permissions_;
};

}  // namespace steward::views
