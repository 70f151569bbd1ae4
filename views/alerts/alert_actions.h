// What can be done to rules, silences, objectives and channels: all of it ends in a plan; a channel's test and secret
// are asked for at once. GUI thread.
#pragma once

#include "contract/endpoints.h"
#include "domain/alert.h"
#include "views/alerts/alert_forms.h"
#include "views/common/plan_actions.h"

namespace steward::views {

// What a kind of definition is called, how it is read, and the form it is edited with.
template <class T>
struct AlertKind;
template <>
struct AlertKind<domain::AlertRule> {
    using Form = RuleForm;
    static constexpr auto kind = domain::EntityKind::alertRule;
    static constexpr const auto& one = contract::getAlertRule;
    static constexpr const auto& list = contract::listAlertRules;
    static QString several(qint64 count);
};
template <>
struct AlertKind<domain::Silence> {
    using Form = SilenceForm;
    static constexpr auto kind = domain::EntityKind::silence;
    static constexpr const auto& one = contract::getSilence;
    static constexpr const auto& list = contract::listSilences;
    static QString several(qint64 count);
};
template <>
struct AlertKind<domain::Slo> {
    using Form = SloForm;
    static constexpr auto kind = domain::EntityKind::slo;
    static constexpr const auto& one = contract::getSlo;
    static constexpr const auto& list = contract::listSlos;
    static QString several(qint64 count);
};
template <>
struct AlertKind<domain::AlertChannel> {
    using Form = ChannelForm;
    static constexpr auto kind = domain::EntityKind::alertChannel;
    static constexpr const auto& one = contract::getAlertChannel;
    static constexpr const auto& list = contract::listAlertChannels;
    static QString several(qint64 count);
};

// The members in which `after` differs from `before`, as RFC 7396 says it: null for what it has no more.
json::Object mergePatch(const json::Object& before, const json::Object& after);

class AlertActionsBase : public PlanActions {
    Q_OBJECT
protected:
    using PlanActions::PlanActions;
    AlertActionsBase(PageContext& context, domain::EntityKind kind, QObject* parent)
        : PlanActions(context, kind, {}, parent) {}
    QString copiedText() const { return tr("Id copied"); }
    QString createTitle(const QString& name) const { return tr("Create %1").arg(name); }
    QString changeTitle(const QString& name) const { return tr("Change %1").arg(name); }
    QString removeTitle(const QString& name) const { return tr("Delete %1").arg(name); }
    QString restoreTitle(const QString& name) const { return tr("Restore %1").arg(name); }
};

template <class T>
class DefinitionActions : public AlertActionsBase {
public:
    using Kind = AlertKind<T>;
    explicit DefinitionActions(PageContext& context, QObject* parent) : AlertActionsBase(context, Kind::kind, parent) {}

    // `proposed`: what the form of a new one begins with.
    void create(T proposed = {}) {
        if (const auto& me = context().session.me(); me && me->principal.tenantId)
            proposed.tenantId = *me->principal.tenantId;
        openForm(std::move(proposed));
    }
    void edit(const T& entity) { openForm(entity); }
    // Plans what makes `after` of `before`, which is new without a version. False: they are the same.
    bool propose(const T& before, const T& after, FormDialog* form = nullptr) {
        const bool isNew = before.version == 0;
        const auto documentBefore = json::toValue(isNew ? T{} : before);
        const auto documentAfter = json::toValue(after);
        auto patch = mergePatch(documentBefore.get_object(), documentAfter.get_object());
        patch.erase("tenantId");
        if (isNew && !patch.contains("name")) patch["name"] = after.name;
        if (patch.empty()) return false;
        const QString name = QString::fromStdString(after.name);
        const models::EditDraft edit{Kind::kind,
                                     before.id,
                                     after.name,
                                     after.name,
                                     before.version,
                                     documentBefore,
                                     json::Value(std::move(patch)),
                                     {}};
        save(edit, isNew ? createTitle(name) : changeTitle(name), form);
        return true;
    }
    void remove(const Choice& choice) {
        if (!choice.isEmpty()) operate(choice, domain::Operation::remove, removeTitle(about(choice)));
    }
    void restore(const Choice& choice) {
        if (!choice.isEmpty()) operate(choice, domain::Operation::restore, restoreTitle(about(choice)));
    }
    void copyId(const T& entity) { copy(entity.id, copiedText()); }

protected:
    QString several(qint64 count) const override { return Kind::several(count); }
    void rebase(const models::EditDraft& edit, Rebased then) override {
        rebaseOn<T>(models::fetchFrom(context().client, Kind::one), edit, std::move(then));
    }

private:
    void openForm(T before) {
        auto* dialog = new typename Kind::Form(context(), std::move(before));
        QObject::connect(dialog, &FormDialog::submitted, this, [this, dialog] { submit(dialog); });
        const T& entity = dialog->before();
        if (entity.version > 0) watch(dialog, entity.id, entity.version);
        dialog->open(dialog->first());
    }
    void submit(typename Kind::Form* dialog) {
        const auto after = dialog->entity();
        if (!after) return dialog->showError(after.error());
        if (!propose(dialog->before(), *after, dialog)) dialog->close();
    }
};

class RuleActions : public DefinitionActions<domain::AlertRule> {
public:
    using DefinitionActions::DefinitionActions;
    // For a while that is asked for.
    void silence(const Choice& choice);
    void unsilence(const Choice& choice);
    void switchOn(const Choice& choice);
    void switchOff(const Choice& choice);
    void changeSeverity(const Choice& choice);

private:
    void patch(const Choice& choice, json::Object patch, const QString& title, const QString& summary = {},
               FormDialog* form = nullptr);
};

class ChannelActions : public DefinitionActions<domain::AlertChannel> {
public:
    using DefinitionActions::DefinitionActions;
    void test(const domain::AlertChannel& channel);
    void setSecret(const domain::AlertChannel& channel);
};

}  // namespace steward::views
