// The look of the lists of alerts, and what a panel says of one row. GUI thread.
#pragma once

#include "models/alerts/alert_models.h"
#include "ui/table.h"
#include "views/common/table_decoration.h"

namespace steward::views {

// How a kind of row is shown.
template <class T>
struct AlertLook {
    static QStringList titles();
    static QList<ui::Column> columns();
    static QString text(const T& row, int column);
    static QString toolTip(const T& row, int column);
    // Of the column with a badge.
    static std::optional<ui::BadgeKind> badge(const T& row, int column);
    // What a panel says beside the name: its state, and facts by their names.
    static std::pair<QString, ui::BadgeKind> state(const T& row);
    static QList<std::pair<QString, QString>> facts(const T& row);
};

template <class T>
class AlertTable final : public TableDecoration {
public:
    explicit AlertTable(models::AlertListModel<T>* model, QObject* parent = nullptr)
        : TableDecoration(model, AlertLook<T>::titles(), parent), model_(model) {}

protected:
    QVariant decorated(int row, int column, int role) const override {
        const T* shown = model_->at(row);
        if (!shown) return {};
        if (role == Qt::DisplayRole) return AlertLook<T>::text(*shown, column);
        if (role == ui::BadgeKindRole) {
            const auto kind = AlertLook<T>::badge(*shown, column);
            return kind ? QVariant::fromValue(*kind) : QVariant();
        }
        if (role == Qt::ToolTipRole) {
            const QString tip = AlertLook<T>::toolTip(*shown, column);
            return tip.isEmpty() ? QVariant() : QVariant(tip);
        }
        return {};
    }

private:
    models::AlertListModel<T>* model_;
};

}  // namespace steward::views
