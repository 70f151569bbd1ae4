// What the panels beside lists are made of.
#pragma once

#include <QScrollArea>
#include <QWidget>

#include "models/common/audit_trail.h"

class QLayout;
class QVBoxLayout;

namespace steward::views {

struct PageContext;

// The panel's surface, with a line at its left.
class DetailPanel : public QWidget {
    Q_OBJECT
public:
    explicit DetailPanel(QWidget* parent = nullptr);
    QSize sizeHint() const override { return {400, 600}; }

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
};

// One part of a panel with what belongs to it, and a line under it unless it is the last. `head` may be null.
QWidget* addSection(QVBoxLayout* into, QWidget* head, const QList<QWidget*>& content, bool last = false);
// Scrolls up and down only.
QScrollArea* scrolled(QWidget* content);
// An empty page of a panel: no margins, no spacing.
QVBoxLayout* panelColumn(QWidget* page);
// Takes everything out and deletes it when the event loop runs again.
void clearLayout(QLayout* layout);

// The latest of a trail, each on a line: what, who, when. Follows the trail.
class AuditRows : public QWidget {
    Q_OBJECT
public:
    // `most`: how many at most. `withUndo`: each can be taken back from here. Both outlive this.
    AuditRows(PageContext& context, models::AuditTrail* trail, int most, bool withUndo, QWidget* parent = nullptr);

    // For trails of many entities: each line says of which it is.
    void setNamesEntity(bool names) { namesEntity_ = names; }

private:
    void show();
    QWidget* row(const domain::AuditEntry& entry);

    PageContext& context_;
    models::AuditTrail* trail_;
    int most_;
    bool withUndo_;
    bool namesEntity_ = false;
    QVBoxLayout* column_;
};

}  // namespace steward::views
