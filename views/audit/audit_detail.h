// One audit entry: who did what, before and after of each field, its place in the chain, and the way back.
#pragma once

#include <optional>

#include "domain/audit.h"
#include "views/common/panel_parts.h"

class QGridLayout;

namespace steward::ui {
class Button;
class KeyValueList;
class Text;
}  // namespace steward::ui

namespace steward::views {

struct PageContext;

class AuditDetail : public DetailPanel {
    Q_OBJECT
public:
    explicit AuditDetail(PageContext& context, QWidget* parent = nullptr);
    void setEntry(const domain::AuditEntry& entry);
    void clear() { entry_.reset(); }
    const std::optional<domain::AuditEntry>& entry() const { return entry_; }

private:
    void showDifference();

    PageContext& context_;
    std::optional<domain::AuditEntry> entry_;
    ui::Text* title_;
    ui::Text* time_;
    ui::KeyValueList* facts_;
    QGridLayout* difference_;
    ui::Text* nothing_;
    ui::Text* chain_;
    ui::Button* revert_;
    ui::Button* revertBatch_;
};

}  // namespace steward::views
