// How a person wants the console to look and speak; kept in QSettings, applied at once. GUI thread.
#pragma once

#include <QObject>
#include <QString>

#include "app/shortcuts.h"
#include "ui/table.h"
#include "ui/theme.h"

namespace steward::app {

class Preferences : public QObject {
    Q_OBJECT
public:
    explicit Preferences(QObject* parent = nullptr);

    // Theme and motion take effect here; density() is asked by windows, language() at the start.
    void apply();

    ui::ThemeKind theme() const;
    void setTheme(ui::ThemeKind theme);
    ui::Density density() const;
    void setDensity(ui::Density density);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    // A language code ("de"), or empty for the system's. Takes effect at the next start.
    QString language() const;
    void setLanguage(const QString& code);
    Shortcuts& shortcuts() { return shortcuts_; }

Q_SIGNALS:
    void densityChanged();

private:
    Shortcuts shortcuts_;
};

// Installs the translation for `language` into the program, from beside it or from the installed folder.
void installTranslation(const QString& language);

}  // namespace steward::app
