// What waits for an answer or is active, each on a line that says who, whose rights, until when and why, with buttons
// for what this person can do about it. Nothing is shown while there is none.
#pragma once

#include <QStringList>
#include <QWidget>

#include "models/support/support_model.h"
#include "views/support/support_actions.h"

class QVBoxLayout;

namespace steward::views {

class OpenSupport : public QWidget {
    Q_OBJECT
public:
    static constexpr int most = 4;  // lines; the table has the rest

    // All outlive this.
    OpenSupport(PageContext& context, models::SupportModel* model, SupportActions* actions, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showOpen();
    QWidget* line(const domain::SupportAccess& access);
    QString said(const domain::SupportAccess& access) const;

    PageContext& context_;
    models::SupportModel* model_;
    SupportActions* actions_;
    QVBoxLayout* lines_;
    QStringList shown_;  // ids and states
};

}  // namespace steward::views
