// One plan on its way: computed, previewed, applied as a batch, its outcome. GUI thread.
// Nothing is changed before apply(). A refused or failed step leaves the stage it came from, with error().
#pragma once

#include <QDateTime>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <optional>

#include "models/common/fetch.h"

namespace steward::models {

struct PlanSource {
    Fetch<domain::PlanRequest, domain::Plan> create;
    Fetch<contract::PlanChangesRequest, contract::Page<domain::PlanChange>> changes;
    Fetch<contract::ById, domain::Plan> recalculate;
    Fetch<contract::ApplyRequest, domain::Batch> apply;
    Fetch<contract::ById, domain::Batch> batch;
    Fetch<contract::BatchResultsRequest, contract::Page<domain::BatchResult>> results;
    Fetch<contract::ById, domain::Plan> retry;
};
PlanSource planSourceFrom(client::PlatformClient& client);

class PlanRun : public QObject {
    Q_OBJECT
public:
    enum class Stage { idle, computing, ready, applying, done };
    static constexpr int shownFailures = 200;

    explicit PlanRun(PlanSource source, QObject* parent = nullptr);

    void compute(const domain::PlanRequest& request);
    void recalculate();
    // `reason` and `confirmation` may be empty where the plan asks for none. `goOn`: whatever fails; otherwise it stops
    // after a few failures.
    void apply(const QString& reason, const QString& confirmation, bool goOn = false);
    // Plans what failed or was not tried again, of the batch that was applied, or of another one.
    void retry();
    void retry(const QString& batchId);
    // From the feed: something about jobs changed, so the batch may have moved.
    void jobsChanged();
    void forget();

    Stage stage() const { return stage_; }
    bool isBusy() const { return busy_; }
    // Asked for, also while the platform has not answered yet.
    bool isApplying() const { return stage_ == Stage::applying || sent_; }
    const std::optional<domain::Plan>& plan() const { return plan_; }
    const std::optional<domain::Batch>& batch() const { return batch_; }
    const std::optional<Error>& error() const { return error_; }
    const std::vector<domain::BatchResult>& failures() const { return failures_; }
    const domain::PlanRequest& request() const { return request_; }
    // How long the plan can still be applied; 0 when it has expired.
    Duration remaining(Time now) const;
    // Ready, not expired, and something would change.
    bool canApply(Time now) const;

Q_SIGNALS:
    void stageChanged();  // or error()
    void planChanged();   // computed or recalculated
    void progressed();    // batch()
    void finished();      // stage() is done

private:
    void setStage(Stage stage);
    void take(Result<domain::Plan> plan, Stage before);
    void takeBatch(const domain::Batch& batch);
    void readBatch();
    void readFailures();

    PlanSource source_;
    domain::PlanRequest request_;
    Stage stage_ = Stage::idle;
    bool busy_ = false;
    bool sent_ = false;
    std::optional<domain::Plan> plan_;
    std::optional<domain::Batch> batch_;
    std::optional<Error> error_;
    std::vector<domain::BatchResult> failures_;
    QTimer look_;
    bool looking_ = false;
    int number_ = 0;
};

}  // namespace steward::models
