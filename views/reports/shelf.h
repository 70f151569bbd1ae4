// One line of the builder: its name and the chips that stand on it. Fields are dropped here; a chip is moved, changed
// and removed from its menu, Delete removes it.
#pragma once

#include <QIcon>
#include <QWidget>
#include <functional>

class QHBoxLayout;
class QMenu;

namespace steward::views {

struct ShelfEntry {
    QString text;
    bool active = true;  // filled
    std::function<void(QMenu*)> fillMenu;
    std::function<void()> remove;
    std::function<void(QWidget* chip)> edit;  // instead of the menu
};

class Shelf : public QWidget {
    Q_OBJECT
public:
    // `id`: "rows"; the object name is "shelf.rows".
    Shelf(const QString& id, const QString& icon, const QString& title, const QString& hint, QWidget* parent = nullptr);
    void setEntries(std::vector<ShelfEntry> entries);
    // A dashed chip at the end that adds an entry.
    void setAdder(const QString& text, std::function<void(QWidget* chip)> add);

Q_SIGNALS:
    void fieldDropped(const QString& field);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QString hint_, addText_;
    std::function<void(QWidget*)> add_;
    QHBoxLayout* chips_;
};

}  // namespace steward::views
