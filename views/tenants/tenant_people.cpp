#include "views/tenants/tenant_people.h"

#include <QBoxLayout>
#include <QHeaderView>

#include "contract/endpoints.h"
#include "models/tenants/tenant_detail.h"
#include "models/users/users_model.h"
#include "ui/buttons.h"
#include "ui/states.h"
#include "ui/table.h"
#include "views/common/page.h"
#include "views/common/panel_parts.h"
#include "views/users/users_tables.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::fetchFrom;

TenantPeople::TenantPeople(PageContext& context, models::TenantDetail* detail, QWidget* parent)
    : QWidget(parent), context_(context), detail_(detail) {
    auto& client = context.client;
    model_ = new models::UsersModel({fetchFrom(client, contract::listUsers), fetchFrom(client, contract::getUser),
                                     fetchFrom(client, contract::listTenants), &context.store},
                                    this);
    table_ = new ui::TableView;
    table_->setObjectName(u"tenantUsers"_s);
    table_->setAccessibleName(tr("Users of the tenant"));
    table_->setModel(new UsersTable(model_, this));
    table_->setColumns(UsersTable::columns());
    table_->setShownColumns({u"name"_s, u"role"_s, u"status"_s});
    table_->setColumnHidden(models::UsersModel::Check, true);
    table_->horizontalHeader()->setSectionsClickable(false);
    states_ = new ui::StateStack(table_);
    auto* all = new ui::Button(tr("Open all users"), ui::ButtonVariant::link);
    all->setObjectName(u"openTenantUsers"_s);
    auto* layout = panelColumn(this);
    layout->addWidget(states_, 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 16, 12);
    row->addWidget(all);
    row->addStretch();
    layout->addLayout(row);
    connect(all, &QAbstractButton::clicked, this,
            [this] { context_.shell.goTo(u"users"_s, {{u"filter"_s, u"tenantId="_s + detail_->id()}}); });
    connect(table_, &ui::TableView::opened, this, [this](const QModelIndex& index) {
        context_.shell.goTo(u"users"_s, {{u"id"_s, index.data(ui::RowKeyRole).toString()}});
    });
    connect(states_, &ui::StateStack::retried, model_, &models::PagedModel::reload);
    connect(model_, &models::PagedModel::stateChanged, this, &TenantPeople::showState);
    connect(detail_, &models::TenantDetail::opened, this, &TenantPeople::read);
    changes_ = context.feed.subscribe(contract::entitiesTopic,
                                      [this](const client::FeedEvents<contract::EntityChanged>& events) {
                                          for (const auto& event : events)
                                              model_->entityChanged(event.data);
                                      });
}

void TenantPeople::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    read();
}

void TenantPeople::read() {
    if (!isVisible() || detail_->id().isEmpty()) return;
    if (context_.session.allows(domain::Permission::usersRead))
        model_->setFilter(u"tenantId="_s + detail_->id());
    else
        states_->showEmpty(u"people"_s, tr("Not for your role"), tr("Your role does not show users."));
}

void TenantPeople::showState() {
    using State = models::PagedModel::State;
    if (model_->state() == State::failed) return states_->showError(*model_->error(), tr("Could not load users"));
    if (model_->state() == State::loading || model_->isBusy()) return states_->showLoading();
    if (model_->rowCount() > 0) return states_->showContent();
    states_->showEmpty(u"people"_s, tr("No users"), tr("Nobody was invited to this tenant yet."));
}

}  // namespace steward::views
