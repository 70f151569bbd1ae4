// Base, theirs and mine: who changed what, and what is left to save.
#include <QtTest>

#include "domain/merge.h"

using namespace steward;
using namespace steward::domain;

namespace {

json::Object document(const char* text) {
    return json::parse(text).value().as_object();
}

const FieldMerge* fieldIn(const std::vector<FieldMerge>& merged, std::string_view name) {
    const auto found = std::ranges::find(merged, name, &FieldMerge::field);
    return found == merged.end() ? nullptr : &*found;
}

}  // namespace

class MergeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachFieldKnowsWhoChangedIt() {
        const auto base = document(R"({"name":"A","region":"eu","plan":"team","tags":["x"],"seatsLimit":5})");
        const auto theirs = document(R"({"name":"B","region":"eu","plan":"scale","tags":["x","y"],"seatsLimit":5})");
        const auto mine = document(R"({"name":"C","region":"us","plan":"scale"})");
        const auto merged = merge(base, theirs, mine);
        QCOMPARE(merged.size(), std::size_t(4));
        QCOMPARE(fieldIn(merged, "name")->side, MergeSide::conflict);
        QCOMPARE(fieldIn(merged, "region")->side, MergeSide::mine);
        QCOMPARE(fieldIn(merged, "plan")->side, MergeSide::both);
        QCOMPARE(fieldIn(merged, "tags")->side, MergeSide::theirs);
        QVERIFY(!fieldIn(merged, "seatsLimit"));
        QCOMPARE(merged.front().field, "name");
    }

    void nothingChangedIsNothingToMerge() {
        const auto base = document(R"({"name":"A"})");
        QVERIFY(merge(base, base, {}).empty());
        QVERIFY(merge(base, base, document(R"({"name":"A"})")).empty());
    }

    void aMemberThatWasNotThereIsNull() {
        const auto merged = merge(document(R"({"name":"A"})"), document(R"({"name":"A","customRoleId":"rol_1"})"),
                                  document(R"({"customRoleId":"rol_2"})"));
        QCOMPARE(merged.size(), std::size_t(1));
        QVERIFY(merged.front().base.is_null());
        QCOMPARE(merged.front().side, MergeSide::conflict);
    }

    void whatIsChosenIsWhatIsSaved() {
        const auto base = document(R"({"name":"A","region":"eu","plan":"team"})");
        const auto theirs = document(R"({"name":"B","region":"eu","plan":"scale"})");
        const auto merged = merge(base, theirs, document(R"({"name":"C","region":"us","plan":"scale"})"));
        QCOMPARE(json::Value(patchFor(merged, {"name", "region", "plan"})),
                 json::Value(document(R"({"name":"C","region":"us"})")));
        QCOMPARE(json::Value(patchFor(merged, {"region"})), json::Value(document(R"({"region":"us"})")));
        QVERIFY(patchFor(merged, {}).empty());
    }
};

QTEST_GUILESS_MAIN(MergeTest)
#include "merge_test.moc"
