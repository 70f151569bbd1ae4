#include "base/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <boost/json.hpp>
#include <mutex>
#include <utility>

#include "base/time.h"

namespace steward::log {
namespace {

std::shared_ptr<spdlog::logger>& logger() {
    static auto instance = [] {
        auto made = std::make_shared<spdlog::logger>("steward", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        return made;
    }();
    return instance;
}

std::string& programName() {
    static std::string name = "steward";
    return name;
}

std::atomic<void (*)(boost::json::object&)> decorator = nullptr;

spdlog::level::level_enum native(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
        case Level::off:
            break;
    }
    return spdlog::level::off;
}

struct Listener {
    std::mutex mutex;
    std::function<void(Level, const boost::json::object&)> hears;
};

Listener& listener() {
    static Listener one;
    return one;
}

thread_local bool listening = false;

void tell(Level level, const boost::json::object& line) {
    if (std::exchange(listening, true)) return;
    {
        const std::lock_guard lock(listener().mutex);
        if (listener().hears) listener().hears(level, line);
    }
    listening = false;
}

void write(Level level, std::string_view name, std::string_view message, Fields fields) {
    if (!logger()->should_log(native(level))) return;
    boost::json::object line;
    line["time"] = toRfc3339(SystemClock().now());
    line["level"] = name;
    line["program"] = programName();
    line["message"] = message;
    for (const auto& [key, value] : fields)
        line[key] = value;
    if (const auto add = decorator.load()) add(line);
    logger()->log(native(level), "{}", boost::json::serialize(line));
    tell(level, line);
}

}  // namespace

void start(std::string_view program, Level level) {
    programName() = program;
    logger()->set_level(native(level));
    logger()->flush_on(spdlog::level::warn);
}

void decorate(void (*add)(boost::json::object&)) {
    decorator = add;
}

void listen(std::function<void(Level, const boost::json::object&)> hears) {
    const std::lock_guard lock(listener().mutex);
    listener().hears = std::move(hears);
}

bool toFile(const std::string& path) {
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, 10 * 1024 * 1024, 3);
        sink->set_pattern("%v");
        logger()->sinks() = {std::move(sink)};
        return true;
    } catch (const spdlog::spdlog_ex&) {
        return false;
    }
}

void debug(std::string_view message, Fields fields) {
    write(Level::debug, "debug", message, fields);
}
void info(std::string_view message, Fields fields) {
    write(Level::info, "info", message, fields);
}
void warning(std::string_view message, Fields fields) {
    write(Level::warning, "warning", message, fields);
}
void error(std::string_view message, Fields fields) {
    write(Level::error, "error", message, fields);
}

}  // namespace steward::log
