#include "views/plan/plan_words.h"

#include <QCoreApplication>

#include "views/common/words.h"

namespace steward::views {

namespace {

struct PlanWords {
    Q_DECLARE_TR_FUNCTIONS(PlanWords)
};

}  // namespace

QString entitiesText(domain::EntityKind kind, qint64 count) {
    const QString number = countText(count);
    const bool one = count == 1;
    switch (kind) {
        case domain::EntityKind::tenant:
            return one ? PlanWords::tr("1 tenant") : PlanWords::tr("%1 tenants").arg(number);
        case domain::EntityKind::brand:
            return one ? PlanWords::tr("1 brand") : PlanWords::tr("%1 brands").arg(number);
        case domain::EntityKind::user:
            return one ? PlanWords::tr("1 user") : PlanWords::tr("%1 users").arg(number);
        case domain::EntityKind::role:
            return one ? PlanWords::tr("1 role") : PlanWords::tr("%1 roles").arg(number);
        case domain::EntityKind::alertRule:
            return one ? PlanWords::tr("1 alert rule") : PlanWords::tr("%1 alert rules").arg(number);
        case domain::EntityKind::silence:
            return one ? PlanWords::tr("1 silence") : PlanWords::tr("%1 silences").arg(number);
        case domain::EntityKind::slo:
            return one ? PlanWords::tr("1 objective") : PlanWords::tr("%1 objectives").arg(number);
        case domain::EntityKind::alertChannel:
            return one ? PlanWords::tr("1 channel") : PlanWords::tr("%1 channels").arg(number);
        case domain::EntityKind::subscriptionPlan:
            return one ? PlanWords::tr("1 subscription plan") : PlanWords::tr("%1 subscription plans").arg(number);
        case domain::EntityKind::component:
            return one ? PlanWords::tr("1 component") : PlanWords::tr("%1 components").arg(number);
        case domain::EntityKind::maintenanceWindow:
            return one ? PlanWords::tr("1 maintenance window") : PlanWords::tr("%1 maintenance windows").arg(number);
        case domain::EntityKind::reportSchedule:
            return one ? PlanWords::tr("1 schedule") : PlanWords::tr("%1 schedules").arg(number);
        case domain::EntityKind::configuration:
            return one ? PlanWords::tr("1 part") : PlanWords::tr("%1 parts").arg(number);
    }
    return number;
}

QString applyText(const domain::Plan& plan) {
    const QString entities = entitiesText(plan.entity, plan.counts.willChange);
    switch (plan.operation) {
        case domain::Operation::create:
            return PlanWords::tr("Create %1").arg(entities);
        case domain::Operation::publish:
            return PlanWords::tr("Publish %1").arg(entities);
        case domain::Operation::suspend:
            return PlanWords::tr("Suspend %1").arg(entities);
        case domain::Operation::resume:
            return PlanWords::tr("Resume %1").arg(entities);
        case domain::Operation::archive:
            return PlanWords::tr("Archive %1").arg(entities);
        case domain::Operation::revert:
            return PlanWords::tr("Undo for %1").arg(entities);
        case domain::Operation::remove:
            return PlanWords::tr("Delete %1").arg(entities);
        case domain::Operation::restore:
            return PlanWords::tr("Restore %1").arg(entities);
        case domain::Operation::converge:
        case domain::Operation::change:
            break;
    }
    return PlanWords::tr("Apply to %1").arg(entities);
}

QString dependentsText(const domain::Dependents& dependents) {
    const int count = int(dependents.count);
    switch (dependents.kind) {
        case domain::DependentKind::users:
            return PlanWords::tr("%n user(s)", nullptr, count);
        case domain::DependentKind::apiKeys:
            return PlanWords::tr("%n API key(s)", nullptr, count);
        case domain::DependentKind::roles:
            return PlanWords::tr("%n role(s)", nullptr, count);
        case domain::DependentKind::reports:
            return PlanWords::tr("%n saved report(s)", nullptr, count);
        case domain::DependentKind::brand:
            return PlanWords::tr("the brand");
        case domain::DependentKind::supportAccess:
            return PlanWords::tr("%n support access(es)", nullptr, count);
    }
    return {};
}

namespace {

QString invoiceText(const domain::InvoiceChange& invoice) {
    const auto amount = [&](std::int64_t minor) {
        return minor == 0 ? PlanWords::tr("nothing", "an amount of money") : moneyText(minor, invoice.currency);
    };
    const QString before = amount(invoice.beforeMinor);
    const QString after = amount(invoice.afterMinor);
    if (!invoice.at) return PlanWords::tr("Invoice of %1 instead of %2", "amounts of money").arg(after, before);
    return PlanWords::tr("Invoice of %1 instead of %2, on %3", "amounts of money, date")
        .arg(after, before, dateText(toDateTime(*invoice.at)));
}

}  // namespace

QString effectText(const domain::Effect& effect) {
    const int count = int(effect.count.value_or(0));
    const QString name = QString::fromStdString(effect.name.value_or(std::string()));
    switch (effect.kind) {
        case domain::EffectKind::sessionsEnd:
            return PlanWords::tr("%n session(s) end", nullptr, count);
        case domain::EffectKind::keysEnd:
            return PlanWords::tr("%n API key(s) end", nullptr, count);
        case domain::EffectKind::invoiceChange:
            return invoiceText(effect.invoice.value_or(domain::InvoiceChange()));
        case domain::EffectKind::restorable:
            return PlanWords::tr("Can be restored until %1").arg(momentText(toDateTime(effect.at.value_or(Time()))));
        case domain::EffectKind::signInAddressMoves:
            return PlanWords::tr("The sign-in address moves to %1").arg(name);
        case domain::EffectKind::signInPageChanges:
            return PlanWords::tr("The sign-in page changes at once");
        case domain::EffectKind::tenantsKeepTerms:
            return PlanWords::tr("%n tenant(s) have this plan and keep what they have", nullptr, count);
        case domain::EffectKind::rightsChange:
            return PlanWords::tr("%n user(s) have other rights from the next request on", nullptr, count);
        case domain::EffectKind::rulesLoseObjective:
            return PlanWords::tr("%n alert rule(s) lose the objective that is watched", nullptr, count);
        case domain::EffectKind::waitsForObjective:
            return PlanWords::tr("Waits for the objective %1, which is not there yet").arg(name);
        case domain::EffectKind::alertsEnd:
            return PlanWords::tr("%n alert(s) end", nullptr, count);
        case domain::EffectKind::alertsFit:
            return PlanWords::tr("Fits %n alert(s) now", nullptr, count);
        case domain::EffectKind::keepsSecret:
            return PlanWords::tr("The new address is signed with the same secret");
        case domain::EffectKind::dependenciesLost:
            return PlanWords::tr("%n component(s) lose a dependency", nullptr, count);
        case domain::EffectKind::maintenanceEnds:
            return PlanWords::tr("The maintenance ends now");
        case domain::EffectKind::componentsMaintained:
            return PlanWords::tr("%n component(s) are in maintenance meanwhile", nullptr, count);
        case domain::EffectKind::ownerChanges:
            return PlanWords::tr("Runs in the name of %1 from now on").arg(name);
        case domain::EffectKind::secretMissing:
            return PlanWords::tr("Nothing goes to the bucket until its secret is set");
    }
    return {};
}

QString editText(const domain::LastEdit& edit) {
    return PlanWords::tr("by %1, %2", "who, when")
        .arg(QString::fromStdString(edit.by), momentText(toDateTime(edit.at)));
}

QString exclusionText(const domain::PlanChange& change) {
    const auto reason = change.reason.value_or(domain::ExclusionReason::refusedByRule);
    const QString said = change.edited ? editText(*change.edited) : QString::fromStdString(change.detail);
    switch (reason) {
        case domain::ExclusionReason::refusedByRule:
        case domain::ExclusionReason::overLimit:
        case domain::ExclusionReason::irreversible:
        case domain::ExclusionReason::managedElsewhere:
        case domain::ExclusionReason::aboveOwnRights:
            return said.isEmpty() ? text(reason)
                                  : PlanWords::tr("%1: %2", "reason: what the rule says").arg(text(reason), said);
        case domain::ExclusionReason::changedSince:
            return said.isEmpty() ? text(reason)
                                  : PlanWords::tr("%1 %2", "changed since, by whom and when").arg(text(reason), said);
        default:
            return text(reason);
    }
}

QString kindText(domain::EntityKind kind) {
    switch (kind) {
        case domain::EntityKind::tenant:
            return PlanWords::tr("tenant");
        case domain::EntityKind::brand:
            return PlanWords::tr("brand");
        case domain::EntityKind::user:
            return PlanWords::tr("user");
        case domain::EntityKind::role:
            return PlanWords::tr("role");
        case domain::EntityKind::alertRule:
            return PlanWords::tr("alert rule");
        case domain::EntityKind::silence:
            return PlanWords::tr("silence");
        case domain::EntityKind::slo:
            return PlanWords::tr("objective");
        case domain::EntityKind::alertChannel:
            return PlanWords::tr("channel");
        case domain::EntityKind::subscriptionPlan:
            return PlanWords::tr("subscription plan");
        case domain::EntityKind::component:
            return PlanWords::tr("component");
        case domain::EntityKind::maintenanceWindow:
            return PlanWords::tr("maintenance window");
        case domain::EntityKind::reportSchedule:
            return PlanWords::tr("schedule");
        case domain::EntityKind::configuration:
            break;
    }
    return {};
}

QString remainingText(Duration left) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left).count();
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString doneText(const domain::Plan& plan, qint64 changed) {
    const QString entities = entitiesText(plan.entity, changed);
    switch (plan.operation) {
        case domain::Operation::create:
            return PlanWords::tr("%1 created").arg(entities);
        case domain::Operation::publish:
            return PlanWords::tr("%1 published").arg(entities);
        case domain::Operation::suspend:
            return PlanWords::tr("%1 suspended").arg(entities);
        case domain::Operation::resume:
            return PlanWords::tr("%1 resumed").arg(entities);
        case domain::Operation::archive:
            return PlanWords::tr("%1 archived").arg(entities);
        case domain::Operation::revert:
            return PlanWords::tr("%1 put back").arg(entities);
        case domain::Operation::remove:
            return PlanWords::tr("%1 deleted").arg(entities);
        case domain::Operation::restore:
            return PlanWords::tr("%1 restored").arg(entities);
        case domain::Operation::converge:
        case domain::Operation::change:
            break;
    }
    return PlanWords::tr("%1 changed").arg(entities);
}

bool takesAway(domain::Operation operation) {
    return operation == domain::Operation::suspend || operation == domain::Operation::archive ||
           operation == domain::Operation::remove;
}

}  // namespace steward::views
