#include "views/users/roles_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>

#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/states.h"
#include "ui/toast.h"
#include "views/common/confirm_dialog.h"
#include "views/common/page_header.h"
#include "views/common/panel_parts.h"
#include "views/common/tenant_picker.h"
#include "views/users/user_forms.h"
#include "views/users/users_tables.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using models::fetchFrom;
using models::RolesModel;

PageInfo rolesPage() {
    return {u"roles"_s,
            RolesPage::tr("Roles"),
            u"shield-check"_s,
            PageGroup::customers,
            Permission::usersRead,
            u'O',
            [](PageContext& context) { return new RolesPage(context); }};
}

RolesPage::RolesPage(PageContext& context)
    : RolesPage(context, new RolesModel(fetchFrom(context.client, contract::listRoles))) {}

RolesPage::RolesPage(PageContext& context, RolesModel* model)
    : TablePage(context, {new RolesTable(model), RolesTable::columns(), u"rolesTable"_s, tr("Roles"),
                          tr("Could not load roles")}),
      model_(model) {
    setObjectName(u"page.roles"_s);
    model_->setParent(this);
    makeHeader();
    makePanel();
    makeCommands();
    table()->horizontalHeader()->setSectionsClickable(false);
    connect(table(), &ui::TableView::currentRowChanged, this, &RolesPage::showCurrent);
    connect(table(), &ui::TableView::opened, this, [this] {
        if (edit_->isEnabled()) edit(current());
    });
    model_->reload();
}

void RolesPage::makeHeader() {
    column()->addWidget(header());
    const bool staff = context().session.me() && !context().session.me()->principal.tenantId;
    platform_ = addHeaderButton(tr("Platform's roles"), u"platformRoles"_s, {});
    platform_->setVisible(false);
    connect(platform_, &QAbstractButton::clicked, this, [this] { visit({{u"tenant"_s, QString()}}); });
    tenant_ = new TenantPicker(fetchFrom(context().client, contract::listTenants));
    tenant_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    connect(tenant_, &TenantPicker::picked, this, [this](const domain::Tenant& tenant) {
        model_->setTenant(QString::fromStdString(tenant.id));
        platform_->show();
    });
    header()->actions()->insertWidget(0, tenant_);
    tenant_->setVisible(staff && context().session.allows(Permission::tenantsRead));
    auto* create = addHeaderButton(tr("New role"), u"newRole"_s, u"plus-lg"_s, true);
    needs(create, context().session, Permission::rolesWrite);
    connect(create, &QAbstractButton::clicked, this, [this] { edit(nullptr); });
}

void RolesPage::makePanel() {
    auto* panel = new DetailPanel;
    panel->setObjectName(u"rolePanel"_s);
    panel->setFixedWidth(360);
    auto* layout = panelColumn(panel);
    name_ = new ui::Text({}, ui::TextStyle::heading);
    name_->setObjectName(u"shownRole"_s);
    text_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    text_->setWordWrap(true);
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 8, 0, 0);
    row->setSpacing(8);
    edit_ = new ui::Button(tr("Edit…"));
    edit_->setObjectName(u"editRole"_s);
    edit_->setIconName(u"pencil"_s);
    delete_ = new ui::Button(tr("Delete…"), ui::ButtonVariant::dangerOutline);
    delete_->setObjectName(u"deleteRole"_s);
    row->addWidget(edit_);
    row->addWidget(delete_);
    row->addStretch();
    facts_ = new PermissionFacts;
    addSection(layout, nullptr, {name_, text_, buttons});
    auto* permissions = new QWidget;
    auto* inside = panelColumn(permissions);
    addSection(inside, new ui::SectionHeader(tr("Permissions")), {facts_}, true);
    inside->addStretch();
    layout->addWidget(scrolled(permissions), 1);
    connect(edit_, &QAbstractButton::clicked, this, [this] { edit(current()); });
    connect(delete_, &QAbstractButton::clicked, this, &RolesPage::remove);
    connect(&context().session, &models::Session::changed, this, &RolesPage::showCurrent);
    panel_ = panel;
    auto* split = new QHBoxLayout;
    split->setSpacing(0);
    split->addWidget(states(), 1);
    split->addWidget(panel_);
    column()->addLayout(split, 1);
}

void RolesPage::makeCommands() {
    addCommand(tr("New role…"), u"role.new"_s, u"plus-lg"_s, QKeySequence(u"Ctrl+N"_s), Permission::rolesWrite,
               [this] { edit(nullptr); });
    addCommand(tr("Edit role…"), u"role.edit"_s, u"pencil"_s, QKeySequence(u"F2"_s), Permission::rolesWrite, [this] {
        if (edit_->isEnabled()) edit(current());
    });
    addCommand(tr("Delete role…"), u"role.delete"_s, u"trash"_s, QKeySequence(Qt::Key_Delete), Permission::rolesWrite,
               [this] { remove(); });
}

const domain::AccessRole* RolesPage::current() const {
    const QModelIndex index = table()->currentIndex();
    return index.isValid() ? model_->at(index.row()) : nullptr;
}

void RolesPage::rowsShown() {
    if (model_->rowCount() > 0 && !table()->currentIndex().isValid())
        table()->setCurrentIndex(decorated()->index(0, RolesModel::Name));
    showCurrent();
}

void RolesPage::showCurrent() {
    const domain::AccessRole* role = current();
    panel_->setVisible(role);
    if (!role) return;
    name_->setText(nameOf(*role));
    text_->setText(QString::fromStdString(role->description));
    text_->setVisible(!role->description.empty());
    facts_->set(domain::grantable(model_->tenant().isEmpty()), role->permissions);
    QString why = whyNot(context().session, Permission::rolesWrite);
    if (role->builtIn) why = tr("Built-in roles stay as they are. Make a custom role instead.");
    edit_->setEnabled(why.isEmpty());
    edit_->setToolTip(why);
    if (why.isEmpty() && role->users > 0)
        why = tr("%n user(s) have it. Give them another role first.", nullptr, int(role->users));
    delete_->setEnabled(why.isEmpty());
    delete_->setToolTip(why);
}

void RolesPage::edit(const domain::AccessRole* role) {
    auto* form = new RoleForm(context(), model_->tenant(), role);
    const auto settle = [this, form](Result<domain::AccessRole> saved) {
        form->setBusy(false);
        if (!saved) return form->showError(saved.error());
        form->close(1);
        context().toasts.show(ui::BadgeKind::ok, tr("Role %1 saved").arg(nameOf(*saved)));
        model_->reload();
    };
    connect(form, &FormDialog::submitted, this,
            [this, form, settle, before = role ? std::optional(*role) : std::nullopt] {
                if (!form->check()) return;
                form->setBusy(true);
                auto& client = context().client;
                client::whenReady(
                    before ? client.call(contract::changeRole, form->change(before->id), {.ifMatch = before->version})
                           : client.call(contract::createRole, form->draft()),
                    form, settle);
            });
    form->open(form->first());
}

void RolesPage::remove() {
    const domain::AccessRole* role = current();
    if (!role || !delete_->isEnabled()) return;
    const QString name = nameOf(*role);
    confirmFirst(context().shell.window(), tr("Delete the role %1?").arg(name),
                 tr("Nobody has it. It cannot be brought back; a new one can be made."), tr("Delete"),
                 [this, name, id = role->id] {
                     client::whenReady(context().client.call(contract::deleteRole, {id}), this,
                                       [this, name](Result<contract::Nothing> deleted) {
                                           tell(context(), deleted, tr("Role %1 deleted").arg(name),
                                                tr("The role was not deleted"));
                                           model_->reload();
                                       });
                 });
}

void RolesPage::showNothing() {
    states()->showEmpty(u"shield-check"_s, tr("No roles"), tr("The platform named none."));
}

void RolesPage::visit(const QVariantMap& target) {
    if (target.contains(u"tenant"_s)) {
        model_->setTenant(target.value(u"tenant"_s).toString());
        platform_->setVisible(!model_->tenant().isEmpty());
    }
    if (target.contains(u"id"_s)) makeCurrent(target.value(u"id"_s).toString());
}

QVariantMap RolesPage::place() const {
    return {{u"tenant"_s, model_->tenant()}};
}

}  // namespace steward::views
