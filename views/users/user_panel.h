// One user beside the list: who it is, what they may do, where they are signed in, how they prove who they are, what
// was done to them. Each part shows its own state.
#pragma once

#include "models/users/user_detail.h"
#include "views/common/panel_parts.h"

class QAction;
class QStackedWidget;

namespace steward::ui {
class Badge;
class Button;
class ErrorState;
class KeyValueList;
class LogoTile;
class Tabs;
class Text;
}  // namespace steward::ui

namespace steward::views {

class PermissionFacts;
class UserActions;

class UserPanel : public DetailPanel {
    Q_OBJECT
public:
    enum Tab { Overview, Role, Sessions, Security, Audit };

    // `detail` and `actions` outlive the panel.
    UserPanel(PageContext& context, models::UserDetail* detail, UserActions* actions, QWidget* parent = nullptr);
    void showTab(Tab tab);

private:
    using Act = void (UserActions::*)(const domain::User&);

    QWidget* makeHead();
    QWidget* makeActions();
    QWidget* makeOverview();
    QWidget* makeRole();
    QWidget* makeSessions();
    QWidget* makeSecurity();
    QWidget* makeAudit();
    // A heading, what it means, and the button that does it.
    QWidget* makeMeasure(QVBoxLayout* into, const QString& title, const QString& text, const QString& button,
                         const QString& name, Act act, bool last = false);
    ui::Button* makeButton(const QString& text, const QString& name, Act act);
    void changeRole();
    void showUser();
    void showManaged();
    void openMenu();

    PageContext& context_;
    models::UserDetail* detail_;
    UserActions* actions_;
    ui::LogoTile* logo_;
    ui::Text* name_;
    ui::Badge* status_;
    ui::Text* id_;
    ui::Text* email_;
    ui::Text* stale_;
    ui::Text* managed_;
    ui::Button* edit_;
    ui::Button* role_;
    ui::Button* more_;
    ui::Tabs* tabs_;
    QStackedWidget* pages_;
    ui::KeyValueList* facts_;
    QWidget* invitation_;
    QWidget* password_;
    ui::Text* roleName_;
    ui::Text* roleText_;
    PermissionFacts* permissions_;
    ui::ErrorState* problem_;
};

}  // namespace steward::views
