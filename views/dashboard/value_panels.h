// Panels that show values instead of a course: figure, gauge, error budget, small courses, table, bars, and the top
// tenants.
#pragma once

#include <QTableWidget>

#include "ui/charts/category_chart.h"
#include "ui/charts/gauge.h"
#include "views/dashboard/panel_view.h"

namespace steward::ui {
class StateStack;
class Tag;
}  // namespace steward::ui

namespace steward::views {

// One value, large, with its unit, and its course below.
class Figure : public QWidget {
    Q_OBJECT
public:
    explicit Figure(QWidget* parent = nullptr);
    void setValue(const ui::ValueText& value, const QColor& color);  // invalid: as usual
    void setCourse(const QList<qreal>& values, const QColor& color);
    QSize sizeHint() const override { return {220, 110}; }
    QSize minimumSizeHint() const override { return {90, 48}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ui::ValueText value_;
    QColor color_, courseColor_;
    QList<qreal> course_;
};

// A line for each: its name, its course, its value.
class Courses : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString name, value;
        QList<qreal> values;
        QColor color;
    };
    explicit Courses(QWidget* parent = nullptr);
    void setRows(std::vector<Row> rows);
    QSize sizeHint() const override { return {220, 110}; }
    QSize minimumSizeHint() const override { return {120, 40}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Row> rows_;
};

class FigurePanelView : public PanelView {
    Q_OBJECT
public:
    FigurePanelView(const domain::DashboardPanel& panel, const PanelScene& scene);
    QWidget* widget() const override { return figure_; }
    void dress(PanelCard& card) override;
    void applyTheme() override { show(); }
    void showHistory(const PanelTime& time) override;
    void showSecond(int second, const PanelTime& time) override;

private:
    void show();
    Figure* figure_;
    ui::Tag* level_;
    double value_;
    QList<qreal> course_;
};

class GaugePanelView : public PanelView {
    Q_OBJECT
public:
    GaugePanelView(const domain::DashboardPanel& panel, const PanelScene& scene);
    QWidget* widget() const override { return gauge_; }
    void applyTheme() override;
    void showHistory(const PanelTime& time) override;
    void showSecond(int second, const PanelTime& time) override;

private:
    ui::Gauge* gauge_;
};

class BudgetPanelView : public PanelView {
    Q_OBJECT
public:
    BudgetPanelView(const domain::DashboardPanel& panel, const PanelScene& scene);
    QWidget* widget() const override { return gauge_; }
    void dress(PanelCard& card) override;
    void applyTheme() override;
    void showBudget() override;

private:
    ui::Gauge* gauge_;
    ui::Tag* tag_;
};

class CoursesPanelView : public PanelView {
    Q_OBJECT
public:
    CoursesPanelView(const domain::DashboardPanel& panel, const PanelScene& scene);
    QWidget* widget() const override { return courses_; }
    void applyTheme() override { show(time_); }
    void showHistory(const PanelTime& time) override { show(time); }
    void showSecond(int second, const PanelTime& time) override;

private:
    void show(const PanelTime& time);
    Courses* courses_;
    PanelTime time_;
};

class TablePanelView : public PanelView {
    Q_OBJECT
public:
    TablePanelView(const domain::DashboardPanel& panel, const PanelScene& scene);
    QWidget* widget() const override { return frame_; }
    void applyTheme() override { show(time_); }
    void showHistory(const PanelTime& time) override { show(time); }
    void showSecond(int second, const PanelTime& time) override;

private:
    void show(const PanelTime& time);
    QWidget* frame_;
    QTableWidget* table_;
    PanelTime time_;
};

class BarPanelView : public PanelView {
    Q_OBJECT
public:
    BarPanelView(const domain::DashboardPanel& panel, const PanelScene& scene);
    QWidget* widget() const override { return chart_; }
    void dress(PanelCard& card) override;
    void applyTheme() override { show(time_); }
    void showHistory(const PanelTime& time) override { show(time); }
    void showSecond(int second, const PanelTime& time) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(const PanelTime& time);
    ui::CategoryChart* chart_;
    PanelTime time_;
};

class TopPanelView : public PanelView {
    Q_OBJECT
public:
    TopPanelView(const domain::DashboardPanel& panel, const PanelScene& scene);
    QWidget* widget() const override;
    void showTime(const PanelTime& time) override;
    void showSecond(int second, const PanelTime& time) override;
    void reload() override;

private:
    TopTenantsPanel* top_;
    ui::StateStack* stack_;
    PanelTime time_;
};

}  // namespace steward::views
