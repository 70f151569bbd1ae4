#include "reference/reference_page.h"

#include <algorithm>

#include "contract/examples.h"
#include "reference/html.h"
#include "reference/schema_view.h"

namespace steward::reference {
namespace {

using json::Array;
using json::Object;
using json::Value;

struct Operation {
    std::string method;
    std::string path;
    const Object* described;
};

struct Room {
    std::string name;
    std::vector<Operation> operations;
};

class Page {
public:
    Page(const Object& openApi, const Object& asyncApi) : api_(openApi), feed_(asyncApi) {
        for (const auto& tag : arrayAt(api_, "tags"))
            if (tag.is_object()) rooms_.push_back({std::string(textAt(tag.get_object(), "name")), {}});
        for (const auto& [path, operations] : objectAt(api_, "paths")) {
            if (!operations.is_object()) continue;
            for (const auto& [method, operation] : operations.get_object())
                if (operation.is_object()) place({std::string(method), std::string(path), &operation.get_object()});
        }
    }

    std::string write() {
        html_.open("html", {{"lang", "en"}});
        writeHead();
        html_.open("body").element("a", "Skip to the reference", {{"class", "skip"}, {"href", "#reference"}});
        writeTop();
        html_.open("div", {{"class", "columns"}});
        writeNavigation();
        html_.open("main", {{"id", "reference"}});
        writeIntroduction();
        for (const auto& room : rooms_)
            writeRoom(room);
        writeTopics();
        writeSchemas("Schemas", "schema-", objectAt(objectAt(api_, "components"), "schemas"));
        html_.element("p", "Nothing here matches.", {{"id", "nothing"}, {"hidden", ""}});
        html_.close().close().close().close();
        return html_.take();
    }

private:
    void place(Operation operation) {
        const auto& tags = arrayAt(*operation.described, "tags");
        const std::string name =
            tags.empty() || !tags.front().is_string() ? std::string("Other") : std::string(tags.front().get_string());
        auto room = std::find_if(rooms_.begin(), rooms_.end(), [&](const Room& one) { return one.name == name; });
        if (room == rooms_.end()) room = rooms_.insert(rooms_.end(), Room{name, {}});
        room->operations.push_back(std::move(operation));
    }

    void writeHead() {
        html_.open("head")
            .single("meta", {{"charset", "utf-8"}})
            .single("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}})
            .element("title", textAt(objectAt(api_, "info"), "title"))
            .single("link", {{"rel", "icon"}, {"href", "data:,"}})
            .single("link", {{"rel", "stylesheet"}, {"href", "/docs/style.css"}})
            .element("script", "", {{"src", "/docs/script.js"}, {"defer", ""}})
            .close();
    }

    void writeTop() {
        html_.open("header", {{"class", "top"}})
            .open("p", {{"class", "brand"}})
            .element("strong", "Steward")
            .text(" API reference")
            .close()
            .open("label", {{"class", "search"}, {"hidden", ""}})
            .element("span", "Search", {{"class", "unseen"}})
            .single("input", {{"type", "search"},
                              {"id", "search"},
                              {"placeholder", "Search endpoints, topics, schemas ( / )"},
                              {"autocomplete", "off"},
                              {"spellcheck", "false"}})
            .close()
            .element("output", "", {{"id", "found"}, {"for", "search"}})
            .open("span", {{"class", "files"}})
            .element("a", "OpenAPI", {{"href", "/openapi.json"}})
            .element("a", "AsyncAPI", {{"href", "/asyncapi.json"}})
            .close()
            .element("button", "Dark", {{"type", "button"}, {"id", "theme"}, {"hidden", ""}})
            .close();
    }

    void navigationList(const std::string& title, const std::string& anchor, const auto& writeLinks) {
        html_.open("section").open("h2").element("a", title, {{"href", "#" + anchor}}).close().open("ul");
        writeLinks();
        html_.close().close();
    }

    void navigationLink(const std::string& anchor, std::string_view kind, std::string_view label) {
        html_.open("li").open("a", {{"href", "#" + anchor}});
        if (!kind.empty()) html_.element("span", kind, {{"class", "method " + std::string(kind)}});
        html_.element("span", label).close().close();
    }

    void writeNavigation() {
        html_.open("nav", {{"aria-label", "Rooms of the API"}});
        for (const auto& room : rooms_)
            navigationList(room.name, anchorOf(room.name), [&] {
                for (const auto& operation : room.operations) {
                    const auto name = std::string(textAt(*operation.described, "operationId"));
                    navigationLink("op-" + name, operation.method, name);
                }
            });
        navigationList("Live feed", "feed", [&] {
            for (const auto& [name, channel] : objectAt(feed_, "channels"))
                navigationLink("topic-" + std::string(name), "topic", name);
        });
        navigationList("Schemas", "schemas", [&] {
            for (const auto& [name, schema] : objectAt(objectAt(api_, "components"), "schemas"))
                navigationLink("schema-" + std::string(name), {}, name);
        });
        html_.close();
    }

    void writeIntroduction() {
        const auto& info = objectAt(api_, "info");
        html_.open("section", {{"class", "introduction"}})
            .element("h1", textAt(info, "title"))
            .element("p", textAt(info, "description"))
            .element("h3", "Signing in");
        html_.open("dl");
        for (const auto& [name, scheme] : objectAt(objectAt(api_, "components"), "securitySchemes"))
            if (scheme.is_object()) html_.element("dt", name).element("dd", textAt(scheme.get_object(), "description"));
        html_.close().element("h3", "Headers of replies").open("dl");
        for (const auto& [name, header] : objectAt(objectAt(api_, "components"), "headers"))
            if (header.is_object())
                html_.open("dt")
                    .element("code", name)
                    .close()
                    .element("dd", textAt(header.get_object(), "description"));
        html_.close().close();
    }

    void writeRoom(const Room& room) {
        html_.open("section", {{"class", "room"}, {"id", anchorOf(room.name)}}).element("h2", room.name);
        for (const auto& operation : room.operations)
            writeOperation(operation);
        html_.close();
    }

    void openCard(const std::string& anchor, std::string_view kind, std::string_view title, std::string_view summary,
                  std::string_view permission) {
        html_.open("details", {{"class", "card"}, {"id", anchor}})
            .open("summary")
            .element("span", kind, {{"class", "method " + std::string(kind)}})
            .element("code", title, {{"class", "title"}})
            .element("span", summary, {{"class", "says"}})
            .element("span", permission, {{"class", "permission"}})
            .close()
            .open("div", {{"class", "inside"}});
    }

    void closeCard() { html_.close().close(); }

    void writeOperation(const Operation& operation) {
        const Object& described = *operation.described;
        const auto name = std::string(textAt(described, "operationId"));
        openCard("op-" + name, operation.method, operation.path, textAt(described, "summary"),
                 textAt(described, "x-permission"));
        html_.open("p").element("code", name).text(" · ").text(textAt(described, "description"));
        if (const auto* most = described.if_contains("x-max-body-bytes"); most && most->is_number())
            html_.text(" Its body has at most " + std::to_string(most->to_number<std::int64_t>() / 1024) + " KiB.");
        html_.close();
        writeParameters(arrayAt(described, "parameters"));
        const auto& body = objectAt(objectAt(objectAt(described, "requestBody"), "content"), "application/json");
        if (const auto* schema = body.if_contains("schema")) {
            html_.element("h4", "Body");
            writeSchema(html_, *schema);
            if (const auto* example = body.if_contains("example")) writeExample(html_, "Example body", *example);
        }
        writeResponses(objectAt(described, "responses"));
        closeCard();
    }

    // What "#/components/parameters/IfMatch" stands for.
    const Object& resolved(const Value& value) const {
        const Object& one = value.get_object();
        const auto reference = textAt(one, "$ref");
        if (reference.empty()) return one;
        std::string_view rest = reference;
        const Object* at = &api_;
        for (auto slash = rest.find('/'); slash != std::string_view::npos; slash = rest.find('/')) {
            rest.remove_prefix(slash + 1);
            at = &objectAt(*at, rest.substr(0, rest.find('/')));
        }
        return *at;
    }

    void writeParameters(const Array& parameters) {
        if (parameters.empty()) return;
        html_.element("h4", "Parameters").open("div", {{"class", "scroll"}}).open("table").open("thead").open("tr");
        for (const auto* title : {"Name", "In", "Type", "Required", "Meaning"})
            html_.element("th", title, {{"scope", "col"}});
        html_.close().close().open("tbody");
        for (const auto& one : parameters) {
            if (!one.is_object()) continue;
            const Object& parameter = resolved(one);
            const auto* required = parameter.if_contains("required");
            const bool needed = required && required->is_bool() && required->get_bool();
            html_.open("tr")
                .open("th", {{"scope", "row"}})
                .element("code", textAt(parameter, "name"))
                .close()
                .element("td", textAt(parameter, "in"))
                .open("td");
            if (const auto* schema = parameter.if_contains("schema")) writeType(html_, *schema);
            html_.close()
                .element("td", needed ? "yes" : "no", {{"class", needed ? "yes" : "no"}})
                .element("td", textAt(parameter, "description"))
                .close();
        }
        html_.close().close().close();
    }

    void writeResponses(const Object& responses) {
        html_.element("h4", "Replies").open("div", {{"class", "scroll"}}).open("table").open("thead").open("tr");
        for (const auto* title : {"Status", "Means", "Headers", "Holds"})
            html_.element("th", title, {{"scope", "col"}});
        html_.close().close().open("tbody");
        const Value* success = nullptr;
        for (const auto& [status, one] : responses) {
            if (!one.is_object()) continue;
            const Object& response = resolved(one);
            html_.open("tr")
                .open("th", {{"scope", "row"}})
                .element("span", status, {{"class", "status s" + std::string(status.substr(0, 1))}})
                .close()
                .element("td", textAt(response, "description"))
                .open("td");
            for (const auto& [header, meaning] : objectAt(response, "headers"))
                html_.element("code", header, {{"class", "header"}});
            html_.close().open("td");
            for (const auto& [type, content] : objectAt(response, "content")) {
                const auto* schema = content.is_object() ? content.get_object().if_contains("schema") : nullptr;
                if (!schema) continue;
                writeType(html_, *schema);
                html_.element("small", type);
                if (status.starts_with('2') && type == "application/json") success = schema;
            }
            html_.close().close();
        }
        html_.close().close().close();
        if (success)
            writeExample(html_, "Example reply",
                         contract::exampleOf(*success, objectAt(objectAt(api_, "components"), "schemas")));
    }

    void writeTopics() {
        const auto& components = objectAt(feed_, "components");
        const auto& messages = objectAt(components, "messages");
        html_.open("section", {{"class", "room"}, {"id", "feed"}})
            .element("h2", "Live feed")
            .element("p", textAt(objectAt(feed_, "info"), "description"));
        for (const auto& [name, value] : objectAt(feed_, "channels")) {
            if (!value.is_object()) continue;
            const Object& channel = value.get_object();
            openCard("topic-" + std::string(name), "topic", name, textAt(channel, "description"),
                     textAt(channel, "x-permission"));
            std::string facts(textAt(objectAt(channel, "subscribe"), "description"));
            if (const auto* kept = channel.if_contains("x-retention-events"); kept && kept->is_int64())
                facts += " The newest " + std::to_string(kept->get_int64()) + " events can be replayed.";
            if (const auto* perTenant = channel.if_contains("x-per-tenant"); perTenant && *perTenant == true)
                facts += " For one tenant: " + std::string(name) + ":ten_….";
            html_.element("p", facts).element("h4", "Data of an event");
            writeMessage(objectAt(messages, name), objectAt(components, "schemas"));
            closeCard();
        }
        openCard("topic-frame", "frame", "frame", textAt(objectAt(messages, "frame"), "summary"), "");
        writeMessage(objectAt(messages, "frame"), objectAt(components, "schemas"));
        closeCard();
        html_.close();
        Object own;
        for (const auto& [name, schema] : objectAt(components, "schemas"))
            if (!objectAt(objectAt(api_, "components"), "schemas").contains(name)) own[name] = schema;
        writeSchemas("Schemas of the feed", "schema-", own);
    }

    void writeMessage(const Object& message, const Object& schemas) {
        const auto* payload = message.if_contains("payload");
        if (!payload || !payload->is_object()) return;
        const auto name = std::string(textAt(payload->get_object(), "$ref"));
        const auto* named = schemas.if_contains(std::string_view(name).substr(name.rfind('/') + 1));
        writeSchema(html_, named ? *named : *payload);
        writeExample(html_, "Example", contract::exampleOf(*payload, schemas));
    }

    void writeSchemas(const std::string& title, const std::string& prefix, const Object& schemas) {
        html_.open("section", {{"class", "room"}, {"id", anchorOf(title)}}).element("h2", title);
        for (const auto& [name, schema] : schemas) {
            openCard(prefix + std::string(name), schemaKind(schema), name, "", "");
            writeSchema(html_, schema);
            closeCard();
        }
        html_.close();
    }

    static std::string_view schemaKind(const Value& schema) {
        return schema.is_object() && schema.get_object().contains("enum") ? "enum" : "object";
    }

    // "Api keys" -> "api-keys"
    static std::string anchorOf(std::string name) {
        for (char& c : name)
            c = c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        return name;
    }

    const Object& api_;
    const Object& feed_;
    std::vector<Room> rooms_;
    Html html_;
};

}  // namespace

std::string referencePage(const Value& openApi, const Value& asyncApi) {
    static const Object none;
    return Page(openApi.is_object() ? openApi.get_object() : none, asyncApi.is_object() ? asyncApi.get_object() : none)
        .write();
}

}  // namespace steward::reference
