// One row of a list of alerts beside the list: name, state, what can be done, facts, and what happened to it.
#pragma once

#include "models/alerts/alert_detail.h"
#include "ui/theme.h"
#include "views/common/page.h"
#include "views/common/panel_parts.h"

class QHBoxLayout;
class QVBoxLayout;

namespace steward::ui {
class Badge;
class Button;
class KeyValueList;
class Text;
}  // namespace steward::ui

namespace steward::views {

class AlertPanel : public DetailPanel {
    Q_OBJECT
public:
    struct Content {
        QString title, id;
        QString state;
        ui::BadgeKind kind = ui::BadgeKind::neutral;
        QList<std::pair<QString, QString>> facts;
    };
    // `detail` outlives the panel. `withUndo`: what was done to the row is listed, each to be taken back.
    AlertPanel(PageContext& context, models::AlertDetailBase* detail, const QString& name, bool withUndo);
    ui::Button* addButton(const QString& text, const QString& name, const QString& icon, domain::Permission permission,
                          WhileOffline offline = WhileOffline::refused);
    // Between the facts and what happened.
    void addPart(const QString& title, const QList<QWidget*>& content);
    void show(const Content& content);
    // Instead of what was done: what happened, each on a line.
    void setHistory(const QString& title, const QList<std::pair<QString, QString>>& lines);

private:
    PageContext& context_;
    models::AlertDetailBase* detail_;
    ui::Text* name_;
    ui::Badge* state_;
    ui::Text* id_;
    ui::Text* stale_;
    ui::Text* problem_;
    QHBoxLayout* buttons_;
    QVBoxLayout* parts_;
    ui::KeyValueList* facts_;
    ui::Text* historyTitle_;
    ui::KeyValueList* history_;
};

}  // namespace steward::views
