#include "reference/schema_view.h"

#include "contract/document_text.h"

namespace steward::reference {

const json::Object& objectAt(const json::Object& object, std::string_view key) {
    static const json::Object none;
    const auto* found = object.if_contains(key);
    return found && found->is_object() ? found->get_object() : none;
}

const json::Array& arrayAt(const json::Object& object, std::string_view key) {
    static const json::Array none;
    const auto* found = object.if_contains(key);
    return found && found->is_array() ? found->get_array() : none;
}

std::string_view textAt(const json::Object& object, std::string_view key) {
    const auto* found = object.if_contains(key);
    return found && found->is_string() ? std::string_view(found->get_string()) : std::string_view();
}

void writeType(Html& html, const json::Value& schema) {
    const auto* object = schema.if_object();
    if (!object || object->empty()) {
        html.text("any JSON");
        return;
    }
    if (const auto reference = textAt(*object, "$ref"); !reference.empty()) {
        const auto name = std::string(reference.substr(reference.rfind('/') + 1));
        html.element("a", name, {{"href", "#schema-" + name}});
        return;
    }
    const auto type = textAt(*object, "type");
    if (const auto* items = object->if_contains("items")) {
        html.text("list of ");
        writeType(html, *items);
    } else if (const auto* values = object->if_contains("additionalProperties"); values && values->is_object()) {
        html.text("map of ");
        writeType(html, *values);
    } else if (textAt(*object, "format") == "date-time") {
        html.text("time (RFC 3339)");
    } else {
        html.text(type);
        if (const auto format = textAt(*object, "format"); !format.empty()) html.element("small", format);
    }
}

void writeSchema(Html& html, const json::Value& schema) {
    const auto* object = schema.if_object();
    if (object && object->contains("enum")) {
        html.open("p", {{"class", "choices"}});
        for (const auto& choice : arrayAt(*object, "enum"))
            if (choice.is_string()) html.element("code", choice.get_string());
        html.close();
        return;
    }
    if (!object || objectAt(*object, "properties").empty()) {
        html.open("p");
        writeType(html, schema);
        html.close();
        return;
    }
    const auto& required = arrayAt(*object, "required");
    html.open("div", {{"class", "scroll"}}).open("table").open("thead").open("tr");
    for (const auto* title : {"Field", "Type", "Required"})
        html.element("th", title, {{"scope", "col"}});
    html.close().close().open("tbody");
    for (const auto& [name, member] : objectAt(*object, "properties")) {
        const bool needed =
            std::find(required.begin(), required.end(), json::Value(boost::json::string(name))) != required.end();
        html.open("tr").open("th", {{"scope", "row"}}).element("code", name).close().open("td");
        writeType(html, member);
        html.close().element("td", needed ? "yes" : "no", {{"class", needed ? "yes" : "no"}}).close();
    }
    html.close().close().close();
}

void writeExample(Html& html, std::string_view label, const json::Value& example) {
    html.open("figure")
        .element("figcaption", label)
        .open("pre", {{"tabindex", "0"}})
        .element("code", contract::indented(example))
        .close()
        .close();
}

}  // namespace steward::reference
