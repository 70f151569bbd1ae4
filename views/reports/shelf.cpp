#include "views/reports/shelf.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "views/reports/field_list.h"

namespace steward::views {

Shelf::Shelf(const QString& id, const QString& icon, const QString& title, const QString& hint, QWidget* parent)
    : QWidget(parent), hint_(hint), chips_(new QHBoxLayout) {
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
    row->addLayout(chips_);
    row->addStretch();
}

void Shelf::setAdder(const QString& text, std::function<void(QWidget*)> add) {
    addText_ = text;
    add_ = std::move(add);
    setEntries({});
}

void Shelf::setEntries(std::vector<ShelfEntry> entries) {
    while (auto* item = chips_->takeAt(0)) {
        if (auto* chip = item->widget()) {
            chip->hide();
            chip->deleteLater();
        }
        delete item;
    }
    int number = 0;
    for (auto& entry : entries) {
        auto* chip = new ui::Chip({}, entry.text);
        chip->setActive(entry.active);
        chip->setObjectName(QStringLiteral("%1.%2").arg(objectName()).arg(number++));
        chip->setAccessibleName(tr("%1 on %2").arg(entry.text, accessibleName()));
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

void Shelf::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasFormat(QLatin1String(fieldMimeType))) event->acceptProposedAction();
}

void Shelf::dropEvent(QDropEvent* event) {
    Q_EMIT fieldDropped(QString::fromUtf8(event->mimeData()->data(QLatin1String(fieldMimeType))));
    event->acceptProposedAction();
}

}  // namespace steward::views
