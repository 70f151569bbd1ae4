// The console as main.cpp composes it, saying on standard output what is on the screen:
//
//   bench_console start DIR        "window": the first window; "page": then the tenants of the offline store
//   bench_console signed-in DIR    "signed-in": the local platform answered; "page": its tenants; "dashboard": open
//
// DIR is the data folder; "signed-in" fills its offline store for "start", where somebody is signed in and the platform
// cannot be reached. Ends with its standard input.
#include <unistd.h>
#include <QApplication>
#include <QSocketNotifier>

#include "app/command_line.h"
#include "app/console.h"
#include "app/main_window.h"
#include "on_screen.h"
#include "ui/table.h"
#include "views/first_window/first_window.h"

using namespace steward;
using namespace steward::app;
using namespace Qt::StringLiterals;
using bench::say;

namespace {

bool showsTenants(const MainWindow& window) {
    const auto* table = window.findChild<ui::TableView*>(u"tenantsTable"_s);
    return table && table->isVisible() && table->model()->rowCount() > 0 &&
           !table->model()->index(0, 1).data().toString().isEmpty();
}

// Looks again each millisecond; pages have no signal that says "painted".
void whenTenantsAreShown(MainWindow* window, const std::function<void()>& then) {
    auto* look = new QTimer(window);
    QObject::connect(look, &QTimer::timeout, window, [look, window, then] {
        if (!showsTenants(*window)) return;
        look->deleteLater();
        window->repaint();
        say("page");
        if (then) then();
    });
    look->start(1);
}

void measureStart(Console& console) {
    QWidget* first = console.firstWindow();
    new bench::OnScreen(first, "window");
    QObject::connect(&console, &Console::mainWindowOpened, &console,
                     [](MainWindow* window) { whenTenantsAreShown(window, {}); });
    QTimer::singleShot(1000, &console, [&console] {
        say("offline");
        Q_EMIT console.firstWindow()->offlineRequested(u"local"_s);
    });
}

void measureSignedIn(Console& console) {
    QObject::connect(console.localPlatform(), &client::LocalPlatform::ready, &console, [] { say("signed-in"); });
    QObject::connect(&console, &Console::mainWindowOpened, &console, [](MainWindow* window) {
        window->resize(1440, 900);
        whenTenantsAreShown(window, [window] {
            window->goTo(u"dashboards"_s);
            QTimer::singleShot(0, window, [] { say("dashboard"); });
        });
    });
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication::setOrganizationName(u"Steward"_s);
    QCoreApplication::setApplicationName(u"steward-bench"_s);
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3 || (arguments[1] != "start"_L1 && arguments[1] != "signed-in"_L1)) {
        std::fprintf(stderr, "bench_console start|signed-in DIR\n");
        return 2;
    }
    Options options;
    options.dataFolder = arguments[2];
    options.local = arguments[1] == "signed-in"_L1;
    installTranslation(Preferences().language());
    auto tokens = std::make_shared<client::MemoryStore>();
    tokens->write(u"refresh-token/local"_s, "kept");
    Console console(options, client::openInBrowser, tokens);
    QObject::connect(&console, &Console::startFailed, &console, [](const Error& error) {
        std::fprintf(stderr, "%s\n", error.message.c_str());
        QCoreApplication::exit(1);
    });
    if (const auto started = console.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().message.c_str());
        return 1;
    }
    if (options.local)
        measureSignedIn(console);
    else
        measureStart(console);
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, &QApplication::quit);
    return QApplication::exec();
}
