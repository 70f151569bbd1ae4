// The dashboard that is open: steps and their undoing, saving against others, history; what there is to choose from;
// values as tables.
#include <QtTest>
#include <cmath>

#include "models/dashboards/dashboard_editor.h"
#include "models/dashboards/dashboard_templates.h"
#include "models/dashboards/panel_values.h"

using namespace steward;
using namespace steward::models;
using domain::grid::Direction;

namespace {

// What the platform would say, at once.
struct Platform {
    std::map<std::string, contract::Dashboard> kept;
    std::optional<Error> refusal;

    DashboardsSource source() {
        const auto answer = [](auto value) { return client::readyFuture(Result<decltype(value)>(std::move(value))); };
        const auto refuse = [](Error error) {
            return client::readyFuture(Result<contract::Dashboard>(fail(std::move(error))));
        };
        const auto write = [=, this](const std::string& id, std::int64_t version, auto change) {
            if (refusal) return refuse(*refusal);
            auto& one = kept.at(id);
            if (one.version != version) return refuse({ErrorCode::preconditionFailed, "changed", {}, {}, {}});
            change(one);
            ++one.version;
            return answer(one);
        };
        DashboardsSource source;
        source.list = [=, this](contract::Nothing) {
            contract::DashboardList list;
            for (const auto& [id, one] : kept) {
                contract::DashboardSummary summary;
                summary.id = id;
                summary.title = one.content.title;
                summary.ownerId = one.ownerId;
                list.items.push_back(summary);
            }
            return answer(list);
        };
        source.read = [=, this](contract::DashboardRequest request) {
            const auto found = kept.find(request.id);
            return found == kept.end() ? refuse({ErrorCode::notFound, "gone", {}, {}, {}}) : answer(found->second);
        };
        source.create = [=, this](contract::DashboardDraft draft) {
            if (refusal) return refuse(*refusal);
            contract::Dashboard made;
            made.id = "dsh_" + std::to_string(kept.size());
            made.content = draft.content;
            made.ownerId = "usr_me";
            made.version = 1;
            return answer(kept[made.id] = made);
        };
        source.change = [=](contract::DashboardChange change, std::int64_t version) {
            return write(change.id, version, [&](auto& one) { one.content = change.content; });
        };
        source.revert = [=](contract::DashboardRevert revert, std::int64_t version) {
            return write(revert.id, version, [&](auto& one) { one.content.description = "reverted"; });
        };
        source.share = [=](contract::DashboardSharing sharing, std::int64_t version) {
            return write(sharing.id, version, [&](auto& one) { one.viewers = sharing.viewers; });
        };
        return source;
    }
};

class World {
public:
    World() {
        contract::Me me;
        me.principal.userId = "usr_me";
        me.permissions = domain::permissionsOf(domain::Role::platformOperator);
        session.setMe(me);
    }
    Platform platform;
    Session session;
    DashboardEditor editor{platform.source(), session};

    std::string titles() const {
        std::string all;
        for (const auto& panel : editor.content().panels)
            all += panel.id + " ";
        return all;
    }
    void saved() {
        editor.open(QStringLiteral("one-tenant"));
        QSignalSpy stored(&editor, &DashboardEditor::stored);
        editor.saveAs(QStringLiteral("Mine"));
        QTRY_COMPARE(stored.size(), 1);
    }
};

}  // namespace

class EditorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void templatesAreSound() {
        QCOMPARE(dashboardTemplates().size(), std::size_t(4));
        for (const auto& one : dashboardTemplates()) {
            auto tidied = one.content;
            domain::tidy(tidied);
            QVERIFY2(tidied == one.content, qPrintable(one.id));
        }
        QCOMPARE(findTemplate(QStringLiteral("platform-health"))->content.panels.size(), std::size_t(12));
    }

    void aTemplateIsSavedAsAnother() {
        World w;
        QSignalSpy opened(&w.editor, &DashboardEditor::opened);
        w.editor.open(QStringLiteral("one-tenant"));
        QCOMPARE(opened.size(), 1);
        QVERIFY(w.editor.isBuiltIn() && !w.editor.isDirty() && !w.editor.maySave());
        w.editor.removePanel(QStringLiteral("now"));
        QVERIFY(w.editor.isDirty());
        QSignalSpy stored(&w.editor, &DashboardEditor::stored);
        w.editor.save();
        QTRY_COMPARE(stored.size(), 1);
        QVERIFY(!w.editor.isBuiltIn() && !w.editor.isDirty() && w.editor.maySave() && w.editor.isOwn());
        QCOMPARE(w.platform.kept.at("dsh_0").content.panels.size(), std::size_t(4));
    }

    void everyStepIsUndone() {
        World w;
        w.editor.open(QStringLiteral("one-tenant"));
        const auto start = w.editor.content();
        std::vector<domain::DashboardContent> seen{start};
        const auto note = [&] { seen.push_back(w.editor.content()); };
        const QString copy = w.editor.duplicate(QStringLiteral("latency"));
        QCOMPARE(copy, QStringLiteral("latency-p95"));
        note();
        w.editor.step(QStringLiteral("requests"), Direction::right);
        note();
        w.editor.resize(QStringLiteral("errors"), -2, 1);
        note();
        auto panel = w.editor.content().panels[0];
        panel.title = "Other";
        panel.kind = domain::PanelKind::bar;
        w.editor.replacePanel(QStringLiteral("requests"), panel);
        note();
        w.editor.removePanel(QStringLiteral("errors"));
        note();
        w.editor.removePanel(QStringLiteral("nothing"));  // no step
        for (std::size_t i = seen.size() - 1; i-- > 0;) {
            w.editor.undo();
            QVERIFY(w.editor.content() == seen[i]);
        }
        QVERIFY(!w.editor.canUndo() && !w.editor.isDirty());
        while (w.editor.canRedo())
            w.editor.redo();
        QVERIFY(w.editor.content() == seen.back());
        w.editor.discard();
        QVERIFY(w.editor.content() == start);
        w.editor.undo();
        QVERIFY(w.editor.content() == seen.back());
    }

    void stepsAreBounded() {
        World w;
        w.editor.open(QStringLiteral("one-tenant"));
        for (int i = 0; i < 150; ++i) {
            auto content = w.editor.content();
            content.description = std::to_string(i);
            w.editor.replace(content);
        }
        int undone = 0;
        for (; w.editor.canUndo(); ++undone)
            w.editor.undo();
        QCOMPARE(undone, int(DashboardEditor::mostSteps));
    }

    void twoWhoSaveAreTold() {
        World w;
        w.saved();
        auto& theirs = w.platform.kept.at("dsh_0");
        theirs.version = 7;
        theirs.content.description = "theirs";
        QSignalSpy conflicted(&w.editor, &DashboardEditor::conflicted);
        QSignalSpy stored(&w.editor, &DashboardEditor::stored);
        w.editor.removePanel(QStringLiteral("now"));
        w.editor.save();
        QTRY_COMPARE(conflicted.size(), 1);
        QVERIFY(w.editor.isDirty());
        QCOMPARE(theirs.content.description, std::string("theirs"));
        w.editor.overwrite();
        QTRY_COMPARE(stored.size(), 1);
        QCOMPARE(w.platform.kept.at("dsh_0").version, std::int64_t(8));
        QCOMPARE(w.platform.kept.at("dsh_0").content.panels.size(), std::size_t(4));

        theirs.version = 20;
        theirs.content.description = "theirs again";
        w.editor.removePanel(QStringLiteral("errors"));
        w.editor.save();
        QTRY_COMPARE(conflicted.size(), 2);
        w.editor.takeTheirs();
        QVERIFY(!w.editor.isDirty());
        QCOMPARE(w.editor.content().description, std::string("theirs again"));
    }

    void whatIsRefusedStaysAsItWasWritten() {
        World w;
        w.saved();
        w.platform.refusal = Error{ErrorCode::offline, "away", {}, {}, {}};
        QSignalSpy refused(&w.editor, &DashboardEditor::refused);
        w.editor.removePanel(QStringLiteral("now"));
        w.editor.save();
        QTRY_COMPARE(refused.size(), 1);
        QVERIFY(w.editor.isDirty() && !w.editor.isBusy());
        QCOMPARE(w.editor.content().panels.size(), std::size_t(4));
    }

    void aVersionIsTakenBack() {
        World w;
        w.saved();
        QSignalSpy stored(&w.editor, &DashboardEditor::stored);
        w.editor.revert(1);
        QTRY_COMPARE(stored.size(), 1);
        QCOMPARE(w.editor.content().description, std::string("reverted"));
    }

    void theCatalogHasOwnSharedAndBuiltInOnes() {
        World w;
        contract::Dashboard other;
        other.id = "dsh_9";
        other.content.title = "Another's";
        other.ownerId = "usr_other";
        w.platform.kept["dsh_0"] = other;
        w.platform.kept["dsh_0"].ownerId = "usr_me";
        w.platform.kept["dsh_9"] = other;
        DashboardCatalog catalog(w.platform.source(), w.session);
        QCOMPARE(catalog.all().size(), std::size_t(4));
        QSignalSpy changed(&catalog, &DashboardCatalog::changed);
        catalog.load();
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(catalog.all().size(), std::size_t(6));
        QCOMPARE(catalog.all()[0].origin, DashboardOrigin::own);
        QCOMPARE(catalog.all()[1].origin, DashboardOrigin::shared);
        QCOMPARE(catalog.all()[2].id, QStringLiteral("platform-health"));
    }

    void variablesAreFilledIn() {
        domain::PanelQuery query{"http.requests", "", {}, "$tenant", {{{"region", "$region"}, {"job", "api"}}}, {}};
        const auto all = keyOf(query, {});
        QVERIFY(all.tenantId.empty());
        QCOMPARE(all.labels.size(), std::size_t(1));
        const auto one = keyOf(query, {QStringLiteral("ten_1"), {}, QStringLiteral("eu-west")});
        QCOMPARE(one.tenantId, std::string("ten_1"));
        QCOMPARE(one.labels.at("region"), std::string("eu-west"));
    }

    void summariesAndStepsLeaveHolesOut() {
        const std::vector<MetricPoint> points{{0, 4}, {1000, std::nan("")}, {2000, 8}, {3000, 6}, {9000, 100}};
        const auto summary = summaryOf(points, 0, 3000);
        QCOMPARE(summary.last, 6.0);
        QCOMPARE(summary.lowest, 4.0);
        QCOMPARE(summary.highest, 8.0);
        QCOMPARE(summary.mean, 6.0);
        QVERIFY(std::isnan(summaryOf(points, 4000, 5000).last));
        const auto steps = stepsOf(points, 0, 4000, 4);
        QVERIFY(std::isnan(steps[1]));
        QCOMPARE(steps[2], 8.0);
    }

    void valuesAreCopiedAsATable() {
        PanelTable table;
        table.columns = {QStringLiteral("p50"), QStringLiteral("=cmd|' /C calc'!A0"), QStringLiteral("a,b")};
        table.times = {0, 1000};
        table.rows = {{1.5, std::nan(""), 3}, {2, 1e6, 4}};
        QCOMPARE(textOf(table, ','), QByteArray("time (UTC),p50,'=cmd|' /C calc'!A0,\"a,b\"\n"
                                                "1970-01-01T00:00:00Z,1.5,,3\n"
                                                "1970-01-01T00:00:01Z,2,1000000,4\n"));
    }
};

QTEST_GUILESS_MAIN(EditorTest)
#include "editor_test.moc"
