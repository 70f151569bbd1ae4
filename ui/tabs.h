// Tabs of a page or a panel: a QTabBar with counts and a 2 px underline. Pages are the caller's QStackedWidget.
#pragma once

#include <QTabBar>

namespace steward::ui {

class Tabs : public QTabBar {
    Q_OBJECT
public:
    // `inset`: px before the first tab, so that its text aligns with the page.
    explicit Tabs(int inset = 16, QWidget* parent = nullptr);
    void setCount(int index, const QString& count);  // "412", as already written for the user's locale
    void setHeight(int height);
    void setGap(int gap);         // between two texts; 20
    void setFramed(bool framed);  // line and round corners all around, for use outside a panel

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent* event) override;

private:
    QRect textRect(int index) const;
    int inset_, height_, halfGap_ = 10;
    bool framed_ = false;
};

// What Tabs and other controls stand in side by side: the line under the tabs goes on under all of it.
class TabRow : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace steward::ui
