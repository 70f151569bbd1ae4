#include "ui/delegates.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"

namespace steward::ui {
namespace {

const TableView* tableOf(const QStyleOptionViewItem& option) {
    return qobject_cast<const TableView*>(option.widget);
}

bool isFirst(const TableView* table, int column) {
    return table && table->horizontalHeader()->visualIndex(column) == 0;
}

bool isLast(const TableView* table, int column) {
    const QHeaderView* header = table->horizontalHeader();
    for (int visual = header->count() - 1; visual >= 0; --visual) {
        const int logical = header->logicalIndex(visual);
        if (!header->isSectionHidden(logical)) return logical == column;
    }
    return false;
}

bool isStale(const QModelIndex& index) {
    return index.data(StaleSinceRole).toDateTime().isValid();
}

RowChange changeOf(const QModelIndex& index) {
    return index.data(ChangeRole).value<RowChange>();
}

}  // namespace

CellDelegate::CellDelegate(ColumnKind kind, QObject* parent) : QStyledItemDelegate(parent), kind_(kind) {}

QString CellDelegate::displayText(const QVariant& value, const QLocale& locale) const {
    return QStyledItemDelegate::displayText(value, locale);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int width = textWidth(displayText(index.data(), option.locale), Theme::current().font(TextStyle::body));
    return {width + 24, Theme::current().metric("row")};
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (index.data(GroupRole).isValid()) return paintHeading(painter, option, index);
    paintRow(painter, option, index);
    const TableView* table = tableOf(option);
    const int left = isFirst(table, index.column()) ? table->firstPadding() : 8;
    const QRect cell = option.rect.adjusted(left, 0, -8, -1);
    if (index.data(LoadingRole).toBool()) {
        paintSkeleton(painter, cell, index);
    } else {
        paintContent(painter, cell, option, index);
    }
}

void CellDelegate::paintRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const TableView* table = tableOf(option);
    const QRect rect = option.rect;
    const bool selected = table && !table->selection()->isEmpty() &&
                          table->selection()->contains(index.siblingAtColumn(0).data(RowKeyRole).toString());
    const bool hovered = table && table->hoveredRow() == index.row();
    ColorRole fill = hovered ? ColorRole("surface.hover") : ColorRole("surface.panel");
    if (selected) fill = hovered ? ColorRole("surface.selectedHover") : ColorRole("surface.selected");
    if (!selected && changeOf(index) == RowChange::changedMeanwhile) fill = "warning.bg";
    painter->fillRect(rect, theme.color(fill));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("border.subtle"));
    if (!table) return;
    if (isFirst(table, index.column()) && table->currentIndex().row() == index.row()) {
        painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent.fill"));
    }
    if (!table->paintsFocus(index.row())) return;
    const QColor focus = theme.color("accent.focus");
    painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), focus);
    painter->fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), focus);
    if (isFirst(table, index.column())) painter->fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), focus);
    if (isLast(table, index.column())) painter->fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), focus);
}

void CellDelegate::paintContent(QPainter* painter, const QRect& cell, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    switch (kind_) {
        case ColumnKind::check: {
            const TableView* table = tableOf(option);
            const bool on = table && table->selection()->contains(index.siblingAtColumn(0).data(RowKeyRole).toString());
            return paintCheck(painter, QRect(cell.left(), cell.top(), 14, cell.height()),
                              on ? Qt::Checked : Qt::Unchecked, changeOf(index) != RowChange::excluded);
        }
        case ColumnKind::badge: {
            const QVariant kind = index.data(BadgeKindRole);
            const QString text = displayText(index.data(), option.locale);
            if (!kind.isValid() || text.isEmpty()) return paintTexts(painter, cell, index, option);
            return paintPill(painter, cell, PillShape::badge, theme.kind(kind.value<BadgeKind>()), text);
        }
        case ColumnKind::sparkline: {
            QRectF plot(cell.left(), cell.top() + (cell.height() - 22) / 2.0, qMin(80, cell.width()), 22);
            const ColorRole line = isStale(index) ? ColorRole("text.tertiary") : ColorRole("chart.1");
            return paintSparkline(painter, plot, index.data(SeriesRole).value<QList<qreal>>(), theme.color(line));
        }
        case ColumnKind::logo: {
            const TableView* table = tableOf(option);
            const int size = table && table->density() == Density::compact ? 18 : 20;
            const QRect tile(cell.left(), cell.top() + (cell.height() - size) / 2, size, size);
            const QVariant logo = index.data(LogoRole);
            if (isStale(index)) {
                paintIcon(painter, QRectF(tile.left(), cell.top() + (cell.height() - 14) / 2.0, 14, 14),
                          QStringLiteral("clock-history"), theme.color("text.tertiary"));
                return paintTexts(painter, cell.adjusted(22, 0, 0, 0), index, option);
            }
            if (logo.isValid()) paintLogo(painter, tile, logo.value<Logo>());
            return paintTexts(painter, cell.adjusted(logo.isValid() ? size + 8 : 0, 0, 0, 0), index, option);
        }
        case ColumnKind::change:
            return paintChange(painter, cell, index);
        default:
            paintTexts(painter, cell, index, option);
    }
}

void CellDelegate::paintChange(QPainter* painter, QRect rect, const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const bool conflicts = changeOf(index) == RowChange::changedMeanwhile;
    const QString before = index.data(BeforeTextRole).toString();
    if (!before.isEmpty()) {
        paintPill(painter, rect, PillShape::tag, theme.kind(BadgeKind::neutral), before);
        rect.setLeft(rect.left() + pillSize(PillShape::tag, before).width() + 8);
        if (rect.width() < 30) return;
        paintIcon(painter, QRectF(rect.left(), rect.top() + (rect.height() - 12) / 2.0, 12, 12),
                  QStringLiteral("arrow-right"),
                  theme.color(conflicts ? ColorRole("warning.fg") : ColorRole("text.tertiary")));
        rect.setLeft(rect.left() + 20);
    }
    paintPill(painter, rect, PillShape::tag, theme.kind(conflicts ? BadgeKind::warn : BadgeKind::accent),
              index.data().toString());
}

void CellDelegate::paintTexts(QPainter* painter, QRect rect, const QModelIndex& index,
                              const QStyleOptionViewItem& option) const {
    const Theme& theme = Theme::current();
    const TableView* table = tableOf(option);
    const bool isSmall = table && table->density() == Density::compact;
    const bool isStrong = kind_ == ColumnKind::logo || kind_ == ColumnKind::strong;
    QFont font = theme.font(kind_ == ColumnKind::mono ? TextStyle::mono
                            : isSmall                 ? (isStrong ? TextStyle::smallStrong : TextStyle::small)
                            : isStrong                ? TextStyle::bodyStrong
                                                      : TextStyle::body);
    const bool stale = isStale(index);
    const QVariant kind = index.data(BadgeKindRole);
    QColor color = theme.color(kind_ == ColumnKind::secondary || kind_ == ColumnKind::mono ? ColorRole("text.secondary")
                                                                                           : ColorRole("text.primary"));
    if (kind.isValid()) color = theme.kind(kind.value<BadgeKind>()).text;
    if (changeOf(index) == RowChange::excluded) color = theme.color("text.tertiary");
    if (stale && !kind.isValid()) {
        color = theme.color("text.tertiary");
        font.setItalic(true);
        font.setWeight(QFont::Normal);
    }
    const QString text = displayText(index.data(), option.locale);
    if (kind_ == ColumnKind::figure) {
        return paintText(painter, rect, text, font, color, Qt::AlignRight | Qt::AlignVCenter);
    }
    paintText(painter, rect, text, font, color);
    const QString more = index.data(SecondaryTextRole).toString();
    if (more.isEmpty()) return;
    rect.setLeft(rect.left() + textWidth(text, font) + 6);
    paintText(painter, rect, more, theme.font(TextStyle::small), theme.color("text.tertiary"));
}

// The heading goes over the whole row; each cell shows its part of it.
void CellDelegate::paintHeading(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const TableView* table = tableOf(option);
    const auto head = index.data(GroupRole).value<GroupHead>();
    painter->save();
    painter->setClipRect(option.rect);
    const QRect row(table ? 0 : option.rect.left(), option.rect.top(),
                    table ? table->viewport()->width() : option.rect.width(), option.rect.height());
    painter->fillRect(option.rect, theme.color("surface.panelAlt"));
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme.color("border.subtle"));
    if (table && table->paintsFocus(index.row())) {
        painter->setPen(QPen(theme.color("accent.focus"), 2));
        painter->drawRect(row.adjusted(1, 1, -1, -2));
    }
    const int left = table ? table->firstPadding() : 8;
    paintIcon(painter, QRectF(left, row.top() + (row.height() - 12) / 2.0, 12, 12),
              head.open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
              theme.color("text.secondary"));
    const QFont strong = theme.font(TextStyle::smallStrong);
    paintText(painter, row.adjusted(left + 20, 0, -8, 0), head.title, strong, theme.color("text.primary"));
    paintText(painter, row.adjusted(left + 28 + textWidth(head.title, strong), 0, -8, 0), head.count,
              theme.font(TextStyle::small), theme.color("text.tertiary"));
    painter->restore();
}

void CellDelegate::paintSkeleton(QPainter* painter, const QRect& cell, const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::current().color("surface.skeleton"));
    const qreal middle = cell.top() + cell.height() / 2.0;
    if (kind_ == ColumnKind::check) {
        painter->drawRoundedRect(QRectF(cell.left(), middle - 7, 14, 14), 4, 4);
    } else if (kind_ == ColumnKind::figure) {
        painter->drawRoundedRect(QRectF(cell.right() - 39, middle - 5, 40, 10), 4, 4);
    } else {
        const qreal tile = kind_ == ColumnKind::logo ? 26 : 0;
        if (tile > 0) painter->drawRoundedRect(QRectF(cell.left(), middle - 9, 18, 18), 5, 5);
        const qreal share = index.row() % 2 == 0 ? 0.65 : 0.88;
        painter->drawRoundedRect(QRectF(cell.left() + tile, middle - 5, (cell.width() - tile) * share, 10), 4, 4);
    }
    painter->restore();
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index) {
    if (event->type() != QEvent::ToolTip) return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString tip = index.data(Qt::ToolTipRole).toString();
    const QString text = displayText(index.data(), option.locale);
    const int decoration = kind_ == ColumnKind::logo ? 44 : 16;
    if (tip.isEmpty() && textWidth(text, Theme::current().font(TextStyle::body)) + decoration > option.rect.width())
        tip = text;
    QToolTip::showText(event->globalPos(), plainToolTip(tip), view);
    return true;
}

}  // namespace steward::ui
