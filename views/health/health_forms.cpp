#include "views/health/health_forms.h"

#include <QListWidget>
#include <cmath>

#include "client/future.h"
#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "views/alerts/form_parts.h"
#include "views/health/health_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using namespace forms;
using domain::ProbeKind;

namespace {

constexpr int mostShown = 4;  // of components to tick, without scrolling
const QString momentFormat = u"yyyy-MM-dd HH:mm"_s;

QString formTitle(bool isNew, const QString& fresh, const std::string& name) {
    return isNew ? fresh : ComponentForm::tr("Edit %1").arg(plain(name));
}

// Components to tick, those of `tenantId` and, where it is wanted, of the platform. What is chosen already is there at
// once; the others come when the platform has answered.
class ComponentChoice final : public QListWidget {
public:
    ComponentChoice(PageContext& context, const std::string& tenantId, const std::string& without,
                    const std::vector<std::string>& chosen, bool withPlatform)
        : without_(without) {
        setUniformItemSizes(true);
        for (const auto& id : chosen)
            add(id, id, true);
        contract::ListRequest request;
        request.limit = 500;
        request.filter = "tenantId in (\"" + tenantId + "\"" + (withPlatform && !tenantId.empty() ? ",\"\"" : "") + ")";
        client::whenReady(context.client.call(contract::listComponents, request), this,
                          [this](Result<contract::Page<domain::Component>> page) {
                              if (!page) return;
                              for (const auto& one : page->items)
                                  add(one.id, one.name, false);
                              showField();
                          });
    }
    // Shown once there is something to choose.
    void standIn(ui::FormField* field) {
        field_ = field;
        field_->setVisible(count() > 0);
    }
    std::vector<std::string> chosen() const {
        std::vector<std::string> ids;
        for (int row = 0; row < count(); ++row)
            if (item(row)->checkState() == Qt::Checked)
                ids.push_back(item(row)->data(Qt::UserRole).toString().toStdString());
        return ids;
    }

private:
    void add(const std::string& id, const std::string& name, bool isChosen) {
        if (id == without_) return;
        const QString key = plain(id);
        for (int row = 0; row < count(); ++row)
            if (item(row)->data(Qt::UserRole) == key) return item(row)->setText(plain(name));
        auto* entry = new QListWidgetItem(plain(name), this);
        entry->setData(Qt::UserRole, key);
        entry->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        entry->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
        setFixedHeight(std::min(count(), mostShown) * sizeHintForRow(0) + 2 * frameWidth());
    }
    void showField() {
        if (field_ && count() > 0) field_->show();
    }

    std::string without_;
    ui::FormField* field_ = nullptr;
};

}  // namespace

ComponentForm::ComponentForm(PageContext& context, domain::Component before)
    : FormDialog(context.shell.window(), formTitle(before.version == 0, tr("New component"), before.name), submitOf()),
      before_(std::move(before)) {
    setPanelSize({620, 0});
    const auto& probe = before_.probe;
    name_ = line(plain(before_.name), 120);
    objective_ = line(QLocale().toString(before_.objective * 100, 'g', 8), 20);
    kind_ = choice(before_.version == 0 ? ProbeKind::http : probe.kind, &text);
    target_ = line(plain(probe.target), 2000, u"https://shop.example/health"_s);
    status_ = line(probe.expectedStatus == 0 ? QString() : QString::number(probe.expectedStatus), 3);
    series_ = line(plain(probe.condition.series), 200, u"http.errors"_s);
    comparison_ = choice(probe.condition.comparison);
    threshold_ = line(numberText(probe.condition.threshold), 30);
    window_ = line(spanText(probe.condition.windowMs), 20);
    silence_ = line(spanText(probe.silenceMs), 20);
    interval_ = line(spanText(probe.intervalMs), 20);
    timeout_ = line(spanText(probe.timeoutMs), 20);
    slow_ = line(probe.slowMs == 0 ? QString() : QString::number(probe.slowMs), 6);
    failures_ = line(QString::number(probe.failures), 2);
    description_ = line(plain(before_.description), 500);
    dependsOn_ = new ComponentChoice(context, before_.tenantId, before_.id, before_.dependsOn, true);

    addRow(addField(u"/name"_s, tr("Name"), name_), addField(u"/objective"_s, tr("Promised uptime, %"), objective_));
    auto* target = addField(u"/probe/target"_s, tr("Where"), target_);
    addRow(addField(u"/probe/kind"_s, tr("Checked by"), kind_), target);
    auto* series = addField(u"/probe/condition/series"_s, tr("Series"), series_);
    auto* comparison = addField(u"/probe/condition/comparison"_s, tr("It is down while that is"), comparison_);
    auto* threshold = addField(u"/probe/condition/threshold"_s, tr("Threshold"), threshold_);
    auto* window = addField(u"/probe/condition/windowMs"_s, tr("Looked back over"), window_);
    addRow(series, window);
    addRow(comparison, threshold);
    auto* silence = addField(u"/probe/silenceMs"_s, tr("Down after that long without one"), silence_);
    auto* status =
        addField(u"/probe/expectedStatus"_s, tr("Expected status"), status_, tr("Empty: any from 200 to 299"));
    auto* slow = addField(u"/probe/slowMs"_s, tr("Degraded above, ms"), slow_, tr("Empty: never"));
    addRow(status, slow);
    auto* interval = addField(u"/probe/intervalMs"_s, tr("Every"), interval_);
    auto* timeout = addField(u"/probe/timeoutMs"_s, tr("Waits at most"), timeout_);
    addRow(interval, timeout);
    auto* failures = addField(u"/probe/failures"_s, tr("Failures before it is down"), failures_);
    addRow(silence, failures);
    static_cast<ComponentChoice*>(dependsOn_)->standIn(addField(u"/dependsOn"_s, tr("Depends on"), dependsOn_));
    addField(u"/description"_s, tr("Description"), description_);
    ofTarget_ = {target};
    ofHttp_ = {status};
    ofCall_ = {slow, timeout};
    ofMetric_ = {series, comparison, threshold, window};
    ofBeat_ = {silence};
    ofInterval_ = {interval, failures};
    connect(kind_, &QComboBox::currentIndexChanged, this, &ComponentForm::showKind);
    showKind();
}

void ComponentForm::showKind() {
    const auto kind = chosenOf<ProbeKind>(kind_);
    const bool isCall = kind == ProbeKind::http || kind == ProbeKind::tcp;
    const auto show = [](const QList<ui::FormField*>& fields, bool shown) {
        for (auto* field : fields)
            field->setVisible(shown);
    };
    show(ofTarget_, isCall || kind == ProbeKind::own);
    show(ofHttp_, kind == ProbeKind::http);
    show(ofCall_, isCall);
    show(ofMetric_, kind == ProbeKind::metric);
    show(ofBeat_, kind == ProbeKind::heartbeat);
    show(ofInterval_, kind != ProbeKind::heartbeat);
    target_->setPlaceholderText(kind == ProbeKind::tcp   ? u"db.example:5432"_s
                                : kind == ProbeKind::own ? u"database"_s
                                                         : u"https://shop.example/health"_s);
}

Result<domain::Component> ComponentForm::entity() const {
    domain::Component component = before_;
    Reading reading;
    reading.name(name_, component.name);
    component.description = description_->text().trimmed().toStdString();
    double percent = 0;
    reading.number(objective_, "/objective", percent);
    // 99.9 % is 0.999, and not what dividing makes of it.
    component.objective = std::round(percent * 1e6) / 1e8;
    component.dependsOn = static_cast<const ComponentChoice*>(dependsOn_)->chosen();
    auto& probe = component.probe;
    probe.kind = chosenOf<ProbeKind>(kind_);
    const bool isCall = probe.kind == ProbeKind::http || probe.kind == ProbeKind::tcp;
    if (isCall || probe.kind == ProbeKind::own) probe.target = target_->text().trimmed().toStdString();
    if (isCall && probe.target.empty()) reading.complain("/probe/target", tr("Say where it is"));
    const auto whole = [&](const ui::LineField* field, const char* path, std::int64_t& into) {
        double value = 0;
        if (!field->text().trimmed().isEmpty()) reading.number(field, path, value);
        into = std::int64_t(value);
    };
    if (probe.kind == ProbeKind::http) whole(status_, "/probe/expectedStatus", probe.expectedStatus);
    if (isCall) {
        whole(slow_, "/probe/slowMs", probe.slowMs);
        reading.span(timeout_, "/probe/timeoutMs", probe.timeoutMs);
    }
    if (probe.kind == ProbeKind::metric) {
        probe.condition.series = series_->text().trimmed().toStdString();
        if (probe.condition.series.empty()) reading.complain("/probe/condition/series", tr("Name the series"));
        probe.condition.comparison = chosenOf<domain::Comparison>(comparison_);
        reading.number(threshold_, "/probe/condition/threshold", probe.condition.threshold);
        reading.span(window_, "/probe/condition/windowMs", probe.condition.windowMs);
    }
    if (probe.kind == ProbeKind::heartbeat) {
        reading.span(silence_, "/probe/silenceMs", probe.silenceMs);
    } else {
        reading.span(interval_, "/probe/intervalMs", probe.intervalMs);
        whole(failures_, "/probe/failures", probe.failures);
    }
    return reading.outcome(std::move(component));
}

WindowForm::WindowForm(PageContext& context, domain::MaintenanceWindow before)
    : FormDialog(context.shell.window(), formTitle(before.version == 0, tr("New maintenance window"), before.name),
                 submitOf()),
      before_(std::move(before)) {
    const bool isNew = before_.version == 0;
    name_ = line(plain(before_.name), 120);
    const auto start = isNew ? QDateTime::currentDateTimeUtc()
                             : QDateTime::fromMSecsSinceEpoch(before_.startsAt.time_since_epoch().count(), Qt::UTC);
    starts_ = line(start.toString(momentFormat), 20, momentFormat);
    length_ = line(spanText(isNew ? 7'200'000 : (before_.endsAt - before_.startsAt).count()), 20);
    comment_ = line(plain(before_.comment), 500);
    components_ = new ComponentChoice(context, before_.tenantId, {}, before_.components, false);
    addField(u"/name"_s, tr("Name"), name_);
    addRow(addField(u"/startsAt"_s, tr("Starts (UTC)"), starts_), addField(u"/endsAt"_s, tr("Lasts"), length_));
    auto* components = addField(u"/components"_s, tr("Components"), components_,
                                tr("None ticked: all of them. Nobody is told of alerts about them meanwhile."));
    static_cast<ComponentChoice*>(components_)->standIn(components);
    addField(u"/comment"_s, tr("Comment"), comment_);
}

Result<domain::MaintenanceWindow> WindowForm::entity() const {
    domain::MaintenanceWindow window = before_;
    Reading reading;
    reading.name(name_, window.name);
    const bool isNew = before_.version == 0;
    if (isNew || starts_->isModified()) {
        QDateTime starts = QDateTime::fromString(starts_->text().trimmed(), momentFormat);
        starts.setTimeSpec(Qt::UTC);
        if (!starts.isValid()) reading.complain("/startsAt", tr("Write a time as 2026-11-27 22:00"));
        window.startsAt = Time(Duration(starts.toMSecsSinceEpoch()));
    }
    std::int64_t length = (before_.endsAt - before_.startsAt).count();
    if (isNew || length_->isModified()) reading.span(length_, "/endsAt", length);
    window.endsAt = window.startsAt + Duration(length);
    window.components = static_cast<const ComponentChoice*>(components_)->chosen();
    window.comment = comment_->text().trimmed().toStdString();
    return reading.outcome(std::move(window));
}

}  // namespace steward::views
