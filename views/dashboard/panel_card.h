// One panel of a dashboard: title, legend, the value now or under the crosshair, and what it holds.
#pragma once

#include "ui/charts/scale.h"
#include "ui/labels.h"

class QHBoxLayout;

namespace steward::views {

class PanelCard : public ui::Card {
    Q_OBJECT
public:
    // `id`: "latency"; the object name is "panel.latency".
    PanelCard(const QString& id, const QString& title, QWidget* content, QWidget* parent = nullptr);
    void setValue(const ui::ValueText& value);
    void setTitle(const QString& title);
    // A line in the colour of chart series `series`, and its name.
    void addLegend(const QString& name, int series);
    void addThreshold(const QString& name);
    QHBoxLayout* header() const { return header_; }

private:
    class Mark;
    QHBoxLayout* header_;
    QHBoxLayout* legend_;
    ui::Text* title_;
    ui::Text* number_;
    ui::Text* unit_;
};

}  // namespace steward::views
