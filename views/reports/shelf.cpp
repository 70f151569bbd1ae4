#include "views/reports/shelf.h"

#include <QApplication>
#include <QDrag>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QScrollArea>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>

#include "ui/icons.h"
#include "ui/labels.h"
#include "views/reports/field_list.h"

namespace steward::views {
namespace {

// Chips side by side; where there are too many, the wheel and the focus bring the rest into view.
class ChipRow : public QScrollArea {
public:
    ChipRow() {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFocusPolicy(Qt::NoFocus);
        viewport()->setAutoFillBackground(false);
    }
    QSize minimumSizeHint() const override { return {60, 30}; }

protected:
    void wheelEvent(QWheelEvent* event) override {
        auto* bar = horizontalScrollBar();
        const QPoint turned = event->angleDelta();
        bar->setValue(bar->value() - (turned.x() != 0 ? turned.x() : turned.y()) / 2);
    }
};

}  // namespace

Shelf::Shelf(const QString& id, const QString& icon, const QString& title, const QString& hint, QWidget* parent)
    : QWidget(parent), id_(id), hint_(hint), chips_(new QHBoxLayout) {
    setObjectName(QStringLiteral("shelf.") + id);
    setAccessibleName(title);
    setAcceptDrops(true);
    setFixedHeight(36);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    auto* picture = new QLabel;
    picture->setPixmap(ui::icon(icon, "text.tertiary").pixmap(13, 13));
    auto* name = new ui::Text(title, ui::TextStyle::body, ui::Tone::secondary);
    name->setFixedWidth(64);
    chips_->setSpacing(8);
    row->addWidget(picture);
    row->addWidget(name);
    auto* host = new QWidget;
    host->setAutoFillBackground(false);
    auto* line = new QHBoxLayout(host);
    line->setContentsMargins(0, 0, 0, 0);
    line->addLayout(chips_);
    line->addStretch();
    auto* scroll = new ChipRow;
    scroll->setWidget(host);
    host->setAutoFillBackground(false);
    row->addWidget(scroll, 1);
}

void Shelf::setAdder(const QString& text, std::function<void(QWidget*)> add) {
    addText_ = text;
    add_ = std::move(add);
    setEntries({});
}

void Shelf::setEntries(std::vector<ShelfEntry> entries) {
    // Who edits with the keyboard goes on where they were.
    int focused = -1;
    while (auto* item = chips_->takeAt(0)) {
        if (auto* chip = item->widget()) {
            if (chip->hasFocus() && !chip->objectName().endsWith(QStringLiteral(".add")))
                focused = chip->objectName().section(QLatin1Char('.'), -1).toInt();
            chip->setObjectName({});
            chip->hide();
            chip->deleteLater();
        }
        delete item;
    }
    int number = 0;
    for (auto& entry : entries) {
        auto* chip = new ui::Chip({}, entry.text);
        chip->setLook(entry.look);
        chip->setGrip(isMovable_);
        chip->setObjectName(QStringLiteral("%1.%2").arg(objectName()).arg(number++));
        chip->setAccessibleName(tr("%1 on %2").arg(entry.text, accessibleName()));
        chip->setToolTip(entry.hint);
        if (isMovable_) chip->installEventFilter(this);
        connect(chip, &ui::Chip::removed, this, [remove = entry.remove] { remove(); });
        connect(chip, &QAbstractButton::clicked, this, [chip, edit = entry.edit, fillMenu = entry.fillMenu] {
            if (edit) return edit(chip);
            auto* menu = new QMenu(chip);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            fillMenu(menu);
            menu->popup(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
        });
        chips_->addWidget(chip);
    }
    if (focused >= 0 && number > 0) focusEntry(std::min(focused, number - 1));
    if (add_) {
        auto* adder = ui::Chip::adder(addText_);
        adder->setObjectName(objectName() + QStringLiteral(".add"));
        adder->setAccessibleName(addText_);
        connect(adder, &QAbstractButton::clicked, this, [this, adder] { add_(adder); });
        chips_->addWidget(adder);
    } else if (entries.empty()) {
        chips_->addWidget(new ui::Text(hint_, ui::TextStyle::body, ui::Tone::tertiary));
    }
}

void Shelf::focusEntry(int index) {
    if (auto* chip = findChild<ui::Chip*>(QStringLiteral("%1.%2").arg(objectName()).arg(index)))
        chip->setFocus(Qt::OtherFocusReason);
}

int Shelf::placeAt(int x) const {
    int place = 0;
    for (int i = 0; i < chips_->count(); ++i) {
        const auto* chip = qobject_cast<ui::Chip*>(chips_->itemAt(i)->widget());
        if (chip && chip->mapTo(this, chip->rect().center()).x() < x) ++place;
    }
    return place;
}

bool Shelf::eventFilter(QObject* watched, QEvent* event) {
    auto* chip = qobject_cast<ui::Chip*>(watched);
    if (!chip) return QWidget::eventFilter(watched, event);
    const int index = chip->objectName().section(QLatin1Char('.'), -1).toInt();
    if (event->type() == QEvent::MouseButtonPress) {
        pressed_ = static_cast<QMouseEvent*>(event)->pos();
    } else if (event->type() == QEvent::MouseMove) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const bool isDrag = (mouse->buttons() & Qt::LeftButton) &&
                            (mouse->pos() - pressed_).manhattanLength() >= QApplication::startDragDistance();
        if (!isDrag) return false;
        auto* carried = new QMimeData;
        carried->setData(QLatin1String(entryMimeType), QStringLiteral("%1 %2").arg(id_).arg(index).toUtf8());
        chip->setDown(false);
        auto* drag = new QDrag(this);
        drag->setMimeData(carried);
        drag->setPixmap(chip->grab());
        drag->setHotSpot(pressed_);
        drag->exec(Qt::MoveAction);
        return true;
    } else if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (!(key->modifiers() & Qt::AltModifier)) return false;
        const int along = key->key() == Qt::Key_Left ? -1 : key->key() == Qt::Key_Right ? 1 : 0;
        const int shelves = key->key() == Qt::Key_Up ? -1 : key->key() == Qt::Key_Down ? 1 : 0;
        if (along == 0 && shelves == 0) return false;
        Q_EMIT entryMoved(index, along, shelves);
        return true;
    }
    return false;
}

void Shelf::dragEnterEvent(QDragEnterEvent* event) {
    const bool isEntry = isMovable_ && event->mimeData()->hasFormat(QLatin1String(entryMimeType));
    if (isEntry || event->mimeData()->hasFormat(QLatin1String(fieldMimeType))) event->acceptProposedAction();
}

void Shelf::dropEvent(QDropEvent* event) {
    const auto* carried = event->mimeData();
    event->acceptProposedAction();
    if (carried->hasFormat(QLatin1String(fieldMimeType)))
        return Q_EMIT fieldDropped(QString::fromUtf8(carried->data(QLatin1String(fieldMimeType))));
    const QStringList parts = QString::fromUtf8(carried->data(QLatin1String(entryMimeType))).split(QLatin1Char(' '));
    if (parts.size() == 2) Q_EMIT entryDropped(parts[0], parts[1].toInt(), placeAt(event->position().toPoint().x()));
}

}  // namespace steward::views
