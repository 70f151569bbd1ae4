// Dashboards: one of them, live, and everything that is done with it. The page is kept when the person goes elsewhere,
// and its history with it.
#pragma once

#include "models/dashboards/dashboard_editor.h"
#include "models/dashboards/panel_values.h"
#include "views/common/page.h"

class QHBoxLayout;

namespace steward::ui {
class Button;
class SegmentedControl;
class Select;
class Switch;
class Text;
}  // namespace steward::ui

namespace steward::views {

class DashboardView;
class PageHeader;
class TenantPicker;

class DashboardPage : public Page {
    Q_OBJECT
public:
    explicit DashboardPage(PageContext& context);

    // {"id": "dsh_…" or a template's}, {"tenant": "ten_…", "tenantName": "…"} for its variable.
    void visit(const QVariantMap& target) override;
    QVariantMap place() const override;
    void refresh() override;
    QWidget* mainWidget() override;
    bool holdsUnsaved() const override { return editing_ && editor_.isDirty(); }

    DashboardView* view() const { return view_; }
    models::DashboardEditor& editor() { return editor_; }
    // One of Steward, or one of Grafana, after what it leaves out was shown.
    void importFile(const QString& path);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeVariables();
    QWidget* makeEditBar();
    void makeCommands();
    void watch();

    void open(const QString& id);
    // Asks first when something would be lost.
    void leave(std::function<void()> then);
    void showDashboard();  // another one is open
    void showContent();    // it was changed
    void showVariables();
    void showState();
    void showStatus();
    void setRange(int index);
    void setEditing(bool editing);
    void openMenu();
    void openPanelMenu(const QString& id, const QPoint& global);

    void editPanel(const QString& id);
    void addPanel();
    void askTitleAndSave();
    void startWall();
    void detach(const QString& panel);  // empty: all of it
    void fillScreen();
    void savePicture(const QString& panel);
    void saveValues(const QString& panel);
    QString titleOf(const QString& panel) const;
    domain::DashboardContent contentFor(const QString& panel) const;  // of a window of its own
    void write(const QString& path, const QByteArray& bytes);

    models::DashboardCatalog catalog_;
    models::DashboardEditor editor_;
    models::DashboardChoice choice_;
    DashboardView* view_;
    PageHeader* header_;
    ui::Button *picker_, *edit_, *menu_, *back_;
    ui::SegmentedControl* range_;
    ui::Switch* live_;
    QWidget* variables_;
    TenantPicker* tenant_;
    ui::Button* allTenants_;
    ui::Select* region_;
    QWidget* editBar_;
    ui::Text* editState_;
    ui::Button *undo_, *redo_, *save_, *discard_;
    std::vector<QAction*> menuActions_;
    bool editing_ = false;
    bool asking_ = false;  // the range is set, not chosen
};

PageInfo dashboardPage();

}  // namespace steward::views
