// The dashboard that is open: as the platform has it, as it was changed here meanwhile, and every step in between.
// GUI thread.
#pragma once

#include <QObject>

#include "models/dashboards/dashboard_catalog.h"

namespace steward::models {

class DashboardEditor : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t mostSteps = 100;

    // `session` outlives this.
    DashboardEditor(DashboardsSource source, const Session& session, QObject* parent = nullptr);

    const domain::DashboardContent& content() const { return content_; }
    // "dsh_…"; of a template; empty for one that was never saved.
    QString id() const { return id_; }
    bool isBuiltIn() const { return builtIn_; }
    // As the platform has it; nothing for what was never saved there.
    const std::optional<contract::Dashboard>& saved() const { return saved_; }
    bool isDirty() const { return content_ != base_; }
    bool isBusy() const { return busy_; }
    // Whether save() changes this one, or makes another.
    bool maySave() const;
    bool isOwn() const;

    // What is open is given up. A dashboard of the platform is read; opened() or failed() follows.
    void open(const QString& id);
    void start(domain::DashboardContent content);  // a new one
    // What is open in other words, which is no step: a built-in one in the language of the reader.
    void reword(domain::DashboardContent content);

    // Steps: each is undone by itself. Those about a panel name it by its id, and do nothing without it.
    void replace(domain::DashboardContent content);
    void setPlaces(const domain::grid::Places& places);
    void step(const QString& panel, domain::grid::Direction direction);
    void resize(const QString& panel, int moreColumns, int moreRows);
    QString duplicate(const QString& panel);    // the id of the copy
    QString add(domain::DashboardPanel panel);  // at the first free place; its id
    void replacePanel(const QString& panel, domain::DashboardPanel with);
    void removePanel(const QString& panel);
    bool canUndo() const { return !undo_.empty(); }
    bool canRedo() const { return !redo_.empty(); }
    void undo();
    void redo();
    void discard();  // back to what is saved; can be undone

    // Each ends in stored(), conflicted() or refused().
    void save(const QString& note = {});
    void saveAs(const QString& title);
    void overwrite(const QString& note = {});  // after conflicted(): what they saved becomes history
    void takeTheirs();                         // after conflicted()
    void revert(qint64 version);
    void share(const std::vector<domain::Role>& viewers, const std::vector<domain::Role>& editors);
    void remove();       // removed()
    void readHistory();  // historyRead()

    std::size_t indexOf(const QString& panel) const;  // content().panels.size(): none

Q_SIGNALS:
    void opened();
    void failed(const steward::Error& error);
    void changed();       // content()
    void stateChanged();  // dirty, busy, undo
    void stored();
    void conflicted(const steward::contract::Dashboard& theirs);
    void refused(const steward::Error& error);
    void removed();
    void historyRead(const steward::contract::DashboardHistory& history);

private:
    domain::grid::Places places() const;
    void take(const contract::Dashboard& dashboard);
    void become(domain::DashboardContent content);
    void await(QFuture<Result<contract::Dashboard>> answer);
    void readTheirs(const Error& why);

    DashboardsSource source_;
    const Session& session_;
    QString id_;
    bool builtIn_ = false;
    bool busy_ = false;
    std::optional<contract::Dashboard> saved_, theirs_;
    domain::DashboardContent content_, base_;
    std::vector<domain::DashboardContent> undo_, redo_;
    client::Latest reading_{this}, writing_{this};
};

}  // namespace steward::models
