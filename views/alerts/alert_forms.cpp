#include "views/alerts/alert_forms.h"

#include "client/future.h"
#include "contract/endpoints.h"
#include "models/common/fetch.h"
#include "views/alerts/alert_words.h"
#include "views/alerts/form_parts.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using namespace forms;

RuleForm::RuleForm(PageContext& context, domain::AlertRule before)
    : FormDialog(context.shell.window(), titleOf(before.version == 0, tr("New alert rule"), before.name), submitOf()),
      context_(context),
      before_(std::move(before)) {
    setPanelSize({620, 0});
    const auto& condition = before_.condition;
    const auto burn = condition.windows.empty() ? domain::BurnWindow{} : condition.windows.front();
    name_ = line(plain(before_.name), 120);
    severity_ = choice(before_.severity);
    kind_ = choice(condition.kind);
    series_ = new ui::Select;
    series_->setLarge(true);
    series_->setEditable(true);
    series_->setEditText(plain(condition.series));
    aggregate_ = choice(condition.aggregate);
    comparison_ = choice(condition.comparison);
    threshold_ = line(numberText(condition.threshold), 30);
    resolve_ = line(condition.resolveThreshold ? numberText(*condition.resolveThreshold) : QString(), 30);
    window_ = line(spanText(condition.windowMs), 20);
    slo_ = new ui::Select;
    slo_->setLarge(true);
    factor_ = line(numberText(burn.factor), 20);
    long_ = line(spanText(burn.longMs), 20);
    short_ = line(spanText(burn.shortMs), 20);
    wait_ = line(spanText(before_.forMs), 20);
    noData_ = choice(before_.noData);
    labels_ = line(labelsText(before_.labels), 500, u"team=edge, service=api"_s);

    addRow(addField(u"/name"_s, tr("Name"), name_), addField(u"/severity"_s, tr("Severity"), severity_));
    auto* series = addField(u"/condition/series"_s, tr("Series"), series_);
    addRow(addField(u"/condition/kind"_s, tr("Condition"), kind_), series);
    auto* aggregate = addField(u"/condition/aggregate"_s, tr("What of its values"), aggregate_);
    auto* window = addField(u"/condition/windowMs"_s, tr("Looked back over"), window_);
    addRow(aggregate, window);
    auto* comparison = addField(u"/condition/comparison"_s, tr("Is"), comparison_);
    auto* threshold = addField(u"/condition/threshold"_s, tr("Threshold"), threshold_);
    auto* resolve =
        addField(u"/condition/resolveThreshold"_s, tr("Resolved at"), resolve_, tr("Empty: at the threshold"));
    addRow(comparison, threshold);
    auto* slo = addField(u"/condition/slo"_s, tr("Objective"), slo_);
    auto* factor = addField(u"/condition/windows"_s, tr("Burns faster than"), factor_,
                            tr("Times as fast as just lasts the period"));
    addRow(slo, factor);
    auto* longOne = addField(u"/long"_s, tr("Over the long window"), long_);
    auto* shortOne = addField(u"/short"_s, tr("And over the short window"), short_);
    addRow(longOne, shortOne);
    addRow(addField(u"/forMs"_s, tr("For at least"), wait_, tr("Pending until then")), resolve);
    addRow(addField(u"/noData"_s, tr("Without values it"), noData_), addField(u"/labels"_s, tr("Labels"), labels_));
    ofSeries_ = {series, window};
    ofThreshold_ = {aggregate};
    ofValue_ = {comparison, threshold, resolve};
    ofBurn_ = {slo, factor, longOne, shortOne};
    connect(kind_, &QComboBox::currentIndexChanged, this, &RuleForm::showKind);
    showKind();
    readSeries();
    readSlos();
}

void RuleForm::showKind() {
    const auto kind = chosenOf<domain::ConditionKind>(kind_);
    const bool burns = kind == domain::ConditionKind::burnRate;
    const auto show = [](const QList<ui::FormField*>& fields, bool shown) {
        for (auto* field : fields)
            field->setVisible(shown);
    };
    show(ofSeries_, !burns);
    show(ofThreshold_, kind == domain::ConditionKind::threshold);
    show(ofValue_, !burns && kind != domain::ConditionKind::absence);
    show(ofBurn_, burns);
}

void RuleForm::readSeries() {
    client::whenReady(context_.client.call(contract::alertSeries, {}), this,
                      [this](Result<contract::SeriesNames> names) {
                          if (!names) return showError(names.error());
                          const QString typed = series_->currentText();
                          for (const auto& series : names->items)
                              series_->addItem(plain(series.name));
                          series_->setEditText(typed.isEmpty() && series_->count() > 0 ? series_->itemText(0) : typed);
                      });
}

void RuleForm::readSlos() {
    contract::ListRequest request;
    request.limit = 500;
    request.filter = "tenantId=\"" + before_.tenantId + "\"";
    client::whenReady(context_.client.call(contract::listSlos, request), this,
                      [this](Result<contract::Page<domain::Slo>> page) {
                          if (!page) return;
                          for (const auto& slo : page->items)
                              slo_->addItem(plain(slo.name));
                          const int chosen = slo_->findText(plain(before_.condition.slo.value_or("")));
                          slo_->setCurrentIndex(std::max(chosen, 0));
                      });
}

Result<domain::AlertRule> RuleForm::entity() const {
    domain::AlertRule rule = before_;
    Reading reading;
    reading.name(name_, rule.name);
    rule.severity = chosenOf<domain::AlertSeverity>(severity_);
    auto& condition = rule.condition;
    condition.kind = chosenOf<domain::ConditionKind>(kind_);
    reading.span(wait_, "/forMs", rule.forMs);
    rule.noData = chosenOf<domain::NoData>(noData_);
    reading.take(labelsOf(labels_->text()), "/labels", rule.labels);
    if (condition.kind == domain::ConditionKind::burnRate) {
        if (slo_->currentIndex() < 0)
            reading.complain("/condition/slo", tr("There is no objective yet; make one first"));
        condition.slo = slo_->currentText().toStdString();
        domain::BurnWindow window;
        reading.number(factor_, "/condition/windows", window.factor);
        reading.span(long_, "/long", window.longMs);
        reading.span(short_, "/short", window.shortMs);
        if (condition.windows.empty()) condition.windows.emplace_back();
        condition.windows.front() = window;
        return reading.outcome(std::move(rule));
    }
    condition.series = series_->currentText().trimmed().toStdString();
    if (condition.series.empty()) reading.complain("/condition/series", tr("Choose a series"));
    reading.span(window_, "/condition/windowMs", condition.windowMs);
    condition.aggregate = chosenOf<domain::Aggregate>(aggregate_);
    condition.comparison = chosenOf<domain::Comparison>(comparison_);
    if (condition.kind != domain::ConditionKind::absence) {
        reading.number(threshold_, "/condition/threshold", condition.threshold);
        condition.resolveThreshold.reset();
        if (!resolve_->text().trimmed().isEmpty())
            reading.number(resolve_, "/condition/resolveThreshold", condition.resolveThreshold.emplace());
    }
    return reading.outcome(std::move(rule));
}

SilenceForm::SilenceForm(PageContext& context, domain::Silence before)
    : FormDialog(context.shell.window(), titleOf(before.version == 0, tr("New silence"), before.name), submitOf()),
      before_(std::move(before)) {
    const bool isNew = before_.version == 0;
    name_ = line(plain(before_.name), 120);
    matchers_ = line(matchersText(before_.matchers), 1000, u"team=edge, alertname=~Slow*"_s);
    const auto left = (before_.endsAt - SystemClock().now()).count() / 60'000 * 60'000;
    length_ = line(spanText(isNew ? 7'200'000 : std::max<std::int64_t>(left, 60'000)), 20);
    comment_ = line(plain(before_.comment), 500);
    addField(u"/name"_s, tr("Name"), name_);
    addField(u"/matchers"_s, tr("Alerts with all of these labels"), matchers_,
             tr("= is, != is not, =~ and !~ with * for any characters"));
    addField(u"/endsAt"_s, tr("From now on for"), length_, tr("Nobody is told of these alerts until then"));
    addField(u"/comment"_s, tr("Comment"), comment_);
}

Result<domain::Silence> SilenceForm::entity() const {
    domain::Silence silence = before_;
    Reading reading;
    reading.name(name_, silence.name);
    reading.take(matchersOf(matchers_->text()), "/matchers", silence.matchers);
    if (silence.matchers.empty()) reading.complain("/matchers", tr("Name at least one label"));
    std::int64_t length = 0;
    reading.span(length_, "/endsAt", length);
    const Time now = std::chrono::floor<std::chrono::minutes>(SystemClock().now());
    if (before_.version == 0 || length_->isModified()) silence.endsAt = now + Duration(length);
    if (before_.version == 0) silence.startsAt = now;
    silence.comment = comment_->text().trimmed().toStdString();
    return reading.outcome(std::move(silence));
}

SloForm::SloForm(PageContext& context, domain::Slo before)
    : FormDialog(context.shell.window(), titleOf(before.version == 0, tr("New objective"), before.name), submitOf()),
      before_(std::move(before)) {
    setPanelSize({620, 0});
    const auto& indicator = before_.indicator;
    name_ = line(plain(before_.name), 120);
    description_ = line(plain(before_.description), 500);
    kind_ = choice(indicator.kind);
    series_ = line(plain(indicator.series), 200, u"http.errors"_s);
    total_ = line(plain(indicator.total), 200, u"http.requests"_s);
    threshold_ = line(numberText(indicator.threshold), 30);
    objective_ = line(QLocale().toString(before_.objective * 100, 'g', 8), 20);
    days_ = line(QString::number(before_.periodDays), 3);
    addRow(addField(u"/name"_s, tr("Name"), name_), addField(u"/description"_s, tr("Description"), description_));
    addRow(addField(u"/indicator/kind"_s, tr("What is bad"), kind_),
           addField(u"/indicator/series"_s, tr("Series"), series_));
    auto* threshold = addField(u"/indicator/threshold"_s, tr("Bad above"), threshold_);
    addRow(addField(u"/indicator/total"_s, tr("Weighed by"), total_, tr("The series of all requests")), threshold);
    addRow(addField(u"/objective"_s, tr("Objective, %"), objective_),
           addField(u"/periodDays"_s, tr("Over days"), days_));
    const auto show = [this, threshold] {
        threshold->setVisible(chosenOf<domain::IndicatorKind>(kind_) == domain::IndicatorKind::aboveThreshold);
    };
    connect(kind_, &QComboBox::currentIndexChanged, this, show);
    show();
}

Result<domain::Slo> SloForm::entity() const {
    domain::Slo slo = before_;
    Reading reading;
    reading.name(name_, slo.name);
    slo.description = description_->text().trimmed().toStdString();
    slo.indicator.kind = chosenOf<domain::IndicatorKind>(kind_);
    slo.indicator.series = series_->text().trimmed().toStdString();
    if (slo.indicator.series.empty()) reading.complain("/indicator/series", tr("Name the series"));
    slo.indicator.total = total_->text().trimmed().toStdString();
    reading.number(threshold_, "/indicator/threshold", slo.indicator.threshold);
    double percent = 0, days = 0;
    reading.number(objective_, "/objective", percent);
    // 99.9 % is 0.999, and not what dividing makes of it.
    slo.objective = std::round(percent * 1e6) / 1e8;
    reading.number(days_, "/periodDays", days);
    slo.periodDays = std::int64_t(days);
    return reading.outcome(std::move(slo));
}

ChannelForm::ChannelForm(PageContext& context, domain::AlertChannel before)
    : FormDialog(context.shell.window(), titleOf(before.version == 0, tr("New channel"), before.name), submitOf()),
      before_(std::move(before)) {
    setPanelSize({620, 0});
    name_ = line(plain(before_.name), 120);
    kind_ = choice(before_.kind);
    recipients_ = line(joined(before_.recipients), 2000, u"oncall@tarnwick.example"_s);
    url_ = line(plain(before_.url), 2000, u"https://hooks.example/steward"_s);
    matchers_ = line(matchersText(before_.matchers), 1000, u"severity=critical"_s);
    groupBy_ = line(joined(before_.groupBy), 500);
    wait_ = line(spanText(before_.groupWaitMs), 20);
    interval_ = line(spanText(before_.groupIntervalMs), 20);
    repeat_ = line(spanText(before_.repeatIntervalMs), 20);
    addRow(addField(u"/name"_s, tr("Name"), name_), addField(u"/kind"_s, tr("Kind"), kind_));
    recipientsField_ = addField(u"/recipients"_s, tr("Recipients"), recipients_, tr("Addresses, with commas between"));
    urlField_ = addField(u"/url"_s, tr("Address"), url_);
    addField(u"/matchers"_s, tr("Only alerts with"), matchers_, tr("Empty: all alerts"));
    auto* group = addField(u"/groupBy"_s, tr("One message for alerts with the same"), groupBy_);
    auto* wait = addField(u"/groupWaitMs"_s, tr("Waits for others"), wait_);
    auto* interval = addField(u"/groupIntervalMs"_s, tr("Between changes"), interval_);
    auto* repeat = addField(u"/repeatIntervalMs"_s, tr("Repeats after"), repeat_);
    addRow(group, wait);
    addRow(interval, repeat);
    ofGroups_ = {group, wait, interval, repeat};
    connect(kind_, &QComboBox::currentIndexChanged, this, &ChannelForm::showKind);
    showKind();
}

void ChannelForm::showKind() {
    const auto kind = chosenOf<domain::ChannelKind>(kind_);
    recipientsField_->setVisible(kind == domain::ChannelKind::email);
    urlField_->setVisible(kind == domain::ChannelKind::webhook || kind == domain::ChannelKind::alertmanager);
    for (auto* field : ofGroups_)
        field->setVisible(kind != domain::ChannelKind::alertmanager);
}

Result<domain::AlertChannel> ChannelForm::entity() const {
    domain::AlertChannel channel = before_;
    Reading reading;
    reading.name(name_, channel.name);
    channel.kind = chosenOf<domain::ChannelKind>(kind_);
    channel.recipients = texts(recipients_->text());
    channel.url = url_->text().trimmed().toStdString();
    reading.take(matchersOf(matchers_->text()), "/matchers", channel.matchers);
    channel.groupBy = texts(groupBy_->text());
    reading.span(wait_, "/groupWaitMs", channel.groupWaitMs);
    reading.span(interval_, "/groupIntervalMs", channel.groupIntervalMs);
    reading.span(repeat_, "/repeatIntervalMs", channel.repeatIntervalMs);
    return reading.outcome(std::move(channel));
}

}  // namespace steward::views
