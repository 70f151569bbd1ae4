// The list of users, and a panel for the current one.
#pragma once

#include "models/users/user_detail.h"
#include "models/users/users_model.h"
#include "views/common/list_page.h"
#include "views/users/user_actions.h"

namespace steward::views {

PageInfo usersPage();

class UsersPage : public EntityListPage<models::UsersModel, models::UserDetail> {
    Q_OBJECT
public:
    explicit UsersPage(PageContext& context);

    UserActions* actions() const { return actions_; }

protected:
    QString nameOf(const models::SavedView& view) const override;
    Choice opened() const override;
    void fillMenu(QMenu* menu, int row) override;

private:
    UsersPage(PageContext& context, models::UsersModel* model);
    void makeActions();
    void makeCommands();
    // Where all of them belong, when that is one place.
    std::optional<std::string> placeOf(const Choice& choice) const;

    UserActions* actions_;
};

}  // namespace steward::views
