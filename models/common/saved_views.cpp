#include "models/common/saved_views.h"

#include <QHash>

#include "base/json.h"
#include "client/future.h"

namespace steward::models {

namespace {

using namespace Qt::StringLiterals;

struct KeptView {
    std::string id, name, filter, sort;
};
STEWARD_DESCRIBE(KeptView, (id, name, filter, sort))

}  // namespace

SavedViews::SavedViews(std::string name, std::vector<SavedView> standard, CountRows count, store::OfflineStore* store,
                       QObject* parent)
    : QObject(parent),
      storeKey_("views/" + std::move(name)),
      countRows_(std::move(count)),
      store_(store),
      views_(std::move(standard)) {}

const SavedView* SavedViews::find(const QString& id) const {
    for (const SavedView& view : views_)
        if (view.id == id) return &view;
    return nullptr;
}

std::optional<qint64> SavedViews::count(const QString& id) const {
    const auto found = counts_.constFind(id);
    return found == counts_.cend() ? std::nullopt : std::optional(*found);
}

void SavedViews::load() {
    if (!store_) return;
    client::whenReady(store_->recall(storeKey_), this, [this](Result<std::optional<store::Kept>> kept) {
        if (!kept || !*kept) return;
        const auto own = json::read<std::vector<KeptView>>((*kept)->json);
        if (!own) return;
        std::erase_if(views_, [](const SavedView& view) { return view.own; });
        for (const KeptView& view : *own)
            if (auto clauses = clausesOf(QString::fromStdString(view.filter)))
                views_.push_back({QString::fromStdString(view.id), QString::fromStdString(view.name),
                                  std::move(*clauses), QString::fromStdString(view.sort), true});
        Q_EMIT changed();
        readCounts();
    });
}

void SavedViews::readCounts() {
    for (const SavedView& view : views_) {
        contract::ListRequest request;
        request.limit = 1;
        request.filter = filterText(view.clauses).toStdString();
        client::whenReady(countRows_(request), this, [this, id = view.id](Result<qint64> count) {
            if (!count) return;
            counts_.insert(id, *count);
            Q_EMIT countChanged(id);
        });
    }
}

QString SavedViews::add(const QString& name, const Clauses& clauses, const QString& sort) {
    int number = 1;
    while (find(u"own-%1"_s.arg(number)))
        ++number;
    const QString id = u"own-%1"_s.arg(number);
    views_.push_back({id, name, clauses, sort, true});
    Q_EMIT changed();
    keep();
    readCounts();
    return id;
}

void SavedViews::remove(const QString& id) {
    std::erase_if(views_, [&](const SavedView& view) { return view.own && view.id == id; });
    counts_.remove(id);
    Q_EMIT changed();
    keep();
}

void SavedViews::keep() {
    if (!store_) return;
    std::vector<KeptView> own;
    for (const SavedView& view : views_)
        if (view.own)
            own.push_back({view.id.toStdString(), view.name.toStdString(), filterText(view.clauses).toStdString(),
                           view.sort.toStdString()});
    client::whenReady(store_->keep(storeKey_, json::write(own)), this, [this](Result<> kept) {
        if (!kept) Q_EMIT notKept(kept.error());
    });
}

}  // namespace steward::models
