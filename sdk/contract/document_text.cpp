#include "contract/document_text.h"

#include <array>
#include <utility>

namespace steward::contract {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> rooms{{
    {"me", "Identity"},
    {"users", "Identity"},
    {"find", "Identity"},
    {"batches", "Plans"},
    {"audit", "Audit"},
    {"audit-verification", "Audit"},
    {"snapshots", "Reports"},
    {"views", "Lists"},
    {"groups", "Lists"},
    {"brands", "Branding"},
    {"jobs", "Jobs"},
    {"health", "Operations"},
    {"metrics", "Metrics"},
    {"logs-export", "Logs"},
    {"logs-state", "Logs"},
}};

void appendIndented(std::string& out, const json::Value& value, std::size_t depth) {
    const auto line = [&](std::size_t level) {
        out += '\n';
        out.append(level * 2, ' ');
    };
    if (const auto* object = value.if_object(); object && !object->empty()) {
        out += '{';
        for (bool first = true; const auto& [key, member] : *object) {
            if (!first) out += ',';
            first = false;
            line(depth + 1);
            json::appendString(out, key);
            out += ": ";
            appendIndented(out, member, depth + 1);
        }
        line(depth);
        out += '}';
    } else if (const auto* array = value.if_array(); array && !array->empty() && array->front().is_object()) {
        out += '[';
        for (bool first = true; const auto& element : *array) {
            if (!first) out += ',';
            first = false;
            line(depth + 1);
            appendIndented(out, element, depth + 1);
        }
        line(depth);
        out += ']';
    } else {
        json::appendValue(out, value);
    }
}

}  // namespace

std::string indented(const json::Value& document) {
    std::string out;
    appendIndented(out, document, 0);
    out += '\n';
    return out;
}

json::Value componentsOf(const Schemas& schemas) {
    json::Object all;
    for (const auto& [name, schema] : schemas)
        all[name] = schema;
    return all;
}

std::string roomOf(std::string_view path) {
    constexpr std::string_view prefix = "/v1/";
    if (!path.starts_with(prefix)) return "Operations";
    path.remove_prefix(prefix.size());
    const auto collection = path.substr(0, path.find('/'));
    for (const auto& [known, room] : rooms)
        if (known == collection) return std::string(room);
    std::string room(collection);
    for (char& c : room)
        if (c == '-') c = ' ';
    if (!room.empty() && room[0] >= 'a' && room[0] <= 'z') room[0] = static_cast<char>(room[0] - 32);
    return room;
}

std::string whoMay(domain::Permission permission, bool inSupportAccess, bool needsElevation,
                   domain::Permission otherwise) {
    if (permission == domain::Permission::none) return "For anybody.";
    if (permission == domain::Permission::signedIn)
        return inSupportAccess ? "For whoever is signed in." : "For whoever is signed in; not within support access.";
    std::string text = "Needs the permission " + std::string(enumName(permission));
    if (otherwise != domain::Permission::none)
        text += ", or for some of it " + std::string(enumName(otherwise)) + " instead";
    text += '.';
    return needsElevation ? text + " People in production: and a fresh sign-in." : text;
}

}  // namespace steward::contract
