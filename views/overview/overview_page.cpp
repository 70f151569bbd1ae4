#include "views/overview/overview_page.h"

#include <QBoxLayout>
#include <cmath>

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/labels.h"
#include "views/common/page_header.h"
#include "views/common/panel_parts.h"
#include "views/common/words.h"
#include "views/health/health_words.h"
#include "views/overview/stat_tile.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using models::fetchFrom;
using models::Waiting;

namespace {

namespace metric = domain::metric;

constexpr std::int64_t span = 15 * 60'000;
constexpr int mostChanges = 12;
// What people change, without sign-ins.
const QString changes =
    u"entity in (tenant,user,role,brand,alertRule,silence,slo,alertChannel,component,maintenanceWindow,reportSchedule);action not in (session.start,session.end,session.refuse)"_s;

models::Overview::Source sourceOf(PageContext& context) {
    auto& client = context.client;
    const auto& session = context.session;
    models::Overview::Source source;
    if (session.allows(Permission::tenantsRead))
        source.tenants = models::countWith(fetchFrom(client, contract::listTenants));
    if (session.allows(Permission::usersRead)) source.users = models::countWith(fetchFrom(client, contract::listUsers));
    if (session.allows(Permission::supportConsent)) source.support = fetchFrom(client, contract::listSupportAccess);
    if (session.allows(Permission::alertsRead)) source.alerts = fetchFrom(client, contract::alertSummary);
    if (session.allows(Permission::alertsRead)) source.components = fetchFrom(client, contract::healthSummary);
    source.jobs = fetchFrom(client, contract::listJobs);
    source.health = fetchFrom(client, contract::healthReady);
    source.store = &context.store;
    return source;
}

QString waitingText(const models::WaitingItem& item) {
    const int count = int(item.count);
    switch (item.what) {
        case Waiting::alerts:
            return OverviewPage::tr("%n alert(s) firing", nullptr, count);
        case Waiting::failedJobs:
            return OverviewPage::tr("%n job(s) failed since yesterday", nullptr, count);
        case Waiting::supportRequests:
            return OverviewPage::tr("%n question(s) for support access", nullptr, count);
        case Waiting::pastDue:
            return OverviewPage::tr("%n tenant(s) past due", nullptr, count);
        case Waiting::nearLimit:
            return OverviewPage::tr("%n tenant(s) near a limit", nullptr, count);
        case Waiting::trials:
            return OverviewPage::tr("%n trial(s)", nullptr, count);
        case Waiting::invitations:
            return OverviewPage::tr("%n invitation(s) not answered", nullptr, count);
        case Waiting::drafts:
            return OverviewPage::tr("%n draft(s) on this computer", nullptr, count);
    }
    return {};
}

ui::BadgeKind kindOf(Waiting what) {
    switch (what) {
        case Waiting::alerts:
        case Waiting::failedJobs:
            return ui::BadgeKind::bad;
        case Waiting::supportRequests:
        case Waiting::pastDue:
        case Waiting::nearLimit:
            return ui::BadgeKind::warn;
        default:
            return ui::BadgeKind::info;
    }
}

// The parts that /health/ready names; what a newer platform names is shown as it says it.
QString partText(const std::string& name) {
    if (name == "database") return OverviewPage::tr("Database");
    if (name == "redis") return u"Redis"_s;
    if (name == "certificate") return OverviewPage::tr("Certificate");
    return QString::fromStdString(name);
}

// "ok", or "ok, 80 days left".
bool isWell(const std::string& state) {
    return state.starts_with("ok");
}

}  // namespace

PageInfo overviewPage() {
    return {u"overview"_s,
            OverviewPage::tr("Overview"),
            u"columns-gap"_s,
            PageGroup::top,
            Permission::signedIn,
            u'H',
            [](PageContext& context) -> Page* { return new OverviewPage(context); }};
}

OverviewPage::OverviewPage(PageContext& context)
    : Page(context),
      overview_(new models::Overview(sourceOf(context), this)),
      trail_(new models::AuditTrail(fetchFrom(context.client, contract::listAudit), this)),
      state_(new ui::Badge),
      sentence_(new ui::Text({}, ui::TextStyle::body, ui::Tone::secondary)) {
    setObjectName(u"page.overview"_s);
    if (context.session.allows(Permission::metricsRead) && context.session.me() &&
        !context.session.me()->principal.tenantId) {
        const auto fetch = fetchFrom(context.client, contract::metricRange);
        history_ = new models::MetricHistory(fetch,
                                             {std::string(metric::requests), std::string(metric::errors),
                                              std::string(metric::latencyP95), std::string(metric::sessions)},
                                             this);
        history_->keepIn(context.store);
        budget_ = new models::ErrorBudget(fetch, this);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    auto* content = new QWidget;
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(16, 12, 16, 12);
    rows->setSpacing(12);
    if (context.session.allows(Permission::alertsRead)) rows->addWidget(makeStatus());
    if (history_) rows->addWidget(makeFigures());
    auto* cards = new QHBoxLayout;
    cards->setSpacing(12);
    auto* left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(makeCard(tr("Waits for you"), u"overviewWaiting"_s, waiting_));
    left->addWidget(makeCard(tr("The platform"), u"overviewHealth"_s, health_));
    left->addStretch();
    cards->addLayout(left, 2);
    auto* right = new QVBoxLayout;
    right->addWidget(makeCard(tr("What changed"), u"overviewChanges"_s, changes_));
    right->addStretch();
    cards->addLayout(right, 3);
    rows->addLayout(cards);
    rows->addStretch();
    column->addWidget(scrolled(content), 1);

    if (context.session.allows(Permission::auditRead)) {
        auto* list = new AuditRows(context, trail_, mostChanges, true);
        list->setNamesEntity(true);
        changes_->addWidget(list);
        auto* all = new ui::Button(tr("Open the audit log"), ui::ButtonVariant::link);
        all->setObjectName(u"overviewAudit"_s);
        connect(all, &QAbstractButton::clicked, this, [this] { this->context().shell.goTo(u"audit"_s); });
        changes_->addWidget(all, 0, Qt::AlignLeft);
    } else {
        changes_->addWidget(
            new ui::Text(tr("Your role does not show the audit log."), ui::TextStyle::small, ui::Tone::tertiary));
    }
    watch();
    showStatus();
    showHealth();
    showWaiting();
}

QWidget* OverviewPage::makeHeader() {
    auto* header = new PageHeader(tr("Overview"));
    state_->setObjectName(u"overviewState"_s);
    sentence_->setObjectName(u"overviewSentence"_s);
    header->leading()->addWidget(state_);
    header->leading()->addWidget(sentence_);
    auto* again = ui::iconButton(u"arrow-repeat"_s, tr("Read everything again"));
    again->setObjectName(u"overviewRefresh"_s);
    connect(again, &QAbstractButton::clicked, this, &OverviewPage::refresh);
    header->actions()->addWidget(again);
    return header;
}

QWidget* OverviewPage::makeStatus() {
    auto* card = new ui::Card;
    card->setObjectName(u"overviewStatus"_s);
    card->setAccessibleName(tr("Status"));
    status_ = new QHBoxLayout(card);
    status_->setContentsMargins(16, 8, 16, 8);
    status_->setSpacing(12);
    return card;
}

// How components are, and what burns; each part leads to where it is dealt with.
void OverviewPage::showStatus() {
    if (!status_) return;
    struct Part {
        QString id, icon, count, text;
        ui::BadgeKind kind;
        QString page;
    };
    QList<Part> parts;
    const auto& components = overview_->components();
    if (components && components->components() > 0) {
        using enum domain::ComponentState;
        for (const auto& [state, count] :
             {std::pair(down, components->down), std::pair(degraded, components->degraded),
              std::pair(maintenance, components->maintenance), std::pair(unknown, components->unknown),
              std::pair(operational, components->operational)})
            if (count > 0)
                parts << Part{u"status."_s + QString::fromLatin1(enumName(state)),
                              iconOf(state),
                              countText(count),
                              text(state),
                              kindOf(state),
                              u"health"_s};
    } else if (components) {
        parts << Part{u"status.none"_s,       u"heart-pulse"_s, countText(0), tr("No components are watched yet"),
                      ui::BadgeKind::neutral, u"health"_s};
    }
    const auto& alerts = overview_->alerts();
    if (const auto loud = alerts ? alerts->firing - alerts->silenced : 0; loud > 0)
        parts << Part{u"status.alerts"_s,
                      u"bell"_s,
                      countText(loud),
                      tr("Alerts firing"),
                      alerts->critical > 0 ? ui::BadgeKind::bad : ui::BadgeKind::warn,
                      u"alerts"_s};
    if (const auto burn = budget_ ? budget_->burnRate() : std::nullopt; burn && *burn >= 1)
        parts << Part{u"status.budget"_s,
                      u"activity"_s,
                      tr("%1×").arg(locale().toString(*burn, 'f', 1)),
                      tr("Error budget burns"),
                      *burn < 14.4 ? ui::BadgeKind::warn : ui::BadgeKind::bad,
                      u"dashboards"_s};
    QStringList words;
    QString shown;
    for (const auto& part : parts) {
        words << tr("%1 %2").arg(part.count, part.text);
        shown += words.last() + QString::number(int(part.kind));
    }
    if (shown == statusText_ && status_->count() > 0) return;
    statusText_ = shown;
    clearLayout(status_);
    const QString said = words.isEmpty() ? tr("Asking how components are…") : words.join(u", "_s);
    if (parts.isEmpty()) status_->addWidget(new ui::Text(said, ui::TextStyle::body, ui::Tone::tertiary));
    for (const auto& part : parts) {
        auto* link = new ui::Button(part.text, ui::ButtonVariant::link);
        link->setObjectName(part.id);
        link->setAccessibleName(tr("%1 %2").arg(part.count, part.text));
        link->setIconName(part.icon);
        connect(link, &QAbstractButton::clicked, this, [this, page = part.page] {
            context().shell.goTo(page, page == "health"_L1 ? QVariantMap{{u"tab"_s, u"components"_s}} : QVariantMap());
        });
        status_->addWidget(new ui::Badge(part.count, part.kind));
        status_->addWidget(link);
    }
    status_->addStretch();
    status_->parentWidget()->setAccessibleDescription(said);
}

QWidget* OverviewPage::makeFigures() {
    using ui::Unit;
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    const auto add = [&](const QString& id, const QString& title, const ui::ValueFormat& format,
                         std::string_view series) {
        auto* tile = new StatTile(id, title, format);
        layout->addWidget(tile, 1);
        figures_.push_back({tile, std::string(series)});
    };
    add(u"requests"_s, tr("Requests"), {Unit::perSecond, tr("req/s"), -1}, metric::requests);
    add(u"errors"_s, tr("Error rate"), {Unit::percent, {}, 2}, metric::errors);
    add(u"latency"_s, tr("Latency, p95"), {Unit::milliseconds, {}, -1}, metric::latencyP95);
    add(u"sessions"_s, tr("Active sessions"), {Unit::count, {}, 0}, metric::sessions);
    return row;
}

QWidget* OverviewPage::makeCard(const QString& title, const QString& name, QVBoxLayout*& body) {
    auto* card = new ui::Card;
    card->setObjectName(name);
    card->setAccessibleName(title);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addWidget(new ui::Text(title, ui::TextStyle::heading));
    body = new QVBoxLayout;
    body->setSpacing(4);
    column->addLayout(body);
    return card;
}

void OverviewPage::watch() {
    connect(overview_, &models::Overview::changed, this, [this] {
        showStatus();
        showHealth();
        showWaiting();
        setDataAsOf(overview_->asOf());
    });
    connect(&context().session, &models::Session::cameOnline, this, &OverviewPage::refresh);
    connect(&context().feed, &client::Feed::stateChanged, this, [this](client::FeedState state) {
        if (history_) history_->setConnected(state == client::FeedState::live);
        showHealth();
        showFigures();
    });
    if (history_) {
        history_->setConnected(context().feed.state() == client::FeedState::live);
        for (const auto signal : {&models::MetricHistory::loaded, &models::MetricHistory::stateChanged})
            connect(history_, signal, this, &OverviewPage::showFigures);
        connect(history_, &models::MetricHistory::appended, this, [this] {
            showFigures();
            if (++seconds_ % 60 == 0 && isVisible()) budget_->reload();
        });
        connect(budget_, &models::ErrorBudget::changed, this, [this] {
            showStatus();
            showHealth();
        });
        metrics_ = context().feed.subscribe(
            contract::metricsTopic,
            [this](const client::FeedEvents<domain::MetricSample>& events) { history_->take(events); },
            [this](const client::FeedGap&) { history_->lost(); }, {},
            {.onThinned = [this](const client::FeedThinning& thinning) { history_->thinned(thinning); }});
        history_->setSpan(span);
    }
    audit_ = context().feed.subscribe(contract::auditTopic, [this](const client::FeedEvents<domain::AuditEntry>&) {
        overview_->changedOutside();
        if (isVisible()) trail_->reload();
    });
    alerts_ = context().feed.subscribe(
        contract::alertsTopic, [this](const client::FeedEvents<contract::AlertNews>&) { overview_->changedOutside(); });
    components_ = context().feed.subscribe(
        contract::healthTopic,
        [this](const client::FeedEvents<contract::ComponentNews>&) { overview_->changedOutside(); });
    jobs_ = context().feed.subscribe(contract::jobsTopic,
                                     [this](const client::FeedEvents<domain::Job>&) { overview_->changedOutside(); });
}

void OverviewPage::visit(const QVariantMap&) {
    overview_->reload();
    if (budget_) budget_->reload();
    if (context().session.allows(Permission::auditRead)) trail_->open(changes);
}

void OverviewPage::refresh() {
    visit({});
    if (history_) history_->reload();
}

void OverviewPage::showFigures() {
    if (!history_ || !isVisible()) return;
    for (const auto& figure : figures_) {
        const auto& points = history_->points(figure.series);
        QList<qreal> values;
        const std::size_t shown = std::min<std::size_t>(points.size(), 96);
        for (std::size_t i = points.size() - shown; i < points.size(); ++i)
            values << points[i].value;
        figure.tile->setValues(values, history_->isConnected());
    }
}

void OverviewPage::showHealth() {
    const bool live = context().feed.state() == client::FeedState::live;
    const auto& health = overview_->health();
    const bool well = health && health->status == "ok";
    if (!context().session.isOnline())
        state_->set(tr("Offline"), ui::BadgeKind::neutral);
    else if (!health)
        state_->set(overview_->isRead() || overview_->error() ? tr("Not ready") : tr("Asking"),
                    overview_->error() ? ui::BadgeKind::bad : ui::BadgeKind::neutral);
    else if (const auto& components = overview_->components(); well && components && components->down > 0)
        state_->set(tr("Something is down"), ui::BadgeKind::bad);
    else
        state_->set(well ? tr("All well") : tr("Degraded"), well ? ui::BadgeKind::ok : ui::BadgeKind::warn);
    sentence_->setText(live ? tr("Live") : tr("Not live: what is shown may be old"));

    clearLayout(health_);
    const auto line = [this](const QString& name, const QString& text, ui::BadgeKind kind) {
        auto* row = new QWidget;
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 2, 0, 2);
        layout->addWidget(new ui::Text(name), 1);
        layout->addWidget(new ui::Badge(text, kind));
        health_->addWidget(row);
    };
    if (health)
        for (const auto& [name, state] : health->checks)
            line(partText(name), state == "ok" ? tr("Works") : QString::fromStdString(state),
                 isWell(state) ? ui::BadgeKind::ok : ui::BadgeKind::warn);
    if (budget_) {
        const auto burn = budget_->burnRate();
        //: how many times faster than allowed the error budget is used up
        line(tr("Error budget, burn rate of the last hour"),
             burn ? tr("%1×").arg(locale().toString(*burn, 'f', 1)) : tr("No data"),
             !burn          ? ui::BadgeKind::neutral
             : *burn < 1    ? ui::BadgeKind::ok
             : *burn < 14.4 ? ui::BadgeKind::warn
                            : ui::BadgeKind::bad);
    }
    if (!health)
        health_->addWidget(new ui::Text(overview_->error() ? QString::fromStdString(overview_->error()->message)
                                                           : tr("The platform has not answered yet."),
                                        ui::TextStyle::small, ui::Tone::tertiary));
}

void OverviewPage::showWaiting() {
    const auto items = overview_->waiting();
    if (items == shown_ && waiting_->count() > 0) return;
    shown_ = items;
    clearLayout(waiting_);
    for (const auto& item : items) {
        auto* row = new QWidget;
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(new ui::Badge(countText(item.count), kindOf(item.what)));
        auto* link = new ui::Button(waitingText(item), ui::ButtonVariant::link);
        link->setObjectName(u"waiting.%1"_s.arg(int(item.what)));
        connect(link, &QAbstractButton::clicked, this, [this, item] { open(item); });
        layout->addWidget(link);
        layout->addStretch();
        waiting_->addWidget(row);
    }
    if (items.empty())
        waiting_->addWidget(new ui::Text(overview_->isRead() ? tr("Nothing waits for you.") : tr("Reading…"),
                                         ui::TextStyle::body, ui::Tone::tertiary));
}

void OverviewPage::open(const models::WaitingItem& item) {
    auto& shell = context().shell;
    switch (item.what) {
        case Waiting::alerts:
            return shell.goTo(u"alerts"_s);
        case Waiting::failedJobs:
            return shell.showJobs();
        case Waiting::supportRequests:
            return shell.goTo(u"support"_s);
        case Waiting::pastDue:
        case Waiting::nearLimit:
        case Waiting::trials:
            return shell.goTo(u"tenants"_s, {{u"filter"_s, item.filter}});
        case Waiting::invitations:
            return shell.goTo(u"users"_s, {{u"filter"_s, item.filter}});
        case Waiting::drafts:
            return shell.goTo(u"drafts"_s);
    }
}

}  // namespace steward::views
