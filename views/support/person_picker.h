// Somebody of a tenant to choose, of those who can sign in.
#pragma once

#include "views/common/picker.h"

namespace steward::views {

class PersonPicker : public PickerOf<domain::User> {
    Q_OBJECT
public:
    explicit PersonPicker(Fetch fetch, QWidget* parent = nullptr);
    // Another tenant's people: nobody is chosen.
    void setTenant(const std::string& tenantId);

Q_SIGNALS:
    void picked(const domain::User& user);

protected:
    std::string filterFor(const QString& text) const override;
    QString lineOf(const domain::User& user) const override;
    void take(const domain::User& user) override;

private:
    std::string tenantId_;
};

}  // namespace steward::views
