#include "views/reports/pivot_model.h"

#include <QFont>
#include <algorithm>
#include <cmath>

#include "ui/theme.h"
#include "views/reports/report_words.h"

namespace steward::views {

using report::Line;
using report::LineKind;

namespace {

QString markOf(report::Tone tone) {
    return tone == report::Tone::good  ? QStringLiteral("▲")
           : tone == report::Tone::bad ? QStringLiteral("▼")
                                       : QStringLiteral("●");
}

QString toneText(report::Tone tone) {
    return tone == report::Tone::good  ? ReportWords::tr("good")
           : tone == report::Tone::bad ? ReportWords::tr("bad")
                                       : ReportWords::tr("to be noticed");
}

ui::ColorRole foregroundOf(report::Tone tone) {
    return tone == report::Tone::good  ? ui::ColorRole("success.fg")
           : tone == report::Tone::bad ? ui::ColorRole("danger.fg")
                                       : ui::ColorRole("warning.fg");
}

ui::ColorRole backgroundOf(report::Tone tone) {
    return tone == report::Tone::good  ? ui::ColorRole("success.bg")
           : tone == report::Tone::bad ? ui::ColorRole("danger.bg")
                                       : ui::ColorRole("warning.bg");
}

}  // namespace

void PivotModel::setReport(const report::Report* report) {
    beginResetModel();
    report_ = report;
    measureTitles_.clear();
    groupTitles_.clear();
    highlights_.clear();
    if (report_) {
        const auto& table = report_->table;
        for (const auto& measure : shownMeasures(report_->definition))
            measureTitles_.push_back(measureText(report_->definition, measure));
        for (const auto& keys : table.columnKeys) {
            QStringList texts;
            for (std::size_t i = 0; i < keys.size(); ++i)
                texts << groupText(keys[i], report_->definition.columns[i], table.columns[i], locale_);
            groupTitles_.push_back(texts.join(QStringLiteral(" · ")));
        }
        highlights_ = report_->definition.highlights;
    }
    findScales();
    endResetModel();
}

bool PivotModel::setHighlights(std::vector<report::Highlight> highlights) {
    if (highlights_ == highlights) return false;
    highlights_ = std::move(highlights);
    findScales();
    if (rowCount() > 0 && columnCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    return true;
}

void PivotModel::findScales() {
    scales_.clear();
    if (!report_) return;
    const auto& table = report_->table;
    const std::size_t groups = table.columnKeys.size() * table.measures.size();
    for (std::size_t measure = 0; measure < table.measures.size(); ++measure) {
        const std::string& key = table.measures[measure].key;
        const bool isScaled = std::ranges::any_of(highlights_, [&](const report::Highlight& one) {
            return one.measure == key && one.rule >= report::Highlighting::bar;
        });
        if (!isScaled) continue;
        Scale scale{std::nan(""), std::nan("")};
        for (const auto& line : table.lines) {
            if (line.kind != LineKind::leaf) continue;
            for (std::size_t cell = measure; cell < groups; cell += table.measures.size()) {
                const double number = cellNumber(line.cells[cell], table.measures[measure]);
                scale.low = std::fmin(scale.low, number);
                scale.high = std::fmax(scale.high, number);
            }
        }
        scales_[key] = scale;
    }
}

PivotModel::Look PivotModel::lookOf(int row, int cell) const {
    const Line& line = report_->table.lines[std::size_t(row)];
    const auto& column = measureOf(cell);
    const double number = cellNumber(line.cells[std::size_t(cell)], column);
    if (std::isnan(number)) return {};
    const bool isScaled = line.kind == LineKind::leaf && !isTotalColumn(cell + int(report_->table.rows.size()));
    for (const auto& one : highlights_) {
        if (one.measure != column.key) continue;
        if (one.rule < report::Highlighting::bar) {
            const double limit = QString::fromStdString(one.value.value_or("")).toDouble();
            if (one.rule == report::Highlighting::atLeast ? number >= limit : number <= limit) return {&one, 1};
            continue;
        }
        const auto scale = scales_.find(one.measure);
        if (!isScaled || scale == scales_.end() || std::isnan(scale->second.low)) continue;
        // A bar begins at 0, a shade at the smallest.
        const double from =
            one.rule == report::Highlighting::bar ? std::min(0.0, scale->second.low) : scale->second.low;
        const double room = scale->second.high - from;
        return {&one, room > 0 ? (number - from) / room : 1};
    }
    return {};
}

std::optional<std::size_t> PivotModel::groupOf(int column) const {
    if (!report_ || isTotalColumn(column) || report_->table.columns.empty()) return std::nullopt;
    const int cell = column - int(report_->table.rows.size());
    if (cell < 0) return std::nullopt;
    return std::size_t(cell) / report_->table.measures.size();
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
    return groupText(line.keys[at], report_->definition.rows[at], table.rows[at], locale_);
}

QVariant PivotModel::data(const QModelIndex& index, int role) const {
    if (!report_ || !index.isValid()) return {};
    const auto& table = report_->table;
    const Line& line = table.lines[std::size_t(index.row())];
    const int cell = index.column() - int(table.rows.size());
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole: {
            if (cell < 0) return keyText(index.row(), index.column());
            const QString text = cellText(line.cells[std::size_t(cell)], measureOf(cell), locale_);
            if (highlights_.empty()) return text;
            const Look look = lookOf(index.row(), cell);
            if (!look.rule || look.rule->rule >= report::Highlighting::bar) return text;
            return role == Qt::DisplayRole ? QStringLiteral("%1 %2").arg(markOf(look.rule->tone), text)
                                           : QStringLiteral("%1, %2").arg(text, toneText(look.rule->tone));
        }
        case BarRole: {
            if (cell < 0 || highlights_.empty()) return {};
            const Look look = lookOf(index.row(), cell);
            return look.rule && look.rule->rule == report::Highlighting::bar ? QVariant(look.part) : QVariant();
        }
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
            if (cell >= 0 && !highlights_.empty()) {
                const Look look = lookOf(index.row(), cell);
                if (look.rule && look.rule->rule < report::Highlighting::bar)
                    return ui::Theme::current().color(foregroundOf(look.rule->tone));
            }
            return cell < 0 && index.column() > 0 ? ui::Theme::current().color("text.secondary")
                                                  : ui::Theme::current().color("text.primary");
        case Qt::BackgroundRole:
            if (cell >= 0 && !highlights_.empty()) {
                const Look look = lookOf(index.row(), cell);
                if (look.rule && look.rule->rule == report::Highlighting::shade) {
                    QColor shade = ui::Theme::current().chart(0);
                    const QColor panel = ui::Theme::current().color("surface.panel");
                    // Light enough for text on it, however large the number.
                    const double part = 0.04 + 0.30 * look.part;
                    const auto mix = [&](int a, int b) { return int(std::lround(a + (b - a) * part)); };
                    return QColor(mix(panel.red(), shade.red()), mix(panel.green(), shade.green()),
                                  mix(panel.blue(), shade.blue()));
                }
                if (look.rule && look.rule->rule < report::Highlighting::bar)
                    return ui::Theme::current().color(backgroundOf(look.rule->tone));
            }
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
    if (cell < 0) return dimensionText(definition, definition.rows[std::size_t(section)]);
    const std::size_t measure = std::size_t(cell) % table.measures.size();
    const std::size_t group = std::size_t(cell) / table.measures.size();
    const QString& name = measureTitles_[measure];
    const QString unit = table.measures[measure].currency.empty()
                             ? QString()
                             : QStringLiteral(", ") + currencySign(table.measures[measure].currency);
    if (isTotalColumn(section))
        return table.measures.size() == 1 ? tr("Total") + unit : tr("Total, %1").arg(name) + unit;
    if (table.columns.empty()) return name + unit;
    return table.measures.size() == 1 ? groupTitles_[group] : groupTitles_[group] + QStringLiteral(" · ") + name;
}

}  // namespace steward::views
