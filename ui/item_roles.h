// What a model or its decoration proxy says about a cell beyond its text. The delegates in ui/table.h paint it.
// Qt::DisplayRole is the text, Qt::TextAlignmentRole is not needed, Qt::AccessibleTextRole holds the full text.
#pragma once

#include <QMetaType>
#include <QString>

namespace steward::ui {

enum ItemRole {
    RowKeyRole = Qt::UserRole + 900,  // QString: the id that selection is kept by; asked of any column
    SortRole,                         // a value that sorts as the column should, independent of the text
    BadgeKindRole,                    // ui::BadgeKind
    SecondaryTextRole,                // QString: dimmer, after the text
    LogoRole,                         // ui::Logo
    SeriesRole,                       // QList<qreal>
    StaleSinceRole,                   // QDateTime: last true then; valid means stale
    ChangeRole,                       // ui::RowChange
    BeforeTextRole,                   // QString: what it was, where DisplayRole is what it becomes
    LoadingRole,                      // bool: not here yet, paint a skeleton
    ProgressRole,                     // double 0 to 1, of a job; below 0: not known
    JobStateRole,                     // ui::JobState
    ActionTextRole,                   // QString: what the button of a job says
    GroupRole,                        // ui::GroupHead: the row is the heading of a group and has no cells
};

struct GroupHead {
    QString title;
    QString count;  // as people read it
    bool open = true;
};

// Of a row in the preview of a plan.
enum class RowChange { none, willChange, changedMeanwhile, excluded };
enum class JobState { running, done, failed };

}  // namespace steward::ui

Q_DECLARE_METATYPE(steward::ui::RowChange)
Q_DECLARE_METATYPE(steward::ui::JobState)
Q_DECLARE_METATYPE(steward::ui::GroupHead)
