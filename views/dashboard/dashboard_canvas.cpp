#include "views/dashboard/dashboard_canvas.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <cmath>

#include "ui/theme.h"

namespace steward::views {

using namespace domain;
using domain::grid::Direction;
using domain::grid::Places;

// Lies over a card while it is edited: takes the mouse and the keys, and shows what is chosen.
class PanelHandle : public QWidget {
public:
    PanelHandle(DashboardCanvas* canvas, const QString& id) : QWidget(canvas), canvas_(canvas), id_(id) {
        setObjectName(QStringLiteral("handle.") + id);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::SizeAllCursor);
        setMouseTracking(true);
    }
    const QString& id() const { return id_; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const auto& theme = ui::Theme::current();
        const bool isChosen = hasFocus() || dragging_;
        painter.setPen(QPen(isChosen ? theme.color("accent.focus") : theme.color("border.strong"), isChosen ? 2 : 1,
                            isChosen ? Qt::SolidLine : Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
        painter.setPen(QPen(isChosen ? theme.color("accent.focus") : theme.color("text.secondary"), 1.5, Qt::SolidLine,
                            Qt::RoundCap));
        for (const int reach : {5, 9, 13})
            painter.drawLine(QPointF(width() - 5 - reach, height() - 5), QPointF(width() - 5, height() - 5 - reach));
    }
    void mousePressEvent(QMouseEvent* event) override {
        if (event->button() != Qt::LeftButton) return;
        from_ = event->globalPosition().toPoint();
        resizes_ = grip().contains(event->position().toPoint());
        pressed_ = true;
        raise();
    }
    void mouseMoveEvent(QMouseEvent* event) override {
        const QPoint at = event->globalPosition().toPoint();
        if (!pressed_)
            return setCursor(grip().contains(event->position().toPoint()) ? Qt::SizeFDiagCursor : Qt::SizeAllCursor);
        if (!dragging_ && (at - from_).manhattanLength() < 4) return;
        dragging_ = true;
        canvas_->drag(this, at - from_, resizes_);
    }
    void mouseReleaseEvent(QMouseEvent*) override { finish(true); }
    void mouseDoubleClickEvent(QMouseEvent* event) override {
        if (event->button() == Qt::LeftButton) Q_EMIT canvas_->editAsked(id_);
    }
    void contextMenuEvent(QContextMenuEvent* event) override { Q_EMIT canvas_->menuAsked(id_, event->globalPos()); }
    void focusInEvent(QFocusEvent* event) override {
        QWidget::focusInEvent(event);
        update();
    }
    void focusOutEvent(QFocusEvent* event) override {
        QWidget::focusOutEvent(event);
        update();
    }
    void keyPressEvent(QKeyEvent* event) override {
        const bool resizes = event->modifiers() & Qt::ShiftModifier;
        const auto arrow = [&](Direction direction, int columns, int rows) {
            if (resizes)
                Q_EMIT canvas_->resizeAsked(id_, columns, rows);
            else
                Q_EMIT canvas_->stepAsked(id_, direction);
        };
        switch (event->key()) {
            case Qt::Key_Escape:
                if (!dragging_) return event->ignore();
                return finish(false);
            case Qt::Key_Left:
                return arrow(Direction::left, -1, 0);
            case Qt::Key_Right:
                return arrow(Direction::right, 1, 0);
            case Qt::Key_Up:
                return arrow(Direction::up, 0, -1);
            case Qt::Key_Down:
                return arrow(Direction::down, 0, 1);
            case Qt::Key_Return:
            case Qt::Key_Enter:
                Q_EMIT canvas_->editAsked(id_);
                return;
            case Qt::Key_Delete:
                Q_EMIT canvas_->removeAsked(id_);
                return;
            case Qt::Key_D:
                if (event->modifiers() & Qt::ControlModifier) {
                    Q_EMIT canvas_->duplicateAsked(id_);
                    return;
                }
                break;
            default:
                break;
        }
        event->ignore();
    }

private:
    QRect grip() const { return {width() - 24, height() - 24, 24, 24}; }
    void finish(bool keep) {
        pressed_ = false;
        if (!std::exchange(dragging_, false)) return;
        canvas_->drop(this, keep);
        update();
    }

    DashboardCanvas* canvas_;
    QString id_;
    QPoint from_;
    bool pressed_ = false, dragging_ = false, resizes_ = false;
};

DashboardCanvas::DashboardCanvas(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("dashboardPanels"));
}

Places DashboardCanvas::places() const {
    Places places;
    for (const Item& item : items_)
        places.push_back(item.place);
    return places;
}

void DashboardCanvas::setItems(std::vector<Item> items) {
    const QString before = chosen();
    items_ = std::move(items);
    std::map<QString, PanelHandle*> handles;
    QWidget* previous = nullptr;
    for (Item& item : items_) {
        if (item.card->parentWidget() != this) item.card->setParent(this);
        item.card->show();
        auto known = handles_.find(item.id);
        auto* handle = known != handles_.end() ? known->second : new PanelHandle(this, item.id);
        if (known != handles_.end()) handles_.erase(known);
        handle->setVisible(editing_);
        handle->raise();
        handles[item.id] = handle;
        if (previous) setTabOrder(previous, handle);
        previous = handle;
    }
    for (const auto& [id, handle] : handles_) {  // one of them may be handling the key that removes it
        handle->hide();
        handle->setObjectName({});
        handle->deleteLater();
    }
    handles_ = std::move(handles);
    layOut();
    if (!before.isEmpty()) choose(before);
}

void DashboardCanvas::setEditing(bool editing) {
    editing_ = editing;
    for (const auto& [id, handle] : handles_) {
        handle->setVisible(editing);
        if (editing) handle->raise();
    }
    update();
}

void DashboardCanvas::setFitting(bool fitting) {
    fitting_ = fitting;
    layOut();
}

void DashboardCanvas::setRoom(const QSize& room) {
    room_ = room;
    layOut();
}

QString DashboardCanvas::chosen() const {
    for (const auto& [id, handle] : handles_)
        if (handle->hasFocus()) return id;
    return {};
}

void DashboardCanvas::choose(const QString& id) {
    if (const auto handle = handles_.find(id); editing_ && handle != handles_.end()) {
        handle->second->setFocus(Qt::TabFocusReason);
        Q_EMIT chosenMoved(handle->second);
    }
}

QRect DashboardCanvas::rectOf(const GridPlace& place) const {
    const double unit = columnWidth();
    const int left = margin + int(std::lround(double(place.column) * unit));
    const int right = margin + int(std::lround(double(place.column + place.columns) * unit)) - gap;
    return {left, gap + int(place.row) * rowHeight_, right - left, int(place.rows) * rowHeight_ - gap};
}

void DashboardCanvas::lay(const Places& places) {
    const auto rows = int(std::max<std::int64_t>(1, grid::height(places)));
    const int fit = (room_.height() - gap) / rows;
    rowHeight_ = fitting_ ? std::max(24, fit) : std::max(leastRowHeight, fit);
    if (!fitting_ && fit > 2 * leastRowHeight) rowHeight_ = 2 * leastRowHeight;
    int bottom = gap;
    std::vector<std::size_t> order(items_.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return std::pair(places[i].row, places[i].column); });
    for (const std::size_t i : order) {
        // A narrow window shows them one below the other.
        const QRect rect = isNarrow()
                               ? QRect(margin, bottom, width() - 2 * margin, int(places[i].rows) * leastRowHeight - gap)
                               : rectOf(places[i]);
        bottom = isNarrow() ? rect.bottom() + 1 + gap : std::max(bottom, rect.bottom() + 1 + gap);
        items_[i].card->setGeometry(rect);
        handles_.at(items_[i].id)->setGeometry(rect);
    }
    setMinimumHeight(bottom);
    describe();
    if (const QString id = chosen(); preview_.empty() && !id.isEmpty()) Q_EMIT chosenMoved(handles_.at(id));
}

void DashboardCanvas::describe() {
    if (!editing_) return;
    for (const Item& item : items_) {
        PanelHandle* handle = handles_.at(item.id);
        handle->setAccessibleName(tr("Panel %1").arg(item.title));
        handle->setAccessibleDescription(
            tr("Column %1 of 12, row %2, %3 wide, %4 high. Arrows move it, with Shift they resize it; Enter edits, "
               "Ctrl+D duplicates, Delete removes it.")
                .arg(item.place.column + 1)
                .arg(item.place.row + 1)
                .arg(item.place.columns)
                .arg(item.place.rows));
    }
}

void DashboardCanvas::drag(PanelHandle* handle, QPoint by, bool resizes) {
    std::size_t panel = 0;
    while (panel < items_.size() && items_[panel].id != handle->id())
        ++panel;
    if (panel >= items_.size() || isNarrow()) return;
    const GridPlace& start = items_[panel].place;
    const auto columns = std::llround(by.x() / columnWidth());
    const auto rows = std::llround(double(by.y()) / rowHeight_);
    preview_ = resizes ? grid::resize(places(), panel, start.columns + columns, start.rows + rows)
                       : grid::move(places(), panel, start.column + columns, start.row + rows);
    lay(preview_);
    // The panel itself stays under the pointer.
    QRect rect = rectOf(start);
    if (resizes)
        rect.setSize((rect.size() + QSize(by.x(), by.y())).expandedTo({48, 40}));
    else
        rect.translate(by);
    items_[panel].card->raise();
    handle->raise();
    items_[panel].card->setGeometry(rect);
    handle->setGeometry(rect);
    update();
}

void DashboardCanvas::drop(PanelHandle* handle, bool keep) {
    const Places wanted = std::exchange(preview_, {});
    layOut();
    update();
    handle->setFocus(Qt::MouseFocusReason);
    if (keep && !wanted.empty() && wanted != places()) Q_EMIT placesChanged(wanted);
}

void DashboardCanvas::resizeEvent(QResizeEvent*) {
    layOut();
}

void DashboardCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& theme = ui::Theme::current();
    painter.fillRect(rect(), theme.color("surface.canvas"));
    if (!editing_) return;
    // Where a panel will come to stand.
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color("accent.focus"), 1, Qt::DashLine));
    QColor fill = theme.color("accent.focus");
    fill.setAlphaF(0.12F);
    painter.setBrush(fill);
    for (std::size_t i = 0; i < preview_.size(); ++i)
        if (rectOf(preview_[i]) != items_[i].card->geometry())
            painter.drawRoundedRect(QRectF(rectOf(preview_[i])).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
}

}  // namespace steward::views
