// One question before something that no plan previews; and what is shown this once.
#pragma once

#include <functional>

#include "ui/overlay.h"

namespace steward::views {

// Asks, and calls `then` when the answer is yes. Enter presses nothing; the focus is on Cancel.
void confirmFirst(QWidget* window, const QString& title, const QString& text, const QString& verb,
                  std::function<void()> then, std::function<void()> otherwise = {});

// A secret or a link that the platform gives once: with Copy, and closed by its button alone.
void showOnce(QWidget* window, const QString& title, const QString& text, const QString& secret);

}  // namespace steward::views
