#include "views/reports/schedule_part.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "client/future.h"
#include "contract/endpoints.h"
#include "contract/topics.h"
#include "models/schedules/schedule_models.h"
#include "store/offline_store.h"
#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/paint.h"
#include "views/common/words.h"
#include "views/common/zone_field.h"
#include "views/schedules/recipients_field.h"
#include "views/schedules/schedule_actions.h"
#include "views/schedules/schedule_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::CalendarRule;
using domain::DeliveryKind;
using domain::Recurrence;
using domain::ReportFormat;
using domain::ReportSchedule;
using Formats = std::vector<ReportFormat>;

namespace {

constexpr int mostShown = 20, changedMs = 500, labelWidth = 76;

// What is offered at once; all else is in the form.
std::vector<CalendarRule> usualRules() {
    std::vector<CalendarRule> rules(2);
    rules[1].repeat = Recurrence::weekdays;
    boost::mp11::mp_for_each<Enumerators<domain::DayOfWeek>>([&](auto d) {
        auto& weekly = rules.emplace_back();
        weekly.repeat = Recurrence::weekly;
        weekly.days = {d.value};
    });
    for (const std::int64_t day : {1, 15, 31}) {
        auto& monthly = rules.emplace_back();
        monthly.repeat = Recurrence::monthlyDay;
        monthly.dayOfMonth = day;
    }
    return rules;
}

const std::vector<Formats>& usualFormats() {
    static const std::vector<Formats> formats{{ReportFormat::csv},  {ReportFormat::xlsx},
                                              {ReportFormat::json}, {ReportFormat::html},
                                              {ReportFormat::pdf},  {ReportFormat::xlsx, ReportFormat::pdf}};
    return formats;
}

// Items that hold documents; one that is not offered is added.
template <class T>
void offer(ui::Select* select, const std::vector<T>& usual, const T& chosen, QString (*word)(const T&)) {
    select->clear();
    auto all = usual;
    if (std::ranges::find(all, chosen) == all.end()) all.push_back(chosen);
    for (const auto& one : all)
        select->addItem(word(one), QString::fromStdString(json::write(one)));
    select->setCurrentIndex(int(std::ranges::find(all, chosen) - all.begin()));
}

template <class T>
T chosenOf(const ui::Select* select) {
    return json::read<T>(select->currentData().toString().toStdString()).value_or(T{});
}

// How often it is, apart from when and where.
CalendarRule repetitionOf(CalendarRule rule) {
    const CalendarRule usual;
    rule.at = usual.at;
    rule.timeZone = usual.timeZone;
    return rule;
}

std::string keptAs(const QString& reportId) {
    return "report-schedules/" + reportId.toStdString();
}

}  // namespace

// A few words that want to be seen, in as many lines as they need.
class SchedulePart::Notice final : public QWidget {
public:
    Notice() : text_(new ui::Text({}, ui::TextStyle::small)) {
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(32, 8, 10, 8);
        text_->setObjectName(u"scheduleNext"_s);
        text_->setWordWrap(true);
        row->addWidget(text_);
    }
    void set(const QString& text, ui::BadgeKind kind) {
        kind_ = kind;
        text_->setText(text);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const auto colours = ui::Theme::current().kind(kind_);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        ui::paintCard(&painter, rect(), colours.background, colours.border, 6);
        ui::paintIcon(&painter, QRectF(11, (height() - 12) / 2.0, 12, 12),
                      kind_ == ui::BadgeKind::warn ? u"hourglass-split"_s : u"clock-history"_s, colours.text);
    }

private:
    ui::Text* text_;
    ui::BadgeKind kind_ = ui::BadgeKind::neutral;
};

SchedulePart::SchedulePart(PageContext& context, models::ReportBuilder& builder, QWidget* parent)
    : QWidget(parent),
      context_(context),
      builder_(builder),
      actions_(new ScheduleActions(context, this)),
      on_(new ui::Switch),
      note_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)),
      fields_(new QWidget),
      which_(new ui::Select),
      repeat_(new ui::Select),
      at_(new ui::LineField(u"08:30"_s)),
      zone_(zoneField({})),
      formats_(new ui::Select),
      recipients_(new RecipientsField),
      completeOnly_(new QCheckBox(tr("Send only a complete result"))),
      notice_(new Notice),
      buttons_(new QWidget),
      preview_(new ui::Button(tr("Preview…"), ui::ButtonVariant::primary)),
      discard_(new ui::Button(tr("Discard"))),
      all_(new ui::Button(tr("All settings…"), ui::ButtonVariant::link)) {
    setObjectName(u"scheduleSection"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    auto* heading = new QHBoxLayout;
    heading->addWidget(new ui::Text(tr("Schedule"), ui::TextStyle::bodyStrong));
    heading->addStretch();
    heading->addWidget(on_);
    column->addLayout(heading);
    on_->setObjectName(u"scheduleOn"_s);
    on_->setAccessibleName(tr("Schedule"));
    note_->setObjectName(u"scheduleNote"_s);
    note_->setWordWrap(true);
    column->addWidget(note_);
    column->addWidget(fields_);
    makeFields();
    connect(on_, &QAbstractButton::clicked, this, &SchedulePart::switched);
    connect(actions_, &PlanActions::changed, this, [this] {
        // What was typed is applied now, with what waited before; or it waits, too.
        if (draft_ && context_.session.isOnline()) models::discardDraft(context_.store, *draft_);
        isShown_ = false;
        reload();
    });
    connect(&builder_, &models::ReportBuilder::savedChanged, this, [this] {
        if (QString::fromStdString(builder_.saved() ? builder_.saved()->id : std::string()) != reportId_) {
            isShown_ = false;
            reload();
        }
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

void SchedulePart::makeFields() {
    auto* column = new QVBoxLayout(fields_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const auto addRow = [&](const QString& label, std::initializer_list<QWidget*> controls) {
        auto* row = new QHBoxLayout;
        row->setSpacing(10);
        auto* title = new ui::Text(label, ui::TextStyle::body, ui::Tone::secondary);
        title->setFixedSize(labelWidth, at_->sizeHint().height());
        row->addWidget(title, 0, Qt::AlignTop);
        for (QWidget* control : controls)
            row->addWidget(control, control == at_ ? 0 : 1);
        column->addLayout(row);
    };
    const auto name = [](QWidget* control, const QString& object, const QString& said) {
        control->setObjectName(object);
        control->setAccessibleName(said);
    };
    name(which_, u"scheduleName"_s, tr("Which schedule"));
    name(repeat_, u"scheduleRepeat"_s, tr("Repeat"));
    name(at_, u"scheduleAt"_s, tr("Time"));
    name(zone_, u"scheduleZone"_s, tr("Time zone"));
    name(formats_, u"scheduleFormats"_s, tr("Format"));
    name(recipients_, u"scheduleRecipients"_s, tr("Send to"));
    name(completeOnly_, u"scheduleComplete"_s, completeOnly_->text());
    name(preview_, u"schedulePreview"_s, preview_->text());
    name(discard_, u"scheduleDiscard"_s, tr("Discard what was changed of the schedule"));
    name(all_, u"scheduleReport"_s, tr("All settings of the schedule…"));
    at_->setMaxLength(5);
    at_->setFixedWidth(58);
    for (auto* select : {which_, repeat_, formats_}) {
        select->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        select->setMinimumContentsLength(4);
    }
    completeOnly_->setToolTip(tr("A report whose limit leaves out groups is not sent, and you are told."));
    column->addWidget(which_);
    addRow(tr("Repeat"), {repeat_});
    addRow(tr("Time"), {at_, zone_});
    addRow(tr("Format"), {formats_});
    // The whole width: an address is to be read to its end.
    column->addWidget(new ui::Text(tr("Send to"), ui::TextStyle::body, ui::Tone::secondary));
    column->addWidget(recipients_);
    column->addWidget(completeOnly_);
    column->addWidget(notice_);
    auto* row = new QHBoxLayout(buttons_);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(preview_);
    row->addWidget(discard_);
    row->addStretch();
    column->addWidget(buttons_);
    column->addWidget(all_, 0, Qt::AlignLeft);

    connect(which_, &QComboBox::currentIndexChanged, this, [this] {
        if (!isFilling_) choose(which_->currentData().toString().toStdString());
    });
    for (auto* select : {repeat_, formats_})
        connect(select, &QComboBox::currentIndexChanged, this, &SchedulePart::edited);
    for (auto* field : {at_, zone_})
        connect(field, &QLineEdit::textChanged, this, &SchedulePart::edited);
    connect(recipients_, &RecipientsField::changed, this, &SchedulePart::edited);
    connect(completeOnly_, &QCheckBox::toggled, this, &SchedulePart::edited);
    connect(preview_, &QAbstractButton::clicked, this, &SchedulePart::preview);
    connect(discard_, &QAbstractButton::clicked, this, &SchedulePart::discard);
    connect(all_, &QAbstractButton::clicked, this, &SchedulePart::openAll);
}

void SchedulePart::reload() {
    const QString before =
        std::exchange(reportId_, QString::fromStdString(builder_.saved() ? builder_.saved()->id : std::string()));
    if (before != reportId_) {
        say(tr("Reading its schedules…"));
        on_->setEnabled(false);
    }
    if (reportId_.isEmpty()) return say(tr("Save the report to have it sent by the calendar."));
    if (isShown_ && isEdited()) return edited();  // what somebody types stays
    client::whenReady(
        context_.client.call(contract::listReportSchedules,
                             {.limit = mostShown, .filter = "reportId=" + reportId_.toStdString()}),
        this, [this, asked = reportId_](Result<contract::Page<ReportSchedule>> page) {
            if (asked != reportId_) return;
            if (page) {
                context_.store.keep(keptAs(asked), json::write(*page));
                return showAll(std::move(page->items), page->nextCursor.has_value());
            }
            client::whenReady(
                context_.store.recall(keptAs(asked)), this,
                [this, asked, why = page.error().message](const Result<std::optional<store::Kept>>& kept) {
                    if (asked != reportId_) return;
                    if (kept && *kept)
                        if (auto known = json::read<contract::Page<ReportSchedule>>((*kept)->json))
                            return showAll(std::move(known->items), known->nextCursor.has_value());
                    showNone(tr("Its schedules cannot be read now: %1").arg(QString::fromStdString(why)));
                });
        });
}

void SchedulePart::say(const QString& text) {
    schedules_.clear();
    isShown_ = false;
    note_->setText(text);
    note_->show();
    fields_->hide();
    on_->setChecked(false);
    const QString why = whyNot(context_.session, domain::Permission::reportsWrite, WhileOffline::drafted);
    on_->setEnabled(why.isEmpty() && !reportId_.isEmpty());
    on_->setToolTip(why);
}

void SchedulePart::showAll(std::vector<ReportSchedule> schedules, bool areMore) {
    if (isShown_ && isEdited()) return;  // typed while they were read
    if (schedules.empty()) return showNone(tr("It is sent by no schedule."));
    const std::string chosen = before_.id;
    schedules_ = std::move(schedules);
    isFilling_ = true;
    which_->clear();
    for (const auto& schedule : schedules_)
        which_->addItem(QString::fromStdString(schedule.name), QString::fromStdString(schedule.id));
    isFilling_ = false;
    which_->setVisible(schedules_.size() > 1);
    note_->setText(areMore ? tr("Further schedules are on the page Schedules.") : QString());
    note_->setVisible(areMore);
    const bool isThere = std::ranges::find(schedules_, chosen, &ReportSchedule::id) != schedules_.end();
    choose(isThere ? chosen : schedules_.front().id);
}

// Says so, or shows the one that was begun while the platform was away.
void SchedulePart::showNone(const QString& text) {
    say(text);
    client::whenReady(context_.store.drafts(), this,
                      [this, asked = reportId_](const Result<std::vector<store::Draft>>& stored) {
                          if (!stored || asked != reportId_ || isShown_) return;
                          for (const auto& draft : models::editsOf(*stored).drafts) {
                              const auto* report = models::membersOf(draft.patch).if_contains("reportId");
                              if (draft.entity != domain::EntityKind::reportSchedule || !draft.isNew() || !report)
                                  continue;
                              if (*report != json::Value(asked.toStdString())) continue;
                              before_ = {};
                              which_->hide();
                              note_->hide();
                              return showDraft(draft);
                          }
                      });
}

void SchedulePart::choose(const std::string& id) {
    const auto found = std::ranges::find(schedules_, id, &ReportSchedule::id);
    if (found == schedules_.end()) return;
    before_ = *found;
    draft_.reset();
    fill(before_);
    client::whenReady(context_.store.drafts(), this, [this, id](const Result<std::vector<store::Draft>>& stored) {
        if (!stored || before_.id != id || isEdited()) return;
        for (const auto& draft : models::editsOf(*stored).drafts)
            if (draft.entity == domain::EntityKind::reportSchedule && draft.id == id) return showDraft(draft);
    });
}

void SchedulePart::showDraft(const models::EditDraft& draft) {
    auto document = json::toValue(before_);
    json::mergePatch(document, draft.patch);
    const auto after = json::read<ReportSchedule>(json::write(document));
    if (!after) return;
    draft_ = draft;
    fill(*after);
}

void SchedulePart::fill(const ReportSchedule& schedule) {
    shown_ = schedule;
    isShown_ = true;
    isFilling_ = true;
    which_->setCurrentIndex(which_->findData(QString::fromStdString(shown_.id)));
    on_->setChecked(schedule.enabled);
    offer(repeat_, usualRules(), repetitionOf(schedule.calendar), &repeatText);
    offer(formats_, usualFormats(), schedule.formats, &formatsText);
    at_->setText(QString::fromStdString(schedule.calendar.at));
    zone_->setText(QString::fromStdString(schedule.calendar.timeZone));
    zone_->setCursorPosition(0);
    recipients_->setDeliveries(schedule.deliveries);
    completeOnly_->setChecked(schedule.completeOnly);
    isFilling_ = false;
    fields_->show();
    edited();
}

ReportSchedule SchedulePart::read() const {
    ReportSchedule schedule = shown_;
    schedule.enabled = on_->isChecked();
    schedule.calendar = chosenOf<CalendarRule>(repeat_);
    schedule.calendar.at = at_->text().trimmed().toStdString();
    schedule.calendar.timeZone = zone_->text().trimmed().toStdString();
    schedule.formats = chosenOf<Formats>(formats_);
    schedule.deliveries = recipients_->deliveries();
    schedule.completeOnly = completeOnly_->isChecked();
    return schedule;
}

bool SchedulePart::isEdited() const {
    return isShown_ && ((shown_.version == 0 && !draft_) || read() != shown_);
}

void SchedulePart::edited() {
    if (isFilling_ || !isShown_) return;
    const ReportSchedule now = read();
    const bool isOnline = context_.session.isOnline();
    const QString why = whyNot(context_.session, domain::Permission::reportsWrite, WhileOffline::drafted);
    const auto next = models::nextRuns(now.calendar, SystemClock().now(), 1);
    QString text;
    if (!next)
        text = tr("No next run: the rule is not complete.");
    else if (now.deliveries.empty())
        text = tr("Say who gets it.");
    else if (!now.enabled)
        text = tr("Switched off");
    else
        //: when a schedule runs next: "Next run Mon 30 Nov 2026, 07:00 UTC, on the platform."
        text = tr("Next run %1, on the platform.").arg(momentAt(next->front(), now.calendar.timeZone));
    if (draft_)
        text += u' ' + tr("What was changed waits in Drafts.");
    else if (!isOnline)
        text += u' ' + tr("Edits wait here until you are online.");
    const bool isComplete = next && !now.deliveries.empty();
    notice_->set(text, isComplete && isOnline && !draft_ ? ui::BadgeKind::neutral : ui::BadgeKind::warn);
    at_->setInvalid(!domain::minuteOf(now.calendar.at));
    for (QWidget* control :
         std::initializer_list<QWidget*>{on_, repeat_, at_, zone_, formats_, recipients_, completeOnly_}) {
        control->setEnabled(why.isEmpty());
        if (control != completeOnly_) control->setToolTip(why);
    }
    buttons_->setVisible(isEdited() || (draft_ && isOnline));
    which_->setEnabled(!isEdited());  // so that what was typed is not lost
    preview_->setText(isOnline ? tr("Preview…") : tr("Keep as draft"));
    preview_->setEnabled(isComplete && why.isEmpty());
}

void SchedulePart::switched(bool on) {
    if (isShown_ && (before_.version > 0 || draft_)) return edited();
    if (!on) return say(tr("It is sent by no schedule."));
    ReportSchedule fresh;
    fresh.reportId = reportId_.toStdString();
    fresh.name = builder_.saved()->name;
    fresh.calendar.repeat = Recurrence::weekly;
    fresh.calendar.days = {domain::DayOfWeek::monday};
    fresh.calendar.timeZone = zoneHere();
    fresh.formats = {ReportFormat::xlsx};
    fresh.completeOnly = true;
    if (const auto& me = context_.session.me()) fresh.deliveries = {{DeliveryKind::email, me->principal.email}};
    which_->hide();
    note_->hide();
    draft_.reset();
    before_ = fresh;
    fill(before_);
}

// What was typed; without that, what waits.
void SchedulePart::discard() {
    const bool isTyped = isEdited();
    isShown_ = false;
    if (isTyped || !draft_) return reload();
    client::whenReady(models::discardDraft(context_.store, *draft_), this, [this](const Result<>&) { reload(); });
}

void SchedulePart::preview() {
    actions_->propose(before_, read());
}

void SchedulePart::openAll() {
    if (before_.version > 0)
        return context_.shell.goTo(u"schedules"_s, {{u"id"_s, QString::fromStdString(before_.id)}});
    if (const auto& saved = builder_.saved())
        context_.shell.goTo(u"schedules"_s, {{u"reportId"_s, QString::fromStdString(saved->id)},
                                             {u"reportName"_s, QString::fromStdString(saved->name)}});
}

}  // namespace steward::views
