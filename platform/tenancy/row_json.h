// A row of a described type as its JSON, without building the type first: what lists of rows are made of. The columns
// must begin with those of sql::columnList<T>(), in that order. Lists and documents, stored as JSON text, go out as
// they are.
#pragma once

#include <array>
#include <charconv>
#include <cstring>
#include <string>
#include <type_traits>

#include "base/json.h"
#include "sql/value.h"

namespace steward::tenancy {

// Writes without asking for room: whoever holds it has made enough.
class Pen {
public:
    // At most this many bytes for a text of `length`, a number, a time and what stands around them.
    static constexpr std::size_t roomFor(std::size_t length) { return 6 * length + 40; }

    explicit Pen(char* at) : at_(at) {}
    char* at() const { return at_; }

    void put(char c) { *at_++ = c; }
    void put(std::string_view text) {
        std::memcpy(at_, text.data(), text.size());
        at_ += text.size();
    }
    void number(std::int64_t value) { at_ = std::to_chars(at_, at_ + 24, value).ptr; }
    // As json::appendString().
    void text(std::string_view text);
    // As toRfc3339(), in quotes.
    void time(Time time);

private:
    char* at_;
};

namespace detail {

template <class T>
void putCell(Pen& pen, const sql::Cell& cell) {
    if constexpr (json::detail::IsOptional<T>::value) {
        putCell<typename T::value_type>(pen, cell);
    } else if constexpr (std::is_same_v<T, std::string>) {
        pen.text(cell.bytes);
    } else if constexpr (std::is_same_v<T, Time>) {
        pen.time(Time(Duration(cell.type == sql::Cell::Type::integer ? cell.integer : 0)));
    } else if constexpr (std::is_integral_v<T>) {
        static_assert(!std::is_same_v<T, bool>);
        pen.number(cell.type == sql::Cell::Type::integer ? cell.integer : 0);
    } else if constexpr (DescribedEnum<T>) {
        pen.put('"');
        pen.put(cell.bytes);
        pen.put('"');
    } else {
        pen.put(cell.type == sql::Cell::Type::null ? std::string_view("null") : cell.bytes);
    }
}

// `,"name":` of each member.
template <class T>
const auto& memberKeys() {
    static const auto keys = [] {
        std::array<std::string, boost::mp11::mp_size<Members<T>>::value> list;
        std::size_t i = 0;
        boost::mp11::mp_for_each<Members<T>>([&](auto d) { list[i++] = ",\"" + std::string(d.name) + "\":"; });
        return list;
    }();
    return keys;
}

}  // namespace detail

template <DescribedStruct T>
void appendRow(std::string& out, const sql::Row& row) {
    const auto& keys = detail::memberKeys<T>();
    std::size_t room = 2;
    for (std::size_t i = 0; i < keys.size(); ++i)
        room += keys[i].size() + Pen::roomFor(row.cell(i).bytes.size());
    const std::size_t start = out.size();
    out.resize(start + room);
    Pen pen(out.data() + start);
    pen.put('{');
    bool first = true;
    std::size_t column = 0;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
        const std::size_t at = column++;
        const sql::Cell& cell = row.cell(at);
        if (json::detail::IsOptional<Member>::value && cell.type == sql::Cell::Type::null) return;
        pen.put(std::string_view(keys[at]).substr(first ? 1 : 0));
        first = false;
        detail::putCell<Member>(pen, cell);
    });
    pen.put('}');
    out.resize(static_cast<std::size_t>(pen.at() - out.data()));
}

}  // namespace steward::tenancy
