// The look of the audit log.
#pragma once

#include "models/audit/audit_model.h"
#include "ui/table.h"
#include "views/common/table_decoration.h"

namespace steward::views {

class AuditTable : public TableDecoration {
    Q_OBJECT
public:
    explicit AuditTable(models::AuditModel* model, QObject* parent = nullptr);
    static QList<ui::Column> columns();

protected:
    QVariant decorated(int row, int column, int role) const override;

private:
    models::AuditModel* model_;
};

}  // namespace steward::views
