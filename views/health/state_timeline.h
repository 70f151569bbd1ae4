// A component's states on one line of time. Each state has a colour and a height of its own, so that colour is never
// alone; arrow keys and the pointer choose an interval, which is named underneath. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "domain/component.h"

namespace steward::views {

class StateTimeline : public QWidget {
    Q_OBJECT
public:
    explicit StateTimeline(QWidget* parent = nullptr);

    // The oldest first; what no interval covers is unknown.
    void show(std::vector<domain::StateInterval> states, Time from, Time to);
    // What is chosen, in words; of the whole time unless something is.
    QString description() const { return description_; }
    QSize sizeHint() const override { return {320, 40}; }

Q_SIGNALS:
    void described(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    double xOf(Time time) const;
    void choose(int index);

    std::vector<domain::StateInterval> states_;
    Time from_{}, to_{};
    int chosen_ = -1;
    QString description_;
};

}  // namespace steward::views
