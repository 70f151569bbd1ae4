// What dialogs about reports are made of. Private to this room.
#pragma once

#include <QCoreApplication>

#include "base/error.h"
#include "ui/fields.h"
#include "views/common/dialog_parts.h"

namespace steward::views {

struct ReportDialogs {
    Q_DECLARE_TR_FUNCTIONS(ReportDialogs)
};

inline ui::LineField* line(const QString& text, int most = 200) {
    auto* field = new ui::LineField;
    field->setLarge(true);
    field->setText(text);
    field->setMaxLength(most);
    return field;
}

inline ui::Select* select() {
    auto* field = new ui::Select;
    field->setLarge(true);
    return field;
}

inline Error wrong(const char* path, const QString& why) {
    return {ErrorCode::invalid, {}, {}, {}, {{path, why.toStdString()}}};
}

}  // namespace steward::views
