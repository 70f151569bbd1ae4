#include "views/dashboard/top_tenants_panel.h"

#include <QApplication>
#include <QEvent>
#include <QHeaderView>

#include "ui/paint.h"
#include "ui/theme.h"
#include "views/common/words.h"

namespace steward::views {

void PanelCells::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    constexpr int padding = 8;
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, QString());
    const auto* widget = option.widget;
    (widget ? widget->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &cell, painter, widget);
    ui::paintText(painter, option.rect.adjusted(padding, 0, -padding, 0), text, cell.font,
                  cell.palette.color(QPalette::Text), cell.displayAlignment);
}

TopTenantsPanel::TopTenantsPanel(FetchTop fetch, QWidget* parent)
    : QTableWidget(0, 4, parent), fetch_(std::move(fetch)) {
    setObjectName(QStringLiteral("topTenants"));
    setAccessibleName(tr("Top tenants by requests"));
    setHorizontalHeaderLabels({tr("Tenant"), tr("req/s"), tr("p95"), tr("Errors")});
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new PanelCells(this));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(27);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < 4; ++column) {
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        setColumnWidth(column, column == 3 ? 66 : 50);
        horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    connect(this, &QTableWidget::cellActivated, this,
            [this](int row, int) { Q_EMIT tenantOpened(item(row, 0)->data(Qt::UserRole).toString()); });
}

void TopTenantsPanel::reload(std::optional<Time> at) {
    contract::TopTenantsRequest request;
    request.at = at;
    request.limit = rows;
    loading_.take(fetch_(request), [this](Result<contract::TopTenants> top) {
        if (!top) {
            Q_EMIT failed(top.error());
            return;
        }
        top_ = std::move(top->items);
        fill();
        Q_EMIT shown(toDateTime(top->at));
    });
}

void TopTenantsPanel::fill() {
    const auto& theme = ui::Theme::current();
    setRowCount(int(top_.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const auto& tenant = top_[std::size_t(row)];
        set(row, 0, QString::fromStdString(tenant.name));
        item(row, 0)->setData(Qt::UserRole, QString::fromStdString(tenant.tenantId));
        set(row, 1, locale().toString(tenant.requestsPerSecond, 'f', tenant.requestsPerSecond < 10 ? 1 : 0));
        set(row, 2, locale().toString(tenant.p95Ms, 'f', 0), tenant.p95Ms > 300 ? theme.color("warning.fg") : QColor());
        set(row, 3, tr("%1 %").arg(locale().toString(tenant.errorPercent, 'f', 2)),
            tenant.errorPercent > 1 ? theme.color("danger.fg") : QColor());
    }
}

void TopTenantsPanel::changeEvent(QEvent* event) {
    QTableWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) fill();
}

void TopTenantsPanel::set(int row, int column, const QString& text, const QColor& color) {
    auto* cell = item(row, column);
    if (!cell) setItem(row, column, cell = new QTableWidgetItem);
    cell->setText(text);
    cell->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const auto& theme = ui::Theme::current();
    const QColor usual = column == 0 ? theme.color("text.primary") : theme.color("text.secondary");
    cell->setForeground(color.isValid() ? color : usual);
}

}  // namespace steward::views
