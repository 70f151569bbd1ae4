#include "views/tenants/tenant_panel.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QStackedWidget>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/states.h"
#include "ui/status.h"
#include "ui/tabs.h"
#include "ui/toast.h"
#include "views/common/words.h"
#include "views/tenants/requests_chart.h"
#include "views/tenants/tenant_actions.h"
#include "views/tenants/tenant_people.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int recentEntries = 3;

}  // namespace

TenantPanel::TenantPanel(PageContext& context, models::TenantDetail* detail, TenantActions* actions, QWidget* parent)
    : DetailPanel(parent), context_(context), detail_(detail), actions_(actions) {
    setObjectName(u"tenantPanel"_s);
    setAccessibleName(tr("Tenant"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeActions());
    tabs_ = new ui::Tabs;
    tabs_->setGap(14);  // six stand side by side
    tabs_->setObjectName(u"tenantTabs"_s);
    for (const QString& name :
         {tr("Overview"), tr("Users"), tr("Domains"), tr("Subscription"), tr("Limits"), tr("Audit")})
        tabs_->addTab(name);
    layout->addWidget(tabs_);
    problem_ = new ui::ErrorState;
    problem_->hide();
    layout->addWidget(problem_);
    pages_ = new QStackedWidget;
    pages_->addWidget(scrolled(makeOverview()));
    pages_->addWidget(new TenantPeople(context_, detail_));
    pages_->addWidget(scrolled(makeDomains()));
    pages_->addWidget(scrolled(makeSubscription()));
    pages_->addWidget(scrolled(makeLimits()));
    pages_->addWidget(scrolled(makeAudit()));
    layout->addWidget(pages_, 1);
    connect(tabs_, &QTabBar::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
    connect(problem_, &ui::ErrorState::retried, detail_, &models::TenantDetail::reload);
    connect(detail_, &models::TenantDetail::opened, this, &TenantPanel::showRequests);
    connect(detail_, &models::TenantDetail::tenantChanged, this, &TenantPanel::showTenant);
    connect(detail_, &models::TenantDetail::requestsChanged, this, &TenantPanel::showRequests);
}

void TenantPanel::showTab(Tab tab) {
    tabs_->setCurrentIndex(tab);
}

QWidget* TenantPanel::makeHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(15, 12, 8, 12);
    row->setSpacing(12);
    logo_ = new ui::LogoTile({}, 40);
    name_ = new ui::Text({}, ui::TextStyle::heading);
    name_->setObjectName(u"tenantName"_s);
    name_->setElided(true);
    status_ = new ui::Badge;
    id_ = new ui::Text({}, ui::TextStyle::mono, ui::Tone::tertiary);
    id_->setObjectName(u"tenantId"_s);
    id_->setElided(true);
    domain_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    domain_->setElided(true);
    stale_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::warning);
    stale_->hide();
    auto* copy = ui::iconButton(u"files"_s, tr("Copy id"));
    copy->setObjectName(u"copyId"_s);
    copy->setButtonSize(ui::ButtonSize::small);
    connect(copy, &QAbstractButton::clicked, this, [this] {
        if (detail_->tenant()) actions_->copyId(*detail_->tenant());
    });
    auto* close = ui::iconButton(u"x"_s, tr("Close"));
    close->setObjectName(u"closePanel"_s);
    connect(close, &QAbstractButton::clicked, this, &TenantPanel::closeRequested);

    auto* title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(name_);
    title->addWidget(status_);
    title->addStretch();
    auto* address = new QHBoxLayout;
    address->setSpacing(4);
    address->addWidget(id_, 3);
    address->addWidget(copy);
    address->addWidget(domain_, 2);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addLayout(title);
    words->addLayout(address);
    words->addWidget(stale_);
    row->addWidget(logo_);
    row->addLayout(words, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    return head;
}

QWidget* TenantPanel::makeActions() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(15, 0, 16, 8);
    row->setSpacing(8);
    const auto add = [&](const QString& text, const QString& name, const QString& icon) {
        auto* button = new ui::Button(text);
        button->setObjectName(name);
        if (!icon.isEmpty()) button->setIconName(icon);
        row->addWidget(button);
        return button;
    };
    auto* edit = add(tr("Edit…"), u"editTenant"_s, u"pencil"_s);
    auto* branding = add(tr("Branding"), u"openBranding"_s, u"palette"_s);
    auto* plan = add(tr("Change plan…"), u"changePlan"_s, {});
    needs(edit, context_.session, domain::Permission::tenantsWrite, WhileOffline::drafted);
    needs(plan, context_.session, domain::Permission::plansApply);
    more_ = ui::iconButton(u"three-dots"_s, tr("More actions"));
    more_->setVariant(ui::ButtonVariant::secondary);
    more_->setObjectName(u"moreActions"_s);
    row->addStretch();
    row->addWidget(more_);
    connect(edit, &QAbstractButton::clicked, this, [this] {
        if (detail_->tenant()) actions_->edit(*detail_->tenant());
    });
    connect(branding, &QAbstractButton::clicked, this,
            [this] { context_.shell.goTo(u"branding"_s, {{u"id"_s, detail_->id()}}); });
    connect(plan, &QAbstractButton::clicked, this, [this] {
        if (detail_->tenant()) actions_->changePlan(Choice::of(*detail_->tenant()));
    });
    connect(more_, &QAbstractButton::clicked, this, &TenantPanel::openMenu);
    return box;
}

void TenantPanel::openMenu() {
    if (!detail_->tenant()) return;
    const domain::Tenant tenant = *detail_->tenant();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    using domain::Permission;
    const auto add = [&](const QString& text, const QString& name, const QString& icon, auto act,
                         Permission permission = Permission::plansApply) {
        QAction* action = menu->addAction(ui::icon(icon), text, this, act);
        action->setObjectName(name);
        needs(action, context_.session, permission);
    };
    const Choice choice = Choice::of(tenant);
    const bool isRemoved = tenant.status == domain::TenantStatus::removed;
    if (isRemoved)
        add(tr("Restore…"), u"restoreTenant"_s, u"arrow-counterclockwise"_s, [=, this] { actions_->restore(choice); });
    else if (tenant.status == domain::TenantStatus::suspended)
        add(tr("Resume…"), u"resumeTenant"_s, u"play-fill"_s, [=, this] { actions_->resume(choice); });
    else if (tenant.status != domain::TenantStatus::archived)
        add(tr("Suspend…"), u"suspendTenant"_s, u"slash-circle"_s, [=, this] { actions_->suspend(choice); });
    if (!isRemoved && tenant.status != domain::TenantStatus::archived)
        add(tr("Archive…"), u"archiveTenant"_s, u"inbox"_s, [=, this] { actions_->archive(choice); });
    if (!isRemoved) {
        add(tr("Add tag…"), u"tagTenant"_s, u"tag"_s, [=, this] { actions_->addTag(choice); });
        add(tr("Delete…"), u"deleteTenant"_s, u"trash"_s, [=, this] { actions_->remove(choice); });
    }
    add(
        tr("Dashboard of this tenant"), u"tenantDashboard"_s, u"speedometer2"_s,
        [=, this] {
            context_.shell.goTo(u"dashboards"_s, {{u"tenant"_s, QString::fromStdString(tenant.id)},
                                                  {u"tenantName"_s, QString::fromStdString(tenant.name)}});
        },
        Permission::metricsRead);
    menu->addSeparator();
    if (!isRemoved && tenant.status != domain::TenantStatus::archived)
        add(
            tr("Ask for support access…"), u"askTenantSupport"_s, u"life-preserver"_s,
            [=, this] { actions_->askSupport(tenant); }, Permission::supportAccess);
    add(
        tr("Logs of this tenant"), u"tenantLogs"_s, u"terminal"_s, [=, this] { actions_->showLogs(tenant); },
        Permission::logsRead);
    add(tr("Copy id"), u"copyTenantId"_s, u"files"_s, [=, this] { actions_->copyId(tenant); }, Permission::none);
    menu->popup(more_->mapToGlobal(QPoint(0, more_->height() + 4)));
}

QWidget* TenantPanel::makeOverview() {
    auto* page = new QWidget;
    auto* layout = panelColumn(page);
    facts_ = new ui::KeyValueList;
    addSection(layout, nullptr, {facts_});

    auto* requestsHead = new QWidget;
    auto* row = new QHBoxLayout(requestsHead);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new ui::Text(tr("Requests, last 24 h"), ui::TextStyle::smallStrong));
    row->addStretch();
    requestsTotal_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    row->addWidget(requestsTotal_);
    chart_ = new RequestsChart;
    addSection(layout, requestsHead, {chart_});

    auto* limitsHead = new ui::SectionHeader(tr("Limits"));
    auto* editLimits = limitsHead->addLink(tr("Edit limits"));
    editLimits->setObjectName(u"editLimits"_s);
    needs(editLimits, context_.session, domain::Permission::tenantsWrite, WhileOffline::drafted);
    connect(editLimits, &QAbstractButton::clicked, this, [this] {
        if (detail_->tenant()) actions_->editLimits(*detail_->tenant());
    });
    QList<QWidget*> bars;
    for (const QString& name : {tr("Seats"), tr("API calls"), tr("Storage"), tr("Webhooks")}) {
        bars_ << new ui::LimitBar(name);
        bars << bars_.last();
    }
    addSection(layout, limitsHead, bars);

    auto* auditHead = new ui::SectionHeader(tr("Recent audit"));
    auto* open = auditHead->addLink(tr("Open audit log"));
    open->setObjectName(u"openAudit"_s);
    connect(open, &QAbstractButton::clicked, this,
            [this] { context_.shell.goTo(u"audit"_s, {{u"filter"_s, u"tenantId=%1"_s.arg(detail_->id())}}); });
    addSection(layout, auditHead, {new AuditRows(context_, detail_->audit(), recentEntries, false)}, true);
    layout->addStretch();
    return page;
}

QWidget* TenantPanel::makeDomains() {
    auto* page = new QWidget;
    auto* layout = panelColumn(page);
    domains_ = new ui::KeyValueList;
    auto* hint = new ui::Text(tr("The domain follows the short name: a new short name is a new domain, and the old one "
                                 "leads nowhere."),
                              ui::TextStyle::small, ui::Tone::tertiary);
    hint->setWordWrap(true);
    addSection(layout, nullptr, {domains_, hint}, true);
    auto* copy = new ui::Button(tr("Copy domain"));
    copy->setObjectName(u"copyDomain"_s);
    connect(copy, &QAbstractButton::clicked, this, [this] {
        if (!detail_->tenant()) return;
        QGuiApplication::clipboard()->setText(QString::fromStdString(detail_->tenant()->domain));
        context_.toasts.show(ui::BadgeKind::ok, tr("Domain copied"));
    });
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 0, 16, 0);
    row->addWidget(copy);
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch();
    return page;
}

QWidget* TenantPanel::makeSubscription() {
    auto* page = new QWidget;
    auto* layout = panelColumn(page);
    subscription_ = new ui::KeyValueList;
    addSection(layout, nullptr, {subscription_});
    auto* months = new ui::SectionHeader(tr("Months"));
    auto* open = months->addLink(tr("Open as a report"));
    open->setObjectName(u"openSubscription"_s);
    needs(open, context_.session, domain::Permission::reportsRun);
    connect(open, &QAbstractButton::clicked, this, [this] {
        Choice choice;
        choice.filter = u"tenantId="_s + detail_->id();
        openReportOn(context_, u"subscriptions"_s, choice);
    });
    auto* hint =
        new ui::Text(tr("What was paid each month, and on which plan."), ui::TextStyle::small, ui::Tone::tertiary);
    hint->setWordWrap(true);
    addSection(layout, months, {hint}, true);
    auto* plan = new ui::Button(tr("Change plan…"));
    plan->setObjectName(u"changePlanTab"_s);
    needs(plan, context_.session, domain::Permission::plansApply);
    connect(plan, &QAbstractButton::clicked, this, [this] {
        if (detail_->tenant()) actions_->changePlan(Choice::of(*detail_->tenant()));
    });
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 0, 16, 0);
    row->addWidget(plan);
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch();
    return page;
}

void TenantPanel::showSubscription(const domain::Tenant& tenant) {
    const bool yearly = tenant.billingInterval == domain::BillingInterval::yearly;
    subscription_->clear();
    subscription_->addRow(tr("Plan"), text(tenant.plan), text(tenant.status));
    subscription_->addRow(tr("Billing"), text(tenant.billingInterval));
    subscription_->addRow(tr("MRR"), moneyText(tenant.mrrMinor, tenant.currency),
                          tr("%1 a year").arg(moneyText(12 * tenant.mrrMinor, tenant.currency)));
    if (tenant.renewsAt)
        subscription_->addRow(yearly ? tr("Renews") : tr("Next month"), dateText(toDateTime(*tenant.renewsAt)));
    subscription_->addRow(tr("Since"), dateText(toDateTime(tenant.createdAt)));
    subscription_->addRow(tr("Seats"), usedText(tenant.users, tenant.seatsLimit));
    domains_->clear();
    domains_->addRow(tr("Domain"), QString::fromStdString(tenant.domain), tr("where its users sign in"));
    domains_->addRow(tr("Short name"), QString::fromStdString(tenant.slug));
}

QWidget* TenantPanel::makeLimits() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    QList<QWidget*> bars;
    for (const QString& name : {tr("Seats"), tr("API calls"), tr("Storage"), tr("Webhooks")}) {
        bars_ << new ui::LimitBar(name);
        bars << bars_.last();
    }
    auto* hint = new ui::Text(tr("API calls count from the first of the month, in UTC."), ui::TextStyle::small,
                              ui::Tone::tertiary);
    hint->setWordWrap(true);
    bars << hint;
    addSection(layout, nullptr, bars, true);
    auto* edit = new ui::Button(tr("Edit limits…"));
    edit->setObjectName(u"editLimitsTab"_s);
    needs(edit, context_.session, domain::Permission::tenantsWrite);
    connect(edit, &QAbstractButton::clicked, this, [this] {
        if (detail_->tenant()) actions_->editLimits(*detail_->tenant());
    });
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 0, 16, 0);
    row->addWidget(edit);
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch();
    return page;
}

QWidget* TenantPanel::makeAudit() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(0);
    layout->addWidget(new AuditRows(context_, detail_->audit(), models::AuditTrail::mostEntries, true));
    layout->addStretch();
    return page;
}

void TenantPanel::showTenant() {
    const auto& tenant = detail_->tenant();
    problem_->setVisible(!tenant && detail_->tenantError());
    pages_->setVisible(tenant.has_value());
    if (!tenant) {
        if (detail_->tenantError()) problem_->set(*detail_->tenantError(), tr("Could not load the tenant"));
        return;
    }
    const QString name = QString::fromStdString(tenant->name);
    logo_->setName(name);
    name_->setText(name);
    setAccessibleName(tr("Tenant %1").arg(name));
    status_->set(text(tenant->status), kindOf(tenant->status));
    id_->setText(QString::fromStdString(tenant->id));
    domain_->setText(QString::fromStdString(tenant->domain));
    stale_->setVisible(detail_->staleSince().isValid());
    stale_->setText(tr("From this computer, as of %1").arg(momentText(detail_->staleSince())));
    facts_->clear();
    const QString renewal = tenant->renewsAt ? tr("renews %1").arg(dateText(toDateTime(*tenant->renewsAt))) : QString();
    facts_->addRow(tr("Plan"), tr("%1, %2").arg(text(tenant->plan), text(tenant->billingInterval)), renewal);
    facts_->addRow(tr("MRR"), moneyText(tenant->mrrMinor, tenant->currency));
    facts_->addRow(tr("Owner"), QString::fromStdString(tenant->ownerName), QString::fromStdString(tenant->ownerEmail));
    const bool european = tenant->region.starts_with("eu-");
    facts_->addRow(tr("Region"), QString::fromStdString(tenant->region),
                   european ? tr("data stays in the EU") : QString());
    facts_->addRow(tr("Created"), momentText(toDateTime(tenant->createdAt)));
    if (!tenant->tags.empty()) {
        QStringList tags;
        for (const std::string& tag : tenant->tags)
            tags << QString::fromStdString(tag);
        auto* all = facts_->addRow(tr("Tags"), tags.join(u", "_s));
        all->setElided(true);
        all->setToolTip(ui::plainToolTip(all->text()));
    }
    showSubscription(*tenant);
    for (int set = 0; set < 2; ++set) {
        const int first = set * 4;
        bars_[first]->set(double(tenant->users), double(tenant->seatsLimit),
                          usedText(tenant->users, tenant->seatsLimit));
        bars_[first + 1]->set(double(tenant->apiCallsUsed), double(tenant->apiCallsLimit),
                              usedText(tenant->apiCallsUsed, tenant->apiCallsLimit));
        bars_[first + 2]->set(double(tenant->storageUsed), double(tenant->storageLimit),
                              usedBytesText(tenant->storageUsed, tenant->storageLimit));
        bars_[first + 3]->set(double(tenant->webhooksUsed), double(tenant->webhooksLimit),
                              usedText(tenant->webhooksUsed, tenant->webhooksLimit));
    }
}

void TenantPanel::showRequests() {
    chart_->setValues(detail_->requests(), detail_->requestsFrom());
    QString total = detail_->requests().isEmpty() ? QString() : amountText(detail_->requestsTotal());
    if (const auto errors = detail_->errorPercent())
        total += tr(" · %1 % errors").arg(locale().toString(*errors, 'f', 2));
    requestsTotal_->setText(total);
}

}  // namespace steward::views
