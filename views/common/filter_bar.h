// The row of filters over the list: a chip for each clause, a popup to add or edit one, a field that narrows as you
// type.
#pragma once

#include <QHash>
#include <QTimer>
#include <QWidget>

#include "views/common/filter_editor.h"

class QHBoxLayout;

namespace steward::ui {
class Chip;
class SearchField;
}  // namespace steward::ui

namespace steward::views {

class FilterBar : public QWidget {
    Q_OBJECT
public:
    // `searched`: "name, id, owner or domain", what the field at the right looks through. `prominent`: names of fields
    // with a button of their own.
    FilterBar(QList<FilterField> fields, const QString& searched, const QStringList& prominent = {},
              QWidget* parent = nullptr);
    // With this, choices say how many rows each would leave.
    void setCounts(contract::ListName list, models::Fetch<contract::GroupsRequest, contract::Groups> count);

    void setClauses(const models::Clauses& clauses);  // emits nothing; the search stays
    const models::Clauses& clauses() const { return clauses_; }
    QString searchText() const;
    void clear();  // emits changed()
    // Clauses and search as the platform reads them.
    QString filterText() const;
    QHBoxLayout* trailing() const { return trailing_; }
    ui::SearchField* search() const { return search_; }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString filterText(models::Clauses clauses) const;  // with the search
    void showChips();
    void edit(int index, QWidget* anchor, const QString& field = {});  // -1: a new clause, with this field
    FilterEditor::Count counter(int index) const;

    QList<FilterField> fields_;
    models::Clauses clauses_;
    QHBoxLayout* chips_;
    QHBoxLayout* trailing_;
    ui::Chip* adder_;
    QHash<QString, ui::Chip*> prominent_;
    contract::ListName list_ = contract::ListName::tenants;
    models::Fetch<contract::GroupsRequest, contract::Groups> groups_;
    ui::SearchField* search_;
    QTimer typing_;
};

}  // namespace steward::views
