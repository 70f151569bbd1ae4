// Who gets a report: each with a cross, and a line to add further ones. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "domain/report_schedule.h"

class QLineEdit;
class QScrollArea;

namespace steward::views {

class RecipientsField : public QWidget {
    Q_OBJECT
public:
    explicit RecipientsField(QWidget* parent = nullptr);
    void setDeliveries(const std::vector<domain::ReportDelivery>& deliveries);
    // With what stands in the line and was not added yet.
    std::vector<domain::ReportDelivery> deliveries() const;

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void add();
    void remove(const domain::ReportDelivery& delivery);
    void showAll();
    std::vector<domain::ReportDelivery> deliveries_;
    QScrollArea* area_;
    QLineEdit* line_;
};

}  // namespace steward::views
