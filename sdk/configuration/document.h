// The document of a configuration (domain/configuration.h) in files: read and written as JSON and as YAML, compared,
// promoted. It is held by its parts, whatever they are, so that a newer platform's document is not cut to what this
// program knows.
//
//   STEWARD_TRY(const auto staging, configuration::read(text));
//   std::string same = configuration::write(staging, configuration::Format::yaml);
//
// Pure functions; any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/json.h"
#include "domain/configuration.h"

namespace steward::configuration {

inline constexpr std::size_t maxBytes = 64 * 1024 * 1024;
inline constexpr std::size_t maxNodes = 1'000'000;  // of a document in YAML: maps, lists, keys and values

using Entries = std::map<std::string, json::Object>;  // by key

struct Document {
    std::map<std::string, Entries> parts;  // by name: "tenants", "roles" …
    bool operator==(const Document& other) const;
};

enum class Format { json, yaml };
STEWARD_DESCRIBE_ENUM(Format, json, yaml)

// In either format: what begins with "{" is JSON. ErrorCode::invalid; the detail has line and column of what cannot be
// read, or the path of what is no part of a configuration. YAML is read as YAML 1.2 with the core schema: plain
// scalars are null, booleans or numbers where they look like them, quoted ones are text. One document, without aliases
// and tags. No key twice, in JSON neither. ErrorCode::tooLarge over maxBytes, maxNodes or
// domain::mostConfigurationEntries.
Result<Document> read(std::string_view text);
// A document in memory.
Result<Document> fromValue(const json::Value& value);

// Parts in the order of domain::Configuration, entries by key, members in the order of their type and what else there
// is after them by name. The same document gives the same bytes, whatever it was read from, and is the same when it is
// read again.
std::string write(const Document& document, Format format);

// The names of a part and of one of its entries: "roles" and "role". What is not known here is called as its part.
std::string kindOf(std::string_view part);
std::string partOf(std::string_view kind);

// JSON as json::parse() reads it, but with no key twice.
Result<json::Value> parseJson(std::string_view text);
// YAML to what JSON would say, with the limits above. ErrorCode::invalid with line and column.
Result<json::Value> parseYaml(std::string_view text);
// Block style; text is plain only where nobody could take it for something else.
void appendYaml(std::string& out, const json::Value& value, int indent);

// The document in the order of write().
json::Object ordered(const Document& document);

}  // namespace steward::configuration
