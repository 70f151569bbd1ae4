// Where somebody is signed in, each sign-in on a line with a button that ends it. Shows its own states.
#pragma once

#include <QWidget>

#include "models/users/lists.h"

class QVBoxLayout;

namespace steward::ui {
class StateStack;
}

namespace steward::views {

struct PageContext;

class SessionList : public QWidget {
    Q_OBJECT
public:
    // `permission`: what it takes to end a sign-in. `model` outlives this.
    SessionList(PageContext& context, models::SessionsModel* model, domain::Permission permission,
                QWidget* parent = nullptr);

private:
    void show();
    QWidget* row(const domain::UserSession& session);
    void end(const std::string& id);

    PageContext& context_;
    models::SessionsModel* model_;
    domain::Permission permission_;
    ui::StateStack* states_;
    QVBoxLayout* rows_;
};

}  // namespace steward::views
