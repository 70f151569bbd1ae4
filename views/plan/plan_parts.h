// The strips of the plan dialog.
#pragma once

#include <QWidget>

#include "domain/plan.h"
#include "ui/fields.h"
#include "ui/theme.h"

class QCheckBox;
class QHBoxLayout;

namespace steward::ui {
class Button;
class ProgressBar;
class Text;
}  // namespace steward::ui

namespace steward::views {

// The line in the environment's colour at the top edge of the dialog, cut to its round corners.
class EnvironmentEdge : public QWidget {
    Q_OBJECT
public:
    explicit EnvironmentEdge(ui::Environment environment, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ui::Environment environment_;
};

// "500 selected | 485 will change | …", in cells of one width.
class PlanFigures : public QWidget {
    Q_OBJECT
public:
    explicit PlanFigures(QWidget* parent = nullptr);
    void set(const domain::PlanCounts& counts);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    domain::PlanCounts counts_;
};

// How many are left out and why.
class ExcludedStrip : public QWidget {
    Q_OBJECT
public:
    explicit ExcludedStrip(QWidget* parent = nullptr);
    void set(const domain::Plan& plan);  // hides itself when nothing is left out

Q_SIGNALS:
    void showRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ui::Text* title_;
    ui::Button* show_;
    QHBoxLayout* reasons_;
};

// Reason and, where the plan asks for one, the sentence to type.
class PlanConfirm : public QWidget {
    Q_OBJECT
public:
    explicit PlanConfirm(QWidget* parent = nullptr);
    // `reasonNeeded`: it must not stay empty. `several`: then what follows a failure can be chosen.
    void set(const QString& sentence, bool reasonNeeded, bool several);
    bool goesOn() const;
    QString reason() const;
    QString sentence() const;
    bool isComplete() const;
    ui::LineField* reasonField() const { return reason_; }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString wanted_;
    bool reasonNeeded_ = false;
    ui::LineField* reason_;
    ui::LineField* typed_;
    ui::Text* reasonLabel_;
    ui::Text* sentence_;
    QWidget* confirmation_;
    QCheckBox* goOn_;
    QWidget* matches_;
};

}  // namespace steward::views
