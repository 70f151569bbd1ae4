// The columns of a file, each with what stands in it first, and the field that it fills. GUI thread.
#pragma once

#include <QScrollArea>

#include "import/targets.h"
#include "ui/fields.h"

class QGridLayout;

namespace steward::views {

class ImportColumns : public QScrollArea {
    Q_OBJECT
public:
    explicit ImportColumns(QWidget* parent = nullptr);
    void set(const imports::Overview& overview, const imports::Mapping& mapping, const imports::Subject& subject);
    QWidget* first() const;

Q_SIGNALS:
    void chosen(int column, const QString& field);  // empty: left out

private:
    QList<ui::Select*> selects_;
};

}  // namespace steward::views
