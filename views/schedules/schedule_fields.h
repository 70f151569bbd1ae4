// Fields of what schedules are made of. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "domain/report_schedule.h"
#include "ui/fields.h"

class QLineEdit;
class QScrollArea;

namespace steward::views {

// Of this computer: "Europe/Berlin".
std::string zoneHere();

// For an IANA name of a time zone, which it completes.
ui::LineField* zoneField(const std::string& zone);

// Who gets a report: each with a cross, and a line to add further ones.
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
    void show();
    std::vector<domain::ReportDelivery> deliveries_;
    QScrollArea* area_;
    QLineEdit* line_;
};

}  // namespace steward::views
