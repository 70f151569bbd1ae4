// The button that names the tenant and opens a list to choose another one from, searched as typed.
#pragma once

#include <QWidget>

#include "client/future.h"
#include "models/common/fetch.h"

class QListWidget;

namespace steward::ui {
class Button;
class LogoTile;
class Popup;
class SearchField;
class Text;
}  // namespace steward::ui

namespace steward::views {

class TenantPicker : public QWidget {
    Q_OBJECT
public:
    using Fetch = models::Fetch<contract::ListRequest, contract::Page<domain::Tenant>>;
    explicit TenantPicker(Fetch fetch, QWidget* parent = nullptr);
    void setTenant(const domain::Tenant& tenant);
    void openList();

Q_SIGNALS:
    void picked(const domain::Tenant& tenant);

private:
    void search();
    void choose(int row);

    Fetch fetch_;
    client::Latest searching_{this};
    std::vector<domain::Tenant> found_;
    ui::LogoTile* logo_;
    ui::Button* button_;
    ui::Popup* popup_;
    ui::SearchField* field_;
    QListWidget* list_;
    ui::Text* note_;
};

}  // namespace steward::views
