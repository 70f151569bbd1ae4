#include "app/tour_driver.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QScrollArea>
#include <QTimer>
#include <cstdio>

#include "ui/buttons.h"
#include "ui/states.h"

namespace steward::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int boxMiddle = 8;
constexpr auto look = 15ms;
constexpr auto betweenLooks = 120ms;
constexpr auto settleLimit = 10s;
constexpr auto movingLimit = 2500ms;

tl::unexpected<Error> failed(ErrorCode code, const QString& message) {
    return fail(code, message.toStdString());
}

void pass(std::chrono::milliseconds time) {
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
    // What was to be deleted later by an event that the driver sent is not deleted by a loop of the same level.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void sendMouse(QWidget* widget, QEvent::Type type, const QPoint& place, Qt::MouseButtons buttons) {
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, place, widget->mapTo(widget->window(), place), widget->mapToGlobal(place), button, buttons,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

QString called(const QWidget* widget) {
    return widget->objectName().isEmpty() ? QString::fromLatin1(widget->metaObject()->className())
                                          : widget->objectName();
}

void bringIntoView(QWidget* widget) {
    for (QWidget* parent = widget->parentWidget(); parent; parent = parent->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(parent)) area->ensureWidgetVisible(widget);
}

}  // namespace

Result<> TourDriver::waitFor(const QString& what, const std::function<bool()>& condition,
                             std::chrono::milliseconds limit) const {
    const auto allowed = std::chrono::duration_cast<std::chrono::milliseconds>(limit * patience_);
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.hasExpired(allowed.count()))
            return failed(ErrorCode::timeout,
                          u"%1 did not come true within %2 s"_s.arg(what).arg(double(allowed.count()) / 1000));
        pass(look);
    }
    return {};
}

Result<> TourDriver::waitForShown(const QString& name, std::chrono::milliseconds limit) const {
    return waitFor(u"'%1' on the screen"_s.arg(name), [&] { return isShown(name); }, limit);
}

Result<> TourDriver::waitForGone(const QString& name, std::chrono::milliseconds limit) const {
    return waitFor(u"'%1' gone from the screen"_s.arg(name), [&] { return !isShown(name); }, limit);
}

Result<> TourDriver::click(const QString& name) const {
    STEWARD_CHECK(waitForShown(name));
    STEWARD_CHECK(waitFor(u"'%1' ready to be clicked"_s.arg(name), [&] {
        const auto* widget = shown(name);
        const auto* button = qobject_cast<const ui::Button*>(widget);
        return widget && widget->isEnabled() && !(button && button->isBusy());
    }));
    return click(shown(name));
}

Result<> TourDriver::click(QWidget* widget) const {
    bringIntoView(widget);
    const QPoint middle = widget->rect().center();
    // A check box takes clicks on its box and its text only.
    return clickAt(widget, qobject_cast<QCheckBox*>(widget) ? QPoint(boxMiddle, middle.y()) : middle);
}

Result<> TourDriver::clickAt(QWidget* widget, const QPoint& place) const {
    if (!widget->isEnabled()) return failed(ErrorCode::conflict, u"'%1' is disabled"_s.arg(called(widget)));
    QWidget* window = widget->window();
    QWidget* hit = window->childAt(widget->mapTo(window, place));
    if (!hit) hit = window;
    if (hit != widget && !widget->isAncestorOf(hit))
        return failed(ErrorCode::conflict, u"'%1' covers '%2'"_s.arg(called(hit), called(widget)));
    const QPoint inside = hit->mapFrom(window, widget->mapTo(window, place));
    const QPointer<QWidget> target(hit);
    if (hit->focusPolicy() & Qt::ClickFocus) hit->setFocus(Qt::MouseFocusReason);
    sendMouse(hit, QEvent::MouseMove, inside, Qt::NoButton);
    if (target) sendMouse(target, QEvent::MouseButtonPress, inside, Qt::LeftButton);
    if (target) sendMouse(target, QEvent::MouseButtonRelease, inside, Qt::NoButton);
    return {};
}

void TourDriver::press(QWidget* widget, int key, Qt::KeyboardModifiers modifiers, const QString& text) const {
    const QPointer<QWidget> target(widget);
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers, text);
        if (target) QCoreApplication::sendEvent(target, &event);
    }
}

Result<> TourDriver::type(const QString& field, const QString& text) const {
    STEWARD_CHECK(click(field));
    auto* line = shown(field);
    press(line, Qt::Key_A, Qt::ControlModifier);
    for (const QChar letter : text)
        press(line, 0, {}, letter);
    return {};
}

Result<> TourDriver::paste(const QString& field) const {
    STEWARD_CHECK(click(field));
    press(shown(field), Qt::Key_A, Qt::ControlModifier);
    press(shown(field), Qt::Key_V, Qt::ControlModifier);
    return {};
}

Result<> TourDriver::choose(const QString& box, const QVariant& data) const {
    STEWARD_CHECK(waitForShown(box));
    auto* list = shown<QComboBox>(box);
    const int row = list ? list->findData(data) : -1;
    if (row < 0) return failed(ErrorCode::notFound, u"'%1' has no such entry"_s.arg(box));
    list->setFocus(Qt::TabFocusReason);
    press(list, Qt::Key_Home);
    for (int step = 0; step < row; ++step)
        press(list, Qt::Key_Down);
    if (list->currentIndex() == row) return {};
    return failed(ErrorCode::conflict, u"'%1' does not move with the keys"_s.arg(box));
}

Result<> TourDriver::giveFile(const QString& button, const QString& file) const {
    QTimer hand;
    QElapsedTimer clock;
    clock.start();
    bool answered = false;
    QObject::connect(&hand, &QTimer::timeout, &hand, [&] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog || !dialog->isVisible()) return;
        hand.stop();
        dialog->findChild<QLineEdit*>(u"fileNameEdit"_s)->setText(file);
        const auto* buttons = dialog->findChild<QDialogButtonBox*>();
        auto* accept = buttons->button(dialog->acceptMode() == QFileDialog::AcceptSave ? QDialogButtonBox::Save
                                                                                       : QDialogButtonBox::Open);
        answered = accept && accept->isEnabled();
        answered ? accept->click() : dialog->reject();
    });
    hand.start(look);
    STEWARD_CHECK(click(button));
    if (answered) return {};
    return failed(ErrorCode::timeout, u"'%1' asked for no file"_s.arg(button));
}

Result<> TourDriver::closeToasts() const {
    return waitFor(u"no message at the bottom right"_s, [this] {
        auto* close = shown<QAbstractButton>(u"toastClose"_s);
        if (close) close->click();
        return !close;
    });
}

bool TourDriver::isLoading() const {
    for (const QWidget* window : QApplication::topLevelWidgets()) {
        if (!window->isVisible()) continue;
        for (const auto* stack : window->findChildren<ui::StateStack*>())
            if (stack->isVisible() && (stack->state() == ui::StateStack::State::loading || stack->isRefreshing()))
                return true;
        for (const auto* button : window->findChildren<ui::Button*>())
            if (button->isVisible() && button->isBusy()) return true;
    }
    return false;
}

Result<> TourDriver::picture(const QString& file, const QString& says, QWidget* window, bool moves) const {
    QElapsedTimer clock;
    clock.start();
    QImage before, now;
    const auto settled = [&] {
        const bool enough = moves && clock.hasExpired(std::chrono::milliseconds(movingLimit).count());
        if (!enough && isLoading()) return false;
        before = std::exchange(now, window->grab().toImage());
        if (enough || before == now) return true;
        pass(betweenLooks);
        return false;
    };
    STEWARD_CHECK(waitFor(u"a settled screen for %1"_s.arg(file), settled, settleLimit));
    if (!now.save(out_.filePath(file)))
        return failed(ErrorCode::storage, u"%1 cannot be written"_s.arg(out_.filePath(file)));
    say(file, says);
    return {};
}

void TourDriver::say(const QString& file, const QString& says) const {
    std::printf("%-28s %s\n", file.toUtf8().constData(), says.toUtf8().constData());
    std::fflush(stdout);
}

}  // namespace steward::app
