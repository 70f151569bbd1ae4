// Answers for models, without a platform: `Scripted` holds each question until the test answers it.
#pragma once

#include <QPromise>
#include <deque>
#include <memory>

#include "models/common/fetch.h"

namespace steward::test {

template <class Request, class Response>
class Scripted {
public:
    models::Fetch<Request, Response> fetch() {
        return [this](Request request) {
            auto promise = std::make_shared<QPromise<Result<Response>>>();
            promise->start();
            asked.push_back({std::move(request), promise});
            return promise->future();
        };
    }
    // Answers the oldest open question.
    void answer(Result<Response> response) {
        auto question = std::move(asked.front());
        asked.pop_front();
        question.promise->addResult(std::move(response));
        question.promise->finish();
    }
    bool isOpen() const { return !asked.empty(); }

    struct Question {
        Request request;
        std::shared_ptr<QPromise<Result<Response>>> promise;
    };
    std::deque<Question> asked;
};

inline domain::Tenant tenant(int number) {
    domain::Tenant made;
    made.id = "ten_" + std::to_string(number);
    made.name = "Tenant " + std::to_string(number);
    made.slug = "tenant-" + std::to_string(number);
    made.mrrMinor = 100 * number;
    made.version = 1;
    return made;
}

// A list of `total` rows that answers by itself; cursors are row numbers.
class TenantList {
public:
    explicit TenantList(int total) : total_(total) {}
    models::Fetch<contract::ListRequest, contract::Page<domain::Tenant>> fetch() {
        return [this](contract::ListRequest request) {
            requests.push_back(request);
            if (failure) return client::readyFuture<Result<contract::Page<domain::Tenant>>>(fail(*failure));
            contract::Page<domain::Tenant> page;
            const int first = (request.cursor ? std::stoi(*request.cursor) : 0) + int(request.skip.value_or(0));
            const int last = std::min(total_, first + int(request.limit.value_or(50)));
            for (int row = first; row < last; ++row)
                page.items.push_back(tenant(row));
            if (last < total_) page.nextCursor = std::to_string(last);
            page.total = total_;
            return client::readyFuture<Result<contract::Page<domain::Tenant>>>(std::move(page));
        };
    }
    void setTotal(int total) { total_ = total; }
    std::vector<contract::ListRequest> requests;
    std::optional<Error> failure;

private:
    int total_;
};

}  // namespace steward::test
