#include "ui/row_selection.h"

namespace steward::ui {

void RowSelection::set(const QString& key, bool selected) {
    set(QList<QString>{key}, selected);
}

void RowSelection::set(const QList<QString>& keys, bool selected) {
    const qsizetype before = keys_.size();
    for (const QString& key : keys) {
        if (key.isEmpty()) continue;
        if (selected != all_) {
            keys_.insert(key);
        } else {
            keys_.remove(key);
        }
    }
    if (keys_.size() != before) Q_EMIT changed();
}

void RowSelection::selectAllMatching(qint64 total) {
    keys_.clear();
    all_ = true;
    total_ = total;
    Q_EMIT changed();
}

void RowSelection::clear() {
    if (!all_ && keys_.isEmpty()) return;
    keys_.clear();
    all_ = false;
    total_ = 0;
    Q_EMIT changed();
}

}  // namespace steward::ui
