// Cards on the grid of a dashboard: laid out, and moved, resized and chosen by mouse and keys while they are edited.
// GUI thread.
//
// With keys, on a chosen panel: arrows move it past its neighbour, with Shift they resize it; Enter edits, Ctrl+D
// duplicates, Delete removes.
#pragma once

#include <QWidget>
#include <map>

#include "domain/dashboard.h"

namespace steward::views {

class PanelHandle;

class DashboardCanvas : public QWidget {
    Q_OBJECT
public:
    static constexpr int gap = 12, margin = 16;
    // Of one grid row with its gap; a panel of four rows is 232 high.
    static constexpr int leastRowHeight = 61;

    explicit DashboardCanvas(QWidget* parent = nullptr);

    struct Item {
        QString id, title;
        QWidget* card = nullptr;  // the canvas takes it
        domain::GridPlace place;
    };
    // Cards that were there before and are no longer among them are the caller's to delete.
    void setItems(std::vector<Item> items);
    void setEditing(bool editing);
    bool isEditing() const { return editing_; }
    // All of it fits into the height that there is, as on a wall; else it is as high as it needs, and at least that.
    void setFitting(bool fitting);
    void setRoom(const QSize& room);  // that can be seen at once
    QString chosen() const;           // the id of the panel that has the focus; empty: none
    void choose(const QString& id);

    // In pixels, for tests and drops.
    QRect rectOf(const domain::GridPlace& place) const;

Q_SIGNALS:
    void placesChanged(const std::vector<steward::domain::GridPlace>& places);
    void stepAsked(const QString& id, steward::domain::grid::Direction direction);
    void resizeAsked(const QString& id, int columns, int rows);
    void editAsked(const QString& id);
    void duplicateAsked(const QString& id);
    void removeAsked(const QString& id);
    void menuAsked(const QString& id, const QPoint& global);
    void chosenMoved(QWidget* panel);  // it should be seen

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    friend class PanelHandle;
    domain::grid::Places places() const;
    void lay(const domain::grid::Places& places);
    void layOut() { lay(places()); }
    void drag(PanelHandle* handle, QPoint by, bool resizes);  // previews
    void drop(PanelHandle* handle, bool keep);
    void describe();
    bool isNarrow() const { return width() < 560; }
    double columnWidth() const { return double(width() - 2 * margin + gap) / domain::grid::columns; }

    std::vector<Item> items_;
    std::map<QString, PanelHandle*> handles_;
    domain::grid::Places preview_;
    int rowHeight_ = leastRowHeight;
    QSize room_;
    bool editing_ = false, fitting_ = false;
};

}  // namespace steward::views
