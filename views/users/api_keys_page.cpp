#include "views/users/api_keys_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QMenu>

#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/states.h"
#include "ui/toast.h"
#include "views/common/confirm_dialog.h"
#include "views/common/page_header.h"
#include "views/users/user_forms.h"
#include "views/users/users_tables.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;

PageInfo apiKeysPage() {
    return {u"apiKeys"_s,
            ApiKeysPage::tr("API keys"),
            u"key"_s,
            PageGroup::platform,
            Permission::signedIn,
            u'K',
            [](PageContext& context) { return new ApiKeysPage(context); }};
}

ApiKeysPage::ApiKeysPage(PageContext& context)
    : ApiKeysPage(context, new models::ApiKeysModel(models::fetchFrom(context.client, contract::listApiKeys))) {}

ApiKeysPage::ApiKeysPage(PageContext& context, models::ApiKeysModel* model)
    : TablePage(context, {new ApiKeysTable(model), ApiKeysTable::columns(), u"apiKeysTable"_s, tr("API keys"),
                          tr("Could not load API keys")}),
      model_(model),
      revoke_(addHeaderButton(tr("Revoke…"), u"revokeApiKey"_s, {})) {
    setObjectName(u"page.apiKeys"_s);
    model_->setParent(this);
    column()->addWidget(header());
    column()->addWidget(states(), 1);
    auto* add = addHeaderButton(tr("New key"), u"newApiKey"_s, u"plus-lg"_s, true);
    needs(add, context.session, Permission::signedIn);
    connect(add, &QAbstractButton::clicked, this, &ApiKeysPage::create);
    connect(revoke_, &QAbstractButton::clicked, this, [this] { revoke(table()->currentIndex().row()); });
    connect(table(), &ui::TableView::currentRowChanged, this, &ApiKeysPage::showCurrent);
    connect(&context.session, &models::Session::changed, this, &ApiKeysPage::showCurrent);
    table()->horizontalHeader()->setSectionsClickable(false);
    table()->setMenuBuilder([this](QMenu* menu, const QModelIndex& index) {
        const domain::ApiKey* key = model_->at(index.row());
        if (!key) return;
        QAction* revoking = menu->addAction(tr("Revoke…"), this, [this, row = index.row()] { revoke(row); });
        revoking->setObjectName(u"revokeKey"_s);
        needs(revoking, this->context().session, neededFor(*key));
    });
    addCommand(tr("New API key…"), u"apiKey.new"_s, u"plus-lg"_s, QKeySequence(u"Ctrl+N"_s), Permission::signedIn,
               [this] { create(); });
    addCommand(tr("Revoke API key…"), u"apiKey.revoke"_s, u"trash"_s, QKeySequence(Qt::Key_Delete),
               Permission::signedIn, [this] { revoke(table()->currentIndex().row()); });
    model_->reload();
}

Permission ApiKeysPage::neededFor(const domain::ApiKey& key) const {
    const auto& me = context().session.me();
    return me && me->principal.userId == key.createdBy ? Permission::signedIn : Permission::keysWrite;
}

void ApiKeysPage::showCurrent() {
    const QModelIndex index = table()->currentIndex();
    const domain::ApiKey* key = index.isValid() ? model_->at(index.row()) : nullptr;
    const QString why = key ? whyNot(context().session, neededFor(*key)) : tr("Choose a key first.");
    revoke_->setEnabled(why.isEmpty());
    revoke_->setToolTip(why);
}

void ApiKeysPage::create() {
    auto* form = new ApiKeyForm(context());
    connect(form, &FormDialog::submitted, this, [this, form] {
        if (!form->check()) return;
        form->setBusy(true);
        client::whenReady(context().client.call(contract::createApiKey, form->draft()), form,
                          [this, form](Result<contract::IssuedApiKey> issued) {
                              form->setBusy(false);
                              if (!issued) return form->showError(issued.error());
                              form->close(1);
                              showOnce(context().shell.window(),
                                       tr("API key %1").arg(QString::fromStdString(issued->key.name)),
                                       tr("The program sends it as a bearer token, or gets one with it: client id %1.")
                                           .arg(QString::fromStdString(issued->id)),
                                       QString::fromStdString(issued->secret));
                              model_->reload();
                          });
    });
    form->open(form->first());
}

void ApiKeysPage::revoke(int row) {
    const domain::ApiKey* key = row < 0 ? nullptr : model_->at(row);
    if (!key || !whyNot(context().session, neededFor(*key)).isEmpty()) return;
    const QString name = QString::fromStdString(key->name);
    confirmFirst(context().shell.window(), tr("Revoke the key %1?").arg(name),
                 tr("Programs that use it are refused at once. It cannot be brought back."), tr("Revoke"),
                 [this, name, id = key->id] {
                     client::whenReady(context().client.call(contract::revokeApiKey, {id}), this,
                                       [this, name](Result<contract::Nothing> revoked) {
                                           tell(context(), revoked, tr("Key %1 revoked").arg(name),
                                                tr("The key was not revoked"));
                                           model_->reload();
                                       });
                 });
}

void ApiKeysPage::visit(const QVariantMap& target) {
    if (target.contains(u"id"_s)) makeCurrent(target.value(u"id"_s).toString());
}

void ApiKeysPage::showNothing() {
    states()->showEmpty(u"key"_s, tr("No API keys"), tr("A program signs in with a key of its own."));
    auto* add = states()->empty()->addAction(tr("New key"));
    add->setObjectName(u"newApiKeyEmpty"_s);
    needs(add, context().session, Permission::signedIn);
    connect(add, &QAbstractButton::clicked, this, &ApiKeysPage::create);
}

}  // namespace steward::views
