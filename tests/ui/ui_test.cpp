// The design system's promises: tokens, contrast, theme switch, focus ring, selection, delegates, states.
#include <QAbstractTableModel>
#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

#include "ui/buttons.h"
#include "ui/column_chooser.h"
#include "ui/fields.h"
#include "ui/focus.h"
#include "ui/fonts.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/overlay.h"
#include "ui/states.h"
#include "ui/status.h"
#include "ui/table.h"
#include "ui/tabs.h"
#include "ui/toast.h"

using namespace steward;
using namespace steward::ui;

namespace {

constexpr std::array allThemes{ThemeKind::light, ThemeKind::dark, ThemeKind::highContrast};

// Every path to a colour under one theme of tokens.json; arrays count from 1, shadows are no colours.
void collect(const QJsonValue& value, const QString& path, QStringList& names) {
    if (value.isString()) {
        if (!path.startsWith(QLatin1String("shadow"))) names.append(path);
    } else if (value.isArray()) {
        for (int i = 0; i < value.toArray().size(); ++i)
            collect(value.toArray().at(i), path + QStringLiteral(".%1").arg(i + 1), names);
    } else {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            collect(it.value(), path.isEmpty() ? it.key() : path + u'.' + it.key(), names);
        }
    }
}

class Rows : public QAbstractTableModel {
public:
    explicit Rows(int count, QObject* parent = nullptr) : QAbstractTableModel(parent), count_(count) {}
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : count_; }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 4; }
    QVariant data(const QModelIndex& index, int role) const override {
        if (role == Qt::DisplayRole) {
            ++asked;
            return index.column() == 2 ? QStringLiteral("Active") : QStringLiteral("Row %1").arg(index.row());
        }
        if (role == RowKeyRole) return QStringLiteral("key%1").arg(index.row());
        if (role == BadgeKindRole && index.column() == 2) return QVariant::fromValue(BadgeKind::ok);
        return {};
    }
    QVariant headerData(int section, Qt::Orientation, int role) const override {
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("Column %1").arg(section)) : QVariant();
    }
    mutable int asked = 0;

private:
    int count_;
};

// Pixels of `image` that are close to `color`, which antialiasing leaves wherever a glyph or line is thick enough.
int pixelsOf(const QImage& image, const QColor& color) {
    int found = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            const int distance = qAbs(pixel.red() - color.red()) + qAbs(pixel.green() - color.green()) +
                                 qAbs(pixel.blue() - color.blue());
            if (distance < 24) ++found;
        }
    }
    return found;
}

void showAndActivate(QWidget& window) {
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
}

}  // namespace

class UiTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { Theme::current().apply(ThemeKind::light); }

    void tokensAndNamesAreTheSame() {
        Theme::current();
        QFile file(QStringLiteral(":/steward/tokens.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
        QStringList expected;
        for (const std::string_view name : colorNames)
            expected.append(QString::fromUtf8(name.data(), qsizetype(name.size())));
        expected.sort();
        for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("highContrast")}) {
            QStringList found;
            collect(root.value(QLatin1String("themes")).toObject().value(theme), {}, found);
            found.sort();
            QCOMPARE(found, expected);
        }
        for (const std::string_view name : metricNames) {
            const QString key = QString::fromUtf8(name.data(), qsizetype(name.size()));
            QVERIFY2(root.value(QLatin1String("metric")).toObject().contains(key), qPrintable(key));
        }
        QCOMPARE(root.value(QLatin1String("metric")).toObject().size(), qsizetype(metricNames.size()));
    }

    void textStandsOutFromItsSurface() {
        const Theme& theme = Theme::current();
        struct Pair {
            ColorRole text, surface;
        };
        QList<Pair> pairs;
        for (const ColorRole text :
             {ColorRole("text.primary"), ColorRole("text.secondary"), ColorRole("text.tertiary")}) {
            for (const ColorRole surface :
                 {ColorRole("surface.canvas"), ColorRole("surface.nav"), ColorRole("surface.panel"),
                  ColorRole("surface.panelAlt"), ColorRole("surface.raised"), ColorRole("surface.field"),
                  ColorRole("surface.hover"), ColorRole("surface.selected")}) {
                pairs.append({text, surface});
            }
        }
        pairs += {{"accent.on", "accent.fill"},
                  {"accent.on", "accent.fillHover"},
                  {"accent.on", "accent.fillPressed"},
                  {"accent.fg", "accent.bg"},
                  {"accent.fg", "surface.selected"},
                  {"danger.on", "danger.solid"},
                  {"danger.on", "danger.solidHover"},
                  {"danger.fg", "surface.panel"},
                  {"warning.fg", "surface.panel"},
                  {"success.fg", "success.bg"},
                  {"warning.fg", "warning.bg"},
                  {"danger.fg", "danger.bg"},
                  {"info.fg", "info.bg"},
                  {"neutral.fg", "neutral.bg"},
                  {"text.link", "surface.panel"},
                  {"text.link", "surface.raised"},
                  {"text.onTooltip", "surface.tooltip"},
                  {"text.onTooltipDim", "surface.tooltip"},
                  {"env.local.on", "env.local.solid"},
                  {"env.local.fg", "env.local.bg"},
                  {"env.staging.on", "env.staging.solid"},
                  {"env.staging.fg", "env.staging.bg"},
                  {"env.production.on", "env.production.solid"},
                  {"env.production.fg", "env.production.bg"}};
        for (const ThemeKind kind : allThemes) {
            for (const Pair& pair : pairs) {
                const double ratio = contrast(theme.color(kind, pair.text), theme.color(kind, pair.surface));
                QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2 in theme %3: %4")
                                                      .arg(QLatin1String(pair.text.name().data()),
                                                           QLatin1String(pair.surface.name().data()))
                                                      .arg(int(kind))
                                                      .arg(ratio)));
            }
        }
        for (int tile = 0; tile < 10; ++tile)
            QVERIFY(contrast(Qt::white, tint(tile)) >= 4.5);
    }

    void switchingTheThemeChangesWhatIsShown() {
        QWidget window;
        auto* layout = new QHBoxLayout(&window);
        auto* text = new Text(QStringLiteral("Text"), TextStyle::body, Tone::secondary);
        auto* button = new Button(QStringLiteral("Save"), ButtonVariant::primary);
        layout->addWidget(text);
        layout->addWidget(button);
        showAndActivate(window);
        QSignalSpy changed(&Theme::current(), &Theme::changed);
        const QImage light = window.grab().toImage();
        Theme::current().apply(ThemeKind::dark);
        QCOMPARE(changed.size(), 1);
        const QImage dark = window.grab().toImage();
        QCOMPARE(light.pixelColor(2, 2), Theme::current().color(ThemeKind::light, "surface.canvas"));
        QCOMPARE(dark.pixelColor(2, 2), Theme::current().color(ThemeKind::dark, "surface.canvas"));
        QVERIFY(pixelsOf(light, Theme::current().color(ThemeKind::light, "accent.fill")) > 100);
        QVERIFY(pixelsOf(dark, Theme::current().color(ThemeKind::dark, "accent.fill")) > 100);
        QCOMPARE(text->palette().color(QPalette::WindowText), Theme::current().color("text.secondary"));
        Theme::current().apply(ThemeKind::highContrast);
        QCOMPARE(text->palette().color(QPalette::WindowText), Theme::current().color("text.secondary"));
    }

    void figuresHaveOneWidth() {
        const QFontMetricsF metrics(Theme::current().font(TextStyle::body));
        const QFontInfo info(Theme::current().font(TextStyle::body));
        QCOMPARE(info.family(), QString::fromUtf16(tabularInter));
        for (const char16_t digit : u"0123456789") {
            if (digit != 0)
                QCOMPARE(metrics.horizontalAdvance(QString(QChar(digit))),
                         metrics.horizontalAdvance(QStringLiteral("0")));
        }
        QCOMPARE(QFontInfo(Theme::current().font(TextStyle::mono)).family(), QStringLiteral("JetBrains Mono"));
    }

    void brokenFontsStayAsTheyAre() {
        for (const QByteArray& bytes :
             {QByteArray(), QByteArray("OTTO"), QByteArray(40, '\xff'), QByteArray(12, '\0')}) {
            QCOMPARE(withTabularFigures(bytes), bytes);
            QCOMPARE(renamed(bytes, QStringLiteral("Inter"), QStringLiteral("Other")), bytes);
        }
    }

    void iconsTakeTheirColourFromTheTheme() {
        const QIcon people = icon(QStringLiteral("people"));
        QVERIFY(!people.isNull());
        const QImage light = people.pixmap(32).toImage();
        QVERIFY(pixelsOf(light, Theme::current().color("text.secondary")) > 20);
        Theme::current().apply(ThemeKind::dark);
        QVERIFY(pixelsOf(people.pixmap(32).toImage(), Theme::current().color("text.secondary")) > 20);
        QVERIFY(pixelsOf(people.pixmap(QSize(32, 32), QIcon::Disabled).toImage(),
                         Theme::current().color("text.disabled")) > 20);
    }

    void labelsShowMarkupAsItIsWritten() {
        const QString hostile = QStringLiteral("<img src='file:///etc/passwd'><b>bold</b>");
        Text text(hostile);
        QCOMPARE(text.textFormat(), Qt::PlainText);
        QCOMPARE(text.text(), hostile);
        QVERIFY(plainToolTip(hostile).contains(QLatin1String("&lt;b&gt;")));
        ErrorState error;
        error.set({ErrorCode::internal, hostile.toStdString(), hostile.toStdString(), "req_1", {}});
        for (const QLabel* label : error.findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void theRingFollowsTheKeyboardOnly() {
        QWidget window;
        auto* layout = new QHBoxLayout(&window);
        auto* first = new Button(QStringLiteral("First"));
        auto* second = new Button(QStringLiteral("Second"));
        layout->addWidget(first);
        layout->addWidget(second);
        showAndActivate(window);
        QTest::mouseClick(first, Qt::LeftButton);
        QVERIFY(first->hasFocus());
        QVERIFY(!FocusRing::instance()->shownOn());
        QTest::keyClick(first, Qt::Key_Tab);
        QVERIFY(second->hasFocus());
        QCOMPARE(FocusRing::instance()->shownOn(), second);
        QTest::mouseClick(second, Qt::LeftButton);
        QVERIFY(!FocusRing::instance()->shownOn());
    }

    void busyButtonsCannotBePressed() {
        Button button(QStringLiteral("Save"), ButtonVariant::primary);
        showAndActivate(button);
        QSignalSpy clicked(&button, &QAbstractButton::clicked);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Return);
        QTest::keyClick(&button, Qt::Key_Space);
        QCOMPARE(clicked.size(), 3);
        button.setBusy(true, QStringLiteral("Saving…"));
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Return);
        QTest::keyClick(&button, Qt::Key_Space);
        QCOMPARE(clicked.size(), 3);
    }

    void chipsAreRemovedByCrossAndByKey() {
        Chip chip(QStringLiteral("Plan"), QStringLiteral("Scale"));
        showAndActivate(chip);
        QSignalSpy removed(&chip, &Chip::removed);
        QSignalSpy clicked(&chip, &QAbstractButton::clicked);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, {chip.width() - 10, 13});
        QTest::keyClick(&chip, Qt::Key_Delete);
        QCOMPARE(removed.size(), 2);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, {10, 13});
        QCOMPARE(clicked.size(), 1);
    }

    void segmentsMoveWithArrows() {
        SegmentedControl control;
        control.addSegment(QStringLiteral("Table"));
        control.addSegment(QStringLiteral("Chart"));
        showAndActivate(control);
        QSignalSpy changed(&control, &SegmentedControl::currentChanged);
        control.segment(0)->setFocus();
        QTest::keyClick(control.segment(0), Qt::Key_Right);
        QCOMPARE(control.current(), 1);
        QCOMPARE(changed.size(), 1);
    }

    void formFieldsSayWhatIsWrong() {
        auto* field = new LineField;
        FormField form(QStringLiteral("Domain"), field, QStringLiteral("Without https"));
        QCOMPARE(field->accessibleName(), QStringLiteral("Domain"));
        QCOMPARE(field->accessibleDescription(), QStringLiteral("Without https"));
        form.setError(QStringLiteral("Two dots in a row"));
        QCOMPARE(field->accessibleDescription(), QStringLiteral("Two dots in a row"));
        QVERIFY(field->property("invalid").toBool());
        QTest::keyClicks(field, QStringLiteral("a"));
        QVERIFY(form.error().isEmpty() && !field->property("invalid").toBool());
        auto* kind = new Select;
        kind->addItems({QStringLiteral("One"), QStringLiteral("Two")});
        auto* both = new QWidget;
        kind->setParent(both);
        FormField composed(QStringLiteral("Kind"), both);
        composed.setError(QStringLiteral("Not that one"));
        kind->setCurrentIndex(1);
        QVERIFY(composed.error().isEmpty());
    }

    void reconnectingShowsAfterPatience() {
        ConnectionPill pill;
        pill.setPatience(20);
        QSignalSpy shown(&pill, &ConnectionPill::stateShown);
        pill.setState(ConnectionState::reconnecting);
        QCOMPARE(pill.shownState(), ConnectionState::live);
        QTRY_COMPARE(pill.shownState(), ConnectionState::reconnecting);
        pill.setState(ConnectionState::offline, QTime(9, 12));
        QCOMPARE(pill.text(), QStringLiteral("Offline since 09:12"));
        pill.setState(ConnectionState::live);
        pill.setState(ConnectionState::reconnecting);
        pill.setState(ConnectionState::live);
        QCOMPARE(pill.shownState(), ConnectionState::live);
    }

    void dialogsKeepTheFocusAndGiveItBack() {
        QWidget window;
        window.resize(900, 600);
        auto* behind = new LineField;
        (new QHBoxLayout(&window))->addWidget(behind);
        showAndActivate(window);
        behind->setFocus();
        auto* dialog = new OverlayDialog(&window, QStringLiteral("Change plan"));
        auto* field = new LineField;
        auto* button = new Button(QStringLiteral("Apply"));
        dialog->body()->addWidget(field);
        dialog->body()->addWidget(button);
        QSignalSpy closed(dialog, &OverlayDialog::closed);
        dialog->open(field);
        QVERIFY(field->hasFocus());
        QVERIFY(dialog->y() == 28);
        for (int i = 0; i < 7; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(dialog->isAncestorOf(QApplication::focusWidget()));
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(closed.size(), 1);
        QVERIFY(!dialog->isVisible());
        QVERIFY(behind->hasFocus());
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(dialog);
        QVERIFY(accessible);
        QCOMPARE(accessible->role(), QAccessible::Dialog);
        QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Change plan"));
    }

    void dialogsGiveTheFocusToWhatIsStillShown() {
        QWidget window;
        window.resize(900, 600);
        auto* column = new QVBoxLayout(&window);
        auto* first = new LineField;
        auto* list = new TableView;
        auto* bar = new QWidget;
        auto* button = new Button(QStringLiteral("Change plan…"));
        (new QHBoxLayout(bar))->addWidget(button);
        for (QWidget* widget : std::initializer_list<QWidget*>{first, list, bar})
            column->addWidget(widget);
        showAndActivate(window);
        button->setFocus(Qt::TabFocusReason);
        auto* dialog = new OverlayDialog(&window, QStringLiteral("Change plan"));
        dialog->open();
        bar->hide();
        dialog->close();
        QVERIFY(list->hasFocus());
        QVERIFY(!FocusRing::instance() || !FocusRing::instance()->shownOn());
    }

    void dialogsAreAsHighAsTheirContentAlsoWhenItGrows() {
        QWidget window;
        window.resize(900, 600);
        showAndActivate(window);
        auto* dialog = new OverlayDialog(&window, QStringLiteral("New schedule"));
        dialog->setPanelSize({520, 0});
        auto* around = new QWidget;
        auto* inner = new QVBoxLayout(around);
        inner->addWidget(new LineField);
        auto* more = new LineField;
        inner->addWidget(more);
        more->hide();
        dialog->body()->addWidget(around);
        dialog->open();
        QCoreApplication::processEvents();
        const int before = dialog->panel()->height();
        more->show();
        QTRY_VERIFY(dialog->panel()->height() >= before + more->sizeHint().height());
        QCOMPARE(dialog->panel()->width(), 520);
        more->hide();
        QTRY_COMPARE(dialog->panel()->height(), before);
    }

    void toastsOfferUndo() {
        QWidget window;
        window.resize(900, 600);
        showAndActivate(window);
        ToastHost host(&window);
        int undone = 0;
        Toast* toast =
            host.show(BadgeKind::ok, QStringLiteral("485 roles changed"), QStringLiteral("Undo"), [&] { ++undone; });
        QCOMPARE(host.toasts().size(), 1);
        toast->action()->setFocus();
        QTest::keyClick(toast->action(), Qt::Key_Return);
        QCOMPARE(undone, 1);
        QVERIFY(host.toasts().isEmpty());
        Toast* brief = host.show(BadgeKind::ok, QStringLiteral("Saved"));
        brief->setTimeout(1);
        QTRY_VERIFY(host.toasts().isEmpty());
        for (int i = 0; i < 9; ++i)
            host.show(BadgeKind::bad, QStringLiteral("Not saved"));
        QCOMPARE(host.toasts().size(), 4);
    }

    void oldContentStaysWhileItLoadsAgain() {
        auto* content = new QLabel(QStringLiteral("rows"));
        StateStack stack(content);
        stack.resize(600, 400);
        stack.show();
        stack.showLoading();
        QVERIFY(!content->isVisible());
        QTRY_VERIFY(stack.findChild<Skeleton*>()->isVisible());
        stack.showContent();
        QVERIFY(content->isVisible());
        stack.showLoading();
        QTRY_VERIFY(stack.isRefreshing());
        QVERIFY(content->isVisible());
        stack.showError({ErrorCode::unavailable, "The service did not answer.", "timeout", "req_8c1f", {}},
                        QStringLiteral("Could not load"));
        QVERIFY(stack.error()->isVisible());
        QSignalSpy retried(&stack, &StateStack::retried);
        stack.error()->retryButton()->click();
        QCOMPARE(retried.size(), 1);
        auto* detail = stack.findChild<QLabel*>(QStringLiteral("errorDetail"));
        QVERIFY(!detail->isVisible());
        stack.findChild<Button*>(QStringLiteral("errorMore"))->click();
        QVERIFY(detail->isVisible());
        stack.showEmpty(QStringLiteral("inbox"), QStringLiteral("Nothing here"), {});
        QVERIFY(stack.empty()->isVisible());
    }

    void selectionIsByKeyAndCountsWhatIsNotLoaded() {
        RowSelection selection;
        QSignalSpy changed(&selection, &RowSelection::changed);
        selection.set({QStringLiteral("a"), QStringLiteral("b")}, true);
        QCOMPARE(changed.size(), 1);
        selection.toggle(QStringLiteral("a"));
        QCOMPARE(selection.count(), 1);
        selection.selectAllMatching(1284);
        QVERIFY(selection.contains(QStringLiteral("never loaded")));
        selection.toggle(QStringLiteral("b"));
        QCOMPARE(selection.count(), 1283);
        QVERIFY(!selection.contains(QStringLiteral("b")));
        selection.clear();
        QVERIFY(selection.isEmpty());
        QVERIFY(!selection.isAllMatching());
    }

    void tablesAreUsedByKeyboard() {
        TableView table;
        Rows rows(50);
        table.setModel(&rows);
        table.setColumns(
            {{ColumnKind::check}, {ColumnKind::strong, 150, true}, {ColumnKind::badge, 100}, {ColumnKind::figure, 80}});
        table.resize(500, 400);
        showAndActivate(table);
        table.setFocus(Qt::TabFocusReason);
        QCOMPARE(table.currentIndex().row(), 0);
        QTest::keyClick(&table, Qt::Key_Down);
        QTest::keyClick(&table, Qt::Key_Space);
        QCOMPARE(table.selection()->keys(), QSet<QString>{QStringLiteral("key1")});
        QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(table.selection()->count(), 3);
        QTest::keyClick(&table, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(table.selection()->count(), 2);
        QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(table.selection()->count(), 50);
        QSignalSpy escaped(&table, &TableView::escaped);
        QTest::keyClick(&table, Qt::Key_Escape);
        QVERIFY(table.selection()->isEmpty());
        QCOMPARE(escaped.size(), 0);
        QTest::keyClick(&table, Qt::Key_Escape);
        QCOMPARE(escaped.size(), 1);
        QSignalSpy opened(&table, &TableView::opened);
        QTest::keyClick(&table, Qt::Key_End);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toModelIndex().row(), 49);
    }

    void columnsAreChosenMovedAndPutBack() {
        QWidget window;
        window.resize(700, 500);
        Rows rows(3);
        auto* table = new TableView(&window);
        table->setObjectName(QStringLiteral("table"));
        table->setModel(&rows);
        table->setColumns({{ColumnKind::check, 36},
                           {ColumnKind::strong, 120, true, QStringLiteral("name")},
                           {ColumnKind::badge, 90, false, QStringLiteral("status")},
                           {ColumnKind::text, 90, false, QStringLiteral("more"), true}});
        const QStringList usual{QStringLiteral("name"), QStringLiteral("status")};
        QCOMPARE(table->shownColumns(), usual);
        QVERIFY(table->isColumnHidden(3));
        QSignalSpy changed(table, &TableView::columnsChanged);
        table->setShownColumns({QStringLiteral("more"), QStringLiteral("name"), QStringLiteral("gone")});
        QCOMPARE(table->shownColumns(), (QStringList{QStringLiteral("more"), QStringLiteral("name")}));
        QCOMPARE(table->horizontalHeader()->logicalIndex(0), 0);  // the box stays first
        QCOMPARE(changed.count(), 0);                             // nobody chose it

        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        auto* anchor = new Button(QStringLiteral("Columns"), ButtonVariant::ghost, &window);
        anchor->show();
        (new ColumnChooser(anchor, table))->open();
        auto* list = window.findChild<QListWidget*>(QStringLiteral("columnList"));
        QVERIFY(list && list->isVisible());
        QCOMPARE(list->count(), 3);
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(table->shownColumns(), (QStringList{QStringLiteral("name"), QStringLiteral("more")}));
        QVERIFY(changed.count() > 0);
        list->setCurrentRow(1);
        QTest::keyClick(list, Qt::Key_Space);
        QCOMPARE(table->shownColumns(), QStringList{QStringLiteral("name")});
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Space);  // what stands for the row cannot be hidden
        QCOMPARE(table->shownColumns(), QStringList{QStringLiteral("name")});
        QTest::mouseClick(window.findChild<QAbstractButton*>(QStringLiteral("columnsUsual")), Qt::LeftButton);
        QCOMPARE(table->shownColumns(), usual);
    }

    void badgesInTablesShowTheirText() {
        TableView table;
        Rows rows(3);
        table.setModel(&rows);
        table.setColumns(
            {{ColumnKind::check}, {ColumnKind::strong, 150, true}, {ColumnKind::badge, 100}, {ColumnKind::figure, 80}});
        table.resize(500, 200);
        showAndActivate(table);
        const QRect cell = table.visualRect(rows.index(1, 2)).translated(0, table.horizontalHeader()->height());
        const QImage image = table.grab(cell).toImage();
        QVERIFY(pixelsOf(image, Theme::current().color("success.bg")) > 200);
        QVERIFY(pixelsOf(image, Theme::current().color("success.fg")) > 10);
    }

    void aMillionRowsAskOnlyForWhatIsShown() {
        TableView table;
        Rows rows(1'000'000);
        table.setModel(&rows);
        table.setColumns(
            {{ColumnKind::check}, {ColumnKind::strong, 150, true}, {ColumnKind::badge, 100}, {ColumnKind::figure, 80}});
        table.resize(500, 400);
        showAndActivate(table);
        table.grab();
        table.scrollToBottom();
        table.grab();
        QVERIFY2(rows.asked < 2000, qPrintable(QString::number(rows.asked)));
    }
};

QTEST_MAIN(UiTest)
#include "ui_test.moc"
