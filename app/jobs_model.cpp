#include "app/jobs_model.h"

#include <algorithm>

#include "contract/endpoints.h"
#include "ui/item_roles.h"
#include "views/common/words.h"

namespace steward::app {

namespace {

bool isOpen(const domain::Job& job) {
    return job.state == domain::JobState::running || job.state == domain::JobState::waiting;
}

double shareOf(const domain::Job& job) {
    return job.total > 0 ? double(job.done) / double(job.total) : -1;
}

}  // namespace

JobsModel::JobsModel(client::PlatformClient& client, client::Feed& feed, QObject* parent)
    : QAbstractListModel(parent), client_(client) {
    subscription_ = feed.subscribe(
        contract::jobsTopic,
        [this](const client::FeedEvents<domain::Job>& events) {
            for (const auto& event : events)
                take(event.data);
        },
        [this](const client::FeedGap&) { reload(); });
}

void JobsModel::reload() {
    contract::ListRequest request;
    request.limit = shown;
    client::whenReady(client_.call(contract::listJobs, request), this,
                      [this](Result<contract::Page<domain::Job>> page) {
                          if (!page) return;
                          beginResetModel();
                          jobs_ = std::move(page->items);
                          endResetModel();
                          Q_EMIT runningChanged();
                      });
}

void JobsModel::take(const domain::Job& job) {
    const auto found = std::find_if(jobs_.begin(), jobs_.end(), [&](const auto& known) { return known.id == job.id; });
    const bool wasOpen = found == jobs_.end() || isOpen(*found);
    if (found != jobs_.end()) {
        *found = job;
        const QModelIndex changed = index(int(found - jobs_.begin()));
        Q_EMIT dataChanged(changed, changed);
    } else {
        beginInsertRows({}, 0, 0);
        jobs_.insert(jobs_.begin(), job);
        endInsertRows();
        if (jobs_.size() > std::size_t(shown)) {
            beginRemoveRows({}, shown, int(jobs_.size()) - 1);
            jobs_.resize(std::size_t(shown));
            endRemoveRows();
        }
    }
    Q_EMIT runningChanged();
    if (wasOpen && !isOpen(job)) Q_EMIT ended(job);
}

bool JobsModel::canRetry(const domain::Job& job) {
    return job.batchId && (job.state == domain::JobState::failed || job.state == domain::JobState::cancelled);
}

int JobsModel::running() const {
    return int(std::count_if(jobs_.begin(), jobs_.end(), isOpen));
}

double JobsModel::runningShare() const {
    std::int64_t done = 0, total = 0;
    for (const domain::Job& job : jobs_)
        if (isOpen(job)) done += job.done, total += job.total;
    return total > 0 ? double(done) / double(total) : -1;
}

const domain::Job* JobsModel::at(int row) const {
    return row >= 0 && row < int(jobs_.size()) ? &jobs_[std::size_t(row)] : nullptr;
}

void JobsModel::cancel(int row) {
    const domain::Job* job = at(row);
    if (!job || !isOpen(*job)) return;
    client::whenReady(client_.call(contract::cancelJob, {job->id}), this, [this](Result<domain::Job> cancelled) {
        if (cancelled) take(*cancelled);
    });
}

int JobsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(jobs_.size());
}

QVariant JobsModel::data(const QModelIndex& index, int role) const {
    const domain::Job* job = at(index.row());
    if (!job) return {};
    const bool open = isOpen(*job);
    switch (role) {
        case Qt::DisplayRole:
            return QString::fromStdString(job->title);
        case Qt::AccessibleTextRole:
            return QString::fromStdString(job->title) + QLatin1Char(' ') +
                   data(index, ui::SecondaryTextRole).toString();
        case Qt::ToolTipRole:
            return QString::fromStdString(job->error);
        case ui::SecondaryTextRole:
            if (job->state == domain::JobState::waiting) return tr("waiting");
            if (open) return tr("%1 of %2").arg(views::countText(job->done), views::countText(job->total));
            if (job->state == domain::JobState::cancelled) return tr("cancelled");
            return views::shortMoment(views::toDateTime(job->finishedAt.value_or(job->createdAt)),
                                      QDateTime::currentDateTimeUtc());
        case ui::ProgressRole:
            return shareOf(*job);
        case ui::JobStateRole:
            if (open) return QVariant::fromValue(ui::JobState::running);
            return QVariant::fromValue(job->state == domain::JobState::succeeded ? ui::JobState::done
                                                                                 : ui::JobState::failed);
        case ui::ActionTextRole:
            if (open) return tr("Cancel");
            if (canRetry(*job)) return tr("Try again");
            return job->batchId ? tr("Show") : QString();
        default:
            return {};
    }
}

}  // namespace steward::app
