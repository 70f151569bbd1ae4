// Across the top of the window for as long as it acts within a tenant: where, on whose behalf, why, and how long still,
// second by second. Screen readers are told of minutes. GUI thread.
#pragma once

#include <QTimer>
#include <memory>

#include "contract/messages.h"
#include "ui/status.h"

namespace steward::app {

class SupportBanner : public ui::Banner {
    Q_OBJECT
public:
    // `clock`: the system's unless given.
    explicit SupportBanner(std::shared_ptr<const Clock> clock = {}, QWidget* parent = nullptr);
    // Whose support access it is; counts from here on.
    void setMe(const contract::Me& me);
    // It is over, and the window stays for a moment: `why`, and what is still here.
    void setOver(const QString& why);
    void tick();

Q_SIGNALS:
    void leaveRequested();
    // By this computer's clock; the platform decides. Told again as long as it stays.
    void timeIsUp();

private:
    std::shared_ptr<const Clock> clock_;
    Time expiresAt_{};
    QString lead_, text_;
    ui::Button* leave_;
    QTimer second_;
    int asked_ = 0;  // seconds since it was said that time is up
};

}  // namespace steward::app
