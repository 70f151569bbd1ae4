// Structured logs: one JSON object a line, written by spdlog. Any thread. Never pass a secret, a token or a password.
//
//   log::info("tenant changed", {{"tenant", id}, {"version", 4}});
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace steward::log {

enum class Level { debug, info, warning, error, off };

// To standard error until `toFile` is called. `program` is the value of the "program" key in each line.
void start(std::string_view program, Level level = Level::info);
// Rotates at 10 MiB and keeps three files. False when the file cannot be opened; logging then stays where it was.
bool toFile(const std::string& path);

// Called for each line that is written, on the thread that writes it: adds what every line of the program has.
void decorate(void (*decorator)(boost::json::object& line));

// Called for each line that is written, after that, on the thread that writes it: for who keeps lines, too. What it
// logs itself does not come back to it. One at a time; an empty one ends it, and when that returns none runs any more.
void listen(std::function<void(Level, const boost::json::object& line)> listener);

using Field = std::pair<std::string_view, boost::json::value>;
using Fields = std::initializer_list<Field>;

void debug(std::string_view message, Fields fields = {});
void info(std::string_view message, Fields fields = {});
void warning(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

}  // namespace steward::log
