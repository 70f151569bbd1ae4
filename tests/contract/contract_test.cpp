// The contract is consistent with itself, and the documents in docs/ are the ones it generates.
#include <QtTest>
#include <fstream>
#include <set>

#include "contract/documents.h"
#include "contract/endpoints.h"
#include "contract/problem.h"
#include "contract/topics.h"

using namespace steward;

namespace {

std::string fileText(const char* name) {
    std::ifstream in(qEnvironmentVariable("STEWARD_SOURCE").toStdString() + "/docs/" + name);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

class ContractTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAndRoutesAreUnique() {
        std::set<std::string> names;
        std::set<std::string> routes;
        std::size_t count = 0;
        std::apply(
            [&](const auto&... endpoint) {
                ((names.emplace(endpoint.name),
                  routes.insert(std::to_string(int(endpoint.method)) + " " + std::string(endpoint.path)), ++count),
                 ...);
            },
            contract::endpoints);
        QCOMPARE(names.size(), count);
        QCOMPARE(routes.size(), count);
    }

    void whateverChangesSomethingNeedsAPermission() {
        // Only asks; what it shows for that belongs into no address.
        static constexpr std::string_view asks = "offlineAccess";
        std::apply(
            [](const auto&... endpoint) {
                const auto look = [](const auto& one) {
                    if (one.method != contract::Method::get && one.name != asks)
                        QVERIFY2(one.permission != domain::Permission::none, std::string(one.name).c_str());
                };
                (look(endpoint), ...);
            },
            contract::endpoints);
    }

    // In production; whoever adds an endpoint that is not among these decided so.
    void whatIsDoneWithoutProvingWhoOneIs() {
        std::set<std::string> unelevated;
        std::apply(
            [&](const auto&... endpoint) {
                const auto look = [&](const auto& one) {
                    if (one.rules.unelevated) unelevated.emplace(one.name);
                };
                (look(endpoint), ...);
            },
            contract::endpoints);
        QCOMPARE(unelevated,
                 (std::set<std::string>{
                     "createPlan",      "recalculatePlan", "retryBatch",        "runReport",       "saveReport",
                     "changeReport",    "deleteReport",    "reportUsage",       "saveBrandDraft",  "discardBrandDraft",
                     "previewSignIn",   "sendMetrics",     "sendLogs",          "querySeries",     "testAlertChannel",
                     "sendHeartbeat",   "createDashboard", "changeDashboard",   "revertDashboard", "shareDashboard",
                     "deleteDashboard", "refreshSnapshot", "runReportSchedule", "resendReportRun"}));
        const auto needs = [](const auto& one) {
            return contract::needsElevation(one.method, one.permission, one.rules);
        };
        QVERIFY(needs(contract::applyPlan) && needs(contract::changeTenant) && needs(contract::inviteUser));
        QVERIFY(!needs(contract::createPlan) && !needs(contract::listTenants) && !needs(contract::changePassword));
    }

    void whatIsMadeIsFoundWhereTheReplySays() {
        std::set<std::string> readable;
        std::map<std::string, int> successes;
        std::apply(
            [&](const auto&... endpoint) {
                const auto look = [&](const auto& one) {
                    if (one.method == contract::Method::get) readable.emplace(one.path);
                    if (!one.rules.location.empty()) successes[std::string(one.name)] = contract::successOf(one);
                };
                (look(endpoint), ...);
                const auto check = [&](const auto& one) {
                    const bool isFound =
                        one.rules.location.empty() || readable.contains(std::string(one.rules.location));
                    QVERIFY2(isFound, std::string(one.name).c_str());
                };
                (check(endpoint), ...);
            },
            contract::endpoints);
        QCOMPARE(successes, (std::map<std::string, int>{{"createTenant", 201},
                                                        {"createScrapeTarget", 201},
                                                        {"createPlan", 201},
                                                        {"applyPlan", 202},
                                                        {"retryBatch", 201},
                                                        {"saveReport", 201},
                                                        {"saveView", 201},
                                                        {"createDashboard", 201},
                                                        {"inviteUser", 201},
                                                        {"createRole", 201},
                                                        {"createApiKey", 201},
                                                        {"requestSupportAccess", 201}}));
        QCOMPARE(contract::successOf(contract::deleteReport), 204);
    }

    void fullStoresAreUnavailableForAWhile() {
        const auto problem = contract::toProblem({ErrorCode::storage, "Full.", {}, {}, {}}, "req_1");
        QCOMPARE(problem.status, 503);
        QCOMPARE(contract::toError(problem).code, ErrorCode::storage);
        QCOMPARE(contract::codeOf(503), ErrorCode::unavailable);
        QCOMPARE(contract::codeOf(507), ErrorCode::storage);
    }

    void problemsKeepTheError() {
        const Error error{ErrorCode::offline, "No.", "why", "req_1", {{"/name", "is required"}}};
        const auto problem = contract::toProblem(error, error.id);
        QCOMPARE(problem.status, 503);
        const auto back = json::read<contract::Problem>(json::write(problem));
        QVERIFY(back.has_value());
        QCOMPARE(contract::toError(*back), error);
    }

    void framesGoThereAndBack() {
        const auto frame =
            json::read<contract::Frame>(R"({"type":"subscribe","topic":"jobs","since":41})", json::Unknown::refuse);
        QVERIFY(frame.has_value());
        QCOMPARE(json::write(*frame), std::string(R"({"type":"subscribe","topic":"jobs","since":41})"));
        QVERIFY(!json::read<contract::Frame>(R"({"type":"shout"})", json::Unknown::refuse));
    }

    void whatTheRulesAskForStandsInTheDocument() {
        const auto document = json::parse(contract::openApiDocument());
        QVERIFY(document.has_value());
        const auto& change = document->at("paths").at("/v1/tenants/{id}").at("patch");
        for (const auto* status : {"400", "401", "403", "404", "409", "412", "413", "428", "429", "503", "default"})
            QVERIFY2(change.at("responses").as_object().contains(status), status);
        QVERIFY(!change.at("responses").as_object().contains("422"));
        const json::Value ifMatch{{"$ref", "#/components/parameters/IfMatch"}};
        const auto& parameters = change.at("parameters").as_array();
        QVERIFY(std::find(parameters.begin(), parameters.end(), ifMatch) != parameters.end());
        QVERIFY(change.at("responses").at("200").at("headers").as_object().contains("ETag"));
        const auto& create = document->at("paths").at("/v1/tenants").at("post");
        QVERIFY(create.at("responses").as_object().contains("422"));
        QCOMPARE(create.at("x-permission"), json::Value("tenantsWrite"));
        const auto& live = document->at("paths").at("/health/live").at("get");
        QCOMPARE(live.at("security"), json::Value(json::Array{}));
        QVERIFY(!live.at("responses").as_object().contains("401"));
    }

    void theDocumentsAreUpToDate() {
        // To renew them: build/dev/bin/steward_documents docs
        QCOMPARE(fileText("openapi.json"), contract::openApiDocument());
        QCOMPARE(fileText("asyncapi.json"), contract::asyncApiDocument());
    }
};

QTEST_MAIN(ContractTest)
#include "contract_test.moc"
