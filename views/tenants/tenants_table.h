// The look of the list of tenants.
#pragma once

#include "models/tenants/tenants_model.h"
#include "ui/table.h"
#include "views/common/table_decoration.h"

namespace steward::views {

class TenantsTable : public TableDecoration {
    Q_OBJECT
public:
    explicit TenantsTable(models::TenantsModel* model, QObject* parent = nullptr);
    static QList<ui::Column> columns();

protected:
    QVariant decorated(int row, int column, int role) const override;

private:
    QString textOf(const domain::Tenant& tenant, int column) const;
    models::TenantsModel* model_;
};

}  // namespace steward::views
