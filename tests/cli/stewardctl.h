// stewardctl as a person or a script runs it: in a home of its own, without a key store.
#pragma once

#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

namespace steward::test {

struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

struct Stewardctl {
    QTemporaryDir home;

    QString file(const QString& name) const { return home.filePath(name); }

    // On a terminal where somebody types `answer` once they are asked to. Both outputs are in `out`.
    Ran onTerminal(const QString& url, const QStringList& arguments, const QByteArray& answer) const {
        const QByteArray program = qgetenv("STEWARD_BIN") + "/stewardctl";
        QByteArrayList given{program};
        for (const auto& argument : arguments)
            given << argument.toUtf8();
        std::vector<char*> list;
        for (auto& argument : given)
            list.push_back(argument.data());
        list.push_back(nullptr);
        int terminal = -1;
        const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
        if (child == 0) {
            qputenv("HOME", home.path().toUtf8());
            qputenv("STEWARD_URL", url.toUtf8());
            qputenv("STEWARD_TOKEN", "token");
            ::execv(program.constData(), list.data());
            ::_exit(127);
        }
        ::fcntl(terminal, F_SETFL, O_NONBLOCK);
        Ran ran;
        bool answered = false;
        for (int status = 0; ran.code < 0; QCoreApplication::processEvents(QEventLoop::AllEvents, 20)) {
            const bool ended = ::waitpid(child, &status, WNOHANG) == child;
            char bytes[4096];
            for (ssize_t got; (got = ::read(terminal, bytes, sizeof bytes)) > 0;)
                ran.out.append(bytes, got);
            if (!answered && ran.out.contains("to apply it: "))
                answered = ::write(terminal, (answer + "\n").constData(), std::size_t(answer.size() + 1)) > 0;
            if (ended) ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
        }
        ::close(terminal);
        return ran;
    }

    // Without a terminal. An empty token: nobody is signed in.
    Ran run(const QString& url, const QByteArray& token, const QStringList& arguments) const {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
        environment.insert(QStringLiteral("STEWARD_URL"), url);
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent"));
        if (!token.isEmpty()) environment.insert(QStringLiteral("STEWARD_TOKEN"), QString::fromLatin1(token));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(home.path());
        process.start(qEnvironmentVariable("STEWARD_BIN") + QStringLiteral("/stewardctl"), arguments);
        process.closeWriteChannel();
        while (process.state() != QProcess::NotRunning)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
};

// "plan -f file" as a list of words.
inline QStringList words(const char* line) {
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

}  // namespace steward::test
