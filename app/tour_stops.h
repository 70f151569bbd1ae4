// The main job, stop by stop, over the real widgets: what a person does on the first day. Each stop ends on a settled
// screen, leaves its pictures and files, and says what did not come true.
#pragma once

#include <QElapsedTimer>
#include <chrono>

#include "app/tour_driver.h"
#include "ui/theme.h"

namespace steward::app {

class Console;
class MainWindow;

class TourStops {
public:
    // Both outlive this. `warmUp`: how long the platform's own traffic runs before the picture of the dashboard.
    TourStops(Console& console, TourDriver& driver, std::chrono::seconds warmUp)
        : console_(console), driver_(driver), warmUp_(warmUp) {}

    // All stops in order, up to the first that fails.
    Result<> all();

private:
    Result<> firstWindow();
    Result<> tenants();
    Result<> detail();
    Result<> bulkChange();
    Result<> undo();
    Result<> deletion();
    Result<> palette();
    Result<> dashboard();
    Result<> report();
    Result<> exports();
    Result<> schedule();
    Result<> offline();
    Result<> editOffline();
    Result<> startAgain();
    Result<> drafts();
    Result<> environments();
    Result<> branding();
    Result<> users();
    Result<> roles();
    Result<> apiKeys();
    Result<> support();
    Result<> audit();
    Result<> overview();
    Result<> watched();
    Result<> highContrast();
    Result<> components();

    MainWindow* window() const;
    Result<> enter();
    Result<> goTo(const QString& page) const;
    Result<> runCommand(const QString& command) const;
    Result<> setTheme(ui::ThemeKind theme) const;
    Result<> waitForTenants() const;
    Result<> waitForRows(const QString& table, int column) const;
    // The picture in the light, the dark and the high-contrast theme.
    Result<> inEveryTheme(const QString& name, const QString& says) const;
    Result<> addFilter(const QString& field, const QVariant& comparison, const QStringList& values) const;
    Result<> selectTenants(std::initializer_list<int> rows) const;
    // Waits for the plan, gives a reason and the sentence it asks for.
    Result<> confirmPlan(const QString& reason) const;
    Result<> applyPlan() const;
    Result<> runReport() const;
    Result<> exportReport(const QString& format, const QString& file) const;
    Result<> sameNumbers(const QString& first, const QString& second) const;

    Console& console_;
    TourDriver& driver_;
    std::chrono::seconds warmUp_;
    QElapsedTimer sinceEntered_;
};

}  // namespace steward::app
