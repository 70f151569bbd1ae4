// One line of the builder: its name and the chips that stand on it. Fields and chips of other shelves are dropped here,
// at the place where they are let go; a chip is moved, changed and removed from its menu. Delete removes it, Alt and
// the arrows move it, along the shelf and to the shelf above or below.
#pragma once

#include <QIcon>
#include <QWidget>
#include <functional>

#include "ui/buttons.h"

class QHBoxLayout;
class QMenu;

namespace steward::views {

struct ShelfEntry {
    QString text;
    ui::ChipLook look = ui::ChipLook::accent;
    std::function<void(QMenu*)> fillMenu;
    std::function<void()> remove;
    std::function<void(QWidget* chip)> edit = {};  // instead of the menu
    QString hint = {};                             // its tooltip
};

inline constexpr char entryMimeType[] = "application/x-steward-shelf-entry";

class Shelf : public QWidget {
    Q_OBJECT
public:
    // `id`: "rows"; the object name is "shelf.rows".
    Shelf(const QString& id, const QString& icon, const QString& title, const QString& hint, QWidget* parent = nullptr);
    void setEntries(std::vector<ShelfEntry> entries);
    // A dashed chip at the end that adds an entry.
    void setAdder(const QString& text, std::function<void(QWidget* chip)> add);
    // Its chips can be dragged, and moved by keys.
    void setMovable(bool movable) { isMovable_ = movable; }
    // After the chips were made anew.
    void focusEntry(int index);

Q_SIGNALS:
    void fieldDropped(const QString& field);
    // A chip of the shelf with this id is to stand at `place` here.
    void entryDropped(const QString& shelf, int index, int place);
    // By keys: along the shelf (-1, 1), or to the shelf above or below.
    void entryMoved(int index, int along, int shelves);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    int placeAt(int x) const;

    QString id_, hint_, addText_;
    std::function<void(QWidget*)> add_;
    QHBoxLayout* chips_;
    bool isMovable_ = false;
    QPoint pressed_;
};

}  // namespace steward::views
