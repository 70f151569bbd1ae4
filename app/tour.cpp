#include "app/tour.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>

#include "app/console.h"
#include "app/main_window.h"
#include "client/token_store.h"
#include "views/first_window/first_window.h"

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int settleMs = 2500;

struct Stop {
    QString file, says;
    std::function<void(MainWindow*)> go;
};

class Tour : public QObject {
public:
    explicit Tour(QDir out) : out_(std::move(out)) {
        for (const auto& [page, file, says] : {std::tuple(u"tenants"_s, u"tenants.png"_s, u"The list of tenants"_s),
                                               std::tuple(u"dashboards"_s, u"dashboard.png"_s, u"Live metrics"_s),
                                               std::tuple(u"reports"_s, u"reports.png"_s, u"The report builder"_s),
                                               std::tuple(u"branding"_s, u"branding.png"_s, u"White-label branding"_s),
                                               std::tuple(u"audit"_s, u"audit.png"_s, u"The audit log"_s),
                                               std::tuple(u"components"_s, u"components.png"_s, u"Every control"_s)})
            stops_.push_back({file, says, [page = page](MainWindow* window) { window->goTo(page); }});
    }
    void take(MainWindow* window) {
        window_ = window;
        next();
    }

private:
    void next() {
        if (at_ == stops_.size()) return QApplication::exit(0);
        stops_[at_].go(window_);
        QTimer::singleShot(settleMs, this, [this] {
            const QString file = out_.filePath(stops_[at_].file);
            if (!window_->grab().save(file)) return QApplication::exit(1);
            std::printf("%s  %s\n", file.toUtf8().constData(), stops_[at_].says.toUtf8().constData());
            ++at_;
            next();
        });
    }

    QDir out_;
    std::vector<Stop> stops_;
    std::size_t at_ = 0;
    MainWindow* window_ = nullptr;
};

}  // namespace

int runTour(const Options& options) {
    if (!QDir().mkpath(options.outFolder)) {
        std::fprintf(stderr, "%s cannot be made\n", options.outFolder.toUtf8().constData());
        return 1;
    }
    QTemporaryDir fresh;
    Options console = options;
    console.local = true;
    console.demo = true;
    if (console.dataFolder.isEmpty()) console.dataFolder = fresh.path();
    Console program(console, client::openInBrowser, std::make_shared<client::MemoryStore>());
    Tour tour{QDir(options.outFolder)};
    QObject::connect(&program, &Console::mainWindowOpened, &tour, [&tour](MainWindow* window) { tour.take(window); });
    QObject::connect(&program, &Console::startFailed, &tour, [](const Error& error) {
        std::fprintf(stderr, "%s\n", error.message.c_str());
        QApplication::exit(1);
    });
    if (const auto started = program.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().message.c_str());
        return 1;
    }
    return QApplication::exec();
}

}  // namespace steward::app
