#include "client/local_platform.h"

#include <fcntl.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>

#include <csignal>
#endif

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLockFile>
#include <QNetworkReply>
#include <QProcess>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <QTimer>
#include <array>

#include "base/ids.h"
#include "base/json.h"

namespace steward::client {
namespace {

constexpr qsizetype keptLines = 500;
constexpr int stopLimitMs = 2'000;
enum Step { folder, database, api, signIn };

struct ReadyLine {
    std::int64_t port = 0;
    std::optional<std::int64_t> schema;
};
STEWARD_DESCRIBE(ReadyLine, (port, schema))

// One end stays here, the other goes to the child and is closed here once it runs.
struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() = default;
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() { close(); }
    bool open() { return ::pipe2(ends.data(), O_CLOEXEC) == 0; }
    void closeEnd(int end) {
        if (ends[std::size_t(end)] >= 0) ::close(std::exchange(ends[std::size_t(end)], -1));
    }
    void close() {
        closeEnd(0);
        closeEnd(1);
    }
};

}  // namespace

struct LocalPlatform::Private {
    LocalPlatform& self;
    LocalPlatformOptions options;
    State state = State::stopped;
    std::vector<StartStep> steps;
    QStringList log;
    QUrl url;
    QByteArray lineBegun;
    QByteArray readyBegun;
    std::string secret;
    std::unique_ptr<QLockFile> lock;
    std::unique_ptr<QProcess> process;
    std::unique_ptr<QSocketNotifier> readyNotifier;
    Pipe readyPipe;
    Pipe joinPipe;
    QElapsedTimer clock;
    QTimer limit;
    QNetworkAccessManager manager;

    Private(LocalPlatform& owner, LocalPlatformOptions wanted) : self(owner), options(std::move(wanted)) {
        limit.setSingleShot(true);
        resetSteps();
    }
    void resetSteps() {
        steps = {{LocalPlatform::tr("Open the data folder")},
                 {LocalPlatform::tr("Check the database")},
                 {LocalPlatform::tr("Start the API")},
                 {LocalPlatform::tr("Sign in as local administrator")}};
    }
    void begin(Step step) {
        steps[step].state = StepState::running;
        clock.start();
        Q_EMIT self.stepsChanged();
    }
    void done(Step step, const QString& text) {
        steps[step] = {text, StepState::done, std::chrono::milliseconds(clock.elapsed())};
        Q_EMIT self.stepsChanged();
    }
    void failed(Error error);
    bool openFolder();
    void launch();
    void readLog();
    void readReady();
    void started(const ReadyLine& line);
    void join();
    void ended();
    void shutDown();
};

void LocalPlatform::Private::failed(Error error) {
    for (auto& step : steps)
        if (step.state == StepState::running) step.state = StepState::failed;
    if (error.detail.empty() && !log.isEmpty()) error.detail = log.last().toStdString();
    shutDown();
    state = State::failed;
    Q_EMIT self.stepsChanged();
    Q_EMIT self.failed(error);
}

bool LocalPlatform::Private::openFolder() {
    begin(folder);
    if (options.dataFolder.isEmpty())
        options.dataFolder =
            QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QLatin1String("/platform");
    if (!QDir().mkpath(options.dataFolder)) {
        failed({ErrorCode::storage,
                LocalPlatform::tr("The data folder cannot be written.").toStdString(),
                options.dataFolder.toStdString(),
                {},
                {}});
        return false;
    }
    QFile::setPermissions(options.dataFolder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    lock = std::make_unique<QLockFile>(options.dataFolder + QLatin1String("/console.lock"));
    lock->setStaleLockTime(0);
    if (!lock->tryLock(0)) {
        failed({ErrorCode::conflict,
                LocalPlatform::tr("Another Steward already uses the local platform.").toStdString(),
                options.dataFolder.toStdString(),
                {},
                {}});
        return false;
    }
    done(folder, LocalPlatform::tr("Data folder opened"));
    return true;
}

void LocalPlatform::Private::launch() {
    begin(database);
    if (options.program.isEmpty())
        options.program = QCoreApplication::applicationDirPath() + QLatin1String("/stewardd");
    // The pipe holds the secret until the server reads it, so nothing is written to a reader that may be gone.
    secret = randomHex(32);
    const std::string line = secret + "\n";
    if (!readyPipe.open() || !joinPipe.open() ||
        ::write(joinPipe.ends[1], line.data(), line.size()) != ssize_t(line.size()))
        return failed({ErrorCode::internal,
                       LocalPlatform::tr("The embedded server could not be started.").toStdString(),
                       "pipe",
                       {},
                       {}});
    process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("STEWARD_DATA_FOLDER"), options.dataFolder);
    environment.insert(QStringLiteral("STEWARD_PORT"), QStringLiteral("0"));
    environment.insert(QStringLiteral("STEWARD_ENVIRONMENT"), QStringLiteral("local"));
    process->setProcessEnvironment(environment);
    QStringList arguments{QStringLiteral("--ready-fd"), QString::number(readyPipe.ends[1]),
                          QStringLiteral("--local-join-fd"), QString::number(joinPipe.ends[0])};
    if (options.demoData) arguments << QStringLiteral("--demo");
    if (options.demoData && options.demoTenants)
        arguments << QStringLiteral("--demo-tenants") << QString::number(*options.demoTenants);
    // Only these two survive into the child; everything else closes there.
    process->setChildProcessModifier([ready = readyPipe.ends[1], join = joinPipe.ends[0]] {
        ::fcntl(ready, F_SETFD, 0);
        ::fcntl(join, F_SETFD, 0);
#ifdef __linux__
        // A console that crashes takes its platform along, which otherwise keeps the data folder locked.
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
    });
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setStandardInputFile(QProcess::nullDevice());
    connect(process.get(), &QProcess::readyRead, &self, [this] { readLog(); });
    connect(process.get(), &QProcess::finished, &self, [this] { ended(); });
    connect(process.get(), &QProcess::errorOccurred, &self, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            failed({ErrorCode::notFound,
                    LocalPlatform::tr("The embedded server could not be started.").toStdString(),
                    process->errorString().toStdString(),
                    {},
                    {}});
    });
    connect(process.get(), &QProcess::started, &self, [this] {
        readyPipe.closeEnd(1);
        joinPipe.close();
    });
    readyNotifier = std::make_unique<QSocketNotifier>(readyPipe.ends[0], QSocketNotifier::Read);
    connect(readyNotifier.get(), &QSocketNotifier::activated, &self, [this] { readReady(); });
    process->start(options.program, arguments);
}

void LocalPlatform::Private::readLog() {
    lineBegun += process->readAll();
    for (auto end = lineBegun.indexOf('\n'); end >= 0; end = lineBegun.indexOf('\n')) {
        const QString line = QString::fromUtf8(lineBegun.left(end));
        lineBegun.remove(0, end + 1);
        log << line;
        if (log.size() > keptLines) log.removeFirst();
        Q_EMIT self.logLine(line);
    }
}

void LocalPlatform::Private::readReady() {
    std::array<char, 4096> buffer{};
    const auto count = ::read(readyPipe.ends[0], buffer.data(), buffer.size());
    if (count > 0) readyBegun.append(buffer.data(), count);
    if (count <= 0) readyNotifier->setEnabled(false);
    const auto end = readyBegun.indexOf('\n');
    if (end < 0) return;
    readyNotifier->setEnabled(false);
    const auto line = json::read<ReadyLine>({readyBegun.constData(), std::size_t(end)});
    if (line) return started(*line);
    failed({ErrorCode::internal,
            LocalPlatform::tr("The embedded server could not be started.").toStdString(),
            line.error().detail,
            {},
            {}});
}

void LocalPlatform::Private::started(const ReadyLine& line) {
    done(database, line.schema ? LocalPlatform::tr("Database checked, schema %1").arg(*line.schema)
                               : LocalPlatform::tr("Database checked"));
    begin(api);
    url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(line.port));
    done(api, LocalPlatform::tr("API started on port %1").arg(line.port));
    begin(signIn);
    join();
}

// The secret works once and for a minute. An answer that was lost on the way is not asked for again: start again does.
void LocalPlatform::Private::join() {
    QNetworkRequest request(url.resolved(QUrl(QStringLiteral("/oauth/local-join"))));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const std::string body = R"({"secret":")" + std::exchange(secret, {}) + R"("})";
    QNetworkReply* reply = manager.post(request, QByteArray::fromStdString(body));
    connect(reply, &QNetworkReply::finished, &self, [this, reply] {
        reply->deleteLater();
        if (state != State::starting) return;
        const auto tokens =
            parseTokens(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll());
        if (!tokens) return failed(tokens.error());
        limit.stop();
        state = State::running;
        done(signIn, LocalPlatform::tr("Signed in as local administrator"));
        Q_EMIT self.ready(url, *tokens);
    });
}

void LocalPlatform::Private::ended() {
    if (state == State::stopped || state == State::failed) return;
    const bool wasRunning = state == State::running;
    readLog();
    failed({ErrorCode::unavailable,
            (wasRunning ? LocalPlatform::tr("The embedded server has ended.")
                        : LocalPlatform::tr("The embedded server could not be started."))
                .toStdString(),
            {},
            {},
            {}});
}

void LocalPlatform::Private::shutDown() {
    limit.stop();
    secret.clear();
    readyNotifier.reset();
    readyPipe.close();
    joinPipe.close();
    if (process) {
        process->disconnect(&self);
        if (process->state() != QProcess::NotRunning) {
            process->terminate();
            if (!process->waitForFinished(stopLimitMs)) {
                process->kill();
                process->waitForFinished(stopLimitMs);
            }
        }
        process.release()->deleteLater();
    }
    lock.reset();
}

LocalPlatform::LocalPlatform(LocalPlatformOptions options, QObject* parent)
    : QObject(parent), d_(std::make_unique<Private>(*this, std::move(options))) {
    connect(&d_->limit, &QTimer::timeout, this, [this] {
        d_->failed({ErrorCode::timeout,
                    LocalPlatform::tr("The embedded server did not start in time.").toStdString(),
                    {},
                    {},
                    {}});
    });
}

LocalPlatform::~LocalPlatform() {
    d_->shutDown();
}

void LocalPlatform::start() {
    if (d_->state == State::starting || d_->state == State::running) return;
    d_->state = State::starting;
    d_->resetSteps();
    d_->log.clear();
    d_->lineBegun.clear();
    d_->readyBegun.clear();
    d_->limit.start(d_->options.limit);
    if (d_->openFolder()) d_->launch();
}

void LocalPlatform::stop() {
    if (d_->state != State::starting && d_->state != State::running) return;
    if (!d_->process) return;
    d_->limit.stop();
    d_->state = State::stopped;
    d_->process->disconnect(this);
    connect(d_->process.get(), &QProcess::readyRead, this, [this] { d_->readLog(); });
    connect(d_->process.get(), &QProcess::finished, this, [this] {
        d_->shutDown();
        d_->resetSteps();
        Q_EMIT stepsChanged();
        Q_EMIT stopped();
    });
    d_->process->terminate();
}

LocalPlatform::State LocalPlatform::state() const {
    return d_->state;
}
const std::vector<StartStep>& LocalPlatform::steps() const {
    return d_->steps;
}
const QStringList& LocalPlatform::logTail() const {
    return d_->log;
}
const QUrl& LocalPlatform::url() const {
    return d_->url;
}

}  // namespace steward::client
