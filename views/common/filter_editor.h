// A popup that makes or changes one clause: field, comparison, values. Deletes itself when it closes.
#pragma once

#include <optional>

#include "base/describe.h"
#include "models/common/filter.h"
#include "ui/overlay.h"

class QVBoxLayout;

namespace steward::ui {
class Button;
class LineField;
class Select;
}  // namespace steward::ui

namespace steward::views {

// What can be filtered by.
struct FilterField {
    enum class Kind { choice, number, text };

    QString name;  // of the platform's grammar
    Kind kind = Kind::text;
    QStringList choices = {};

    template <class E>
    static FilterField oneOf(const QString& name) {
        FilterField field{name, Kind::choice};
        boost::mp11::mp_for_each<Enumerators<E>>([&](auto d) { field.choices << QString::fromLatin1(d.name); });
        return field;
    }
};

class FilterEditor : public ui::Popup {
    Q_OBJECT
public:
    FilterEditor(QWidget* anchor, const QList<FilterField>& fields, const std::optional<models::Clause>& clause);
    // "Enterprise, Scale", "not Archived", "at least 100".
    static QString valueText(const models::Clause& clause);

Q_SIGNALS:
    void accepted(const steward::models::Clause& clause);

private:
    void showField();
    models::Clause clause() const;
    void accept();

    QList<FilterField> fields_;
    models::Clause before_;
    ui::Select* field_;
    ui::Select* comparison_;
    QWidget* values_ = nullptr;
    QVBoxLayout* place_;
    ui::Button* apply_;
};

}  // namespace steward::views
