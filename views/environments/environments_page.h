// What this platform is set to beside what another one is, or a document in a file: compared by the keys people know,
// whatever their ids; what was chosen is promoted here as a plan.
#pragma once

#include "models/environments/comparison_model.h"
#include "ui/fields.h"
#include "views/common/table_page.h"

namespace steward::ui {
class Text;
}

namespace steward::views {

PageInfo environmentsPage();

class EnvironmentsPage : public TablePage {
    Q_OBJECT
public:
    explicit EnvironmentsPage(PageContext& context);
    void visit(const QVariantMap& target) override;

    void compareWithFile(const QString& path);
    void exportTo(const QString& path);

protected:
    void showNothing() override;
    void rowsShown() override;

private:
    EnvironmentsPage(PageContext& context, models::ComparisonModel* model);
    QWidget* makeChoice();
    void offerWorkspaces();
    void compareWithWorkspace(const QString& id);
    void askForFile();
    void askWhereTo();
    void promote();
    void showSelection();

    models::ComparisonModel* model_;
    ui::Select* other_;
    ui::Text* note_;
    ui::Button* promote_;
    QString otherName_;
};

}  // namespace steward::views
