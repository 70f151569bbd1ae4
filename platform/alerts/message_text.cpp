#include "alerts/message_text.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

#include "base/ids.h"
#include "base/json.h"

namespace steward::alerts {
namespace {

using domain::Alert;
using domain::AlertSeverity;
using domain::ChannelKind;

constexpr std::size_t mostAlerts = 100, mostLines = 10, mostInMail = 50;
constexpr std::string_view secretPrefix = "whsec_";
constexpr std::string_view alertmanagerPath = "/api/v2/alerts";
constexpr auto alertmanagerKeeps = std::chrono::minutes(5);
constexpr auto patience = std::chrono::seconds(10);

std::string base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string lineOf(const Alert& alert) {
    return std::string(enumName(alert.severity)) + ": " + alert.ruleName + ": " + alert.summary;
}

std::string nameOfGroup(const Content& content) {
    const auto name = valueOf(content.group, "alertname");
    if (!name.empty()) return std::string(name);
    if (content.firing.size() + content.resolved.size() == 1)
        return (content.firing.empty() ? content.resolved : content.firing).front().ruleName;
    return content.group.empty() ? "Alerts" : spell(content.group);
}

json::Object labelsOf(const Labels& labels) {
    json::Object object;
    for (const auto& [name, value] : labels)
        object[name] = value;
    return object;
}

json::Value entryOf(const Alert& alert, Time endsAt) {
    json::Object entry{{"labels", labelsOf(alert.labels)},
                       {"annotations", json::Object{{"summary", alert.summary}, {"alert", alert.id}}},
                       {"startsAt", toRfc3339(alert.firedAt.value_or(alert.activeSince))},
                       {"endsAt", toRfc3339(endsAt)},
                       {"generatorURL", ""}};
    return entry;
}

}  // namespace

Content testContent(const domain::AlertChannel& channel, const std::string& who, Time now) {
    Alert alert;
    alert.id = newId(id::alert, now);
    alert.tenantId = channel.tenantId;
    alert.ruleName = "Test";
    alert.severity = AlertSeverity::info;
    alert.state = domain::AlertState::firing;
    alert.labels = {{"alertname", "Test"}, {"severity", "info"}, {"tenant", channel.tenantId}};
    alert.summary = "A test of the channel " + channel.name + ", sent by " + who;
    alert.activeSince = now;
    alert.firedAt = now;
    return {"test." + randomHex(12), channel, {{"alertname", "Test"}}, {std::move(alert)}, {}, true};
}

std::string titleOf(const Content& content) {
    std::string counts;
    if (!content.firing.empty()) counts = std::to_string(content.firing.size()) + " firing";
    if (!content.resolved.empty())
        counts += (counts.empty() ? "" : ", ") + std::to_string(content.resolved.size()) + " resolved";
    return "[" + counts + "] " + nameOfGroup(content);
}

contract::AlertNotice noticeOf(const Content& content) {
    contract::AlertNotice notice;
    notice.channelId = content.channel.id;
    notice.channelName = content.channel.name;
    notice.title = nameOfGroup(content);
    notice.severity = AlertSeverity::info;
    for (const auto& alert : content.firing) {
        notice.severity = std::max(notice.severity, alert.severity);
        if (notice.lines.size() < mostLines) notice.lines.push_back(alert.summary);
    }
    notice.firing = std::ssize(content.firing);
    notice.resolved = std::ssize(content.resolved);
    notice.test = content.test;
    return notice;
}

std::string mailTextOf(const Content& content) {
    std::string text;
    const auto add = [&](std::string_view title, const std::vector<Alert>& alerts) {
        if (alerts.empty()) return;
        text.append(text.empty() ? "" : "\n").append(title).append("\n");
        for (std::size_t i = 0; i < alerts.size(); ++i) {
            if (i == mostInMail) {
                text += "  and " + std::to_string(alerts.size() - i) + " more\n";
                break;
            }
            const auto& alert = alerts[i];
            text += "  " + lineOf(alert) + "\n    since " + toRfc3339(alert.firedAt.value_or(alert.activeSince));
            if (alert.resolvedAt) text += ", until " + toRfc3339(*alert.resolvedAt);
            text += "\n    " + spell(alert.labels) + "\n";
        }
    };
    add("Firing", content.firing);
    add("Resolved", content.resolved);
    return text + "\nSent by the channel " + content.channel.name + ".\n";
}

std::string webhookBodyOf(const Content& content, Time now) {
    json::Array alerts;
    for (const auto* list : {&content.firing, &content.resolved})
        for (const auto& alert : *list)
            if (alerts.size() < mostAlerts) alerts.push_back(json::toValue(alert));
    const std::string type = content.test             ? "alerts.test"
                             : content.firing.empty() ? "alerts.resolved"
                                                      : "alerts.firing";
    json::Object data{{"channel", content.channel.name},     {"title", titleOf(content)},
                      {"group", labelsOf(content.group)},    {"firing", content.firing.size()},
                      {"resolved", content.resolved.size()}, {"alerts", std::move(alerts)}};
    return json::write(
        json::Value(json::Object{{"type", type}, {"timestamp", toRfc3339(now)}, {"data", std::move(data)}}));
}

std::string alertmanagerBodyOf(const Content& content, Time now) {
    json::Array entries;
    for (const auto& alert : content.firing)
        entries.push_back(entryOf(alert, now + alertmanagerKeeps));
    for (const auto& alert : content.resolved)
        entries.push_back(entryOf(alert, alert.resolvedAt.value_or(now)));
    return json::write(json::Value(std::move(entries)));
}

Result<std::string> secretBytes(const std::string& secret) {
    const auto refuse = [] {
        return fail(Error{ErrorCode::unprocessable,
                          "The secret was not saved.",
                          {},
                          {},
                          {{"/secret", "must be whsec_ and 24 to 64 bytes in base64"}}});
    };
    if (!secret.starts_with(secretPrefix)) return refuse();
    const std::string text = secret.substr(secretPrefix.size());
    if (text.empty() || text.size() % 4 != 0 || text.size() > 88) return refuse();
    std::string bytes(text.size() / 4 * 3, '\0');
    if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size())) < 0)
        return refuse();
    const auto padding = static_cast<std::size_t>(std::ranges::count(text, '='));
    if (padding > 2) return refuse();
    bytes.resize(bytes.size() - padding);
    if (bytes.size() < 24 || bytes.size() > 64 || base64(bytes) != text) return refuse();
    return bytes;
}

std::vector<std::pair<std::string, std::string>> signedHeaders(const std::string& secret, const std::string& id,
                                                               Time at, const std::string& body) {
    const std::string seconds = std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
    const std::string content = id + "." + seconds + "." + body;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest, &length);
    return {{"webhook-id", id},
            {"webhook-timestamp", seconds},
            {"webhook-signature", "v1," + base64({reinterpret_cast<const char*>(digest), length})}};
}

Result<kernel::HttpCall> callOf(const Content& content, const std::optional<std::string>& secret, Time now) {
    kernel::HttpCall call;
    call.method = "POST";
    call.url = content.channel.url;
    call.timeout = patience;
    call.maxBytes = 64 * 1024;
    call.headers = {{"Content-Type", "application/json"}, {"User-Agent", "Steward"}};
    if (content.channel.kind == ChannelKind::alertmanager) {
        if (!call.url.ends_with(alertmanagerPath)) {
            while (call.url.ends_with('/'))
                call.url.pop_back();
            call.url += alertmanagerPath;
        }
        call.body = alertmanagerBodyOf(content, now);
        return call;
    }
    if (!secret)
        return fail(ErrorCode::unprocessable, "The channel has no secret to sign with. Set one before it is used.");
    STEWARD_TRY(const auto bytes, secretBytes(*secret));
    call.body = webhookBodyOf(content, now);
    for (auto& header : signedHeaders(bytes, content.id, now, call.body))
        call.headers.push_back(std::move(header));
    return call;
}

}  // namespace steward::alerts
