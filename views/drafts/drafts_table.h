// The look of the list of drafts.
#pragma once

#include "models/drafts/drafts_model.h"
#include "ui/table.h"
#include "views/common/table_decoration.h"

namespace steward::views {

class DraftsTable : public TableDecoration {
    Q_OBJECT
public:
    explicit DraftsTable(models::DraftsModel* model, QObject* parent = nullptr);
    static QList<ui::Column> columns();

protected:
    QVariant decorated(int row, int column, int role) const override;

private:
    models::DraftsModel* model_;
};

}  // namespace steward::views
