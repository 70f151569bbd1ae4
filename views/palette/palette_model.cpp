#include "views/palette/palette_model.h"

#include <algorithm>

namespace steward::views {

namespace {

QString folded(const QString& text) {
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toCaseFolded())
        if (!c.isMark()) plain += c;
    return plain;
}

}  // namespace

int matchScore(const QString& text, const QString& query) {
    const QString plain = folded(text);
    int score = 1;
    for (const QString& word : folded(query).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto at = plain.indexOf(word);
        if (at < 0) return 0;
        if (at == 0)
            score += 4;
        else if (!plain[at - 1].isLetterOrNumber())
            score += 2;
    }
    return score;
}

void PaletteModel::setGroups(std::vector<Group> groups) {
    beginResetModel();
    entries_.clear();
    for (Group& group : groups) {
        if (group.entries.empty()) continue;
        PaletteEntry title;
        title.title = group.title;
        entries_.push_back(std::move(title));
        std::move(group.entries.begin(), group.entries.end(), std::back_inserter(entries_));
    }
    endResetModel();
}

const PaletteEntry* PaletteModel::at(int row) const {
    return row >= 0 && row < int(entries_.size()) ? &entries_[std::size_t(row)] : nullptr;
}

int PaletteModel::results() const {
    return int(std::count_if(entries_.begin(), entries_.end(), [](const auto& entry) { return !entry.isTitle(); }));
}

int PaletteModel::next(int row, int step) const {
    for (int i = row + step; i >= 0 && i < int(entries_.size()); i += step)
        if (!at(i)->isTitle()) return i;
    return row >= 0 && at(row) && !at(row)->isTitle() ? row : -1;
}

int PaletteModel::nextGroup(int row) const {
    for (int i = row + 1; i < int(entries_.size()); ++i)
        if (at(i)->isTitle()) return next(i, 1);
    return next(-1, 1);
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(entries_.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    const PaletteEntry* entry = at(index.row());
    if (!entry) return {};
    if (role == Qt::DisplayRole) return entry->title;
    if (role == Qt::AccessibleTextRole)
        return QStringList{entry->title, entry->remark, entry->keys}.join(QLatin1Char(' ')).simplified();
    return {};
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const {
    const PaletteEntry* entry = at(index.row());
    if (!entry || entry->isTitle()) return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

}  // namespace steward::views
