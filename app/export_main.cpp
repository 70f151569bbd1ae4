// The outside of `steward export` and `steward verify`: interruption, progress, what is said, and the exit code.
#include <unistd.h>

#include <QApplication>
#include <QSocketNotifier>
#include <QTimer>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>

#include "app/export.h"
#include "app/preferences.h"
#include "client/token_store.h"

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

struct ExportWords {
    Q_DECLARE_TR_FUNCTIONS(ExportWords)
};

int complain(const Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    for (const FieldError& field : error.fields)
        std::fprintf(stderr, "  %s: %s\n", field.path.c_str(), field.message.c_str());
    if (!error.detail.empty()) std::fprintf(stderr, "%s\n", error.detail.c_str());
    return exitCodeOf(error.code);
}

void line(const QString& name, const QString& value) {
    std::printf("%-12s %s\n", name.toUtf8().constData(), value.toUtf8().constData());
}

int tell(const report::Manifest& manifest) {
    const QLocale locale;
    const QString rows = locale.toString(qlonglong(manifest.rowsWritten));
    line(ExportWords::tr("file"), QString::fromStdString(manifest.file));
    line(ExportWords::tr("rows"), manifest.complete ? ExportWords::tr("%1, complete").arg(rows)
                                                    : ExportWords::tr("%1, the report is limited").arg(rows));
    line(ExportWords::tr("made from"),
         ExportWords::tr("%1 rows").arg(locale.toString(qlonglong(manifest.rowsScanned))));
    if (!manifest.filter.empty()) line(ExportWords::tr("filter"), QString::fromStdString(manifest.filter));
    line(ExportWords::tr("data as of"), QString::fromStdString(toRfc3339(manifest.dataAsOf)));
    line(ExportWords::tr("bytes"), locale.toString(qlonglong(manifest.bytes)));
    line(u"sha256"_s, QString::fromStdString(manifest.sha256));
    return 0;
}

// The first Ctrl+C asks to stop, the second one ends the program as usual.
class Interruption : public QObject {
public:
    Interruption() {
        if (::pipe(ends_.data()) != 0) return;
        notifier_ = std::make_unique<QSocketNotifier>(ends_[0], QSocketNotifier::Read);
        connect(notifier_.get(), &QSocketNotifier::activated, this, [this] {
            notifier_->setEnabled(false);
            stop_.request_stop();
        });
        writeEnd_ = ends_[1];
        for (const int signal : {SIGINT, SIGTERM})
            std::signal(signal, caught);
    }
    ~Interruption() override {
        for (const int signal : {SIGINT, SIGTERM})
            std::signal(signal, SIG_DFL);
        for (const int end : ends_)
            if (end >= 0) ::close(end);
    }
    std::stop_token token() const { return stop_.get_token(); }

private:
    static void caught(int signal) {
        std::signal(signal, SIG_DFL);
        [[maybe_unused]] const auto written = ::write(writeEnd_, "", 1);
    }

    static inline volatile std::sig_atomic_t writeEnd_ = -1;
    std::array<int, 2> ends_{-1, -1};
    std::unique_ptr<QSocketNotifier> notifier_;
    std::stop_source stop_;
};

// One line on a terminal, rewritten five times a second.
class Progress : public QObject {
public:
    Progress() {
        if (::isatty(STDERR_FILENO) == 0) return;
        connect(&timer_, &QTimer::timeout, this, [this] { show(); });
        timer_.start(200);
    }
    ~Progress() override {
        if (shown_) std::fprintf(stderr, "\r\033[K");
    }
    void set(std::int64_t done, std::int64_t total) {
        done_ = done;
        total_ = total;
    }

private:
    void show() {
        const qlonglong done = done_, total = total_;
        if (done == 0) return;
        const QLocale locale;
        const QString text = total > 0
                                 ? ExportWords::tr("%1 of %2 rows").arg(locale.toString(done), locale.toString(total))
                                 : ExportWords::tr("%1 rows").arg(locale.toString(done));
        std::fprintf(stderr, "\r\033[K%s", text.toUtf8().constData());
        shown_ = true;
    }
    std::atomic<std::int64_t> done_ = 0, total_ = 0;
    QTimer timer_;
    bool shown_ = false;
};

std::unique_ptr<QCoreApplication> makeApplication(const Options& options, int& argc, char** argv) {
    std::unique_ptr<QCoreApplication> application;
    if (options.format == "pdf"_L1) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        application = std::make_unique<QApplication>(argc, argv);
    } else {
        application = std::make_unique<QCoreApplication>(argc, argv);
    }
    installTranslation(Preferences().language());
    return application;
}

}  // namespace

int exitCodeOf(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid:
            return 2;
        case ErrorCode::notFound:
            return 3;
        case ErrorCode::unauthenticated:
        case ErrorCode::forbidden:
            return 4;
        case ErrorCode::offline:
        case ErrorCode::timeout:
        case ErrorCode::unavailable:
            return 5;
        case ErrorCode::storage:
            return 6;
        case ErrorCode::cancelled:
            return 130;
        default:
            return 1;
    }
}

int runExport(const Options& options, int argc, char** argv) {
    const auto application = makeApplication(options, argc, argv);
    const Interruption interruption;
    Result<report::Manifest> manifest;
    if (!options.result.isEmpty()) {
        manifest = exportResult(options, interruption.token());
    } else {
        Progress progress;
        manifest = exportReport(options, std::make_shared<client::KeychainStore>(), interruption.token(),
                                [&progress](std::int64_t done, std::int64_t total) { progress.set(done, total); });
    }
    return manifest ? tell(*manifest) : complain(manifest.error());
}

int runVerify(const Options& options, int argc, char** argv) {
    const auto application = makeApplication(options, argc, argv);
    const auto manifest = report::verify(options.outFile.toStdString());
    return manifest ? tell(*manifest) : complain(manifest.error());
}

}  // namespace steward::app
