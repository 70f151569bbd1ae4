#include "views/audit/audit_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QSplitter>

#include "contract/endpoints.h"
#include "models/common/filter.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/icons.h"
#include "ui/states.h"
#include "ui/status.h"
#include "ui/table.h"
#include "views/audit/audit_detail.h"
#include "views/audit/audit_table.h"
#include "views/common/page_header.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::AuditModel;

namespace {

constexpr const char* knownActions[] = {"tenant.create", "tenant.change",  "tenant.suspend",
                                        "tenant.resume", "tenant.archive", "brand.publish",
                                        "session.start", "session.end",    "session.refuse"};

class Toolbar : public QWidget {
public:
    Toolbar() { setFixedHeight(ui::Theme::current().metric("toolbar")); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const ui::Theme& theme = ui::Theme::current();
        painter.fillRect(rect(), theme.color("surface.panel"));
        painter.fillRect(0, height() - 1, width(), 1, theme.color("border.default"));
    }
};

}  // namespace

PageInfo auditPage() {
    return {u"audit"_s,
            AuditPage::tr("Audit"),
            u"shield-check"_s,
            PageGroup::platform,
            domain::Permission::auditRead,
            u'A',
            [](PageContext& context) { return new AuditPage(context); }};
}

AuditPage::AuditPage(PageContext& context) : Page(context) {
    setObjectName(u"page.audit"_s);
    model_ = new AuditModel(models::fetchFrom(context.client, contract::listAudit), this);
    decorated_ = new AuditTable(model_, this);
    header_ = new PageHeader(tr("Audit"));
    verify_ = new ui::Button(tr("Verify chain"));
    verify_->setObjectName(u"verifyChain"_s);
    verify_->setIconName(u"link-45deg"_s);
    header_->actions()->addWidget(verify_);
    verdict_ = new ui::Banner(ui::BadgeKind::ok);
    verdict_->setObjectName(u"auditVerdict"_s);
    verdict_->setDismissible(true);
    verdict_->hide();
    table_ = new ui::TableView;
    table_->setObjectName(u"auditTable"_s);
    table_->setAccessibleName(tr("Audit entries"));
    table_->setModel(decorated_);
    table_->setColumns(AuditTable::columns());
    table_->horizontalHeader()->setSectionsClickable(false);
    states_ = new ui::StateStack(table_);
    detail_ = new AuditDetail(context);
    detail_->hide();
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(states_);
    splitter->addWidget(detail_);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({840, 400});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header_);
    layout->addWidget(verdict_);
    layout->addWidget(makeFilter());
    layout->addWidget(splitter, 1);

    auto* action = new QAction(ui::icon(u"link-45deg"_s), tr("Verify the audit chain"), this);
    action->setObjectName(u"audit.verify"_s);
    action->setProperty("iconName", u"link-45deg"_s);
    addAction(action);
    connect(action, &QAction::triggered, this, &AuditPage::verify);
    connect(verify_, &QAbstractButton::clicked, this, &AuditPage::verify);
    connect(verdict_, &ui::Banner::dismissed, verdict_, &QWidget::hide);
    connect(table_, &ui::TableView::currentRowChanged, this, [this](const QModelIndex& index) {
        if (const auto* entry = index.isValid() ? model_->at(index.row()) : nullptr) openEntry(*entry);
    });
    connect(table_, &ui::TableView::escaped, detail_, &QWidget::hide);
    connect(detail_, &AuditDetail::closeRequested, detail_, &QWidget::hide);
    connect(states_, &ui::StateStack::retried, model_, &models::PagedModel::reload);
    connect(model_, &models::PagedModel::stateChanged, this, &AuditPage::showState);
    connect(&context.session, &models::Session::cameOnline, this, &AuditPage::refresh);
    entries_ = context.feed.subscribe(
        contract::auditTopic, [this](const client::FeedEvents<domain::AuditEntry>&) { model_->entriesAdded(); },
        [this](const client::FeedGap&) { model_->entriesAdded(); });
    model_->setFilter({});
    showState();
}

QWidget* AuditPage::makeFilter() {
    auto* bar = new Toolbar;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 1);
    row->setSpacing(8);
    action_ = new ui::Select;
    action_->setObjectName(u"auditAction"_s);
    action_->setAccessibleName(tr("What was done"));
    action_->addItem(tr("Everything"), QString());
    for (const char* name : knownActions)
        action_->addItem(actionText(name), QString::fromLatin1(name));
    search_ = new ui::SearchField(tr("Find by name, id, person or reason"));
    search_->setObjectName(u"auditSearch"_s);
    search_->setAccessibleName(tr("Find by name, id, person or reason"));
    search_->setFixedWidth(280);
    narrowed_ = new ui::Chip({}, {});
    narrowed_->setObjectName(u"auditNarrowed"_s);
    narrowed_->setActive(true);
    narrowed_->hide();
    row->addWidget(action_);
    row->addWidget(narrowed_);
    row->addStretch();
    row->addWidget(search_);
    typing_.setSingleShot(true);
    typing_.setInterval(200);
    connect(action_, &QComboBox::currentIndexChanged, this, &AuditPage::applyFilter);
    connect(search_, &QLineEdit::textChanged, &typing_, qOverload<>(&QTimer::start));
    connect(&typing_, &QTimer::timeout, this, &AuditPage::applyFilter);
    connect(narrowed_, &ui::Chip::removed, this, [this] {
        given_.clear();
        applyFilter();
    });
    return bar;
}

void AuditPage::applyFilter() {
    models::Clauses clauses;
    const auto given = models::clausesOf(given_);
    if (given && !given->empty()) {
        clauses = *given;
        narrowed_->setValue(fieldText(given->front().field) + u' ' + given->front().values.join(u", "_s));
        narrowed_->setAccessibleName(tr("Filter %1").arg(given_));
    }
    narrowed_->setVisible(given && !given->empty());
    const QString action = action_->currentData().toString();
    if (!action.isEmpty()) clauses.push_back({u"action"_s, models::Comparison::is, {action}});
    const QString text = search_->text().trimmed();
    if (!text.isEmpty()) clauses.push_back({u"search"_s, models::Comparison::contains, {text}});
    model_->setFilter(models::filterText(clauses));
}

void AuditPage::showState() {
    using State = models::PagedModel::State;
    header_->setCount(model_->state() == State::loading ? QString() : countText(model_->total()));
    setDataAsOf(model_->asOf());
    setStatusText(model_->state() == State::ready ? tr("%1 entries").arg(countText(model_->total())) : QString());
    switch (model_->state()) {
        case State::loading:
            states_->showLoading();
            break;
        case State::failed:
            states_->showError(*model_->error(), tr("Could not load the audit log"));
            break;
        case State::ready:
            if (model_->rowCount() == 0)
                states_->showEmpty(u"shield-check"_s, tr("No entries match"),
                                   tr("Every change is written here with its reason."));
            else
                model_->isBusy() ? states_->showLoading() : states_->showContent();
            break;
    }
}

void AuditPage::openEntry(const domain::AuditEntry& entry) {
    detail_->setEntry(entry);
    detail_->show();
}

void AuditPage::readEntry(const QString& id) {
    reading_.take(context().client.call(contract::getAuditEntry, {id.toStdString()}),
                  [this](Result<domain::AuditEntry> entry) {
                      if (entry) openEntry(*entry);
                  });
}

void AuditPage::verify() {
    verify_->setBusy(true, tr("Verifying…"));
    verifying_.take(context().client.call(contract::verifyAudit, {}), [this](Result<domain::AuditVerification> result) {
        verify_->setBusy(false);
        verdict_->show();
        if (!result)
            return verdict_->set(
                ui::BadgeKind::warn, u"exclamation-triangle-fill"_s,
                tr("The chain could not be verified: %1").arg(QString::fromStdString(result.error().message)));
        if (result->intact)
            return verdict_->set(
                ui::BadgeKind::ok, u"shield-check"_s,
                tr("The chain is intact: %1 entries, each sealed by the next.").arg(countText(result->entries)));
        verdict_->set(ui::BadgeKind::bad, u"exclamation-triangle-fill"_s,
                      tr("The chain is broken at entry %1: %2")
                          .arg(countText(result->firstBrokenSeq.value_or(0)), QString::fromStdString(result->detail)));
    });
}

void AuditPage::visit(const QVariantMap& target) {
    if (target.contains(u"filter"_s)) {
        given_ = target.value(u"filter"_s).toString();
        applyFilter();
    }
    if (target.contains(u"id"_s)) readEntry(target.value(u"id"_s).toString());
    if (target.value(u"verify"_s).toBool()) verify();
}

QVariantMap AuditPage::place() const {
    return given_.isEmpty() ? QVariantMap() : QVariantMap{{u"filter"_s, given_}};
}

void AuditPage::refresh() {
    model_->reload();
}

QWidget* AuditPage::mainWidget() {
    return table_;
}

}  // namespace steward::views
