#include "plans/configuration.h"

#include <algorithm>
#include <map>

#include "domain/configuration.h"
#include "report/dataset.h"

namespace steward::plans {
namespace {

tl::unexpected<Error> refused(ErrorCode code, std::string path, std::string message) {
    return fail(Error{code, "The configuration cannot be read.", {}, {}, {{std::move(path), std::move(message)}}});
}

// The document as it grows.
class Writer {
public:
    Writer() : text_("{\"form\":" + std::to_string(domain::configurationForm)) {}

    Result<> add(const std::string& key, std::string entry) {
        bytes_ += key.size() + entry.size() + 8;
        if (++entries_ > domain::mostConfigurationEntries || bytes_ > mostConfigurationBytes)
            return refused(ErrorCode::unprocessable, "/tenants",
                           "finds more than 10,000 entries or 32 MiB; name fewer tenants or kinds");
        part_[key] = std::move(entry);
        return {};
    }
    void endPart(std::string_view name) {
        text_.append(",\"").append(name).append("\":{");
        for (const char* comma = ""; const auto& [key, entry] : part_) {
            text_ += comma;
            json::appendString(text_, key);
            text_.append(":").append(entry);
            comma = ",";
        }
        text_ += '}';
        part_.clear();
    }
    std::string finish() && { return std::move(text_) + "}"; }

private:
    std::string text_;
    std::map<std::string, std::string> part_;
    std::size_t entries_ = 0;
    std::size_t bytes_ = 0;
};

std::vector<ConfigurationPart> partsOf(const Handlers& handlers) {
    std::vector<ConfigurationPart> parts;
    for (const auto* handler : handlers)
        if (const auto part = handler->configurationPart()) parts.push_back(*part);
    return parts;
}

// The names of the parts to write.
Result<std::vector<std::string_view>> chosen(const std::vector<ConfigurationPart>& parts,
                                             const domain::Principal& principal,
                                             const std::optional<std::string>& kinds) {
    std::vector<std::string_view> names;
    if (!kinds) {
        for (const auto& part : parts)
            if (principal.may(part.permission)) names.push_back(part.name);
        return names;
    }
    for (std::size_t at = 0; at <= kinds->size();) {
        const auto end = std::min(kinds->find(',', at), kinds->size());
        const auto part =
            std::ranges::find(parts, std::string_view(*kinds).substr(at, end - at), &ConfigurationPart::name);
        if (part == parts.end()) {
            std::string known;
            for (const auto& one : parts)
                known.append(known.empty() ? "some of: " : ", ").append(one.name);
            return refused(ErrorCode::invalid, "/kinds", known);
        }
        if (!principal.may(part->permission))
            return refused(ErrorCode::forbidden, "/kinds", "you may not read " + std::string(part->name));
        names.push_back(part->name);
        at = end + 1;
    }
    return names;
}

Result<report::SqlCondition> tenantsOf(const std::optional<std::string>& filter, sql::Dialect dialect, Time now) {
    auto condition = report::parseFilter(filter.value_or(std::string())).and_then([&](const report::Filter& parsed) {
        return report::filterToSql(parsed, report::findDataset("tenants")->fields, dialect, {.now = now});
    });
    if (!condition) return refused(ErrorCode::invalid, "/tenants", condition.error().message);
    condition->text = "t.status NOT IN ('archived', 'removed') AND (" + condition->text + ")";
    return condition;
}

}  // namespace

Result<std::string> writeConfiguration(sql::Connection& connection, const Handlers& handlers,
                                       const sql::TenantScope& scope, const domain::Principal& principal,
                                       const contract::ConfigurationRequest& request, Time now) {
    STEWARD_TRY(const auto names, chosen(partsOf(handlers), principal, request.kinds));
    STEWARD_TRY(const auto tenants, tenantsOf(request.tenants, connection.dialect(), now));
    const auto isChosen = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
    Writer writer;
    STEWARD_TRY(const auto moment, connection.readTransaction());
    for (const auto* handler : handlers) {
        const auto part = handler->configurationPart();
        if (!part || !isChosen(part->name)) continue;
        STEWARD_CHECK(handler->configuration(
            connection, scope, tenants,
            [&](const std::string& key, const std::string& entry) { return writer.add(key, entry); }));
        writer.endPart(part->name);
    }
    return std::move(writer).finish();
}

}  // namespace steward::plans
