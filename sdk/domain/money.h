// Amounts of money: integers in the minor unit of a currency (ISO 4217). Pure; any thread.
#pragma once

#include <cstdint>
#include <string>

namespace steward::domain {

// Decimal places of its minor unit: EUR 2, JPY 0, KWD 3; 2 for what is not known.
int minorDigits(const std::string& currency);
// "4800.00 EUR", "-12 JPY".
std::string amountText(std::int64_t minor, const std::string& currency);

}  // namespace steward::domain
