// A popup that makes or changes one clause: field, comparison, values. Choices say how many rows each would leave.
// Deletes itself when it closes.
#pragma once

#include <optional>

#include "base/describe.h"
#include "contract/list_messages.h"
#include "models/common/fetch.h"
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
    enum class Kind {
        choice,
        found,  // a choice of what the platform finds in the rows
        number,
        text,
        moment,
    };

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
    // How many rows have each value of a field; may be empty.
    using Count = std::function<QFuture<Result<contract::Groups>>(const QString& field)>;
    // `field`: that a new clause begins with; empty: the first one.
    FilterEditor(QWidget* anchor, const QList<FilterField>& fields, const std::optional<models::Clause>& clause,
                 Count count = {}, const QString& field = {});
    // "Enterprise, Scale", "not Archived", "at least 100".
    static QString valueText(const models::Clause& clause);

Q_SIGNALS:
    void accepted(const steward::models::Clause& clause);

private:
    void showField();
    QWidget* makeChoices(const FilterField& field);
    QWidget* makeLine(const FilterField& field);
    QWidget* makeSpans();
    void addChoice(const QString& field, const QString& value, const QString& count);
    void count(const FilterField& field);
    void showValues();
    models::Clause clause() const;
    void accept();

    QList<FilterField> fields_;
    Count count_;
    client::Latest counting_{this};
    models::Clause before_;
    ui::Select* field_;
    ui::Select* comparison_;
    QWidget* values_ = nullptr;
    QVBoxLayout* choices_ = nullptr;  // in it
    QVBoxLayout* place_;
    ui::Button* apply_;
};

}  // namespace steward::views
