#include "views/health/health_lists.h"

#include <QBoxLayout>

#include "models/health/component_story.h"
#include "ui/labels.h"
#include "views/alerts/definition_list.h"
#include "views/common/panel_parts.h"
#include "views/health/health_actions.h"
#include "views/health/health_tables.h"
#include "views/health/health_words.h"
#include "views/health/state_timeline.h"

namespace steward::views {

namespace {

using domain::Component;
using domain::MaintenanceWindow;

struct HealthWords {
    Q_DECLARE_TR_FUNCTIONS(HealthWords)
};

ListWords componentWords() {
    ListWords words{u"components"_s,
                    u"healthComponentsTable"_s,
                    HealthWords::tr("Components"),
                    HealthWords::tr("Could not load components"),
                    HealthWords::tr("Component"),
                    HealthWords::tr("New component"),
                    u"createComponent"_s,
                    HealthWords::tr("Selected components"),
                    HealthWords::tr("What customers see"),
                    HealthWords::tr("No components here"),
                    models::componentViews(),
                    {FilterField::oneOf<domain::ComponentState>(u"state"_s), {u"name"_s}},
                    {u"state"_s}};
    words.page = words.commands = u"health"_s;
    words.icon = u"heart-pulse"_s;
    return words;
}

ListWords windowWords() {
    ListWords words{u"windows"_s,
                    u"maintenanceTable"_s,
                    HealthWords::tr("Maintenance windows"),
                    HealthWords::tr("Could not load maintenance windows"),
                    HealthWords::tr("Maintenance window"),
                    HealthWords::tr("New window"),
                    u"createWindow"_s,
                    HealthWords::tr("Selected windows"),
                    HealthWords::tr("My windows"),
                    HealthWords::tr("No maintenance is planned"),
                    models::maintenanceWindowViews(),
                    {{u"name"_s},
                     {u"createdBy"_s},
                     {u"startsAt"_s, FilterField::Kind::moment},
                     {u"endsAt"_s, FilterField::Kind::moment}},
                    {}};
    words.page = words.commands = u"health"_s;
    words.icon = u"calendar3"_s;
    words.remove = HealthWords::tr("Cancel…");
    words.removed = HealthWords::tr("Cancelled");
    return words;
}

class ComponentsList final : public DefinitionList<Component> {
public:
    explicit ComponentsList(PageContext& context)
        : DefinitionList(context, componentWords()),
          story_(new models::ComponentStory(fetchFrom(context.client, contract::componentHistory),
                                            fetchFrom(context.client, contract::componentUptime), this)),
          timeline_(new StateTimeline),
          chosen_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)),
          months_(new ui::KeyValueList(nullptr, 120)) {
        chosen_->setObjectName(u"timelineText"_s);
        chosen_->setWordWrap(true);
        months_->setObjectName(u"componentMonths"_s);
        panel_->addPart(HealthWords::tr("Last 90 days"), {timeline_, chosen_});
        panel_->addPart(HealthWords::tr("Uptime by month, UTC"), {months_});
        QObject::connect(timeline_, &StateTimeline::described, chosen_, &QLabel::setText);
        QObject::connect(story_, &models::ComponentStory::changed, this, [this] { showStory(); });
    }

protected:
    void entityShown(const Component& component) override {
        const auto revision = component.revision();
        if (component.id == shownId_ && revision == shownRevision_) return;
        shownId_ = component.id;
        shownRevision_ = revision;
        story_->open(component.id);
    }
    void addMore(QMenu* menu, const Component& component, const Choice& choice, bool many) override {
        if (many || component.removed) return;
        needs(menu->addAction(HealthWords::tr("Plan maintenance…"), this,
                              [this, id = component.id] { planMaintenance(id); }),
              context().session, Permission::alertsWrite);
        static_cast<void>(choice);
    }

private:
    void planMaintenance(const std::string& id) {
        auto* windows = new WindowActions(context(), this);
        MaintenanceWindow window;
        if (detail_->entity() && detail_->entity()->id == id) window.tenantId = detail_->entity()->tenantId;
        window.components = {id};
        windows->create(std::move(window));
    }
    void showStory() {
        timeline_->show(story_->states(), story_->from(), story_->to());
        months_->clear();
        if (story_->error() && story_->states().empty()) {
            chosen_->setText(QString::fromStdString(story_->error()->message));
            return;
        }
        if (!story_->uptime()) return;
        for (const auto& [month, uptime] : story_->uptime()->items) {
            const bool isKept = !uptime.ratio || *uptime.ratio >= story_->uptime()->objective;
            QString remark = missingText(uptime);
            if (!isKept) remark = HealthWords::tr("missed: %1").arg(remark);
            months_->addRow(monthText(month), uptimeText(uptime));
            if (!remark.isEmpty()) months_->addNote(remark, isKept ? ui::Tone::tertiary : ui::Tone::danger);
        }
    }

    models::ComponentStory* story_;
    StateTimeline* timeline_;
    ui::Text* chosen_;
    ui::KeyValueList* months_;
    std::string shownId_;
    std::int64_t shownRevision_ = 0;
};

}  // namespace

ListPage* makeHealthList(HealthTab tab, PageContext& context) {
    if (tab == HealthTab::components) return new ComponentsList(context);
    return new DefinitionList<MaintenanceWindow>(context, windowWords());
}

}  // namespace steward::views
