// What stands in the head of a request, and forms.
#include "contract/messages.h"
#include "kernel/http/binding.h"
#include "kernel/paging.h"
#include "kernel/trace/context.h"
#include "kernel/trace/otlp.h"
#include "tests/fuzz/fuzz.h"

using namespace steward;

STEWARD_FUZZ(target) {
    kernel::Request request;
    const auto mark = input.find('?');
    const auto path = kernel::percentDecode(input.substr(0, mark), false);
    if (path) {
        FUZZ_REQUIRE(path->find('\0') == std::string::npos);
        const auto again = kernel::percentDecode(kernel::percentEncode(*path), false);
        FUZZ_REQUIRE(again && *again == *path);
        request.pathParameters = {{"id", *path}};
    }
    auto query = kernel::parseQuery(mark == std::string_view::npos ? std::string_view() : input.substr(mark + 1));
    if (!query) return;
    FUZZ_REQUIRE(query->size() <= 100);
    request.query = std::move(*query);
    const auto list = kernel::binding::decode<contract::ListRequest>(request, "/v1/tenants");
    if (list) static_cast<void>(kernel::pageOf(list->limit, list->cursor, "-createdAt"));
    static_cast<void>(kernel::binding::decode<contract::MetricRangeRequest>(request, "/v1/metrics/range"));
    static_cast<void>(kernel::binding::decode<contract::PlanChangesRequest>(request, "/v1/plans/{id}/changes"));
    static_cast<void>(kernel::binding::decode<contract::BatchResultsRequest>(request, "/v1/batches/{id}/results"));
}

STEWARD_FUZZ(form) {
    kernel::Request request;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                       {"Cookie", std::string(input)},
                       {"Authorization", std::string(input)}};
    request.body = std::string(input);
    if (const auto form = request.form()) FUZZ_REQUIRE(form->size() <= 100);
    static_cast<void>(request.cookie("session"));
    FUZZ_REQUIRE(request.bearerToken().size() <= input.size());
}

STEWARD_FUZZ(cursor) {
    const auto cursor = kernel::parseCursor(input);
    if (!cursor) {
        FUZZ_REQUIRE(cursor.error().code == ErrorCode::invalid);
        return;
    }
    const auto again = kernel::parseCursor(kernel::spellCursor(*cursor));
    FUZZ_REQUIRE(again && steward::fuzz::alike(json::toValue(*again), json::toValue(*cursor)));
    static_cast<void>(kernel::toSql(cursor->key));
}

STEWARD_FUZZ(trace) {
    namespace trace = kernel::trace;
    const auto line = input.find('\n');
    const auto parent = trace::parseTraceParent(input.substr(0, line));
    if (parent) {
        const auto again = trace::parseTraceParent(trace::spellTraceParent(*parent));
        FUZZ_REQUIRE(again && *again == *parent);
    }
    const auto rest = line == std::string_view::npos ? std::string_view() : input.substr(line + 1);
    const auto state = trace::parseTraceState({rest, input.substr(0, line)});
    FUZZ_REQUIRE(state.size() <= 512 && trace::parseTraceState({state}) == state);
}

STEWARD_FUZZ(collector) {
    if (const auto headers = kernel::otlp::parseHeaders(input))
        for (const auto& [name, value] : *headers)
            FUZZ_REQUIRE(!name.empty() && value.find_first_of("\r\n") == std::string::npos);
    static_cast<void>(kernel::otlp::rejectedSpans(input));
}
