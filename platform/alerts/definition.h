// What rules, silences, objectives and channels have in common: members that plans change (from `name` to `removed`),
// members that the platform keeps beside them, and computed ones.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "domain/alert.h"
#include "domain/plan.h"

namespace steward::sql {
class Connection;
}
namespace steward::plans {
struct Review;
}

namespace steward::alerts {

// What is said of each kind: its table, its list, the members that have no column, how many there may be, and the three
// functions of DefinedHere. Other rooms say it of kinds of their own (health/definition.h).
template <class T>
struct Defined;

template <class T>
struct DefinedHere {
    // What is wrong with it, with the paths of its members.
    static std::vector<FieldError> problems(const T& definition);
    // What only the database knows: why it cannot be, and what happens besides.
    static Result<> review(sql::Connection& db, const T& before, const T& after, Time now, plans::Review& review);
    // In the transaction that has written one.
    static Result<> changed(sql::Connection& db);
};

template <>
struct Defined<domain::AlertRule> : DefinedHere<domain::AlertRule> {
    static constexpr auto kind = domain::EntityKind::alertRule;
    static constexpr std::string_view table = "alert_rules", list = "alertRules", prefix = id::alertRule;
    static constexpr std::string_view noun = "alert rule";
    static constexpr std::array<std::string_view, 0> computed{};
    static constexpr std::int64_t most = 10'000;  // of the platform; of a tenant a twentieth
};
template <>
struct Defined<domain::Silence> : DefinedHere<domain::Silence> {
    static constexpr auto kind = domain::EntityKind::silence;
    static constexpr std::string_view table = "silences", list = "silences", prefix = id::silence;
    static constexpr std::string_view noun = "silence";
    static constexpr std::array<std::string_view, 2> computed{"state", "alerts"};
    static constexpr std::int64_t most = 2'000;
};
template <>
struct Defined<domain::Slo> : DefinedHere<domain::Slo> {
    static constexpr auto kind = domain::EntityKind::slo;
    static constexpr std::string_view table = "slos", list = "slos", prefix = id::slo;
    static constexpr std::string_view noun = "objective";
    static constexpr std::array<std::string_view, 1> computed{"rules"};
    static constexpr std::int64_t most = 500;
};
template <>
struct Defined<domain::AlertChannel> : DefinedHere<domain::AlertChannel> {
    static constexpr auto kind = domain::EntityKind::alertChannel;
    static constexpr std::string_view table = "alert_channels", list = "alertChannels", prefix = id::alertChannel;
    static constexpr std::string_view noun = "channel";
    static constexpr std::array<std::string_view, 0> computed{};
    static constexpr std::int64_t most = 200;
};

// The names of the members that plans change.
template <class T>
const std::vector<std::string_view>& patchable() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> list;
        bool isInside = false;
        boost::mp11::mp_for_each<Members<T>>([&](auto d) {
            const std::string_view name = d.name;
            if (name == "name") isInside = true;
            if (isInside) list.push_back(name);
            if (name == "removed") isInside = false;
        });
        return list;
    }();
    return names;
}

// All members; those without a value are null, so that a change from one to none can be seen.
template <class T>
json::Object withNulls(const T& value) {
    json::Object all = std::move(json::toValue(value).as_object());
    boost::mp11::mp_for_each<Members<T>>([&](auto d) { all.emplace(d.name, nullptr); });
    return all;
}

// As plans know it.
template <class T>
json::Object documentOf(const T& definition) {
    const json::Object all = withNulls(definition);
    json::Object document;
    for (const auto name : patchable<T>())
        document[name] = all.at(name);
    return document;
}

// `definition` with the members of a document. ErrorCode::unprocessable with the paths of what cannot be read.
template <class T>
Result<T> withDocument(const T& definition, const json::Object& document) {
    json::Value all = json::toValue(definition);
    for (const auto& [name, value] : document)
        all.get_object()[name] = value;
    auto read = json::fromValue<T>(all, json::Unknown::refuse);
    if (read) return read;
    Error error = std::move(read).error();
    error.code = ErrorCode::unprocessable;
    error.message = "The change cannot be read. Nothing was changed.";
    return fail(std::move(error));
}

// RFC 7396: objects are merged, null takes away, everything else replaces.
json::Value mergedPatch(json::Value target, const json::Value& patch);

// DefinedHere::problems.
std::vector<FieldError> problemsOf(const domain::AlertRule& rule);
std::vector<FieldError> problemsOf(const domain::Silence& silence);
std::vector<FieldError> problemsOf(const domain::Slo& slo);
std::vector<FieldError> problemsOf(const domain::AlertChannel& channel);

// Whether a tenant's webhook may go there: https, and no address of this machine or of a private network.
Result<> checkTenantUrl(const std::string& url);

}  // namespace steward::alerts
