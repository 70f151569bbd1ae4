// Dashboards beside the console's window: one dashboard or panel in a window of its own, and dashboards in turn on a
// whole screen. Both go with their parent. GUI thread.
#pragma once

#include <QTimer>

#include "models/dashboards/dashboard_editor.h"
#include "models/dashboards/panel_values.h"
#include "views/common/page.h"

namespace steward::ui {
class Text;
}

namespace steward::views {

class DashboardView;

// The strip above says where it is: the environment, the title, the time.
class DashboardWindow : public QWidget {
    Q_OBJECT
public:
    DashboardWindow(PageContext& context, const domain::DashboardContent& content,
                    const models::DashboardChoice& choice, QWidget* parent);
    DashboardView* view() const { return view_; }

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;  // Esc leaves the full screen
    void showTitle(const QString& title, const QString& note);
    void paintEvent(QPaintEvent* event) override;

private:
    DashboardView* view_;
    ui::Text* title_;
    ui::Text* note_;
};

class WallWindow : public DashboardWindow {
    Q_OBJECT
public:
    // Shows the first of them; the others follow, each for so many seconds.
    WallWindow(PageContext& context, models::DashboardsSource source, const QStringList& ids, int seconds,
               QWidget* parent);
    QString shownId() const { return ids_.value(current_); }
    bool isTurning() const { return turn_.isActive(); }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void step(int by);
    void describe();

    models::DashboardEditor reader_;
    QStringList ids_;
    int current_ = 0;
    int failed_ = 0;  // in a row
    QTimer turn_;
};

}  // namespace steward::views
