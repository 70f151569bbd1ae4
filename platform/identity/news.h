// What the nodes of a platform tell each other about identity, written in the transaction of what it tells of. A topic
// of the bus that no client can subscribe to. What it says may come twice and late: whoever listens forgets what it
// remembered, and looks again.
#pragma once

#include <string>
#include <string_view>

#include "base/describe.h"
#include "kernel/outbox.h"

namespace steward::identity {

inline constexpr std::string_view newsTopic = "identity";

enum class NewsKind { sessionEnded, apiKeyChanged, signingKeysChanged, supportAccessChanged };
STEWARD_DESCRIBE_ENUM(NewsKind, sessionEnded, apiKeyChanged, signingKeysChanged, supportAccessChanged)

struct News {
    NewsKind kind = NewsKind::sessionEnded;
    std::string id;  // of the session, API key or support access
};
STEWARD_DESCRIBE(News, (kind, id))

// Inside Database::write.
inline Result<> announce(sql::Connection& db, NewsKind kind, std::string id) {
    return kernel::enqueue(db, newsTopic, {}, json::write(News{kind, std::move(id)}));
}

}  // namespace steward::identity
