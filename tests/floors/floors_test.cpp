// An include line names its floor. This reads every include of ours, the console's too, and holds it against
// tests/floors.txt; and it holds docs/architecture.md against the same list.
#include <QDirIterator>
#include <QRegularExpression>
#include <QtTest>

namespace {

using Rooms = QMap<QString, QStringList>;

QString readAll(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString source() {
    return qEnvironmentVariable("STEWARD_SOURCE");
}

// The room of a file: the folder that its includes are spelled with.
QString roomOf(const QString& path) {
    const QStringList parts = path.split(QLatin1Char('/'));
    const bool inside = (parts[0] == QLatin1String("sdk") || parts[0] == QLatin1String("platform")) && parts.size() > 2;
    return inside ? parts[1] : parts[0];
}

Rooms allowed() {
    Rooms rooms;
    for (const QString& line : readAll(source() + QStringLiteral("/tests/floors.txt")).split(QLatin1Char('\n'))) {
        if (line.isEmpty() || line.startsWith(QLatin1Char('#'))) continue;
        const QStringList sides = line.split(QLatin1Char(':'));
        rooms[sides[0]] = sides[1].split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }
    return rooms;
}

// What stands against the list, as "file includes room".
QStringList breaches(const Rooms& rooms, const QString& path, const QString& text) {
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s+\"([a-z_]+)/"),
                                            QRegularExpression::MultilineOption);
    const QString room = roomOf(path);
    QStringList found;
    for (auto it = include.globalMatch(text); it.hasNext();) {
        const QString target = it.next().captured(1);
        if (target != room && !rooms.value(room).contains(target))
            found << path + QStringLiteral(" includes ") + target;
    }
    return found;
}

}  // namespace

class FloorsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theListItselfOnlyGoesDown() {
        const Rooms rooms = allowed();
        QVERIFY(rooms.size() > 15);
        QStringList below;
        for (const QString& line : readAll(source() + QStringLiteral("/tests/floors.txt")).split(QLatin1Char('\n'))) {
            if (line.isEmpty() || line.startsWith(QLatin1Char('#'))) continue;
            const QString room = line.section(QLatin1Char(':'), 0, 0);
            for (const QString& target : rooms[room])
                QVERIFY2(below.contains(target), qPrintable(room + QStringLiteral(" -> ") + target));
            below << room;
        }
    }

    void everyIncludeGoesDown() {
        const Rooms rooms = allowed();
        QStringList found;
        int files = 0;
        for (const char* top : {"sdk", "platform", "cli", "ui", "models", "views", "app"}) {
            QDirIterator it(source() + QLatin1Char('/') + QLatin1String(top),
                            {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                            QDirIterator::Subdirectories);
            while (it.hasNext()) {
                const QString file = it.next();
                const QString path = QDir(source()).relativeFilePath(file);
                QVERIFY2(rooms.contains(roomOf(path)), qPrintable(path + QStringLiteral(" is in no room of the list")));
                found += breaches(rooms, path, readAll(file));
                ++files;
            }
        }
        QVERIFY(files > 50);
        QVERIFY2(found.isEmpty(), qPrintable(QLatin1Char('\n') + found.join(QLatin1Char('\n'))));
    }

    void aBreachIsSeen() {
        const Rooms rooms = allowed();
        QCOMPARE(breaches(rooms, QStringLiteral("ui/theme.cpp"), QStringLiteral("#include \"client/feed.h\"\n")).size(),
                 1);
        QCOMPARE(
            breaches(rooms, QStringLiteral("sdk/base/json.h"), QStringLiteral("#include \"domain/tenant.h\"")).size(),
            1);
        QVERIFY(
            breaches(rooms, QStringLiteral("ui/theme.cpp"), QStringLiteral("#include \"base/result.h\"\n")).isEmpty());
    }

    void qtStartsAtTheClient() {
        static const QRegularExpression qt(QStringLiteral("^\\s*#\\s*include\\s+<Q"),
                                           QRegularExpression::MultilineOption);
        for (const char* room : {"sdk/base", "sdk/domain", "sdk/contract", "sdk/sql", "sdk/report", "platform"}) {
            QDirIterator it(source() + QLatin1Char('/') + QLatin1String(room),
                            {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                            QDirIterator::Subdirectories);
            while (it.hasNext()) {
                const QString file = it.next();
                QVERIFY2(!readAll(file).contains(qt), qPrintable(file + QStringLiteral(" includes Qt")));
            }
        }
    }

    void theDocumentShowsTheSameList() {
        const QString document = readAll(source() + QStringLiteral("/docs/architecture.md"));
        for (const QString& line : readAll(source() + QStringLiteral("/tests/floors.txt")).split(QLatin1Char('\n'))) {
            if (line.isEmpty() || line.startsWith(QLatin1Char('#'))) continue;
            QVERIFY2(document.contains(line), qPrintable(QStringLiteral("docs/architecture.md lacks: ") + line));
        }
    }
};

QTEST_APPLESS_MAIN(FloorsTest)
#include "floors_test.moc"
