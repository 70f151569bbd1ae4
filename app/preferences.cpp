#include "app/preferences.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

const QString themeKey = u"view/theme"_s, densityKey = u"view/density"_s, motionKey = u"view/reducedMotion"_s,
              languageKey = u"view/language"_s;

template <class E>
E read(const QString& key, E fallback, E last) {
    const int value = QSettings().value(key, int(fallback)).toInt();
    return value >= 0 && value <= int(last) ? E(value) : fallback;
}

}  // namespace

Preferences::Preferences(QObject* parent) : QObject(parent) {}

void Preferences::apply() {
    ui::Theme& shown = ui::Theme::current();
    shown.apply(theme());
    if (QSettings().contains(motionKey)) shown.setReducedMotion(reducedMotion());
}

ui::ThemeKind Preferences::theme() const {
    return read(themeKey, ui::ThemeKind::system, ui::ThemeKind::system);
}

void Preferences::setTheme(ui::ThemeKind theme) {
    QSettings().setValue(themeKey, int(theme));
    ui::Theme::current().apply(theme);
}

ui::Density Preferences::density() const {
    return read(densityKey, ui::Density::normal, ui::Density::comfortable);
}

void Preferences::setDensity(ui::Density density) {
    QSettings().setValue(densityKey, int(density));
    Q_EMIT densityChanged();
}

bool Preferences::reducedMotion() const {
    return QSettings().value(motionKey, ui::Theme::current().reducedMotion()).toBool();
}

void Preferences::setReducedMotion(bool reduced) {
    QSettings().setValue(motionKey, reduced);
    ui::Theme::current().setReducedMotion(reduced);
}

QString Preferences::language() const {
    return QSettings().value(languageKey).toString();
}

void Preferences::setLanguage(const QString& code) {
    QSettings().setValue(languageKey, code);
}

void installTranslation(const QString& language) {
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    if (!language.isEmpty()) QLocale::setDefault(locale);
    const QString beside = QCoreApplication::applicationDirPath();
    // English is in the sources; its translation only holds plural forms, and serves where there is no other.
    for (const QLocale& wanted : {locale, QLocale(QLocale::English)}) {
        auto* translator = new QTranslator(QCoreApplication::instance());
        if (translator->load(wanted, u"steward"_s, u"_"_s, beside + u"/translations"_s) ||
            translator->load(wanted, u"steward"_s, u"_"_s, beside + u"/../share/steward/translations"_s)) {
            QCoreApplication::installTranslator(translator);
            break;
        }
        delete translator;
    }
    auto* own = new QTranslator(QCoreApplication::instance());
    if (own->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(own);
    else
        delete own;
}

}  // namespace steward::app
