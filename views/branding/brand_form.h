// The form of a brand: fills itself from the editor, tells it each edit, shows errors and contrast at the fields.
#pragma once

#include <QScrollArea>
#include <functional>

#include "models/branding/brand_editor.h"

class QPlainTextEdit;
class QVBoxLayout;

namespace steward::ui {
class Button;
class LineField;
class Select;
class Text;
}  // namespace steward::ui

namespace steward::views {

class ColourField;
class LogoField;

class BrandForm : public QScrollArea {
    Q_OBJECT
public:
    explicit BrandForm(models::BrandEditor& editor, QWidget* parent = nullptr);
    void setEditable(bool editable);

private:
    void addSection(const QString& label, QWidget* content);
    ui::LineField* addLine(const QString& label, const QString& name, std::string domain::Brand::* member);
    void addColours();
    void addFonts();
    void fill();
    void judge();

    models::BrandEditor& editor_;
    QVBoxLayout* sections_;
    std::vector<std::pair<ui::LineField*, std::string domain::Brand::*>> lines_;
    std::vector<std::pair<ColourField*, std::string domain::Brand::*>> colours_;
    std::vector<std::pair<ui::Select*, std::string domain::Brand::*>> fonts_;
    LogoField* logo_;
    QPlainTextEdit* footer_;
    QWidget* advice_;
    ui::Text* adviceText_;
    ui::Button* adviceUse_;
    ui::Text* problem_;
};

}  // namespace steward::views
