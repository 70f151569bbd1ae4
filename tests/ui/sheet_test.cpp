// The component sheet in the three themes: pictures to look at, and what a look would notice.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QDir>
#include <QFocusFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include "ui/theme.h"
#include "views/components/components_page.h"

using namespace steward;
using namespace steward::ui;

namespace {

bool isInteractive(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractItemView*>(widget) ||
           qobject_cast<const QTabBar*>(widget);
}

// Parts that Qt makes inside its own widgets.
bool isInternal(const QWidget* widget) {
    const QWidget* parent = widget->parentWidget();
    return widget->objectName().startsWith(QLatin1String("qt_")) || widget->inherits("QHeaderView") ||
           (parent && (parent->inherits("QTabBar") || parent->inherits("QTableView") || parent->inherits("QComboBox") ||
                       parent->inherits("QComboBoxPrivateContainer")));
}

}  // namespace

class SheetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        Theme::current().apply(ThemeKind::light);
        window_.resize(720, 900);
        page_ = new views::ComponentsPage(&window_);
        page_->resize(window_.size());
        window_.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window_));
    }

    void looksAsDesigned() {
        const QString given = qEnvironmentVariable("STEWARD_SHOTS");
        const QDir folder(given.isEmpty() ? temporary_.path() : given);
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        QImage both(1440, 900, QImage::Format_RGB32);
        QPainter painter(&both);
        int x = 0;
        for (const auto& [kind, name] : {std::pair{ThemeKind::light, QStringLiteral("light")},
                                         {ThemeKind::dark, QStringLiteral("dark")},
                                         {ThemeKind::highContrast, QStringLiteral("high-contrast")}}) {
            Theme::current().apply(kind);
            const QImage picture = window_.grab().toImage();
            QCOMPARE(picture.pixelColor(5, 5), Theme::current().color("surface.canvas"));
            QVERIFY(picture.save(folder.filePath(QStringLiteral("components-%1.png").arg(name))));
            if (x < 1440) painter.drawImage(x, 0, picture);
            x += 720;
        }
        QVERIFY(both.save(folder.filePath(QStringLiteral("08-components.png"))));
    }

    void everythingFits() {
        const QWidget* sheet = page_->widget();
        QVERIFY2(sheet->sizeHint().height() <= 900, qPrintable(QString::number(sheet->sizeHint().height())));
        for (const QWidget* widget : sheet->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->inherits("QFocusFrame")) continue;
            const auto* label = qobject_cast<const QLabel*>(widget);
            if (label && label->minimumSizeHint().width() > 0 && !label->wordWrap()) {
                const int needed = label->fontMetrics().horizontalAdvance(label->text());
                QVERIFY2(needed <= label->width() + 1, qPrintable(label->text()));
            }
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget);
                button && !button->text().isEmpty()) {
                QVERIFY2(button->sizeHint().width() <= button->width(), qPrintable(button->text()));
            }
        }
    }

    void everyControlHasItsNames() {
        for (const QWidget* widget : page_->findChildren<QWidget*>()) {
            if (!isInteractive(widget) || isInternal(widget) || !widget->isVisible()) continue;
            const QByteArray what = widget->metaObject()->className();
            QVERIFY2(!widget->objectName().isEmpty(), what.constData());
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool hasText = button && !button->text().isEmpty();
            QVERIFY2(hasText || !widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }

    void pinnedRingsSurviveASwitch() {
        Theme::current().apply(ThemeKind::dark);
        Theme::current().apply(ThemeKind::light);
        const auto rings = page_->findChildren<QFocusFrame*>();
        QCOMPARE(rings.size(), 3);
        for (const QFocusFrame* ring : rings)
            QVERIFY(ring->isVisible());
    }

    void noLabelInterpretsMarkup() {
        for (const QLabel* label : page_->findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

private:
    QTemporaryDir temporary_;
    QWidget window_;
    views::ComponentsPage* page_ = nullptr;
};

QTEST_MAIN(SheetTest)
#include "sheet_test.moc"
