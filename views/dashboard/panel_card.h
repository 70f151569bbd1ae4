// One panel of a dashboard: title, legend, the value now or under the crosshair, and what it holds.
#pragma once

#include "ui/charts/scale.h"
#include "ui/labels.h"

class QHBoxLayout;

namespace steward::ui {
class Button;
}

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
    // A dashed one, of what is bad or a warning.
    void addThreshold(const QString& name, bool isWarning = false);
    void addTag(QWidget* tag);  // behind the value
    QWidget* content() const { return content_; }
    QString title() const;

Q_SIGNALS:
    // By the button that appears under the pointer, the right button of the mouse, or the menu key.
    void menuAsked(const QPoint& global);

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    class Mark;
    QHBoxLayout* header_;
    QHBoxLayout* legend_;
    ui::Text* title_;
    ui::Text* number_;
    ui::Text* unit_;
    ui::Button* menu_;
    QWidget* content_;
};

}  // namespace steward::views
