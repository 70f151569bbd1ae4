// The two columns of the component sheet, filled from top to bottom.
#pragma once

#include <QBoxLayout>

#include "ui/labels.h"

namespace steward::views {

class SheetColumn {
public:
    explicit SheetColumn(QVBoxLayout* layout) : layout_(layout) {}
    void section(const QString& title);
    // Widgets side by side; a null is a stretch.
    QHBoxLayout* line(std::initializer_list<QWidget*> widgets, int spacing = 8, int below = 8);
    void add(QWidget* widget, int below = 0);
    QVBoxLayout* layout() const { return layout_; }

private:
    void space(int below);
    QVBoxLayout* layout_;
    int below_ = 10;  // already left free under the last line; margins of lines and titles overlap
};

// `name` becomes the object name and, where there is no text to say it, the accessible name.
template <class Widget>
Widget* named(Widget* widget, const QString& name) {
    widget->setObjectName(name);
    if (widget->accessibleName().isEmpty()) widget->setAccessibleName(name);
    return widget;
}

void addControls(SheetColumn& column);    // buttons to tooltips
void addViews(SheetColumn& column);       // table, states, toasts, jobs
QWidget* chartColours(QWidget* parent);   // the eight series with dash and marker
QWidget* tooltipSample(QWidget* parent);  // what a tooltip looks like

}  // namespace steward::views
