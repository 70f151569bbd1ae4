// A field for a time zone. GUI thread.
#pragma once

#include <string>

#include "ui/fields.h"

namespace steward::views {

// Of this computer: "Europe/Berlin".
std::string zoneHere();

// For an IANA name, which it completes from any part of it.
ui::LineField* zoneField(const std::string& zone);

}  // namespace steward::views
