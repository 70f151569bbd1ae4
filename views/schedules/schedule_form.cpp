#include "views/schedules/schedule_form.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QTimeZone>

#include "client/future.h"
#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "models/schedules/schedule_models.h"
#include "ui/labels.h"
#include "views/alerts/form_parts.h"
#include "views/common/zone_field.h"
#include "views/schedules/recipients_field.h"
#include "views/schedules/schedule_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using namespace forms;
using domain::DeliveryKind;
using domain::Recurrence;
using domain::ReportSchedule;

namespace {

constexpr int shownRuns = 5;

bool isToBucket(const domain::ReportDelivery& delivery) {
    return delivery.kind == DeliveryKind::bucket;
}

// "region=eu; plans=team,scale"
QString parametersText(const std::vector<domain::ReportParameterValue>& parameters) {
    QStringList all;
    for (const auto& [name, values] : parameters)
        all << plain(name) + u'=' + joined(values);
    return all.join(u"; "_s);
}

std::vector<domain::ReportParameterValue> parametersOf(const QString& text) {
    std::vector<domain::ReportParameterValue> all;
    for (const QString& part : text.split(u';', Qt::SkipEmptyParts)) {
        const auto equals = part.indexOf(u'=');
        if (equals > 0) all.push_back({part.left(equals).trimmed().toStdString(), texts(part.mid(equals + 1))});
    }
    return all;
}

// "Fri 27 Nov 2026, 08:30, here 13:30", with the day here where it is another.
QString thereAndHere(Time moment, const QTimeZone& zone) {
    const QDateTime here = QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count());
    const QDateTime there = here.toTimeZone(zone);
    const QLocale locale;
    return ScheduleForm::tr("%1, here %2")
        .arg(locale.toString(there, u"ddd d MMM yyyy, HH:mm"_s),
             locale.toString(here, here.date() == there.date() ? u"HH:mm"_s : u"ddd d MMM, HH:mm"_s));
}

}  // namespace

ScheduleForm::ScheduleForm(PageContext& context, ReportSchedule before)
    : FormDialog(context.shell.window(), titleOf(before.version == 0, tr("New schedule"), before.name), submitOf()),
      before_(std::move(before)) {
    setPanelSize({680, 0});
    const bool isNew = before_.version == 0;
    auto& rule = before_.calendar;
    if (isNew && rule.timeZone == "UTC") rule.timeZone = zoneHere();
    name_ = line(plain(before_.name), 120);
    report_ = new ui::Select;
    report_->setLarge(true);
    if (!before_.reportId.empty())
        report_->addItem(before_.reportName.empty() ? plain(before_.reportId) : plain(before_.reportName),
                         plain(before_.reportId));
    auto* formats = new QWidget;
    auto* inRow = new QHBoxLayout(formats);
    inRow->setContentsMargins(0, 0, 0, 0);
    inRow->setSpacing(4);
    boost::mp11::mp_for_each<Enumerators<domain::ReportFormat>>([&](auto d) {
        auto* chip = ui::Chip::toggle(text(d.value));
        chip->setObjectName(u"format."_s + QString::fromLatin1(d.name));
        chip->setChecked(std::ranges::count(before_.formats, d.value) > 0);
        inRow->addWidget(chip);
        formats_ << chip;
    });
    inRow->addStretch();
    formats->setFocusProxy(formats_.front());
    rows_ = new ui::Select;
    rows_->setLarge(true);
    rows_->addItem(tr("The table"), false);
    rows_->addItem(tr("The rows behind it"), true);
    rows_->setCurrentIndex(before_.underlying ? 1 : 0);
    parameters_ = line(parametersText(before_.parameters), 500, u"region=eu-central; plans=team,scale"_s);
    repeat_ = choice(rule.repeat, &text);
    at_ = line(plain(rule.at), 5, u"08:30"_s);
    zone_ = zoneField(rule.timeZone);
    zone_->setLarge(true);
    auto* days = new QWidget;
    auto* row = new QHBoxLayout(days);
    row->setContentsMargins(0, 0, 0, 0);
    boost::mp11::mp_for_each<Enumerators<domain::DayOfWeek>>([&](auto d) {
        auto* day = new QCheckBox(QLocale().standaloneDayName(int(d.value) + 1, QLocale::ShortFormat));
        day->setObjectName(u"day."_s + QString::fromLatin1(d.name));
        day->setAccessibleName(text(d.value));
        day->setChecked(std::ranges::find(rule.days, d.value) != rule.days.end());
        connect(day, &QCheckBox::toggled, this, &ScheduleForm::showNext);
        row->addWidget(day);
        days_ << day;
    });
    days->setFocusProxy(days_.front());
    dayOfMonth_ = line(QString::number(rule.dayOfMonth), 2);
    nth_ = new ui::Select;
    nth_->setLarge(true);
    const QStringList nths{tr("First"), tr("Second"), tr("Third"), tr("Fourth"), tr("Last")};
    for (int i = 0; i < nths.size(); ++i)
        nth_->addItem(nths.at(i), i < 4 ? i + 1 : -1);
    nth_->setCurrentIndex(nth_->findData(int(rule.nth)));
    weekday_ = choice(rule.weekday, &text);
    missed_ = choice(before_.missed, &text);
    missedMost_ = line(QString::number(before_.missedMost), 2);
    auto recipients = before_.deliveries;
    const auto toBucket = std::ranges::find_if(recipients, isToBucket);
    const bool hasBucket = toBucket != recipients.end();
    const QString prefix = hasBucket ? plain(toBucket->to) : QString();
    if (hasBucket) recipients.erase(toBucket);
    recipients_ = new RecipientsField;
    recipients_->setDeliveries(recipients);
    toBucket_ = new QCheckBox(tr("Also to an S3-compatible bucket"));
    toBucket_->setObjectName(u"toBucket"_s);
    toBucket_->setChecked(hasBucket);
    prefix_ = line(prefix, 500, u"reports/"_s);
    bucket_ = line(plain(before_.bucket.bucket), 63);
    endpoint_ = line(plain(before_.bucket.endpoint), 500, u"https://s3.eu-central-1.amazonaws.com"_s);
    region_ = line(plain(before_.bucket.region), 63);
    accessKey_ = line(plain(before_.bucket.accessKey), 128);
    completeOnly_ = new QCheckBox(tr("Send only a complete result"));
    completeOnly_->setObjectName(u"completeOnly"_s);
    completeOnly_->setToolTip(tr("A report whose limit leaves out groups is not sent, and you are told."));
    completeOnly_->setChecked(before_.completeOnly || before_.version == 0);
    enabled_ = new QCheckBox(tr("Switched on"));
    enabled_->setObjectName(u"scheduleEnabled"_s);
    enabled_->setChecked(before_.enabled);
    next_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    next_->setObjectName(u"nextRuns"_s);
    next_->setWordWrap(true);
    next_->setMinimumHeight(next_->fontMetrics().lineSpacing() * (shownRuns + 4));
    next_->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    addRow(addField(u"/name"_s, tr("Name"), name_), addField(u"/reportId"_s, tr("Report"), report_));
    addRow(addField(u"/formats"_s, tr("Formats, of one result"), formats),
           addField(u"/underlying"_s, tr("What"), rows_));
    addField(u"/parameters"_s, tr("Parameters"), parameters_);
    addRow(addField(u"/calendar/repeat"_s, tr("Repeats"), repeat_), addField(u"/calendar/at"_s, tr("At"), at_));
    ofDays_ = addField(u"/calendar/days"_s, tr("Days"), days);
    ofDay_ =
        addField(u"/calendar/dayOfMonth"_s, tr("Day of the month"), dayOfMonth_, tr("In a shorter month its last day"));
    ofNth_ = addField(u"/calendar/nth"_s, tr("Which"), nth_);
    ofWeekday_ = addField(u"/calendar/weekday"_s, tr("Weekday"), weekday_);
    addRow(ofNth_, ofWeekday_);
    auto* when = new QVBoxLayout;
    when->setSpacing(12);
    when->addWidget(addField(u"/calendar/timeZone"_s, tr("Time zone"), zone_));
    when->addWidget(addField(u"/missed"_s, tr("Runs that were missed"), missed_));
    ofMost_ = addField(u"/missedMost"_s, tr("Of them at most"), missedMost_);
    when->addWidget(ofMost_);
    when->addStretch();
    auto* beside = new QHBoxLayout;
    beside->setSpacing(12);
    beside->addLayout(when, 1);
    beside->addWidget(next_, 1, Qt::AlignTop);
    body()->addLayout(beside);
    addField(u"/deliveries"_s, tr("Recipients: e-mail addresses and folders of the platform"), recipients_);
    auto* switches = new QHBoxLayout;
    switches->addWidget(completeOnly_, 1);
    switches->addWidget(toBucket_, 1);
    switches->addWidget(enabled_, 1);
    body()->addLayout(switches);
    auto* endpoint = addField(u"/bucket/endpoint"_s, tr("Address of the store"), endpoint_);
    auto* bucket = addField(u"/bucket/bucket"_s, tr("Bucket"), bucket_);
    auto* names = addField(u"/deliveries/prefix"_s, tr("Names begin with"), prefix_);
    auto* region = addField(u"/bucket/region"_s, tr("Region"), region_);
    auto* accessKey = addField(u"/bucket/accessKey"_s, tr("Access key"), accessKey_,
                               tr("Its secret is set on the page, once the schedule is there."));
    addRow(bucket, names);
    addRow(region, accessKey);
    ofBucket_ = {endpoint, bucket, names, region, accessKey};

    for (auto* select : {repeat_, nth_, weekday_, missed_})
        connect(select, &QComboBox::currentIndexChanged, this, &ScheduleForm::showKind);
    connect(toBucket_, &QCheckBox::toggled, this, &ScheduleForm::showKind);
    for (auto* field : {at_, zone_, dayOfMonth_})
        connect(field, &QLineEdit::textChanged, this, &ScheduleForm::showNext);
    contract::ListRequest request;
    request.limit = 500;
    client::whenReady(context.client.call(contract::listReports, request), this,
                      [this](Result<contract::Page<contract::SavedReport>> page) {
                          if (page) showReports(*page);
                      });
    showKind();
}

void ScheduleForm::showReports(const contract::Page<contract::SavedReport>& page) {
    for (const auto& report : page.items) {
        const int known = report_->findData(plain(report.id));
        if (known < 0)
            report_->addItem(plain(report.name), plain(report.id));
        else
            report_->setItemText(known, plain(report.name));
    }
    if (report_->currentIndex() < 0 && report_->count() > 0) report_->setCurrentIndex(0);
}

void ScheduleForm::showKind() {
    const auto repeat = chosenOf<Recurrence>(repeat_);
    ofDays_->setVisible(repeat == Recurrence::weekly);
    ofDay_->setVisible(repeat == Recurrence::monthlyDay);
    ofNth_->setVisible(repeat == Recurrence::monthlyWeekday);
    ofWeekday_->setVisible(repeat == Recurrence::monthlyWeekday);
    ofMost_->setVisible(chosenOf<domain::MissedRuns>(missed_) == domain::MissedRuns::each);
    for (auto* field : ofBucket_)
        field->setVisible(toBucket_->isChecked());
    showNext();
}

domain::CalendarRule ScheduleForm::rule() const {
    domain::CalendarRule rule;
    rule.repeat = chosenOf<Recurrence>(repeat_);
    rule.at = at_->text().trimmed().toStdString();
    rule.timeZone = zone_->text().trimmed().toStdString();
    rule.dayOfMonth = dayOfMonth_->text().trimmed().toLongLong();
    rule.nth = nth_->currentData().toInt();
    rule.weekday = chosenOf<domain::DayOfWeek>(weekday_);
    for (int i = 0; i < days_.size(); ++i)
        if (days_.at(i)->isChecked()) rule.days.push_back(domain::DayOfWeek(i));
    return rule;
}

void ScheduleForm::showNext() {
    const auto wanted = rule();
    const auto moments = models::nextRuns(wanted, SystemClock().now(), shownRuns);
    if (!moments) return next_->setText(tr("No next run: the rule is not complete."));
    QStringList lines{tr("Next runs, there and here:")};
    for (const Time moment : *moments)
        lines << thereAndHere(moment, QTimeZone(QByteArray::fromStdString(wanted.timeZone)));
    lines << tr("A time that the clocks skip is the first moment after; one that comes twice is the first.");
    next_->setText(lines.join(u'\n'));
}

Result<ReportSchedule> ScheduleForm::entity() const {
    ReportSchedule schedule = before_;
    Reading reading;
    reading.name(name_, schedule.name);
    schedule.reportId = report_->currentData().toString().toStdString();
    schedule.reportName = before_.version == 0 ? std::string() : before_.reportName;  // for the form alone
    if (schedule.reportId.empty()) reading.complain("/reportId", tr("Save a report first"));
    schedule.formats.clear();
    for (int i = 0; i < formats_.size(); ++i)
        if (formats_.at(i)->isChecked()) schedule.formats.push_back(domain::ReportFormat(i));
    if (schedule.formats.empty()) reading.complain("/formats", tr("Choose a format"));
    schedule.underlying = rows_->currentData().toBool();
    schedule.completeOnly = completeOnly_->isChecked();
    schedule.parameters = parametersOf(parameters_->text());
    schedule.calendar = rule();
    if (const auto moments = models::nextRuns(schedule.calendar, SystemClock().now(), 1); !moments)
        for (const auto& field : moments.error().fields)
            reading.complain(field.path.c_str(), plain(field.message));
    schedule.missed = chosenOf<domain::MissedRuns>(missed_);
    if (schedule.missed == domain::MissedRuns::each) schedule.missedMost = missedMost_->text().trimmed().toLongLong();
    schedule.deliveries = recipients_->deliveries();
    if (toBucket_->isChecked()) {
        schedule.deliveries.push_back({DeliveryKind::bucket, prefix_->text().trimmed().toStdString()});
        schedule.bucket.endpoint = endpoint_->text().trimmed().toStdString();
        schedule.bucket.bucket = bucket_->text().trimmed().toStdString();
        schedule.bucket.region = region_->text().trimmed().toStdString();
        schedule.bucket.accessKey = accessKey_->text().trimmed().toStdString();
    }
    if (schedule.deliveries.empty()) reading.complain("/deliveries", tr("Say who gets it"));
    schedule.enabled = enabled_->isChecked();
    return reading.outcome(std::move(schedule));
}

}  // namespace steward::views
