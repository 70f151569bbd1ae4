// Values that go into statements and the rows that come out of them.
//
//   row.text("name")            std::string_view, valid as long as the row
//   row.get<Status>("status")   bool, integers, double, std::string, Time, described enums, and optional of these
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.h"
#include "base/time.h"

namespace steward::sql {

using Blob = std::vector<std::byte>;

// What is bound to a placeholder. Converts from what domain types are made of.
class Value {
public:
    using Holder = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

    Value() = default;
    Value(std::nullptr_t) {}
    Value(std::nullopt_t) {}
    template <std::integral T>
    Value(T value) : holder_(static_cast<std::int64_t>(value)) {}
    Value(double value) : holder_(value) {}
    Value(std::string value) : holder_(std::move(value)) {}
    Value(std::string_view value) : holder_(std::string(value)) {}
    Value(const char* value) : holder_(std::string(value)) {}
    Value(Blob value) : holder_(std::move(value)) {}
    Value(Time value) : holder_(static_cast<std::int64_t>(value.time_since_epoch().count())) {}
    template <DescribedEnum E>
    Value(E value) : holder_(std::string(enumName(value))) {}
    template <class T>
    Value(const std::optional<T>& value) {
        if (value) *this = Value(*value);
    }

    bool isNull() const { return holder_.index() == 0; }
    const Holder& holder() const { return holder_; }
    bool operator==(const Value&) const = default;

private:
    Holder holder_;
};

// The values of one call: `{id, 5, nullptr}` or a vector. Refers to them, so it lives no longer than the call.
class Params {
public:
    Params() = default;
    Params(std::initializer_list<Value> values) : data_(std::data(values)), size_(values.size()) {}
    Params(const std::vector<Value>& values) : data_(values.data()), size_(values.size()) {}

    std::size_t size() const { return size_; }
    const Value& operator[](std::size_t i) const { return data_[i]; }

private:
    const Value* data_ = nullptr;
    std::size_t size_ = 0;
};

// One field of a row. `bytes` refers to memory of the row.
struct Cell {
    enum class Type : std::uint8_t { null, integer, real, text, blob };
    Type type = Type::null;
    union {
        std::int64_t integer = 0;
        double real;
    };
    std::string_view bytes;
};

using Columns = std::vector<std::string>;

// A view of one row. Columns by position, or by name; a name that the statement does not deliver is a mistake in the
// program and throws std::out_of_range.
class Row {
public:
    Row(const Columns& columns, const Cell* cells) : columns_(&columns), cells_(cells) {}

    std::size_t size() const { return columns_->size(); }
    const Columns& columns() const { return *columns_; }
    std::optional<std::size_t> find(std::string_view name) const;

    template <class Key>
    const Cell& cell(Key key) const {
        if constexpr (std::integral<Key>)
            return at(static_cast<std::size_t>(key));
        else
            return at(position(key));
    }
    template <class Key>
    bool isNull(Key key) const {
        return cell(key).type == Cell::Type::null;
    }
    // "" for NULL.
    template <class Key>
    std::string_view text(Key key) const {
        return cell(key).bytes;
    }
    // 0 for NULL and for text; a real is cut off.
    template <class Key>
    std::int64_t integer(Key key) const {
        return integerOf(cell(key));
    }
    template <class Key>
    double real(Key key) const {
        return realOf(cell(key));
    }
    template <class T, class Key>
    T get(Key key) const {
        return convert<T>(cell(key));
    }
    // A copy that outlives the row.
    template <class Key>
    Value value(Key key) const {
        return valueOf(cell(key));
    }

private:
    const Cell& at(std::size_t index) const {
        if (index < columns_->size()) [[likely]]
            return cells_[index];
        refuse(index);
    }
    [[noreturn]] static void refuse(std::size_t index);
    std::size_t position(std::string_view name) const;
    static std::int64_t integerOf(const Cell& cell);
    static double realOf(const Cell& cell);
    static Value valueOf(const Cell& cell);

    template <class T>
    static T convert(const Cell& cell) {
        if constexpr (requires {
                          typename T::value_type;
                          requires std::same_as<T, std::optional<typename T::value_type>>;
                      }) {
            if (cell.type == Cell::Type::null) return std::nullopt;
            return convert<typename T::value_type>(cell);
        } else if constexpr (std::same_as<T, bool>) {
            return integerOf(cell) != 0;
        } else if constexpr (DescribedEnum<T>) {
            return enumFromName<T>(cell.bytes).value_or(T{});
        } else if constexpr (std::same_as<T, Time>) {
            return Time(Duration(integerOf(cell)));
        } else if constexpr (std::integral<T>) {
            return static_cast<T>(integerOf(cell));
        } else if constexpr (std::floating_point<T>) {
            return static_cast<T>(realOf(cell));
        } else {
            return T(cell.bytes);
        }
    }

    const Columns* columns_;
    const Cell* cells_;
};

// All rows of a result, kept. For lists of bounded length; what can be long is streamed with Connection::each.
class Rows {
public:
    std::size_t size() const { return columns_->empty() ? 0 : cells_.size() / columns_->size(); }
    bool empty() const { return cells_.empty(); }
    const Columns& columns() const { return *columns_; }
    Row operator[](std::size_t index) const { return Row(*columns_, cells_.data() + index * columns_->size()); }

    class Iterator {
    public:
        Iterator(const Rows& rows, std::size_t index) : rows_(&rows), index_(index) {}
        Row operator*() const { return (*rows_)[index_]; }
        Iterator& operator++() {
            ++index_;
            return *this;
        }
        bool operator==(const Iterator& other) const { return index_ == other.index_; }

    private:
        const Rows* rows_;
        std::size_t index_;
    };
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size()}; }

    void append(const Row& row);

private:
    std::unique_ptr<Columns> columns_ = std::make_unique<Columns>();
    std::vector<Cell> cells_;
    std::unique_ptr<std::pmr::monotonic_buffer_resource> text_ =
        std::make_unique<std::pmr::monotonic_buffer_resource>(1024);
};

}  // namespace steward::sql
