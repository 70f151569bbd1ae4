// How the result is drawn: type, what stands where, stacking, totals, value axis. The settings are part of the report.
#pragma once

#include <QWidget>
#include <array>

#include "models/reports/report_builder.h"

namespace steward::ui {
class SegmentedControl;
class Select;
class Switch;
class Text;
}  // namespace steward::ui

namespace steward::views {

class ChartPanel : public QWidget {
    Q_OBJECT
public:
    explicit ChartPanel(models::ReportBuilder& builder, QWidget* parent = nullptr);

private:
    class Swatch;
    void fill();
    void apply();
    void chooseColour(std::size_t series);
    models::ReportBuilder& builder_;
    ui::SegmentedControl* type_;
    ui::Text* typeName_;
    ui::Select* category_;
    ui::Select* value_;
    ui::Select* across_;
    ui::Select* series_;
    ui::SegmentedControl* stacking_;
    std::array<Swatch*, report::chartColours> colours_;
    ui::Switch* totals_;
    ui::Switch* fromZero_;
    bool filling_ = false;
};

}  // namespace steward::views
