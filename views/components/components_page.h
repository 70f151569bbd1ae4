// Help, Components: every control of the design system in every state, with the real controls. One theme at a time, the
// one that is shown; it follows a switch. The picture to compare with is 08-components.png, 720 x 900 for each theme.
#pragma once

#include <QScrollArea>

namespace steward::ui {
class Text;
}

namespace steward::views {

class ComponentsPage : public QScrollArea {
    Q_OBJECT
public:
    explicit ComponentsPage(QWidget* parent = nullptr);

private:
    void nameTheme();
    ui::Text* theme_;
};

}  // namespace steward::views
