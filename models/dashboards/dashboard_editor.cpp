#include "models/dashboards/dashboard_editor.h"

#include <algorithm>

#include "client/future.h"
#include "models/common/kept_entity.h"
#include "models/dashboards/dashboard_templates.h"

namespace steward::models {

using contract::Dashboard;
using domain::DashboardContent;
using domain::DashboardPanel;

DashboardEditor::DashboardEditor(DashboardsSource source, const Session& session, QObject* parent)
    : QObject(parent), source_(std::move(source)), session_(session) {}

bool DashboardEditor::isOwn() const {
    return saved_ && session_.me() && saved_->ownerId == session_.me()->principal.userId;
}

bool DashboardEditor::maySave() const {
    if (!saved_ || !session_.me()) return false;
    return isOwn() || std::ranges::find(saved_->editors, session_.me()->principal.role) != saved_->editors.end();
}

void DashboardEditor::open(const QString& id) {
    writing_.drop();
    busy_ = false;
    if (const auto* one = findTemplate(id)) {
        reading_.drop();
        start(one->content);
        id_ = id;
        builtIn_ = true;
        base_ = content_;
        Q_EMIT opened();
        Q_EMIT stateChanged();
        return;
    }
    id_ = id;
    const std::string key = "dashboard/" + id.toStdString();
    reading_.drop();
    readKept(source_.read({id.toStdString(), {}}), source_.store, key, this, [this, id](KeptEntity<Dashboard> read) {
        if (id != id_) return;  // another one was opened meanwhile
        if (!read.entity) return Q_EMIT failed(read.error.value_or(Error{ErrorCode::notFound, {}, {}, {}, {}}));
        take(*read.entity);
        Q_EMIT opened();
    });
}

void DashboardEditor::take(const Dashboard& dashboard) {
    id_ = QString::fromStdString(dashboard.id);
    builtIn_ = false;
    saved_ = dashboard;
    theirs_.reset();
    base_ = dashboard.content;
    domain::tidy(base_);
    content_ = base_;
    undo_.clear();
    redo_.clear();
    Q_EMIT changed();
    Q_EMIT stateChanged();
}

void DashboardEditor::start(DashboardContent content) {
    id_.clear();
    builtIn_ = false;
    saved_.reset();
    theirs_.reset();
    base_ = {};
    domain::tidy(content);
    content_ = std::move(content);
    undo_.clear();
    redo_.clear();
    Q_EMIT changed();
    Q_EMIT stateChanged();
}

void DashboardEditor::reword(DashboardContent content) {
    base_ = content;
    become(std::move(content));
}

void DashboardEditor::become(DashboardContent content) {
    content_ = std::move(content);
    Q_EMIT changed();
    Q_EMIT stateChanged();
}

void DashboardEditor::replace(DashboardContent content) {
    domain::tidy(content);
    if (content == content_) return;
    undo_.push_back(content_);
    if (undo_.size() > mostSteps) undo_.erase(undo_.begin());
    redo_.clear();
    become(std::move(content));
}

void DashboardEditor::undo() {
    if (undo_.empty()) return;
    redo_.push_back(std::move(content_));
    DashboardContent before = std::move(undo_.back());
    undo_.pop_back();
    become(std::move(before));
}

void DashboardEditor::redo() {
    if (redo_.empty()) return;
    undo_.push_back(std::move(content_));
    DashboardContent after = std::move(redo_.back());
    redo_.pop_back();
    become(std::move(after));
}

void DashboardEditor::discard() {
    replace(base_);
}

std::size_t DashboardEditor::indexOf(const QString& panel) const {
    const std::string id = panel.toStdString();
    const auto found = std::ranges::find_if(content_.panels, [&](const auto& one) { return one.id == id; });
    return std::size_t(found - content_.panels.begin());
}

domain::grid::Places DashboardEditor::places() const {
    domain::grid::Places places;
    for (const auto& panel : content_.panels)
        places.push_back(panel.place);
    return places;
}

void DashboardEditor::setPlaces(const domain::grid::Places& places) {
    DashboardContent next = content_;
    for (std::size_t i = 0; i < std::min(places.size(), next.panels.size()); ++i)
        next.panels[i].place = places[i];
    replace(std::move(next));
}

void DashboardEditor::step(const QString& panel, domain::grid::Direction direction) {
    const std::size_t index = indexOf(panel);
    if (index < content_.panels.size()) setPlaces(domain::grid::step(places(), index, direction));
}

void DashboardEditor::resize(const QString& panel, int moreColumns, int moreRows) {
    const std::size_t index = indexOf(panel);
    if (index >= content_.panels.size()) return;
    const auto& place = content_.panels[index].place;
    setPlaces(domain::grid::resize(places(), index, place.columns + moreColumns, place.rows + moreRows));
}

QString DashboardEditor::duplicate(const QString& panel) {
    const std::size_t index = indexOf(panel);
    return index < content_.panels.size() ? add(content_.panels[index]) : QString();
}

QString DashboardEditor::add(DashboardPanel panel) {
    if (content_.panels.size() >= domain::dashboard::mostPanels) return {};
    panel.id = domain::freeId(content_, panel.title);
    panel.place = domain::grid::freePlace(places(), panel.place.columns, panel.place.rows);
    DashboardContent next = content_;
    const QString id = QString::fromStdString(panel.id);
    next.panels.push_back(std::move(panel));
    replace(std::move(next));
    return id;
}

void DashboardEditor::replacePanel(const QString& panel, DashboardPanel with) {
    const std::size_t index = indexOf(panel);
    if (index >= content_.panels.size()) return;
    DashboardContent next = content_;
    with.id = next.panels[index].id;
    with.place = next.panels[index].place;
    next.panels[index] = std::move(with);
    replace(std::move(next));
}

void DashboardEditor::removePanel(const QString& panel) {
    const std::size_t index = indexOf(panel);
    if (index >= content_.panels.size()) return;
    DashboardContent next = content_;
    next.panels.erase(next.panels.begin() + std::ptrdiff_t(index));
    replace(std::move(next));
}

void DashboardEditor::await(QFuture<Result<Dashboard>> answer) {
    busy_ = true;
    Q_EMIT stateChanged();
    writing_.take(std::move(answer), [this](Result<Dashboard> dashboard) {
        busy_ = false;
        if (dashboard) {
            take(*dashboard);
            return Q_EMIT stored();
        }
        Q_EMIT stateChanged();
        if (dashboard.error().code == ErrorCode::preconditionFailed) return readTheirs(dashboard.error());
        Q_EMIT refused(dashboard.error());
    });
}

void DashboardEditor::readTheirs(const Error& why) {
    reading_.take(source_.read({id_.toStdString(), {}}), [this, why](Result<Dashboard> theirs) {
        if (!theirs) return Q_EMIT refused(why);
        theirs_ = std::move(*theirs);
        Q_EMIT conflicted(*theirs_);
    });
}

void DashboardEditor::save(const QString& note) {
    if (!maySave()) return saveAs(QString::fromStdString(content_.title));
    contract::DashboardChange change{id_.toStdString(), content_, {}};
    if (!note.isEmpty()) change.note = note.toStdString();
    await(source_.change(std::move(change), saved_->version));
}

void DashboardEditor::saveAs(const QString& title) {
    contract::DashboardDraft draft{content_};
    draft.content.title = title.toStdString();
    await(source_.create(std::move(draft)));
}

void DashboardEditor::overwrite(const QString& note) {
    if (!theirs_) return;
    saved_ = std::exchange(theirs_, std::nullopt);
    save(note);
}

void DashboardEditor::takeTheirs() {
    if (!theirs_) return;
    const Dashboard theirs = *theirs_;
    take(theirs);
}

void DashboardEditor::revert(qint64 version) {
    if (saved_) await(source_.revert({id_.toStdString(), version}, saved_->version));
}

void DashboardEditor::share(const std::vector<domain::Role>& viewers, const std::vector<domain::Role>& editors) {
    if (saved_) await(source_.share({id_.toStdString(), viewers, editors}, saved_->version));
}

void DashboardEditor::remove() {
    if (!saved_) return;
    client::whenReady(source_.remove({id_.toStdString()}), this, [this](Result<contract::Nothing> gone) {
        if (!gone && gone.error().code != ErrorCode::notFound) return Q_EMIT refused(gone.error());
        Q_EMIT removed();
    });
}

void DashboardEditor::readHistory() {
    client::whenReady(source_.history({id_.toStdString()}), this, [this](Result<contract::DashboardHistory> history) {
        if (!history) return Q_EMIT refused(history.error());
        Q_EMIT historyRead(*history);
    });
}

}  // namespace steward::models
