#include "ui/focus.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>

#include "ui/theme.h"

namespace steward::ui {
namespace {

bool keyboardWasLast = false;
QPointer<FocusRing> installed;

bool wearsRing(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
           widget->property("focusRing").toBool();
}

bool isModifier(int key) {
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta;
}

}  // namespace

bool keyboardFocus() {
    return keyboardWasLast;
}

FocusRing* FocusRing::instance() {
    return installed;
}

FocusRing::FocusRing(QObject* parent) : QObject(parent) {
    installed = this;
    qApp->installEventFilter(this);
}

FocusRing::~FocusRing() {
    hide();
}

QWidget* FocusRing::shownOn() const {
    return frame_ && frame_->isVisible() ? frame_->widget() : nullptr;
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::KeyPress:
        case QEvent::ShortcutOverride:
            if (!isModifier(static_cast<QKeyEvent*>(event)->key())) keyboardWasLast = true;
            break;
        case QEvent::MouseButtonPress:
            keyboardWasLast = false;
            hide();
            break;
        case QEvent::FocusIn:
            if (auto* widget = qobject_cast<QWidget*>(watched)) {
                const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
                const bool byTab = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
                if (byTab) keyboardWasLast = true;
                if (keyboardWasLast && wearsRing(widget)) {
                    show(widget);
                } else {
                    hide();
                }
            }
            break;
        case QEvent::FocusOut:
            if (frame_ && frame_->widget() == watched) hide();
            break;
        default:
            break;
    }
    return false;
}

void FocusRing::show(QWidget* widget) {
    hide();
    frame_ = pinFocusRing(widget);
}

void FocusRing::hide() {
    delete frame_;
}

QFocusFrame* pinFocusRing(QWidget* widget) {
    auto* frame = new QFocusFrame(widget);
    frame->setWidget(widget);
    // Qt takes the frame off when the style of its widget changes.
    QObject::connect(&Theme::current(), &Theme::changed, frame, [frame, on = QPointer<QWidget>(widget)] {
        frame->setWidget(nullptr);
        frame->setWidget(on);
    });
    return frame;
}

}  // namespace steward::ui
