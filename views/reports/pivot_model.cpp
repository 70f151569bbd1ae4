#include "views/reports/pivot_model.h"

#include <QFont>

#include "ui/theme.h"
#include "views/reports/report_words.h"

namespace steward::views {

using report::Line;
using report::LineKind;

void PivotModel::setReport(const report::Report* report) {
    beginResetModel();
    report_ = report;
    endResetModel();
}

int PivotModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !report_ ? 0 : int(report_->table.lines.size());
}

int PivotModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !report_ ? 0 : int(report_->table.rows.size() + report_->table.cellsPerLine());
}

const report::Column& PivotModel::measureOf(int cell) const {
    return report_->table.measures[std::size_t(cell) % report_->table.measures.size()];
}

bool PivotModel::isTotalColumn(int column) const {
    if (!report_ || !report_->table.hasColumnTotals()) return false;
    return column >=
           int(report_->table.rows.size() + report_->table.columnKeys.size() * report_->table.measures.size());
}

QString PivotModel::keyText(int row, int column) const {
    const auto& table = report_->table;
    const Line& line = table.lines[std::size_t(row)];
    const auto at = std::size_t(column);
    if (line.kind == LineKind::total) return column == 0 ? tr("All") : QString();
    if (line.kind == LineKind::subtotal && at >= line.keys.size())
        return at == line.keys.size() ? tr("Total") : QString();
    // A group's name stands on its first line only.
    if (row > 0 && line.kind == LineKind::leaf && at + 1 < table.rows.size()) {
        const Line& before = table.lines[std::size_t(row) - 1];
        bool same = before.kind == LineKind::leaf;
        for (std::size_t i = 0; same && i <= at; ++i)
            same = before.keys[i] == line.keys[i];
        if (same) return {};
    }
    return cellText(line.keys[at], table.rows[at], locale_);
}

QVariant PivotModel::data(const QModelIndex& index, int role) const {
    if (!report_ || !index.isValid()) return {};
    const auto& table = report_->table;
    const Line& line = table.lines[std::size_t(index.row())];
    const int cell = index.column() - int(table.rows.size());
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return cell < 0 ? keyText(index.row(), index.column())
                            : cellText(line.cells[std::size_t(cell)], measureOf(cell), locale_);
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment((cell < 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
        case Qt::FontRole: {
            QFont font = ui::Theme::current().font(ui::TextStyle::body);
            const bool strong = line.kind != LineKind::leaf || isTotalColumn(index.column()) ||
                                (cell < 0 && index.column() == 0 && table.rows.size() > 1);
            font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
            return font;
        }
        case Qt::ForegroundRole:
            return cell < 0 && index.column() > 0 ? ui::Theme::current().color("text.secondary")
                                                  : ui::Theme::current().color("text.primary");
        case Qt::BackgroundRole:
            return line.kind == LineKind::total ? QVariant(ui::Theme::current().color("surface.panelAlt")) : QVariant();
        case LineKindRole:
            return int(line.kind);
        case ValueRole:
            return cell < 0 ? QVariant() : QVariant(cellNumber(line.cells[std::size_t(cell)], measureOf(cell)));
        default:
            return {};
    }
}

QVariant PivotModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (!report_ || orientation != Qt::Horizontal) return {};
    const auto& table = report_->table;
    const auto& definition = report_->definition;
    const int cell = section - int(table.rows.size());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((cell < 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    if (cell < 0) return dimensionText(definition.dataset, definition.rows[std::size_t(section)]);
    const std::size_t measure = std::size_t(cell) % table.measures.size();
    const std::size_t group = std::size_t(cell) / table.measures.size();
    const QString name = measureText(definition.dataset, definition.measures[measure]);
    const QString unit = table.measures[measure].currency.empty()
                             ? QString()
                             : QStringLiteral(", ") + currencySign(table.measures[measure].currency);
    if (isTotalColumn(section))
        return table.measures.size() == 1 ? tr("Total") + unit : tr("Total, %1").arg(name) + unit;
    if (table.columns.empty()) return name + unit;
    QStringList keys;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        keys << cellText(table.columnKeys[group][i], table.columns[i], locale_);
    return table.measures.size() == 1 ? keys.join(QStringLiteral(" · "))
                                      : keys.join(QStringLiteral(" · ")) + QStringLiteral(" · ") + name;
}

}  // namespace steward::views
