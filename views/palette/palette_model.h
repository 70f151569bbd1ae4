// What the palette lists: groups of things that can be done, found by words. GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <QVariantMap>
#include <functional>
#include <vector>

namespace steward::views {

struct PaletteEntry {
    QString title;
    QString remark;  // dimmer, after the title
    QString icon;
    QString keys;  // "Ctrl+Shift+P", "G, T"
    QString logo;  // a name whose tile stands instead of the icon; such entries have two lines
    bool danger = false;
    std::function<void()> run;  // none: the title of a group
    QString page;               // where it leads, when it does no more than that
    QVariantMap target = {};
    bool isTitle() const { return !run; }
};

class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    struct Group {
        QString title;
        std::vector<PaletteEntry> entries;
    };
    // Groups without entries are left out.
    void setGroups(std::vector<Group> groups);
    const PaletteEntry* at(int row) const;
    int results() const;
    // The nearest row from `row` in the direction that can be run; -1 when there is none.
    int next(int row, int step) const;
    // The first row that can be run in the group after the one of `row`, going round.
    int nextGroup(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<PaletteEntry> entries_;
};

// How well `text` answers `query`: each word of the query must begin a word of the text or stand inside it. 0: not at
// all; higher is better. Case and accents do not count.
int matchScore(const QString& text, const QString& query);

}  // namespace steward::views
