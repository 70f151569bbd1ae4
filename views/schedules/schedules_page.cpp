#include "views/schedules/schedules_page.h"

#include <QBoxLayout>

#include "contract/topics.h"
#include "models/schedules/schedule_runs.h"
#include "views/alerts/definition_list.h"
#include "views/schedules/run_log.h"
#include "views/schedules/schedule_actions.h"
#include "views/schedules/schedule_words.h"

namespace steward::views {

using domain::ReportSchedule;

template <>
inline constexpr Permission writerOf<ReportSchedule> = Permission::reportsWrite;

namespace {

constexpr int changedMs = 300;

ListWords words() {
    ListWords words{u"schedules"_s,
                    u"schedulesTable"_s,
                    ScheduleWords::tr("Schedules"),
                    ScheduleWords::tr("Could not load schedules"),
                    ScheduleWords::tr("Schedule"),
                    ScheduleWords::tr("New schedule"),
                    u"createSchedule"_s,
                    ScheduleWords::tr("Selected schedules"),
                    ScheduleWords::tr("Reports for finance"),
                    ScheduleWords::tr("No report is scheduled"),
                    models::reportScheduleViews(),
                    {FilterField::oneOf<domain::ReportRunState>(u"state"_s),
                     {u"formats"_s},
                     {u"name"_s},
                     {u"owner"_s},
                     {u"nextAt"_s, FilterField::Kind::moment}},
                    {u"state"_s, u"formats"_s, u"owner"_s}};
    words.page = u"page"_s;
    words.commands = u"reports"_s;
    words.icon = u"clock-history"_s;
    return words;
}

class SchedulesPage final : public DefinitionList<ReportSchedule, ScheduleActions> {
public:
    explicit SchedulesPage(PageContext& context)
        : DefinitionList(context, words()),
          runs_(new models::ScheduleRuns({fetchFrom(context.client, contract::listReportRuns),
                                          fetchFrom(context.client, contract::runReportSchedule),
                                          fetchFrom(context.client, contract::resendReportRun)},
                                         this)),
          log_(new RunLog(runs_)),
          again_(new ui::Button(ScheduleWords::tr("Deliver again"))) {
        setObjectName(u"page.schedules"_s);
        again_->setObjectName(u"resendRun"_s);
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->addWidget(again_);
        line->addStretch();
        panel_->addPart(ScheduleWords::tr("Runs"), {log_, row});
        auto* now = panel_->addButton(ScheduleWords::tr("Run now"), u"runScheduleNow"_s, u"play-fill"_s,
                                      Permission::reportsWrite);
        secret_ =
            panel_->addButton(ScheduleWords::tr("Secret…"), u"scheduleSecret"_s, u"key"_s, Permission::reportsWrite);
        QObject::connect(now, &QAbstractButton::clicked, this, [this] { runNow(); });
        QObject::connect(secret_, &QAbstractButton::clicked, this, [this] {
            if (detail_->entity()) actions_->setSecret(*detail_->entity());
        });
        QObject::connect(again_, &QAbstractButton::clicked, this, [this] { resend(); });
        QObject::connect(log_, &QTreeWidget::currentItemChanged, this, [this] { showAgain(); });
        QObject::connect(log_, &QTreeWidget::itemActivated, this, [this] { resend(); });
        QObject::connect(&context.session, &models::Session::changed, this, [this] { showAgain(); });
        QObject::connect(runs_, &models::ScheduleRuns::asked, this, [this](const Result<domain::ReportRun>& outcome) {
            tell(this->context(), outcome, ScheduleWords::tr("It runs"), ScheduleWords::tr("It does not run"));
        });
        addCommand(ScheduleWords::tr("Run now"), u"schedules.run"_s, u"play-fill"_s, QKeySequence(u"Ctrl+Return"_s),
                   Permission::reportsWrite, [this] {
                       catchUp();
                       runNow();
                   });
        addCommand(ScheduleWords::tr("Deliver again"), u"schedules.resend"_s, u"arrow-repeat"_s, {},
                   Permission::reportsWrite, [this] { resend(); });
        changedSoon_.setSingleShot(true);
        changedSoon_.setInterval(changedMs);
        QObject::connect(&changedSoon_, &QTimer::timeout, this, [this] {
            model_->reload();
            detail_->reload();
            runs_->reload();
        });
        const auto soon = [this] {
            if (!changedSoon_.isActive()) changedSoon_.start();
        };
        news_ = context.feed.subscribe(
            contract::schedulesTopic, [soon](const client::FeedEvents<contract::ScheduleNews>&) { soon(); },
            [soon](const client::FeedGap&) { soon(); });
        showAgain();
    }

    // reportId, reportName: of the report that a new schedule is for.
    void visit(const QVariantMap& target) override {
        DefinitionList::visit(target);
        if (!target.contains(u"reportId"_s)) return;
        ReportSchedule wanted;
        wanted.reportId = target.value(u"reportId"_s).toString().toStdString();
        wanted.reportName = target.value(u"reportName"_s).toString().toStdString();
        wanted.name = wanted.reportName;
        actions_->create(std::move(wanted));
    }

protected:
    QString nameOf(const models::SavedView& view) const override {
        return view.id == u"broken"_s ? ScheduleWords::tr("Failed") : DefinitionList::nameOf(view);
    }
    void entityShown(const ReportSchedule& schedule) override {
        const bool usesBucket = std::ranges::any_of(
            schedule.deliveries, [](const auto& delivery) { return delivery.kind == domain::DeliveryKind::bucket; });
        secret_->setVisible(usesBucket && !schedule.removed);
        if (runs_->id() != schedule.id) runs_->open(schedule.id);
    }
    void addMore(QMenu* menu, const ReportSchedule& schedule, const Choice& choice, bool many) override {
        if (schedule.removed && !many) return;
        const auto add = [&](const QString& text, auto act) {
            needs(menu->addAction(text, this, act), context().session, Permission::reportsWrite);
        };
        if (many || !schedule.enabled)
            add(ScheduleWords::tr("Switch on…"), [this, choice] { actions_->switchTo(choice, true); });
        if (many || schedule.enabled)
            add(ScheduleWords::tr("Switch off…"), [this, choice] { actions_->switchTo(choice, false); });
    }

private:
    void runNow() {
        if (detail_->entity() && !detail_->entity()->removed) {
            runs_->open(detail_->entity()->id);
            runs_->runNow();
        }
    }
    void resend() {
        const auto chosen = log_->chosen();
        if (chosen && chosen->canResend && again_->isEnabled()) runs_->resend(chosen->runId, chosen->position);
    }
    void showAgain() {
        const auto chosen = log_->chosen();
        const QString refusal = whyNot(context().session, Permission::reportsWrite);
        again_->setEnabled(chosen && chosen->canResend && refusal.isEmpty());
        again_->setToolTip(!refusal.isEmpty() ? refusal
                           : chosen           ? QString()
                                              : ScheduleWords::tr("Choose a run, or one recipient of it"));
        again_->setText(chosen && chosen->position ? ScheduleWords::tr("Deliver again to this one")
                                                   : ScheduleWords::tr("Deliver again"));
    }

    models::ScheduleRuns* runs_;
    RunLog* log_;
    ui::Button* again_;
    ui::Button* secret_ = nullptr;
    QTimer changedSoon_;
    client::FeedSubscription news_;
};

}  // namespace

PageInfo schedulesPage() {
    return {u"schedules"_s,
            ScheduleWords::tr("Schedules"),
            u"clock-history"_s,
            PageGroup::business,
            Permission::reportsRun,
            u'J',
            [](PageContext& context) { return new SchedulesPage(context); }};
}

}  // namespace steward::views
