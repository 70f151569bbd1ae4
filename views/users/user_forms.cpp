#include "views/users/user_forms.h"

#include <QDateEdit>

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "views/common/tenant_picker.h"
#include "views/common/words.h"
#include "views/users/users_tables.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualDays = 90, mostDays = 365, longestKeyName = 100, longestRoleName = 120, longestDescription = 500;
enum Place { ofTenant, ofPlatform };

ui::LineField* line(int longest, const QString& text = {}, const QString& placeholder = {}) {
    auto* field = new ui::LineField(placeholder);
    field->setLarge(true);
    field->setMaxLength(longest);
    field->setText(text);
    return field;
}

bool isOfPlatform(const PageContext& context) {
    return context.session.me() && !context.session.me()->principal.tenantId;
}

void complain(Error& error, const char* path, const QString& message) {
    error.fields.push_back({path, message.toStdString()});
}

}  // namespace

domain::PermissionSet ownRights(const PageContext& context) {
    return context.session.me() ? context.session.me()->permissions : domain::PermissionSet{};
}

void offerRoles(PageContext& context, RoleSelect* select, const std::optional<std::string>& tenantId,
                const std::string& chosen) {
    select->setBuiltIn(tenantId && tenantId->empty());
    select->choose(chosen);
    if (!tenantId) return;
    contract::RolesRequest request;
    if (!tenantId->empty()) request.tenantId = tenantId;
    client::whenReady(context.client.call(contract::listRoles, request), select,
                      [select, chosen](Result<contract::RoleList> roles) {
                          if (!roles) return;
                          select->setRoles(std::move(roles->items));
                          if (!chosen.empty()) select->choose(chosen);
                      });
}

InviteForm::InviteForm(PageContext& context)
    : FormDialog(context.shell.window(), tr("Invite a user"), tr("Invite")),
      context_(context),
      place_(new ui::Select),
      tenant_(new TenantPicker(models::fetchFrom(context.client, contract::listTenants))),
      email_(line(254, {}, u"ines@tarnwick.example"_s)),
      name_(line(120)),
      role_(new RoleSelect(ownRights(context))) {
    place_->setLarge(true);
    place_->addItem(tr("A tenant"), ofTenant);
    place_->addItem(tr("The platform's staff"), ofPlatform);
    addRow(addField(u"/email"_s, tr("E-mail"), email_), addField(u"/name"_s, tr("Name"), name_));
    auto* place = addField(u"/place"_s, tr("Belongs to"), place_);
    tenantField_ = addField(u"/tenantId"_s, tr("Tenant"), tenant_);
    addField(u"/role"_s, tr("Role"), role_, tr("It can be changed at any time."));
    place->setVisible(isOfPlatform(context));
    connect(place_, &QComboBox::currentIndexChanged, this, &InviteForm::showPlace);
    connect(tenant_, &TenantPicker::picked, this, [this](const domain::Tenant& tenant) {
        tenantId_ = tenant.id;
        offerRoles(context_, role_, tenantId_);
    });
    if (context.session.me()) tenantId_ = context.session.me()->principal.tenantId;
    showPlace();
}

bool InviteForm::isStaff() const {
    return isOfPlatform(context_) && place_->currentData().toInt() == ofPlatform;
}

void InviteForm::showPlace() {
    tenantField_->setVisible(isOfPlatform(context_) && !isStaff());
    offerRoles(context_, role_, isStaff() ? std::optional(std::string()) : tenantId_);
}

Result<contract::UserInvitation> InviteForm::request() const {
    Error error{ErrorCode::invalid, tr("Nobody was invited.").toStdString(), {}, {}, {}};
    contract::UserInvitation request;
    request.name = name_->text().trimmed().toStdString();
    request.email = email_->text().trimmed().toStdString();
    if (!isStaff()) request.tenantId = tenantId_;
    role_->writeTo(request);
    if (request.email.empty()) complain(error, "/email", tr("Where should the invitation go?"));
    if (request.name.empty()) complain(error, "/name", tr("A user needs a name"));
    if (!isStaff() && !tenantId_) complain(error, "/tenantId", tr("Choose the tenant"));
    if (!role_->chosen()) complain(error, "/role", tr("Choose a role"));
    if (!error.fields.empty()) return fail(std::move(error));
    return request;
}

RoleForm::RoleForm(PageContext& context, const QString& tenantId, const domain::AccessRole* role)
    : FormDialog(context.shell.window(), role ? tr("Edit the role %1").arg(nameOf(*role)) : tr("New role"),
                 role ? tr("Save") : tr("Create role")),
      tenantId_(tenantId),
      before_(role ? *role : domain::AccessRole{}),
      name_(line(longestRoleName, QString::fromStdString(before_.name))),
      description_(line(longestDescription, QString::fromStdString(before_.description))),
      permissions_(new PermissionChoice) {
    setPanelSize({560, 0});
    permissions_->offer(domain::grantable(tenantId.isEmpty()), ownRights(context));
    permissions_->setChosen(before_.permissions);
    addField(u"/name"_s, tr("Name"), name_);
    addField(u"/description"_s, tr("Description"), description_, tr("What it is for, for those who give it"));
    addField(u"/permissions"_s, tr("Permissions"), permissions_,
             role && role->users > 0
                 ? tr("%n user(s) have it; it changes for all of them at once.", nullptr, int(role->users))
                 : QString());
}

contract::RoleDraft RoleForm::draft() const {
    contract::RoleDraft draft;
    if (!tenantId_.isEmpty()) draft.tenantId = tenantId_.toStdString();
    draft.name = name_->text().trimmed().toStdString();
    draft.description = description_->text().trimmed().toStdString();
    draft.permissions = permissions_->chosen();
    return draft;
}

contract::RoleChange RoleForm::change(const std::string& roleId) const {
    const contract::RoleDraft now = draft();
    contract::RoleChange change;
    change.id = roleId;
    if (now.name != before_.name) change.name = now.name;
    if (now.description != before_.description) change.description = now.description;
    if (now.permissions != before_.permissions) change.permissions = now.permissions;
    return change;
}

bool RoleForm::check() {
    Error error;
    if (name_->text().trimmed().isEmpty()) complain(error, "/name", tr("A role needs a name"));
    if (permissions_->chosen().isEmpty()) complain(error, "/permissions", tr("Choose at least one"));
    if (!error.fields.empty()) showError(error);
    return error.fields.empty();
}

ApiKeyForm::ApiKeyForm(PageContext& context)
    : FormDialog(context.shell.window(), tr("New API key"), tr("Create key")),
      name_(line(longestKeyName, {}, tr("Nightly import"))),
      permissions_(new PermissionChoice),
      ends_(new QDateEdit) {
    setPanelSize({560, 0});
    const QDate today = QDateTime::currentDateTimeUtc().date();
    ends_->setDateRange(today.addDays(1), today.addDays(mostDays));
    ends_->setDate(today.addDays(usualDays));
    ends_->setDisplayFormat(u"yyyy-MM-dd"_s);
    ends_->setMinimumHeight(ui::Theme::current().metric("controlLarge"));
    permissions_->offer(domain::grantable(isOfPlatform(context)) & ownRights(context), ownRights(context));
    addField(u"/name"_s, tr("Name"), name_, tr("The program that signs in with it"));
    addField(u"/permissions"_s, tr("Permissions"), permissions_, tr("Give it no more than it needs."));
    addField(u"/expiresAt"_s, tr("Ends"), ends_, tr("At the end of this day, in UTC. At most a year from now."));
}

contract::ApiKeyDraft ApiKeyForm::draft() const {
    contract::ApiKeyDraft draft;
    draft.name = name_->text().trimmed().toStdString();
    draft.permissions = permissions_->chosen();
    const QDateTime end(ends_->date(), QTime(23, 59, 59), Qt::UTC);
    const QDateTime latest = QDateTime::currentDateTimeUtc().addDays(mostDays).addSecs(-60);
    draft.expiresAt = Time(Duration(std::min(end, latest).toMSecsSinceEpoch()));
    return draft;
}

bool ApiKeyForm::check() {
    Error error;
    if (name_->text().trimmed().isEmpty()) complain(error, "/name", tr("A key needs a name"));
    if (permissions_->chosen().isEmpty()) complain(error, "/permissions", tr("Choose at least one"));
    if (!error.fields.empty()) showError(error);
    return error.fields.empty();
}

}  // namespace steward::views
