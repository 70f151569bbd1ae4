// Long work: what it is, how far, how long still, and one button. Rows are the model's; roles in ui/item_roles.h:
// DisplayRole, SecondaryTextRole ("62 %, 0:08 left"), ProgressRole, JobStateRole, ActionTextRole ("Cancel").
#pragma once

#include <QListView>

namespace steward::ui {

class JobsList : public QListView {
    Q_OBJECT
public:
    explicit JobsList(QWidget* parent = nullptr);
    void setModel(QAbstractItemModel* model) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void actionTriggered(const QModelIndex& index);

private:
    void placeButtons();
};

}  // namespace steward::ui
