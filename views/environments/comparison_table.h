// The look of a comparison of configurations.
#pragma once

#include "models/environments/comparison_model.h"
#include "ui/table.h"
#include "views/common/table_decoration.h"

namespace steward::views {

class ComparisonTable : public TableDecoration {
    Q_OBJECT
public:
    explicit ComparisonTable(models::ComparisonModel* model, QObject* parent = nullptr);
    static QList<ui::Column> columns();

protected:
    QVariant decorated(int row, int column, int role) const override;

private:
    models::ComparisonModel* model_;
};

}  // namespace steward::views
