#include "models/common/paged_model.h"

#include <limits>

namespace steward::models {

namespace {
constexpr qint64 mostRows = std::numeric_limits<int>::max() / 2;
}

PagedModel::PagedModel(QObject* parent) : QAbstractTableModel(parent) {
    soon_.setSingleShot(true);
    soon_.setInterval(0);
    connect(&soon_, &QTimer::timeout, this, &PagedModel::step);
}

qint64 PagedModel::total() const {
    qint64 all = 0;
    for (const Section& section : sections_)
        all += section.count;
    return all;
}

int PagedModel::heightOf(const Section& section) const {
    return (grouped_ ? 1 : 0) + (section.open ? int(std::min(section.count, mostRows)) : 0);
}

int PagedModel::startOf(int section) const {
    int row = 0;
    for (int i = 0; i < section; ++i)
        row += heightOf(sections_[std::size_t(i)]);
    return row;
}

int PagedModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : startOf(int(sections_.size()));
}

QString PagedModel::groupOf(int section) const {
    return wantsGroups() && section < int(sections_.size()) ? sections_[std::size_t(section)].value : QString();
}

PagedModel::Spot PagedModel::spotOf(int row) const {
    if (!grouped_ || row < 0) return {0, row};
    int section = 0;
    while (section + 1 < int(sections_.size()) && row >= heightOf(sections_[std::size_t(section)]))
        row -= heightOf(sections_[std::size_t(section++)]);
    return {section, row - 1};
}

int PagedModel::rowAt(Spot spot) const {
    if (!sections_[std::size_t(spot.section)].open) return -1;
    return startOf(spot.section) + (grouped_ ? 1 : 0) + spot.row;
}

bool PagedModel::isHere(int row) const {
    const Spot spot = spotOf(row);
    return spot.row >= 0 && generationOf(spot.page()) >= 0;
}

const RowGroup* PagedModel::groupAt(int row) const {
    if (!grouped_ || row < 0 || row >= rowCount()) return nullptr;
    const Spot spot = spotOf(row);
    return spot.row < 0 ? &sections_[std::size_t(spot.section)] : nullptr;
}

void PagedModel::setOpen(int row, bool open) {
    const RowGroup* group = groupAt(row);
    if (!group || group->open == open) return;
    Section& section = sections_[std::size_t(spotOf(row).section)];
    const int rows = int(std::min(section.count, mostRows));
    if (rows > 0 && open)
        beginInsertRows({}, row + 1, row + rows);
    else if (rows > 0)
        beginRemoveRows({}, row + 1, row + rows);
    section.open = open;
    if (rows > 0) open ? endInsertRows() : endRemoveRows();
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    Q_EMIT stateChanged();
}

void PagedModel::reload() {
    start(false);
}
void PagedModel::restart() {
    start(true);
}

void PagedModel::start(bool replace) {
    dropRequest();
    ++generation_;
    replacing_ = replacing_ || replace || wantsGroups() != grouped_;
    blocked_ = false;
    for (Section& section : sections_)
        section.cursors = {{0, std::nullopt}};
    wanted_.clear();
    if (state_ == State::failed) state_ = State::loading;
    busy_ = true;
    Q_EMIT stateChanged();
    wantsGroups() ? fetchGroups() : fetchPage({}, {});
}

void PagedModel::want(int row) const {
    if (blocked_ || row < 0 || row >= rowCount()) return;
    const PageId page = spotOf(row).page();
    std::erase(wanted_, page);
    wanted_.push_back(page);
    if (wanted_.size() > 3) wanted_.erase(wanted_.begin());
    if (!busy_ && !soon_.isActive()) soon_.start();
}

void PagedModel::step() {
    if (busy_ || blocked_) return;
    std::erase_if(wanted_, [this](PageId page) {
        return generationOf(page) == generation_ || page.section >= int(sections_.size()) ||
               qint64(page.page) * pageRows >= sections_[std::size_t(page.section)].count;
    });
    if (wanted_.empty()) return;
    const PageId wish = wanted_.back();
    const auto& cursors = sections_[std::size_t(wish.section)].cursors;
    const auto& [known, cursor] = *std::prev(cursors.upper_bound(wish.page));
    const PageId page{wish.section, canJump() ? wish.page : known};
    if (generationOf(page) == generation_) {  // nothing leads on from here
        std::erase_if(wanted_, [&](PageId other) { return other.section == wish.section; });
        if (!wanted_.empty()) soon_.start();
        return;
    }
    busy_ = true;
    Q_EMIT stateChanged();
    fetchPage(page, {cursor, qint64(page.page - known) * pageRows});
}

void PagedModel::resize(int at, qint64 count) {
    Section& section = sections_[std::size_t(at)];
    if (section.count == count) return;
    const auto rowsOf = [](qint64 number) { return int(std::min(number, mostRows)); };
    const int before = section.open ? rowsOf(section.count) : 0;
    const int after = section.open ? rowsOf(count) : 0;
    const int first = startOf(at) + (grouped_ ? 1 : 0);
    if (after > before)
        beginInsertRows({}, first + before, first + after - 1);
    else if (after < before)
        beginRemoveRows({}, first + after, first + before - 1);
    section.count = count;
    if (after > before) endInsertRows();
    if (after < before) endRemoveRows();
    if (grouped_) Q_EMIT dataChanged(index(first - 1, 0), index(first - 1, columnCount() - 1));
}

void PagedModel::beginPage(PageId page, const Arrived& arrived) {
    const bool certain = arrived.exact || !arrived.nextCursor;
    const qint64 end = qint64(page.page) * pageRows + arrived.rows;
    qint64 count = arrived.nextCursor ? std::max(arrived.total, end + 1) : end;
    if (arrived.rows == 0 && arrived.exact) count = std::min(count, arrived.total);
    // A later page may have been counted less far than the first.
    if (page.page > 0 && !certain) count = std::max(count, sections_[std::size_t(page.section)].count);
    if (page.page == 0 || certain) exact_ = certain;
    if (replacing_) {
        beginResetModel();
        dropPages();
        grouped_ = false;
        sections_ = std::vector<Section>(1);
        sections_.front().count = count;
    } else {
        resize(page.section, count);
    }
}

void PagedModel::endPage(PageId page, const Arrived& arrived) {
    if (replacing_) {
        replacing_ = false;
        endResetModel();
    } else if (const int first = rowAt({page.section, page.page * pageRows}); arrived.rows > 0 && first >= 0) {
        Q_EMIT dataChanged(index(first, 0), index(first + arrived.rows - 1, columnCount() - 1));
    }
    if (arrived.nextCursor) sections_[std::size_t(page.section)].cursors[page.page + 1] = arrived.nextCursor;
    this->arrived(arrived.staleSince);
}

void PagedModel::groupsArrived(std::vector<RowGroup> groups, const QDateTime& staleSince) {
    const bool same =
        grouped_ && !replacing_ && std::ranges::equal(groups, sections_, {}, &RowGroup::value, &RowGroup::value);
    if (same) {
        for (std::size_t i = 0; i < groups.size(); ++i)
            resize(int(i), groups[i].count);
        if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    } else {
        beginResetModel();
        dropPages();
        std::vector<Section> sections;
        for (RowGroup& group : groups) {
            const auto known = std::ranges::find(sections_, group.value, &RowGroup::value);
            group.open = !grouped_ || known == sections_.end() || known->open;
            sections.push_back({std::move(group)});
        }
        grouped_ = true;
        replacing_ = false;
        sections_ = std::move(sections);
        endResetModel();
    }
    exact_ = true;
    arrived(staleSince);
}

void PagedModel::arrived(const QDateTime& staleSince) {
    state_ = State::ready;
    busy_ = false;
    error_.reset();
    stale_ = staleSince;
    asOf_ = stale_.isValid() ? stale_ : QDateTime::currentDateTimeUtc();
    Q_EMIT pageLoaded();
    Q_EMIT stateChanged();
    if (!wanted_.empty()) soon_.start();
}

void PagedModel::pageFailed(const Error& error) {
    busy_ = false;
    blocked_ = true;
    error_ = error;
    if (rowCount() == 0 || replacing_) state_ = State::failed;
    Q_EMIT stateChanged();
}

}  // namespace steward::models
