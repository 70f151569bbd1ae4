// A page whose middle is one table of the platform: header, table in all its states, status line, commands. GUI thread.
#pragma once

#include "ui/table.h"
#include "views/common/page.h"

class QVBoxLayout;

namespace steward::models {
class PagedModel;
}
namespace steward::ui {
class Button;
class StateStack;
}  // namespace steward::ui

namespace steward::views {

class PageHeader;
class TableDecoration;

class TablePage : public Page {
    Q_OBJECT
public:
    void refresh() override;
    QWidget* mainWidget() override { return table_; }

protected:
    struct TableParts {
        TableDecoration* decorated = nullptr;
        QList<ui::Column> columns;
        QString name;      // of the table, as an object
        QString title;     // "Tenants"
        QString notThere;  // "Could not load tenants"
    };

    // Makes header and table; where they stand is up to the page.
    TablePage(PageContext& context, TableParts parts);

    QVBoxLayout* column() const { return column_; }
    PageHeader* header() const { return header_; }
    ui::TableView* table() const { return table_; }
    ui::StateStack* states() const { return states_; }
    TableDecoration* decorated() const { return decorated_; }

    // In the header, at the right.
    ui::Button* addHeaderButton(const QString& text, const QString& name, const QString& icon, bool primary = false);
    // The row with this key becomes the current one, now or when it comes.
    void makeCurrent(const QString& key);
    void showState();
    void showStatus();
    // The table has no row: says why, and what to do about it.
    virtual void showNothing() = 0;
    // Rows came, or went.
    virtual void rowsShown() {}
    // The columns as somebody arranged them here, kept on this computer by the table's name. What is arranged while
    // keepsColumns() is false is not kept.
    void recallColumns();
    virtual bool keepsColumns() const { return true; }

private:
    void keepColumns();

    TableDecoration* decorated_;
    models::PagedModel* model_;
    QString notThere_, awaited_;
    QVBoxLayout* column_;
    PageHeader* header_;
    ui::TableView* table_;
    ui::StateStack* states_;
};

}  // namespace steward::views
