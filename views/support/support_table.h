// The look of the list of support access.
#pragma once

#include "models/support/support_model.h"
#include "ui/table.h"
#include "views/common/table_decoration.h"

namespace steward::views {

class SupportTable : public TableDecoration {
    Q_OBJECT
public:
    explicit SupportTable(models::SupportModel* model, QObject* parent = nullptr);
    static QList<ui::Column> columns();

protected:
    QVariant decorated(int row, int column, int role) const override;

private:
    models::SupportModel* model_;
};

}  // namespace steward::views
