#include "views/reports/schedule_part.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "client/future.h"
#include "contract/endpoints.h"
#include "contract/topics.h"
#include "ui/buttons.h"
#include "ui/labels.h"
#include "views/common/words.h"

namespace steward::views {
namespace {

constexpr int mostShown = 4;
constexpr int changedMs = 500;

}  // namespace

SchedulePart::SchedulePart(PageContext& context, models::ReportBuilder& builder, QWidget* parent)
    : QWidget(parent),
      context_(context),
      builder_(builder),
      note_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)),
      list_(new QWidget),
      make_(new ui::Button(tr("New schedule…"))) {
    setObjectName(QStringLiteral("scheduleSection"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(8);
    column->addWidget(new ui::Text(tr("Schedule"), ui::TextStyle::bodyStrong));
    note_->setObjectName(QStringLiteral("scheduleNote"));
    note_->setWordWrap(true);
    auto* lines = new QVBoxLayout(list_);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    make_->setObjectName(QStringLiteral("scheduleReport"));
    make_->setIconName(QStringLiteral("clock-history"));
    column->addWidget(note_);
    column->addWidget(list_);
    column->addWidget(make_, 0, Qt::AlignLeft);
    connect(make_, &QAbstractButton::clicked, this, [this] {
        if (const auto& saved = builder_.saved())
            context_.shell.goTo(QStringLiteral("schedules"),
                                {{QStringLiteral("reportId"), QString::fromStdString(saved->id)},
                                 {QStringLiteral("reportName"), QString::fromStdString(saved->name)}});
    });
    connect(&builder_, &models::ReportBuilder::savedChanged, this, [this] {
        if (QString::fromStdString(builder_.saved() ? builder_.saved()->id : std::string()) != reportId_) reload();
    });
    // Many schedules run at the same minute of the day.
    changedSoon_.setSingleShot(true);
    changedSoon_.setInterval(changedMs);
    connect(&changedSoon_, &QTimer::timeout, this, &SchedulePart::reload);
    const auto soon = [this] {
        if (!changedSoon_.isActive()) changedSoon_.start();
    };
    connect(&context_.session, &models::Session::changed, this, soon);
    news_ = context_.feed.subscribe(
        contract::schedulesTopic, [soon](const client::FeedEvents<contract::ScheduleNews>&) { soon(); },
        [soon](const client::FeedGap&) { soon(); });
    changes_ = context_.feed.subscribe(
        contract::entitiesTopic,
        [soon](const client::FeedEvents<contract::EntityChanged>& events) {
            const auto isSchedule = [](const auto& event) {
                return event.data.kind == domain::EntityKind::reportSchedule;
            };
            if (std::ranges::any_of(events, isSchedule)) soon();
        },
        [soon](const client::FeedGap&) { soon(); });
    reload();
}

void SchedulePart::reload() {
    reportId_ = QString::fromStdString(builder_.saved() ? builder_.saved()->id : std::string());
    const QString why = whyNot(context_.session, domain::Permission::reportsWrite);
    make_->setEnabled(why.isEmpty() && !reportId_.isEmpty());
    make_->setToolTip(why);
    if (reportId_.isEmpty()) return say(tr("Save the report to have it sent by the calendar."));
    client::whenReady(
        context_.client.call(contract::listReportSchedules,
                             {.limit = mostShown, .filter = "reportId=" + reportId_.toStdString()}),
        this, [this, asked = reportId_](Result<contract::Page<domain::ReportSchedule>> page) {
            if (asked != reportId_) return;
            if (page) return show(*page);
            say(tr("Its schedules cannot be read now: %1").arg(QString::fromStdString(page.error().message)));
        });
}

void SchedulePart::say(const QString& text) {
    show({});
    note_->setText(text);
}

void SchedulePart::show(const contract::Page<domain::ReportSchedule>& page) {
    auto* lines = list_->layout();
    while (auto* item = lines->takeAt(0)) {
        if (auto* line = item->widget()) {
            line->hide();
            line->deleteLater();
        }
        delete item;
    }
    for (const auto& schedule : page.items) {
        const QString name = QString::fromStdString(schedule.name);
        auto* open = new ui::Button(name, ui::ButtonVariant::link);
        open->setObjectName(QStringLiteral("schedule.") + QString::fromStdString(schedule.id));
        const QString next =
            schedule.nextAt ? tr("Next run %1").arg(momentText(toDateTime(*schedule.nextAt))) : tr("Switched off");
        //: a schedule and what is next: "Finance. Next run 30 Nov 2026, 07:00 UTC"
        open->setAccessibleName(tr("%1. %2").arg(name, next));
        connect(open, &QAbstractButton::clicked, this, [this, id = QString::fromStdString(schedule.id)] {
            context_.shell.goTo(QStringLiteral("schedules"), {{QStringLiteral("id"), id}});
        });
        lines->addWidget(open);
        lines->setAlignment(open, Qt::AlignLeft);
        auto* when = new ui::Text(next, ui::TextStyle::small, ui::Tone::secondary);
        lines->addWidget(when);
    }
    list_->setVisible(!page.items.empty());
    note_->setText(page.items.empty() ? tr("It is sent by no schedule.")
                   : page.nextCursor  ? tr("Further schedules are on the page Schedules.")
                                      : QString());
    note_->setVisible(!note_->text().isEmpty());
}

}  // namespace steward::views
