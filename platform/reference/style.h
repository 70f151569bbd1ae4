// The stylesheet of the reference: the colours of resources/tokens.json by role as custom properties
// ("--surface-canvas"), light, dark and high contrast, then the rules of style.css.
#pragma once

#include <string>

namespace steward::reference {

std::string styleSheet();

}  // namespace steward::reference
