#include "models/plans/plan_run.h"

#include "client/future.h"
#include "contract/endpoints.h"

namespace steward::models {

namespace {
// The feed says when to look; this is for when the feed itself is away.
constexpr int lookAnywayMs = 2000;
}  // namespace

PlanSource planSourceFrom(client::PlatformClient& client) {
    return {fetchFrom(client, contract::createPlan),      fetchFrom(client, contract::listPlanChanges),
            fetchFrom(client, contract::recalculatePlan), fetchFrom(client, contract::applyPlan),
            fetchFrom(client, contract::getBatch),        fetchFrom(client, contract::listBatchResults),
            fetchFrom(client, contract::retryBatch)};
}

PlanRun::PlanRun(PlanSource source, QObject* parent) : QObject(parent), source_(std::move(source)) {
    look_.setInterval(lookAnywayMs);
    connect(&look_, &QTimer::timeout, this, &PlanRun::readBatch);
}

void PlanRun::setStage(Stage stage) {
    stage_ = stage;
    if (stage != Stage::applying) look_.stop();
    Q_EMIT stageChanged();
}

void PlanRun::forget() {
    ++number_;
    plan_.reset();
    batch_.reset();
    error_.reset();
    failures_.clear();
    busy_ = sent_ = looking_ = false;
    setStage(Stage::idle);
}

void PlanRun::compute(const domain::PlanRequest& request) {
    forget();
    request_ = request;
    busy_ = true;
    setStage(Stage::computing);
    client::whenReady(source_.create(request), this, [this, number = number_](Result<domain::Plan> plan) {
        if (number == number_) take(std::move(plan), Stage::idle);
    });
}

void PlanRun::recalculate() {
    if (!plan_ || busy_ || stage_ != Stage::ready) return;
    busy_ = true;
    error_.reset();
    Q_EMIT stageChanged();
    client::whenReady(source_.recalculate({plan_->id}), this, [this, number = number_](Result<domain::Plan> plan) {
        if (number == number_) take(std::move(plan), Stage::ready);
    });
}

void PlanRun::take(Result<domain::Plan> plan, Stage before) {
    busy_ = false;
    if (!plan) {
        error_ = plan.error();
        return setStage(before);
    }
    plan_ = std::move(*plan);
    error_.reset();
    setStage(Stage::ready);
    Q_EMIT planChanged();
}

void PlanRun::retry() {
    if (!batch_ || stage_ != Stage::done) return;
    retry(QString::fromStdString(batch_->id));
}

void PlanRun::retry(const QString& batchId) {
    forget();
    busy_ = true;
    setStage(Stage::computing);
    client::whenReady(source_.retry({batchId.toStdString()}), this,
                      [this, number = number_](Result<domain::Plan> plan) {
                          if (number == number_) take(std::move(plan), Stage::idle);
                      });
}

void PlanRun::apply(const QString& reason, const QString& confirmation, bool goOn) {
    if (!plan_ || busy_ || stage_ != Stage::ready) return;
    contract::ApplyRequest request;
    request.id = plan_->id;
    if (!reason.isEmpty()) request.reason = reason.toStdString();
    if (!confirmation.isEmpty()) request.confirmation = confirmation.toStdString();
    if (goOn) request.stopAfterFailures = 0;
    busy_ = sent_ = true;
    error_.reset();
    Q_EMIT stageChanged();
    client::whenReady(source_.apply(request), this, [this, number = number_](Result<domain::Batch> batch) {
        if (number != number_) return;
        busy_ = sent_ = false;
        if (!batch) {
            error_ = batch.error();
            return setStage(Stage::ready);
        }
        look_.start();
        setStage(Stage::applying);
        takeBatch(*batch);
    });
}

void PlanRun::jobsChanged() {
    if (stage_ == Stage::applying) readBatch();
}

void PlanRun::readBatch() {
    if (looking_ || !batch_) return;
    looking_ = true;
    client::whenReady(source_.batch({batch_->id}), this, [this, number = number_](Result<domain::Batch> batch) {
        if (number != number_) return;
        looking_ = false;
        if (batch) takeBatch(*batch);
    });
}

void PlanRun::takeBatch(const domain::Batch& batch) {
    if (stage_ != Stage::applying) return;
    batch_ = batch;
    Q_EMIT progressed();
    if (batch.state == domain::BatchState::running) return;
    look_.stop();
    if (batch.failed > 0) return readFailures();
    setStage(Stage::done);
    Q_EMIT finished();
}

void PlanRun::readFailures() {
    contract::BatchResultsRequest request;
    request.id = batch_->id;
    request.changed = false;
    request.limit = shownFailures;
    client::whenReady(source_.results(request), this,
                      [this, number = number_](Result<contract::Page<domain::BatchResult>> page) {
                          if (number != number_) return;
                          if (page)
                              failures_ = std::move(page->items);
                          else
                              error_ = page.error();
                          setStage(Stage::done);
                          Q_EMIT finished();
                      });
}

Duration PlanRun::remaining(Time now) const {
    if (!plan_ || now >= plan_->expiresAt) return Duration::zero();
    return plan_->expiresAt - now;
}

bool PlanRun::canApply(Time now) const {
    return stage_ == Stage::ready && !busy_ && plan_ && plan_->counts.willChange > 0 &&
           remaining(now) > Duration::zero();
}

}  // namespace steward::models
