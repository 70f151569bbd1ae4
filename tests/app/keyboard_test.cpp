// The daily work without a mouse: from the list to a suspended tenant, a changed plan, an undone change, an exported
// report. A mouse event anywhere fails the test; the focus is seen at every step.
#include <QClipboard>
#include <QFileDialog>
#include <QMouseEvent>

#include "contract/endpoints.h"
#include "models/tenants/tenants_model.h"
#include "tests/app/driven_console.h"
#include "ui/focus.h"
#include "ui/overlay.h"

using namespace steward;
using namespace Qt::StringLiterals;
using models::TenantsModel;
using test::patience;

class KeyboardTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    int mouseEvents_ = 0;
    domain::Tenant tenant_;

    bool eventFilter(QObject* watched, QEvent* event) override {
        switch (event->type()) {
            case QEvent::MouseButtonPress:
            case QEvent::MouseButtonRelease:
            case QEvent::MouseButtonDblClick:
            case QEvent::MouseMove:
            case QEvent::Wheel:
                if (event->spontaneous()) ++mouseEvents_;
                break;
            default:
                break;
        }
        return QObject::eventFilter(watched, event);
    }

    static QWidget* focus() { return QApplication::focusWidget(); }
    // Where the keys go: a person sees it, whole, on the window.
    void verifyFocusIsSeen() const {
        QTRY_VERIFY(focus());
        QVERIFY2(focus()->isVisible(), qPrintable(focus()->objectName()));
        const QRect seen(focus()->mapTo(window(), QPoint()), focus()->size());
        QVERIFY2(window()->rect().intersects(seen), qPrintable(focus()->objectName()));
        QVERIFY(ui::keyboardFocus());
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const {
        QTest::keyClick(focus() ? focus() : window(), Qt::Key(key), modifiers);
    }
    void chord(int first, int second) const {
        press(first);
        press(second);
    }
    void type(const QString& text) const { QTest::keyClicks(focus(), text); }
    void tabTo(const QString& name) const {
        for (int steps = 0; steps < 80; ++steps) {
            if (focus() && focus()->objectName() == name) return verifyFocusIsSeen();
            press(Qt::Key_Tab);
        }
        QFAIL(qPrintable(u"Tab never comes to %1; it is at %2"_s.arg(name, focus() ? focus()->objectName() : u"-"_s)));
    }
    // From the palette: what a menu, a page or a shortcut does, by its name.
    void command(const QString& text) const {
        press(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(shown(u"palette"_s) && focus() && focus()->objectName() == u"paletteField"_s);
        type(text);
        QTRY_VERIFY(shown<QAbstractItemView>(u"paletteList"_s)->currentIndex().isValid());
        press(Qt::Key_Return);
    }
    void confirmAndApply(const QString& reason) const {
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLineEdit>(u"planReason"_s), patience);
        tabTo(u"planReason"_s);
        type(reason);
        const auto asked = [this] {
            const auto* label = shown<QLabel>(u"planSentence"_s);
            return label ? label->text() : QString();
        };
        // Whether a sentence is wanted is known when the plan is.
        QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractButton>(u"planApply"_s)->isEnabled() || !asked().isEmpty(), patience);
        if (const QString sentence = asked(); !sentence.isEmpty()) {
            tabTo(u"planConfirmation"_s);
            type(sentence);
        }
        QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractButton>(u"planApply"_s)->isEnabled(), patience);
        tabTo(u"planApply"_s);
        press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
    }
    // Of the row in the list, as the person sees it.
    QString seen(int column) const { return cell(u"tenantsTable"_s, 0, column); }

private Q_SLOTS:
    void initTestCase() {
        startLocal(60);
        qApp->installEventFilter(this);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"tenantsTable"_s) > 0, patience);
    }

    void opensATenantFromTheList() {
        contract::ListRequest small;
        small.limit = 1;
        small.filter = "status=active;plan=team";
        auto asked = session()->client().call(contract::listTenants, small);
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), patience);
        QVERIFY(asked.result() && !asked.result()->items.empty());
        const QString slug = QString::fromStdString(asked.result()->items.front().slug);
        chord(Qt::Key_G, Qt::Key_T);
        QTRY_COMPARE(focus(), table(u"tenantsTable"_s));
        press(Qt::Key_Slash);
        QTRY_VERIFY(focus() && qobject_cast<QLineEdit*>(focus()));
        type(slug);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"tenantsTable"_s), 1, patience);
        press(Qt::Key_Return);
        QTRY_COMPARE(focus(), table(u"tenantsTable"_s));
        press(Qt::Key_Home);
        tenant_ = asked.result()->items.front();
        QTRY_COMPARE_WITH_TIMEOUT(window()->currentPage()->place().value(u"id"_s).toString(),
                                  QString::fromStdString(tenant_.id), patience);
        QCOMPARE(seen(TenantsModel::Status), u"Active"_s);
    }

    void changesItsPlan() {
        press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(focus() && focus()->objectName() == u"field.plan"_s, patience);
        verifyFocusIsSeen();
        press(Qt::Key_End);
        QCOMPARE(shown<QComboBox>(u"field.plan"_s)->currentData().toInt(), int(domain::SubscriptionPlan::enterprise));
        tabTo(u"formSubmit"_s);
        press(Qt::Key_Space);
        confirmAndApply(u"They grow"_s);
        QTRY_COMPARE_WITH_TIMEOUT(seen(TenantsModel::Plan), u"Enterprise"_s, patience);
    }

    void suspendsIt() {
        press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        confirmAndApply(u"Unpaid for 90 days"_s);
        QTRY_COMPARE_WITH_TIMEOUT(seen(TenantsModel::Status), u"Suspended"_s, patience);
    }

    void takesThatBackFromTheAudit() {
        chord(Qt::Key_G, Qt::Key_A);
        QTRY_COMPARE(window()->currentPageId(), u"audit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"auditTable"_s) > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(cell(u"auditTable"_s, 0, 1).size() > 0, patience);
        QTRY_COMPARE(focus(), table(u"auditTable"_s));
        press(Qt::Key_Home);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"auditDetail"_s), patience);
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        confirmAndApply(u"Paid after all"_s);
        chord(Qt::Key_G, Qt::Key_T);
        QTRY_COMPARE_WITH_TIMEOUT(seen(TenantsModel::Status), u"Active"_s, patience);
    }

    void findsItAgainByItsId() {
        press(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(focus() && focus()->objectName() == u"paletteField"_s);
        QApplication::clipboard()->setText(QString::fromStdString(tenant_.id));
        press(Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractItemView>(u"paletteList"_s)->currentIndex().isValid(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractItemView>(u"paletteList"_s)
                                     ->currentIndex()
                                     .data()
                                     .toString()
                                     .contains(QString::fromStdString(tenant_.name)),
                                 patience);
        press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(window()->currentPage()->place().value(u"id"_s).toString(),
                                  QString::fromStdString(tenant_.id), patience);
    }

    void exportsAReport() {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        chord(Qt::Key_G, Qt::Key_R);
        QTRY_COMPARE(window()->currentPageId(), u"reports"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractButton>(u"exportReport"_s)->isEnabled(), patience);
        const QString file = pathOf(u"by-keyboard.csv"_s);
        // The file dialog has an event loop of its own.
        QTimer answer;
        connect(&answer, &QTimer::timeout, this, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog) return;
            auto* name = dialog->findChild<QLineEdit*>(u"fileNameEdit"_s);
            if (name->text() != file) {
                name->selectAll();
                QTest::keyClicks(name, file);
            }
            // The first one may close the list of what the name could become.
            QTest::keyClick(name, Qt::Key_Return);
        });
        answer.start(50);
        command(u"export report as csv"_s);
        QTRY_VERIFY(shown(u"fileOptions"_s));
        tabTo(u"fileOptionsDone"_s);
        press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), patience);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.size() > 0);
    }

    void listsTheShortcuts() {
        window()->activateWindow();  // which a window manager does when the file dialog is gone
        QTRY_COMPARE(QApplication::activeWindow(), window());
        press(Qt::Key_F1);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"shortcutsDialog"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(focus() && shown(u"shortcutsDialog"_s)->isAncestorOf(focus()), patience);
        auto* dialog = window()->findChild<ui::OverlayDialog*>(u"shortcutsDialog"_s);
        press(Qt::Key_Escape);
        QTRY_VERIFY(!window()->findChild<ui::OverlayDialog*>(u"shortcutsDialog"_s) || !dialog->isOpen());
    }

    void noMouseWasUsed() { QCOMPARE(mouseEvents_, 0); }

    void cleanupTestCase() {
        qApp->removeEventFilter(this);
        close();
    }
};

QTEST_MAIN(KeyboardTest)
#include "keyboard_test.moc"
