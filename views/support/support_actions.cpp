#include "views/support/support_actions.h"

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "ui/toast.h"
#include "views/common/confirm_dialog.h"
#include "views/support/support_form.h"
#include "views/support/support_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using domain::SupportAccess;
using domain::SupportState;

namespace {

QString idOf(const SupportAccess& access) {
    return QString::fromStdString(access.id);
}
QString staffOf(const SupportAccess& access) {
    return QString::fromStdString(access.staffName);
}
QString tenantOf(const SupportAccess& access) {
    return QString::fromStdString(access.tenantName);
}

}  // namespace

SupportActions::SupportActions(PageContext& context, QObject* parent) : QObject(parent), context_(context) {}

bool SupportActions::isStaff() const {
    const auto& me = context_.session.me();
    return me && !me->principal.tenantId;
}

QList<SupportActions::Act> SupportActions::actsFor(const SupportAccess& access) const {
    using Variant = ui::ButtonVariant;
    const auto& me = context_.session.me();
    const bool isOwn = me && me->principal.userId == access.staffId;
    const bool isWaiting = access.state == SupportState::waitingForConsent;
    if (!domain::isOpen(access.state) || (isStaff() && !isOwn)) return {};
    if (!isStaff() && isWaiting)
        return {{tr("Refuse"), u"refuseSupport"_s, u"x-lg"_s, Variant::secondary, Permission::supportConsent,
                 &SupportActions::refuse},
                {tr("Allow"), u"allowSupport"_s, u"check-lg"_s, Variant::primary, Permission::supportConsent,
                 &SupportActions::allow}};
    if (!isStaff())
        return {{tr("End now"), u"endSupport"_s, u"stop-fill"_s, Variant::dangerOutline, Permission::supportConsent,
                 &SupportActions::end}};
    const Act end{isWaiting ? tr("Withdraw") : tr("End now"),
                  u"endSupport"_s,
                  isWaiting ? u"x-lg"_s : u"stop-fill"_s,
                  isWaiting ? Variant::secondary : Variant::dangerOutline,
                  Permission::signedIn,
                  &SupportActions::end};
    if (isWaiting) return {end};
    return {end,
            //: Begin to act within the tenant
            {tr("Enter"), u"enterSupport"_s, u"box-arrow-in-right"_s, Variant::primary, Permission::supportAccess,
             &SupportActions::enter}};
}

void SupportActions::ask(const std::optional<domain::Tenant>& tenant) {
    auto* form = new SupportForm(context_, tenant);
    connect(form, &FormDialog::submitted, this, [this, form] {
        const auto request = form->request();
        if (!request) return form->showError(request.error());
        form->setBusy(true);
        client::whenReady(context_.client.call(contract::requestSupportAccess, *request), form,
                          [this, form](Result<SupportAccess> asked) {
                              form->setBusy(false);
                              if (!asked) return form->showError(asked.error());
                              form->close(1);
                              Q_EMIT changed(idOf(*asked));
                              const QString name = tenantOf(*asked);
                              if (asked->state != SupportState::active)
                                  context_.toasts.show(ui::BadgeKind::ok, tr("%1 was asked").arg(name));
                              else
                                  context_.toasts.show(ui::BadgeKind::ok,
                                                       tr("%1 lets support in without being asked.").arg(name),
                                                       tr("Enter"), [this, access = *asked] { enter(access); });
                          });
    });
    form->open(form->first());
}

void SupportActions::askById(const std::string& tenantId) {
    client::whenReady(context_.client.call(contract::getTenant, {tenantId}), this,
                      [this](Result<domain::Tenant> tenant) {
                          if (!tenant) return tell(context_, tenant, {}, tr("Support access cannot be asked for"));
                          ask(*tenant);
                      });
}

void SupportActions::enter(const SupportAccess& access) {
    const QString id = idOf(access);
    if (entering_.contains(id)) return;
    entering_.insert(id);
    client::whenReady(context_.client.call(contract::startSupportAccess, {access.id}), this,
                      [this, id, name = tenantOf(access)](Result<contract::StartedSupport> started) {
                          entering_.remove(id);
                          if (started) return context_.shell.enterSupport(*started);
                          tell(context_, started, {}, tr("You did not enter %1").arg(name));
                          Q_EMIT changed(id);
                      });
}

void SupportActions::answer(const SupportAccess& access, bool allow) {
    client::whenReady(context_.client.call(contract::answerSupportAccess, {access.id, allow}), this,
                      [this, allow, id = idOf(access), name = staffOf(access)](Result<SupportAccess> answered) {
                          tell(context_, answered,
                               allow ? tr("%1 may come in now").arg(name) : tr("Refused. %1 is told.").arg(name),
                               tr("Not answered"));
                          Q_EMIT changed(id);
                      });
}

void SupportActions::allow(const SupportAccess& access) {
    answer(access, true);
}

void SupportActions::refuse(const SupportAccess& access) {
    answer(access, false);
}

void SupportActions::end(const SupportAccess& access) {
    const auto now = [this, id = access.id] {
        client::whenReady(context_.client.call(contract::revokeSupportAccess, {id}), this,
                          [this, id](Result<contract::Nothing> ended) {
                              tell(context_, ended, tr("The support access has ended"), tr("It has not ended"));
                              Q_EMIT changed(QString::fromStdString(id));
                          });
    };
    if (access.state == SupportState::waitingForConsent) return now();
    const QString title = isStaff() ? tr("End the support access to %1?").arg(tenantOf(access))
                                    : tr("End the support access of %1?").arg(staffOf(access));
    confirmFirst(context_.shell.window(), title,
                 isStaff() ? tr("It has to be asked for again.")
                           : tr("They are out at once. What they changed stays, and is in the audit log."),
                 tr("End now"), now);
}

}  // namespace steward::views
