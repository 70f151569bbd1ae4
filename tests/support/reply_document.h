// A reply as a document of the contract. One that is none is shown, and read as an empty one.
#pragma once

#include <QtGlobal>

#include "base/json.h"
#include "tests/support/raw_http.h"

namespace steward::test {

template <class T>
T read(const Reply& reply) {
    auto value = json::read<T>(reply.body);
    if (!value) qWarning("%d %s", reply.status, reply.body.substr(0, 400).c_str());
    return value.value_or(T{});
}

}  // namespace steward::test
