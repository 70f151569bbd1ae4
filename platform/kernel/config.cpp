#include "kernel/config.h"

#include <unistd.h>

#include "kernel/mail/message.h"

#include <array>
#include <charconv>
#include <fstream>
#include <sstream>

#include "kernel/http/client_address.h"
#include "kernel/http_client.h"
#include "kernel/redis/client.h"
#include "kernel/trace/otlp.h"

namespace steward::kernel {
namespace {

constexpr std::int64_t maxFileBytes = 1 << 20;

// "http.maxConnections" -> "STEWARD_HTTP_MAX_CONNECTIONS"
std::string environmentName(std::string_view setting) {
    std::string name = "STEWARD_";
    for (const char c : setting) {
        if (c == '.') {
            name += '_';
        } else if (c >= 'A' && c <= 'Z') {
            name += '_';
            name += c;
        } else {
            name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        }
    }
    return name;
}

template <class T, class F>
void eachSetting(const T& value, const std::string& prefix, F&& f) {
    eachMember(value, [&]<class M>(std::string_view name, const M& member) {
        if constexpr (DescribedStruct<M>)
            eachSetting(member, prefix + std::string(name) + ".", f);
        else
            f(prefix + std::string(name), std::is_arithmetic_v<M>);
    });
}

Error invalid(std::vector<FieldError> fields) {
    return {ErrorCode::invalid, "The configuration is not valid.", {}, {}, std::move(fields)};
}

std::string pointerOf(std::string setting) {
    for (char& c : setting)
        if (c == '.') c = '/';
    return "/" + setting;
}

Result<json::Value> readFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorCode::invalid, "The configuration file could not be read: " + path);
    std::string text(static_cast<std::size_t>(maxFileBytes) + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > static_cast<std::size_t>(maxFileBytes))
        return fail(ErrorCode::invalid, "The configuration file is larger than 1 MiB: " + path);
    auto value = json::parse(text);
    if (!value) return fail(ErrorCode::invalid, "The configuration file is not JSON: " + path, value.error().detail);
    if (!value->is_object()) return fail(ErrorCode::invalid, "The configuration file must hold one object: " + path);
    return value;
}

// The members that are objects themselves.
std::vector<std::string> groups() {
    std::vector<std::string> names;
    eachMember(Config{}, [&]<class M>(std::string_view name, const M&) {
        if constexpr (DescribedStruct<M>) names.emplace_back(name);
    });
    return names;
}

json::Value& memberOf(json::Value& document, std::string_view setting) {
    const auto dot = setting.find('.');
    if (dot == std::string_view::npos) return document.get_object()[setting];
    return memberOf(document.get_object()[setting.substr(0, dot)], setting.substr(dot + 1));
}

// By its name, so that no secret is shown because a list forgot it.
bool isSecret(std::string_view setting) {
    for (const auto* end : {"assword", "ecret", "ecrets", "headers"})
        if (setting.ends_with(end)) return true;
    return false;
}

void lay(json::Value& document, const Settings& settings, std::vector<FieldError>& errors) {
    for (const auto& [name, text] : settings) {
        bool known = false;
        bool isNumber = false;
        eachSetting(Config{}, "", [&](const std::string& setting, bool arithmetic) {
            if (setting != name) return;
            known = true;
            isNumber = arithmetic;
        });
        if (!known) {
            errors.push_back({pointerOf(name), "is not a setting"});
            continue;
        }
        json::Value value = boost::json::string(text);
        if (isNumber) {
            auto number = json::parse(text);
            if (number && number->is_number()) value = std::move(*number);
        }
        memberOf(document, name) = value;
    }
}

void checkMail(const MailConfig& mail, std::vector<FieldError>& errors) {
    if (mail.url.empty()) return;
    if (!mail.url.starts_with("smtp://") && !mail.url.starts_with("smtps://"))
        errors.push_back({"/mail/url", "must begin with smtp:// or smtps://"});
    if (mail.url.find('@') != std::string::npos)
        errors.push_back({"/mail/url", "holds no user: that is what mail.user is for"});
    if (!isMailAddress(mail.from)) errors.push_back({"/mail/from", "must be an e-mail address"});
    if (mail.user.empty() != mail.password.empty())
        errors.push_back({"/mail/password", "goes together with mail.user"});
    if (mail.tls == "none" && !mail.user.empty())
        errors.push_back({"/mail/tls", "must be required with a password, which is never sent readable"});
}

// "https://admin.example.com:8443": what browsers send as Origin, letter by letter.
bool isOrigin(std::string_view text) {
    const auto scheme = text.find("://");
    if (scheme == std::string_view::npos || (text.substr(0, scheme) != "https" && text.substr(0, scheme) != "http"))
        return false;
    const auto host = text.substr(scheme + 3);
    return !host.empty() && host.find_first_of("/?#*@ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
}

void checkGateway(const Config& config, std::vector<FieldError>& errors) {
    for (const auto& origin : membersOf(config.http.corsOrigins))
        if (!isOrigin(origin))
            errors.push_back({"/http/corsOrigins", "must list origins like https://admin.example.com, not: " + origin});
    if (const auto ranges = AddressRanges::parse(config.http.trustedProxies); !ranges)
        errors.push_back({"/http/trustedProxies", ranges.error().message});
    if (config.tls.certificate.empty() != config.tls.key.empty())
        errors.push_back({config.tls.key.empty() ? "/tls/key" : "/tls/certificate", "goes together with the other"});
}

void checkTelemetry(const TelemetryConfig& config, std::vector<FieldError>& errors) {
    const auto range = [&](const char* path, double value, double least, double most, const char* says) {
        if (!(value >= least && value <= most)) errors.push_back({path, says});
    };
    range("/telemetry/sampleRatio", config.sampleRatio, 0, 1, "must be from 0 to 1");
    range("/telemetry/intervalMs", double(config.intervalMs), 10, 600'000, "must be from 10 to 600000");
    range("/telemetry/metricsIntervalMs", double(config.metricsIntervalMs), 10, 3'600'000,
          "must be from 10 to 3600000");
    range("/telemetry/maxQueuedSpans", double(config.maxQueuedSpans), 1, 1'000'000, "must be from 1 to 1000000");
    const auto headers = otlp::parseHeaders(config.headers);
    if (!headers) errors.push_back({"/telemetry/headers", headers.error().message});
    if (config.endpoint.empty()) return;
    // What is secret does not leave the machine in the clear.
    const bool mayBePlain = config.headers.empty();
    if (const auto good = checkCallUrl(config.endpoint, mayBePlain); !good)
        errors.push_back({"/telemetry/endpoint", good.error().message});
}

void checkMetrics(const MetricsConfig& config, std::vector<FieldError>& errors) {
    const auto range = [&](const char* path, std::int64_t value, std::int64_t least, std::int64_t most) {
        if (value < least || value > most)
            errors.push_back({path, "must be from " + std::to_string(least) + " to " + std::to_string(most)});
    };
    range("/metrics/seriesPerTenant", config.seriesPerTenant, 1, 1'000'000);
    range("/metrics/seriesPerMetric", config.seriesPerMetric, 1, 1'000'000);
    range("/metrics/seriesInAll", config.seriesInAll, 1, 10'000'000);
    range("/metrics/labelsPerSeries", config.labelsPerSeries, 1, 100);
    range("/metrics/labelValueBytes", config.labelValueBytes, 16, 4096);
    range("/metrics/tenSecondHours", config.tenSecondHours, 1, 24 * 366);
    range("/metrics/minuteDays", config.minuteDays, 1, 3660);
    range("/metrics/hourDays", config.hourDays, 1, 3660);
    const bool isName =
        !config.tenantLabel.empty() &&
        config.tenantLabel.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string::npos &&
        config.tenantLabel[0] > '9';
    if (!isName) errors.push_back({"/metrics/tenantLabel", "must be a name like steward_tenant"});
    if (config.prometheus.empty()) return;
    const bool mayBePlain = config.prometheusSecret.empty();
    if (const auto good = checkCallUrl(config.prometheus, mayBePlain); !good)
        errors.push_back({"/metrics/prometheus", good.error().message});
}

void checkRanges(const Config& config, std::vector<FieldError>& errors) {
    const auto range = [&](std::string_view path, std::int64_t value, std::int64_t least, std::int64_t most) {
        if (value < least || value > most)
            errors.push_back(
                {std::string(path), "must be from " + std::to_string(least) + " to " + std::to_string(most)});
    };
    const auto oneOf = [&](std::string_view path, const std::string& value,
                           std::initializer_list<std::string_view> choices) {
        std::string list;
        for (const auto choice : choices) {
            if (value == choice) return;
            list.append(list.empty() ? "" : ", ").append(choice);
        }
        errors.push_back({std::string(path), "must be one of: " + list});
    };
    range("/port", config.port, 0, 65535);
    range("/databaseReaders", config.databaseReaders, 1, 64);
    range("/alerts/intervalMs", config.alerts.intervalMs, 100, 3'600'000);
    range("/health/intervalMs", config.health.intervalMs, 100, 60'000);
    range("/reports/mostRows", config.reports.mostRows, 1'000, 1'000'000'000);
    range("/reports/mostCells", config.reports.mostCells, 1'000, 100'000'000);
    range("/reports/cacheMegabytes", config.reports.cacheMegabytes, 0, 65'536);
    range("/reports/snapshotDays", config.reports.snapshotDays, 1, 365);
    range("/reports/replicaLagMs", config.reports.replicaLagMs, 0, 86'400'000);
    range("/schedules/intervalMs", config.schedules.intervalMs, 100, 60'000);
    range("/schedules/mostAttachmentKilobytes", config.schedules.mostAttachmentKilobytes, 0, 100'000);
    range("/schedules/mostResultMegabytes", config.schedules.mostResultMegabytes, 1, 1'024);
    range("/schedules/keepDays", config.schedules.keepDays, 1, 90);
    range("/schedules/firstRetryMs", config.schedules.firstRetryMs, 10, 3'600'000);
    range("/planLifetimeSeconds", config.planLifetimeSeconds, 1, 86'400);
    range("/http/maxConnections", config.http.maxConnections, 1, 1'000'000);
    range("/http/maxHeaderCount", config.http.maxHeaderCount, 8, 1000);
    range("/http/maxHeaderBytes", config.http.maxHeaderBytes, 1024, 1 << 20);
    range("/http/maxTargetBytes", config.http.maxTargetBytes, 256, 1 << 20);
    constexpr std::int64_t hour = 3'600'000;
    range("/http/headerTimeoutMs", config.http.headerTimeoutMs, 50, hour);
    range("/http/bodyTimeoutMs", config.http.bodyTimeoutMs, 50, hour);
    range("/http/idleTimeoutMs", config.http.idleTimeoutMs, 50, hour);
    range("/http/handshakeTimeoutMs", config.http.handshakeTimeoutMs, 50, hour);
    range("/http/requestTimeoutMs", config.http.requestTimeoutMs, 50, hour);
    range("/http/streamTimeoutMs", config.http.streamTimeoutMs, 50, 24 * hour);
    range("/http/writeTimeoutMs", config.http.writeTimeoutMs, 50, hour);
    range("/http/drainDelayMs", config.http.drainDelayMs, 0, hour);
    range("/http/drainTimeoutMs", config.http.drainTimeoutMs, 0, hour);
    range("/http/compressFromBytes", config.http.compressFromBytes, 0, 1 << 30);
    oneOf("/http/forwardedHeader", config.http.forwardedHeader, {"X-Forwarded-For", "Forwarded"});
    oneOf("/limits/mode", config.limits.mode, {"off", "process", "redis"});
    constexpr std::int64_t most = 1'000'000'000;
    range("/limits/userPerMinute", config.limits.userPerMinute, 20, most);
    range("/limits/keyPerMinute", config.limits.keyPerMinute, 20, most);
    range("/limits/tenantPerMinute", config.limits.tenantPerMinute, 20, most);
    range("/limits/addressPerMinute", config.limits.addressPerMinute, 20, most);
    range("/limits/credentialsPerMinute", config.limits.credentialsPerMinute, 1, most);
    range("/limits/wrongTokensPerMinute", config.limits.wrongTokensPerMinute, 1, most);
    range("/limits/buckets", config.limits.buckets, 64, 1 << 26);
    range("/load/targetMs", config.load.targetMs, 0, hour);
    range("/load/intervalMs", config.load.intervalMs, 10, hour);
    range("/load/expensiveAtOnce", config.load.expensiveAtOnce, 0, 1024);
    range("/load/streamsAtOnce", config.load.streamsAtOnce, 1, 1024);
    range("/load/expensiveWaiting", config.load.expensiveWaiting, 0, 100'000);
    range("/load/expensiveWaitMs", config.load.expensiveWaitMs, 0, hour);
    if (config.limits.mode == "redis" && config.redis.url.empty())
        errors.push_back({"/limits/mode", "redis needs redis.url"});
    checkGateway(config, errors);
    range("/feed/flushMs", config.feed.flushMs, 1, 1000);
    range("/feed/pingMs", config.feed.pingMs, 50, hour);
    range("/feed/deadMs", config.feed.deadMs, 100, hour);
    range("/feed/maxQueueBytes", config.feed.maxQueueBytes, 64 * 1024, 1 << 30);
    range("/feed/slowReaderBytes", config.feed.slowReaderBytes, 1024, 1 << 30);
    for (const auto& [path, months] : {std::pair("/retention/auditMonths", config.retention.auditMonths),
                                       std::pair("/retention/usageMonths", config.retention.usageMonths)})
        if (months != 0 && (months < 3 || months > 1200)) errors.push_back({path, "must be 0, or from 3 to 1200"});
    range("/tenancy/retentionDays", config.tenancy.retentionDays, 1, 3650);
    range("/logs/retentionDays", config.logs.retentionDays, 1, 3650);
    range("/logs/maxMegabytes", config.logs.maxMegabytes, 1, 1'000'000);
    range("/logs/maxWaiting", config.logs.maxWaiting, 100, 1'000'000);
    range("/logs/searchMs", config.logs.searchMs, 1, 30'000);
    oneOf("/logs/requests", config.logs.requests, {"off", "failures", "changes", "all"});
    range("/database/connections", config.database.connections, 1, 64);
    range("/database/statementTimeoutMs", config.database.statementTimeoutMs, 100, hour);
    range("/database/reportTimeoutMs", config.database.reportTimeoutMs, 100, 24 * hour);
    range("/redis/timeoutMs", config.redis.timeoutMs, 50, 60'000);
    if (!config.redis.url.empty())
        if (const auto address = redis::parseAddress(config.redis.url); !address)
            errors.push_back({"/redis/url", address.error().message});
    if (config.redis.prefix.empty()) errors.push_back({"/redis/prefix", "must not be empty"});
    checkTelemetry(config.telemetry, errors);
    checkMetrics(config.metrics, errors);
    oneOf("/identity/requireSecondFactor", config.identity.requireSecondFactor, {"none", "staff", "everybody"});
    range("/identity/signingKeyDays", config.identity.signingKeyDays, 1, 3650);
    range("/identity/elevationMinutes", config.identity.elevationMinutes, 1, 24 * 60);
    range("/oidc/clockSkewSeconds", config.oidc.clockSkewSeconds, 0, 300);
    range("/oidc/keysRefreshSeconds", config.oidc.keysRefreshSeconds, 1, 3600);
    range("/keycloak/importSeconds", config.keycloak.importSeconds, 0, 24 * 3600);
    oneOf("/environment", config.environment, {"local", "staging", "production"});
    oneOf("/logLevel", config.logLevel, {"debug", "info", "warning", "error", "off"});
    range("/mail/timeoutSeconds", config.mail.timeoutSeconds, 1, 3600);
    range("/mail/firstRetryMs", config.mail.firstRetryMs, 10, hour);
    range("/mail/maxAttempts", config.mail.maxAttempts, 1, 100);
    oneOf("/mail/tls", config.mail.tls, {"required", "none"});
    checkMail(config.mail, errors);
    if (config.dataFolder.empty())
        errors.push_back({"/dataFolder", "is required: the folder for the database and the keys"});
    if (config.bootstrapEmail.empty() != config.bootstrapPassword.empty())
        errors.push_back({"/bootstrapPassword", "goes together with bootstrapEmail"});
}

}  // namespace

std::vector<std::string> membersOf(std::string_view list) {
    constexpr std::string_view separators = ", ";
    std::vector<std::string> members;
    while (!list.empty()) {
        const auto end = std::min(list.find_first_of(separators), list.size());
        if (end > 0) members.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return members;
}

Settings environmentSettings() {
    std::map<std::string, std::string> byName;
    eachSetting(Config{}, "", [&](const std::string& setting, bool) { byName[environmentName(setting)] = setting; });
    Settings settings;
    for (char** entry = environ; entry && *entry; ++entry) {
        const std::string_view pair = *entry;
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        const auto found = byName.find(std::string(pair.substr(0, equals)));
        if (found != byName.end()) settings[found->second] = std::string(pair.substr(equals + 1));
    }
    return settings;
}

Result<Config> loadConfig(const std::string& file, const Settings& environment, const Settings& flags) {
    json::Value document = json::toValue(Config{});
    if (!file.empty()) {
        STEWARD_TRY(const json::Value given, readFile(file));
        json::mergePatch(document, given);
        for (const auto& group : groups())
            if (!document.get_object()[group].is_object()) return fail(invalid({{"/" + group, "must be an object"}}));
    }
    std::vector<FieldError> errors;
    lay(document, environment, errors);
    // Everybody on the machine reads command lines.
    for (const auto& [setting, value] : flags)
        if (isSecret(setting))
            errors.push_back({pointerOf(setting), "is a secret: put it into the file or the environment"});
    lay(document, flags, errors);
    auto config = json::fromValue<Config>(document, json::Unknown::refuse);
    if (!config) {
        errors.insert(errors.end(), config.error().fields.begin(), config.error().fields.end());
    } else {
        checkRanges(*config, errors);
    }
    if (!errors.empty()) return fail(invalid(std::move(errors)));
    return config;
}

std::string describeConfig(const Config& config) {
    json::Value shown = json::toValue(config);
    eachSetting(config, "", [&](const std::string& setting, bool) {
        if (!isSecret(setting)) return;
        json::Value& value = memberOf(shown, setting);
        if (!value.is_string() || !value.get_string().empty()) value = "(set)";
    });
    const std::string out = json::write(shown);
    // One member a line: the groups are one level deep.
    std::string pretty;
    int depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const char c = out[i];
        if (c == '"' && (i == 0 || out[i - 1] != '\\')) inText = !inText;
        if (!inText && c == '}') pretty.append("\n").append(static_cast<std::size_t>(--depth) * 2, ' ');
        pretty += c;
        if (inText) continue;
        if (c == ':') pretty += ' ';
        if (c == '{') ++depth;
        if (c == '{' || c == ',') pretty.append("\n").append(static_cast<std::size_t>(depth) * 2, ' ');
    }
    return pretty + "\n";
}

}  // namespace steward::kernel
