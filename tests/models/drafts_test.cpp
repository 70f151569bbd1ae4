// Edits that wait: kept, continued, planned again, settled; and none of it lost.
#include <QTemporaryDir>
#include <QTest>

#include "models/drafts/drafts_model.h"
#include "tests/models/fakes.h"

using namespace steward;
using namespace steward::models;

namespace {

template <class T>
T got(QFuture<T> future) {
    future.waitForFinished();
    return future.result();
}

EditDraft edit(const std::string& id, const char* patch, std::int64_t version = 3) {
    EditDraft draft;
    draft.id = id;
    draft.name = "Tenant " + id;
    draft.version = version;
    draft.base = json::parse(R"({"name":"Old","region":"eu-central"})").value();
    draft.patch = json::parse(patch).value();
    return draft;
}

domain::PlanChange change(const std::string& id, domain::ChangeState state) {
    domain::PlanChange made;
    made.entityId = id;
    made.state = state;
    return made;
}

struct World {
    QTemporaryDir folder;
    store::OfflineStore store{folder.filePath(QStringLiteral("offline.db")).toStdString()};
    test::Scripted<domain::PlanRequest, domain::Plan> plan;
    test::Scripted<contract::PlanChangesRequest, contract::Page<domain::PlanChange>> changes;
    DraftsModel model{store, {plan.fetch(), changes.fetch()}};

    void keep(const EditDraft& draft) { QVERIFY(got(keepDraft(store, draft))); }
    // Reads the list; the platform says this of each.
    void read(std::vector<domain::PlanChange> said) {
        QTRY_VERIFY(plan.isOpen());
        domain::Plan made;
        made.id = "pln_1";
        plan.answer(made);
        QTRY_VERIFY(changes.isOpen());
        contract::Page<domain::PlanChange> page;
        page.total = std::int64_t(said.size());
        page.items = std::move(said);
        changes.answer(page);
        QTRY_VERIFY(!model.isBusy());
    }
};

}  // namespace

class DraftsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSecondEditContinuesTheFirst() {
        World world;
        world.keep(edit("ten_1", R"({"name":"New"})"));
        auto second = edit("ten_1", R"({"region":"us-east"})", 9);
        second.base = json::parse(R"({"name":"Other","region":"eu-west"})").value();
        world.keep(second);
        const auto kept = editsOf(got(world.store.drafts()).value());
        QCOMPARE(kept.drafts.size(), std::size_t(1));
        const auto& both = kept.drafts.front();
        QCOMPARE(json::write(both.patch), R"({"name":"New","region":"us-east"})");
        QCOMPARE(both.version, 3);
        QCOMPARE(json::write(both.base), R"({"name":"Old","region":"eu-central"})");
    }

    void whatCannotBeReadStays() {
        World world;
        world.keep(edit("ten_1", R"({"name":"New"})"));
        QVERIFY(got(world.store.saveDraft({"tenant", "ten_2", 1, "{damaged", {}})));
        const auto stored = got(world.store.drafts()).value();
        const auto kept = editsOf(stored);
        QCOMPARE(kept.drafts.size(), std::size_t(1));
        QCOMPARE(kept.unreadable, 1);
        QCOMPARE(stored.size(), std::size_t(2));
    }

    void theyArePlannedTogetherOnTheirVersions() {
        World world;
        world.keep(edit("ten_1", R"({"name":"New"})"));
        auto created = edit("", R"({"name":"Fresh","slug":"fresh"})", 0);
        created.key = "fresh";
        world.keep(created);
        world.model.reload();
        QTRY_VERIFY(world.plan.isOpen());
        const auto request = world.plan.asked.front().request;
        QCOMPARE(request.operation, domain::Operation::converge);
        QCOMPARE(request.targets->size(), std::size_t(2));
        for (const auto& target : *request.targets) {
            QCOMPARE(target.id.has_value(), target.key.empty());
            QCOMPARE(target.version, target.id ? std::optional<std::int64_t>(3) : std::nullopt);
        }
        auto fresh = change("ten_9", domain::ChangeState::willChange);
        fresh.key = "fresh";
        auto meanwhile = change("ten_1", domain::ChangeState::changedMeanwhile);
        meanwhile.edited = domain::LastEdit{"tenant.change", "Ines Moreau", {}};
        world.read({meanwhile, fresh});
        QCOMPARE(world.model.count(DraftState::conflict), 1);
        const auto row = std::ranges::find(world.model.rows(), DraftState::conflict, &DraftRow::state);
        QCOMPARE(row->change->edited->by, std::string("Ines Moreau"));
        QCOMPARE(world.model.count(DraftState::ready), 1);
        const auto ready = world.model.planOf(DraftState::ready);
        QCOMPARE(ready.targets->size(), std::size_t(1));
        QCOMPARE(ready.targets->front().key, "fresh");
        QVERIFY(!world.model.planOf(DraftState::refused).targets);
    }

    void theyWaitWhileThePlatformIsAway() {
        World world;
        world.keep(edit("ten_1", R"({"name":"New"})"));
        world.model.reload();
        QTRY_VERIFY(world.plan.isOpen());
        world.plan.answer(fail(ErrorCode::offline, "Away"));
        QTRY_COMPARE(world.model.state(), PagedModel::State::ready);
        QCOMPARE(world.model.rowCount(), 1);
        QCOMPARE(world.model.count(DraftState::waiting), 1);
    }

    void onlyThoseThatThePlatformHasGo() {
        World world;
        world.keep(edit("ten_1", R"({"name":"New"})"));
        world.keep(edit("ten_2", R"({"name":"New"})"));
        auto done = change("ten_1", domain::ChangeState::excluded);
        done.reason = domain::ExclusionReason::alreadySo;
        auto refused = change("ten_2", domain::ChangeState::excluded);
        refused.reason = domain::ExclusionReason::suspended;
        world.model.reload();
        world.read({done, refused});
        QCOMPARE(world.model.rowCount(), 2);  // reading drops nothing
        world.model.settle();
        world.read({done, refused});
        QTRY_COMPARE(world.model.rowCount(), 1);
        QCOMPARE(world.model.count(DraftState::refused), 1);
        QCOMPARE(got(world.store.drafts()).value().size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(DraftsTest)
#include "drafts_test.moc"
