// Requests from words: "patch.name=Fjord" "limit=50". What a word may be is what the member of the request says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace steward::cli {

// "a.b=c" split at the first '='. ErrorCode::invalid without one.
Result<std::pair<std::string, std::string>> splitWord(const std::string& word);

namespace detail {

template <class T>
Result<> assign(json::Value& place, std::string_view path, const std::string& text) {
    if constexpr (json::detail::IsOptional<T>::value) {
        return assign<typename T::value_type>(place, path, text);
    } else if constexpr (DescribedStruct<T>) {
        const auto name = path.substr(0, path.find('.'));
        const auto rest = name.size() < path.size() ? path.substr(name.size() + 1) : std::string_view();
        if (!place.is_object()) place = json::Object{};
        Result<> outcome = fail(ErrorCode::invalid, "There is no field '" + std::string(name) + "' here.");
        boost::mp11::mp_for_each<Members<T>>([&](auto d) {
            using Member = std::remove_cvref_t<decltype(std::declval<T&>().*d.pointer)>;
            if (name == d.name) outcome = assign<Member>(place.get_object()[d.name], rest, text);
        });
        return outcome;
    } else if constexpr (std::is_same_v<T, json::Value>) {
        if (!path.empty()) {
            if (!place.is_object()) place = json::Object{};
            const auto name = path.substr(0, path.find('.'));
            return assign<T>(place.get_object()[name],
                             name.size() < path.size() ? path.substr(name.size() + 1) : std::string_view(), text);
        }
        const auto value = json::parse(text);
        place = value ? *value : json::Value(boost::json::string(std::string_view(text)));
        return {};
    } else if (!path.empty()) {
        return fail(ErrorCode::invalid, "'" + std::string(path) + "' is not part of this field.");
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, Time> || DescribedEnum<T>) {
        place = boost::json::string(std::string_view(text));
        return {};
    } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
        json::Array list;
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find(',', at), text.size());
            list.emplace_back(boost::json::string(std::string_view(text).substr(at, end - at)));
            at = end + 1;
        }
        place = std::move(list);
        return {};
    } else {
        STEWARD_TRY(place, json::parse(text));
        return {};
    }
}

}  // namespace detail

// ErrorCode::invalid names the word that does not fit, or the fields that do not.
template <class Request>
Result<Request> requestFrom(const std::vector<std::string>& words) {
    json::Value document = json::Object{};
    for (const auto& word : words) {
        STEWARD_TRY(const auto pair, splitWord(word));
        if (auto outcome = detail::assign<Request>(document, pair.first, pair.second); !outcome)
            return fail(ErrorCode::invalid, "'" + word + "' does not fit: " + outcome.error().message);
    }
    return json::fromValue<Request>(document, json::Unknown::refuse);
}

}  // namespace steward::cli
