#include "app/tour.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTemporaryDir>
#include <cstdio>

#include "app/console.h"
#include "app/main_window.h"
#include "app/preferences.h"
#include "app/tour_stops.h"
#include "client/token_store.h"
#include "views/first_window/first_window.h"

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

int complain(const QString& message) {
    std::fprintf(stderr, "%s\n", message.toUtf8().constData());
    return 1;
}

// The person's own settings stay as they are, and do not change the pictures.
void useSettingsOf(const QString& folder) {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    for (const auto format : {QSettings::IniFormat, QSettings::NativeFormat})
        QSettings::setPath(format, QSettings::UserScope, folder + u"/settings"_s);
    Preferences().setTheme(ui::ThemeKind::light);
}

// Where it stood, when a stop did not come true.
QString keepLastScreen(const Console& console, const QDir& out) {
    QWidget* window = console.mainWindow();
    if (!window) window = console.firstWindow();
    const QString file = out.filePath(u"failed.png"_s);
    return window && window->grab().save(file) ? file : QString();
}

}  // namespace

int runTour(const Options& options) {
    const QDir out(QDir(options.outFolder).absolutePath());
    if (!QDir().mkpath(out.path())) return complain(u"%1 cannot be made"_s.arg(out.path()));
    QTemporaryDir fresh;
    if (!fresh.isValid()) return complain(fresh.errorString());
    useSettingsOf(fresh.path());
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication::setQuitOnLastWindowClosed(false);
    QApplication::setCursorFlashTime(0);

    Options console = options;
    console.local = false;
    console.demo = true;
    console.dataFolder = fresh.filePath(u"data"_s);
    Console program(console, [](const QUrl&) { return false; }, std::make_shared<client::MemoryStore>());
    TourDriver driver(out, options.patience);
    TourStops stops(program, driver, std::chrono::seconds(options.warmUpSeconds));
    const auto done = stops.all();
    if (done) return 0;
    complain(u"The tour stopped: "_s + QString::fromStdString(done.error().message));
    const QString last = keepLastScreen(program, out);
    return last.isEmpty() ? 1 : complain(u"%1  where it stood"_s.arg(last));
}

}  // namespace steward::app
