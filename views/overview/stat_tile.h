// A figure that is watched: its name, the value now, and its last minutes as a small line.
#pragma once

#include "ui/charts/scale.h"
#include "ui/labels.h"

namespace steward::views {

class StatTile : public ui::Card {
    Q_OBJECT
public:
    // `id`: "requests"; the object name is "stat.requests".
    StatTile(const QString& id, const QString& title, const ui::ValueFormat& format, QWidget* parent = nullptr);
    // Oldest first; not a number: nothing was recorded. `isLive`: the last one is of now.
    void setValues(const QList<qreal>& values, bool isLive);
    QSize sizeHint() const override { return {220, 92}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString title_;
    ui::ValueFormat format_;
    QList<qreal> line_;
    ui::Text* number_;
    ui::Text* unit_;
};

}  // namespace steward::views
