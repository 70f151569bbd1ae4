// A brand while somebody works on it: nothing typed is lost, nobody's draft is overwritten, the newest preview wins.
#include <QSignalSpy>
#include <QtTest>

#include "models/branding/brand_editor.h"

using namespace steward;
using namespace steward::models;
using domain::Brand;
using domain::BrandState;
using Saving = BrandEditor::Saving;

namespace {

template <class T>
using Promise = std::shared_ptr<QPromise<Result<T>>>;

template <class T>
Promise<T> begun() {
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}
template <class T>
void answer(const Promise<T>& promise, Result<T> result) {
    promise->addResult(std::move(result));
    promise->finish();
}

BrandState state(const std::string& tenant, const std::string& product, std::int64_t revision) {
    BrandState made;
    made.tenantId = tenant;
    made.draft.productName = product;
    made.published.productName = "Nordwind";
    made.version = 3;
    made.draftRevision = revision;
    return made;
}

struct Fixture {
    struct Save {
        contract::BrandDraft draft;
        std::int64_t revision;
        Promise<BrandState> promise;
    };
    struct Preview {
        Brand brand;
        Promise<contract::Raw> promise;
    };
    std::vector<std::string> read;
    std::vector<Promise<BrandState>> reads, discards;
    std::vector<Save> saves;
    std::vector<Preview> previews;
    BrandEditor editor{BrandSource{[this](contract::ByTenant tenant) {
                                       read.push_back(tenant.tenantId);
                                       reads.push_back(begun<BrandState>());
                                       return reads.back()->future();
                                   },
                                   [this](contract::BrandDraft draft, std::int64_t revision) {
                                       saves.push_back({std::move(draft), revision, begun<BrandState>()});
                                       return saves.back().promise->future();
                                   },
                                   [this](contract::ByTenant) {
                                       discards.push_back(begun<BrandState>());
                                       return discards.back()->future();
                                   },
                                   [this](contract::BrandDraft draft) {
                                       previews.push_back({draft.brand, begun<contract::Raw>()});
                                       return previews.back().promise->future();
                                   },
                                   {}}};
    QSignalSpy opened{&editor, &BrandEditor::opened};
    QSignalSpy failed{&editor, &BrandEditor::openFailed};
    QSignalSpy unsaved{&editor, &BrandEditor::leftUnsaved};

    void open() {
        editor.open(QStringLiteral("ten_1"));
        answer<BrandState>(reads.back(), state("ten_1", "Nordwind", 7));
        QTRY_COMPARE(opened.size(), 1);
    }
    void type(const std::string& name) {
        editor.edit([&](Brand& brand) { brand.productName = name; });
    }
    void saved(std::size_t index, std::int64_t revision) {
        BrandState now = state(saves[index].draft.tenantId, saves[index].draft.brand.productName, revision);
        now.draft = saves[index].draft.brand;
        answer<BrandState>(saves[index].promise, now);
    }
};

}  // namespace

class BrandEditorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensAndAsksForThePage() {
        Fixture f;
        QVERIFY(!f.editor.isOpen());
        f.type("ignored before it is open");
        f.open();
        QCOMPARE(f.editor.brand().productName, "Nordwind");
        QCOMPARE(f.editor.saving(), Saving::saved);
        QCOMPARE(f.previews.size(), std::size_t(1));
        QVERIFY(f.editor.changes().empty());
        QVERIFY(f.saves.empty());
    }

    void savesOnceAfterTheLastKeystroke() {
        Fixture f;
        f.open();
        f.type("Nordwind");
        QCOMPARE(f.editor.saving(), Saving::saved);
        for (const char* text : {"F", "Fj", "Fjord"})
            f.type(text);
        QCOMPARE(f.editor.saving(), Saving::waiting);
        QVERIFY(f.saves.empty());
        QTRY_COMPARE(f.saves.size(), std::size_t(1));
        QCOMPARE(f.saves[0].draft.brand.productName, "Fjord");
        QCOMPARE(f.saves[0].draft.tenantId, "ten_1");
        QCOMPARE(f.saves[0].revision, 7);
        QCOMPARE(f.editor.saving(), Saving::saving);
        f.saved(0, 8);
        QTRY_COMPARE(f.editor.saving(), Saving::saved);
        QCOMPARE(f.editor.state().draftRevision, 8);
        QCOMPARE(f.editor.changes().size(), std::size_t(1));
        QCOMPARE(f.editor.changes()[0].field, "productName");
        QCOMPARE(f.opened.size(), 1);
    }

    void typingWhileSavingIsSavedNext() {
        Fixture f;
        f.open();
        f.type("Fjord");
        f.editor.save();
        f.type("Fjord AS");
        f.editor.save();
        QCOMPARE(f.saves.size(), std::size_t(1));
        QVERIFY(!f.saves[0].promise->isCanceled());
        f.saved(0, 8);
        QTRY_COMPARE(f.saves.size(), std::size_t(2));
        QCOMPARE(f.saves[1].revision, 8);
        QCOMPARE(f.saves[1].draft.brand.productName, "Fjord AS");
        f.saved(1, 9);
        QTRY_COMPARE(f.editor.saving(), Saving::saved);
        QCOMPARE(f.editor.brand().productName, "Fjord AS");
    }

    void takingTypedTextBackSavesNothing() {
        Fixture f;
        f.open();
        f.type("Fjord");
        f.type("Nordwind");
        f.editor.save();
        QCOMPARE(f.editor.saving(), Saving::saved);
        QVERIFY(f.saves.empty());
    }

    void aConflictTakesTheirs() {
        Fixture f;
        conflict(f);
        f.editor.reload();
        answer<BrandState>(f.reads.back(), state("ten_1", "Theirs", 12));
        QTRY_COMPARE(f.editor.saving(), Saving::saved);
        QCOMPARE(f.editor.brand().productName, "Theirs");
        QCOMPARE(f.opened.size(), 2);
        QCOMPARE(f.saves.size(), std::size_t(1));
    }

    void aConflictKeepsMine() {
        Fixture f;
        conflict(f);
        f.type("Mine, and on");
        QCOMPARE(f.editor.saving(), Saving::conflict);
        f.editor.overwrite();
        f.type("Mine, and further");
        answer<BrandState>(f.reads.back(), state("ten_1", "Theirs", 12));
        QTRY_COMPARE(f.saves.size(), std::size_t(2));
        QCOMPARE(f.saves[1].revision, 12);
        QCOMPARE(f.saves[1].draft.brand.productName, "Mine, and further");
        f.saved(1, 13);
        QTRY_COMPARE(f.editor.saving(), Saving::saved);
    }

    void anotherFailureIsShownAndTypingTriesAgain() {
        Fixture f;
        f.open();
        f.type("Fjord");
        f.editor.save();
        answer<BrandState>(f.saves[0].promise, fail(ErrorCode::offline, "No connection."));
        QTRY_COMPARE(f.editor.saving(), Saving::failed);
        QCOMPARE(f.editor.error()->code, ErrorCode::offline);
        QCOMPARE(f.editor.brand().productName, "Fjord");
        f.editor.save();
        QCOMPARE(f.saves.size(), std::size_t(2));
        f.saved(1, 8);
        QTRY_COMPARE(f.editor.saving(), Saving::saved);
        QVERIFY(!f.editor.error());
    }

    void theNewestPreviewWins() {
        Fixture f;
        f.open();
        f.type("Fjord");
        QTRY_COMPARE(f.previews.size(), std::size_t(2));
        QCOMPARE(f.previews[1].brand.productName, "Fjord");
        QSignalSpy page(&f.editor, &BrandEditor::pageChanged);
        answer<contract::Raw>(f.previews[1].promise, contract::Raw{"text/html", "new"});
        answer<contract::Raw>(f.previews[0].promise, contract::Raw{"text/html", "old"});
        QTRY_COMPARE(page.size(), 1);
        QCOMPARE(f.editor.page(), "new");
        QVERIFY(f.previews[0].promise->isCanceled());
        f.type("Fjord AS");
        QTRY_COMPARE(f.previews.size(), std::size_t(3));
        answer<contract::Raw>(f.previews[2].promise, fail(ErrorCode::timeout, "Too slow."));
        QTRY_COMPARE(page.size(), 2);
        QVERIFY(f.editor.previewError().has_value());
        QCOMPARE(f.editor.page(), "new");
    }

    void discardForgetsWhatWasTyped() {
        Fixture f;
        f.open();
        f.type("Fjord");
        f.editor.discard();
        answer<BrandState>(f.discards.at(0), state("ten_1", "Nordwind", 9));
        QTRY_COMPARE(f.opened.size(), 2);
        QCOMPARE(f.editor.brand().productName, "Nordwind");
        QCOMPARE(f.editor.saving(), Saving::saved);
        QVERIFY(f.saves.empty());
        f.editor.discard();
        answer<BrandState>(f.discards.at(1), fail(ErrorCode::internal, "Broken."));
        QTRY_COMPARE(f.editor.saving(), Saving::failed);
    }

    void anotherTenantsAnswerIsDropped() {
        Fixture f;
        f.editor.open(QStringLiteral("ten_1"));
        f.editor.open(QStringLiteral("ten_2"));
        answer<BrandState>(f.reads[0], state("ten_1", "One", 1));
        answer<BrandState>(f.reads[1], state("ten_2", "Two", 1));
        QTRY_COMPARE(f.opened.size(), 1);
        QCOMPARE(f.editor.brand().productName, "Two");
    }

    void leavingATenantSavesWhatWasTyped() {
        Fixture f;
        f.open();
        f.type("Fjord");
        f.editor.open(QStringLiteral("ten_2"));
        QCOMPARE(f.saves.size(), std::size_t(1));
        QCOMPARE(f.saves[0].draft.tenantId, "ten_1");
        QCOMPARE(f.saves[0].draft.brand.productName, "Fjord");
        QVERIFY(!f.saves[0].promise->isCanceled());
        answer<BrandState>(f.reads.back(), state("ten_2", "Two", 1));
        QTRY_COMPARE(f.opened.size(), 2);
        answer<BrandState>(f.saves[0].promise, fail(ErrorCode::offline, "No connection."));
        QTRY_COMPARE(f.unsaved.size(), 1);
        QCOMPARE(f.editor.brand().productName, "Two");
        QCOMPARE(f.editor.saving(), Saving::saved);
    }

    void leavingWhileSavingSavesTheRestAfterwards() {
        Fixture f;
        f.open();
        f.type("Fjord");
        f.editor.save();
        f.type("Fjord AS");
        f.editor.open(QStringLiteral("ten_2"));
        answer<BrandState>(f.reads.back(), state("ten_2", "Two", 1));
        QTRY_COMPARE(f.opened.size(), 2);
        f.saved(0, 8);
        QTRY_COMPARE(f.saves.size(), std::size_t(2));
        QCOMPARE(f.saves[1].draft.tenantId, "ten_1");
        QCOMPARE(f.saves[1].draft.brand.productName, "Fjord AS");
        QCOMPARE(f.saves[1].revision, 8);
        f.saved(1, 9);
        f.type("Two, edited");
        QTRY_COMPARE(f.saves.size(), std::size_t(3));
        QCOMPARE(f.saves[2].draft.tenantId, "ten_2");
        QCOMPARE(f.saves[2].revision, 1);
        QCOMPARE(f.unsaved.size(), 0);
    }

    void aChangeElsewhereIsReadWhenNothingIsTyped() {
        Fixture f;
        f.open();
        contract::EntityChanged change{domain::EntityKind::brand, "ten_1", "ten_1", 4, "brand.publish", "Ada"};
        f.editor.entityChanged(change);
        QCOMPARE(f.reads.size(), std::size_t(2));
        f.type("Typed before the answer");
        answer<BrandState>(f.reads[1], state("ten_1", "Theirs", 9));
        QTRY_COMPARE(f.saves.size(), std::size_t(1));
        QCOMPARE(f.editor.brand().productName, "Typed before the answer");
        QCOMPARE(f.opened.size(), 1);
        f.editor.entityChanged(change);
        change.tenantId = "ten_9";
        f.editor.entityChanged(change);
        QCOMPARE(f.reads.size(), std::size_t(2));
    }

    void aTenantThatCannotBeReadSaysSo() {
        Fixture f;
        f.editor.open(QStringLiteral("ten_9"));
        answer<BrandState>(f.reads[0], fail(ErrorCode::notFound, "No such tenant."));
        QTRY_COMPARE(f.failed.size(), 1);
        QVERIFY(!f.editor.isOpen());
    }

private:
    static void conflict(Fixture& f) {
        f.open();
        f.type("Mine");
        f.editor.save();
        answer<BrandState>(f.saves[0].promise, fail(ErrorCode::preconditionFailed, "Changed meanwhile."));
        QTRY_COMPARE(f.editor.saving(), Saving::conflict);
        QCOMPARE(f.editor.brand().productName, "Mine");
    }
};

QTEST_GUILESS_MAIN(BrandEditorTest)
#include "brand_editor_test.moc"
