// Hands and eyes of the tour: finds what is shown by its object name, clicks and types as a person does, waits for what
// should come true, and takes pictures of finished screens. Nothing here knows a page. GUI thread; needs no event loop
// around it, and runs one while it waits.
//
// Errors: notFound (nothing of that name is shown), conflict (it is disabled or something covers it), timeout, storage.
#pragma once

#include <QApplication>
#include <QDir>
#include <QWidget>
#include <chrono>
#include <functional>

#include "base/result.h"

namespace steward::app {

class TourDriver {
public:
    // `patience` stretches every limit: programs under a sanitizer take their time.
    explicit TourDriver(const QDir& out, double patience = 1) : out_(out), patience_(patience) {}

    // The first visible widget of this name; null when there is none.
    template <class T = QWidget>
    T* shown(const QString& name) const {
        for (QWidget* window : QApplication::topLevelWidgets()) {
            if (!window->isVisible()) continue;
            if (T* self = qobject_cast<T*>(window); self && self->objectName() == name) return self;
            for (T* widget : window->findChildren<T*>(name))
                if (widget->isVisible()) return widget;
        }
        return nullptr;
    }
    bool isShown(const QString& name) const { return shown(name) != nullptr; }

    // Looks every few milliseconds. `what` names it in the error: "the list of tenants".
    Result<> waitFor(const QString& what, const std::function<bool()>& condition,
                     std::chrono::milliseconds limit = std::chrono::seconds(20)) const;
    Result<> waitForShown(const QString& name, std::chrono::milliseconds limit = std::chrono::seconds(20)) const;
    Result<> waitForGone(const QString& name, std::chrono::milliseconds limit = std::chrono::seconds(20)) const;

    // Waits until it is shown and enabled, brings it into view and clicks its middle.
    Result<> click(const QString& name) const;
    Result<> click(QWidget* widget) const;
    Result<> clickAt(QWidget* widget, const QPoint& place) const;

    void press(QWidget* widget, int key, Qt::KeyboardModifiers modifiers = {}, const QString& text = {}) const;
    // Clicks the field, selects what is in it, and types over it.
    Result<> type(const QString& field, const QString& text) const;
    // The same from the clipboard.
    Result<> paste(const QString& field) const;
    // Walks a combo box with the arrow keys to the entry with this data.
    Result<> choose(const QString& box, const QVariant& data) const;
    // Clicks `button`, which asks for a file to write or to read, and answers.
    Result<> giveFile(const QString& button, const QString& file) const;
    // Closes every toast.
    Result<> closeToasts() const;

    // Saves a picture of the window once nothing loads and two looks in a row are the same. `moves`: the screen does so
    // by itself, and is taken as it is after a while. Prints the file and what it shows.
    Result<> picture(const QString& file, const QString& says, QWidget* window, bool moves = false) const;
    void say(const QString& file, const QString& says) const;

    const QDir& out() const { return out_; }

private:
    bool isLoading() const;

    QDir out_;
    double patience_;
};

}  // namespace steward::app
