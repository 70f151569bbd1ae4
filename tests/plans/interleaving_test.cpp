// Three clients at once over a few tenants and users: edits, plans, applies, reverts and kills in a random order. What
// a client was told has happened has happened; every history tells how its entity became what it is.
//
// The seed is printed; STEWARD_SEED=… runs the same order of actions again.
#include <QtTest>
#include <atomic>
#include <mutex>
#include <random>
#include <thread>

#include "tests/plans/operator.h"

using namespace steward;
using domain::AuditEntry;
using test::bodyOf;
using test::idsOf;
using test::ifMatch;
using test::planOf;
using test::read;
using namespace std::chrono_literals;

namespace {

constexpr int clients = 3;
constexpr int tenants = 4;
constexpr int usersOfEach = 3;
constexpr int rounds = 60;
constexpr int actionsInRound = 4;  // of each client
constexpr auto longest = 9s;

struct Known {
    std::string kind;  // "tenant"
    std::string id;
    json::Object document;  // as it was before the clients came
    std::string path() const { return "/v1/" + kind + "s/" + id; }
};

// A change that a client was told of.
struct Acknowledged {
    std::string entityId;
    std::int64_t version = 0;
    std::string name;
};

json::Object documentAt(const test::Operator& people, const Known& entity) {
    const auto reply = people.get(entity.path());
    const auto document = json::parse(reply.body);
    if (reply.status != 200 || !document) qFatal("%d %s", reply.status, reply.body.c_str());
    return document->as_object();
}

// What all of them have in common.
class World {
public:
    explicit World(const test::Operator& people) : people_(people) {}

    std::vector<Known> entities;

    template <class List, class T>
    void note(List World::* list, T value) {
        const std::lock_guard lock(mutex_);
        (this->*list).push_back(std::move(value));
    }
    // One of what was noted, "" while there is none.
    std::string some(std::vector<std::string> World::* list, std::mt19937& random) const {
        const std::lock_guard lock(mutex_);
        const auto& all = this->*list;
        return all.empty() ? std::string() : all[random() % all.size()];
    }

    const test::Operator& people() const { return people_; }
    std::vector<std::string> plans;
    std::vector<std::string> batches;
    std::vector<Acknowledged> acknowledged;
    std::atomic<int> done{0};

private:
    const test::Operator& people_;
    mutable std::mutex mutex_;
};

class Client {
public:
    Client(World& world, int number, std::uint32_t seed) : world_(world), number_(number), random_(seed) {}

    // Answers that never come, because the platform is killed, are no acknowledgement and no failure.
    void act() {
        const auto what = random_() % 100;
        if (what < 45)
            edit();
        else if (what < 70)
            plan();
        else if (what < 90)
            apply();
        else
            revert();
        ++world_.done;
    }

private:
    const Known& someEntity() { return world_.entities[random_() % world_.entities.size()]; }

    void edit() {
        const auto& entity = someEntity();
        const auto reply = world_.people().get(entity.path());
        if (reply.status != 200) return;
        const auto seen = json::parse(reply.body)->at("version").as_int64() - (random_() % 8 == 0 ? 1 : 0);
        const std::string name = "Client " + std::to_string(number_) + " edit " + std::to_string(++edits_);
        json::Object body{{"patch", json::Object{{"name", json::Value(name)}}}};
        if (random_() % 4 == 0) body["force"] = true;
        const auto changed = world_.people().send("PATCH", entity.path(), bodyOf(body), ifMatch(seen));
        if (changed.status != 200) return;
        const auto version = json::parse(changed.body)->at("version").as_int64();
        world_.note(&World::acknowledged, Acknowledged{entity.id, version, name});
    }

    void plan() {
        static const std::vector<std::string> ofTenants{"change",  "change", "suspend", "resume",
                                                        "restore", "remove", "restore"};
        static const std::vector<std::string> ofUsers{"change", "change", "suspend", "resume"};
        const auto& first = someEntity();
        std::vector<std::string> ids;
        for (const auto& entity : world_.entities)
            if (entity.kind == first.kind && (entity.id == first.id || random_() % 2 == 0)) ids.push_back(entity.id);
        const bool isTenant = first.kind == "tenant";
        const auto& operations = isTenant ? ofTenants : ofUsers;
        const auto& operation = operations[random_() % operations.size()];
        json::Object more;
        if (operation == "change" && isTenant)
            more["patch"] = json::Object{{"addTag", json::Value("tag-" + std::to_string(random_() % 50))}};
        else if (operation == "change")
            more["patch"] = json::Object{{"role", random_() % 2 == 0 ? "analyst" : "viewer"}};
        noteMade(world_.people().post("/v1/plans",
                                      planOf(first.kind.c_str(), operation.c_str(), idsOf(ids), std::move(more))));
    }

    void apply() {
        const std::string id = world_.some(&World::plans, random_);
        if (id.empty()) return;
        const auto plan = json::read<domain::Plan>(world_.people().get("/v1/plans/" + id).body);
        if (!plan) return;
        const json::Object body{{"confirmation", plan->confirmation}, {"stopAfterFailures", random_() % 3}};
        const auto reply = world_.people().post("/v1/plans/" + id + "/apply", bodyOf(body));
        if (reply.status == 202) world_.note(&World::batches, read<domain::Batch>(reply).id);
    }

    void revert() {
        const std::string batch = world_.some(&World::batches, random_);
        if (batch.empty()) return;
        if (random_() % 3 == 0) return noteMade(world_.people().post("/v1/batches/" + batch + "/retry"));
        noteMade(world_.people().post(
            "/v1/plans", planOf(random_() % 2 == 0 ? "tenant" : "user", "revert", {{"batchId", json::Value(batch)}})));
    }

    void noteMade(const test::Reply& reply) {
        if (reply.status == 201) world_.note(&World::plans, read<domain::Plan>(reply).id);
    }

    World& world_;
    int number_;
    std::mt19937 random_;
    int edits_ = 0;
};

// How the history of an entity contradicts itself or what it is now; "" when it does not.
std::string faultIn(const Known& entity, const std::vector<AuditEntry>& oldestFirst, const json::Object& now) {
    json::Object document = entity.document;
    for (const auto& entry : oldestFirst) {
        const std::string at = entry.action + " to version " + std::to_string(entry.versionAfter) + ": ";
        const auto version = document["version"].as_int64();
        if (entry.versionBefore != version) return at + "follows version " + std::to_string(version);
        if (entry.versionAfter != version + 1) return at + "leaves a hole";
        if (!entry.before || !entry.after) return at + "tells of no change";
        for (const auto& [name, value] : entry.before->as_object())
            if (!json::same(document[name], value)) return at + std::string(name) + " was something else before";
        for (const auto& [name, value] : entry.after->as_object())
            document[name] = value;
        document["version"] = entry.versionAfter;
    }
    for (const auto& [name, value] : now)
        if (name != "lastSeenAt" && !json::same(document[name], value))
            return std::string(name) + " is not what its history says";
    return {};
}

}  // namespace

class InterleavingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void historiesTellHowEverythingCameAbout() {
        const auto given = qEnvironmentVariable("STEWARD_SEED");
        const std::uint32_t seed = given.isEmpty() ? std::random_device()() : given.toUInt();
        qInfo("STEWARD_SEED=%u", seed);
        std::mt19937 random(seed);
        platform_.set("limits.mode=off");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        World world(people_);
        makeEntities(world);

        std::vector<Client> all;
        for (int i = 0; i < clients; ++i)
            all.emplace_back(world, i, seed + std::uint32_t(i) + 1);
        const auto until = std::chrono::steady_clock::now() + longest;
        int kills = 0;
        for (int round = 0; round < rounds && std::chrono::steady_clock::now() < until; ++round) {
            world.done = 0;
            const bool isKilled = random() % 12 == 0;
            const int killedAfter = int(random() % (clients * actionsInRound));
            std::vector<std::thread> threads;
            for (auto& client : all)
                threads.emplace_back([&client] {
                    for (int i = 0; i < actionsInRound; ++i)
                        client.act();
                });
            if (isKilled) {
                while (world.done < killedAfter)
                    std::this_thread::yield();
                platform_.kill();
            }
            for (auto& thread : threads)
                thread.join();
            kills += isKilled;
            if (isKilled) QVERIFY2(platform_.start(), platform_.log().c_str());
        }
        qInfo("%d kills, %zu plans, %zu batches, %zu edits", kills, world.plans.size(), world.batches.size(),
              world.acknowledged.size());
        QVERIFY(!world.batches.empty() && !world.acknowledged.empty());
        for (const auto& batch : world.batches)
            QVERIFY2(people_.ended(batch).finishedAt.has_value(), batch.c_str());
        checkHistories(world);
        QVERIFY(people_.isAuditIntact());
    }

private:
    void makeEntities(World& world) {
        for (int i = 0; i < tenants; ++i) {
            const std::string slug = "tenant-" + std::to_string(i);
            const auto tenant =
                read<domain::Tenant>(people_.post("/v1/tenants", bodyOf({{"name", slug},
                                                                         {"slug", slug},
                                                                         {"region", "eu-west"},
                                                                         {"ownerName", "Ada"},
                                                                         {"ownerEmail", "a@b.example"}})));
            world.entities.push_back({"tenant", tenant.id, {}});
            const auto people = test::peopleOf(tenant.id, slug, usersOfEach);
            test::addPeople(platform_, people);
            for (const auto& user : people)
                world.entities.push_back({"user", user.id, {}});
        }
        for (auto& entity : world.entities)
            entity.document = documentAt(people_, entity);
    }

    void checkHistories(const World& world) {
        std::map<std::pair<std::string, std::int64_t>, json::Value> names;
        for (const auto& entity : world.entities) {
            auto history = people_.entries("entityId%3D" + entity.id);
            std::ranges::reverse(history);
            std::erase_if(history, [](const AuditEntry& entry) { return entry.action.ends_with(".create"); });
            for (const auto& entry : history)
                if (const auto* name = entry.after ? entry.after->as_object().if_contains("name") : nullptr)
                    names[{entity.id, entry.versionAfter}] = *name;
            const auto fault = faultIn(entity, history, documentAt(people_, entity));
            QVERIFY2(fault.empty(), (entity.kind + " " + entity.id + ": " + fault).c_str());
        }
        for (const auto& [id, version, name] : world.acknowledged) {
            const auto found = names.find({id, version});
            QVERIFY2(found != names.end() && found->second == json::Value(name), name.c_str());
        }
    }

    test::StewarddFixture platform_;
    test::Operator people_{platform_};
};

QTEST_GUILESS_MAIN(InterleavingTest)
#include "interleaving_test.moc"
