// The look of log records: in the table of a search and in that of what arrives.
#pragma once

#include <QIdentityProxyModel>

#include "models/logs/log_tail_model.h"
#include "models/logs/logs_model.h"
#include "ui/table.h"
#include "views/common/table_decoration.h"

namespace steward::views {

QString text(domain::LogSeverity severity);
ui::BadgeKind kindOf(domain::LogSeverity severity);
// One line, whatever the body is.
QString lineOf(const domain::LogRecord& record);

class LogsTable : public TableDecoration {
    Q_OBJECT
public:
    explicit LogsTable(models::LogsModel* model, QObject* parent = nullptr);
    static QList<ui::Column> columns();
    static QStringList titles();
    static QVariant cell(const domain::LogRecord& record, int column, int role);

protected:
    QVariant decorated(int row, int column, int role) const override;

private:
    models::LogsModel* model_;
};

class LogTailTable : public QIdentityProxyModel {
    Q_OBJECT
public:
    explicit LogTailTable(models::LogTailModel* model, QObject* parent = nullptr);
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    models::LogTailModel* model_;
};

}  // namespace steward::views
