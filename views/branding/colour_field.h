// A colour as "#RRGGBB": typed, or picked from the swatch, with its contrast beside it as a figure and a grade.
#pragma once

#include <QWidget>

#include "domain/brand.h"

namespace steward::ui {
class LineField;
class Tag;
class Text;
}  // namespace steward::ui

namespace steward::views {

class ColourField : public QWidget {
    Q_OBJECT
public:
    // `name`: "primaryColour", also the object name.
    ColourField(const QString& label, const QString& name, QWidget* parent = nullptr);
    void setColour(const QString& colour);
    void setContrast(const domain::ContrastCheck& check);
    QString colour() const;

Q_SIGNALS:
    void edited(const QString& colour);  // only complete colours

private:
    void pick();
    ui::LineField* text_;
    QAction* swatch_;
    ui::Text* contrast_;
    ui::Tag* grade_;
};

}  // namespace steward::views
