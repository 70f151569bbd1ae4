// What was done, by whom and to what: found by person, action, kind and time, with before and after beside it, proven
// to be untouched, taken back one by one or together, and taken away as a report.
#pragma once

#include "client/future.h"
#include "models/audit/audit_model.h"
#include "views/common/list_page.h"

namespace steward::ui {
class Banner;
}

namespace steward::views {

class AuditDetail;

PageInfo auditPage();

class AuditPage : public ListPage {
    Q_OBJECT
public:
    explicit AuditPage(PageContext& context);
    // Beside what every list takes: {"verify": true} proves the chain.
    void visit(const QVariantMap& target) override;

protected:
    QString nameOf(const models::SavedView& view) const override;
    QString openedId() const override;
    void openDetail(const QString& id, int row) override;
    void fillMenu(QMenu* menu, int row) override;
    void entityChanged(const contract::EntityChanged&) override {}
    Choice selected() const override { return selectedIds(); }
    Choice opened() const override;

private:
    AuditPage(PageContext& context, models::AuditModel* model);
    void makeActions();
    void verify();
    void revert(const Choice& choice);
    void narrow(const QString& field, const std::string& value);

    models::AuditModel* model_;
    AuditDetail* detail_;
    ui::Button* verify_ = nullptr;
    ui::Banner* verdict_;
    client::Latest reading_{this}, verifying_{this};
    client::FeedSubscription entries_;
};

}  // namespace steward::views
