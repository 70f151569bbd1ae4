// The audit log: who did what, before and after, proof of the chain, and the way back from each entry.
#pragma once

#include <QTimer>

#include "client/feed.h"
#include "client/future.h"
#include "models/audit/audit_model.h"
#include "views/common/page.h"

namespace steward::ui {
class Banner;
class Button;
class Chip;
class SearchField;
class Select;
class StateStack;
class TableView;
}  // namespace steward::ui

namespace steward::views {

class AuditDetail;
class AuditTable;
class PageHeader;

PageInfo auditPage();

class AuditPage : public Page {
    Q_OBJECT
public:
    explicit AuditPage(PageContext& context);

    // {"filter": "tenantId=ten_…"} narrows, {"id": "aud_…"} opens an entry, {"verify": true} proves the chain.
    void visit(const QVariantMap& target) override;
    QVariantMap place() const override;
    void refresh() override;
    QWidget* mainWidget() override;

private:
    QWidget* makeFilter();
    void applyFilter();
    void showState();
    void openEntry(const domain::AuditEntry& entry);
    void readEntry(const QString& id);
    void verify();

    models::AuditModel* model_;
    AuditTable* decorated_;
    PageHeader* header_;
    ui::Button* verify_;
    ui::Banner* verdict_;
    ui::Select* action_;
    ui::SearchField* search_;
    ui::Chip* narrowed_;
    ui::TableView* table_;
    ui::StateStack* states_;
    AuditDetail* detail_;
    QTimer typing_;
    QString given_;  // the filter one came with
    client::Latest reading_{this}, verifying_{this};
    client::FeedSubscription entries_;
};

}  // namespace steward::views
