// Invented names. No company and no person is meant.
#pragma once

#include <cstdint>
#include <string>

#include "demo/random.h"

namespace steward::demo {

// Different for every index below 100,000.
std::string companyName(std::uint64_t index);
std::string personName(Random& random);

// "Pike & Marrow" -> "pike-marrow"
std::string slugOf(const std::string& name);
// "Ines Moreau" -> "ines.moreau"
std::string mailboxOf(const std::string& person);

}  // namespace steward::demo
