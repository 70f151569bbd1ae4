#include "views/support/support_form.h"

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "views/common/tenant_picker.h"
#include "views/common/words.h"
#include "views/support/person_picker.h"
#include "views/support/support_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::PermissionSet;
using domain::Role;
using models::fetchFrom;

namespace {

constexpr int longestReason = 500, somebody = -1;
constexpr std::array durations{15, 30, 60, 120, 240, 480};
constexpr int usualDuration = 1;

QString rulingOf(domain::SupportConsent consent) {
    switch (consent) {
        case domain::SupportConsent::always:
            return SupportForm::tr("Lets support in without being asked: the time begins at once.");
        case domain::SupportConsent::ask:
            return SupportForm::tr("Its owners and admins are asked. The time begins when one of them allows it.");
        case domain::SupportConsent::never:
            break;
    }
    return {};
}

}  // namespace

SupportForm::SupportForm(PageContext& context, const std::optional<domain::Tenant>& tenant)
    : FormDialog(context.shell.window(), tr("Ask for support access"),
                 //: Send the request for support access
                 tr("Ask")),
      context_(context),
      tenant_(new TenantPicker(fetchFrom(context.client, contract::listTenants))),
      reason_(new ui::LineField(tr("Ticket 4711: the logo is missing"))),
      minutes_(new ui::Select),
      target_(new ui::Select),
      person_(new PersonPicker(fetchFrom(context.client, contract::listUsers))),
      permissions_(new PermissionChoice) {
    setObjectName(u"supportForm"_s);
    setPanelSize({560, 0});
    reason_->setLarge(true);
    reason_->setMaxLength(longestReason);
    minutes_->setLarge(true);
    for (const int minutes : durations)
        minutes_->addItem(minutesText(minutes), minutes);
    minutes_->setCurrentIndex(usualDuration);
    target_->setLarge(true);
    for (const Role role : {Role::viewer, Role::analyst, Role::admin, Role::owner})
        target_->addItem(tr("Role %1").arg(text(role)), int(role));
    target_->addItem(tr("A person…"), somebody);

    tenantField_ = addField(u"/tenantId"_s, tr("Tenant"), tenant_);
    addField(u"/reason"_s, tr("Reason"), reason_,
             tr("The tenant's people read it: when they are asked, and in the audit log."));
    //: How long
    auto* howLong = addField(u"/minutes"_s, tr("For"), minutes_);
    addRow(howLong, addField(u"/role"_s, tr("With the rights of"), target_));
    personField_ = addField(u"/userId"_s, tr("Person"), person_, tr("You see what they see, and act on their behalf."));
    //: Which of the rights of that role or person
    addField(u"/permissions"_s, tr("Of these"), permissions_, tr("Ask for no more than you need."));
    connect(tenant_, &TenantPicker::picked, this, &SupportForm::setTenant);
    connect(person_, &PersonPicker::picked, this, &SupportForm::setPerson);
    connect(target_, &QComboBox::currentIndexChanged, this, &SupportForm::showTarget);
    if (tenant) {
        tenant_->setTenant(*tenant);
        setTenant(*tenant);
    }
    showTarget();
}

bool SupportForm::isPerson() const {
    return target_->currentData().toInt() == somebody;
}

void SupportForm::setTenant(const domain::Tenant& tenant) {
    tenantId_ = tenant.id;
    userId_.reset();
    person_->setTenant(tenantId_);
    if (isPerson()) setRights({});
    tenantField_->setError({});
    tenantField_->setHelp({});
    person_->setEnabled(true);
    submitButton()->setEnabled(true);
    asking_.take(context_.client.call(contract::getSupportPolicy, {tenantId_}),
                 [this](Result<domain::SupportPolicy> policy) {
                     if (!policy) return;  // the platform decides anyway
                     const bool isOpen = policy->consent != domain::SupportConsent::never;
                     tenantField_->setHelp(rulingOf(policy->consent));
                     tenantField_->setError(isOpen ? QString() : tr("This tenant lets no support in."));
                     submitButton()->setEnabled(isOpen);
                 });
}

void SupportForm::showTarget() {
    personField_->setVisible(isPerson());
    person_->setEnabled(!tenantId_.empty());
    if (!isPerson())
        setRights(domain::permissionsOf(Role(target_->currentData().toInt())));
    else if (!userId_)
        setRights({});
}

void SupportForm::setPerson(const domain::User& user) {
    userId_ = user.id;
    personField_->setError({});
    if (!user.customRoleId) return setRights(domain::permissionsOf(user.role));
    setRights({});
    asking_.take(context_.client.call(contract::listRoles, {.tenantId = tenantId_}),
                 [this, wanted = *user.customRoleId](Result<contract::RoleList> roles) {
                     if (!roles) return showError(roles.error());
                     for (const auto& role : roles->items)
                         if (role.id == wanted) setRights(role.permissions);
                 });
}

void SupportForm::setRights(PermissionSet rights) {
    rights_ = rights & domain::supportable();
    permissions_->setChosen({});
    permissions_->offer(rights_, rights_);
    PermissionSet usual = rights_ & domain::supportReading();
    usual.erase(domain::Permission::signedIn);
    permissions_->setChosen(usual);
}

Result<contract::SupportRequest> SupportForm::request() const {
    Error error{ErrorCode::invalid, tr("Nothing was asked for.").toStdString(), {}, {}, {}};
    const auto complain = [&](const char* path, const QString& message) {
        error.fields.push_back({path, message.toStdString()});
    };
    contract::SupportRequest request;
    request.tenantId = tenantId_;
    request.reason = reason_->text().trimmed().toStdString();
    request.minutes = minutes_->currentData().toInt();
    if (isPerson())
        request.userId = userId_;
    else
        request.role = Role(target_->currentData().toInt());
    request.permissions = permissions_->chosen();
    if (tenantId_.empty()) complain("/tenantId", tr("Choose the tenant"));
    if (request.reason.empty()) complain("/reason", tr("Say why: the tenant's people decide by it"));
    if (isPerson() && !userId_)
        complain("/userId", tr("Choose the person"));
    else if (request.permissions->isEmpty())
        complain("/permissions", tr("Choose at least one"));
    if (!error.fields.empty()) return fail(std::move(error));
    return request;
}

}  // namespace steward::views
