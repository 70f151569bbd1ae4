#include "contract/document_text.h"
#include "contract/documents.h"
#include "contract/topics.h"

namespace steward::contract {

using json::Array;
using json::Object;

std::string asyncApiDocument() {
    Schemas schemas;
    Object channels;
    Object messages;
    std::apply(
        [&](const auto&... topic) {
            const auto add = [&]<class Message>(const Topic<Message>& one) {
                const std::string name(one.name);
                messages[name] = Object{{"messageId", name},
                                        {"name", name},
                                        {"summary", one.summary},
                                        {"contentType", "application/json"},
                                        {"payload", schemaOf<Message>(schemas)}};
                Object channel{{"description", one.summary},
                               {"x-permission", enumName(one.permission)},
                               {"x-retention-events", one.retention},
                               {"x-per-tenant", one.perTenant},
                               {"x-sampled", one.sampled}};
                channel["subscribe"] = Object{{"operationId", "watch-" + name},
                                              {"summary", one.summary},
                                              {"description", whoMay(one.permission)},
                                              {"message", Object{{"$ref", "#/components/messages/" + name}}}};
                channels[name] = std::move(channel);
            };
            (add(topic), ...);
        },
        topics);
    const auto frame = schemaOf<Frame>(schemas);
    messages["frame"] = Object{{"messageId", "frame"},
                               {"name", "frame"},
                               {"summary", "What travels on the WebSocket, in both directions."},
                               {"contentType", "application/json"},
                               {"payload", frame}};
    const Object license{{"name", "Apache 2.0"}, {"url", "https://www.apache.org/licenses/LICENSE-2.0"}};
    const Object server{
        {"url", "{host}" + std::string(feedPath)},
        {"protocol", "wss"},
        {"description", "One WebSocket for all topics; the token travels in the Authorization header."},
        {"variables",
         Object{{"host", Object{{"default", "localhost:8471"}, {"description", "Where the platform is reached."}}}}},
        {"security", Array{Object{{"bearer", Array{}}}}}};
    const Object bearer{{"type", "http"},
                        {"scheme", "bearer"},
                        {"bearerFormat", "JWT"},
                        {"description", "The same access token as for requests."}};
    return indented(Object{{"asyncapi", "2.6.0"},
                           {"id", "urn:steward:feed"},
                           {"info", Object{{"title", "Steward live feed"},
                                           {"version", "1"},
                                           {"description",
                                            "One WebSocket at /v1/feed. Each topic is a sequence of numbered "
                                            "events; what cannot be replayed is announced as a gap."},
                                           {"license", license}}},
                           {"tags", Array{Object{{"name", "feed"}, {"description", "What is watched."}}}},
                           {"defaultContentType", "application/json"},
                           {"servers", Object{{"platform", server}}},
                           {"channels", std::move(channels)},
                           {"components", Object{{"schemas", componentsOf(schemas)},
                                                 {"messages", std::move(messages)},
                                                 {"securitySchemes", Object{{"bearer", bearer}}}}}});
}

}  // namespace steward::contract
