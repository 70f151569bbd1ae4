// API keys: what programs sign in with. A new one is shown once.
#pragma once

#include "models/users/lists.h"
#include "views/common/table_page.h"

class QMenu;

namespace steward::views {

PageInfo apiKeysPage();

class ApiKeysPage : public TablePage {
    Q_OBJECT
public:
    explicit ApiKeysPage(PageContext& context);
    void visit(const QVariantMap& target) override;  // {"id": "key_…"} makes it the current one

protected:
    void showNothing() override;
    void rowsShown() override { showCurrent(); }

private:
    ApiKeysPage(PageContext& context, models::ApiKeysModel* model);
    void create();
    void revoke(int row);
    void showCurrent();
    // One's own needs nothing more; that of others its own permission.
    domain::Permission neededFor(const domain::ApiKey& key) const;

    models::ApiKeysModel* model_;
    ui::Button* revoke_;
};

}  // namespace steward::views
