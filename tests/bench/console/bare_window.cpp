// The limit: the smallest window with Qt Widgets and one Qt chart.
#include <QApplication>
#include <QBoxLayout>
#include <QChartView>
#include <QLabel>
#include <QLineSeries>
#include <QMainWindow>
#include <QPushButton>

#include "on_screen.h"

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    auto* chart = new QChart;
    auto* line = new QLineSeries;
    for (int i = 0; i < 60; ++i)
        line->append(i, i * 7 % 23);
    chart->addSeries(line);
    chart->createDefaultAxes();
    QMainWindow window;
    auto* center = new QWidget;
    auto* layout = new QVBoxLayout(center);
    layout->addWidget(new QLabel(QStringLiteral("A window")));
    layout->addWidget(new QChartView(chart), 1);
    layout->addWidget(new QPushButton(QStringLiteral("A button")));
    window.setCentralWidget(center);
    window.resize(1440, 900);
    new steward::bench::OnScreen(&window, "window");
    window.show();
    return QApplication::exec();
}
