// White-label: a tenant's brand as a draft with a live preview, published and taken back as plans.
#pragma once

#include "client/feed.h"
#include "models/branding/brand_editor.h"
#include "views/common/page.h"

namespace steward::ui {
class Badge;
class Button;
class StateStack;
class Text;
}  // namespace steward::ui

namespace steward::views {

class BrandForm;
class PreviewPane;
class TenantPicker;

class BrandingPage : public Page {
    Q_OBJECT
public:
    explicit BrandingPage(PageContext& context);

    // {"id": tenant id}; without, the tenant that was open, or the first one.
    void visit(const QVariantMap& target) override;
    QVariantMap place() const override;
    void refresh() override;
    bool holdsUnsaved() const override;

private:
    QWidget* makeBar();
    void openTenant(const QString& id);
    void openFirst();
    void showState();
    void publish();
    void showDifference();
    void showHistory();

    models::BrandEditor editor_;
    client::FeedSubscription entities_;
    client::Latest opening_{this};
    QString wanted_, tenantName_;  // wanted_: the id of the tenant to open; empty: the first one
    TenantPicker* picker_;
    BrandForm* form_;
    PreviewPane* preview_;
    ui::StateStack* stack_;
    QWidget* bar_;
    ui::Badge* draft_;
    ui::Text* draftText_;
    ui::Text* savedText_;
    ui::Badge* published_;
    ui::Text* publishedText_;
    ui::Button* takeTheirs_;
    ui::Button* keepMine_;
    ui::Button* discard_;
    ui::Button* difference_;
    ui::Button* publish_;
    ui::Button* history_;
};

PageInfo brandingPage();

}  // namespace steward::views
