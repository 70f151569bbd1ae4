// stewardctl as a person or a script runs it: without a terminal, in a home of its own, without a key store.
#pragma once

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

    // An empty token: nobody is signed in.
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
