#include "views/import/import_problems.h"

#include "ui/labels.h"
#include "views/common/words.h"
#include "views/import/import_words.h"

namespace steward::views {

void ImportProblems::set(std::vector<imports::Problem> problems) {
    beginResetModel();
    problems_ = std::move(problems);
    endResetModel();
}

QList<ui::Column> ImportProblems::columns() {
    return {{ui::ColumnKind::figure, 72}, {ui::ColumnKind::strong, 120}, {ui::ColumnKind::text, 300, true}};
}

QVariant ImportProblems::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= int(problems_.size())) return {};
    const imports::Problem& problem = problems_[std::size_t(index.row())];
    const auto shown = [&]() -> QString {
        switch (index.column()) {
            case Line:
                return countText(problem.line);
            case Name:
                return QString::fromStdString(problem.column);
            default:
                return problemText(problem);
        }
    };
    if (role == ui::RowKeyRole) return QString::number(index.row());
    if (role == Qt::DisplayRole) return shown();
    if (role == Qt::ToolTipRole && index.column() == What) return ui::plainToolTip(shown());
    if (role == Qt::AccessibleTextRole)
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + QLatin1Char(' ') + shown();
    return {};
}

QVariant ImportProblems::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Line:
            return tr("Line");
        case Name:
            return tr("Column");
        default:
            return tr("What is wrong");
    }
}

}  // namespace steward::views
