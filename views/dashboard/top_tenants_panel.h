// The tenants with the most requests now: a few rows that open the tenant.
#pragma once

#include <QStyledItemDelegate>
#include <QTableWidget>

#include "client/future.h"
#include "models/common/fetch.h"

namespace steward::views {

// Cells of a small table in a panel, in line with its header.
class PanelCells : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

class TopTenantsPanel : public QTableWidget {
    Q_OBJECT
public:
    static constexpr int rows = 6;
    using FetchTop = models::Fetch<contract::TopTenantsRequest, contract::TopTenants>;
    explicit TopTenantsPanel(FetchTop fetch, QWidget* parent = nullptr);
    void reload(std::optional<Time> at = {});  // without a time: now

Q_SIGNALS:
    void tenantOpened(const QString& id);
    void shown(const QDateTime& at);
    void failed(const steward::Error& error);  // what was shown before still is

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void set(int row, int column, const QString& text, const QColor& color = {});
    FetchTop fetch_;
    std::vector<domain::TopTenant> top_;
    client::Latest loading_{this};
};

}  // namespace steward::views
