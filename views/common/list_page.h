// A list of entities as a page: saved views as tabs, filters, groups, table, bulk bar, and a panel for the current row.
// What the rows are is said by the page that derives from it. GUI thread.
#pragma once

#include <QTimer>

#include "client/feed.h"
#include "models/common/list_model.h"
#include "models/common/saved_views.h"
#include "views/common/bulk_bar.h"
#include "views/common/filter_editor.h"
#include "views/common/panel_parts.h"
#include "views/common/plan_actions.h"
#include "views/common/table_page.h"

class QActionGroup;
class QMenu;
class QSplitter;

namespace steward::ui {
class Tabs;
}

namespace steward::views {

class FilterBar;
class ViewBar;

class ListPage : public TablePage {
    Q_OBJECT
public:
    // {"id": "ten_…"} opens the panel of an entity, {"view": "pastDue"} a tab, {"filter": "…"} a filtered list.
    void visit(const QVariantMap& target) override;
    QVariantMap place() const override;
    void refresh() override;

protected:
    struct ListParts {
        models::ListQuery* query = nullptr;
        contract::ListName list = contract::ListName::tenants;
        models::SavedViews* views = nullptr;
        QList<FilterField> fields;
        QStringList groups;  // names of fields that the rows can be grouped by
        DetailPanel* panel = nullptr;
        QString viewsName;     // of the tabs, as an object
        QString searched;      // what the quick filter looks through
        QString selectedName;  // "Selected tenants"
        QString viewExample;   // "Key accounts in Europe"
        int nameColumn = 1;
        QStringList prominent = {};  // names of fields with a button to filter by
    };

    using TablePage::TablePage;
    // Once, at the end of the page's constructor; header buttons and bulk actions may follow.
    void build(ListParts parts);

    BulkBar* bulk() const { return bulk_; }
    FilterBar* filters() const { return filters_; }
    void closePanel();
    void clearSelection();
    // The ids that are selected, or the filter with all it finds, less those taken out again.
    Choice selectedIds() const;
    virtual Choice selected() const = 0;
    // Of the panel; empty without one.
    virtual Choice opened() const = 0;
    Choice openedOrSelected();
    // The panel follows the current row a moment later: what is done meanwhile is about the current row.
    void catchUp();

    // The list is read again when something was changed; what is selected can be taken away as a report.
    void follow(PlanActions* actions);
    ui::Button* addExport(PlanActions* actions);
    // Calls a member of `actions` with what is selected, or else with what the panel shows.
    template <class Actions>
    auto withChoice(Actions* actions, void (Actions::*act)(const Choice&)) {
        return [this, actions, act] {
            const Choice choice = openedOrSelected();
            if (!choice.isEmpty()) (actions->*act)(choice);
        };
    }
    // The row of a context menu, or all that is selected when that is among it.
    bool isOneOfMany(int row) const;

    virtual QString nameOf(const models::SavedView& view) const = 0;
    virtual QString openedId() const = 0;
    // Shows it in the panel; with an empty id nothing. `row`: where it is, or -1.
    virtual void openDetail(const QString& id, int row) = 0;
    // More entries of the context menu of a row that is here.
    virtual void fillMenu(QMenu* menu, int row) = 0;
    virtual void entityChanged(const contract::EntityChanged& change) = 0;
    // Nothing matches, with a button that clears the filters.
    void showNothing() override;

private:
    void makeTabs(const ListParts& parts);
    void makeList(const ListParts& parts);
    void makeGroups(const QStringList& fields);
    void showView(const models::SavedView& view);
    void groupBy(const QString& field);
    void chooseColumns();
    bool keepsColumns() const override;
    void applyFilter();
    void rowsShown() override;
    void showSelection();
    void openEntity(const QString& id);
    void openCurrent();

    models::ListQuery* query_ = nullptr;
    models::SavedViews* views_ = nullptr;
    DetailPanel* panel_ = nullptr;
    ViewBar* bar_ = nullptr;
    ui::Button* groups_ = nullptr;
    ui::Button* columns_ = nullptr;
    QActionGroup* groupActions_ = nullptr;
    QList<FilterField> fields_;
    FilterBar* filters_ = nullptr;
    BulkBar* bulk_ = nullptr;
    ui::Button* export_ = nullptr;
    QSplitter* splitter_ = nullptr;
    QTimer follow_;
    int nameColumn_ = 1;
    bool openedFirst_ = false;
    client::FeedSubscription changes_;
};

// The same over a model and what the panel knows about one of its rows; both are made by the page, with it as parent.
template <class Model, class Detail>
class EntityListPage : public ListPage {
public:
    void refresh() override {
        ListPage::refresh();
        detail_->reload();
    }

protected:
    using ListPage::ListPage;

    QString openedId() const override { return detail_->id(); }
    void openDetail(const QString& id, int row) override { detail_->open(id, row >= 0 ? model_->at(row) : nullptr); }
    void entityChanged(const contract::EntityChanged& change) override {
        model_->entityChanged(change);
        detail_->entityChanged(change);
    }
    Choice selected() const override {
        Choice choice = selectedIds();
        for (const QString& id : choice.ids) {
            const int row = model_->rowOf(id);
            if (row < 0) continue;
            const auto* entity = model_->at(row);
            choice.seen.push_back({entity->id, entity->version});
            choice.name = QString::fromStdString(entity->name);
        }
        return choice;
    }

    Model* model_ = nullptr;
    Detail* detail_ = nullptr;
};

}  // namespace steward::views
