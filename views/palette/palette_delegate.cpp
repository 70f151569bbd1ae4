#include "views/palette/palette_delegate.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/icons.h"
#include "ui/paint.h"
#include "views/palette/palette_model.h"

namespace steward::views {

namespace {

constexpr int titleHeight = 28, rowHeight = 36, tallHeight = 52;

const PaletteEntry* entryOf(const QModelIndex& index) {
    const auto* model = qobject_cast<const PaletteModel*>(index.model());
    return model ? model->at(index.row()) : nullptr;
}

// Caps for each key, from the right; returns where they begin.
int paintKeys(QPainter* painter, const QRect& row, const QString& keys) {
    const ui::Theme& theme = ui::Theme::current();
    const QFont font = theme.font(ui::TextStyle::caption);
    int right = row.right() - 8;
    QStringList caps = keys.split(QRegularExpression(QStringLiteral(", ?|\\+")), Qt::SkipEmptyParts);
    while (!caps.isEmpty()) {
        const QString cap = caps.takeLast();
        const int width = std::max(18, ui::textWidth(cap, font) + 12);
        const QRect box(right - width, row.center().y() - 8, width, 18);
        ui::paintCard(painter, box, theme.color("surface.panelAlt"), theme.color("border.strong"), 4);
        ui::paintText(painter, box, cap, font, theme.color("text.secondary"), Qt::AlignCenter);
        right -= width + 4;
    }
    return right;
}

}  // namespace

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const PaletteEntry* entry = entryOf(index);
    if (!entry) return {};
    return {100, entry->isTitle() ? titleHeight : entry->logo.isEmpty() ? rowHeight : tallHeight};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const PaletteEntry* entry = entryOf(index);
    if (!entry) return;
    const ui::Theme& theme = ui::Theme::current();
    painter->save();
    painter->fillRect(option.rect, theme.color("surface.raised"));
    if (entry->isTitle()) {
        ui::paintText(painter, option.rect.adjusted(16, 8, -16, 0), entry->title, theme.font(ui::TextStyle::caption),
                      theme.color("text.tertiary"));
        return painter->restore();
    }
    const QRect row = option.rect.adjusted(8, 0, -8, 0);
    if (option.state & QStyle::State_Selected)
        ui::paintCard(painter, row, theme.color("surface.selected"), theme.color("accent.border"), 6);
    const int end = paintKeys(painter, row, entry->keys) - 8;
    if (!entry->logo.isEmpty()) {
        ui::paintLogo(painter, QRect(row.left() + 8, row.center().y() - 15, 32, 32), ui::logoFor(entry->logo));
        const int left = row.left() + 50;
        ui::paintText(painter, QRect(left, row.top() + 8, end - left, 18), entry->title,
                      theme.font(ui::TextStyle::bodyStrong), theme.color("text.primary"));
        ui::paintText(painter, QRect(left, row.top() + 27, end - left, 16), entry->remark,
                      theme.font(ui::TextStyle::small), theme.color("text.secondary"));
        return painter->restore();
    }
    const QColor text = theme.color(entry->danger ? ui::ColorRole("danger.fg") : ui::ColorRole("text.primary"));
    const QColor icon = entry->danger ? text : theme.color("text.secondary");
    if (!entry->icon.isEmpty())
        ui::paintIcon(painter, QRectF(row.left() + 8, row.center().y() - 7, 15, 15), entry->icon, icon);
    const int left = row.left() + 33;
    const QFont body = theme.font(ui::TextStyle::body);
    const int width = std::min(ui::textWidth(entry->title, body) + 2, end - left);
    ui::paintText(painter, QRect(left, row.top(), width, row.height()), entry->title, body, text);
    if (left + width + 12 < end)
        ui::paintText(painter, QRect(left + width + 10, row.top(), end - left - width - 10, row.height()),
                      entry->remark, theme.font(ui::TextStyle::small), theme.color("text.tertiary"));
    painter->restore();
}

PaletteIcon::PaletteIcon(QString name, int size, QWidget* parent) : QWidget(parent), name_(std::move(name)) {
    setFixedSize(size, size);
}

void PaletteIcon::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    ui::paintIcon(&painter, rect(), name_, ui::Theme::current().color("text.tertiary"));
}

PaletteFooter::PaletteFooter(QWidget* parent) : QWidget(parent) {
    setFixedHeight(37);
}

void PaletteFooter::paintEvent(QPaintEvent*) {
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath round;
    round.addRoundedRect(QRectF(0, -20, width(), height() + 20), 9, 9);
    painter.fillPath(round, theme.color("surface.panelAlt"));
    painter.fillRect(0, 0, width(), 1, theme.color("border.default"));
}

}  // namespace steward::views
