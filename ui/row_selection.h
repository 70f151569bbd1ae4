// Which rows are chosen, by key: independent of which rows are loaded, sorted or shown. GUI thread.
#pragma once

#include <QObject>
#include <QSet>
#include <QString>

namespace steward::ui {

class RowSelection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    bool contains(const QString& key) const { return all_ != keys_.contains(key); }
    // All rows of a filter, loaded or not: then keys() are the ones taken out again.
    bool isAllMatching() const { return all_; }
    const QSet<QString>& keys() const { return keys_; }
    qint64 count() const { return all_ ? total_ - keys_.size() : keys_.size(); }
    bool isEmpty() const { return count() <= 0; }

    void set(const QString& key, bool selected);
    void toggle(const QString& key) { set(key, !contains(key)); }
    void set(const QList<QString>& keys, bool selected);  // one changed()
    void selectAllMatching(qint64 total);                 // `total` rows match the filter
    void clear();

Q_SIGNALS:
    void changed();

private:
    QSet<QString> keys_;
    qint64 total_ = 0;
    bool all_ = false;
};

}  // namespace steward::ui
