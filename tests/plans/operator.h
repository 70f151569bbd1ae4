// What an operator does with plans on a real stewardd, in one line each, and people and entries by the hundred.
#pragma once

#include <QtTest>

#include "base/ids.h"
#include "base/json.h"
#include "contract/messages.h"
#include "contract/problem.h"
#include "domain/audit.h"
#include "domain/plan.h"
#include "sql/mapping.h"
#include "sql/postgres.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/reply_document.h"
#include "tests/support/stewardd_fixture.h"

namespace steward::test {

using Headers = std::vector<std::pair<std::string, std::string>>;

inline std::string bodyOf(const json::Object& object) {
    return json::write(json::Value(object));
}

// moc reads no raw strings with quotes, so bodies are built.
inline std::string planOf(const char* entity, const char* operation, json::Object selection, json::Object more = {}) {
    json::Object plan{{"entity", entity}, {"operation", operation}, {"selection", std::move(selection)}};
    for (const auto& [name, value] : more)
        plan[name] = value;
    return bodyOf(plan);
}

inline json::Object idsOf(const std::vector<std::string>& ids) {
    json::Array list;
    for (const auto& id : ids)
        list.emplace_back(json::Value(id));
    return {{"ids", std::move(list)}};
}

inline Headers ifMatch(std::int64_t version) {
    return {{"If-Match", "\"v" + std::to_string(version) + "\""}};
}

// Of the local operator, unless it is given a token. The platform outlives it.
class Operator {
public:
    explicit Operator(const StewarddFixture& platform, std::string token = {})
        : platform_(platform), token_(std::move(token)) {}

    Reply get(const std::string& target) const { return send("GET", target, {}); }
    Reply post(const std::string& target, const std::string& body = "{}", Headers headers = {}) const {
        return send("POST", target, body, std::move(headers));
    }
    Reply send(const std::string& method, const std::string& target, const std::string& body,
               Headers headers = {}) const {
        return platform_.ask({.method = method, .target = target, .body = body, .token = token_, .headers = headers});
    }

    template <class T>
    T found(const std::string& target) const {
        return read<T>(get(target));
    }
    // Every item of a list, page by page.
    template <class T>
    std::vector<T> all(const std::string& target) const {
        std::vector<T> items;
        const std::string first = target + (target.find('?') == std::string::npos ? "?" : "&") + "limit=500";
        for (std::string next = first; !next.empty();) {
            auto page = read<contract::Page<T>>(get(next));
            items.insert(items.end(), page.items.begin(), page.items.end());
            next = page.nextCursor ? first + "&cursor=" + *page.nextCursor : "";
        }
        return items;
    }
    template <class T>
    std::int64_t total(const std::string& target) const {
        return read<contract::Page<T>>(get(target)).total;
    }

    domain::Plan plan(const std::string& body) const { return read<domain::Plan>(post("/v1/plans", body)); }
    std::vector<domain::PlanChange> changesOf(const domain::Plan& plan, const std::string& state = {}) const {
        return all<domain::PlanChange>("/v1/plans/" + plan.id + "/changes" + (state.empty() ? "" : "?state=" + state));
    }
    // Confirmed; as it began.
    domain::Batch begin(const domain::Plan& plan, json::Object more = {}) const {
        more["confirmation"] = plan.confirmation;
        return read<domain::Batch>(post("/v1/plans/" + plan.id + "/apply", bodyOf(more)));
    }
    // Confirmed; as it ended.
    domain::Batch apply(const domain::Plan& plan, json::Object more = {}) const {
        return ended(begin(plan, std::move(more)).id);
    }
    domain::Batch ended(const std::string& batchId) const {
        domain::Batch batch;
        const auto isEnded = [&] {
            const auto reply = get("/v1/batches/" + batchId);
            if (reply.status == 200) batch = read<domain::Batch>(reply);
            return reply.status == 404 || batch.finishedAt.has_value();
        };
        (void)QTest::qWaitFor(isEnded, 60'000);
        return batch;
    }
    std::vector<domain::BatchResult> failuresOf(const domain::Batch& batch) const {
        return all<domain::BatchResult>("/v1/batches/" + batch.id + "/results?changed=false");
    }
    std::vector<domain::AuditEntry> entries(const std::string& filter) const {
        return all<domain::AuditEntry>("/v1/audit?filter=" + filter);
    }
    bool isAuditIntact() const { return found<domain::AuditVerification>("/v1/audit-verification").intact; }

private:
    const StewarddFixture& platform_;
    std::string token_;
};

// Its database, for what would take an operator a day. While it runs.
inline sql::Connection databaseOf(const StewarddFixture& platform) {
    const auto must = [](auto result) {
        if (!result) qFatal("%s", result.error().detail.c_str());
        return std::move(*result);
    };
    if (!onPostgres()) return must(sql::Connection::open({.path = platform.folder() / "data" / "steward.db"}));
    return must(
        sql::openPostgres({.url = PostgresCluster::shared().url(platform.database(), PostgresCluster::application)}));
}

// Active viewers at version 1, named by their number.
inline std::vector<domain::User> peopleOf(const std::string& tenantId, const std::string& slug, int count) {
    std::vector<domain::User> people;
    for (int i = 0; i < count; ++i) {
        domain::User user;
        user.id = newId(id::user, SystemClock().now());
        user.tenantId = tenantId;
        user.name = "Person " + std::to_string(i);
        user.email = "person." + std::to_string(i) + "@" + slug + ".example";
        user.createdAt = SystemClock().now();
        user.version = 1;
        people.push_back(std::move(user));
    }
    return people;
}

inline void addPeople(const StewarddFixture& platform, const std::vector<domain::User>& people) {
    auto connection = databaseOf(platform);
    auto transaction = connection.writeTransaction();
    if (!transaction) qFatal("%s", transaction.error().message.c_str());
    for (const auto& user : people)
        if (const auto added = sql::insert(connection, "users", sql::TenantScope::all(), user); !added)
            qFatal("%s", added.error().detail.c_str());
    if (const auto done = transaction->commit(); !done) qFatal("%s", done.error().message.c_str());
}

}  // namespace steward::test
