// The request that makes a tenant of this slug, repeatable under an Idempotency-Key.
#pragma once

#include <string>

#include "tests/support/raw_http.h"

namespace steward::test {

inline Ask newTenant(const std::string& slug) {
    return {.method = "POST",
            .target = "/v1/tenants",
            .body = R"({"name":")" + slug + R"(","slug":")" + slug +
                    R"(","region":"eu-west","ownerName":"Ada","ownerEmail":"ada@)" + slug + R"(.example"})",
            .headers = {{"Idempotency-Key", slug}}};
}

}  // namespace steward::test
