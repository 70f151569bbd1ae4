// What can be done with the selected rows; docked under the list while there are any.
#pragma once

#include <QWidget>

#include "domain/access.h"
#include "ui/buttons.h"

class QHBoxLayout;

namespace steward::ui {
class Text;
}

namespace steward::models {
class Session;
}

namespace steward::views {

class BulkBar : public QWidget {
    Q_OBJECT
public:
    // `name`: "Selected tenants", for screen readers.
    BulkBar(models::Session& session, const QString& name, QWidget* parent = nullptr);
    // In the order of the bar, at its right.
    ui::Button* add(const QString& text, const QString& name, domain::Permission permission,
                    ui::ButtonVariant variant = ui::ButtonVariant::secondary);
    // `all`: every row of the filter is selected, loaded or not.
    void set(qint64 selected, qint64 total, bool all);

Q_SIGNALS:
    void selectAll();
    void clear();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    models::Session& session_;
    QHBoxLayout* actions_;
    ui::Text* selected_;
    ui::Text* total_;
    ui::Button* all_;
};

}  // namespace steward::views
