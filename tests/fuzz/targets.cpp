#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/fuzz.h"

namespace steward::fuzz {
namespace {

std::vector<Named>& all() {
    static std::vector<Named> registered;
    return registered;
}

}  // namespace

const std::vector<Named>& targets() {
    return all();
}

Target findTarget(std::string_view name) {
    for (const auto& target : all())
        if (target.name == name) return target.run;
    return nullptr;
}

void require(bool holds, const char* what, const char* file, int line) {
    if (holds) return;
    std::fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, what);
    std::abort();
}

bool alike(const json::Value& a, const json::Value& b) {
    if (a.is_double() || b.is_double()) {
        if (!a.is_number() || !b.is_number()) return false;
        const double x = a.to_number<double>();
        const double y = b.to_number<double>();
        return x == y || std::abs(x - y) <= 1e-12 * std::max(std::abs(x), std::abs(y));
    }
    if (const auto* array = a.if_array()) {
        const auto* other = b.if_array();
        return other && std::equal(array->begin(), array->end(), other->begin(), other->end(), alike);
    }
    if (const auto* object = a.if_object()) {
        const auto* other = b.if_object();
        if (!other || other->size() != object->size()) return false;
        return std::all_of(object->begin(), object->end(), [&](const auto& member) {
            const auto* found = other->if_contains(member.key());
            return found && alike(member.value(), *found);
        });
    }
    return json::same(a, b);
}

Registration::Registration(std::string_view name, Target target) {
    all().push_back({name, target});
}

}  // namespace steward::fuzz
