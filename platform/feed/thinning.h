// Several events of a sampled topic as one. Plain functions.
#pragma once

#include <deque>
#include <string>

#include "feed/stream.h"

namespace steward::feed {

// What follows the number, as in Event::rest: the values of the last that can be read, and of each series the lowest
// and highest of all, at their own times, where it is not the last. At least one event.
std::string together(std::deque<Event>::const_iterator first, std::deque<Event>::const_iterator last);

}  // namespace steward::feed
