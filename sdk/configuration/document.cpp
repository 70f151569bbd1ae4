#include "configuration/document.h"

#include <algorithm>
#include <array>

#include "domain/alert.h"

namespace steward::configuration {
namespace {

constexpr std::string_view formName = "form";

using Names = std::vector<std::string>;

struct Part {
    std::string_view name;
    std::string_view kind;
    Names members;  // in the order of their type
};

template <class T>
Names namesOf() {
    Names names;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) { names.emplace_back(d.name); });
    return names;
}

const std::array<Part, 7>& knownParts() {
    static const std::array<Part, 7> parts{{{"plans", "plan", namesOf<domain::PlanTerms>()},
                                            {"tenants", "tenant", namesOf<domain::TenantConfiguration>()},
                                            {"roles", "role", namesOf<domain::RoleConfiguration>()},
                                            {"brands", "brand", namesOf<domain::Brand>()},
                                            {"slos", "slo", namesOf<domain::Slo>()},
                                            {"alertRules", "alertRule", namesOf<domain::AlertRule>()},
                                            {"alertChannels", "alertChannel", namesOf<domain::AlertChannel>()}}};
    return parts;
}

tl::unexpected<Error> noConfiguration(std::string detail) {
    return fail(ErrorCode::invalid, "This is no configuration of a platform.", std::move(detail));
}

json::Value sorted(const json::Value& value);

json::Object sortedMembers(const json::Object& object, const Names& first = {}) {
    std::vector<const boost::json::key_value_pair*> members;
    for (const auto& member : object)
        members.push_back(&member);
    const auto placeOf = [&](std::string_view name) { return std::ranges::find(first, name) - first.begin(); };
    std::ranges::sort(members, [&](const auto* a, const auto* b) {
        const auto x = placeOf(a->key());
        const auto y = placeOf(b->key());
        return x != y ? x < y : a->key() < b->key();
    });
    json::Object out;
    for (const auto* member : members)
        out[member->key()] = sorted(member->value());
    return out;
}

json::Value sorted(const json::Value& value) {
    if (const auto* object = value.if_object()) return sortedMembers(*object);
    const auto* array = value.if_array();
    if (!array) return value;
    json::Array out;
    for (const auto& element : *array)
        out.push_back(sorted(element));
    return out;
}

// Lists of scalars on one line, everything else a member or an element a line.
void appendPretty(std::string& out, const json::Value& value, std::size_t indent) {
    const auto isInner = [](const json::Value& element) { return element.is_object() || element.is_array(); };
    const auto* object = value.if_object();
    const auto* array = value.if_array();
    const bool isBlock = (object && !object->empty()) || (array && std::ranges::any_of(*array, isInner));
    if (!isBlock && !array) return json::appendValue(out, value);
    const std::string line = "\n" + std::string(indent + 2, ' ');
    bool first = true;
    const auto separate = [&] {
        if (!first) out += ',';
        if (isBlock) out += line;
        if (!isBlock && !first) out += ' ';
        first = false;
    };
    out += object ? '{' : '[';
    if (object)
        for (const auto& [key, member] : *object) {
            separate();
            json::appendString(out, key);
            out += ": ";
            appendPretty(out, member, indent + 2);
        }
    else
        for (const auto& element : *array) {
            separate();
            appendPretty(out, element, indent + 2);
        }
    if (isBlock) out += "\n" + std::string(indent, ' ');
    out += object ? '}' : ']';
}

Result<Entries> entriesOf(std::string_view part, const json::Value& value) {
    const auto* object = value.if_object();
    if (!object) return noConfiguration("/" + std::string(part) + " must be an object of entries by their keys");
    Entries entries;
    for (const auto& [key, entry] : *object) {
        if (!entry.is_object())
            return noConfiguration("/" + std::string(part) + "/" + std::string(key) + " must be an object");
        entries.emplace(std::string(key), entry.get_object());
    }
    return entries;
}

}  // namespace

bool Document::operator==(const Document& other) const {
    return json::same(ordered(*this), ordered(other));
}

Result<Document> read(std::string_view text) {
    if (text.size() > maxBytes) return fail(ErrorCode::tooLarge, "The document is larger than 64 MiB.");
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    const auto start = text.find_first_not_of(" \t\r\n");
    const bool isJson = start != std::string_view::npos && text[start] == '{';
    STEWARD_TRY(const auto value, isJson ? parseJson(text) : parseYaml(text));
    return fromValue(value);
}

Result<Document> fromValue(const json::Value& value) {
    const auto* object = value.if_object();
    if (!object) return noConfiguration("it must be an object of parts");
    const auto* form = object->if_contains(formName);
    if (!form || !form->is_number()) return noConfiguration("/form is missing: the number of its form");
    if (!json::same(*form, domain::configurationForm))
        return noConfiguration("/form is another than " + std::to_string(domain::configurationForm) +
                               ", the one that this version reads");
    Document document;
    std::size_t count = 0;
    for (const auto& [name, part] : *object) {
        if (name == formName) continue;
        if (const auto meant = partOf(name); meant != std::string_view(name))
            return noConfiguration("/" + std::string(name) + " is called " + meant);
        STEWARD_TRY(auto entries, entriesOf(name, part));
        count += entries.size();
        document.parts.emplace(std::string(name), std::move(entries));
    }
    if (count > domain::mostConfigurationEntries)
        return fail(ErrorCode::tooLarge, "A configuration has at most 10,000 entries.",
                    "this one has " + std::to_string(count));
    return document;
}

json::Object ordered(const Document& document) {
    json::Object out{{formName, domain::configurationForm}};
    const auto add = [&out](std::string_view name, const Entries& entries, const Names& first) {
        auto& part = out[name].emplace_object();
        for (const auto& [key, entry] : entries)
            part[key] = sortedMembers(entry, first);
    };
    for (const auto& known : knownParts())
        if (const auto found = document.parts.find(std::string(known.name)); found != document.parts.end())
            add(known.name, found->second, known.members);
    for (const auto& [name, entries] : document.parts)
        if (kindOf(name) == name) add(name, entries, {});
    return out;
}

std::string write(const Document& document, Format format) {
    const json::Value value = ordered(document);
    std::string out;
    if (format == Format::yaml) {
        appendYaml(out, value, 0);
        return out;
    }
    appendPretty(out, value, 0);
    return out + "\n";
}

std::string kindOf(std::string_view part) {
    const auto found = std::ranges::find(knownParts(), part, &Part::name);
    return std::string(found == knownParts().end() ? part : found->kind);
}

std::string partOf(std::string_view kind) {
    const auto found = std::ranges::find(knownParts(), kind, &Part::kind);
    return std::string(found == knownParts().end() ? kind : found->name);
}

}  // namespace steward::configuration
