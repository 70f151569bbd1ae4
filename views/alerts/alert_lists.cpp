#include "views/alerts/alert_lists.h"

#include <functional>

#include "views/alerts/alert_words.h"
#include "views/alerts/definition_list.h"

namespace steward::views {

namespace {

// Alerts: no entities of plans, so what is chosen has no versions.
class AlertsList final : public ListPage {
public:
    using Model = models::AlertListModel<domain::Alert>;

    // What is silenced, and until when, is news of the alert that is open, too.
    void refresh() override {
        ListPage::refresh();
        detail_->reload();
    }

    explicit AlertsList(PageContext& context)
        : AlertsList(context, listModelOf<domain::Alert>(context, contract::listAlerts, contract::getAlert)) {}

protected:
    QString nameOf(const models::SavedView& view) const override { return standardName(view.id); }
    QString openedId() const override { return detail_->id(); }
    void openDetail(const QString& id, int row) override { detail_->open(id, row >= 0 ? model_->at(row) : nullptr); }
    void entityChanged(const contract::EntityChanged&) override {}
    void showNothing() override {
        if (!isUnfiltered(filters(), u"state"_s)) return ListPage::showNothing();
        states()->showEmpty(u"bell"_s, AlertWords::tr("No alerts"), AlertWords::tr("Nothing here is out of bounds."));
    }
    Choice selected() const override { return selectedIds(); }
    Choice opened() const override {
        Choice choice;
        if (!detail_->entity()) return choice;
        choice.ids = {detail_->id()};
        choice.count = 1;
        return choice;
    }
    void fillMenu(QMenu* menu, int row) override {
        const domain::Alert alert = *model_->at(row);
        needs(menu->addAction(AlertWords::tr("Silence…"), this, [this, alert] { silence(alert); }), context().session,
              Permission::alertsWrite);
        menu->addAction(AlertWords::tr("Go to the rule"), this, [this, alert] { openRule(alert); });
    }

private:
    AlertsList(PageContext& context, Model* model)
        : ListPage(context, {new AlertTable<domain::Alert>(model), AlertLook<domain::Alert>::columns(),
                             u"alertsTable"_s, AlertWords::tr("Alerts"), AlertWords::tr("Could not load alerts")}),
          model_(model),
          silences_(new DefinitionActions<domain::Silence>(context, this)) {
        setObjectName(u"alerts.alerts"_s);
        model_->setParent(this);
        auto& client = context.client;
        detail_ = new models::AlertDetail<domain::Alert>(fetchFrom(client, contract::getAlert),
                                                         fetchFrom(client, contract::listAudit), &context.store, this);
        panel_ = new AlertPanel(context, detail_, AlertWords::tr("Alert"), false);
        auto* views = new models::SavedViews(contract::ListName::alerts, models::alertViews(),
                                             models::countWith(fetchFrom(client, contract::listAlerts)),
                                             models::viewsFrom(client, context.store), context.session, this);
        build({model_,
               contract::ListName::alerts,
               views,
               {FilterField::oneOf<domain::AlertState>(u"state"_s),
                FilterField::oneOf<domain::AlertSeverity>(u"severity"_s),
                {u"name"_s},
                {u"labels"_s},
                {u"activeSince"_s, FilterField::Kind::moment}},
               {u"severity"_s, u"state"_s, u"name"_s},
               panel_,
               u"alertViews"_s,
               AlertWords::tr("name, label or id"),
               AlertWords::tr("Selected alerts"),
               AlertWords::tr("Critical ones"),
               models::AlertListOf<domain::Alert>::Name});
        auto* quiet =
            panel_->addButton(AlertWords::tr("Silence…"), u"silenceAlert"_s, u"bell"_s, Permission::alertsWrite);
        auto* rule = panel_->addButton(AlertWords::tr("Rule"), u"openRule"_s, u"sliders"_s, Permission::none);
        connect(quiet, &QAbstractButton::clicked, this, [this] { silenceOpened(); });
        connect(rule, &QAbstractButton::clicked, this, [this] {
            if (detail_->entity()) openRule(*detail_->entity());
        });
        connect(detail_, &models::AlertDetailBase::changed, this, [this] { showAlert(); });
        connect(silences_, &PlanActions::changed, this, [this] { refresh(); });
        addCommand(AlertWords::tr("Silence this alert…"), u"alert.silence"_s, u"bell"_s,
                   QKeySequence(u"Ctrl+Shift+S"_s), Permission::alertsWrite, [this] {
                       catchUp();
                       silenceOpened();
                   });
    }

    void silenceOpened() {
        if (detail_->entity()) silence(*detail_->entity());
    }
    // A form that fits this alert and others of its rule.
    void silence(const domain::Alert& alert) {
        domain::Silence silence;
        silence.name = alert.ruleName;
        silence.matchers = {{"alertname", domain::LabelOperator::equals, alert.ruleName}};
        silences_->create(std::move(silence));
    }
    void openRule(const domain::Alert& alert) {
        context().shell.goTo(u"alerts"_s, {{u"tab"_s, u"rules"_s}, {u"id"_s, QString::fromStdString(alert.ruleId)}});
    }
    void showAlert() {
        if (!detail_->entity()) return;
        const domain::Alert& alert = *detail_->entity();
        panel_->show(contentOf(alert, alert.ruleName));
        if (std::exchange(shownId_, alert.id) != alert.id) panel_->setHistory(AlertWords::tr("History"), {});
        reading_.take(
            context().client.call(contract::alertHistory, {alert.id}), [this](Result<contract::AlertHistory> history) {
                if (!history) return;
                QList<std::pair<QString, QString>> lines;
                for (const auto& step : history->items)
                    lines << std::pair{
                        clockText(toDateTime(step.at)),
                        text(step.to) + (step.note.empty() ? QString() : u": "_s + QString::fromStdString(step.note))};
                panel_->setHistory(AlertWords::tr("History"), lines);
            });
    }

    Model* model_;
    DefinitionActions<domain::Silence>* silences_;
    models::AlertDetail<domain::Alert>* detail_ = nullptr;
    AlertPanel* panel_ = nullptr;
    std::string shownId_;
    client::Latest reading_{this};
};

class RulesList final : public DefinitionList<domain::AlertRule, RuleActions> {
public:
    explicit RulesList(PageContext& context)
        : DefinitionList(context, {u"rules"_s,
                                   u"alertRulesTable"_s,
                                   AlertWords::tr("Alert rules"),
                                   AlertWords::tr("Could not load alert rules"),
                                   AlertWords::tr("Alert rule"),
                                   AlertWords::tr("New rule"),
                                   u"createRule"_s,
                                   AlertWords::tr("Selected rules"),
                                   AlertWords::tr("Rules of my team"),
                                   AlertWords::tr("No rules here"),
                                   models::alertRuleViews(),
                                   {FilterField::oneOf<domain::AlertState>(u"state"_s),
                                    FilterField::oneOf<domain::AlertSeverity>(u"severity"_s),
                                    {u"name"_s},
                                    {u"labels"_s},
                                    {u"silencedUntil"_s, FilterField::Kind::moment}},
                                   {u"severity"_s, u"state"_s}}) {
        addBulk(AlertWords::tr("Silence…"), u"bulkSilence"_s, &RuleActions::silence);
        addBulk(AlertWords::tr("Change severity…"), u"bulkSeverity"_s, &RuleActions::changeSeverity);
        addBulk(AlertWords::tr("Switch off…"), u"bulkSwitchOff"_s, &RuleActions::switchOff);
        addBulk(AlertWords::tr("Delete…"), u"bulkDelete"_s, &RuleActions::remove, ui::ButtonVariant::dangerOutline);
        auto* quiet =
            panel_->addButton(AlertWords::tr("Silence…"), u"silenceRule"_s, u"bell"_s, Permission::alertsWrite);
        QObject::connect(quiet, &QAbstractButton::clicked, this, [this] { actions_->silence(opened()); });
        addCommand(AlertWords::tr("Silence…"), u"alert.rules.silence"_s, u"bell"_s, QKeySequence(u"Ctrl+Shift+S"_s),
                   Permission::alertsWrite, [this] { actions_->silence(openedOrSelected()); });
    }

protected:
    void addMore(QMenu* menu, const domain::AlertRule& rule, const Choice& choice, bool many) override {
        const auto add = [&](const QString& text, void (RuleActions::*act)(const Choice&)) {
            needs(menu->addAction(text, this, [this, act, choice] { std::invoke(act, actions_, choice); }),
                  context().session, Permission::alertsWrite);
        };
        if (!many && rule.removed) return;
        add(AlertWords::tr("Silence…"), &RuleActions::silence);
        if (many || rule.silencedUntil) add(AlertWords::tr("End the silence…"), &RuleActions::unsilence);
        if (many || rule.enabled) add(AlertWords::tr("Switch off…"), &RuleActions::switchOff);
        if (many || !rule.enabled) add(AlertWords::tr("Switch on…"), &RuleActions::switchOn);
    }

private:
    void addBulk(const QString& text, const QString& name, void (RuleActions::*act)(const Choice&),
                 ui::ButtonVariant variant = ui::ButtonVariant::secondary) {
        auto* button = bulk()->add(text, name, Permission::alertsWrite, variant);
        QObject::connect(button, &QAbstractButton::clicked, this,
                         [this, act] { std::invoke(act, actions_, selected()); });
    }
};

class ChannelsList final : public DefinitionList<domain::AlertChannel, ChannelActions> {
public:
    explicit ChannelsList(PageContext& context)
        : DefinitionList(context, {u"channels"_s,
                                   u"alertChannelsTable"_s,
                                   AlertWords::tr("Channels"),
                                   AlertWords::tr("Could not load channels"),
                                   AlertWords::tr("Channel"),
                                   AlertWords::tr("New channel"),
                                   u"createChannel"_s,
                                   AlertWords::tr("Selected channels"),
                                   AlertWords::tr("Webhooks"),
                                   AlertWords::tr("No channels here"),
                                   models::alertChannelViews(),
                                   {FilterField::oneOf<domain::ChannelKind>(u"kind"_s), {u"name"_s}},
                                   {u"kind"_s}}) {
        auto* test =
            panel_->addButton(AlertWords::tr("Send test"), u"testChannel"_s, u"play-fill"_s, Permission::alertsWrite);
        secret_ = panel_->addButton(AlertWords::tr("Set secret…"), u"setSecret"_s, u"key"_s, Permission::alertsWrite);
        QObject::connect(test, &QAbstractButton::clicked, this, [this] {
            if (detail_->entity()) actions_->test(*detail_->entity());
        });
        QObject::connect(secret_, &QAbstractButton::clicked, this, [this] {
            if (detail_->entity()) actions_->setSecret(*detail_->entity());
        });
        addCommand(AlertWords::tr("Send a test"), u"alert.channels.test"_s, u"play-fill"_s,
                   QKeySequence(u"Ctrl+Shift+T"_s), Permission::alertsWrite, [this] {
                       catchUp();
                       if (detail_->entity()) actions_->test(*detail_->entity());
                   });
    }

protected:
    void entityShown(const domain::AlertChannel& channel) override {
        secret_->setVisible(channel.kind == domain::ChannelKind::webhook);
    }

private:
    ui::Button* secret_;
};

}  // namespace

ListPage* makeAlertList(AlertTab tab, PageContext& context) {
    switch (tab) {
        case AlertTab::rules:
            return new RulesList(context);
        case AlertTab::silences:
            return new DefinitionList<domain::Silence>(
                context, {u"silences"_s,
                          u"silencesTable"_s,
                          AlertWords::tr("Silences"),
                          AlertWords::tr("Could not load silences"),
                          AlertWords::tr("Silence"),
                          AlertWords::tr("New silence"),
                          u"createSilence"_s,
                          AlertWords::tr("Selected silences"),
                          AlertWords::tr("My silences"),
                          AlertWords::tr("No silences here"),
                          models::silenceViews(),
                          {{u"name"_s}, {u"createdBy"_s}, {u"endsAt"_s, FilterField::Kind::moment}},
                          {}});
        case AlertTab::slos:
            return new DefinitionList<domain::Slo>(context, {u"slos"_s,
                                                             u"slosTable"_s,
                                                             AlertWords::tr("Objectives"),
                                                             AlertWords::tr("Could not load objectives"),
                                                             AlertWords::tr("Objective"),
                                                             AlertWords::tr("New objective"),
                                                             u"createSlo"_s,
                                                             AlertWords::tr("Selected objectives"),
                                                             AlertWords::tr("Availability"),
                                                             AlertWords::tr("No objectives here"),
                                                             models::sloViews(),
                                                             {{u"name"_s}},
                                                             {}});
        case AlertTab::channels:
            return new ChannelsList(context);
        case AlertTab::alerts:
            break;
    }
    return new AlertsList(context);
}

}  // namespace steward::views
