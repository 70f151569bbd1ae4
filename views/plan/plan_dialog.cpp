#include "views/plan/plan_dialog.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>

#include "contract/topics.h"
#include "models/plans/plan_changes_model.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "ui/states.h"
#include "ui/status.h"
#include "ui/table.h"
#include "ui/tabs.h"
#include "ui/toast.h"
#include "views/common/words.h"
#include "views/plan/plan_parts.h"
#include "views/plan/plan_table.h"
#include "views/plan/plan_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using Stage = models::PlanRun::Stage;

namespace {

constexpr QSize wishedSize{1000, 808};

const std::optional<domain::ChangeState> tabStates[] = {std::nullopt, domain::ChangeState::willChange,
                                                        domain::ChangeState::changedMeanwhile,
                                                        domain::ChangeState::excluded};
constexpr int excludedTab = 3;

QString listOf(const std::vector<domain::BatchResult>& failures) {
    QStringList lines;
    for (const domain::BatchResult& failure : failures)
        lines << QString::fromStdString(failure.entityName) + u": "_s + QString::fromStdString(failure.error);
    return lines.join(u'\n');
}

}  // namespace

PlanAsk PlanDialog::revertAsk(const QString& batchId, const QStringList& auditIds) {
    PlanAsk ask;
    ask.request.entity = domain::EntityKind::configuration;  // of whatever kinds the entries are
    ask.request.operation = domain::Operation::revert;
    if (!batchId.isEmpty()) {
        ask.request.selection.batchId = batchId.toStdString();
    } else {
        ask.request.selection.ids.emplace();
        for (const QString& id : auditIds)
            ask.request.selection.ids->push_back(id.toStdString());
    }
    ask.title = tr("Undo");
    ask.summary = tr("Puts back what was there before. What was changed since is left out.");
    return ask;
}

PlanDialog::PlanDialog(PageContext& context, PlanAsk ask, std::optional<models::PlanSource> source)
    : OverlayDialog(context.shell.window(), ask.title), context_(context), ask_(std::move(ask)) {
    setObjectName(u"planDialog"_s);
    const models::PlanSource from = source ? *source : models::planSourceFrom(context.client);
    run_ = new models::PlanRun(from, this);
    changes_ = new models::PlanChangesModel(from.changes, this);
    decorated_ = new PlanTable(changes_, this);
    setHeader(false);
    setPanelSize(wishedSize);
    body()->setContentsMargins(0, 0, 0, 0);
    body()->setSpacing(0);
    body()->addWidget(new EnvironmentEdge(environmentOf(context.session.environment())));
    body()->addWidget(makeHead());
    figures_ = new PlanFigures;
    body()->addWidget(figures_);
    body()->addWidget(makeTabs());
    table_ = new ui::TableView;
    table_->setObjectName(u"planTable"_s);
    table_->setAccessibleName(tr("Changes of this plan"));
    table_->setModel(decorated_);
    table_->setColumns(PlanTable::columns());
    table_->setItemDelegateForColumn(models::PlanChangesModel::Fields, new FieldsDelegate(table_));
    table_->horizontalHeader()->setSectionsClickable(false);
    table_->setRowHeight(32);
    table_->setHeaderHeight(30);
    states_ = new ui::StateStack(table_);
    body()->addWidget(states_, 1);
    excluded_ = new ExcludedStrip;
    excluded_->hide();
    body()->addWidget(excluded_);
    confirm_ = new PlanConfirm;
    body()->addWidget(confirm_);
    body()->addWidget(makeFooter());

    connect(run_, &models::PlanRun::stageChanged, this, &PlanDialog::showStage);
    connect(run_, &models::PlanRun::planChanged, this, &PlanDialog::showPlan);
    connect(run_, &models::PlanRun::progressed, this, &PlanDialog::showProgress);
    connect(run_, &models::PlanRun::finished, this, &PlanDialog::finish);
    connect(changes_, &models::PagedModel::stateChanged, this, &PlanDialog::showStage);
    connect(excluded_, &ExcludedStrip::showRequested, this, [this] { tabs_->setCurrentIndex(excludedTab); });
    connect(confirm_, &PlanConfirm::changed, this, &PlanDialog::updateApply);
    connect(states_, &ui::StateStack::retried, this, [this] {
        if (run_->stage() == Stage::done)
            retryFailed();
        else if (run_->plan())
            changes_->reload();
        else
            compute();
    });
    connect(&context.session, &models::Session::changed, this, &PlanDialog::updateApply);
    connect(this, &OverlayDialog::closed, this, &PlanDialog::retire);
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &PlanDialog::showTime);
    jobs_ = context.feed.subscribe(
        contract::jobsTopic, [this](const client::FeedEvents<domain::Job>&) { run_->jobsChanged(); },
        [this](const client::FeedGap&) { run_->jobsChanged(); });
    if (!ask_.refused) open(cancel_);
    compute();
}

void PlanDialog::compute() {
    if (ask_.retried.isEmpty())
        run_->compute(ask_.request);
    else
        run_->retry(ask_.retried);
}

QWidget* PlanDialog::makeHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(16, 12, 12, 12);
    row->setSpacing(12);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    title_ = new ui::Text(ask_.title, ui::TextStyle::title);
    title_->setObjectName(u"planTitle"_s);
    title_->setElided(true);
    line->addWidget(title_);
    const ui::Environment environment = environmentOf(context_.session.environment());
    line->addWidget(new ui::Tag(text(environment), environment));
    line->addStretch();
    subtitle_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    subtitle_->setElided(true);
    words->addLayout(line);
    words->addWidget(subtitle_);
    row->addLayout(words, 1);
    recalculate_ = new ui::Button(tr("Recalculate"));
    recalculate_->setObjectName(u"planRecalculate"_s);
    recalculate_->setIconName(u"arrow-repeat"_s);
    row->addWidget(recalculate_);
    auto* close = ui::iconButton(u"x"_s, tr("Close"));
    close->setObjectName(u"planClose"_s);
    row->addWidget(close);
    connect(recalculate_, &QAbstractButton::clicked, run_, &models::PlanRun::recalculate);
    connect(close, &QAbstractButton::clicked, this, [this] { OverlayDialog::close(); });
    return head;
}

QWidget* PlanDialog::makeTabs() {
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 16, 0);
    tabs_ = new ui::Tabs;
    tabs_->setObjectName(u"planTabs"_s);
    for (const QString& name : {tr("All"), tr("Will change"), tr("Changed meanwhile"), tr("Excluded")})
        tabs_->addTab(name);
    search_ = new ui::SearchField(tr("Find in the plan"));
    search_->setObjectName(u"planSearch"_s);
    search_->setAccessibleName(tr("Find in the plan"));
    search_->setFixedWidth(180);
    row->addWidget(tabs_, 1);
    row->addWidget(search_);
    connect(tabs_, &QTabBar::currentChanged, this, [this](int index) { changes_->setState(tabStates[index]); });
    connect(search_, &QLineEdit::textChanged, this,
            [this](const QString& text) { changes_->setSearch(text.trimmed()); });
    return bar;
}

QWidget* PlanDialog::makeFooter() {
    auto* footer = new QWidget;
    auto* column = new QVBoxLayout(footer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new ui::Separator);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(8);
    note_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    note_->setObjectName(u"planNote"_s);
    note_->setElided(true);
    progress_ = new ui::ProgressBar;
    progress_->setObjectName(u"planProgress"_s);
    progress_->hide();
    cancel_ = new ui::Button(tr("Cancel"));
    cancel_->setObjectName(u"planCancel"_s);
    cancel_->setButtonSize(ui::ButtonSize::large);
    apply_ = new ui::Button(tr("Apply"), ui::ButtonVariant::primary);
    apply_->setObjectName(u"planApply"_s);
    apply_->setButtonSize(ui::ButtonSize::large);
    apply_->installEventFilter(this);
    row->addWidget(note_, 1);
    row->addWidget(progress_);
    row->addWidget(cancel_);
    row->addWidget(apply_);
    column->addLayout(row);
    connect(cancel_, &QAbstractButton::clicked, this, [this] { OverlayDialog::close(); });
    connect(apply_, &QAbstractButton::clicked, this, &PlanDialog::apply);
    return footer;
}

void PlanDialog::showStage() {
    const auto& error = run_->error();
    if (run_->stage() == Stage::idle && error && ask_.refused && !isOpen()) {
        const auto refused = ask_.refused;
        deleteLater();
        return refused(*error);
    }
    if (!run_->plan()) {
        subtitle_->setText(run_->isBusy() ? tr("Working out what would change. Nothing has changed yet.") : QString());
        error ? states_->showError(*error, tr("This cannot be planned")) : states_->showLoading();
    } else if (changes_->state() == models::PagedModel::State::failed) {
        states_->showError(*changes_->error(), tr("Could not load the changes"));
    } else if (changes_->state() == models::PagedModel::State::ready && changes_->rowCount() == 0) {
        states_->showEmpty(u"inbox"_s, tr("Nothing here"), tr("The plan has no such entities."));
    } else {
        changes_->isBusy() ? states_->showLoading() : states_->showContent();
    }
    const bool applying = run_->stage() == Stage::applying;
    recalculate_->setBusy(run_->isBusy() && run_->plan() && !run_->isApplying(), tr("Recalculating…"));
    recalculate_->setEnabled(run_->stage() == Stage::ready && !run_->isApplying());
    progress_->setVisible(applying);
    confirm_->setVisible(run_->stage() == Stage::ready || applying);
    confirm_->setEnabled(!run_->isApplying());
    cancel_->setText(run_->stage() == Stage::done || applying ? tr("Close") : tr("Cancel"));
    showTime();
    updateApply();
}

void PlanDialog::showPlan() {
    const domain::Plan& plan = *run_->plan();
    if (ask_.conflict && plan.counts.selected == 1 && plan.counts.changedMeanwhile == 1 && !isOpen()) {
        const auto conflict = ask_.conflict;
        deleteLater();
        return conflict();
    }
    if (!isOpen() && ask_.refused) {
        if (ask_.computed) ask_.computed();
        open(confirm_->reasonField());
    }
    figures_->set(plan.counts);
    const qint64 counts[] = {plan.counts.selected, plan.counts.willChange, plan.counts.changedMeanwhile,
                             plan.counts.excluded};
    for (int i = 0; i < 4; ++i)
        tabs_->setCount(i, countText(counts[i]));
    excluded_->set(plan);
    const bool production = context_.session.environment() == models::EnvironmentKind::production;
    confirm_->set(QString::fromStdString(plan.confirmation), production, plan.counts.willChange > 1);
    decorated_->setKindsShown(plan.entity == domain::EntityKind::configuration);
    apply_->setText(applyText(plan));
    apply_->setVariant(takesAway(plan.operation) || (production && !plan.confirmation.empty())
                           ? ui::ButtonVariant::danger
                           : ui::ButtonVariant::primary);
    changes_->setPlan(plan.id);
    second_.start();
    showStage();
}

void PlanDialog::showTime() {
    if (run_->stage() != Stage::ready || !run_->plan()) return;
    const domain::Plan& plan = *run_->plan();
    const Duration left = run_->remaining(clock_.now());
    QStringList parts;
    if (!ask_.summary.isEmpty()) parts << ask_.summary;
    const QString id = QString::fromStdString(plan.id).left(12);
    if (left > Duration::zero())
        parts << tr("Plan %1 made at %2, valid for another %3. Nothing has changed yet.")
                     .arg(id, clockText(toDateTime(plan.createdAt)), remainingText(left));
    else
        parts << tr("Plan %1 has expired. Recalculate it. Nothing has changed yet.").arg(id);
    subtitle_->setText(parts.join(u' '));
    subtitle_->setTone(left > Duration::zero() ? ui::Tone::secondary : ui::Tone::warning);
    updateApply();
}

void PlanDialog::updateApply() {
    const QString why =
        whyNot(context_.session, domain::permissionToPlan(run_->plan() ? run_->plan()->entity : ask_.request.entity));
    apply_->setVisible(run_->stage() != Stage::done);
    apply_->setEnabled(why.isEmpty() && run_->canApply(clock_.now()) && confirm_->isComplete());
    apply_->setToolTip(why);
    apply_->setBusy(run_->isApplying(), tr("Applying…"));
    if (run_->stage() == Stage::done || run_->stage() == Stage::applying) return;
    const auto& plan = run_->plan();
    note_->setTone(run_->error() && plan ? ui::Tone::danger : ui::Tone::secondary);
    if (run_->error() && plan)
        note_->setText(QString::fromStdString(run_->error()->message));
    else if (!plan)
        note_->setText({});
    else if (plan->counts.willChange == 0)
        note_->setText(tr("Nothing would change."));
    else if (plan->reversible)
        note_->setText(confirm_->goesOn() ? tr("Can be undone from Audit. Runs as a job; goes on whatever fails.")
                                          : tr("Can be undone from Audit. Runs as a job; stops after 3 failures."));
    else
        note_->setText(confirm_->goesOn() ? tr("Cannot be undone. Runs as a job; goes on whatever fails.")
                                          : tr("Cannot be undone. Runs as a job; stops after 3 failures."));
}

void PlanDialog::apply() {
    if (!apply_->isEnabled()) return;
    run_->apply(confirm_->reason(), run_->plan()->confirmation.empty() ? QString() : confirm_->sentence(),
                confirm_->goesOn());
}

void PlanDialog::showProgress() {
    const auto& batch = run_->batch();
    if (!batch) return;
    progress_->setShare(batch->total > 0 ? double(batch->done) / double(batch->total) : -1);
    note_->setTone(ui::Tone::secondary);
    note_->setText(tr("%1 of %2 done. You may close this; it goes on as a job.")
                       .arg(countText(batch->done), countText(batch->total)));
}

void PlanDialog::finish() {
    const domain::Batch batch = *run_->batch();
    const qint64 changed = batch.done - batch.failed;
    if (changed > 0) {
        const QString undoId = QString::fromStdString(batch.id);
        // To undo is a plan of whatever kinds there are.
        const bool reversible = run_->plan()->reversible && run_->plan()->operation != domain::Operation::revert &&
                                context_.session.allows(domain::Permission::plansApply);
        QString said = doneText(*run_->plan(), changed);
        if (batch.failed > 0) said += tr(", %1 failed").arg(countText(batch.failed));
        context_.toasts.show(batch.failed > 0 ? ui::BadgeKind::warn : ui::BadgeKind::ok, said,
                             reversible ? tr("Undo") : QString(),
                             [&shell = context_.shell, undoId] { shell.openRevert(undoId); });
        if (ask_.applied) ask_.applied(batch);
    } else if (!isOpen()) {
        context_.toasts.show(ui::BadgeKind::bad, tr("%1: nothing was changed").arg(ask_.title));
    }
    if (batch.failed == 0 && batch.state == domain::BatchState::succeeded) {
        if (isOpen()) return OverlayDialog::close(1);
        return retire();
    }
    showOutcome();
}

void PlanDialog::showOutcome() {
    if (!isOpen()) return retire();
    const domain::Batch& batch = *run_->batch();
    const qint64 changed = batch.done - batch.failed;
    subtitle_->setText(tr("%1 of %2 changed, %3 failed, %4 not started.")
                           .arg(countText(changed), countText(batch.total), countText(batch.failed),
                                countText(batch.total - batch.done)));
    Error error;
    error.code = ErrorCode::conflict;
    error.id = batch.id;
    error.message = tr("%1 could not be changed; each is named with its cause.")
                        .arg(entitiesText(run_->plan()->entity, batch.failed))
                        .toStdString();
    error.detail = listOf(run_->failures()).toStdString();
    states_->showError(error, tr("Partly applied"));
    note_->setText(tr("Retry plans those that failed again. What was changed can be undone from Audit."));
}

void PlanDialog::retryFailed() {
    run_->retry();
}

void PlanDialog::retire() {
    if (!isOpen() && run_->stage() != Stage::applying) deleteLater();
}

bool PlanDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched == apply_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) return true;
    }
    return OverlayDialog::eventFilter(watched, event);
}

}  // namespace steward::views
