// What is looked for in logs: words or a filter, how far back, which severities, and whose they are. GUI thread.
#pragma once

#include <QDateTime>
#include <QTimer>
#include <QWidget>

#include "domain/log_record.h"

class QHBoxLayout;

namespace steward::ui {
class Chip;
class SearchField;
class Select;
class Text;
}  // namespace steward::ui

namespace steward::views {

class LogSearchBar : public QWidget {
    Q_OBJECT
public:
    explicit LogSearchBar(QWidget* parent = nullptr);

    // As the platform reads it, without a range of time: for what arrives.
    QString filterText() const;
    // The same within the range, which ends at `until` where that is valid.
    QString filterText(const QDateTime& now, const QDateTime& until = {}) const;

    // Severities, tenant and the rest of it, in their places; the range stays.
    void setFilter(const QString& filter);
    // Words, or a filter in the grammar of lists.
    void setTyped(const QString& text);
    QString typed() const;
    // One more condition, joined to what is there.
    void addCondition(const QString& condition);
    // Only records of a tenant; `name` is what is said of it. Empty: of all.
    void setTenant(const QString& id, const QString& name);
    const QString& tenant() const { return tenant_; }
    // "15m", "1h", "24h", "7d", "all".
    void setRange(const QString& name);
    QString range() const;
    void clear();
    bool isClear() const;
    void setError(const QString& text);  // under the field; empty: none
    ui::SearchField* field() const { return field_; }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void emitChanged();

    ui::SearchField* field_;
    ui::Select* range_;
    ui::Chip* tenantChip_;
    ui::Text* error_;
    QList<std::pair<domain::LogSeverity, ui::Chip*>> severities_;
    QString tenant_, tenantName_;
    QTimer typing_;
};

}  // namespace steward::views
