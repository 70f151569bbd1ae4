// The whole console on the screen of a test, and the hands that drive it: what is shown is found by its object name,
// clicked and written to as a person does. Settings, data and tokens are its own. What does not come true fails the
// test that asked for it. With STEWARD_GRABS=DIR grab() leaves pictures there.
//
//   class PeopleTest : public QObject, test::DrivenConsole {
//       void initTestCase() { startLocal(60); goTo(u"users"_s); click(u"inviteUser"_s); … }
#pragma once

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "app/console.h"
#include "app/main_window.h"
#include "app/preferences.h"
#include "tests/support/sanitized.h"
#include "ui/table.h"
#include "ui/toast.h"
#include "views/first_window/first_window.h"

namespace steward::test {

using namespace Qt::StringLiterals;

constexpr int patience = sanitized ? 120'000 : 30'000;

class DrivenConsole {
public:
    using Tokens = std::shared_ptr<client::TokenStore>;

    explicit DrivenConsole(Tokens tokens = std::make_shared<client::MemoryStore>()) : tokens_(std::move(tokens)) {}

    // The local platform with its demo data, and its main window.
    void startLocal(int demoTenants) {
        app::Options options = ownOptions();
        options.local = true;
        options.demo = true;
        options.demoTenants = demoTenants;
        options.platformProgram = qEnvironmentVariable("STEWARD_BIN") + u"/stewardd"_s;
        start(options);
        QTRY_VERIFY_WITH_TIMEOUT(window(), 3 * patience);
        settle();
    }
    // A workspace at the platform of this port; whoever has the refresh token is signed in there. Before
    // openWorkspace().
    void addWorkspace(const std::string& name, client::Environment environment, int port) {
        QVERIFY(QDir().mkpath(ownOptions().dataFolder));
        auto workspaces = client::Workspaces::load(ownOptions().dataFolder.toStdString());
        QVERIFY(workspaces);
        client::Workspace workspace;
        workspace.name = name;
        workspace.environment = environment;
        workspace.url = "http://127.0.0.1:" + std::to_string(port);
        const auto added = workspaces->add(workspace);
        QVERIFY(added);
        workspaceId_ = QString::fromStdString(added->id);
    }
    void signIn(const std::string& refreshToken) {
        tokens_->write(u"refresh-token/"_s + workspaceId_, QByteArray::fromStdString(refreshToken));
    }
    // Its main window, chosen in the first one. `browser` gets the addresses that the console opens.
    void openWorkspace(client::Opener browser = noBrowser) {
        start(ownOptions(), std::move(browser));
        QTRY_VERIFY_WITH_TIMEOUT(session(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(session()->state() != client::Session::State::signedOut, patience);
        auto* first = console_->firstWindow();
        QTest::mouseClick(first->findChild<QAbstractButton*>(u"workspace."_s + workspaceId_), Qt::LeftButton);
        auto* open = first->findChild<QAbstractButton*>(u"openWorkspace"_s);
        QTRY_VERIFY2(open->text().startsWith(u"Open"_s), qPrintable(open->text()));
        QTest::mouseClick(open, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window(), patience);
        settle();
    }
    void close() { console_.reset(); }

    app::Console& console() const { return *console_; }
    app::MainWindow* window() const { return console_->mainWindow(); }
    client::Session* session() const { return console_->session(workspaceId_); }
    int port() const { return session()->url().port(); }
    client::TokenStore& tokens() const { return *tokens_; }
    QString pathOf(const QString& file) const { return folder_.filePath(file); }

    template <class T = QWidget>
    T* shown(const QString& name) const {
        for (T* widget : window()->findChildren<T*>(name))
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    ui::TableView* table(const QString& name) const { return shown<ui::TableView>(name); }
    int rowsOf(const QString& name) const { return table(name) ? table(name)->model()->rowCount() : -1; }
    QString cell(const QString& name, int row, int column) const {
        return table(name) ? table(name)->model()->index(row, column).data().toString() : QString();
    }
    // What all toasts say, the latest last.
    QString toasts() const {
        QStringList all;
        for (const auto* toast : window()->toasts().toasts())
            all << toast->accessibleName();
        return all.join(u'|');
    }

    void click(const QString& name) const {
        QTRY_VERIFY2_WITH_TIMEOUT(shown<QAbstractButton>(name), qPrintable(name), patience);
        auto* button = shown<QAbstractButton>(name);
        QTRY_VERIFY2(button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void write(const QString& name, const QString& text) const {
        QTRY_VERIFY2(shown<QLineEdit>(name), qPrintable(name));
        shown<QLineEdit>(name)->setText(text);
    }
    void choose(const QString& name, const QString& text) const {
        QTRY_VERIFY2(shown<QComboBox>(name), qPrintable(name));
        auto* select = shown<QComboBox>(name);
        QTRY_VERIFY2_WITH_TIMEOUT(select->findText(text) >= 0, qPrintable(text), patience);
        select->setCurrentIndex(select->findText(text));
    }
    void run(const QString& action) const {
        QVERIFY2(window()->findChild<QAction*>(action), qPrintable(action));
        window()->findChild<QAction*>(action)->trigger();
    }
    void goTo(const QString& page) const {
        run(u"goTo."_s + page);
        QTRY_VERIFY(shown(u"page."_s + page));
    }
    // The sentence that the plan asks for, if it does.
    void typeConfirmation() const {
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLineEdit>(u"planReason"_s), patience);
        const auto asked = [this] {
            const auto* sentence = shown<QLabel>(u"planSentence"_s);
            return sentence ? sentence->text() : QString();
        };
        // Known when the plan is; one that cannot be applied says nothing.
        (void)QTest::qWaitFor([&] { return !asked().isEmpty() || shown<QAbstractButton>(u"planApply"_s)->isEnabled(); },
                              3000);
        if (const QString sentence = asked(); !sentence.isEmpty())
            shown<QLineEdit>(u"planConfirmation"_s)->setText(sentence);
    }
    void grab(const QString& name, QWidget* widget = nullptr) const {
        const QString to = qEnvironmentVariable("STEWARD_GRABS");
        if (to.isEmpty()) return;
        QTest::qWait(400);
        QDir().mkpath(to);
        (widget ? widget : window())->grab().save(QDir(to).filePath(name + u".png"_s));
    }

    static bool noBrowser(const QUrl&) { return false; }

private:
    app::Options ownOptions() const {
        app::Options options;
        options.dataFolder = folder_.filePath(u"data"_s);
        return options;
    }
    void start(const app::Options& options, client::Opener browser = noBrowser) {
        QCoreApplication::setOrganizationName(u"Steward"_s);
        QCoreApplication::setApplicationName(u"steward-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
        app::Preferences().setTheme(ui::ThemeKind::light);
        console_ = std::make_unique<app::Console>(options, std::move(browser), tokens_);
        QVERIFY(console_->start());
        QVERIFY(console_->firstWindow()->isVisible());
    }
    void settle() const {
        window()->resize(1440, 900);
        QVERIFY(QTest::qWaitForWindowExposed(window()));
    }

    QTemporaryDir folder_;
    Tokens tokens_;
    QString workspaceId_ = u"local"_s;
    std::unique_ptr<app::Console> console_;
};

}  // namespace steward::test
